"""The doctor: what is wrong is named, what can be made again is, and what can be read of a damaged file is saved."""

import contextlib
import json
import sqlite3
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result

from reports import write_reports
from shutro.cli import main
from shutro.examples import EXAMPLES
from shutro.store import schema


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("doctor")
    library = folder / "made.db"
    run("add", write_reports(folder / "reports", 9), library=library)
    (story, *_) = [json.loads(line) for line in run("stories", "--json", library=library).stdout.splitlines()]
    run("new", "--mark", "--reader", "Rina", library=library)
    run("decide", "merge", story["story"], story["story"], library=library)
    return library


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Path:
    library = tmp_path / "shutro.db"
    library.write_bytes(made.read_bytes())
    return library


def run(*args: object, library: Path) -> Result:
    return CliRunner().invoke(main, [*map(str, args), "--library", str(library)])


def change(library: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(library)) as plain, plain:
        for statement in statements:
            plain.execute(statement)


def dump(library: Path, *tables: str) -> list[list[tuple[object, ...]]]:
    with contextlib.closing(sqlite3.connect(library)) as plain:
        return [sorted(plain.execute(f"SELECT * FROM {table}"), key=repr) for table in tables]


def faults(result: Result) -> dict[str, list[dict[str, str]]]:
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    return {row["check"]: row["faults"] for row in rows if row["faults"]}


def test_a_sound_library_is_well(library: Path) -> None:
    result = run("doctor", "--deep", library=library)
    assert result.exit_code == 0, result.output
    assert {line.split()[-1] for line in result.stdout.splitlines()[1:]} == {"–"}


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("UPDATE doc SET record = x'00' WHERE rowid = (SELECT max(rowid) FROM doc)", "docs"),
        (
            "UPDATE doc SET record = (SELECT record FROM doc LIMIT 1) WHERE rowid = (SELECT max(rowid) FROM doc)",
            "docs",
        ),
        ("UPDATE story SET record = x'00'", "stories"),
        ("DELETE FROM story WHERE rowid = (SELECT min(rowid) FROM story)", "stories"),
        ("UPDATE story_id SET redirect = 'nobody'", "redirects"),
        ('UPDATE quoted_row SET "end" = 99999 WHERE number = (SELECT max(number) FROM quoted_row)', "index"),
        ("DELETE FROM label WHERE number IN (SELECT entity FROM named_row)", "index"),
        ("DELETE FROM card", "index"),
        ("UPDATE card SET story = 'nobody' WHERE rowid = (SELECT min(rowid) FROM card)", "index"),
        ("DELETE FROM quoted", "index"),
        ("INSERT INTO searched(rowid, title, text) VALUES (999, 'কেউ', 'নেই')", "full text"),
    ],
)
def test_what_is_made_is_made_again(library: Path, statement: str, check: str) -> None:
    made = (table.name for table in schema.DERIVED if table is not schema.derivation)  # that counts changes
    tables = (*made, "story_id", "change", "searched_words", "article", "page", "decision")
    before = dump(library, *tables)
    change(library, statement)
    found = run("doctor", "--json", library=library)
    assert found.exit_code == 1
    assert check in faults(found)
    assert run("doctor", "--repair", library=library).exit_code == 0
    assert dump(library, *tables) == before


def test_looking_changes_nothing(library: Path) -> None:
    change(library, "DELETE FROM card")
    before = library.read_bytes()
    run("doctor", library=library)
    assert library.read_bytes() == before


def test_an_article_is_read_again_from_its_page(library: Path) -> None:
    before = dump(library, "article")
    change(library, "UPDATE article SET record = x'7b7d' WHERE arrival = 4")
    assert "articles" in faults(run("doctor", "--json", library=library))
    assert run("doctor", "--repair", library=library).exit_code == 0
    assert dump(library, "article") == before


def test_a_page_of_which_a_byte_changed_is_lost_and_named(library: Path) -> None:
    change(library, "UPDATE page SET raw = CAST(x'00' || raw AS BLOB) WHERE rowid = 5")
    result = run("doctor", library=library)
    assert result.exit_code == 2
    assert "its bytes are not those that came" in result.stdout


def test_a_page_without_its_article_brings_it_back(library: Path) -> None:
    with contextlib.closing(sqlite3.connect(library)) as plain:
        (id_,) = plain.execute("SELECT id FROM article WHERE arrival = 2").fetchone()
    change(library, "PRAGMA foreign_keys = OFF", "DELETE FROM article WHERE arrival = 2")
    assert run("doctor", "--repair", library=library).exit_code == 0
    assert id_ in {row[1] for row in dump(library, "article")[0]}


