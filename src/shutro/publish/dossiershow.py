"""Dossiers in the terminal, as JSON and as CSV."""

from collections.abc import Mapping

import msgspec
from rich.console import Console
from rich.text import Text

from shutro.model import Doc, Finding
from shutro.publish.acts import Act
from shutro.publish.dossier import Dossier
from shutro.publish.dossierview import ActView, DossierView, SourceView
from shutro.publish.lines import columns, print_lines
from shutro.publish.quadchart import ORDER, Period, Unit, count_periods, counts_of
from shutro.publish.sayings import Saying
from shutro.publish.schema import SCHEMA
from shutro.publish.table import Table, to_csv
from shutro.publish.terminal import TONES
from shutro.publish.wording import Wording

_TONES = ("dim", "green", "bold green", "red", "bold red")
_SIGNS = ("▒", "█", "▒", "█")
_BAR = 30  # columns of the longest bar
ACT_COLUMNS = (
    "when",
    "dated",
    "code",
    "mode",
    "class",
    "who",
    "modality",
    "polarity",
    "origins",
    "reports",
    "text",
    "files",
)


class DossierOut(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier with the counts of its chart."""

    schema: int = SCHEMA
    first: tuple[str, ...]
    second: tuple[str, ...]
    acts: tuple[Act, ...]
    sayings: tuple[Saying, ...]
    disputes: tuple[Finding, ...]
    unit: Unit
    classes: tuple[str, ...]
    periods: tuple[Period, ...]


def dossier_to_json(dossier: Dossier) -> bytes:
    """Return the dossier as one line of JSON; the counts of a period stand in the order of `classes`."""
    unit, periods = count_periods(counts_of(dossier.acts))
    out = DossierOut(
        first=dossier.first,
        second=dossier.second,
        acts=dossier.acts,
        sayings=dossier.sayings,
        disputes=dossier.disputes,
        unit=unit,
        classes=ORDER,
        periods=periods,
    )
    return msgspec.json.encode(out)


def dossier_to_csv(dossier: Dossier, docs: Mapping[str, Doc]) -> str:
    """Return the acts as CSV, a row an act."""
    rows = []
    for act in dossier.acts:
        articles = dict.fromkeys(place.article for place in act.places)
        files = " ".join(docs[article].article.file for article in articles)
        rows.append(act_row(act, len(articles), files))
    return to_csv(Table(columns=ACT_COLUMNS, rows=tuple(rows)))


def act_row(act: Act, reports: int, files: str) -> tuple[str, ...]:
    """Return the cells of an act that so many reports in these files tell."""
    return (
        act.when or "",
        "yes" if act.is_dated else "no",
        act.code,
        act.mode,
        act.quad or "",
        act.direction,
        act.modality,
        act.polarity,
        str(act.origins),
        str(reports),
        act.text,
        files,
    )


def print_dossier(one: DossierView, dossier: Dossier, console: Console, wording: Wording) -> None:
    """Write the dossier to the console: the chart, the kinds, acts, sayings and disputes."""
    writer = _Writer(console, wording)
    writer.line(Text(one.title, style="bold"))
    if one.about:
        writer.line(Text(one.about))
    writer.chart(dossier)
    writer.kinds(one)
    writer.acts(one)
    writer.sayings(one)
    writer.disputes(one)


class _Writer:
    """Writes the parts of a dossier."""

    def __init__(self, console: Console, wording: Wording) -> None:
        self._console = console
        self._wording = wording

    def chart(self, dossier: Dossier) -> None:
        unit, periods = count_periods(counts_of(dossier.acts))
        if not periods:
            return
        phrase = self._wording.phrase
        self._heading(f"{phrase('chart')} ({phrase('chart_acts')}, {phrase(f'chart_{unit}')})")
        names = [self._wording.when(period.value) for period in periods]
        widest = max(map(columns, names))
        most = max(max(period.above, period.below) for period in periods)
        for name, period in zip(names, periods, strict=True):
            text = Text(name + " " * (widest - columns(name)) + "  ", style="cyan")
            for place, count in enumerate(period.counts):
                if count:
                    length = max(1, round(_BAR * count / most / 2))
                    text.append(_SIGNS[place] * length, style=_TONES[place + 1])
                    text.append(f" {self._wording.digits(count)} ", style="default")
            self.line(text, indent=2)
        legend = Text()
        for place, quad in enumerate(ORDER):
            legend.append(f"{_SIGNS[place]} ", style=_TONES[place + 1])
            legend.append(f"{self._wording.words.quads[quad]}   ", style="dim")
        self.line(legend, indent=2)

    def kinds(self, one: DossierView) -> None:
        if one.kinds:
            self._heading(self._wording.phrase("dossier_kinds"))
        for kind in one.kinds:
            text = Text(f"{self._wording.digits(kind.count)} ", style="cyan")
            self.line(text.append(kind.name, style=_TONES[kind.quad]), indent=2)

    def acts(self, one: DossierView) -> None:
        self._heading(self._wording.phrase("dossier_acts"))
        if not one.acts:
            self.line(Text(self._wording.phrase("dossier_none"), style="dim"), indent=2)
        for act in one.acts:
            self.line(self._act(act, one), indent=2)

    def sayings(self, one: DossierView) -> None:
        self._heading(self._wording.phrase("dossier_each" if one.is_pair else "dossier_sayings"))
        if not one.sayings:
            self.line(Text(self._wording.phrase("dossier_none"), style="dim"), indent=2)
        for saying in one.sayings:
            text = Text(f"{saying.when}  ", style="cyan")
            text.append(f"{' → '.join(saying.chain)}: ", style="bold")
            text.append(saying.text, style="default")
            self.line(text.append_text(_cited((saying.source,))), indent=2)
        if one.quoted and not one.is_pair:
            counted = ", ".join(f"{outlet} {self._wording.digits(count)}" for outlet, count in one.quoted)
            self.line(Text(f"{self._wording.phrase('dossier_quoted')}: {counted}", style="dim"), indent=2)

    def disputes(self, one: DossierView) -> None:
        if one.disputes:
            self._heading(self._wording.phrase("dossier_disputes"))
        for dispute in one.disputes:
            text = Text(f"{dispute.short}: {dispute.values} ", style=TONES[dispute.agreement])
            self.line(text.append(f"— {dispute.text}", style="default"), indent=2)

    def line(self, text: Text, indent: int = 0) -> None:
        print_lines(text, self._console, indent, hang=2 if indent else 0)

    def _act(self, act: ActView, one: DossierView) -> Text:
        text = Text(act.when, style="cyan")
        if not act.is_dated:
            text.append(f" ({self._wording.phrase('told_then')})", style="dim")
        left, right = reversed(one.names) if act.arrow == "←" else one.names
        who = f" · {left} {act.arrow.replace('←', '→')} {right}" if one.is_pair else ""
        text.append(f"  {act.kind}{who}", style=_TONES[act.quad])
        if act.hedge:
            text.append(f" ({act.hedge})", style=TONES["outcome"])
        text.append(f"\n{act.text}", style="default").append_text(_cited(act.sources))
        return text.append(f" · {self._wording.count('origins', act.origins)}", style="dim")

    def _heading(self, words: str) -> None:
        self._console.print()
        self.line(Text(words, style="bold"))


def _cited(sources: tuple[SourceView, ...]) -> Text:
    outlets = dict.fromkeys(source.outlet for source in sources)
    return Text(f" [{', '.join(outlets)}]", style="cyan")
