"""The index of the library: what lists show, by what they are filtered, and that it is never half new."""

import contextlib
import sqlite3
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Connection

from shutro.cli import main
from shutro.cli.opened import refresh
from shutro.errors import InputError
from shutro.examples import EXAMPLES
from shutro.publish.dossier import Question, make_dossier
from shutro.store import schema
from shutro.store.actors import find_beside, most_named
from shutro.store.acts import WantedActs, count_acts, every_act, find_acts
from shutro.store.cards import KINDS, Filters, count_cards, count_facets, find_cards
from shutro.store.docs import docs_of
from shutro.store.opening import open_library, reading
from shutro.store.outlets import (
    count_agencies,
    count_outlet,
    count_outlets,
    list_articles,
    taken_from,
    used_by,
)
from shutro.store.quotes import WantedQuotes, count_voices, find_quotes
from shutro.store.stories import read_stories

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


def test_acts_between_two_are_those_of_the_dossier(connection: Connection) -> None:
    stories = read_stories(connection)
    with reading(connection):
        docs = docs_of(connection)
    named = [count.value for count in count_facets(connection, Filters(), "place", limit=8)]
    for first, second in combinations(named, 2):
        dossier = make_dossier(stories, docs, Question(first=(first,), second=(second,)))
        stored = [one.act for one in every_act(connection, WantedActs(first=(first,), second=(second,)))]
        assert sorted(stored, key=repr) == sorted(dossier.acts, key=repr)


def test_acts_come_page_by_page_in_the_order_of_time(connection: Connection) -> None:
    wanted = WantedActs(first=tuple(actor.entity for actor in most_named(connection, limit=4)))
    all_ = find_acts(connection, wanted, limit=100)
    assert len(all_) > 3
    paged = [*find_acts(connection, wanted, limit=2)]
    paged += find_acts(connection, wanted, after=paged[-1].number, limit=100)
    assert paged == [*all_]
    done = [one.act for one in all_ if one.act.is_told_as_done]
    assert sum(count.acts for count in count_acts(connection, wanted)) == len(done)


def test_quotes_are_found_by_who_speaks_about_whom_and_through_whom(connection: Connection) -> None:
    for role in ("speaker", "about", "via"):
        key = "who" if role == "speaker" else role
        for count in count_voices(connection, role, WantedQuotes(), limit=4):
            wanted = wanted_by(key, count.name)
            found = find_quotes(connection, wanted, limit=500)
            assert len(found) == count.quotes
            assert [one.day or "" for one in found] == sorted((one.day or "" for one in found), reverse=True)
            rest = find_quotes(connection, wanted, after=found[0].number, limit=500)
            assert rest == found[1:]


def wanted_by(key: str, name: str) -> WantedQuotes:
    if key == "who":
        return WantedQuotes(who=(name,))
    return WantedQuotes(about=(name,)) if key == "about" else WantedQuotes(via=(name,))


def test_a_quote_stands_where_it_says(connection: Connection) -> None:
    with reading(connection):
        docs = docs_of(connection)
    for quote in find_quotes(connection, WantedQuotes(), limit=100):
        sentence = quote.span.of(docs[quote.article].text)
        assert quote.words[:10].split()[0] in " ".join(sentence.split())


def test_outlets_are_told_by_what_they_take_and_report_first(connection: Connection) -> None:
    outlets = count_outlets(connection)
    assert sum(one.articles for one in outlets) == 16
    for one in outlets:
        assert one.outlet
        assert count_outlet(connection, one.outlet) == one
        assert sum(taken.articles for taken in taken_from(connection, one.outlet)) == one.derived
        assert len(list_articles(connection, outlet=one.outlet)) == one.articles
        assert len(list_articles(connection, outlet=one.outlet, part="derived")) == one.derived
        assert len(list_articles(connection, outlet=one.outlet, part="first")) == one.first
    assert sum(one.first for one in outlets) <= 2
    assert any(one.derived for one in outlets)


def test_agencies_are_told_by_who_uses_them(connection: Connection) -> None:
    agencies = count_agencies(connection)
    assert agencies
    for agency in agencies:
        assert agency.source
        listed = list_articles(connection, agency=agency.source)
        assert sum(taken.articles for taken in used_by(connection, agency.source)) == len(listed)


def test_who_acts_with_whom_is_told(connection: Connection) -> None:
    for actor in most_named(connection, limit=3):
        for beside in find_beside(connection, actor.entity):
            wanted = WantedActs(first=(actor.entity,), second=(beside.entity,))
            assert len(list(every_act(connection, wanted))) == beside.acts
