"""What lists of people, acts, quotes and outlets ask of the index, and that whole tables are not read for it."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection, event

from desk import make_library
from shutro.model import MentionKind
from shutro.search.query import parse, write
from shutro.store.actors import begin_with, suggest_actors
from shutro.store.acts import WantedActs, newest_acts
from shutro.store.opening import open_library
from shutro.store.outlets import count_months, count_outlet, rows_of_articles
from shutro.store.quotes import WantedQuotes, count_spoken, count_voices, find_quotes
from shutro.store.searching import search

STATE = "Q902"  # Bangladesh
PEOPLE: tuple[MentionKind, ...] = ("PER",)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with open_library(make_library(tmp_path_factory.mktemp("library") / "shutro.db")) as connection:
        yield connection


def plans(connection: Connection, ask: Callable[[], object]) -> list[str]:
    """Return how SQLite answers what is asked."""
    asked: list[tuple[str, tuple[object, ...]]] = []

    def note(
        _connection: object, _cursor: object, statement: str, values: tuple[object, ...], *_: object
    ) -> None:
        asked.append((statement, values))

    event.listen(connection, "before_cursor_execute", note)
    ask()
    event.remove(connection, "before_cursor_execute", note)
    return [
        row[-1]
        for statement, values in asked
        for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    ]


def test_names_are_found_by_their_beginning_in_any_script(connection: Connection) -> None:
    assert STATE in {one.entity for one in begin_with(connection, "bangla")}
    assert STATE in {one.entity for one in begin_with(connection, "বাংলা")}
    assert begin_with(connection, " ") == ()
    assert STATE not in {one.entity for one in begin_with(connection, "bangla", kinds=PEOPLE)}
    assert suggest_actors(connection, "ভারতকে", "bn")[0].entity == "Q668"


def test_newest_acts_come_first(connection: Connection) -> None:
    days = [one.act.when or "" for one in newest_acts(connection, WantedActs(first=(STATE,)))]
    assert days
    assert [day[:10] for day in days] == sorted((day[:10] for day in days), reverse=True)


def test_months_add_up_to_all_dated_articles(connection: Connection) -> None:
    count = count_outlet(connection, "dhaka_ekhon")
    assert count is not None
    assert sum(one.articles for one in count_months(connection, outlet="dhaka_ekhon")) == count.articles


def test_spoken_months_add_up_to_the_quotes(connection: Connection) -> None:
    speaker = count_voices(connection, "speaker", WantedQuotes())[0]
    assert sum(number for _, number in count_spoken(connection, speaker.name)) == speaker.quotes
    assert len(find_quotes(connection, WantedQuotes(who=(speaker.name,)))) == speaker.quotes


def test_hits_are_counted_by_outlet_and_month(connection: Connection) -> None:
    results = search(connection, "পানি", "bn")
    assert sum(one.articles for one in results.outlets) == results.total
    assert [one.value for one in results.months] == sorted(
        (one.value for one in results.months), reverse=True
    )


def test_query_is_written_as_it_is_read() -> None:
    query = parse('পানি "যৌথ নদী" where:ঢাকা when:2026-11')
    assert parse(write(query, "bn")) == query
    assert parse(write(query, "en")) == query


def test_lists_are_answered_from_indexes(connection: Connection) -> None:
    def ask() -> None:
        begin_with(connection, "bangla")
        newest_acts(connection, WantedActs(first=(STATE,)))
        count_spoken(connection, STATE)
        count_months(connection, outlet="dhaka_ekhon")
        count_months(connection, agency="unb")
        rows_of_articles(connection, ["a", "b"])
        find_quotes(connection, WantedQuotes(who=(STATE,)))
        count_voices(connection, "about", WantedQuotes(who=(STATE,)))

    tables = ("actor", "called", "party", "act", "voice", "quoted", "source")
    scanned = [plan for plan in plans(connection, ask) if plan in {f"SCAN {table}" for table in tables}]
    assert not scanned