def pages_of_rows(content: bytes) -> list[int]:
    """Return the places of the pages of the file that do not say which tables there are."""
    pages = range(4096, len(content), 4096)
    return [at for at in pages if b"CREATE " not in content[at : at + 4096]]


@pytest.mark.parametrize("seed", range(6))
def test_flipped_bytes_are_found_or_harm_nothing_and_the_rest_is_saved(library: Path, seed: int) -> None:
    random, broken = Random(seed), bytearray(library.read_bytes())
    for page in random.choices(pages_of_rows(bytes(broken)), k=12):
        broken[page + random.randrange(4096)] ^= 1 << random.randrange(8)
    library.write_bytes(broken)
    looked = run("doctor", library=library)
    assert looked.exit_code in (0, 1, 2)
    assert isinstance(looked.exception, SystemExit | None)
    new = library.parent / "new.db"
    saved = run("doctor", "--salvage", new, library=library)
    assert saved.exit_code in (0, 2)
    assert library.read_bytes() == bytes(broken)
    assert run("doctor", library=new).exit_code in (0, 2)
    assert len(dump(new, "article")[0]) + saved.stdout.count("\narticle: ") >= 9, saved.output
    assert len(dump(new, "article")[0]) >= 6


@pytest.mark.parametrize(
    "broken", [bytes(100), b"\xff" * 100, bytes(range(100))], ids=("zeros", "ones", "any")
)
def test_what_stands_behind_a_header_that_is_lost_is_saved(library: Path, broken: bytes) -> None:
    before = dump(library, "article", "decision")
    library.write_bytes(broken + library.read_bytes()[100:])
    assert "--salvage" in run("doctor", library=library).stderr
    saved = run("doctor", "--salvage", library.parent / "new.db", library=library)
    assert saved.exit_code == 0, saved.output
    assert dump(library.parent / "new.db", "article", "decision") == before


def test_a_file_of_which_nothing_can_be_read_is_left_alone(library: Path) -> None:
    library.write_bytes(b"\0" * 4096 + library.read_bytes()[4096:])
    result = run("doctor", "--salvage", library.parent / "new.db", library=library)
    assert result.exit_code == 2
    assert "put back a backup" in result.stderr
    assert not (library.parent / "new.db").exists()


def test_a_file_that_was_cut_gives_what_it_holds(library: Path) -> None:
    whole = library.read_bytes()
    named = max(set(range(0, len(whole), 4096)) - set(pages_of_rows(whole)))
    library.write_bytes(whole[: named + (len(whole) - named) * 9 // 10])
    assert run("doctor", library=library).exit_code == 2
    saved = run("doctor", "--salvage", library.parent / "new.db", library=library)
    assert saved.exit_code in (0, 2)
    assert len(dump(library.parent / "new.db", "article")[0]) + saved.stdout.count("\narticle: ") >= 9


def test_a_backup_is_whole_while_others_write(library: Path) -> None:
    copy = library.parent / "copy.db"
    with contextlib.closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM page")
        result = run("backup", copy, library=library)
        other.execute("ROLLBACK")
    assert "locked" in result.stderr or result.exit_code == 0
    assert run("backup", copy, "--replace", library=library).exit_code == 0
    assert run("doctor", library=copy).exit_code == 0
    assert dump(copy, "article", "story", "seen") == dump(library, "article", "story", "seen")


def test_a_backup_takes_no_place_unasked(library: Path) -> None:
    copy = library.parent / "copy.db"
    assert run("backup", copy, library=library).exit_code == 0
    assert "--replace" in run("backup", copy, library=library).stderr
    assert "the library itself" in run("backup", library, "--replace", library=library).stderr


def test_status_shows_both_versions_figures(library: Path) -> None:
    change(library, "UPDATE doc SET version = '0.0.1+old' WHERE rowid > 4")
    shown = run("status", library=library).stdout
    assert "read by 0.0.1+old" in shown and "newest first" in shown
    counts = json.loads(run("status", "--json", library=library).stdout)
    assert [(one["articles"], one["is_current"]) for one in counts["annotated"]] == [(4, True), (5, False)]


def test_a_quote_over_two_paragraphs_is_no_fault(tmp_path: Path) -> None:
    library = tmp_path / "ferry.db"
    assert run("add", Path(EXAMPLES["ferry"]) / "08_dhaka_ekhon.txt", library=library).exit_code == 0
    assert run("stories", library=library).exit_code == 0
    assert run("doctor", library=library).exit_code == 0
