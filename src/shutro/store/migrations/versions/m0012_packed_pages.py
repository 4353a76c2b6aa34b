"""Pages take a fifth of their room."""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from shutro.store.migrations.packing import pack_bytes, unpack_bytes

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_READ = sa.text("SELECT raw FROM page WHERE digest = :digest")
_WRITE = sa.text("UPDATE page SET raw = :raw WHERE digest = :digest")


def upgrade() -> None:
    """Pack the bytes of all pages."""
    _rewrite(pack_bytes)


def downgrade() -> None:
    """Unpack them."""
    _rewrite(unpack_bytes)


def _rewrite(change: Callable[[bytes], bytes]) -> None:
    connection = op.get_bind()
    digests = connection.execute(sa.text("SELECT digest FROM page")).scalars().all()
    for digest in digests:
        raw = connection.execute(_READ, {"digest": digest}).scalar()
        connection.execute(_WRITE, {"digest": digest, "raw": change(bytes(raw or b""))})
