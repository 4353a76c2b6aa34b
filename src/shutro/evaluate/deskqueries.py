"""`python -m shutro.evaluate.deskqueries FILE`: what each question that a page asks of a library takes, as a table."""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection, text

from shutro.store.actors import find_actors, find_beside, most_named, read_actors
from shutro.store.acts import WantedActs, count_acts, find_acts
from shutro.store.cards import KINDS, Filters, count_cards, count_facets, find_cards
from shutro.store.opening import open_library, reading
from shutro.store.outlets import count_agencies, count_outlets, list_articles, taken_by, taken_from, used_by
from shutro.store.quotes import WantedQuotes, count_voices, find_quotes
from shutro.store.searching import search
from shutro.store.stories import read_story

_TIMES = 7
_LANGUAGE = "bn"
Question = tuple[str, Callable[[], object]]


def main() -> None:
    """Ask and print."""
    with open_library(Path(sys.argv[1])) as connection, reading(connection):
        table = Table(title=_sizes(connection), title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
        for column in ("question", "median, ms", "longest"):
            table.add_column(column, justify="left" if column == "question" else "right", no_wrap=True)
        for name, ask in _questions(connection):
            spent = sorted(_milliseconds(ask) for _ in range(_TIMES))
            table.add_row(name, f"{statistics.median(spent):.1f}", f"{spent[-1]:.1f}")
        Console(width=100).print(table)


def _questions(connection: Connection) -> Iterator[Question]:
    yield from _of_today(connection)
    yield from _of_actors(connection)
    yield from _of_sources(connection)
    yield from _of_search(connection)
    story = find_cards(connection, Filters(), limit=1).cards[0].story
    yield "a story with its docs", lambda: read_story(connection, story)


def _of_today(connection: Connection) -> Iterator[Question]:
    yield "today: first page", lambda: find_cards(connection, Filters())
    for kind in KINDS:
        found = count_facets(connection, Filters(), kind)
        if found:
            often, seldom = found[0].value, found[-1].value
            for name, value in (("often", often), ("seldom", seldom)):
                filters = Filters(facets=((kind, value),))
                yield f"today: {kind}, {name}", lambda filters=filters: find_cards(connection, filters)  # type: ignore[misc]
    outlet = count_outlets(connection)[0].outlet or ""
    for name, filters in (
        ("disputed", Filters(is_disputed=True)),
        ("one origin", Filters(has_one_origin=True)),
        ("not covered by", Filters(uncovered=(outlet,))),
        ("a month", Filters(since="2023-05", until="2023-05")),
    ):
        yield f"today: {name}", lambda filters=filters: find_cards(connection, filters)  # type: ignore[misc]
        yield f"today: {name}, how many", lambda filters=filters: count_cards(connection, filters)  # type: ignore[misc]
        yield f"today: {name}, by place", lambda filters=filters: count_facets(connection, filters, "place")  # type: ignore[misc]


def _of_actors(connection: Connection) -> Iterator[Question]:
    first, second = [actor.entity for actor in most_named(connection, ("LOC",), limit=2)]
    name = read_actors(connection, [first])[first].names[0][1]
    pair = WantedActs(first=(first,), second=(second,))
    yield "actor: by name", lambda: find_actors(connection, name, _LANGUAGE)
    yield "actor: by sound", lambda: find_actors(connection, "rohman", _LANGUAGE)
    yield "actor: most named", lambda: most_named(connection)
    yield "actor: with whom", lambda: find_beside(connection, first)
    yield "dossier: acts", lambda: find_acts(connection, pair)
    yield "dossier: chart", lambda: count_acts(connection, pair)
    yield "dossier: of one, chart", lambda: count_acts(connection, WantedActs(first=(first,)))
    yield "quotes: newest", lambda: find_quotes(connection, WantedQuotes())
    yield "quotes: about", lambda: find_quotes(connection, WantedQuotes(about=(first,)))
    yield "quotes: who speaks most", lambda: count_voices(connection, "speaker", WantedQuotes())
    yield (
        "quotes: who speaks about",
        lambda: count_voices(connection, "speaker", WantedQuotes(about=(first,))),
    )


def _of_sources(connection: Connection) -> Iterator[Question]:
    outlet = count_outlets(connection)[0].outlet or ""
    agency = count_agencies(connection)[0].source or ""
    yield "outlets", lambda: count_outlets(connection)
    yield "outlet: taken from", lambda: taken_from(connection, outlet)
    yield "outlet: taken by", lambda: taken_by(connection, outlet)
    yield "outlet: articles", lambda: list_articles(connection, outlet=outlet)
    yield "outlet: first reports", lambda: list_articles(connection, outlet=outlet, part="first")
    yield "agencies", lambda: count_agencies(connection)
    yield "agency: used by", lambda: used_by(connection, agency)


def _of_search(connection: Connection) -> Iterator[Question]:
    terms = text(
        "SELECT term FROM searched_words WHERE length(term) > 3 ORDER BY doc DESC LIMIT 1 OFFSET :at"
    )
    for name, at in (("in most articles", 0), ("in many", 300), ("in few", 3000)):
        word = str(connection.scalar(terms, {"at": at}))
        yield f"search: a word {name}", lambda word=word: search(connection, word, _LANGUAGE)  # type: ignore[misc]
    words = list(connection.scalars(terms.bindparams(at=20))) + list(
        connection.scalars(terms.bindparams(at=900))
    )
    yield "search: two words", lambda: search(connection, " ".join(words), _LANGUAGE)
    yield "search: a phrase", lambda: search(connection, f'"{" ".join(words)}"', _LANGUAGE)
    yield "search: Latin name", lambda: search(connection, "Bangladesh", _LANGUAGE)
    yield "search: who and when", lambda: search(connection, "who:Bangladesh when:2023-05", _LANGUAGE)
    yield "search: a word and when", lambda: search(connection, f"{words[0]} when:2022", _LANGUAGE)


def _milliseconds(ask: Callable[[], object]) -> float:
    start = time.process_time()
    ask()
    return 1000 * (time.process_time() - start)


def _sizes(connection: Connection) -> str:
    """Return how large the library and its full text index are, an article."""
    articles = connection.scalar(text("SELECT count(*) FROM article")) or 1
    pages = connection.scalar(text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"))
    index = connection.scalar(text("SELECT sum(length(block)) FROM searched_data"))
    sizes = connection.scalar(text("SELECT sum(length(sz)) FROM searched_docsize"))
    index_size = ((index or 0) + (sizes or 0)) / articles
    return (
        f"{articles} articles, {(pages or 0) / articles:.0f} bytes each, {index_size:.0f} of these for search"
    )


if __name__ == "__main__":
    main()
