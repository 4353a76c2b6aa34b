"""Fillers: the words of a sentence that can fill a slot, each of a kind."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shutro.annotate.verbs import forms
from shutro.claims.contrasts import Bearer
from shutro.claims.statements import Statement, stem_of
from shutro.languages import available, read
from shutro.languages.schema.contrasts import ContrastTable
from shutro.languages.schema.times import TimeTable
from shutro.languages.words import common_words
from shutro.model import Attribute, Doc, Span
from shutro.text.numerals import to_ascii_digits
from shutro.text.tokens import Token, tokenize

_BESIDE = 2  # words behind a filler that may say of what it is
_ANCHORED = (
    "side",
    "whose",
    "level",
)  # kinds of words that the same word behind them sets against each other


@dataclass(frozen=True, slots=True)
class Filler:
    """Words of a kind: those of one kind and different values cannot both fill a slot."""

    kind: str
    value: str
    attribute: Attribute
    first: int  # the tokens of the sentence that they are
    last: int
    anchors: frozenset[str] = frozenset()  # stems beside them that say of what the value is
    hedge: str | None = None
    weak: bool = False  # of two such, both may be: Indian ships beside Russian ones


@dataclass(frozen=True, slots=True)
class Line:
    """A statement laid out as stems, with the fillers in it."""

    statement: Statement
    tokens: tuple[Token, ...]
    fillers: tuple[Filler, ...]

    def stems(self) -> list[str]:
        """Return the stems of the tokens."""
        return _stems(self.tokens, self.statement.language)

    def bearer(self, filler: Filler) -> Bearer:
        """Return the statement as one that bears the value of the filler."""
        span = Span(self.tokens[filler.first].start, self.tokens[filler.last].end)
        return Bearer(statement=self.statement, span=span, hedge=filler.hedge)


def lay_out(doc: Doc, statement: Statement) -> Line:
    """Return a statement of the doc with its fillers; in an unknown language there are none."""
    code = statement.language
    if code not in available():
        return Line(statement, (), ())
    tokens = tuple(token for token in _tokens(doc, statement.sentence) if token.kind != "mark")
    fillers = (
        *_words(doc, tokens, code),
        *_states(doc, statement, tokens),
        *_amounts(statement, tokens),
        *_times(statement, tokens, code),
        *_verbs(tokens, code),
        *_numbers(tokens, code),
    )
    return Line(statement, tokens, fillers)


def _words(doc: Doc, tokens: Sequence[Token], code: str) -> Iterator[Filler]:
    """Yield the words of the table that are no part of a name."""
    table: ContrastTable = read(code, "contrasts", ContrastTable)
    texts = {token.text for token in tokens}
    for kind, words in table.slots.items():
        if texts.isdisjoint(words):
            continue
        for index, token in enumerate(tokens):
            value = words.get(token.text)
            if value is not None and not _is_named(doc, token):
                anchors = _behind(tokens, index, code) if kind in _ANCHORED else frozenset()
                yield Filler(kind, value, "object", index, index, anchors)


def _states(doc: Doc, statement: Statement, tokens: Sequence[Token]) -> Iterator[Filler]:
    """Yield the adjectives that tell of which state something is."""
    for mention in doc.mentions:
        if mention.adjective and mention.span.within(statement.sentence):
            first, last = _places(tokens, mention.span)
            anchors = _behind(tokens, last, statement.language)
            yield Filler("whose", mention.lemma, "object", first, last, anchors, weak=True)


def _is_named(doc: Doc, token: Token) -> bool:
    return any(mention.span.start <= token.start < mention.span.end for mention in doc.mentions)


def _behind(tokens: Sequence[Token], index: int, code: str) -> frozenset[str]:
    return frozenset(_stems(tokens[index + 1 : index + 1 + _BESIDE], code)) - common_words(code)


def _stems(tokens: Sequence[Token], code: str) -> list[str]:
    return [stem_of(token.text, code) for token in tokens]


def _amounts(statement: Statement, tokens: Sequence[Token]) -> Iterator[Filler]:
    """Yield what is counted with a figure: the same figure cannot count two things."""
    for quantity in statement.quantities:
        if quantity.low is not None and quantity.low == quantity.high:
            first, last = _places(tokens, quantity.span)
            if quantity.unit in ("person", "times"):
                yield Filler(f"figure {quantity.low}", quantity.unit, "count", first, last)


def _numbers(tokens: Sequence[Token], code: str) -> Iterator[Filler]:
    """Yield the numbers that things bear: signal number 7."""
    table: ContrastTable = read(code, "contrasts", ContrastTable)
    for index in range(1, len(tokens) - 1):
        before = tokens[index - 1]
        if tokens[index].text in table.numbered and before.kind == "number":
            anchors = _behind(tokens, index, code)
            yield Filler("number", to_ascii_digits(before.text), "object", index - 1, index, anchors)


def _times(statement: Statement, tokens: Sequence[Token], code: str) -> Iterator[Filler]:
    """Yield the names of weekdays and months."""
    table: TimeTable = read(code, "times", TimeTable)
    for time in statement.times:
        if time.kind == "DATE":
            first, last = _places(tokens, time.span)
            for index in range(first, last + 1):
                for kind in ("weekday", "month"):
                    words = table.words.get(kind, {})
                    number = words.get(tokens[index].text)
                    if number is not None:
                        value = next(word for word in words if words[word] == number)
                        yield Filler(kind, value, "date", index, index)


def _verbs(tokens: Sequence[Token], code: str) -> Iterator[Filler]:
    """Yield what will be done and what may be done; the word before the verb says what it is done to."""
    table: TimeTable = read(code, "times", TimeTable)
    for index in range(1, len(tokens)):
        for form in forms(tokens[index].text, code)[:1]:
            name = f"may {form.verb}"
            if form.tense == "future" and form.verb not in table.may:
                anchors = _before(tokens, index, code)
                yield Filler(name, "planned", "happened", index, index, anchors, "planned")
            elif form.tense == "infinitive" and _is_possible(tokens[index + 1 : index + 2], table, code):
                anchors = _before(tokens, index, code)
                yield Filler(name, "possible", "happened", index, index + 1, anchors, "possible")


def _before(tokens: Sequence[Token], index: int, code: str) -> frozenset[str]:
    return frozenset(_stems(tokens[index - 1 : index], code)) - common_words(code)


def _is_possible(after: Sequence[Token], table: TimeTable, code: str) -> bool:
    """Say whether the verb behind an infinitive says that it may be."""
    found = [form for token in after for form in forms(token.text, code)[:1]]
    return any(form.verb in table.may and form.tense == "present" for form in found)


def _places(tokens: Sequence[Token], span: Span) -> tuple[int, int]:
    """Return the first and last token of the words."""
    first = bisect_left(tokens, span.start, key=lambda token: token.end - 1)
    last = bisect_left(tokens, span.end, key=lambda token: token.start) - 1
    return min(first, len(tokens) - 1), max(first, last)


def _tokens(doc: Doc, sentence: Span) -> Sequence[Token]:
    tokens = tokenize(doc.text)
    first = bisect_left(tokens, sentence.start, key=lambda token: token.start)
    return tokens[first : bisect_left(tokens, sentence.end, key=lambda token: token.start)]
