"""What stands beside a figure: words that say what it counts, and those by which two like figures are two things."""

from collections.abc import Collection, Mapping, Sequence

import regex

from shutro.claims.statements import Statement, of_length_one
from shutro.claims.wording import concept_of
from shutro.model import Span
from shutro.text.edtf import Days, days

_BESIDE = 6  # words on either side
_NEXT = 2  # how much more the words right beside the figure weigh
_MARKS = "।,;:()‘’“”"


def context(statement: Statement, span: Span, text: str) -> Mapping[str, float]:
    """Return what the words beside a figure come to, but for other figures, with their weights in the statement."""
    start, end = statement.sentence.start, statement.sentence.end
    amounts = [amount.span for amount in statement.quantities if amount.span != span]
    before = _clear(text, Span(start, span.start), amounts)[::-1][:_BESIDE]
    after = _clear(text, Span(span.end, end), amounts)[:_BESIDE]
    known, code = statement.concepts, statement.language
    found: dict[str, float] = {}
    for words in (before, after):
        for far, word in enumerate(words):
            concept = concept_of(word.strip(_MARKS), code)
            if concept in known:
                found[concept] = max(found.get(concept, 0.0), known[concept] * (_NEXT if far == 0 else 1))
    return of_length_one(found)


def _clear(text: str, span: Span, amounts: Sequence[Span]) -> list[str]:
    """Return the words of a part of a text that stand in no amount."""
    words = regex.finditer(r"\S+", text, pos=span.start, endpos=span.end)
    return [word.group() for word in words if not any(Span(*word.span()).meets(amount) for amount in amounts)]


def kinds(words: Collection[str], apart: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """Return which of its kinds a figure is, where the sentence names only one: retail, and not wholesale."""
    found = {kind: [names[word] for word in words if word in names] for kind, names in apart.items()}
    return {kind: names[0] for kind, names in found.items() if len(set(names)) == 1}


def are_apart(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Say whether two figures are of two kinds."""
    return any(one[kind] != other[kind] for kind in one.keys() & other.keys())


def are_alike(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Say whether both figures are told to be of one kind: both a day, both retail."""
    return any(one[kind] == other[kind] for kind in one.keys() & other.keys())


def elsewhere(one: Statement, other: Statement, places: Collection[str]) -> bool:
    """Say whether the statements name places, and none in common."""
    mine, theirs = one.entities.intersection(places), other.entities.intersection(places)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def on_other_days(one: Statement, other: Statement) -> bool:
    """Say whether both statements name days, and none in common."""
    mine, theirs = _named_days(one), _named_days(other)
    return bool(mine and theirs) and not any(day.meets(another) for day in mine for another in theirs)


def _named_days(statement: Statement) -> list[Days]:
    found = (days(time.value) for time in statement.times)
    return [one for one in found if one is not None and one.count == 1]
