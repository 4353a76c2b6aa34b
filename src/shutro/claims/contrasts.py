"""Contrasts: two sides that cannot stand together, whichever rule set them against each other."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from shutro.claims.statements import Statement, likeness
from shutro.languages import available, read
from shutro.languages.schema.contrasts import ContrastKind, ContrastTable
from shutro.model import Agreement, Attribute, Span
from shutro.text.tokens import Token, tokenize

_ALIKE = 0.4  # likeness from which another article says the same
_BARE = 1  # words before a denial that name nothing but a charge
_LEAD = 2  # letters by which the first words of phrases are looked up


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """A statement that bears a value, and the words in it that do."""

    statement: Statement
    span: Span
    hedge: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A value, and those who bear it; the first is the one that the rule found."""

    value: str
    bearers: tuple[Bearer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """Values of one thing that cannot stand together."""

    attribute: Attribute
    agreement: Agreement
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words in a text that set what is told against something else."""

    span: Span
    kind: ContrastKind


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    kind: ContrastKind
    unless: frozenset[str]


def widen(contrast: Contrast, beside: Callable[[Statement], Sequence[Statement]]) -> Contrast:
    """Return the contrast with the statements of other articles that say the same as one of its sides.

    `beside` gives the statements of the same happening; one goes to the side that it is most alike.
    """
    cores = [side.bearers[0].statement for side in contrast.sides]
    taken = {id(bearer.statement) for side in contrast.sides for bearer in side.bearers}
    sides = []
    for side, core in zip(contrast.sides, cores, strict=True):
        others = [other for other in cores if other is not core]
        alike = [
            one
            for one in beside(core)
            if id(one) not in taken
            and likeness(one, core) >= max([_ALIKE, *(likeness(one, other) for other in others)])
        ]
        taken.update(map(id, alike))
        hedge = side.bearers[0].hedge
        found = tuple(Bearer(statement=one, span=one.sentence, hedge=hedge) for one in alike)
        sides.append(replace(side, bearers=(*side.bearers, *found)))
    return replace(contrast, sides=tuple(sides))


def find_marks(text: str, code: str) -> Iterator[Mark]:
    """Yield the words of contrast in a normalized text, in order."""
    phrases = _phrases(code)
    if not phrases:
        return
    tokens = tokenize(text)
    for index, token in enumerate(tokens):
        for phrase in phrases.get(token.text[:_LEAD], ()):
            if _stands(phrase, tokens, index):
                yield Mark(Span(token.start, tokens[index + len(phrase.words) - 1].end), phrase.kind)
                break


@lru_cache(maxsize=64)
def marks_of(text: str, code: str) -> tuple[Mark, ...]:
    """Return the words of contrast in a normalized text, found once for all who ask."""
    return tuple(find_marks(text, code))


def points_back(words: Sequence[str], code: str) -> bool:
    """Say whether the words name what was said before only by a pronoun: "that", "this charge"."""
    table = read(code, "contrasts", ContrastTable)
    if not set(words).isdisjoint(table.relative):
        return False
    if words and words[-1] in table.pointed and len(words) <= _BARE:
        return True
    return any(
        word in table.back and (index + 1 == len(words) or words[index + 1] in table.pointed)
        for index, word in enumerate(words)
    )


def names_charge(words: Sequence[str], code: str) -> bool:
    """Say whether the last word names what another said, and no relative clause tells what that is."""
    table = read(code, "contrasts", ContrastTable)
    return bool(words) and words[-1] in table.pointed and set(words).isdisjoint(table.relative)


def _stands(phrase: _Phrase, tokens: Sequence[Token], index: int) -> bool:
    if index and tokens[index - 1].text in phrase.unless:
        return False
    found = tokens[index : index + len(phrase.words)]
    return len(found) == len(phrase.words) and all(
        token.text.startswith(word[:-1]) if word[-1] == "-" else token.text == word
        for token, word in zip(found, phrase.words, strict=True)
    )


@cache
def _phrases(code: str) -> Mapping[str, tuple[_Phrase, ...]]:
    if code not in available():
        return {}
    found: dict[str, tuple[_Phrase, ...]] = {}
    for row in read(code, "contrasts", ContrastTable).contrast:
        for words in row.words:
            phrase = _Phrase(tuple(words.split()), row.kind, frozenset(row.unless))
            found[words[:_LEAD]] = (*found.get(words[:_LEAD], ()), phrase)
    return found


def check_contrasts(code: str) -> list[str]:
    """Return a line for each example that holds no words of its kind."""
    return [
        f"contrasts: {example} holds no {row.kind}"
        for row in read(code, "contrasts", ContrastTable).contrast
        for example in row.examples
        if row.kind not in {mark.kind for mark in find_marks(example, code)}
    ]
