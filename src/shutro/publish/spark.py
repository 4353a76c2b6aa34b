"""A story's reports over time, as small as a word: a bar a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shutro.publish.wording import Wording

WIDTH, HEIGHT = 144.0, 30.0
_WIDEST = 6.0  # of a bar
_LOWEST = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SparkBar:
    """The reports of a day."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """The drawing, with its ends and its highest bar in words."""

    width: float
    height: float
    bars: tuple[SparkBar, ...]
    first: str
    last: str
    words: str


def draw_spark(days: Sequence[tuple[str, int]], wording: Wording) -> Spark | None:
    """Return the drawing of days and their reports, None where no report has a day."""
    if not days:
        return None
    dates = [(date.fromisoformat(day), reports) for day, reports in days]
    first, last = dates[0][0], dates[-1][0]
    most = max(reports for _, reports in dates)
    width = min(_WIDEST, WIDTH / ((last - first).days + 1) * 0.8)
    room = WIDTH - width
    bars = []
    for day, reports in dates:
        if not reports:
            continue
        share = (day - first).days / (last - first).days if last > first else 0.0
        height = round(max(_LOWEST, HEIGHT * reports / most), 1)
        bars.append(
            SparkBar(
                x=round(room * share, 1),
                y=round(HEIGHT - height, 1),
                width=round(max(width, 1.0), 1),
                height=height,
            )
        )
    ends = wording.day(first, with_year=False), wording.day(last, with_year=False)
    return Spark(
        width=WIDTH,
        height=HEIGHT,
        bars=tuple(bars),
        first=ends[0],
        last=ends[1] if last > first else "",
        words=f"{wording.phrase('spark')}, {'–'.join(dict.fromkeys(ends))}; "
        + wording.phrase("spark_most").format(wording.digits(most)),
    )
