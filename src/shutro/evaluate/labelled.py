"""Labelled sets of articles as JSON lines: a title or a text each, when it came, and the story it belongs to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from shutro.errors import InputError
from shutro.evaluate.gathering import HEAD, gather_all, rows_of
from shutro.evaluate.storylayers import Measure
from shutro.model import Article, Dating, Doc, Span
from shutro.text.normalize import normalize

TUNED = 0.3  # part of a stream with times of its own on which thresholds were chosen; it is not scored
# Of a set whose articles have no usable times: one an hour, in the order of the file.
_BEGIN = datetime(2020, 1, 1, tzinfo=UTC)


class Line(msgspec.Struct):
    """An article of a labelled set."""

    id: str
    title: str
    story: str | int
    text: str = ""
    t: str = ""  # when it came, in universal time
    lang: str = "en"


def holds_labelled(folder: Path) -> bool:
    """Say whether the folder holds labelled articles as JSON lines."""
    return any(_is_labelled(path) for path in sorted(folder.glob("*.jsonl")))


def _is_labelled(path: Path) -> bool:
    with path.open("rb") as file:
        try:
            msgspec.json.decode(file.readline(), type=Line, strict=False)
        except msgspec.MsgspecError:
            return False
    return True


def measure_labelled(folder: Path) -> list[Measure]:
    """Return how well the articles of a set are gathered: all together and, of several languages, each by itself.

    Raises InputError where a line is no labelled article.
    """
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in _lines(path)]
    docs = {line.id: _doc(line, place) for place, line in enumerate(lines)}
    labels = {line.id: str(line.story) for line in lines}
    languages = defaultdict(list)
    for line in lines:
        languages[line.lang].append(docs[line.id])
    first = TUNED if all(line.t for line in lines) else 0.0
    if len(languages) == 1:
        return [_measure(folder.name, [list(docs.values())], labels, first)]
    return [
        _measure(f"{folder.name}, all languages together", [list(docs.values())], labels, first),
        _measure(f"{folder.name}, language by language", list(languages.values()), labels, first),
        *(
            _measure(f"{folder.name}, {code}", [found], labels, first)
            for code, found in sorted(languages.items())
        ),
    ]


def _measure(
    title: str, streams: Sequence[Sequence[Doc]], labels: Mapping[str, str], first: float
) -> Measure:
    return Measure(title=title, head=HEAD, rows=rows_of(gather_all(streams, labels, first)), figures={})


def _lines(path: Path) -> Iterator[Line]:
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            yield msgspec.json.decode(line, type=Line, strict=False)
        except msgspec.MsgspecError as error:
            raise InputError(f"{path.name}, line {number}: {error}") from error


def _doc(line: Line, place: int) -> Doc:
    """Return the article without layers, as those of a language without a folder are."""
    title = normalize(line.title)
    came = line.t or (_BEGIN + timedelta(hours=place)).isoformat()
    dated = datetime.fromisoformat(came).replace(tzinfo=UTC).isoformat()
    article = Article(
        id=line.id,
        file=line.id,
        page="",
        outlet=None,
        url=None,
        language=line.lang,
        title=title,
        text=f"{title}\n\n{normalize(line.text)}" if line.text else title,
        title_span=Span(0, len(title)),
        published=dated,
    )
    return Doc(article=article, dating=Dating(article=line.id, value=dated, how="given"))
