"""Facts: what the reading of sentences asks of a word, looked up once for each distinct word."""

from functools import cache

import msgspec

from shutro.annotate.people import people_case
from shutro.annotate.triggerwords import table
from shutro.annotate.verbs import FINITE, NOUNS, forms
from shutro.languages.inflection import stems
from shutro.languages.schema.events import Relation
from shutro.languages.schema.inflection import Case
from shutro.text.remembered import Remembered

_CLOSING_MARKS = frozenset("।॥?!;:—–")


class Facts(msgspec.Struct, frozen=True, gc=False):
    """What is known of a word whatever stands beside it."""

    turns: bool  # may begin a clause, or end one
    parts: bool  # begins a clause
    verb: bool  # a form of a verb and no particle
    finite: bool  # in one of its readings at least
    sure: bool  # in every reading
    acts: bool  # a form of a verb that is more than a noun
    tells: bool  # a finite form of a verb of telling
    people: Case | None  # the case of a plain noun for people or bodies
    own: Relation | None  # of a pronoun of the speaker
    two: Case | None  # the case of a noun for which those of two may be meant
    both: bool  # a word before such a noun, or one with it
    mutual: bool  # each other
    doubts: bool  # makes what its clause says only possible


@cache
def facts(code: str) -> Remembered[Facts]:
    """Return the facts of words and marks."""
    return Remembered(lambda text: _facts_of(text, code))


def _facts_of(text: str, code: str) -> Facts:
    words, readings = table(code), forms(text, code)
    two = _two(text, code)
    finite = [form for form in readings if form.tense in FINITE]
    parts = text in words.boundaries or text in _CLOSING_MARKS
    verb = bool(readings) and text not in words.particles
    return Facts(
        turns=parts or (verb and bool(finite)),
        parts=parts,
        verb=verb,
        finite=bool(finite),
        sure=len(finite) == len(readings),
        acts=verb and any(form.tense not in NOUNS for form in readings),
        tells=bool(finite) and any(form.verb in words.reporting for form in finite),
        people=people_case(text, code),
        own=words.selves.get(text),
        two=two,
        both=text in words.pairs or (two is not None and text.startswith(tuple(words.pairs))),
        mutual=text in words.reciprocals,
        doubts=text in words.conditions,
    )


def _two(text: str, code: str) -> Case | None:
    """Return the case of a noun for which those of two may be meant, be the number a part of it or not."""
    twos = table(code).twos
    return next((stem.case for stem in stems(text, code) if stem.text in twos), None)
