"""`python -m shutro.evaluate.scaling`: what large archives would take, worked out from what was measured.

Writes the table in docs/scale.md and the chart beside it; a test holds both current.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import escape

_DOCS = Path(__file__).parents[3] / "docs"
_PAGE, _CHART = _DOCS / "scale.md", _DOCS / "images" / "scale.svg"
_BEGIN, _END = "<!-- worked out -->\n", "<!-- /worked out -->\n"
_HOUR = 3600
_GIGABYTE = 1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """What was measured: seconds of one core, and bytes."""

    passed: float  # seconds for a page in another language: cut, unpacked, sieved
    read: float  # seconds for an article: extracted and annotated
    grouped: float
    told: float
    written: float
    packed: float  # bytes of a page in a WARC file
    work: float  # bytes of an article that are kept for the next run
    tables: float  # bytes of an article in Parquet, with all that is found in it and in its story
    dropped: float  # bytes of a page that is none, in both

    @property
    def article(self) -> float:
        """Return the seconds from page to tables."""
        return self.read + self.grouped + self.told + self.written


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """An archive: so many pages, of which so many are articles in a language that is read."""

    name: str
    pages: float
    articles: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What an archive takes: hours of one core, and bytes in, kept and out."""

    hours: float
    passed: float  # hours of these for pages in other languages
    packed: float
    work: float
    tables: float


# By `python -m shutro.evaluate.archiving` on two shared cores, 22 November 2026.
MEASURED = Rates(
    passed=0.0008,
    read=0.025,
    grouped=0.002,
    told=0.022,
    written=0.002,
    packed=20_300,
    work=13_500,
    tables=4_900,
    dropped=20,
)
# 1.35 thousand million articles from August 2016 to spring 2026: 380,000 a day on the average.
JOBS = (
    Job(name="a day of world news, one page in a hundred read", pages=380_000, articles=3_800),
    Job(name="a day of world news, every page read", pages=380_000, articles=380_000),
    Job(name="ten years of CC-NEWS, one page in a hundred read", pages=1.35e9, articles=1.35e7),
    Job(name="ten years of CC-NEWS, every page read", pages=1.35e9, articles=1.35e9),
)
CORES = (1, 2, 4, 8, 16, 32, 64, 128, 256)


def main() -> None:
    """Write the table and the chart."""
    text = _PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(_BEGIN)
    _, _, tail = rest.partition(_END)
    _PAGE.write_text(f"{head}{_BEGIN}{cost_table()}{_END}{tail}", encoding="utf-8")
    _CHART.write_text(draw_chart(), encoding="utf-8")


def cost_of(job: Job, rates: Rates = MEASURED) -> Cost:
    """Return what an archive takes."""
    other = job.pages - job.articles
    passed = other * rates.passed / _HOUR
    return Cost(
        hours=passed + job.articles * rates.article / _HOUR,
        passed=passed,
        packed=job.pages * rates.packed,
        work=job.articles * rates.work + other * rates.dropped / 2,
        tables=job.articles * rates.tables + other * rates.dropped / 2,
    )


