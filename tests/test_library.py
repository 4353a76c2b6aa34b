"""The library: what is kept, what is made again, and what its commands say when the file is no good."""

import contextlib
import hashlib
import json
import resource
import sqlite3
import subprocess
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import downgrade, upgrade
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select

import shutro as shutro_package
from reports import report, write_reports
from shutro.cli import main
from shutro.errors import LibraryError
from shutro.model import Article, Link, Span
from shutro.store import failures, schema
from shutro.store.letters import unpack_letters
from shutro.store.opening import connect, open_library, reading, writing
from shutro.store.pages import pack_page, unpack_page
from shutro.store.records import pack_bytes, unpack, unpack_bytes
from shutro.store.terms import pack_vector, unpack_vector
from shutro.store.upgrade import migrations
from shutro.story.fields import KEY_BITS
from shutro.story.heard import Heard
from shutro.story.vectors import Vector


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "shutro.db"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return write_reports(tmp_path / "reports", 5)


def shutro(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def stories(library: Path) -> str:
    result = shutro("stories", "--json", "--library", library)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def ids(library: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(library)) as plain:
        return [row[0] for row in plain.execute("SELECT id FROM article ORDER BY arrival")]


def failure(result: Result) -> str:
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
    assert result.stderr.startswith("shutro: ")
    return result.stderr


def test_add_says_what_is_new_and_what_is_known(library: Path, reports: Path) -> None:
    assert shutro("add", reports, "--library", library).stdout == "5 added, 0 known\n"
    (reports / "new.txt").write_text(report(77), encoding="utf-8")
    assert shutro("add", reports, "--library", library).stdout == "1 added, 5 known\n"


def test_adding_again_changes_no_byte(library: Path, reports: Path) -> None:
    shutro("add", reports, "--published", "2024-03-05", "--library", library)
    before = stories(library)
    kept = dump(library, "page", "article", "given", "log", "doc", "story")
    shutro("add", reports, "--published", "2024-03-05", "--library", library)
    assert stories(library) == before
    assert dump(library, "page", "article", "given", "log", "doc", "story") == kept


def dump(library: Path, *tables: str) -> list[list[tuple[object, ...]]]:
    with contextlib.closing(sqlite3.connect(library)) as plain:
        return [plain.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables]


def test_stories_do_not_depend_on_the_order_of_adding(tmp_path: Path, reports: Path) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    shutro("add", reports, "--library", one)
    for file in sorted(reports.iterdir(), reverse=True):
        shutro("add", file, "--library", other)
    assert stories(one) == stories(other)


def test_every_article_is_in_one_story(library: Path, reports: Path) -> None:
    shutro("add", reports, "--library", library)
    told = [article for line in stories(library).splitlines() for article in json.loads(line)["articles"]]
    assert sorted(told) == sorted(ids(library))


def test_derived_layers_are_made_again_byte_for_byte(library: Path, reports: Path) -> None:
    shutro("add", reports, "--library", library)
    before = stories(library)
    derived = dump(library, "doc", "story", "derivation")
    with contextlib.closing(sqlite3.connect(library)) as plain, plain:
        for table in ("doc", "story", "derivation"):
            plain.execute(f"DELETE FROM {table}")
    assert stories(library) == before
    assert dump(library, "doc", "story", "derivation") == derived


def test_docs_of_other_code_are_made_again(library: Path, reports: Path) -> None:
    shutro("add", reports, "--library", library)
    before = stories(library)
    with contextlib.closing(sqlite3.connect(library)) as plain, plain:
        plain.execute("UPDATE doc SET version = 'old', record = '{}'")
        plain.execute("UPDATE derivation SET fingerprint = 'old'")
    assert stories(library) == before


def test_a_story_is_shown_by_the_beginning_of_its_id(library: Path, reports: Path) -> None:
    shutro("add", reports, "--library", library)
    story = json.loads(stories(library).splitlines()[0])["story"]
    shown = shutro("show", story[:6], "--json", "--library", library)
    assert json.loads(shown.stdout)["story"] == story


def test_show_prints_what_story_prints(library: Path) -> None:
    folder = Path(shutro_package.__file__).parent / "examples" / "ferry"
    dates = ("--published", folder / "articles.tsv")
    shutro("add", folder, *dates, "--library", library)
    (line,) = stories(library).splitlines()
    for how in (["--json"], []):
        shown = shutro("show", json.loads(line)["story"], *how, "--library", library)
        assert shown.stdout == shutro("story", folder, *dates, *how).stdout


def test_an_unknown_or_unclear_story_is_named(library: Path, reports: Path) -> None:
    shutro("add", reports / "0000.txt", "--published", "2004-03-05", "--library", library)
    shutro("add", reports / "0001.txt", "--published", "2024-03-05", "--library", library)
    assert "no story" in failure(shutro("show", "zzz", "--library", library))
    assert "more than one story" in failure(shutro("show", "", "--library", library))


def test_a_dropped_article_leaves_stories_and_page(library: Path, reports: Path) -> None:
    shutro("add", reports, "--library", library)
    first, *others = ids(library)
    assert shutro("drop", first[:10], "--library", library).exit_code == 0
    assert first not in stories(library)
    assert ids(library) == others
    assert len(dump(library, "page")[0]) == len(others)
    assert first in {row[2] for row in dump(library, "log")[0] if row[1] == "drop"}


def test_words_of_a_dropped_article_leave_the_file(library: Path, reports: Path) -> None:
    shutro("add", reports, "--library", library)
    with contextlib.closing(sqlite3.connect(library)) as plain:
        rows = "SELECT article.record, page.raw FROM article JOIN page ON digest = page WHERE id = ?"
        packed = plain.execute(rows, (ids(library)[0],)).fetchone()
    assert "1 নম্বর" in unpack_letters(packed[0]).decode()
    assert all(part[20:60] in library.read_bytes() for part in packed)
    shutro("drop", ids(library)[0], "--library", library)
    assert not any(part[20:60] in library.read_bytes() for part in packed)


def test_a_page_stays_while_another_article_is_from_it(library: Path, reports: Path, tmp_path: Path) -> None:
    table = tmp_path / "dates.tsv"
    table.write_text("file\tpublished\turl\n0000.txt\t\thttps://example.org/1\n", encoding="utf-8")
    shutro("add", reports / "0000.txt", "--library", library)
    shutro("add", reports / "0000.txt", "--published", table, "--library", library)
    one, other = ids(library)
    shutro("drop", one, "--library", library)
    assert len(dump(library, "page")[0]) == 1
    shutro("drop", other, "--library", library)
    assert dump(library, "page", "article") == [[], []]


def test_dropping_what_is_not_there_is_an_error(library: Path, reports: Path) -> None:
    shutro("add", reports, "--library", library)
    assert "no article" in failure(shutro("drop", "zzz", "--library", library))
    assert "more than one article" in failure(shutro("drop", "", "--library", library))


def test_a_date_given_later_counts(library: Path, reports: Path) -> None:
    file = reports / "0000.txt"
    shutro("add", file, "--published", "2024-03-05", "--library", library)
    assert json.loads(stories(library))["first"] == "2024-03-05"
    again = shutro("add", file, "--published", "2024-03-06", "--library", library)
    assert again.stdout == "0 added, 0 known, 1 given another date\n"
    assert json.loads(stories(library))["first"] == "2024-03-06"


def test_an_old_story_id_leads_to_the_story_that_took_its_place(library: Path, reports: Path) -> None:
    later = reports / "later.txt"
    later.write_text(
        (reports / "0000.txt").read_text(encoding="utf-8").replace("2 জন", "3 জন"), encoding="utf-8"
    )
    shutro("add", later, "--published", "2024-03-05", "--library", library)
    old = json.loads(stories(library))["story"]
    shutro("add", reports / "0000.txt", "--published", "2024-03-04", "--library", library)
    (story,) = map(json.loads, stories(library).splitlines())
    assert story["story"] != old
    shown = shutro("show", old, "--json", "--library", library)
    assert json.loads(shown.stdout)["story"] == story["story"]


def test_the_id_of_a_story_that_lost_its_first_article_leads_to_the_rest(
    library: Path, reports: Path
) -> None:
    first = (reports / "0000.txt").read_text(encoding="utf-8")
    for number in range(3):
        file = reports / f"{number}.txt"
        file.write_text(f"{first}উদ্ধারকাজ {number + 2} ঘণ্টা ধরে চলে।\n", encoding="utf-8")
        shutro("add", file, "--published", f"2024-03-0{number + 1}", "--library", library)
    (story,) = map(json.loads, stories(library).splitlines())
    shutro("drop", story["articles"][0], "--library", library)
    (rest,) = map(json.loads, stories(library).splitlines())
    assert rest["story"] != story["story"]
    shown = shutro("show", story["story"], "--json", "--library", library)
    assert json.loads(shown.stdout)["story"] == rest["story"]


def test_an_empty_library_says_so(library: Path, reports: Path) -> None:
    shutro("add", reports / "0000.txt", "--library", library)
    shutro("drop", ids(library)[0], "--library", library)
    result = shutro("stories", "--library", library)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no article yet" in result.stderr


def test_only_the_commands_of_the_library_import_its_database() -> None:
    code = "import sys, shutro.cli.story, shutro.cli.annotate; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# The tables.


def test_migrations_make_the_declared_tables(library: Path) -> None:
    with open_library(library, create=True) as connection, reading(connection):
        shown = {table.name for table in schema.SHOWN}
        opts = {
            "include_name": lambda name, kind, _: schema.is_declared(name, kind),
            "include_object": lambda _, name, kind, *__: kind != "table" or name not in shown,
        }
        differences = compare_metadata(MigrationContext.configure(connection, opts=opts), schema.metadata)
    assert differences == []


def test_a_new_library_has_no_free_places(library: Path) -> None:
    with open_library(library, create=True) as connection, reading(connection):
        assert connection.exec_driver_sql("PRAGMA freelist_count").scalar() == 0


def test_the_newest_migration_is_the_declared_head() -> None:
    assert ScriptDirectory.from_config(migrations()).get_current_head() == schema.HEAD


def test_pages_take_less_room_than_they_had_and_come_back_as_they_were(library: Path, reports: Path) -> None:
    shutro("add", reports, "--library", library)
    with contextlib.closing(sqlite3.connect(library)) as plain:
        packed = [raw for (raw,) in plain.execute("SELECT raw FROM page ORDER BY digest")]
    with open_library(library) as connection, reading(connection):
        pages = connection.execute(select(schema.page).order_by(schema.page.c.digest)).all()
    assert [hashlib.sha256(page.raw).hexdigest() for page in pages] == [page.digest for page in pages]
    assert [unpack_page(raw) for raw in packed] == [page.raw for page in pages]
    assert sum(map(len, packed)) < 0.7 * sum(len(page.raw) for page in pages)


@pytest.mark.parametrize("length", [0, 1, 4_000, 32_768, 32_769, 90_000])
def test_what_is_packed_comes_back_whatever_its_length(length: int) -> None:
    raw = Random(length).randbytes(max(1, length // 2)) * 2  # what stood before stands half of it back
    packed = pack_bytes(raw[:length])
    assert unpack_bytes(packed) == raw[:length]
    assert len(packed) <= 0.6 * length + 200


def test_records_are_packed_with_what_they_have_in_common_and_older_ones_can_be_read() -> None:
    link = Link(span=Span(7, 11), entity="Q1354", acts_for=None, score=1.0, reason="lexicon")
    links = msgspec.json.encode([link, link])
    old = zlib.compress(links)
    assert len(pack_bytes(links)) < 0.5 * len(old)
    assert unpack(old, list[Link]) == unpack(pack_bytes(links), list[Link]) == [link, link]


def test_what_was_never_packed_and_what_is_broken_are_given_as_they_are() -> None:
    for raw in (b"", b"<html>", b"\xfd7zXZ\x00 and more", zlib.compress(b"a page")[:-1]):
        assert unpack_bytes(raw) == raw
    for broken in (b"", b"{}", b"\xfd7zXZ\x00", pack_bytes(b'["a"]')[:-1]):
        with pytest.raises(msgspec.DecodeError):
            unpack(broken, list[str])


def test_pages_of_older_libraries_are_packed(library: Path, reports: Path) -> None:
    shutro("add", reports, "--library", library)
    with open_library(library) as connection, reading(connection):
        before = connection.execute(select(schema.page).order_by(schema.page.c.digest)).all()
    engine = connect(library, foreign_keys=False)
    with engine.connect() as connection, writing(connection):
        config = migrations()
        config.attributes["connection"] = connection
        downgrade(config, "0011")
        (raw,) = connection.exec_driver_sql("SELECT raw FROM page ORDER BY digest LIMIT 1").one()
        assert (
            hashlib.sha256(raw).hexdigest()
            in connection.exec_driver_sql("SELECT digest FROM page").scalars().all()
        )
    engine.dispose()
    with open_library(library) as connection, reading(connection):
        assert connection.execute(select(schema.page).order_by(schema.page.c.digest)).all() == before
    assert shutro("doctor", "--library", library).exit_code == 0


_BROKEN = b"\xff" * 100


def test_articles_of_older_libraries_are_packed(library: Path, reports: Path) -> None:
    shutro("add", reports, "--library", library)
    shutro("stories", "--library", library)
    names = ["article", "report", "quoted"]
    before = rows_of(library, names)
    engine = connect(library, foreign_keys=False)
    with engine.connect() as connection, writing(connection):
        config = migrations()
        config.attributes["connection"] = connection
        downgrade(config, "0016")
        old = connection.exec_driver_sql("SELECT record FROM article ORDER BY arrival").scalars().all()
        texts = connection.exec_driver_sql("SELECT text FROM report ORDER BY rowid").scalars().all()
        words = connection.exec_driver_sql("SELECT words FROM quoted").scalars().all()
        connection.exec_driver_sql("UPDATE article SET dropped = ? WHERE arrival = 1", (_BROKEN,))
    engine.dispose()
    assert [msgspec.json.decode(record, type=Article).text for record in old] == texts
    assert words and all(any(one in whole for whole in texts) for one in words)
    with open_library(library):
        pass
    assert rows_of(library, names[1:]) == {name: before[name] for name in names[1:]}
    with contextlib.closing(sqlite3.connect(library)) as plain:
        packed = [record for (record,) in plain.execute("SELECT record FROM article ORDER BY arrival")]
        (broken,) = plain.execute("SELECT dropped FROM article WHERE arrival = 1").fetchone()
    assert broken == _BROKEN
    assert [unpack_letters(record) for record in packed] == old
    assert sum(map(len, packed)) < 0.4 * sum(map(len, old))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"short",
        "নদীর ঘাট।\r\n".encode() * 60,
        b"\xef\xbb\xbf" + "<p>নদীর ঘাট</p>\n\x00\x0b".encode() * 9,
        "ঘাট ".encode("utf-16") * 40,
        "নদীর ঘাট। ".encode() * 4_000,
        msgspec.json.encode("এক পাতা" * 30),
    ],
)
def test_a_page_comes_back_byte_for_byte(raw: bytes) -> None:
    assert unpack_page(pack_page(raw)) == raw
    assert unpack_page(pack_bytes(raw)) == raw  # as it was packed before
    assert unpack_page(raw) == raw


def rows_of(library: Path, names: Iterable[str]) -> dict[str, list[tuple[object, ...]]]:
    with contextlib.closing(sqlite3.connect(library)) as plain:
        return {name: sorted(plain.execute(f"SELECT * FROM {name}"), key=repr) for name in names}


def test_rows_of_older_libraries_are_carried_over(library: Path, reports: Path) -> None:
    shutro("add", reports, "--library", library)
    article = ids(library)[0]
    rows: dict[str, list[tuple[Any, ...]]] = {
        "named": [("Q1", 1, article, "s1", 2), ("Q2", 1, article, "s1", 1)],
        "facet": [("act", "MEET", "s1"), ("who", "Q1", "s1")],
        "quoted": [(7, "s1", article, 0, 9, "direct", "2026-11-14", "words", "Q1", '["Q1"]')],
        "voice": [("speaker", "Q1", "2026-11-14", 7), ("about", "Q2", "2026-11-14", 7)],
    }
    source = "INSERT INTO source (article, arrival, story, language, title, is_first) VALUES (?, 1, 's1', 'bn', '', 1)"
    engine = connect(library, foreign_keys=False)
    with engine.connect() as connection, writing(connection):
        config = migrations()
        config.attributes["connection"] = connection
        downgrade(config, "0012")
        connection.exec_driver_sql(source, (article,))
        for name, some in rows.items():
            for row in some:
                places = ", ".join("?" * len(row))
                connection.exec_driver_sql(f"INSERT INTO {name} VALUES ({places})", row)
        upgrade(config, "0013")
    engine.dispose()
    with contextlib.closing(sqlite3.connect(library)) as plain:
        found = {name: plain.execute(f"SELECT * FROM {name} ORDER BY 2").fetchall() for name in rows}
        text = plain.execute("SELECT text FROM report WHERE article = ?", (article,)).fetchone()[0]
    (quoted,) = found.pop("quoted")
    assert quoted[:7] == rows["quoted"][0][:7]
    assert quoted[7:] == ("Q1", '["Q1"]', text[:9])
    assert found == {name: sorted(rows[name], key=lambda row: row[1]) for name in found}


def test_what_older_libraries_made_is_made_again(library: Path, reports: Path) -> None:
    shutro("add", reports, "--library", library)
    before = stories(library)
    names = ["vector", "doc", "story", "story_id", "card", "named", "quoted", "searched_words"]
    rows = rows_of(library, names)
    engine = connect(library, foreign_keys=False)
    with engine.connect() as connection, writing(connection):
        config = migrations()
        config.attributes["connection"] = connection
        downgrade(config, "0013")
        connection.exec_driver_sql("INSERT INTO story SELECT id, '~', 1, 1, 1, x'00', x'00' FROM story_id")
        articles = connection.exec_driver_sql("SELECT id FROM article").scalars().all()
        for article in articles:
            old = (article, "~", 1, "bn", "a story", b"packed as it was then")
            connection.exec_driver_sql("INSERT INTO vector VALUES (?, ?, ?, ?, ?, ?)", old)
            connection.exec_driver_sql("INSERT INTO doc VALUES (?, ?, ?, ?)", (article, "0.0.1", b"so", None))
    engine.dispose()
    assert stories(library) == before
    assert rows_of(library, names) == rows
    assert shutro("doctor", "--deep", "--library", library).exit_code == 0


@given(
    terms=st.dictionaries(st.integers(0, (1 << KEY_BITS) - 1), st.tuples(*[st.integers(0, 255)] * 2)),
    moments=st.none() | st.tuples(st.integers(0, 1 << 40), st.integers(0, 1 << 20)),
)
def test_a_vector_is_read_as_it_was_written(
    terms: dict[int, tuple[int, int]], moments: tuple[int, int] | None
) -> None:
    since, length = moments or (None, 0)
    until = None if since is None else since + length
    vector = Vector(
        article="a1",
        language="bn",
        dated="2026-11-22",
        since=since,
        until=until,
        keys=array("Q", sorted(terms)).tobytes(),
        counts=bytes(terms[key][0] for key in sorted(terms)),
        fields=bytes(terms[key][1] for key in sorted(terms)),
        acts=("meet",),
        heard=(Heard("Ali", (3, 5), is_name=True),),
    )
    record = pack_vector(vector)
    assert unpack_vector("a1", "bn", "2026-11-22", until, record) == vector
    with pytest.raises(msgspec.DecodeError):
        unpack_vector("a1", "bn", "2026-11-22", until, record + b"1234")


def test_ids_stand_once_in_the_file_however_many_rows_have_them(library: Path, reports: Path) -> None:
    shutro("add", reports, "--library", library)
    shutro("stories", "--library", library)
    rows = rows_of(library, ["named", "label", "facet"])
    labels = [text for _, text in rows["label"]]
    assert len(labels) == len(set(labels))
    assert {str(row[0]) for row in rows["named"]} | {str(row[1]) for row in rows["facet"]} <= set(labels)


def test_decisions_can_only_be_added(library: Path) -> None:
    with open_library(library, create=True):
        pass
    with contextlib.closing(sqlite3.connect(library)) as plain:
        plain.execute("INSERT INTO decision (subject, judgement, who, at) VALUES ('a', 'b', 'c', 'd')")
        for change in ("UPDATE decision SET who = 'e'", "DELETE FROM decision"):
            with pytest.raises(sqlite3.IntegrityError, match="only added"):
                plain.execute(change)


def test_a_transaction_that_fails_leaves_nothing(library: Path) -> None:
    with open_library(library, create=True) as connection:
        with pytest.raises(KeyError), writing(connection):
            connection.execute(insert(schema.log).values(act="add", subject="a", at="now"))
            raise KeyError
        with reading(connection):
            assert connection.scalars(select(schema.log.c.act)).all() == []


# The file.


def test_a_missing_library_is_made_only_by_add(library: Path) -> None:
    for command in (("stories",), ("show", "a"), ("drop", "a")):
        assert f"{library}: there is no library" in failure(shutro(*command, "--library", library))
    assert not library.exists()


def test_a_library_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    assert "is a folder" in failure(shutro("stories", "--library", tmp_path))


def test_a_library_in_no_folder_is_refused(tmp_path: Path, reports: Path) -> None:
    result = shutro("add", reports, "--library", tmp_path / "nowhere" / "shutro.db")
    assert "does not exist" in failure(result)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs the files of Linux")
def test_a_library_that_cannot_be_made_is_named(reports: Path) -> None:
    assert "/proc/shutro.db: cannot be opened" in failure(
        shutro("add", reports, "--library", "/proc/shutro.db")
    )


@pytest.mark.parametrize("command", ["add", "stories"])
def test_a_file_that_is_no_database_is_refused_and_kept(library: Path, reports: Path, command: str) -> None:
    library.write_text("not a database " * 1000)
    args = [command, *([str(reports)] if command == "add" else []), "--library", str(library)]
    assert f"{library}: is no library" in failure(shutro(*args))
    assert library.read_text() == "not a database " * 1000


def test_a_database_of_another_program_is_refused(library: Path, reports: Path) -> None:
    with contextlib.closing(sqlite3.connect(library)) as plain:
        plain.execute("CREATE TABLE page (a)")
    assert "of another program" in failure(shutro("add", reports, "--library", library))


def test_a_library_of_a_newer_version_is_refused(library: Path, reports: Path) -> None:
    shutro("add", reports, "--library", library)
    with contextlib.closing(sqlite3.connect(library)) as plain, plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "newer version of Shutro" in failure(shutro("stories", "--library", library))


def test_a_truncated_library_is_damaged(library: Path, reports: Path) -> None:
    shutro("add", reports, "--library", library)
    size = library.stat().st_size
    for kept in (size - 4096, size // 2, 5000, 4096, 1000, 50):
        copy = library.with_name(f"{kept}.db")
        copy.write_bytes(library.read_bytes()[:kept])
        for command in (["stories"], ["add", str(reports)]):
            assert str(copy) in failure(shutro(*command, "--library", copy))


def test_scribbled_pages_end_in_a_message_or_in_the_right_answer(library: Path, reports: Path) -> None:
    shutro("add", reports, "--library", library)
    before = stories(library)
    whole = library.read_bytes()
    for start in range(100, len(whole), 4096 + 501):
        copy = library.with_name(f"{start}.db")
        copy.write_bytes(whole[:start] + b"\xa5" * 200 + whole[start + 200 :])
        result = shutro("stories", "--json", "--library", copy)
        if result.exit_code:
            assert str(copy) in failure(result)
        else:
            assert result.stdout == before


def test_a_locked_library_is_waited_for_and_then_named(
    library: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutro("add", reports / "0000.txt", "--library", library)
    monkeypatch.setattr("shutro.store.opening.WAIT", 0.2)
    with contextlib.closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "is locked by another program" in failure(shutro("add", reports, "--library", library))
        other.execute("ROLLBACK")
    assert shutro("add", reports, "--library", library).exit_code == 0


def test_a_library_can_be_read_while_another_program_writes(library: Path, reports: Path) -> None:
    shutro("add", reports, "--library", library)
    before = stories(library)
    with contextlib.closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert stories(library) == before


@contextlib.contextmanager
def _small_disk(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_loses_nothing_stored(library: Path, tmp_path: Path) -> None:
    many = write_reports(tmp_path / "many", 40)
    shutro("add", many / "0000.txt", "--library", library)
    size = library.stat().st_size
    with _small_disk(size + 50_000):
        result = shutro("add", many, "--library", library)
    message = failure(result)
    assert str(library) in message
    assert "disk is full" in message
    added = int(result.stdout.split(" added")[0])
    assert len(ids(library)) == added + 1
    assert shutro("add", many, "--library", library).stdout == f"{39 - added} added, {added + 1} known\n"


def test_every_error_has_a_way_out() -> None:
    for error in (
        "SQLITE_BUSY",
        "SQLITE_CORRUPT",
        "SQLITE_FULL",
        "SQLITE_IOERR",
        "SQLITE_CANTOPEN",
        "SQLITE_READONLY",
    ):
        raised = sqlite3.OperationalError("why")
        raised.sqlite_errorname = f"{error}_DETAIL"
        expected = pytest.raises(LibraryError, match=r"^x\.db: .*(try|put|make|perhaps|check).*\(why\)$")
        with expected, failures.explained(Path("x.db")):
            raise raised
