"""Where in a text which finder of names has to look at all: most words are of no name, whatever stands beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from shutro.annotate.names.bodies import as_place, may_open, type_stems
from shutro.annotate.names.codes import may_be_code
from shutro.annotate.names.known import may_be_known
from shutro.annotate.names.persons import may_be_person
from shutro.annotate.names.trained import is_likely
from shutro.annotate.names.weights import OWN
from shutro.text.tokens import Token


@dataclass(frozen=True, slots=True)
class Chances:
    """For each finder the tokens at which it may find a name, in order."""

    known: list[int] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    persons: list[int] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)  # words that the trained model is asked about


def chances(tokens: Sequence[Token], code: str) -> Chances:
    """Return where each finder has to look."""
    found = Chances()
    lists = (
        found.known,
        found.bodies,
        found.places,
        found.opened,
        found.persons,
        found.codes,
        found.unknown,
    )
    for at, token in enumerate(tokens):
        for number in _chances_of(token.text, token.kind, code):
            lists[number].append(at)
    return found


@lru_cache(maxsize=65_536)
def _chances_of(text: str, kind: str, code: str) -> tuple[int, ...]:
    """Return the numbers of the finders that may find a name at a word; at a mark there is none."""
    if kind == "mark":
        return ()
    may_be = (
        may_be_known(text, code),
        kind == "word" and bool(type_stems(text, code)),
        kind == "word" and as_place(text, code) is not None,
        kind == "word" and may_open(text, code),
        kind == "word" and may_be_person(text, code),
        kind == "word" and may_be_code(text, code),
        kind == "word" and is_likely(text, OWN, code),
    )
    return tuple(number for number, chance in enumerate(may_be) if chance)
