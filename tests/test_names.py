"""Mentions, references and entities, on sentences of our own."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shutro.annotate.mentions import find_mentions
from shutro.annotate.names.bodies import find_bodies, find_opened
from shutro.annotate.names.codes import spelled
from shutro.annotate.names.known import known_names
from shutro.annotate.names.words import vocabulary
from shutro.annotate.references import find_references
from shutro.annotate.sentences import find_sentences
from shutro.api import read as read_article
from shutro.languages.folder import read
from shutro.languages.schema.sounds import SoundTable
from shutro.link.entities import link
from shutro.link.names import is_alike
from shutro.model import Article, Dating, Doc
from shutro.text.normalize import normalize
from shutro.text.tokens import tokenize


def make(text: str, name: str = "a", language: str = "bn") -> Doc:
    clean = normalize(text)
    article = Article(
        id=name, file=name, page="", outlet=None, url=None, language=language, title="", text=clean,
        title_span=None, published=None,
    )  # fmt: skip
    doc = Doc(article=article, dating=Dating(article=name, value=None, how="given"))
    doc = Doc(article=article, dating=doc.dating, sentences=find_sentences(doc))
    doc = Doc(article=article, dating=doc.dating, sentences=doc.sentences, mentions=find_mentions(doc))
    return Doc(
        article=article, dating=doc.dating, sentences=doc.sentences, mentions=doc.mentions,
        references=find_references(doc),
    )  # fmt: skip


def mentioned(text: str) -> list[tuple[str, str, str]]:
    doc = make(text)
    return [(mention.span.of(doc.text), mention.kind, mention.lemma) for mention in doc.mentions]


def named(*rows: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    return [(normalize(words), kind, normalize(lemma)) for words, kind, lemma in rows]


def entity_of(docs: list[Doc], words: str) -> set[str]:
    _, links = link(docs)
    return {
        found.entity
        for doc, row in zip(docs, links, strict=True)
        for found in row
        if found.span.of(doc.text) == normalize(words)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("নেপালের রাজধানীতে বৃষ্টি হয়েছে।", [("নেপালের", "LOC", "নেপাল")]),
        ("বিএনপিপন্থি শিক্ষকেরা মিছিল করেন।", [("বিএনপি", "ORG", "বিএনপি")]),
        ("ডিপিআরকে এ খবর অস্বীকার করেছে।", [("ডিপিআরকে", "LOC", "ডিপিআরকে")]),
        ("গতকাল KCNA এ খবর দিয়েছে।", [("KCNA", "ORG", "KCNA")]),
        ("প্রধানমন্ত্রী করিম উদ্দিনকে স্বাগত জানানো হয়।", [("করিম উদ্দিনকে", "PER", "করিম উদ্দিন")]),
        ("সেখানে রহিম উদ্দিন (৪৫) মারা যান।", [("রহিম উদ্দিন", "PER", "রহিম উদ্দিন")]),
        ("ওই রাতে মেঘনা সেতুতে যানজট হয়।", [("মেঘনা সেতুতে", "FAC", "মেঘনা সেতু")]),
        ("আরএসএফ-এর হামলা চলছে।", [("আরএসএফ-এর", "ORG", "আরএসএফ")]),
        ("পরিচালক এ কে এম রহিম উদ্দিন বলেন, ভালো।", [("এ কে এম রহিম উদ্দিন", "PER", "এ কে এম রহিম উদ্দিন")]),
        ("বেনাপোল কাস্টম হাউসে তল্লাশি হয়।", [("বেনাপোল কাস্টম হাউসে", "FAC", "বেনাপোল কাস্টম হাউস")]),
    ],
)
def test_a_name_is_found_with_its_ending(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = mentioned(text)
    assert [row for row in found if row in named(*expected)] == sorted(
        named(*expected), key=lambda row: found.index(row) if row in found else -1
    )


def test_titles_stand_outside_a_name() -> None:
    assert named(("সেলিম আহমেদ", "PER", "সেলিম আহমেদ"))[0] in mentioned("অধ্যাপক ড. সেলিম আহমেদ বলেন, কাজ চলছে।")


def test_a_council_holds_the_body_it_belongs_to() -> None:
    found = mentioned("জাতিসংঘের নিরাপত্তা পরিষদে ভোট হয়েছে।")
    assert found == named(
        ("জাতিসংঘের নিরাপত্তা পরিষদে", "ORG", "জাতিসংঘের নিরাপত্তা পরিষদ"), ("জাতিসংঘের", "ORG", "জাতিসংঘ")
    )


def test_an_adjective_before_a_currency_names_no_state() -> None:
    assert mentioned("দাম দাঁড়ায় ৫ মার্কিন ডলার।") == []


def test_ordinary_words_are_no_names() -> None:
    assert mentioned("গতকাল সকালে বৃষ্টি হয়েছে, বিকেলে আবার রোদ উঠেছে।") == []


def test_a_person_is_found_again_by_one_part_of_the_name() -> None:
    found = mentioned("সাংবাদিক নজিবুল করিম গ্রেপ্তার হন। পরে নজিবুলকে আদালতে নেওয়া হয়।")
    assert named(("নজিবুলকে", "PER", "নজিবুল"))[0] in found


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("উদ্যোগ বন্ধ হয়নি, বললেন গ্রেভস্কি।", "গ্রেভস্কি"),
        ("অনুষ্ঠানে সেলিম আহমেদ ও গ্রেভস্কি ছিলেন।", "গ্রেভস্কি"),
        ("সুকুমারবাবু বাড়ি ফেরেন।", "সুকুমারবাবু"),
        ("মুখপাত্র ইমরুল কায়েস বলেন, কাজ চলছে।", "ইমরুল কায়েস"),
        ("নিহতের ছেলে রিয়াদ অভিযোগ করেন, বিচার হয়নি।", "রিয়াদ"),
        ("জামায়াতে ইসলামীর নায়েবে আমির শাহজাহান সিরাজী বক্তব্য দেন।", "শাহজাহান সিরাজী"),
        ("প্রতিপক্ষ অর্পিতা মণ্ডল জিতেছেন।", "অর্পিতা মণ্ডল"),
        ("নাজিবুল নামে এক যুবক আহত হন।", "নাজিবুল"),
        ("রাতে বিজয় নামে এক শিশু মারা যায়।", "বিজয়"),
        ("সংঘর্ষে মো. জিহাদ নামে একজনের মৃত্যু হয়েছে।", "মো. জিহাদ"),
        ("আহত কবিতা (১২) হাসপাতালে।", "কবিতা"),
        ("পুলিশ সেলিম মিয়া ওরফে কালুকে ধরেছে।", "কালুকে"),
        ("কামরুল মোল্লা কামালপুর গ্রামের বাসিন্দা।", "কামরুল মোল্লা"),
        ("নিহত বিজয় কালীপুরের রতন মিয়ার ছেলে।", "রতন মিয়ার"),
        ("কণ্ঠশিল্পী গ্রেভস্কি আসছেন।", "গ্রেভস্কি"),
        ("কাজ শেষ। গ্রেভস্কি বলেন, আরও হবে।", "গ্রেভস্কি"),
        ("ওই নেতা করিম উদ্দিন গ্রেভস্কি বলেন, আরও হবে।", "করিম উদ্দিন গ্রেভস্কি"),
    ],
)
def test_what_stands_beside_an_unknown_word_makes_a_person_of_it(text: str, person: str) -> None:
    assert [row[0] for row in mentioned(text) if row[1] == "PER"][-1:] == [normalize(person)]


@pytest.mark.parametrize(
    "text",
    [
        "নৌমন্ত্রী বিলটি পাসের প্রস্তাব করেন।",
        "কৃষিপণ্য বাজারে এসেছে।",
        "আহতদের স্থানীয় হাসপাতালে নেওয়া হয়।",
        "দলের ব্যবসায়ী সমিতি নেই।",
        "একই নামে এক ব্যক্তি আবেদন করেন।",
        "আমাদের অধীনস্থ এলাকায় টহল চলছে।",
    ],
)
def test_things_and_compounds_of_ordinary_words_are_no_names(text: str) -> None:
    assert mentioned(text) == []


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("উপন্যাস ‘দূরের নৌকা’ ছাপা হয়েছে।", "দূরের নৌকা"),
        ("‘দূরের নৌকা’ নামের ছবিটি দেখেছি।", "দূরের নৌকা"),
        ("পুলিশ ‘অপারেশন সবুজ মাঠ’ চালায়।", "অপারেশন সবুজ মাঠ"),
        ("রাতে এমভি দখিনা-৪ ডুবে যায়।", "এমভি দখিনা-৪"),
        ("নৌকা ‘দূরের’র সিনেমা নয়, সিনেমা ‘দূরের’ ভালো।", "দূরের"),
    ],
)
def test_titles_of_works_and_ships_are_names(text: str, work: str) -> None:
    assert [row[0] for row in mentioned(text) if row[1] == "MISC"][-1:] == [normalize(work)]


def test_words_in_quotation_marks_alone_are_no_title() -> None:
    assert mentioned("তিনি ‘দূরের নৌকা’ দেখেছেন।") == []


def test_a_union_of_villages_is_the_place_alone() -> None:
    found = mentioned("ঝাউতলা ইউনিয়নের চেয়ারম্যান আসেন।")
    assert found == named(("ঝাউতলা", "LOC", "ঝাউতলা"))


def test_a_number_belongs_to_the_battalion() -> None:
    assert mentioned("৩৪ বিজিবির অধিনায়ক কথা বলেন।") == named(("৩৪ বিজিবির", "ORG", "৩৪ বিজিবি"))


def test_a_river_in_the_name_of_a_bridge_is_no_mention() -> None:
    assert [row[0] for row in mentioned("গড়াই সেতু বন্ধ।")] == [normalize("গড়াই সেতু")]


def test_every_type_noun_finds_its_examples() -> None:
    for noun in vocabulary("bn").table.types:
        for text, name in noun.examples.items():
            tokens = tokenize(normalize(text))
            known = {found.last: found for found in reversed([*known_names(tokens, "bn")])}
            lemmas = {
                found.lemma
                for found in (*find_bodies(tokens, range(len(tokens)), known, "bn"), *known.values())
            }
            assert normalize(name) in lemmas, text


def test_every_opener_finds_its_examples() -> None:
    for opener in vocabulary("bn").table.openers:
        for text, name in opener.examples.items():
            tokens = tokenize(normalize(text))
            found = find_opened(tokens, range(len(tokens) - 1), {}, "bn")
            assert normalize(name) in {opened.lemma for opened in found}, text


def test_letters_are_read_by_their_names() -> None:
    assert spelled(normalize("কেসিএনএ"), "bn") == "kcna"
    assert spelled(normalize("কলম"), "bn") is None


@pytest.mark.parametrize(
    ("pronoun", "person"), [("তিনি", "নজিবুল করিম"), ("তার", "নজিবুল করিম"), ("তাকে", "নজিবুল করিম")]
)
def test_a_pronoun_stands_for_the_one_spoken_of(pronoun: str, person: str) -> None:
    doc = make(f"মেয়র নজিবুল করিম ঢাকায় এসেছেন। {pronoun} এখন সেখানে দেখা যাবে।")
    found = [ref for ref in doc.references if ref.span.of(doc.text) == pronoun]
    assert [ref.mention.of(doc.text) for ref in found if ref.mention] == [normalize(person)]


def test_a_word_that_points_at_a_noun_is_no_pronoun() -> None:
    doc = make("মেয়র নজিবুল করিম এসেছেন। সে সময় বৃষ্টি হয়।")
    assert doc.references == ()


def test_a_role_stands_for_its_holder() -> None:
    doc = make("ইরানের প্রেসিডেন্ট মাসুদ পেজেশকিয়ান এসেছেন। ইরানের প্রেসিডেন্ট পরে ফিরে যান।")
    assert [ref.mention.of(doc.text) for ref in doc.references if ref.mention] == [normalize("মাসুদ পেজেশকিয়ান")]


def test_a_role_before_its_holders_name_is_no_reference() -> None:
    assert make("ইরানের প্রেসিডেন্ট মাসুদ পেজেশকিয়ান এসেছেন।").references == ()


def test_two_leaders_are_the_two_last_named() -> None:
    doc = make("পুতিন ও সি চিন পিং আলোচনা করেন। দুই নেতা চুক্তি করেন।")
    found = {ref.mention.of(doc.text) for ref in doc.references if ref.mention}
    assert found == {normalize("পুতিন"), normalize("সি চিন পিং")}


def test_variants_of_a_name_are_one_entity() -> None:
    docs = [make("জাতিসংঘে ভোট হয়।", "a"), make("রাষ্ট্রসংঘে ভোট হয়।", "b")]
    assert entity_of(docs, "জাতিসংঘে") == entity_of(docs, "রাষ্ট্রসংঘে") == {"Q1065"}


def test_states_that_sound_alike_stay_apart() -> None:
    docs = [make("নাইজার ও নাইজেরিয়া, যুক্তরাজ্য ও যুক্তরাষ্ট্র আলোচনা করে।")]
    assert len({found.entity for found in link(docs)[1][0]}) == 4


def test_two_with_one_surname_stay_apart() -> None:
    docs = [make("মেয়র তানজিল রহমান এসেছেন।", "a"), make("মেয়র নাফিস রহমান এসেছেন।", "b")]
    assert len(entity_of(docs, "তানজিল রহমান") | entity_of(docs, "নাফিস রহমান")) == 2


def test_a_common_name_in_articles_that_share_nothing_is_two_persons() -> None:
    docs = [make("কৃষক শফিকুল ইসলাম ধান কাটেন।", "a"), make("চালক শফিকুল ইসলাম আহত হন।", "b")]
    assert len(entity_of(docs, "শফিকুল ইসলাম")) == 2


def test_an_office_leads_to_its_holder_in_another_article() -> None:
    docs = [make("ইরানের প্রেসিডেন্ট মাসুদ পেজেশকিয়ান এসেছেন।", "a"), make("ইরানের প্রেসিডেন্ট ফিরে যান।", "b")]
    assert entity_of(docs, "ইরানের প্রেসিডেন্ট") == entity_of(docs, "মাসুদ পেজেশকিয়ান")


@pytest.mark.parametrize(
    ("text", "state"),
    [("মস্কো প্রস্তাব নাকচ করেছে।", "Q159"), ("মস্কোতে বৃষ্টি হয়েছে।", None), ("তিনি মস্কো সফর করেন।", None)],
)
def test_a_capital_acts_for_its_state_only_where_it_acts(text: str, state: str | None) -> None:
    assert link([make(text)])[1][0][0].acts_for == state


def test_sounds_join_and_part_as_their_table_says() -> None:
    table: SoundTable = read("bn", "sounds", SoundTable)
    assert all(is_alike(one, other, "bn") for one, other in table.examples.items())
    assert not any(is_alike(one, other, "bn") for one, other in table.apart.items())


def test_a_language_without_a_folder_has_no_names() -> None:
    assert make("Der Minister kam.", language="de").mentions == ()
    assert link([make("Der Minister kam.", language="de")]) == ((), ((),))


_WORDS = [
    "রাশিয়া",
    "পুতিন",
    "মো.",
    "তিনি",
    "নেতা",
    "(",
    ")",
    "-",
    "।",
    "বিশ্ববিদ্যালয়",
    "ও",
    "KCNA",
    "৪৫",
    "’",
    "\n",
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(_WORDS), st.text(string.printable + "কখা্য়ের", max_size=6)), max_size=30)
)
def test_no_text_breaks_the_finders_and_all_spans_lie_in_it(words: list[str]) -> None:
    doc = make(" ".join(words))
    _, links = link([doc])
    spans = (
        [m.span for m in doc.mentions] + [r.span for r in doc.references] + [found.span for found in links[0]]
    )
    assert all(0 <= span.start < span.end <= len(doc.text) for span in spans)


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(4)))
def test_order_of_docs_does_not_matter(order: list[int]) -> None:
    texts = [
        "মেয়র তানজিল রহমান মস্কোতে যান।",
        "তানজিল রহমান ফেরেন।",
        "চালক নাফিস করিম আহত।",
        "কৃষক নাফিস করিম জানান, ধান ভালো।",
    ]
    docs = [make(text, str(number)) for number, text in enumerate(texts)]
    entities, links = link(docs)
    other, moved = link([docs[number] for number in order])
    assert entities == other
    assert [links[number] for number in order] == [*moved]


def test_a_megabyte_without_a_space_is_read() -> None:
    assert find_mentions(make("ক" * 1_000_000)) == ()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("নেপালের সেনাবাহিনী সেখানে যায়।", "সেনাবাহিনী", "ORG"),
        ("নেপালে সেনাবাহিনী সেখানে যায়।", "নেপালে সেনাবাহিনী", "ORG"),
        ("করিমের দলটি মাঠে নামে।", "দলটি", "ORG"),
        ("ছ’টি বিশ্ববিদ্যালয়ে পরীক্ষা হবে।", "ছ’টি বিশ্ববিদ্যালয়ে", "ORG"),
        ("প্রস্তাবগুলো কমিশন দেখছে।", "প্রস্তাবগুলো কমিশন", "ORG"),
        ("তারা তফসিলি ব্যাংকের কাছে যান।", "তফসিলি ব্যাংকের", "ORG"),
        ("তিনি বিশ্বাস করে সব বলেন।", "বিশ্বাস করে", "PER"),
        ("বাবা শহীদ বুদ্ধিজীবী ছিলেন।", "শহীদ", "PER"),
    ],
)
def test_parts_of_other_words_are_no_names(text: str, name: str, kind: str) -> None:
    assert (normalize(name), kind) not in {row[:2] for row in mentioned(text)}


def test_a_branch_holds_its_party_and_a_state_not_its_ministry() -> None:
    found = {row[0] for row in mentioned("সিলেট মহানগর যুবদলের নেতারা ভারতের বিদেশ মন্ত্রকে যান।")}
    words = ("সিলেট মহানগর যুবদলের", "যুবদলের", "ভারতের বিদেশ মন্ত্রকে", "ভারতের")
    assert {normalize(name) for name in words} <= found
    assert normalize("বিদেশ মন্ত্রকে") not in found


@pytest.mark.parametrize("body", ["বাংলাদেশ আবহাওয়া অধিদপ্তর", "যমুনা ব্যাংক পিএলসি", "বাংলাদেশ পল্লী বিদ্যুতায়ন বোর্ড"])
def test_a_known_body_takes_its_state_and_what_closes_its_name(body: str) -> None:
    assert (normalize(body), "ORG") in {row[:2] for row in mentioned(f"এ কথা জানায় {body}।")}


def test_an_unknown_surname_is_known_again_without_its_ending() -> None:
    found = [row[:2] for row in mentioned("অধিনায়ক জশ ভেরহুভেনের চোট আছে। ভেরহুভেন আজ খেলবেন না।")]
    assert (normalize("ভেরহুভেন"), "PER") in found


def test_a_prize_before_a_surname_is_a_given_name() -> None:
    assert named(("অস্কার মোরেনো", "PER", "অস্কার মোরেনো"))[0] in mentioned("কোচ অস্কার মোরেনো মাঠে ছিলেন।")


def test_both_ends_of_a_road_are_places() -> None:
    found = {row[:2] for row in mentioned("ঢাকা–সিলেট মহাসড়কে যানজট হয়।")}
    expected = named(("ঢাকা–সিলেট মহাসড়কে", "FAC", ""), ("ঢাকা", "LOC", ""), ("সিলেট", "LOC", ""))
    assert {row[:2] for row in expected} <= found


def test_a_village_before_a_person_is_not_of_the_name() -> None:
    found = [row[0] for row in mentioned("গ্রেপ্তার হন চরঘাটলার কামাল হোসেন (৩৪) ও ঘলঘাটের নূর হোসেন খান (৪৫)।")]
    assert normalize("নূর হোসেন খান") in found


def test_a_school_of_modifiers_alone_is_none() -> None:
    assert mentioned("গতকাল সরকারি প্রাথমিক বিদ্যালয়ের শিক্ষকেরা আসেন।") == []


@pytest.mark.parametrize(
    ("sentence", "person"),
    [
        ("কমল দাসকে ডাকা হয়।", "কমল দাসকে"),
        ("গোপাল সাহার অস্ত্রোপচার হয়েছে।", "গোপাল সাহার"),
        ("বিপুল হোসেনসহ তিনজন আহত হন।", "বিপুল হোসেনসহ"),
        ("প্রধানমন্ত্রী নরেন্দ্র মোদী এক্স-এ শোক জানান।", "নরেন্দ্র মোদী"),
    ],
)
def test_person_ends_with_the_surname_in_its_case(sentence: str, person: str) -> None:
    assert [words for words, kind, _ in mentioned(sentence) if kind == "PER"] == [normalize(person)]


def test_a_medium_that_is_told_something_is_a_body() -> None:
    article = read_article(normalize("খবর\n\nকাজ হবে, ইরান ইন্টারন্যাশনালকে জানিয়েছেন এক আইনজীবী।"))
    bodies = [mention.span.of(article.text) for mention in article.mentions if mention.kind == "ORG"]
    assert bodies == [normalize("ইরান ইন্টারন্যাশনালকে")]


def test_a_ruling_pointed_at_is_no_person() -> None:
    assert mentioned("বিচারক এ রায় দেন।") == []


def test_custody_is_not_the_body_of_that_name() -> None:
    assert mentioned("তাঁকে হেফাজতে নেয় ইডি।") == named(("ইডি", "ORG", "ইডি"))


@pytest.mark.parametrize("person", ["সবিতা রানী দাস", "কাজী শওকত ইমাম", "এ কে এম আজমল হুদা"])
def test_a_title_or_question_word_inside_a_name_is_part_of_it(person: str) -> None:
    assert mentioned(f"চিকিৎসক {person} বলেন, তদন্ত চলছে।") == named((person, "PER", person))


def test_a_rank_of_two_words_is_not_of_the_name() -> None:
    assert mentioned("স্কোয়াড্রন লিডার নাঈম হাসান বলেন, অভিযান চলছে।") == named(("নাঈম হাসান", "PER", "নাঈম হাসান"))


def test_a_body_that_opens_the_next_sentence_is_no_short_name_of_the_one_before() -> None:
    text = "খবর\n\nদুজন মারা গেছেন, জানায় লেবাননের স্বাস্থ্য মন্ত্রণালয়। হিজবুল্লাহ এক বিবৃতিতে শোক জানিয়েছে।"
    doc = read_article(normalize(text))
    bodies = [mention.span for mention in doc.mentions if mention.kind == "ORG"]
    assert len(bodies) == len({found.entity for found in link([doc])[1][0] if found.span in bodies}) == 2


@pytest.mark.parametrize(
    ("text", "name", "kind", "lemma"),
    [
        ("বাসের ধাক্কায় আনোয়ারা বেগম (৬৫) মারা গেছেন।", "আনোয়ারা বেগম", "PER", "আনোয়ারা বেগম"),
        ("স্ট্যাটাসে সামিয়া জামান লিখেন, ভোট হবে।", "সামিয়া জামান", "PER", "সামিয়া জামান"),
        ("প্রার্থী আবুল হাশেম ও ইসির সচিব আসেন। নির্বাচন কমিশন জানায়।", "ইসির", "ORG", "ইসি"),
        ("স্পিকার বিমান বন্দ্যোপাধ্যায় আসেন।", "বিমান বন্দ্যোপাধ্যায়", "PER", "বিমান বন্দ্যোপাধ্যায়"),
        ("দলের সহসভাপতি রাশেদ প্রধান বলেছেন, ভোট হবে।", "রাশেদ প্রধান", "PER", "রাশেদ প্রধান"),
        ("সভায় কবির হোসেন প্রধান অতিথি ছিলেন।", "কবির হোসেন", "PER", "কবির হোসেন"),
        ("ক্লাবের পৃষ্ঠপোষক সামিয়া জামানকে দেখা যায়।", "সামিয়া জামানকে", "PER", "সামিয়া জামান"),
        ("ডোনাল্ড ট্রাম্পের সরকার ভোটে হেরেছে।", "ডোনাল্ড ট্রাম্পের", "PER", "ডোনাল্ড ট্রাম্প"),
        ("গভর্নর আহসান এইচ মানসুর বৈঠক করেন।", "আহসান এইচ মানসুর", "PER", "আহসান এইচ মানসুর"),
        ("কুর্মিটোলা গলফ কোর্সে খেলা হয়েছে।", "কুর্মিটোলা গলফ কোর্সে", "FAC", "কুর্মিটোলা গলফ কোর্স"),
    ],
)
def test_a_name_ends_where_what_stands_beside_it_begins(text: str, name: str, kind: str, lemma: str) -> None:
    assert named((name, kind, lemma))[0] in mentioned(text)


def test_a_struggle_that_is_only_called_a_war_has_no_name() -> None:
    assert mentioned("এ যেন রূপান্তরিত যুদ্ধের কাল, আত্মনির্ভরতার যুদ্ধ।") == []


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("প্রেসিডেন্ট ডোনাল্ড ট্রাম্পের সরকার ভোট পায়নি।", "ডোনাল্ড ট্রাম্পের"),
        ("সভায় নরেন্দ্র মোদির কুশপুতুল পোড়ানো হয়।", "নরেন্দ্র মোদির"),
        ("আবু তাহের মিনহাজ বলেন, ভালো।", "আবু তাহের মিনহাজ"),
    ],
)
def test_a_person_ends_with_the_part_that_owns_what_is_behind(text: str, person: str) -> None:
    assert [words for words, kind, _ in mentioned(text) if kind == "PER"] == [normalize(person)]


def test_a_common_name_is_not_that_of_the_player() -> None:
    assert entity_of([make("দলের নেতা মোস্তাফিজুর রহমান মনোনয়ন পান।")], "মোস্তাফিজুর রহমান") != {"mustafiz"}
