"""Vectors of articles in half the bytes: keys stand in order, so that their first bits need not be told."""

import sys
import zlib
from array import array
from itertools import accumulate, pairwise

import msgspec

from shutro.story.heard import Heard
from shutro.story.traits import Trait
from shutro.story.vectors import Vector

_LOW = 32  # bits of a key that are kept as they are; those before grow from 0 on, in small steps
_MASK = (1 << _LOW) - 1


class _Rest(msgspec.Struct, frozen=True, array_like=True):
    """What is stored of a vector beside what stands in columns and the ends of its keys."""

    between: int | None  # seconds from the first to the last moment; None where nobody knows these
    acts: tuple[str, ...]
    traits: tuple[Trait, ...]
    heard: tuple[Heard, ...]
    steps: bytes  # from the first bits of a key to those of the next one
    counts: bytes
    fields: bytes


_read_rest = msgspec.msgpack.Decoder(_Rest).decode


def pack_vector(vector: Vector) -> bytes:
    """Return a vector without its article, language and dates."""
    first = (key >> _LOW for key in vector.terms)
    rest = _Rest(
        between=None if vector.since is None or vector.until is None else vector.until - vector.since,
        acts=vector.acts,
        traits=vector.traits,
        heard=vector.heard,
        steps=bytes([after - before for before, after in pairwise((0, *first))]),
        counts=vector.counts,
        fields=vector.fields,
    )
    ends = _little_endian(array("I", [key & _MASK for key in vector.terms]))
    return zlib.compress(msgspec.msgpack.encode(rest), 9, wbits=-zlib.MAX_WBITS) + ends.tobytes()


def unpack_vector(article: str, language: str, dated: str, until: int | None, record: bytes) -> Vector:
    """Return the vector of an article; raises DecodeError where its bytes are none."""
    rest, ends = _parts(record)
    keys = [first << _LOW | end for first, end in zip(accumulate(rest.steps), ends, strict=True)]
    return Vector(
        article=article,
        language=language,
        dated=dated,
        since=None if until is None or rest.between is None else until - rest.between,
        until=until,
        keys=array("Q", keys).tobytes(),
        counts=rest.counts,
        fields=rest.fields,
        acts=rest.acts,
        traits=rest.traits,
        heard=rest.heard,
    )


def _parts(record: bytes) -> tuple[_Rest, "array[int]"]:
    unpacker = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    try:
        rest = _read_rest(unpacker.decompress(record))
        ends = array("I", unpacker.unused_data)
    except (zlib.error, ValueError) as error:
        raise msgspec.DecodeError(str(error)) from error
    if len(ends) != len(rest.steps):
        raise msgspec.DecodeError("some of its keys are missing")
    return rest, _little_endian(ends)


def _little_endian(numbers: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
