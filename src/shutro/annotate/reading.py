"""An article as reported speech is read in it: tokens, marks, cues, candidates, and where clauses begin and end."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

import msgspec

from shutro.annotate.cues import Cue
from shutro.annotate.marks import Marked
from shutro.annotate.speakers import Voices
from shutro.annotate.verbs import forms, negations
from shutro.errors import LanguageError
from shutro.languages.folder import read
from shutro.languages.inflection import roots, stems
from shutro.languages.schema.quotes import QuoteTable
from shutro.model import Credit, QuoteKind, Span
from shutro.text.tokens import Token

_NAME = 80  # code points of the longest credit
REACH = 14  # tokens between content and cue
PAUSES = frozenset(",:-–—;")
ENDS = frozenset("।?!.॥")
_FINITE = frozenset(
    ("present", "progressive", "was", "perfect", "pluperfect", "past", "habitual", "future", "imperative")
)


class Report(msgspec.Struct, frozen=True, gc=False):
    """Content that a cue attributes; `open` where the next sentences may go on with it."""

    content: Span
    kind: QuoteKind
    speaker: Span | None
    cue: Span
    via: tuple[Span, ...]
    open: bool = False
    told: bool = False  # a verb of saying stands before the content
    backward: bool = False  # the cue only points back: the content is what stood before


@dataclass(slots=True)
class Memory:
    """Who spoke last, and whose writing was last spoken of, while an article is read."""

    speaker: Span | None = None
    honoured: bool = True  # the verb of the one who spoke last honoured him
    issuer: Span | None = None
    person: Span | None = None  # the one person whom a pronoun in the next report stands for
    said: int = 0  # where what he said ends

    def fitting(self, *, respectful: bool) -> Span | None:
        """Return who spoke last, where a verb that honours its subject, or does not, may go with him."""
        return self.speaker if respectful == self.honoured else None


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with all that is needed to find reports in it."""

    text: str
    code: str
    tokens: Sequence[Token]
    starts: Sequence[int]
    marked: tuple[Marked, ...]
    cues: tuple[Cue, ...]
    cue_starts: tuple[int, ...]
    joined: tuple[Cue, ...]  # converbs of cues
    joined_starts: tuple[int, ...]
    voices: Voices
    credits: tuple[Credit, ...]
    origins: frozenset[str]  # what the whole article rests on
    sentences: tuple[Span, ...]
    table: QuoteTable
    nominals: tuple[int, ...]  # tokens that may be nouns for what somebody says
    questions: tuple[int, ...]  # tokens that may end an indirect question
    writings: tuple[int, ...]  # tokens that name a writing, or on whose behalf something is said
    writings_at: frozenset[int]
    meant: Mapping[Span, Span] = field(default_factory=dict)  # pronouns and roles to the names they stand for
    memory: Memory = field(default_factory=Memory)

    def tokens_of(self, span: Span) -> tuple[int, int]:
        """Return the first token of a span and the one after its last."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def marks_in(self, span: Span) -> tuple[Marked, ...]:
        """Return the marked words of a span that stand in no other marks of it."""
        found: list[Marked] = []
        at = bisect_left(self.marked, span.start, key=lambda marked: marked.outer.start)
        while at < len(self.marked) and self.marked[at].outer.start < span.end:
            marked = self.marked[at]
            if marked.outer.end <= span.end and (not found or marked.outer.start >= found[-1].outer.end):
                found.append(marked)
            at += 1
        return tuple(found)

    def credits_in(self, span: Span) -> Sequence[Credit]:
        """Return the credits that begin in a span."""
        first = bisect_left(self.credits, span.start, key=lambda credit: credit.span.start)
        return self.credits[first : bisect_left(self.credits, span.end, key=lambda credit: credit.span.start)]

    def writings_in(self, first: int, end: int) -> Sequence[int]:
        """Return the tokens from `first` up to `end` that name a writing or on whose behalf something is said."""
        return self.writings[bisect_left(self.writings, first) : bisect_left(self.writings, end)]

    def is_origin(self, span: Span) -> bool:
        """Say whether the span names what the whole article rests on."""
        near = self.credits_in(Span(span.start - _NAME, span.end))
        return any(c.span.meets(span) and (c.source or c.name) in self.origins for c in near)

    def span(self, first: int, end: int) -> Span | None:
        """Return the span of tokens without marks of the sentence around them, None where no word is left."""
        while first < end and self.tokens[first].kind == "mark" and self.tokens[first].text not in "(‘“\"'«":
            first += 1
        while first < end and self.tokens[end - 1].text in PAUSES | ENDS:
            end -= 1
        return Span(self.tokens[first].start, self.tokens[end - 1].end) if first < end else None


def offset_of(reading: Reading, at: int) -> int:
    """Return the offset at which a token begins."""
    return reading.tokens[at].start


def complementizer_before(reading: Reading, low: int, at: int) -> int | None:
    """Return the conjunction that stands between content and a cue, such as that in *… that, he said*."""
    for token in range(at - 1, max(low, at - REACH) - 1, -1):
        if reading.tokens[token].text in reading.table.complementizers and token > low:
            return token
    return None


def content_start(reading: Reading, at: int) -> int:
    """Return the token at which the content begins behind words that only open the sentence."""
    start, openers = at, _openers(reading.code)
    while at < len(reading.tokens) - 1:
        word = reading.tokens[at].text
        if (word, reading.tokens[at + 1].text) in openers:
            at += 2
        elif (word,) in openers or word in PAUSES or word in ENDS:
            at += 1
        else:
            break
    return at if at - start <= 4 else start


def clause_start(reading: Reading, low: int, end: int) -> int:
    """Return the token at which content before `end` begins: behind the last semicolon and words that open it."""
    for at in range(end - 1, low, -1):
        if reading.tokens[at].text == ";":
            return content_start(reading, at + 1)
    return content_start(reading, low)


@cache
def _openers(code: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words.split()) for words in read(code, "quotes", QuoteTable).openers)


def clause_end(reading: Reading, at: int, end: int) -> int:
    """Return the mark that ends the words behind a cue."""
    for token in range(at + 1, end):
        if reading.tokens[token].text in PAUSES | ENDS and reading.tokens[token].text not in "-–.":
            return token
    return end


def is_hyphen(reading: Reading, at: int) -> bool:
    """Say whether a mark joins the words on both sides of it."""
    tokens = reading.tokens
    return (
        at + 1 < len(tokens)
        and tokens[at - 1].end == tokens[at].start
        and tokens[at].end == tokens[at + 1].start
    )


def is_clause(reading: Reading, first: int, end: int) -> bool:
    """Say whether the tokens end in a finite verb."""
    at = end - 1
    while at > first and reading.tokens[at].kind == "mark":
        at -= 1
    word = reading.tokens[at].text
    if at - first < 1:
        return False
    return word in negations(reading.code) or any(form.tense in _FINITE for form in forms(word, reading.code))


def has_verb(reading: Reading, first: int, end: int) -> bool:
    """Say whether a finite verb stands among the tokens, be its subject before or behind it."""
    return is_clause(reading, first, end) or any(
        is_clause(reading, first, at + 1) for at in range(first + 2, end) if reading.tokens[at].kind == "word"
    )


def has_case(reading: Reading, at: int, case: str) -> bool:
    """Say whether a token can be in this case."""
    return any(stem.case == case for stem in stems(reading.tokens[at].text, reading.code))


def phrase_before(reading: Reading, first: int, end: int) -> Span:
    """Return the word before `end` with the words before it that only say which one is meant."""
    start, modifiers = end - 1, reading.table.speakers.modifiers
    while start > first and reading.tokens[start - 1].text in modifiers:
        start -= 1
    return Span(reading.tokens[start].start, reading.tokens[end - 1].end)


def is_marked(offset: int, marks: Sequence[Marked]) -> bool:
    """Say whether an offset lies in one of the marks."""
    return any(marked.outer.start <= offset < marked.outer.end for marked in marks)


def opens_mark(reading: Reading, at: int, marks: Sequence[Marked]) -> bool:
    """Say whether one of the marks opens at a token."""
    return any(marked.outer.start == reading.starts[at] for marked in marks)


@lru_cache(maxsize=65_536)
def is_document(word: str, code: str) -> bool:
    """Say whether the word, in any case, names a writing."""
    return not _documents(code).isdisjoint(roots(word, code))


def is_writing(word: str, code: str) -> bool:
    """Say whether the word names a writing, stands for one, or tells on whose behalf something is said."""
    table: QuoteTable = read(code, "quotes", QuoteTable)
    return word in table.behalf or word in table.documents.pronouns or is_document(word, code)


@cache
def _documents(code: str) -> frozenset[str]:
    return frozenset(read(code, "quotes", QuoteTable).documents.words)


@cache
def nominal_words(code: str) -> frozenset[str]:
    """Return the words that may be nouns for what somebody says."""
    table: QuoteTable = read(code, "quotes", QuoteTable)
    nominals = table.nominals
    return frozenset((*nominals.alone, *nominals.comma, *nominals.near, *table.accords))


@cache
def read_grammar(code: str) -> QuoteTable:
    """Return the grammar of reported speech; a part of it that shows no example does not load."""
    table: QuoteTable = read(code, "quotes", QuoteTable)
    for part in (table.nominals, table.documents, table.speakers, table.media):
        if not part.examples:
            raise LanguageError(f"{code}/quotes.toml: {type(part).__name__.lower()} need an example")
    return table
