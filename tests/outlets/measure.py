"""How well articles come out of the pages of the invented outlets: `python -m outlets.measure` with `src` and `tests` in the path."""

import hashlib
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path

from outlets.houses import HOUSES, House
from outlets.newsroom import START
from outlets.sheet import Sheet
from outlets.writing import Written, write
from shutro.errors import InputError
from shutro.examples import EXAMPLES
from shutro.ingest.articles import to_article
from shutro.ingest.files import read_pages
from shutro.model import Article, Page
from shutro.text.normalize import normalize

_RUN = 6  # letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What became of the pages of one outlet."""

    house: str
    pages: int
    precision: float
    recall: float
    days: int
    minutes: int
    addresses: int
    seconds: float

    @property
    def overlap(self) -> float:
        """Return the harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def measure(house: House, reports: Sequence[Written]) -> Figures:
    """Return the figures of one outlet's pages of these reports."""
    kept = right = whole = days = minutes = addresses = 0
    started = time.process_time()
    pages = [_page(house, written, visit) for visit, written in enumerate(reports)]
    for page, sheet in pages:
        try:
            article, _ = to_article(page)
        except InputError:
            article = None
        mine, given = _runs(article.text if article else ""), _runs(_put_in(house, sheet))
        kept, right, whole = kept + mine.total(), right + (mine & given).total(), whole + given.total()
        days += _is_right(article, sheet, len("2026-11-21"))
        minutes += _is_right(article, sheet, len("2026-11-21T06:00"))
        addresses += article is not None and article.url == sheet.url
    return Figures(
        house=house.id,
        pages=len(pages),
        precision=right / max(kept, 1),
        recall=right / max(whole, 1),
        days=days,
        minutes=minutes,
        addresses=addresses,
        seconds=time.process_time() - started,
    )


def reports(count: int) -> list[Written]:
    """Return so many generated reports, and as many of the bundled stories as there are."""
    return [*(write(900 + at, at, START, telling=at) for at in range(count)), *_bundled()]


def _bundled() -> Iterator[Written]:
    stories = sorted(Path("stories/dev").iterdir()) if Path("stories/dev").is_dir() else []
    files = [path for folder in [*EXAMPLES.values(), *stories] for path in sorted(folder.glob("*.txt"))]
    for number, page in enumerate(read_pages(files)):
        if isinstance(page, Page):
            article, _ = to_article(page)
            first, *rest = [line for line in article.text.split("\n") if line.strip()]
            yield replace(
                write(5000 + number, number, START), title=article.title or first, paragraphs=tuple(rest)
            )


def _page(house: House, written: Written, visit: int) -> tuple[Page, Sheet]:
    path = house.path.format(number=written.number, slug="khobor", day="2026/11/21")
    sheet = Sheet(
        written=written,
        site=house.name,
        base=f"https://{house.id.replace('_', '')}.example",
        path=path,
        visit=visit,
        now=START,
    )
    raw = house.page(sheet).encode()
    return Page(digest=hashlib.sha256(raw).hexdigest(), raw=raw, name=f"{house.id}.html", media="html"), sheet


def _put_in(house: House, sheet: Sheet) -> str:
    caption = [sheet.written.caption] if sheet.written.caption in house.page(sheet) else []
    return normalize("\n".join([sheet.written.title, *caption, *sheet.written.paragraphs]))


def _runs(text: str) -> Counter[str]:
    letters = " ".join(text.split())
    return Counter(letters[at : at + _RUN] for at in range(len(letters) - _RUN + 1))


def _is_right(article: Article | None, sheet: Sheet, length: int) -> bool:
    """Say whether the date that was found is the moment of publication, where the page tells it so exactly."""
    if article is None or article.published is None:
        return False
    found = article.published[:length]
    here, greenwich = sheet.written.published, sheet.written.published.astimezone(UTC)
    return found in {here.isoformat()[:length], greenwich.isoformat()[:length]}


def main(count: int) -> None:
    """Print the table of all outlets."""
    written = reports(count)
    print(
        "| outlet | pages | P | R | F | day | minute | address | pages/s |\n|---|---|---|---|---|---|---|---|---|"
    )
    for house in HOUSES:
        one = measure(house, written)
        print(
            f"| {house.page.__name__} | {one.pages} | {one.precision:.3f} | {one.recall:.3f} | {one.overlap:.3f} | {one.days} "
            f"| {one.minutes} | {one.addresses} | {one.pages / one.seconds:.0f} |"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 12)
