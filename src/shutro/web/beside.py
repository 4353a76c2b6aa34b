"""An article as it is read, beside its story or on a page of its own: what is open in it, and which marks show."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from shutro.model import Doc, Span
from shutro.publish.articles import Shelf
from shutro.publish.naming import Naming
from shutro.publish.reading import LAYERS, Layer, ReadingView, read_layers
from shutro.publish.view import ArticleView
from shutro.publish.wording import Wording
from shutro.web.shown import Shown

_PLACE = regex.compile(r"([0-9]{1,9})(?:-([0-9]{1,9}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An article with its marks, of which those of `layers` show, and the place that is highlighted."""

    doc: Doc
    article: ArticleView
    reading: ReadingView
    layers: tuple[Layer, ...]
    hit: Span | None


def open_article(
    shown: Shown, article: str, wording: Wording, *, at: str, layers: Sequence[Layer], only: str = ""
) -> Opened | None:
    """Return an article of a story, opened at a place as in an address; None where the story does not have it."""
    found = next((one for one in shown.view.articles if one.id == article), None)
    if found is None:
        return None
    doc = shown.docs[article]
    hit = find_place(doc, at)
    reading = read_layers(doc, shown.naming, wording, hit=hit, cited=shown.cited(article, only))
    return Opened(doc=doc, article=found, reading=reading, layers=tuple(layers), hit=hit)


def open_alone(doc: Doc, wording: Wording, *, at: str, layers: Sequence[Layer]) -> Opened:
    """Return an article that no story has yet, opened at a place."""
    naming = Naming((), wording.words.code)
    (article,) = Shelf([doc], naming, wording, "s0").articles(lambda _: ())
    hit = find_place(doc, at)
    reading = read_layers(doc, naming, wording, hit=hit, cited={})
    return Opened(doc=doc, article=article, reading=reading, layers=tuple(layers), hit=hit)


def find_place(doc: Doc, at: str) -> Span | None:
    """Return the place in an article that an address names, or None where it names none that is there."""
    match = _PLACE.fullmatch(at)
    if match is None:
        return None
    start, end = int(match[1]), int(match[2]) if match[2] else None
    if end is not None:
        return Span(start, end) if start < end <= len(doc.text) else None
    return next((sentence for sentence in doc.sentences if sentence.start <= start < sentence.end), None)


def chosen(marks: Sequence[str] | None, otherwise: Sequence[Layer]) -> tuple[Layer, ...]:
    """Return the layers that an address chooses, each by itself or several between commas."""
    if marks is None:
        return tuple(otherwise)
    wanted = {mark for part in marks for mark in part.split(",")}
    return tuple(layer for layer in LAYERS if layer in wanted)
