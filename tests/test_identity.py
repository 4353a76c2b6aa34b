"""Who is who: pairs of names that are not one, and pairs that are, read by the real line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shutro.api import read
from shutro.languages.folder import lines
from shutro.languages.lexicon import lexicon
from shutro.link.endings import without_endings
from shutro.link.entities import link
from shutro.link.named import identity
from shutro.link.names import is_alike, sound_key
from shutro.link.owners import read_body
from shutro.model import Doc, Mention, MentionKind, Span
from shutro.text.normalize import compose, normalize

DATA = Path(__file__).parent / "data"
SENTENCES = {
    "PER": "গতকাল _ এ কথা বলেন।",
    "ORG": "গতকাল _ এ কথা জানায়।",
    "LOC": "গতকাল সেখানে _ নিয়ে আলোচনা হয়।",
    "FAC": "গতকাল _ নিয়ে আলোচনা হয়।",
    "MISC": "গতকাল _ নিয়ে আলোচনা হয়।",
}
PLACES = {"one": (1,), "two": (2,), "both": (1, 2)}
VARIANTS_FOUND = 0.98  # floor of the share of `variants.tsv` that is joined


@dataclass(frozen=True)
class Pair:
    """Two names in their sentences, and where they are read."""

    kind: MentionKind
    where: str
    names: tuple[str, str]
    sentences: tuple[str, str]
    why: str


def pairs_of(file: str) -> Iterator[Pair]:
    for line in (DATA / file).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, where, one, told, other, said, why = line.split("\t")
            sentences = tuple(SENTENCES[kind] if text == "-" else text for text in (told, said))
            yield Pair(kind, where, (one, other), sentences, why)  # type: ignore[arg-type]


def doc_with(kind: MentionKind, parts: Sequence[tuple[str, str]]) -> tuple[Doc, list[Span]]:
    """Return an article of these sentences, in which the given names stand as mentions."""
    spans: list[Span] = []
    text = ""
    for name, sentence in parts:
        before, after = (normalize(words) for words in sentence.split("_"))
        start = len(text) + len(before)
        spans.append(Span(start, start + len(normalize(name))))
        text += before + normalize(name) + after + " "
    doc = read(text.strip())
    assert all(span.of(doc.text) == normalize(name) for span, (name, _) in zip(spans, parts, strict=True))
    own = [Mention(span=span, kind=kind, lemma=compose(span.of(doc.text))) for span in spans]
    others = [mention for mention in doc.mentions if not any(mention.span.meets(span) for span in spans)]
    mentions = tuple(sorted((*own, *others), key=lambda mention: mention.span))
    return replace(doc, mentions=mentions, credits=(), references=()), spans


def are_one(pair: Pair, *, articles: int) -> bool:
    """Say whether the two names of a pair are linked to one entity, in one article or in two."""
    parts = list(zip(pair.names, pair.sentences, strict=True))
    if articles == 1:
        doc, spans = doc_with(pair.kind, parts)
        where = [(doc, spans[0]), (doc, spans[1])]
    else:
        where = [(doc, spans[0]) for doc, spans in (doc_with(pair.kind, [part]) for part in parts)]
    docs = list({doc.article.id: doc for doc, _ in where}.values())
    found = dict(zip([doc.article.id for doc in docs], link(docs)[1], strict=True))
    one, other = (
        next(row.entity for row in found[doc.article.id] if row.span == span) for doc, span in where
    )
    return one == other


def joined(file: str) -> tuple[list[tuple[Pair, int]], int]:
    """Return which pairs of a file are joined, and in how many articles; and how many there are in all."""
    tried = [
        (pair, articles)
        for pair in pairs_of(file)
        for articles in PLACES[pair.where]
        if articles == 1 or pair.names[0] != pair.names[1] or pair.sentences[0] != pair.sentences[1]
    ]
    return [(pair, articles) for pair, articles in tried if are_one(pair, articles=articles)], len(tried)


def test_no_near_miss_is_joined() -> None:
    wrong, _ = joined("near_misses.tsv")
    assert [(*pair.names, pair.why, articles) for pair, articles in wrong] == []


def test_variants_of_a_name_are_joined() -> None:
    found, tried = joined("variants.tsv")
    assert len(found) / tried >= VARIANTS_FOUND


@given(st.text(max_size=12), st.text(max_size=12))
@settings(max_examples=60, deadline=None)
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    assert is_alike(one, other, "bn") == is_alike(other, one, "bn")


@pytest.mark.parametrize(
    ("one", "other"), [("সালাহ", "ছালেহ"), ("সাজিদ", "সাজ্জাত"), ("নাসিরুল", "নাছিরুল"), ("সালাউদ্দিন", "ছালেহউদ্দিন")]
)
def test_words_of_one_sound_can_be_held_beside_each_other_in_any_spelling(one: str, other: str) -> None:
    # One of the two has a letter of another sound, or one more, until it is written as usual.
    assert is_alike(one, other, "bn") == is_alike(other, one, "bn")


@given(st.text(max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_word_has_a_sound(word: str) -> None:
    assert isinstance(sound_key(word, "bn"), str)


def test_no_names_stay_no_names() -> None:
    assert without_endings([]) == [] and link([]) == ((), ())


def test_what_the_lists_know_has_its_wikidata_id() -> None:
    doc, spans = doc_with("ORG", [("বিশ্বব্যাংক", "গতকাল _ এ কথা জানায়।"), ("ঝিলমিল সমিতি", "পরে _ তা জানায়।")])
    entities, links = link([doc])
    ids = {entity.id: entity.wikidata for entity in entities}
    at = {found.span: ids[found.entity] for found in links[0]}
    assert [at[span] for span in spans] == ["Q7164", None]


def test_bodies_of_states_are_read_as_their_table_says() -> None:
    for words, expected in identity("bn").examples.items():
        body = read_body(words, "bn")
        assert body is not None and body.state is not None
        state = lexicon("bn").keys[body.state][0].name
        assert f"{state} {' '.join(body.words)}" == expected


def test_tables_name_only_what_the_lists_hold() -> None:
    table, keys = identity("bn"), lexicon("bn").keys
    assert {*table.beside, *table.bodies.owned, *table.homes.values(), *table.lands} <= keys.keys()
    assert {calling for pair in table.together for calling in pair} <= table.callings.keys()
    assert {*table.humble, *table.official, *table.calling_endings.values()} <= table.callings.keys()
    assert {row[0] for row in lines("bn", "wikidata")} <= keys.keys()


def test_a_spelling_stands_in_one_row() -> None:
    words = [word for row in lines("bn", "spellings") for word in row]
    assert len(words) == len(set(words)) and all(len(row) > 1 for row in lines("bn", "spellings"))


def test_ids_of_wikidata_are_given_once() -> None:
    ids = [row[1] for row in lines("bn", "wikidata")]
    assert len(ids) == len(set(ids)) and not set(ids) & lexicon("bn").keys.keys()


def test_two_inflected_spellings_of_a_known_surname_leave_the_surname() -> None:
    docs = [
        read(f"{words}\n", published="2026-11-15")
        for words in (
            "লঞ্চের মালিক আবদুল হালিম মৃধা পালিয়ে গেছেন।",
            "লঞ্চের মালিক আবদুল হালিম মৃধাকে আদালতে তোলা হয়েছে।",
            "লঞ্চের মালিক আব্দুল হালিম মৃধাকে গ্রেপ্তার করেছে পুলিশ।",
        )
    ]
    _, links = link(docs)
    assert len({link.entity for doc, found in zip(docs, links, strict=True) for link in found}) == 1


@pytest.mark.parametrize(
    ("full", "short", "is_known"),
    [
        ("ক্রিকেটার সাকিব আল হাসান", "সাকিবকে", True),
        ("তরুণ সাকিব শেখ (২২)", "সাকিবকে", False),
        ("চালক লিটন হোসেন (৩৫)", "লিটনকে", False),
        ("প্রেসিডেন্ট ডোনাল্ড জন ট্রাম্প", "ট্রাম্পকে", True),
    ],
)
def test_a_part_of_a_name_is_known_to_all_only_where_the_name_is(
    full: str, short: str, is_known: bool
) -> None:
    doc = read(f"{full} হাসপাতালে যান। পরে {short} বাড়ি নেওয়া হয়।", published="2026-11-21")
    _, (rows,) = link([doc])
    persons = [row for mention, row in zip(doc.mentions, rows, strict=True) if mention.kind == "PER"]
    (entity,) = {row.entity for row in persons}
    assert (entity in lexicon("bn").keys) == is_known
