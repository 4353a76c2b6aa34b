"""Alerts, and the sources that are watched, to take along."""

from collections.abc import Mapping, Sequence
from functools import cache

from sqlalchemy import Connection
from starlette.requests import Request

from shutro.publish.alert import AlertSource, AlertValue
from shutro.publish.naming import Naming
from shutro.publish.paper import Entry, Line, Paper, Run, Section, Side
from shutro.publish.table import Table
from shutro.publish.wording import Wording
from shutro.store.alerts import Raised, read_alerts
from shutro.store.sources import Health
from shutro.store.watches import read_watches
from shutro.web.exporting.lists import MOST, list_json, plain_paper
from shutro.web.exporting.taking import Parcel

_ALERT_COLUMNS = (
    "alert",
    "at",
    "watch",
    "kind",
    "story",
    "title",
    "finding",
    "text",
    "agreement",
    "origins",
    "reports",
)
_SOURCE_COLUMNS = (
    "address",
    "kind",
    "outlet",
    "title",
    "state",
    "asked",
    "brought",
    "stored",
    "waiting",
    "dropped",
    "failures",
    "fault",
)


def pack_alerts(request: Request, connection: Connection, watch: int | None, wording: Wording) -> Parcel:
    """Return the alerts of a watch or of all, newest first."""

    @cache
    def found() -> tuple[Raised, ...]:
        return read_alerts(connection, watch, limit=MOST + 1)

    def names() -> dict[int, str]:
        return {one.number: one.name for one in read_watches(connection)}

    def paper() -> Paper:
        called = names()
        entries = tuple(_alert_entry(one, called, wording) for one in found()[:MOST])
        note = "" if entries else wording.phrase("alerts_none")
        section = Section(title=wording.phrase("alerts_told"), shape="findings", note=note, entries=entries)
        return plain_paper(request, wording, wording.phrase("alerts_title"), [section])

    def table() -> Table:
        called = names()
        rows = tuple(_alert_row(one, called) for one in found()[:MOST])
        return Table(columns=_ALERT_COLUMNS, rows=rows)

    return Parcel(
        name="alerts",
        table=table,
        json=lambda: list_json("alerts", found()[:MOST], more=len(found()) > MOST),
        paper=paper,
    )


def pack_sources(request: Request, sources: Sequence[Health], naming: Naming, wording: Wording) -> Parcel:
    """Return the sources that are watched, and how each does."""

    def paper() -> Paper:
        entries = tuple(_source_entry(one, naming, wording) for one in sources)
        note = "" if entries else wording.phrase("sources_none")
        section = Section(title="", note=note, entries=entries)
        return plain_paper(request, wording, wording.phrase("sources_title"), [section])

    return Parcel(
        name="sources",
        table=lambda: Table(columns=_SOURCE_COLUMNS, rows=tuple(map(_source_row, sources))),
        json=lambda: list_json("sources", sources, more=False),
        paper=paper,
    )


def _alert_row(one: Raised, names: Mapping[int, str]) -> tuple[str, ...]:
    alert = one.alert
    cells = (
        one.number,
        one.at,
        names.get(one.watch, ""),
        alert.kind,
        alert.story,
        alert.title,
        alert.finding,
        alert.text,
        alert.agreement,
        alert.origins,
        alert.reports,
    )
    return tuple(map(str, cells))


def _alert_entry(one: Raised, names: Mapping[int, str], wording: Wording) -> Entry:
    alert = one.alert
    heads = (
        wording.when(one.at[:10]),
        wording.words.news_one[alert.kind],
        alert.title,
        alert.counts,
        names.get(one.watch, ""),
    )
    return Entry(
        mark=wording.digits(one.number),
        line=(Run(words=alert.text, kind="strong"),),
        tone=alert.agreement,
        notes=((Run(words=" · ".join(filter(None, heads)), kind="soft"),),),
        sides=tuple(map(_side, alert.values)),
    )


def _side(value: AlertValue) -> Side:
    return Side(label=value.label, lines=tuple(map(_said, value.sources)))


def _said(source: AlertSource) -> Line:
    whence = f"{' → '.join(source.chain)}, {source.published}: "
    return Run(words=whence, kind="soft"), Run(words=source.sentence, kind="said")


def _source_row(one: Health) -> tuple[str, ...]:
    source = one.source
    cells = (
        source.address,
        source.kind,
        source.outlet,
        source.title,
        source.state,
        source.asked,
        source.brought,
        one.stored,
        one.waiting,
        one.dropped,
        source.failures,
        source.fault,
    )
    return tuple("" if cell is None else str(cell) for cell in cells)


def _source_entry(one: Health, naming: Naming, wording: Wording) -> Entry:
    source, words = one.source, wording.words.sources
    name = naming.name(source.outlet) if source.outlet else source.title or source.address
    counts = (
        wording.count("reports", one.stored),
        wording.count("pages_waiting", one.waiting) if one.waiting else "",
        wording.count("pages_dropped", one.dropped) if one.dropped else "",
    )
    heads = (words[source.kind], words["off"] if source.state == "off" else "", *counts)
    notes: list[Line] = [(Run(words=source.address, kind="soft"),)]
    notes.append((Run(words=" · ".join(filter(None, heads)), kind="soft"),))
    if source.fault:
        notes.append((Run(words=wording.reason(source.fault)),))
    return Entry(line=(Run(words=name, kind="strong"),), notes=tuple(notes))