def cost_table() -> str:
    """Return the table of what archives take, in Markdown."""
    lines = [
        "| | pages | articles | hours of one core | on 16 cores | WARC | on the way | tables |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for job in JOBS:
        cost = cost_of(job)
        lines.append(
            f"| {job.name} | {_figure(job.pages)} | {_figure(job.articles)} | {_figure(cost.hours)} "
            f"| {_span(cost.hours / 16)} | {_bytes(cost.packed)} | {_bytes(cost.work)} | {_bytes(cost.tables)} |"
        )
    return "\n".join([*lines, ""])


def _figure(value: float) -> str:
    """Return two digits of a figure that is worked out: more would be invented."""
    if value <= 0:
        return "0"
    digits = 1 - math.floor(math.log10(value))
    rounded = round(value, digits)
    return (
        f"{rounded:,.{max(0, digits)}f}"
        if value < 1e6
        else f"{rounded / 1e6:,.{max(0, digits + 6)}f} million"
    )


def _span(hours: float) -> str:
    if hours < 1:
        return f"{_figure(hours * 60)} minutes"
    return f"{_figure(hours)} hours" if hours < 72 else f"{_figure(hours / 24)} days"


def _bytes(count: float) -> str:
    return f"{_figure(count / _GIGABYTE)} GB" if count < 1e12 else f"{_figure(count / 1e12)} TB"


_WIDTH, _HEIGHT = 720.0, 400.0
_LEFT, _RIGHT, _TOP, _FOOT = 70.0, 24.0, 64.0, 74.0
_LEAST, _MOST = 1 / 60, 50_000.0  # hours
_TICKS = (
    (1 / 60, "1 minute"),
    (1.0, "1 hour"),
    (24.0, "1 day"),
    (168.0, "1 week"),
    (730.0, "1 month"),
    (8760.0, "1 year"),
    (43_800.0, "5 years"),
)
_STYLE = (
    "text{font:13px 'Noto Sans',sans-serif;fill:#333}.title{font-size:16px;font-weight:700}"
    ".quiet{fill:#666}.grid{stroke:#ddd}.line{fill:none;stroke:#0b6e6e;stroke-width:2}.part{stroke-dasharray:6 4}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}.quiet{fill:#aaa}.grid{stroke:#444}.line{stroke:#5bc0be}}"
)


def draw_chart() -> str:
    """Return the chart of how long archives take on so many cores, as SVG."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" role="img">',
        f"<title>How long archives take on so many cores</title><style>{_STYLE}</style>",
        f'<text x="{_LEFT:g}" y="22" class="title">How long archives take</text>',
        f'<text x="{_LEFT:g}" y="42" class="quiet">time on the clock, by cores; both scales are logarithmic</text>',
        *_axes(),
        *_lines(),
        f'<text x="{_LEFT:g}" y="{_HEIGHT - 10:g}" class="quiet">Worked out from what was measured on two cores '
        "(make bench), as if shared disks kept up</text>",
        "</svg>\n",
    ]
    return "\n".join(parts)


def _axes() -> Iterator[str]:
    for hours, words in _TICKS:
        y = _y(hours)
        yield f'<path class="grid" d="M{_LEFT:g} {y:g}H{_WIDTH - _RIGHT:g}"/>'
        yield f'<text x="{_LEFT - 8:g}" y="{y + 4:g}" text-anchor="end">{words}</text>'
    for cores in CORES:
        yield f'<text x="{_x(cores):g}" y="{_HEIGHT - _FOOT + 20:g}" text-anchor="middle">{cores}</text>'
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    yield f'<text x="{middle:g}" y="{_HEIGHT - _FOOT + 40:g}" text-anchor="middle">cores</text>'


def _lines() -> Iterator[str]:
    for number, job in enumerate(JOBS):
        hours = cost_of(job).hours
        points = " ".join(
            f"{_x(cores):g},{_y(hours / cores):g}" for cores in CORES if hours / cores >= _LEAST
        )
        kind = "line part" if number % 2 == 0 else "line"
        yield f'<polyline class="{kind}" points="{points}"/>'
        yield f'<text x="{_x(1) + 10:g}" y="{_y(hours) - 4:g}">{escape(job.name)}</text>'


def _x(cores: float) -> float:
    share = math.log(cores) / math.log(CORES[-1])
    return round(_LEFT + 12 + share * (_WIDTH - _RIGHT - _LEFT - 24), 1)


def _y(hours: float) -> float:
    share = math.log(min(_MOST, hours) / _LEAST) / math.log(_MOST / _LEAST)
    return round(_HEIGHT - _FOOT - share * (_HEIGHT - _FOOT - _TOP), 1)


if __name__ == "__main__":
    main()
