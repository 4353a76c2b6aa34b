"""What a term of an article is, and the number that stands for it."""

from enum import IntEnum
from functools import lru_cache
from hashlib import blake2b


class Field(IntEnum):
    """What a term is."""

    WORD = 0
    NAME = 1
    PLACE = 2
    PERSON = 3
    NUMBER = 4


KEY_BITS = 40  # of two million terms hardly two have the same number
NAMED = frozenset((Field.NAME, Field.PERSON, Field.PLACE))


@lru_cache(maxsize=262_144)
def key_of(field: Field, text: str) -> int:
    """Return the number of a term, the same in every process."""
    digest = blake2b(f"{field:d}{text}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 64 - KEY_BITS
