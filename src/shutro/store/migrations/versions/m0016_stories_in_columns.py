"""Stories take two thirds of their room: they stand in columns."""

import msgspec
import sqlalchemy as sa
from alembic import op

from shutro.model import Story
from shutro.store.records import pack, unpack
from shutro.store.told import pack_story, unpack_story

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_ALL = sa.text("SELECT id FROM story")
_READ = sa.text("SELECT record FROM story WHERE id = :id")
_WRITE = sa.text("UPDATE story SET record = :record WHERE id = :id")


def upgrade() -> None:
    """Pack all stories anew; one that cannot be read stays as it is, for the doctor to find."""
    connection = op.get_bind()
    for id_ in connection.execute(_ALL).scalars().all():
        record = connection.execute(_READ, {"id": id_}).scalar_one()
        try:
            packed = pack_story(unpack(record, Story))
        except msgspec.DecodeError:
            continue
        connection.execute(_WRITE, {"id": id_, "record": packed})


def downgrade() -> None:
    """Write them as JSON again."""
    connection = op.get_bind()
    for id_ in connection.execute(_ALL).scalars().all():
        record = connection.execute(_READ, {"id": id_}).scalar_one()
        connection.execute(_WRITE, {"id": id_, "record": pack(unpack_story(record))})
