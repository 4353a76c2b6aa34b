"""Taking down: what is erased is gone from everywhere, and does not come back."""

import contextlib
import json
import sqlite3
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reports import report
from shutro.cli import main
from shutro.ingest.files import read_pages
from shutro.model import Dropped
from shutro.scale.inputs import Found
from shutro.scale.reading import read_article
from shutro.store.docs import missing_docs
from shutro.store.letters import unpack_letters
from shutro.store.opening import open_library
from shutro.store.tombstones import read_barred
from shutro.updating import make_docs

_DATES = "file\tpublished\turl\n{}"
_RARE = "ঝিঙেফুলি গ্রামের মাঝি হরমুজ"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(report(number * 8), encoding="utf-8")
    secret = report(0).replace("চালক পালিয়ে গেছেন।", f"{_RARE} তিনজনকে তুলে আনেন।")
    (folder / "secret.txt").write_text(secret, encoding="utf-8")
    rows = "".join(f"{n}.txt\t2024-03-05\thttps://example.org/{n}\n" for n in (0, 1, 2, 3, "secret"))
    (folder / "dates.tsv").write_text(_DATES.format(rows), encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path, folder: Path) -> Path:
    library = tmp_path / "shutro.db"
    add(library, *sorted(folder.glob("*.txt")))
    run("new", "--mark", "--reader", "Rina", library=library)
    return library


def run(*args: object, library: Path) -> Result:
    return CliRunner().invoke(main, [*map(str, args), "--library", str(library)])


def add(library: Path, *files: Path) -> Result:
    return run("add", *files, "--published", files[0].parent / "dates.tsv", library=library)


def secret(library: Path) -> str:
    with contextlib.closing(sqlite3.connect(library)) as plain:
        return next(one for one, words in texts(plain).items() if _RARE in words)


def texts(plain: sqlite3.Connection) -> dict[str, str]:
    found = plain.execute("SELECT id, record FROM article ORDER BY arrival")
    return {str(one): unpack_letters(record).decode() for one, record in found}


def erase(library: Path, *more: object) -> Result:
    article = secret(library)
    return run("drop", article, "--erase", "--yes", "--reason", "a court order", *more, library=library)


def rows(library: Path, query: str) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(library)) as plain:
        return plain.execute(query).fetchall()


def contents(library: Path) -> bytes:
    """Return all bytes of the library and of the files that SQLite keeps beside it."""
    return b"".join(file.read_bytes() for file in sorted(library.parent.glob("shutro.db*")))


def test_no_word_is_left_in_the_file(library: Path) -> None:
    article = secret(library)
    place = f"{article}:{_RARE}"
    assert run("decide", "add", "mentions", place, "kind=PER", library=library).exit_code == 0
    assert run("new", "--mark", "--reader", "Rina", library=library).exit_code == 0
    assert _RARE.encode() in contents(library)
    packed = str(rows(library, f"SELECT hex(record) FROM article WHERE id = '{article}'")[0][0])
    part = bytes.fromhex(packed)[60:100]
    assert part in contents(library)
    result = erase(library)
    assert part not in contents(library)
    assert result.exit_code == 0, result.output
    assert "none is left" in result.stdout
    assert "taken out of 1 decisions" in result.stdout
    for word in (_RARE, "ঝিঙেফুলি", "হরমুজ"):
        assert word.encode() not in contents(library)
    marks = rows(library, "SELECT CAST(record AS TEXT) FROM seen")
    assert marks and not any(article in str(record) for (record,) in marks)
    assert rows(library, "SELECT term FROM searched_words WHERE term LIKE 'হরমুজ%'") == []


def test_no_name_stays_that_only_it_had(library: Path) -> None:
    secret(library)
    run("stories", library=library)
    before = {text for (text,) in rows(library, "SELECT text FROM label")}
    erase(library)
    run("stories", library=library)
    left = {text for (text,) in rows(library, "SELECT text FROM label")}
    shown = "SELECT entity FROM named UNION SELECT value FROM facet UNION SELECT story FROM facet"
    spoken = "SELECT name FROM voice UNION SELECT speaker FROM quoted WHERE speaker IS NOT NULL"
    assert before - left
    assert left == {text for (text,) in rows(library, f"{shown} UNION {spoken}")}


def test_it_does_not_come_back(library: Path, folder: Path) -> None:
    article = secret(library)
    erase(library)
    again = add(library, folder / "secret.txt")
    assert "was taken down" in again.stderr and "a court order" in again.stderr
    run("stories", library=library)
    assert rows(library, f"SELECT id FROM article WHERE id = '{article}'") == []
    (stone,) = (json.loads(line) for line in run("tombstones", "--json", library=library).stdout.splitlines())
    assert (stone["article"], stone["reason"], stone["swept"]) == (article, "a court order", True)


