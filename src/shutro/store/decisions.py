"""The log of decisions: added to, never changed, but for words of articles that were taken down."""

from dataclasses import replace

import msgspec
from sqlalchemy import Connection, insert, select, update

from shutro.decisions.records import Anchor, Argument, Decision, Decisions, find_standing, find_undone
from shutro.errors import DecisionError
from shutro.store import schema
from shutro.store.opening import reading, writing


class _Sides(msgspec.Struct, frozen=True, kw_only=True):
    subject: tuple[Anchor, ...] = ()
    against: tuple[Anchor, ...] = ()


class _Arguments(msgspec.Struct, frozen=True, kw_only=True):
    what: str = ""
    arguments: tuple[Argument, ...] = ()


def add_decision(connection: Connection, decision: Decision) -> int:
    """Store a decision at the end of the log and return its number there.

    Raises DecisionError where it undoes one that is not there or is undone already.
    """
    with writing(connection):
        if decision.undoes is not None:
            _check_undoing(log_of(connection), decision.undoes)
        return _insert(connection, decision)


def read_log(connection: Connection) -> tuple[Decision, ...]:
    """Return all decisions ever made, oldest first."""
    with reading(connection):
        return log_of(connection)


def decisions_of(connection: Connection) -> Decisions:
    """Return the decisions that stand, inside a transaction that has begun."""
    return find_standing(log_of(connection))


def log_of(connection: Connection) -> tuple[Decision, ...]:
    """Return the log as `read_log` does, inside a transaction that has begun."""
    rows = connection.execute(select(schema.decision).order_by(schema.decision.c.number))
    found = []
    for row in rows:
        sides = msgspec.json.decode(row.subject, type=_Sides)
        given = msgspec.json.decode(row.arguments, type=_Arguments)
        found.append(
            Decision(
                number=row.number,
                judgement=row.judgement,
                subject=sides.subject,
                against=sides.against,
                what=given.what,
                arguments=given.arguments,
                who=row.who,
                at=row.at,
                note=row.note,
                undoes=row.undoes,
            )
        )
    return tuple(found)


def forget_words(connection: Connection, article: str) -> int:
    """Take the words, values and notes out of the decisions on an article; return of how many.

    What was decided, by whom and when stays. A transaction has begun, and the article has a tombstone.
    """
    touched = [decision for decision in log_of(connection) if article in _named(decision)]
    for decision in touched:
        bare = replace(
            decision,
            subject=tuple(_bare(anchor, article) for anchor in decision.subject),
            against=tuple(_bare(anchor, article) for anchor in decision.against),
            arguments=tuple(Argument(name=argument.name) for argument in decision.arguments),
            note="",
        )
        connection.execute(
            update(schema.decision)
            .where(schema.decision.c.number == decision.number)
            .values(subject=_sides(bare), arguments=_given(bare), note="")
        )
    return len(touched)


def _named(decision: Decision) -> set[str]:
    places = (place for argument in decision.arguments for place in argument.places)
    return {anchor.article for anchor in (*decision.subject, *decision.against, *places)}


def _bare(anchor: Anchor, article: str) -> Anchor:
    return replace(anchor, words="") if anchor.article == article else anchor


def _insert(connection: Connection, decision: Decision) -> int:
    result = connection.execute(
        insert(schema.decision).values(
            subject=_sides(decision),
            judgement=decision.judgement,
            arguments=_given(decision),
            who=decision.who,
            at=decision.at,
            note=decision.note,
            undoes=decision.undoes,
        )
    )
    key = result.inserted_primary_key
    return int(key[0]) if key else 0


def _sides(decision: Decision) -> str:
    return msgspec.json.encode(_Sides(subject=decision.subject, against=decision.against)).decode()


def _given(decision: Decision) -> str:
    return msgspec.json.encode(_Arguments(what=decision.what, arguments=decision.arguments)).decode()


def _check_undoing(log: tuple[Decision, ...], number: int) -> None:
    if number not in {decision.number for decision in log}:
        raise DecisionError(
            f"there is no decision {number}; see `shutro decisions`", "no_decision", number=number
        )
    undone = find_undone(log)
    if number in undone:
        raise DecisionError(
            f"decision {number} is undone already, by {undone[number]}; undo that to restore it",
            "undone_already",
            number=number,
        )
