"""A dossier to take along."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from sqlalchemy import Connection
from starlette.requests import Request

from shutro.publish.acts import Place
from shutro.publish.dossier import Dossier
from shutro.publish.dossiershow import ACT_COLUMNS, act_row, dossier_to_json
from shutro.publish.dossierview import ActView, DisputeView, SayingView, SourceView
from shutro.publish.paper import Bars, Entry, Paper, Run, Section
from shutro.publish.quadchart import ORDER, count_periods
from shutro.publish.sayings import Saying
from shutro.publish.table import Table
from shutro.publish.wording import Wording
from shutro.store.acts import StoredAct, WantedActs, count_acts, every_act
from shutro.store.quotes import StoredQuote
from shutro.store.stories import findings_of
from shutro.web.exporting.lists import MOST, plain_paper
from shutro.web.exporting.taking import Parcel
from shutro.web.told import Told

_COLUMNS = (*ACT_COLUMNS[:-1], "story", "articles")


def pack_dossier(
    request: Request,
    connection: Connection,
    wanted: WantedActs,
    quotes: Sequence[StoredQuote],
    wording: Wording,
) -> Parcel:
    """Return the wanted acts as a table, the dossier as the JSON of the terminal, and all of it as a paper."""

    @cache
    def acts() -> tuple[StoredAct, ...]:
        return tuple(islice(every_act(connection, wanted), MOST))

    return Parcel(
        name="-".join(("dossier", *wanted.first, *wanted.second)),
        table=lambda: Table(columns=_COLUMNS, rows=tuple(map(_row, acts()))),
        json=lambda: dossier_to_json(_dossier(connection, wanted, acts(), quotes)),
        paper=lambda: _paper(request, connection, wanted, acts(), quotes, wording),
    )


def _row(one: StoredAct) -> tuple[str, ...]:
    articles = list(dict.fromkeys(place.article for place in one.act.places))
    return (*act_row(one.act, len(articles), "")[:-1], one.story, " ".join(articles))


def _dossier(
    connection: Connection, wanted: WantedActs, acts: Sequence[StoredAct], quotes: Sequence[StoredQuote]
) -> Dossier:
    disputed = dict.fromkeys(id_ for one in acts for id_ in one.act.findings)
    findings = findings_of(connection, {one.story for one in acts if one.act.findings}, disputed)
    return Dossier(
        first=wanted.first,
        second=wanted.second,
        acts=tuple(one.act for one in acts),
        sayings=tuple(_saying(quote) for quote in reversed(quotes)),
        disputes=tuple(findings[id_] for id_ in disputed if id_ in findings),
    )


def _saying(quote: StoredQuote) -> Saying:
    return Saying(
        when=quote.day,
        speaker=quote.speaker,
        kind=quote.kind,
        text=quote.words,
        place=Place(article=quote.article, span=quote.span),
        via=quote.chain,
        span=quote.span,
        speakers=(quote.speaker,),
    )


def _paper(
    request: Request,
    connection: Connection,
    wanted: WantedActs,
    acts: Sequence[StoredAct],
    quotes: Sequence[StoredQuote],
    wording: Wording,
) -> Paper:
    told = Told(connection, wording, acts=acts, quotes=quotes, also=(*wanted.first, *wanted.second))
    names = [told.naming.name(id_) for id_ in (*wanted.first, *wanted.second)]
    is_pair = bool(wanted.second)
    dossier = _dossier(connection, wanted, acts, quotes)
    acts_told = tuple(_act(act, names, is_pair=is_pair, wording=wording) for act in told.acts)
    sections = [
        *_chart(connection, wanted, wording),
        Section(title=wording.phrase("dossier_acts"), shape="moments", entries=acts_told),
        Section(
            title=wording.phrase("dossier_each" if is_pair else "dossier_sayings"),
            shape="moments",
            entries=tuple(map(_said, told.sayings)),
        ),
        Section(
            title=wording.phrase("dossier_disputes"),
            entries=tuple(_dispute(told.dispute(finding)) for finding in dossier.disputes),
        ),
    ]
    title = wording.phrase("dossier_and" if is_pair else "dossier_of").format(*names)
    return plain_paper(request, wording, title, [one for one in sections if one.entries or one.bars])


def _chart(connection: Connection, wanted: WantedActs, wording: Wording) -> list[Section]:
    counts = count_acts(connection, replace(wanted, codes=()))
    shown = [one for one in counts if not wanted.codes or one.code in wanted.codes]
    unit, periods = count_periods((one.when, one.quad, one.acts) for one in shown)
    if not periods:
        return []
    most = max(max(period.above, period.below) for period in periods)
    bars = Bars(
        title=f"{wording.phrase('chart_acts')}, {wording.phrase(f'chart_{unit}')}",
        note=wording.phrase("chart_note"),
        classes=tuple(wording.words.quads[quad] for quad in ORDER),
        columns=tuple((wording.when(period.value), period.counts) for period in periods),
        most=most,
        scale=wording.digits(most),
    )
    return [Section(title=wording.phrase("chart"), bars=bars)]


def _act(act: ActView, names: Sequence[str], *, is_pair: bool, wording: Wording) -> Entry:
    left, right = (*names, "")[:2] if act.arrow != "←" else (names[-1], names[0])
    who = f" · {left} {act.arrow.replace('←', '→')} {right}" if is_pair else ""
    when = act.when if act.is_dated else f"{act.when} ({wording.phrase('told_then')})"
    hedge = f" ({act.hedge})" if act.hedge else ""
    return Entry(
        mark=when,
        line=(Run(words=act.kind, kind="strong"), Run(words=f"{who}{hedge}", kind="soft")),
        notes=(
            (Run(words=act.text, kind="said"),),
            (Run(words=f"{_cited(act.sources)} · {wording.count('origins', act.origins)}", kind="soft"),),
        ),
    )


def _said(saying: SayingView) -> Entry:
    head = " → ".join(saying.chain) or saying.speaker
    return Entry(
        mark=saying.when,
        line=(Run(words=f"{head}: ", kind="strong"), Run(words=saying.text, kind="said")),
        notes=((Run(words=_cited((saying.source,)), kind="soft"),),),
    )


def _dispute(dispute: DisputeView) -> Entry:
    return Entry(
        line=(
            Run(words=f"{dispute.short}: {dispute.values} — ", kind="strong"),
            Run(words=dispute.text, kind="said"),
        )
    )


def _cited(sources: Sequence[SourceView]) -> str:
    return ", ".join(dict.fromkeys(f"{source.outlet}, {source.published}" for source in sources))
