"""Facts: what the reading of sentences asks of a word, looked up once for each distinct word."""

from functools import lru_cache
from typing import NamedTuple

from shutro.annotate.people import people_case
from shutro.annotate.triggerwords import table
from shutro.annotate.verbs import FINITE, forms
from shutro.languages.schema.events import Relation
from shutro.languages.schema.inflection import Case

_CLOSING_MARKS = frozenset("।॥?!;:—–")


class Facts(NamedTuple):
    """What is known of a word whatever stands beside it."""

    parts: bool  # begins a clause
    verb: bool  # a form of a verb and no particle
    finite: bool  # in one of its readings at least
    sure: bool  # in every reading
    tells: bool  # a finite form of a verb of telling
    people: Case | None  # the case of a plain noun for people or bodies
    own: Relation | None  # of a pronoun of the speaker
    mutual: bool  # each other
    doubts: bool  # makes what its clause says only possible


@lru_cache(maxsize=65_536)
def facts_of(text: str, code: str) -> Facts:
    """Return the facts of a word or mark."""
    words, readings = table(code), forms(text, code)
    finite = [form for form in readings if form.tense in FINITE]
    return Facts(
        parts=text in words.boundaries or text in _CLOSING_MARKS,
        verb=bool(readings) and text not in words.particles,
        finite=bool(finite),
        sure=len(finite) == len(readings),
        tells=bool(finite) and any(form.verb in words.reporting for form in finite),
        people=people_case(text, code),
        own=words.selves.get(text),
        mutual=text in words.reciprocals,
        doubts=text in words.conditions,
    )
