"""Terms have shorter numbers, and vectors take half their room."""

from array import array
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

from shutro.store.terms import pack_vector, unpack_vector
from shutro.story.vectors import Vector

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_LOST = 24  # bits of a key
_ALL = sa.text("SELECT article FROM vector")
_READ = sa.text("SELECT article, language, dated, until, record FROM vector WHERE article = :article")
_WRITE = sa.text("UPDATE vector SET record = :record WHERE article = :article")


def upgrade() -> None:
    """Shorten all keys; their order stays."""
    _rewrite(lambda row: pack_vector(_shifted(msgspec.msgpack.decode(row.record, type=Vector), -_LOST)))


def downgrade() -> None:
    """Write them as before; what was cut off of their ends stays lost."""
    _rewrite(lambda row: msgspec.msgpack.encode(_shifted(_read(row), _LOST)))


def _rewrite(change: Callable[[sa.Row[Any]], bytes]) -> None:
    connection = op.get_bind()
    for article in connection.execute(_ALL).scalars().all():
        row = connection.execute(_READ, {"article": article}).one()
        # One that cannot be read stays as it is: the doctor finds it, and makes it again.
        with suppress(msgspec.DecodeError):
            connection.execute(_WRITE, {"article": article, "record": change(row)})


def _read(row: sa.Row[Any]) -> Vector:
    return unpack_vector(row.article, row.language, row.dated, row.until, row.record)


def _shifted(vector: Vector, bits: int) -> Vector:
    heard = [
        msgspec.structs.replace(one, keys=tuple(_shift(key, bits) for key in one.keys))
        for one in vector.heard
    ]
    keys = array("Q", [_shift(key, bits) for key in vector.terms]).tobytes()
    return msgspec.structs.replace(vector, keys=keys, heard=tuple(heard))


def _shift(key: int, bits: int) -> int:
    return key << bits if bits > 0 else key >> -bits