@pytest.mark.parametrize("change", [("নিহত", "হত"), ("\n", "\n\n")])
def test_nor_does_a_version_of_its_address_unless_it_may(
    library: Path, folder: Path, change: tuple[str, str]
) -> None:
    file = folder / "secret.txt"
    erase(library)
    file.write_text(file.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    assert "0 added" in add(library, file).stdout


def test_a_version_may_come_where_that_is_allowed(library: Path, folder: Path) -> None:
    file = folder / "secret.txt"
    erase(library, "--may-return")
    assert "0 added" in add(library, file).stdout
    file.write_text(file.read_text(encoding="utf-8").replace(_RARE, "স্থানীয় এক মাঝি"), encoding="utf-8")
    assert "1 added" in add(library, file).stdout


def test_the_same_words_elsewhere_do_not_come_either(library: Path, folder: Path) -> None:
    erase(library)
    twin = folder / "twin.txt"
    twin.write_text((folder / "secret.txt").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert "0 added" in run("add", twin, library=library).stdout


def test_a_tombstone_can_be_lifted(library: Path, folder: Path) -> None:
    article = secret(library)
    erase(library)
    assert run("tombstones", "--lift", article[:8], library=library).exit_code == 0
    assert "1 added" in add(library, folder / "secret.txt").stdout


def test_its_versions_go_where_that_is_asked(library: Path, folder: Path) -> None:
    file = folder / "secret.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("তিনজনকে", "চারজনকে"), encoding="utf-8")
    assert "1 added" in add(library, file).stdout
    result = erase(library, "--versions")
    assert result.stdout.count("erased ") == 2
    assert _RARE.encode() not in contents(library)


def test_what_stays_is_named(library: Path, folder: Path) -> None:
    file = folder / "secret.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("তিনজনকে", "চারজনকে"), encoding="utf-8")
    add(library, file)
    result = erase(library)
    assert f"other versions stay (--versions takes them): {secret(library)}" in result.stderr


def test_others_stories_are_as_if_it_had_never_come(library: Path, folder: Path, tmp_path: Path) -> None:
    erase(library)
    (folder / "secret.txt").unlink()
    other = tmp_path / "other.db"
    add(other, *sorted(folder.glob("*.txt")))
    stories = [run("stories", "--json", library=one).stdout for one in (library, other)]
    assert stories[0] == stories[1]


def test_it_is_asked_for_and_needs_a_reason(library: Path) -> None:
    article = secret(library)
    assert run("drop", article, "--erase", "--yes", library=library).exit_code == 2
    refused = run("drop", article, "--erase", "--reason", "wrong", library=library)
    assert refused.exit_code == 1
    assert secret(library) == article


def test_a_log_that_others_read_is_emptied_later(library: Path) -> None:
    with contextlib.closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM article").fetchone()
        assert "still holds" in erase(library).stderr
        other.execute("ROLLBACK")
    (stone,) = rows(library, "SELECT swept FROM tombstone")
    assert stone == (0,)
    run("stories", library=library)
    assert rows(library, "SELECT swept FROM tombstone") == [(1,)]
    assert _RARE.encode() not in contents(library)


def test_an_archive_leaves_out_what_was_taken_down(library: Path, folder: Path) -> None:
    erase(library)
    with open_library(library) as connection:
        barred = read_barred(connection)
    for name, comes in (("secret.txt", False), ("1.txt", True)):
        (page,) = read_pages([folder / name])
        found = read_article(Found(page=page, record=name, fetched=None), barred)
        assert isinstance(found, Dropped) is not comes


def test_old_docs_are_made_anew_newest_first_and_after_those_that_are_missing(library: Path) -> None:
    with contextlib.closing(sqlite3.connect(library)) as plain, plain:
        plain.execute("UPDATE doc SET version = 'old'")
        plain.execute("DELETE FROM doc WHERE article = (SELECT id FROM article WHERE arrival = 2)")
        plain.execute("DELETE FROM derivation")
        ids = dict(plain.execute("SELECT arrival, id FROM article"))
    with open_library(library) as connection:
        assert missing_docs(connection) == [ids[number] for number in (2, 5, 4, 3, 1)]
        steps = islice(make_docs(connection, missing_docs(connection)), 2)
        assert list(steps) == [ids[2], ids[5]]  # broken off: the rest is still to be done
        assert missing_docs(connection) == [ids[number] for number in (4, 3, 1)]
