"""Articles take a fourth of their room: their records are packed, in one byte a letter.

What packs is written out here, as it was then: a library is upgraded the same way however the packing changes later.
The text in `reports.txt` is never changed.
"""

import codecs
import zlib
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import regex
import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_ALL = sa.text("SELECT arrival FROM article")
_READ = sa.text("SELECT record, dropped FROM article WHERE arrival = :arrival")
_WRITE = sa.text("UPDATE article SET record = :record, dropped = :dropped WHERE arrival = :arrival")
_TITLE = "json_extract(CAST(article.record AS TEXT), '$.title')"
_TEXT = "json_extract(CAST(article.record AS TEXT), '$.text')"
_REPORT = """
CREATE VIEW report AS
SELECT article.arrival AS rowid, article.id AS article, source.story, source.outlet, source.published, {}
FROM article LEFT JOIN source ON source.article = article.id
"""
_QUOTED = """
CREATE VIEW quoted AS
SELECT row.number AS number, source.story AS story, source.article AS article, row."start" AS "start",
  row."end" AS "end", row.kind AS kind, row.day AS day, who."text" AS speaker,
  coalesce(row.chain, json_array(who."text")) AS chain{}
FROM quoted_row AS row JOIN source ON source.arrival = row.arrival
LEFT JOIN label AS who ON who.number = row.speaker{}
"""
_WORDS = f""",
  substr({_TEXT}, row."start" + 1, row."end" - row."start") AS words"""
_BESIDE = " LEFT JOIN article ON article.arrival = row.arrival"
_HALF, _UTF8, _LATIN, _LAST, _STEP, _SHORT = 128, 0, 1, 0xFF, 8, 64
_MARKS = "\u0964\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u200c\u200d\u00a0\u00b0\u20ac\u2011\u2022\u2032"
_DICTIONARY = Path(__file__).parents[2] / "reports.txt"


def upgrade() -> None:
    """Pack all records; the views show what is not packed."""
    _rewrite(_pack)
    _show("source.title", "", "")


def downgrade() -> None:
    """Write them as JSON again."""
    _rewrite(_unpack)
    _show(f"{_TITLE} AS title, {_TEXT} AS text", _WORDS, _BESIDE)


def _rewrite(change: Callable[[bytes], bytes]) -> None:
    connection = op.get_bind()
    for arrival in connection.execute(_ALL).scalars().all():
        row = connection.execute(_READ, {"arrival": arrival}).one()
        changed = {"record": change(bytes(row.record)), "dropped": change(bytes(row.dropped))}
        connection.execute(_WRITE, {"arrival": arrival} | changed)


def _show(title: str, words: str, beside: str) -> None:
    connection = op.get_bind()
    of_view = sa.text(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'quoted' ORDER BY name"
    )
    triggers = connection.execute(of_view).scalars().all()
    for name in ("report", "quoted"):
        op.execute(f"DROP VIEW {name}")
    connection.exec_driver_sql(_REPORT.format(title))
    for statement in (_QUOTED.format(words, beside), *triggers):
        connection.exec_driver_sql(statement)


def _pack(plain: bytes) -> bytes:
    if len(plain) < _SHORT:
        return plain
    try:
        letters = _to_letters(plain.decode())
    except UnicodeDecodeError:
        return plain  # it is damaged: the doctor finds it
    packer = zlib.compressobj(9, zdict=_dictionary())
    return packer.compress(letters) + packer.flush()


def _unpack(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj(zdict=_dictionary())
    try:
        letters = unpacker.decompress(packed)
    except zlib.error:
        return packed
    if letters[0] == _UTF8:
        return letters[1:]
    return codecs.charmap_decode(letters[1:], "strict", _table(letters[0]))[0].encode()


def _to_letters(plain: str) -> bytes:
    script = _script_of(plain[::_STEP])
    if script == _UTF8:
        return bytes([_UTF8]) + plain.encode()
    table = _table(script)
    others = regex.compile(f"[^{regex.escape(table.replace(chr(0xFFFE), ''), literal_spaces=True)}]")
    known = others.sub(_escaped, plain)
    return bytes([script]) + codecs.charmap_encode(known, "strict", codecs.charmap_build(table))[0]


def _script_of(letters: str) -> int:
    counts: Counter[int] = Counter()
    for letter, often in Counter(letters).items():
        if not letter.isascii() and letter not in _MARKS:
            counts[ord(letter) // _HALF] += often
    script, count = max(counts.items(), default=(_LATIN, 0), key=lambda one: (one[1], -one[0]))
    return script if script <= _LAST and 4 * count >= 3 * counts.total() else _UTF8


def _escaped(other: "regex.Match[str]") -> str:
    units = other.group().encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


@cache
def _table(script: int) -> str:
    marks = _MARKS.ljust(ord(" "), "\ufffe")
    return marks + "".join(map(chr, (*range(ord(" "), _HALF), *range(script * _HALF, (script + 1) * _HALF))))


@cache
def _dictionary() -> bytes:
    return _to_letters(_DICTIONARY.read_text(encoding="utf-8").replace("\n", ""))
