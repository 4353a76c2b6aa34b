"""Vectors of articles in other words: of another day, and with other terms for a third of theirs."""

import hashlib
from array import array

import msgspec

from shutro.story.fields import KEY_BITS
from shutro.story.vectors import Vector

_DAY = 86_400  # seconds
_OTHER = 3  # of so many terms one is another


def vary_vector(vector: Vector, article: str, dated: str, number: int, later: int) -> Vector:
    """Return the vector of an article in the story with this number, so many days later."""
    other = int.from_bytes(hashlib.blake2b(f"{number}".encode(), digest_size=KEY_BITS // 8).digest())
    terms = sorted(
        (key ^ other if place % _OTHER == 0 else key, count, kind)
        for place, (key, count, kind) in enumerate(
            zip(vector.terms, vector.counts, vector.fields, strict=True)
        )
    )
    return msgspec.structs.replace(
        vector,
        article=article,
        dated=dated,
        since=None if vector.since is None else vector.since + later * _DAY,
        until=None if vector.until is None else vector.until + later * _DAY,
        keys=array("Q", [key for key, _, _ in terms]).tobytes(),
        counts=bytes(count for _, count, _ in terms),
        fields=bytes(kind for _, _, kind in terms),
    )
