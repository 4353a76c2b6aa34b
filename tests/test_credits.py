"""Credits: what an article rests on, and what it cites."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shutro.annotate.credits import find_credits
from shutro.annotate.sentences import find_sentences
from shutro.languages.folder import read
from shutro.languages.schema.credits import CreditTable
from shutro.model import Article, Dating, Doc
from shutro.text.normalize import normalize

LONG = "সকাল থেকে বৃষ্টি হচ্ছে। " * 12


def read_doc(raw: str, outlet: str | None = None) -> Doc:
    article = Article(
        id="a", file="a", page="", outlet=outlet, url=None, language="bn", title="", text=normalize(raw),
        title_span=None, published=None,
    )  # fmt: skip
    doc = Doc(article=article, dating=Dating(article="a", value=None, how="given"))
    return replace(doc, sentences=find_sentences(doc))


def shown(doc: Doc) -> list[tuple[str, str | None, str]]:
    return [(credit.span.of(doc.text), credit.source, credit.role) for credit in find_credits(doc)]


ROLES = [
    ("নদীর পানি বেড়েছে। খবর রয়টার্সের।", "রয়টার্সের", "reuters", "origin"),
    ("নদীর পানি বেড়েছে। সূত্র: এএফপি", "এএফপি", "afp", "origin"),
    ("নদীর পানি বেড়েছে। এএফপি অবলম্বনে", "এএফপি", "afp", "origin"),
    ("রয়টার্সের বরাত দিয়ে জানানো হয়, পানি বেড়েছে।", "রয়টার্সের", "reuters", "origin"),
    ("রয়টার্স জানিয়েছে, নদীর পানি বেড়েছে।", "রয়টার্স", "reuters", "origin"),
    ("নদীর পাড়ে লোকজন। ছবি: রয়টার্স", "রয়টার্স", "reuters", "cited"),
    (LONG + "রয়টার্সকে তিনি বলেন, পানি বেড়েছে।" + LONG, "রয়টার্সকে", "reuters", "cited"),
    (LONG + "(এএফপি, রয়টার্সের মতে)", "এএফপি", "afp", "origin"),
]


@pytest.mark.parametrize(("text", "words", "source", "role"), ROLES)
def test_the_words_around_a_medium_give_its_role(text: str, words: str, source: str, role: str) -> None:
    assert (normalize(words), source, role) in shown(read_doc(text))


def test_after_an_explicit_origin_others_are_cited() -> None:
    found = shown(read_doc("পানি বেড়েছে। খবর রয়টার্সের। এএফপির প্রতিবেদনে বলা হয়েছে, বাঁধ ভেঙেছে।"))
    assert [(source, role) for _, source, role in found] == [("reuters", "origin"), ("afp", "cited")]


def test_an_outlet_that_is_told_something_itself_is_no_credit() -> None:
    assert shown(read_doc(LONG + "তিনি প্রথম আলোকে বলেন, পানি বেড়েছে।", outlet="prothom_alo")) == []


def test_what_an_outlet_was_told_does_not_hide_the_agency_of_its_lead() -> None:
    found = shown(
        read_doc(
            "এএফপি জানিয়েছে, পানি বেড়েছে। " + LONG + "তিনি প্রথম আলোকে বলেন, পানি কমবে।", outlet="prothom_alo"
        )
    )
    assert found == [(normalize("এএফপি"), "afp", "origin")]


def test_another_outlet_that_was_told_something_is_cited() -> None:
    found = shown(read_doc(LONG + "তিনি প্রথম আলোকে বলেন, পানি বেড়েছে।" + LONG, outlet="samakal"))
    assert found == [(normalize("প্রথম আলোকে"), "prothom_alo", "cited")]


def test_a_medium_behind_its_verb_is_cited() -> None:
    text = "খবর। মন্ত্রী কথা বলেছেন। কাজ হবে, লিখেছে হারেৎজ। কাজ শেষ, জানাচ্ছে রয়টার্স।"
    assert [(name, role) for name, _, role in shown(read_doc(text))] == [
        (normalize("হারেৎজ"), "cited"),
        (normalize("রয়টার্স"), "cited"),
    ]


def test_a_broadcaster_that_was_told_is_cited_where_an_agency_may_be_what_an_article_rests_on() -> None:
    (told,) = shown(read_doc("খবর\n\nপানি বেড়েছে, আল-জাজিরাকে বলেন এক বাসিন্দা।"))
    assert told[-1] == "cited"


def test_a_described_medium_is_cited_without_a_source() -> None:
    found = shown(read_doc("পানি বেড়েছে বলে রাশিয়ার রাষ্ট্রীয় গণমাধ্যম জানিয়েছে।"))
    assert found == [(normalize("রাশিয়ার রাষ্ট্রীয় গণমাধ্যম"), None, "cited")]


@pytest.mark.parametrize(
    "text", ["এ সময় পুলিশ জানায়, পানি বেড়েছে।", "সংবাদ সম্মেলনে তিনি কথা বলেন।", "সময় নষ্ট হয়েছে।"]
)
def test_plain_words_that_are_names_of_media_are_no_credit(text: str) -> None:
    assert shown(read_doc(text)) == []


def test_the_examples_of_the_table_hold_credits() -> None:
    examples = read("bn", "credits", CreditTable).examples
    assert [example for example in examples if not shown(read_doc(example))] == []


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["রয়টার্স", "রয়টার্সের", "খবর", "(", ")", ":", "।", "বলে", "জানায়", "ছবি", "\n", "-", "AP"])
    )
)
def test_any_text_gives_credits_inside_it_in_order(pieces: list[str]) -> None:
    doc = read_doc(" ".join(pieces))
    found = find_credits(doc)
    assert all(0 <= credit.span.start < credit.span.end <= len(doc.text) for credit in found)
    assert list(found) == sorted(found, key=lambda credit: credit.span)
