"""The index of the library: what lists show, by what they are filtered, and that it is never half new."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Connection

from shutro.cli import main
from shutro.cli.opened import refresh
from shutro.errors import InputError
from shutro.examples import EXAMPLES
from shutro.store import schema
from shutro.store.cards import KINDS, Filters, count_cards, count_facets, find_cards
from shutro.store.opening import open_library

TABLES = [table.name for table in (*schema.BY_STORY, schema.party, schema.voice, schema.actor, schema.called)]


def add(library: Path, *names: str) -> None:
    for name in names:
        folder = EXAMPLES[name]
        arguments = [str(folder), "--published", str(folder / "articles.tsv"), "--library", str(library)]
        assert CliRunner().invoke(main, ["add", *arguments]).exit_code == 0


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("index") / "shutro.db"
    add(path, "ferry", "border-talks")
    with open_library(path) as connection:
        refresh(connection)
    return path


@pytest.fixture
def connection(library: Path) -> Iterator[Connection]:
    with open_library(library) as found:
        yield found


def dump(library: Path) -> dict[str, list[tuple[object, ...]]]:
    with contextlib.closing(sqlite3.connect(library)) as plain:
        return {name: sorted(plain.execute(f"SELECT * FROM {name}"), key=repr) for name in TABLES}


def test_each_story_has_a_card(connection: Connection) -> None:
    page = find_cards(connection, Filters())
    assert len(page.cards) == count_cards(connection, Filters()) == 2
    assert all(card.articles == 8 and sum(count for _, count in card.days) == 8 for card in page.cards)


def test_the_story_with_the_newest_change_comes_first(connection: Connection) -> None:
    changed = [card.changed for card in find_cards(connection, Filters()).cards]
    assert changed == sorted(changed, reverse=True)


def test_pages_follow_each_other_without_a_gap(connection: Connection) -> None:
    first = find_cards(connection, Filters(), limit=1)
    second = find_cards(connection, Filters(), after=first.next, limit=1)
    assert [*first.cards, *second.cards] == list(find_cards(connection, Filters()).cards)
    assert second.next is None


def test_a_place_that_is_none_is_refused(connection: Connection) -> None:
    with pytest.raises(InputError, match="no place"):
        find_cards(connection, Filters(), after="2026'--")


def test_filters_agree_with_the_counts_beside_them(connection: Connection) -> None:
    for kind in KINDS:
        for count in count_facets(connection, Filters(), kind, limit=5):
            wanted = Filters(facets=((kind, count.value),))
            assert count_cards(connection, wanted) == count.stories
            assert count in count_facets(connection, wanted, kind, limit=500)


def test_stories_that_an_outlet_has_not_reported_are_found(connection: Connection) -> None:
    for count in count_facets(connection, Filters(), "outlet"):
        assert count_cards(connection, Filters(uncovered=(count.value,))) == 2 - count.stories


def test_days_ask_for_stories_that_have_one_between(connection: Connection) -> None:
    card = find_cards(connection, Filters(), limit=1).cards[0]
    assert card.last
    assert count_cards(connection, Filters(since="2100")) == 0
    assert card in find_cards(connection, Filters(since=card.last[:10], until=card.last[:7])).cards


def test_an_index_that_grew_is_the_one_that_is_made_at_once(library: Path, tmp_path: Path) -> None:
    grown = tmp_path / "grown.db"
    for name in ("ferry", "border-talks"):
        add(grown, name)
        with open_library(grown) as connection:
            refresh(connection)
    assert dump(grown) == dump(library)


def test_the_index_is_made_again_after_it_was_deleted(library: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(library.read_bytes())
    with contextlib.closing(sqlite3.connect(other)) as plain, plain:
        for name in (*TABLES, "tally", "story", "derivation"):
            plain.execute(f"DELETE FROM {name}")
    with open_library(other) as connection:
        refresh(connection)
    assert dump(other) == dump(library)


def test_a_dropped_article_leaves_no_word_in_the_index(library: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with (
        contextlib.closing(sqlite3.connect(library)) as plain,
        contextlib.closing(sqlite3.connect(other)) as copy,
    ):
        plain.backup(copy)
        ids = [row[0] for row in plain.execute("SELECT id FROM article")]
    for article in ids:
        assert CliRunner().invoke(main, ["drop", article, "--library", str(other)]).exit_code == 0
    with open_library(other) as connection:
        refresh(connection)
        assert find_cards(connection, Filters()).cards == ()
    assert not any(dump(other).values())
    assert "পদ্মা".encode() not in other.read_bytes()
