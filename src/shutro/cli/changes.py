"""`shutro stories --changes`: how stories grew, became one and came apart."""

import sys
from collections.abc import Sequence

import msgspec
from rich.table import Table
from rich.text import Text

from shutro.cli.showing import make_console
from shutro.publish.schema import SCHEMA
from shutro.store.changes import Reason, StoryChange


class ChangeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `shutro stories --changes --json`; `was` is the story in which the articles were before."""

    schema: int = SCHEMA
    change: int
    kind: str
    story: str
    was: str | None
    articles: tuple[str, ...]
    reason: Reason
    at: str


def show_changes(changes: Sequence[StoryChange], *, as_json: bool) -> None:
    """Print the changes, the newest first."""
    if as_json:
        sys.stdout.buffer.writelines(msgspec.json.encode(_row(change)) + b"\n" for change in changes)
    elif changes:
        make_console().print(_table(changes))


def _row(change: StoryChange) -> ChangeRow:
    return ChangeRow(
        change=change.number,
        kind=change.kind,
        story=change.story,
        was=change.was,
        articles=change.articles,
        reason=change.reason,
        at=change.at,
    )


def _table(changes: Sequence[StoryChange]) -> Table:
    table = Table(box=None)
    for name in ("When", "What", "Story", "Before", "Articles"):
        table.add_column(name, no_wrap=True)
    table.add_column("Why", ratio=1)
    for change in changes:
        articles = [article[:6] for article in change.articles]
        named = " ".join(articles[:3]) + (f" +{len(articles) - 3}" if len(articles) > 3 else "")
        cells = (change.at[:16], change.kind, change.story, change.was or "", named, _why(change.reason))
        table.add_row(*map(Text, cells))
    return table


def _why(reason: Reason) -> str:
    if reason.decision is not None:
        return f"decision {reason.decision}"
    if reason.to is None or reason.article is None:
        return ""
    words = f"{reason.article[:6]} is like {reason.to[:6]}: {reason.score:g}"
    return words if reason.strength is None else f"{words}; on the whole {reason.strength:g}"
