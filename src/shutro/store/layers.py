"""What is stored of a doc: its layers in columns, packed with the text, in which most of their words stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from shutro.model import (
    Credit,
    Dating,
    DatingHow,
    Doc,
    Event,
    Link,
    Mention,
    Quantity,
    Quote,
    Reference,
    Span,
    TimeExpression,
)
from shutro.store.records import pack_columns, unpack_columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """The dating and the layers of a doc, without links; the article stands in a row of its own."""

    dated: str | None
    how: DatingHow
    sentences: tuple[Span, ...]
    credits: tuple[Credit, ...]
    mentions: tuple[Mention, ...]
    references: tuple[Reference, ...]
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]
    quotes: tuple[Quote, ...]
    events: tuple[Event, ...]


_LAYERS = tuple(name for name in Layers.__slots__ if name not in ("dated", "how"))


def layers_of(doc: Doc) -> Layers:
    """Return what is stored of a doc."""
    found: dict[str, Any] = {name: getattr(doc, name) for name in _LAYERS}
    return Layers(dated=doc.dating.value, how=doc.dating.how, **found)


def parts_of(layers: Layers, article: str) -> dict[str, Any]:
    """Return the fields of the doc of an article that its layers are."""
    dating = Dating(article=article, value=layers.dated, how=layers.how)
    return {"dating": dating} | {name: getattr(layers, name) for name in _LAYERS}


def pack_layers(layers: Layers, text: str) -> bytes:
    """Return the layers of a doc in few bytes, which can be read beside the text only."""
    return pack_columns([layers], Layers, text)


def unpack_layers(record: bytes, text: str) -> Layers:
    """Return the layers that were packed; raises DecodeError where the bytes are none, or those of another text."""
    found = unpack_columns(record, Layers, text)
    if len(found) != 1:
        raise msgspec.DecodeError(f"the layers of {len(found)} docs")
    return found[0]


def pack_links(links: Sequence[Link], text: str) -> bytes:
    """Return the links of a doc in few bytes, which can be read beside the text only."""
    return pack_columns(links, Link, text)


def unpack_links(record: bytes, text: str) -> tuple[Link, ...]:
    """Return the links that were packed; raises DecodeError where the bytes are none, or those of another text."""
    return unpack_columns(record, Link, text)
