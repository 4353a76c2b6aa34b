"""Gold folders as gold articles: JSON lines with offsets into raw files, or a folder of marked files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import msgspec

from shutro.errors import InputError
from shutro.evaluate.corpus import read_corpus
from shutro.evaluate.gold import (
    UNNAMED,
    GoldArticle,
    GoldCredit,
    GoldEvent,
    GoldName,
    GoldQuantity,
    GoldQuote,
    GoldTime,
)
from shutro.ingest.given import Given, read_given
from shutro.model import CreditRole, MentionKind, Modality, Polarity, QuoteKind, Span, TimeKind
from shutro.text.normalize import normalize

_MODALITIES = {"desired": "wished"}


class _Line(msgspec.Struct, kw_only=True):
    """A line of a gold file; each layer uses some of the keys."""

    layer: str
    text: str
    start: int = 0
    end: int = 0
    type: str = ""
    kind: str = ""
    entity: str | None = None
    name: str | None = None
    role: str = ""
    value: Any = None
    max: Any = None
    also: list[Any] = []
    mod: str | None = None
    unit: str = ""
    optional: bool = False
    speaker: str | None = None
    via: list[str] = []
    code: str = ""
    mode: str = ""
    agent: list[str] = []
    patient: list[str] = []
    partners: list[str] = msgspec.field(default_factory=list, name="with")
    place: str | None = None
    time: str | None = None
    polarity: str = "+"
    modality: str = "asserted"


def read_gold(folder: Path, raw: Path | None = None, published: Path | None = None) -> list[GoldArticle]:
    """Return the articles of a gold folder, by name.

    A folder of marked files needs nothing else. One of JSON lines needs the folder of its raw files and their dates;
    where none is given, `raw` beside or in it and `published.tsv` there are taken. Raises InputError where they miss.
    """
    lines = sorted(folder.glob("[0-9]*.jsonl"))
    if not lines:
        articles = read_corpus(folder)
        if not articles:
            raise InputError(f"{folder}: holds neither marked files (*.txt) nor gold files (000.jsonl …)")
        return articles
    raw = raw or next(
        (place for place in (folder / "raw", folder.parent / "seeds") if place.is_dir()), folder
    )
    dates = published or raw / "published.tsv"
    given = read_given(str(dates)) if dates.is_file() else Given()
    return [_article(path, raw, given) for path in lines]


def _article(path: Path, raw: Path, given: Given) -> GoldArticle:
    file = next(iter(sorted(raw.glob(f"{path.stem}_*.txt"))), None)
    if file is None:
        raise InputError(f"{path}: no raw file {path.stem}_*.txt in {raw}")
    source = file.read_text(encoding="utf-8")
    try:
        lines = [
            msgspec.json.decode(line, type=_Line) for line in path.read_bytes().splitlines() if line.strip()
        ]
    except msgspec.DecodeError as error:
        raise InputError(f"{path}: {error}") from error
    known = given.of(file.name)
    return _Placed(source, lines).article(file.name, path.parent.name, known.published, known.outlet)


class _Placed:
    """The lines of one gold file with their places in the normalized text."""

    def __init__(self, source: str, lines: list[_Line]) -> None:
        self._source = source
        self._lines = lines

    def article(self, name: str, story: str, published: str | None, outlet: str | None) -> GoldArticle:
        return GoldArticle(
            name=name,
            story=story,
            text=normalize(self._source),
            published=published,
            outlet=outlet,
            furniture=tuple(span for _, span in self._of("boilerplate")),
            names=tuple(
                GoldName(span=span, kind=cast(MentionKind, line.type), entity=line.entity or "")
                for line, span in self._of("entity")
            ),
            times=tuple(_time(line, span) for line, span in self._of("time")),
            quantities=tuple(_quantity(line, span) for line, span in self._of("quantity")),
            quotes=tuple(_quote(line, span) for line, span in self._of("quote")),
            events=tuple(_event(line, span) for line, span in self._of("event")),
            credits=tuple(
                GoldCredit(span=span, source=line.entity, role=cast(CreditRole, line.role))
                for line, span in self._of("credit")
                if line.entity
            ),
        )

    def _of(self, layer: str) -> Iterator[tuple[_Line, Span]]:
        for line in self._lines:
            if line.layer == layer and line.end > line.start:
                yield line, Span(self._place(line.start), self._place(line.end))

    def _place(self, offset: int) -> int:
        return len(normalize(self._source[:offset]))


def _time(line: _Line, span: Span) -> GoldTime:
    values = tuple(str(value) for value in (line.value, *line.also))
    return GoldTime(span=span, kind=cast(TimeKind, line.type), values=values, modifier=line.mod)


def _quantity(line: _Line, span: Span) -> GoldQuantity:
    figures = tuple(float(figure) for figure in (line.value, line.max) if isinstance(figure, int | float))
    return GoldQuantity(span=span, figures=figures, unit=line.unit, optional=line.optional)


def _quote(line: _Line, span: Span) -> GoldQuote:
    return GoldQuote(span=span, kind=cast(QuoteKind, line.kind), speaker=line.speaker, via=tuple(line.via))


def _event(line: _Line, span: Span) -> GoldEvent:
    return GoldEvent(
        span=span,
        code=line.code,
        mode=line.mode,
        agents=tuple(line.agent),
        patients=tuple(line.patient),
        partners=tuple(line.partners),
        place=line.place,
        time=line.time,
        polarity=cast(Polarity, line.polarity),
        modality=cast(Modality, _MODALITIES.get(line.modality, line.modality)),
    )


def is_named(name: str | None, known: set[str]) -> bool:
    """Say whether an id stands for somebody whom the articles name."""
    return name is not None and not name.startswith(UNNAMED) and name in known
