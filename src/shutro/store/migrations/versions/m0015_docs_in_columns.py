"""Docs take two thirds of their room: what is stored of them stands in columns."""

from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

from shutro.model import (
    Article,
    Credit,
    Dating,
    Event,
    Link,
    Mention,
    Quantity,
    Quote,
    Reference,
    Span,
    TimeExpression,
)
from shutro.store.layers import Layers, pack_layers, pack_links, parts_of, unpack_layers, unpack_links
from shutro.store.records import pack, unpack

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_ALL = sa.text("SELECT article FROM doc")
_READ = sa.text(
    "SELECT article.record AS article, doc.record, doc.links FROM doc JOIN article ON article.id = doc.article "
    "WHERE doc.article = :article"
)
_WRITE = sa.text("UPDATE doc SET record = :record, links = :links WHERE article = :article")
_FORGET = sa.text("DELETE FROM doc WHERE article = :article")


class _Before(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What was stored of a doc, as JSON."""

    dating: Dating
    sentences: tuple[Span, ...]
    credits: tuple[Credit, ...]
    mentions: tuple[Mention, ...]
    references: tuple[Reference, ...]
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]
    quotes: tuple[Quote, ...]
    events: tuple[Event, ...]


def upgrade() -> None:
    """Pack all docs anew; one that cannot be read is made again when docs are made next."""
    connection = op.get_bind()
    for article in connection.execute(_ALL).scalars().all():
        row = connection.execute(_READ, {"article": article}).one()
        try:
            packed = _packed(row, msgspec.json.decode(row.article, type=Article).text)
        except msgspec.DecodeError:
            connection.execute(_FORGET, {"article": article})
        else:
            connection.execute(_WRITE, {"article": article} | packed)


def downgrade() -> None:
    """Write them as JSON again."""
    connection = op.get_bind()
    for article in connection.execute(_ALL).scalars().all():
        row = connection.execute(_READ, {"article": article}).one()
        text = msgspec.json.decode(row.article, type=Article).text
        before = _Before(**parts_of(unpack_layers(row.record, text), article))
        links = pack(unpack_links(row.links, text)) if row.links else None
        connection.execute(_WRITE, {"article": article, "record": pack(before), "links": links})


def _packed(row: sa.Row[Any], text: str) -> dict[str, bytes | None]:
    before = msgspec.structs.asdict(unpack(row.record, _Before))
    dating = before.pop("dating")
    layers = Layers(dated=dating.value, how=dating.how, **before)
    links = pack_links(unpack(row.links, tuple[Link, ...]), text) if row.links else None
    return {"record": pack_layers(layers, text), "links": links}
