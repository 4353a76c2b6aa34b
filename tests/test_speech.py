"""Reported speech in one sentence or two: content, speaker, cue and chain of each quote, from a table."""

from dataclasses import replace
from pathlib import Path

import pytest
import regex

from shutro.annotate.credits import find_credits
from shutro.annotate.quotes import find_quotes
from shutro.annotate.references import find_references
from shutro.annotate.sentences import find_sentences
from shutro.model import Article, Dating, Doc, Mention, MentionKind, Span
from shutro.text.normalize import normalize

TABLE = Path(__file__).with_name("speech.tsv")
NAMES: dict[str, tuple[MentionKind, str]] = {  # names with their kind and case endings
    "কবির": ("PER", " ের কে"),
    "সালমা": ("PER", " র কে"),
    "জলপুর": ("LOC", " ের ে"),
    "নীলদেশ": ("LOC", " ের কে"),
    "নদী কমিশন": ("ORG", " ের কে"),
    "জনদল": ("ORG", " ের কে"),
}
Row = tuple[str, list[tuple[str, ...]]]


def rows() -> list[Row]:
    found: list[Row] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        words, *quote = line.split("\t")
        if words:
            found.append((words, []))
        if quote[0] != "-":
            found[-1][1].append(tuple(normalize(part) for part in quote))
    return found


def read_doc(words: str) -> Doc:
    """Return a doc in which the names of the table are found; no medium is what it rests on."""
    text = normalize(words)
    article = Article(
        id="a", file="a", page="", outlet=None, url=None, language="bn", title="", text=text,
        title_span=None, published=None,
    )  # fmt: skip
    doc = Doc(article=article, dating=Dating(article="a", value=None, how="given"), mentions=mentions(text))
    doc = replace(doc, sentences=find_sentences(doc))
    doc = replace(doc, credits=tuple(replace(credit, role="cited") for credit in find_credits(doc)))
    return replace(doc, references=find_references(doc))


def mentions(text: str) -> tuple[Mention, ...]:
    found = [
        Mention(span=Span(*match.span()), kind=kind, lemma=normalize(name))
        for name, (kind, endings) in NAMES.items()
        for ending in endings.split(" ")
        for match in regex.finditer(
            rf"(?<![\p{{L}}\p{{M}}]){normalize(name + ending)}(?![\p{{L}}\p{{M}}])", text
        )
    ]
    return tuple(sorted(found, key=lambda mention: mention.span))


def quoted(doc: Doc) -> list[tuple[str, ...]]:
    def words(span: Span | None) -> str:
        return span.of(doc.text) if span else "-"

    return [
        (words(q.span), words(q.speaker), words(q.cue), " > ".join(map(words, q.via)) or "-")
        for q in find_quotes(doc)
    ]


@pytest.mark.parametrize(("words", "wanted"), rows(), ids=[words for words, _ in rows()])
def test_speech_is_found_with_speaker_cue_and_chain(words: str, wanted: list[tuple[str, ...]]) -> None:
    assert quoted(read_doc(words)) == wanted


def test_the_table_is_broad() -> None:
    assert len(rows()) >= 150
