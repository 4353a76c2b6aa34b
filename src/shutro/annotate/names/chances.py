"""Where in a text which finder of names has to look at all: most words are of no name, whatever stands beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import compress

from shutro.annotate.names.bodies import as_place, may_open, type_stems
from shutro.annotate.names.codes import may_be_code
from shutro.annotate.names.known import may_be_known
from shutro.annotate.names.persons import may_be_person
from shutro.annotate.names.trained import is_likely
from shutro.annotate.names.weights import OWN
from shutro.annotate.names.works import may_begin_work
from shutro.text.remembered import Remembered
from shutro.text.tokens import Token, texts_of

_FINDERS = range(8)
_WORKS = 0  # the only finder that looks at marks
_KNOWN = 1  # the only one that looks at numbers


@dataclass(frozen=True, slots=True)
class Chances:
    """For each finder the tokens at which it may find a name, in order."""

    works: list[int] = field(default_factory=list)
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
        found.works,
        found.known,
        found.bodies,
        found.places,
        found.opened,
        found.persons,
        found.codes,
        found.unknown,
    )
    known = _chances(code)
    for at in known.places(texts_of(tokens)):
        token = tokens[at]
        for number in known[token.text]:
            if number == _WORKS or token.kind != "mark":
                lists[number].append(at)
    return found


@cache
def _chances(code: str) -> Remembered[tuple[int, ...]]:
    return Remembered(lambda text: _chances_of(text, code))


def _chances_of(text: str, code: str) -> tuple[int, ...]:
    """Return the numbers of the finders that may find a name at a word or number."""
    if text[:1].isdecimal():
        return (_KNOWN,) if may_be_known(text, code) else ()
    may_be = (
        may_begin_work(text, code),
        may_be_known(text, code),
        bool(type_stems(text, code)),
        as_place(text, code) is not None,
        may_open(text, code),
        may_be_person(text, code),
        may_be_code(text, code),
        is_likely(text, OWN, code),
    )
    return tuple(compress(_FINDERS, may_be))
