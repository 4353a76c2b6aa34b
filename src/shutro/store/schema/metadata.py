"""What all tables of a library belong to."""

from sqlalchemy import MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

SEARCHED = "searched"  # the full text index, and the beginning of the names of the tables that it is kept in
NUMBERED = ("label", "named_row", "facet_row", "voice_row", "quoted_row")  # what the views are made of


def is_declared(name: str | None, kind: str) -> bool:
    """Say whether a table is one of these; others are made by SQLite itself, or hold what a view shows."""
    return kind != "table" or name is None or not (name.startswith(SEARCHED) or name in NUMBERED)
