"""Input that nobody writes: the reader neither crashes nor hangs, and every span points at what it says."""

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import shutro
from shutro.errors import InputError
from shutro.model import Doc, Span

WORDS = (
    *("ঢাকায়", "শেখ হাসিনা", "মো. করিম", "রয়টার্স", "প্রধানমন্ত্রী", "রাশিয়ার", "তিনি", "পুলিশ", "জাতিসংঘ", "টিএসআর"),
    *(
        "বলেন",
        "বলেছেন যে",
        "নিহত হয়েছেন",
        "হামলা",
        "বৈঠক করেন",
        "দেওয়া হয়নি",
        "জানা গেছে",
        "অভিযোগ",
        "খবর",
        "এর মতে",
    ),
    *("১৪ সেপ্টেম্বর", "গত রোববার", "২০২৬", "সকাল ৯টায়", "৫ জন", "লাখ", "কোটি টাকা", "দশমিক", "প্রকাশ:", "আরও পড়ুন"),
    *("।", ",", "‘", "’", "“", "”", '"', "(", ")", "-", "–", ":", "|", "•", "?", "\n", "\n\n", "\t"),
    *(
        "\u200d",
        "\u200c",
        "\u202e",
        "\u200f",
        "\u09cd",
        "\u09bc",
        "ে\u09be",
        "ে\u09d7",
        "😀",
        "\x00",
        "\ufffd",
        "é",
        "Kim",
    ),
)
CHARACTERS = st.characters(exclude_categories=["Cs"])
ANY_TEXT = st.text(CHARACTERS, max_size=200)
NEAR_NEWS = st.lists(st.sampled_from(WORDS) | ANY_TEXT.map(lambda text: text[:3]), max_size=60).map(" ".join)
GLUED = st.lists(st.sampled_from(WORDS), max_size=60).map("".join)
# Compiling the rules at the first example takes longer than all others.
WHOLE = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def read(text: str) -> Doc | None:
    try:
        return shutro.read(text)
    except InputError:
        return None


def spans(doc: Doc) -> Iterator[Span]:
    yield from doc.sentences
    for layer in (doc.credits, doc.mentions, doc.references, doc.times, doc.quantities):
        yield from (found.span for found in layer)
    for quote in doc.quotes:
        yield from (quote.span, *quote.via, *filter(None, (quote.speaker, quote.cue)))
    for event in doc.events:
        yield from (event.trigger, *event.agents, *event.patients, *event.partners, *event.source)
        yield from filter(None, (event.place, event.time, event.about))
    yield from filter(None, (doc.article.title_span, doc.article.dateline))


def is_sound(doc: Doc) -> bool:
    inside = all(0 <= span.start < span.end <= len(doc.text) for span in spans(doc))
    in_order = all(
        [found.span.start for found in layer] == sorted(found.span.start for found in layer)
        for layer in (doc.credits, doc.mentions, doc.times, doc.quantities)
    )
    return inside and in_order


@WHOLE
@given(ANY_TEXT | NEAR_NEWS | GLUED)
def test_any_text_is_read_or_refused(text: str) -> None:
    doc = read(f"ঢাকায় আগুন\n{text}")
    assert doc is None or is_sound(doc)


@WHOLE
@given(st.lists(NEAR_NEWS | GLUED, min_size=1, max_size=3))
def test_any_texts_make_stories_of_which_each_article_is_in_one(texts: list[str]) -> None:
    docs = [doc for text in texts if (doc := read(f"ঢাকায় আগুনে ৫ জন নিহত\n{text}")) is not None]
    stories = shutro.stories(docs)
    found = sorted(article for story in stories for article in story.articles)
    assert found == sorted({doc.article.id for doc in docs})
    texts_of = {doc.article.id: doc.text for doc in docs}
    claims = [claim for s in stories for f in s.findings for value in f.values for claim in value.claims]
    assert all(0 <= c.span.start < c.span.end <= len(texts_of[c.article]) for c in claims)


@WHOLE
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    doc = read(raw.decode("latin-1"))
    assert doc is None or is_sound(doc)


SENTENCE = "ঢাকায় বাস উল্টে অন্তত ৫ জন নিহত হয়েছেন। পুলিশ সুপার করিম বলেন, ‘তদন্ত চলছে।’ "


# Each would take minutes where time grows with the square of the length.
@pytest.mark.parametrize(
    "unit",
    [
        *("।", "। ", '"', "‘", "‘ক’ ", "‘ক ", "“‘", "ক'", "(", "ক-", "ক,", "ক.", "ক| ", "কখ\n", "• ক\n", "\n"),
        *("ি ", "😀", "字", "\ufffd", "<p>", "a@", "৫ জন ", "লাখ ", "এক ", "১৪ সেপ্টেম্বর ", "প্রকাশ: ১২:১২, "),
        *("আরও পড়ুন ", "মো. ", "শেখ হাসিনা বলেন। ", "ঢাকা-", "করিম উদ্দিন ", "ও করিম ", "রাশিয়ার ", "(রয়টার্স) "),
        *("বলেন ", "তিনি বলেন, ", "হামলা ", "করেছেন "),
    ],
)  # fmt: skip
def test_a_unit_repeated_for_a_hundred_kilobytes_does_not_hang(unit: str) -> None:
    text = "ঢাকায় আগুন " + unit * (100_000 // len(unit.encode()))
    doc = read(text)
    assert doc is None or is_sound(doc)


@pytest.mark.parametrize(
    "character",
    [*"কa১ি়্ש \t", "\u00a0", "\u200b", "\u00ad", "\u202e\u200f", "\u0301\u0323", "ে\u09be", "\x01"],
)
def test_a_million_characters_without_a_word_do_not_hang(character: str) -> None:
    doc = read("ঢাকায় আগুন\n" + character * (1_000_000 // len(character)) + "ক")
    assert doc is None or is_sound(doc)


def test_long_articles_make_a_story() -> None:
    docs = [read(f"ঢাকায় আগুন {number}\n" + SENTENCE * 100) for number in range(2)]
    assert sum(len(story.articles) for story in shutro.stories(doc for doc in docs if doc)) == 2


def test_the_text_of_an_article_is_as_it_was_typed_but_for_one_spelling() -> None:
    doc = read("ঢাকায় আগুন\n" + SENTENCE)
    assert doc is not None
    assert doc.text == unicodedata.normalize("NFC", "ঢাকায় আগুন\n" + SENTENCE).strip()
