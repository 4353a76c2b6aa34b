"""Happenings: the statements that tell one, and the one that stands for all."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from shutro.claims.points import Chances, find_happenings
from shutro.claims.statements import Statement, likeness
from shutro.decisions.records import NONE, Decisions

WIDEST = 12  # statements of one finding; more would say nothing in particular
_LEANS = 0.25  # taken off the likeness of a statement that does not stand alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Statements on one happening."""

    key: str
    statements: tuple[Statement, ...]


def find_stated(chances: Chances, decisions: Decisions = NONE) -> tuple[Happening, ...]:
    """Return the happenings that the statements of a story tell of."""
    found = []
    for group in find_happenings(chances, decisions):
        members = narrow(group)
        found.append(Happening(key=key_of(members), statements=tuple(members)))
    return tuple(found)


def key_of(statements: Sequence[Statement], act: str = "") -> str:
    """Return a name that follows from the statement told first, so that later ones do not change it."""
    first = min(statements, key=lambda told: (told.said or "~", told.article, told.sentence))
    return hashlib.sha256(f"{first.article}\x1f{first.sentence.start}\x1f{act}".encode()).hexdigest()[:10]


def narrow(group: Sequence[Statement]) -> list[Statement]:
    """Return at most as many statements as a finding may hold, of every article its earliest ones."""
    rank: dict[str, int] = {}
    ranked = []
    for statement in sorted(group, key=lambda s: (s.article, s.position)):
        ranked.append((rank.setdefault(statement.article, 0), statement))
        rank[statement.article] += 1
    ranked.sort(key=lambda pair: (pair[0], pair[1].article, pair[1].position))
    return [statement for _, statement in ranked[:WIDEST]]


def central_of(members: Sequence[Statement]) -> Statement:
    """Return the statement that is most like all others, rather one that stands alone."""
    return max(
        members,
        key=lambda one: (
            round(sum(likeness(one, other) for other in members) / len(members) - _LEANS * one.leans, 6),
            -one.position,
            one.article,
        ),
    )
