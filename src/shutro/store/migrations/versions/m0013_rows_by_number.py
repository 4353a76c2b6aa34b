"""Ids and names stand once in the file; tables that repeated them hold their numbers, and views show them as before.

A view takes rows and gives them up as the table did in whose place it stands.
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_NAMES = ("named", "facet", "voice", "quoted")
_COLUMNS = {
    "named": "entity, arrival, article, story, mentions",
    "facet": "kind, value, story",
    "voice": "role, name, day, quote",
    "quoted": 'number, story, article, "start", "end", kind, day, speaker, chain, words',
}
_TABLES = (
    'CREATE TABLE label (number INTEGER NOT NULL PRIMARY KEY, "text" VARCHAR NOT NULL UNIQUE)',
    "CREATE TABLE named_row (entity INTEGER NOT NULL, arrival INTEGER NOT NULL, mentions INTEGER NOT NULL, "
    "PRIMARY KEY (entity, arrival)) WITHOUT ROWID",
    "CREATE INDEX ix_named_row_arrival ON named_row (arrival)",
    "CREATE TABLE facet_row (kind VARCHAR NOT NULL, value INTEGER NOT NULL, story INTEGER NOT NULL, "
    "PRIMARY KEY (kind, value, story)) WITHOUT ROWID",
    "CREATE INDEX ix_facet_row_story ON facet_row (story)",
    # By name first: where several are asked for, SQLite would look through all who have the role.
    "CREATE TABLE voice_row (role VARCHAR NOT NULL, name INTEGER NOT NULL, day VARCHAR NOT NULL, "
    "quote INTEGER NOT NULL, PRIMARY KEY (name, role, day, quote)) WITHOUT ROWID",
    "CREATE INDEX ix_voice_row_quote ON voice_row (quote, role, name)",
    # `chain` is NULL where the speaker alone stands in it.
    'CREATE TABLE quoted_row (number INTEGER NOT NULL PRIMARY KEY, arrival INTEGER NOT NULL, "start" INTEGER NOT NULL, '
    '"end" INTEGER NOT NULL, kind VARCHAR NOT NULL, day VARCHAR NOT NULL, speaker INTEGER, chain VARCHAR)',
    "CREATE INDEX ix_quoted_row_day ON quoted_row (day)",
    "CREATE INDEX ix_quoted_row_arrival ON quoted_row (arrival)",
)
# What is looked for may be on either side of a join that is no LEFT JOIN: SQLite then begins with the rarer.
_VIEWS = (
    """
    CREATE VIEW named AS
    SELECT who."text" AS entity, row.arrival AS arrival, source.article AS article, source.story AS story,
      row.mentions AS mentions
    FROM named_row AS row JOIN label AS who ON who.number = row.entity
    JOIN source ON source.arrival = row.arrival
    """,
    """
    CREATE VIEW facet AS
    SELECT row.kind AS kind, what."text" AS value, whose."text" AS story
    FROM facet_row AS row JOIN label AS what ON what.number = row.value
    JOIN label AS whose ON whose.number = row.story
    """,
    """
    CREATE VIEW voice AS
    SELECT row.role AS role, who."text" AS name, row.day AS day, row.quote AS quote
    FROM voice_row AS row JOIN label AS who ON who.number = row.name
    """,
    """
    CREATE VIEW quoted AS
    SELECT row.number AS number, source.story AS story, source.article AS article, row."start" AS "start",
      row."end" AS "end", row.kind AS kind, row.day AS day, who."text" AS speaker,
      coalesce(row.chain, json_array(who."text")) AS chain,
      substr(json_extract(CAST(article.record AS TEXT), '$.text'), row."start" + 1, row."end" - row."start") AS words
    FROM quoted_row AS row JOIN source ON source.arrival = row.arrival
    LEFT JOIN label AS who ON who.number = row.speaker LEFT JOIN article ON article.arrival = row.arrival
    """,
)
_ADD = 'INSERT OR IGNORE INTO label ("text") SELECT NEW.{0} WHERE NEW.{0} IS NOT NULL;'
_ARRIVAL = "(SELECT arrival FROM article WHERE id = NEW.article)"
_NUMBER = '(SELECT number FROM label WHERE "text" = {})'
_INSERTS = {
    "named": (("entity",), f"named_row VALUES ({_NUMBER.format('NEW.entity')}, NEW.arrival, NEW.mentions)"),
    "facet": (
        ("value", "story"),
        f"facet_row VALUES (NEW.kind, {_NUMBER.format('NEW.value')}, {_NUMBER.format('NEW.story')})",
    ),
    "voice": (("name",), f"voice_row VALUES (NEW.role, {_NUMBER.format('NEW.name')}, NEW.day, NEW.quote)"),
    "quoted": (
        ("speaker",),
        f'quoted_row VALUES (NEW.number, {_ARRIVAL}, NEW."start", NEW."end", NEW.kind, NEW.day, '
        f"{_NUMBER.format('NEW.speaker')}, nullif(NEW.chain, json_array(NEW.speaker)))",
    ),
}
_DELETES = {
    "named": f"named_row WHERE entity = {_NUMBER.format('OLD.entity')} AND arrival = OLD.arrival",
    "facet": (
        f"facet_row WHERE kind = OLD.kind AND value = {_NUMBER.format('OLD.value')} "
        f"AND story = {_NUMBER.format('OLD.story')}"
    ),
    "voice": (
        f"voice_row WHERE role = OLD.role AND name = {_NUMBER.format('OLD.name')} "
        "AND day = OLD.day AND quote = OLD.quote"
    ),
    "quoted": "quoted_row WHERE number = OLD.number",
}
_BEFORE = (
    "CREATE TABLE facet (kind VARCHAR NOT NULL, value VARCHAR NOT NULL, story VARCHAR NOT NULL, "
    "CONSTRAINT pk_facet PRIMARY KEY (kind, value, story)) WITHOUT ROWID",
    "CREATE INDEX ix_facet_story ON facet (story)",
    "CREATE TABLE named (entity VARCHAR NOT NULL, arrival INTEGER NOT NULL, article VARCHAR NOT NULL, "
    "story VARCHAR NOT NULL, mentions INTEGER NOT NULL, "
    "CONSTRAINT pk_named PRIMARY KEY (entity, arrival)) WITHOUT ROWID",
    "CREATE INDEX ix_named_story_entity ON named (story, entity)",
    "CREATE TABLE quoted (number INTEGER NOT NULL, story VARCHAR NOT NULL, article VARCHAR NOT NULL, "
    '"start" INTEGER NOT NULL, "end" INTEGER NOT NULL, kind VARCHAR NOT NULL, day VARCHAR NOT NULL, '
    "words VARCHAR NOT NULL, speaker VARCHAR, chain VARCHAR NOT NULL, CONSTRAINT pk_quoted PRIMARY KEY (number))",
    "CREATE INDEX ix_quoted_day_number ON quoted (day, number)",
    "CREATE INDEX ix_quoted_story ON quoted (story)",
    "CREATE TABLE voice (role VARCHAR NOT NULL, name VARCHAR NOT NULL, day VARCHAR NOT NULL, quote INTEGER NOT NULL, "
    "CONSTRAINT pk_voice PRIMARY KEY (role, name, day, quote)) WITHOUT ROWID",
    "CREATE INDEX ix_voice_quote_role_name ON voice (quote, role, name)",
)


def upgrade() -> None:
    """Carry all rows over."""
    for name in _NAMES:
        op.execute(f"ALTER TABLE {name} RENAME TO {name}_before")
    for statement in (*_TABLES, *_VIEWS, *map(_taking, _NAMES), *map(_giving_up, _NAMES)):
        op.execute(statement)
    for name in _NAMES:
        op.execute(f"INSERT INTO {name} ({_COLUMNS[name]}) SELECT {_COLUMNS[name]} FROM {name}_before")  # noqa: S608
        op.execute(f"DROP TABLE {name}_before")
    op.execute("DROP INDEX ix_called_entity")  # what somebody is called by follows from his names


def downgrade() -> None:
    """Carry them back."""
    for name in _NAMES:
        op.execute(f"CREATE TABLE {name}_after AS SELECT {_COLUMNS[name]} FROM {name}")  # noqa: S608
        op.execute(f"DROP VIEW {name}")
        op.execute(f"DROP TABLE {name}_row")
    for statement in _BEFORE:
        op.execute(statement)
    for name in _NAMES:
        op.execute(f"INSERT INTO {name} ({_COLUMNS[name]}) SELECT {_COLUMNS[name]} FROM {name}_after")  # noqa: S608
        op.execute(f"DROP TABLE {name}_after")
    op.execute("DROP TABLE label")
    op.execute("CREATE INDEX ix_called_entity ON called (entity)")


def _taking(name: str) -> str:
    """Return the statement by which a view takes rows."""
    labels, row = _INSERTS[name]
    added = " ".join(_ADD.format(column) for column in labels)
    return f"CREATE TRIGGER {name}_taken INSTEAD OF INSERT ON {name} BEGIN {added} INSERT INTO {row}; END"


def _giving_up(name: str) -> str:
    """Return the statement by which a view gives rows up."""
    row = _DELETES[name]
    return f"CREATE TRIGGER {name}_given_up INSTEAD OF DELETE ON {name} BEGIN DELETE FROM {row}; END"  # noqa: S608
