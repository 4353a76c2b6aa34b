"""What is stored of a doc: its layers in columns, packed with the text, in which most of their words stand."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

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
from shutro.store.columns import from_columns, to_columns

T = TypeVar("T")
_WORDS = Path(__file__).parent / "words.json"  # names of values, the commonest last
_MOST = (
    28_000  # bytes of a text that are looked into: zlib looks back over 32 kB, and needs some for the words
)


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
    return _pack([layers], Layers, text)


def unpack_layers(record: bytes, text: str) -> Layers:
    """Return the layers that were packed; raises DecodeError where the bytes are none, or those of another text."""
    found = _unpack(record, Layers, text)
    if len(found) != 1:
        raise msgspec.DecodeError(f"the layers of {len(found)} docs")
    return found[0]


def pack_links(links: Sequence[Link], text: str) -> bytes:
    """Return the links of a doc in few bytes, which can be read beside the text only."""
    return _pack(links, Link, text)


def unpack_links(record: bytes, text: str) -> tuple[Link, ...]:
    """Return the links that were packed; raises DecodeError where the bytes are none, or those of another text."""
    return _unpack(record, Link, text)


def _pack(records: Sequence[Any], kind: type[Any], text: str) -> bytes:
    packer = zlib.compressobj(9, zdict=_dictionary(text))
    return packer.compress(to_columns(records, kind)) + packer.flush()


def _unpack(record: bytes, kind: type[T], text: str) -> tuple[T, ...]:
    unpacker = zlib.decompressobj(zdict=_dictionary(text))
    try:
        plain = unpacker.decompress(record)
    except zlib.error as error:
        raise msgspec.DecodeError(str(error)) from error
    if not unpacker.eof:
        raise msgspec.DecodeError("the end is missing")
    return from_columns(plain, kind)


def _dictionary(text: str) -> bytes:
    return _words() + text.encode()[:_MOST]


@cache
def _words() -> bytes:
    words = msgspec.json.decode(_WORDS.read_bytes(), type=list[str])
    return b"".join(map(msgspec.msgpack.encode, words))
