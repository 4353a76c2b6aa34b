"""Libraries that grow story by story: whatever comes in whatever order, they are what is made from scratch."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, select

from desk import make_client
from shutro.examples import EXAMPLES
from shutro.ingest.files import pages_of_bytes, read_pages
from shutro.ingest.given import GivenArticle, read_given
from shutro.model import Page
from shutro.pipeline import tell_story
from shutro.store import schema
from shutro.store.arrivals import Arrival, add_page
from shutro.store.articles import drop_article
from shutro.store.cards import Filters, find_cards
from shutro.store.changes import read_changes
from shutro.store.deciding import merge, record, split, take_back
from shutro.store.decisions import decisions_of
from shutro.store.docs import missing_docs
from shutro.store.fulltext import empty_searched
from shutro.store.opening import open_library, reading, writing
from shutro.store.places import Places
from shutro.store.stories import as_told, read_stories, read_story, read_untold, untold, write_told
from shutro.updating import Joining, Telling, make_docs, make_stories, update
from shutro.web.settings import Settings

_WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # which takes minutes here
AT = "2026-11-22T08:00:00+00:00"
HAPPENINGS = (
    (
        "মধুখালীতে আখবোঝাই ট্রাক উল্টে {} জন আহত হয়েছেন। আহতদের ফরিদপুর মেডিকেল কলেজ হাসপাতালে নেওয়া হয়েছে।",
        "ফরিদপুরের মধুখালীতে ট্রাক খাদে পড়ে আহত {} জন। ট্রাকটি আখ নিয়ে চিনিকলে যাচ্ছিল বলে জানায় পুলিশ।",
        "মধুখালীতে আখের ট্রাক দুর্ঘটনায় আহতের সংখ্যা {}। চালক পালিয়ে গেছেন, তাঁকে খুঁজছে মধুখালী থানার পুলিশ।",
    ),
    (
        "হাতিয়ায় জলদস্যুদের হাতে অপহৃত {} জেলেকে উদ্ধার করেছে কোস্টগার্ড। মুক্তিপণ চেয়েছিল দস্যুরা।",
        "নোয়াখালীর হাতিয়া উপকূল থেকে অপহৃত {} জেলে উদ্ধার। কোস্টগার্ড দুই জলদস্যুকে আটক করে।",
        "মেঘনার মোহনায় কোস্টগার্ডের অভিযানে {} জেলে মুক্ত, হাতিয়ার ঘাটে ফিরেছেন তাঁরা। জলদস্যুরা মুক্তিপণ চেয়েছিল।",
    ),
    (
        "সিলেটের জাফলংয়ে পাথর কোয়ারিতে ধস, {} শ্রমিক চাপা পড়েছেন। উদ্ধারকাজ চালাচ্ছে ফায়ার সার্ভিস।",
        "জাফলংয়ের কোয়ারি ধসে চাপা পড়া {} পাথরশ্রমিকের খোঁজে ফায়ার সার্ভিসের উদ্ধারকাজ চলছে।",
        "গোয়াইনঘাটের জাফলংয়ে কোয়ারির পাড় ধসে {} শ্রমিক নিখোঁজ, ইউএনও ঘটনাস্থলে গেছেন। পাথর তোলা বন্ধ।",
    ),
)
MORE = (
    "স্থানীয় লোকজন প্রথমে এগিয়ে আসেন।",
    "খবর পেয়ে উপজেলা প্রশাসনের কর্মকর্তারা সেখানে যান।",
    "এ বিষয়ে একটি তদন্ত কমিটি গঠনের কথা জানানো হয়েছে।",
)
DAYS = ("2026-03-02", "2026-03-02T15:00+06:00", "2026-03-03T09:00+06:00", "2026-03-05", "2026-07-20", None)
FIGURES = ("৩", "৫", "৭")

Step = tuple[str, int, int, int, str | None]


@st.composite
def steps(draw: st.DrawFn) -> Step:
    """Return what is done to a library, and with which report or which of the articles and stories in it."""
    act = draw(st.sampled_from(("add", "add", "add", "drop", "date", "merge", "split", "undo", "tell")))
    numbers = [draw(st.integers(0, 2)) for _ in range(3)]
    return (act, numbers[0], numbers[1], numbers[2], draw(st.sampled_from(DAYS)))


def add(connection: Connection, text: str, published: str | None) -> str:
    (page,) = pages_of_bytes("report.txt", text.encode())
    assert isinstance(page, Page)
    came = add_page(connection, page, GivenArticle(published=published), at=AT)
    assert isinstance(came, Arrival)
    return came.article.id


def take(connection: Connection, step: Step) -> None:
    act, one, other, third, day = step
    if act == "add":
        add(connection, HAPPENINGS[one][other].format(FIGURES[third]), day)
        return
    if act == "tell":
        bring(connection)
        return
    with reading(connection):
        articles = list(connection.scalars(select(schema.article.c.id).order_by(schema.article.c.arrival)))
    if act == "drop" and articles:
        drop_article(connection, articles[(3 * one + other) % len(articles)], at=AT)
    elif act == "date" and articles and day:
        (text,) = connection.scalars(
            select(schema.page.c.raw)
            .join(schema.article, schema.article.c.page == schema.page.c.digest)
            .where(schema.article.c.id == articles[(3 * one + other) % len(articles)])
        ).all()
        connection.rollback()
        add(connection, text.decode(), day)
    elif act in ("merge", "split", "undo"):
        decide(connection, act, one, other)


def decide(connection: Connection, act: str, one: int, other: int) -> None:
    bring(connection)
    stories = read_stories(connection)
    places = Places(connection)
    if act == "merge" and len(stories) > 1:
        first, second = stories[one % len(stories)], stories[other % len(stories)]
        if first.id != second.id:
            record(connection, merge(places, [first.id, second.id]), who="Rina", at=AT)
    elif act == "split":
        whole = next((story for story in stories if len(story.articles) > 1), None)
        if whole is not None:
            leaving = whole.articles[one % len(whole.articles)]
            record(connection, split(places, whole.id, [leaving]), who="Rina", at=AT)
    elif act == "undo":
        with reading(connection):
            last = connection.scalar(
                select(schema.decision.c.number)
                .where(schema.decision.c.undoes.is_(None))
                .where(
                    schema.decision.c.number.not_in(
                        select(schema.decision.c.undoes).where(schema.decision.c.undoes.is_not(None))
                    )
                )
            )
        if last is not None:
            record(connection, take_back(last), who="Rina", at=AT)


def bring(connection: Connection) -> None:
    for _ in update(connection):
        pass


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    # The affair of a story that has ended stays as it was then: docs/decisions.md.
    names = [*(table.name for table in schema.DERIVED if table is not schema.affair), "searched_words"]
    with contextlib.closing(sqlite3.connect(path)) as plain:
        found = {name: sorted(plain.execute(f"SELECT * FROM {name}"), key=repr) for name in names}
        living = "SELECT id, articles FROM story_id WHERE redirect IS NULL AND id IN (SELECT id FROM story)"
        return found | {"story_id": sorted(plain.execute(living))}


def from_scratch(path: Path) -> Path:
    """Return a copy of a library of which all that is derived was deleted and made again."""
    other = path.with_name("scratch.db")
    with contextlib.closing(sqlite3.connect(path)) as one, contextlib.closing(sqlite3.connect(other)) as two:
        one.backup(two)
    with open_library(other) as connection:
        with writing(connection):
            for table in reversed(schema.DERIVED):
                connection.execute(delete(table))
            empty_searched(connection)
        bring(connection)
    return other


def differing(path: Path) -> list[str]:
    """Return the tables in which a library differs from one made of the same articles from scratch."""
    grown, made = dump(path), dump(from_scratch(path))
    return [name for name in grown if grown[name] != made[name]]


@given(st.lists(steps(), min_size=2, max_size=9))
@settings(max_examples=12, deadline=None, phases=_WITHOUT_SHRINKING)
def test_whatever_is_done_a_library_is_what_is_made_from_scratch(done: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shutro.db"
        with open_library(path, create=True) as connection:
            for step in done:
                take(connection, step)
            bring(connection)
        assert differing(path) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_bundled_stories_in_any_order_of_arrival_end_in_the_same_stories(seed: int, tmp_path: Path) -> None:
    pages = [
        (page, read_given(str(EXAMPLES[name] / "articles.tsv")))
        for name in ("ferry", "court")
        for page in read_pages([EXAMPLES[name]])
        if isinstance(page, Page)
    ]
    path = tmp_path / "shutro.db"
    Random(seed).shuffle(pages)
    with open_library(path, create=True) as connection:
        joining = Joining(connection)
        for page, given_dates in pages:
            add_page(connection, page, given_dates.of(page.name), at=AT)
            _read(connection)
            joining.join()
        make_stories(connection)
        assert sorted(len(story.articles) for story in read_stories(connection)) == [8, 8]
    assert differing(path) == []


def _read(connection: Connection) -> None:
    for _ in make_docs(connection, missing_docs(connection)):
        pass


# At once, and later.


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    with open_library(tmp_path / "shutro.db", create=True) as found:
        yield found


def report(happening: int, which: int) -> str:
    """Return one of three reports of a happening that have most words in common."""
    return f"{' '.join(HAPPENINGS[happening]).format('৫', '৫', '৫')} {MORE[which]}"


def grow(connection: Connection, happening: int, which: int, published: str = "2026-03-02") -> str:
    """Add a report of a happening, and let it join its story; nothing is told yet."""
    article = add(connection, report(happening, which), published)
    _read(connection)
    Joining(connection).join()
    return article


def test_a_story_is_listed_before_its_findings_are_made(connection: Connection) -> None:
    grow(connection, 0, 0)
    with reading(connection):
        (card,) = find_cards(connection, Filters()).cards
    assert (card.articles, card.is_told, card.changed) == (1, False, "2026-03-02")
    assert read_stories(connection)[0].findings == ()
    make_stories(connection)
    with reading(connection):
        (card,) = find_cards(connection, Filters()).cards
    assert card.is_told and read_stories(connection)[0].findings


def test_a_story_that_grows_keeps_what_it_told_until_it_is_told_anew(connection: Connection) -> None:
    grow(connection, 0, 0)
    make_stories(connection)
    before = read_stories(connection)[0]
    grow(connection, 0, 1, "2026-03-03")
    (story,) = read_stories(connection)
    assert len(story.articles) == 2 and story.findings == before.findings


def test_the_newest_report_is_told_first(connection: Connection) -> None:
    for happening in range(3):
        grow(connection, happening, 0)
    assert Telling(connection).tell()
    told = [story.articles for story in read_stories(connection) if story.findings]
    with reading(connection):
        last = connection.scalar(select(schema.article.c.id).order_by(schema.article.c.arrival.desc()))
    assert told == [(last,)]


def test_of_stories_that_came_at_once_the_largest_is_told_first(connection: Connection) -> None:
    grow(connection, 0, 0)
    large = {grow(connection, 1, which) for which in range(2)}
    grow(connection, 2, 0)
    assert Telling(connection).tell()
    (told,) = (set(story.articles) for story in read_stories(connection) if story.findings)
    assert told == large


def test_what_is_told_of_a_story_is_kept_where_it_grows_meanwhile(
    connection: Connection, tmp_path: Path
) -> None:
    first = grow(connection, 0, 0)
    (waiting,) = untold(connection)
    was = read_untold(connection, waiting.story)
    assert was is not None
    with reading(connection):
        decisions = decisions_of(connection)
    story, docs = tell_story(was.docs, was.joins, decisions, {})
    grow(connection, 0, 1, "2026-03-03")
    assert write_told(connection, was, story, docs, decisions)
    (grown,) = read_stories(connection)
    assert len(grown.articles) == 2 and grown.findings == story.findings
    assert as_told(connection, grown).articles == (first,)
    assert [one.story for one in untold(connection)] == [grown.id]
    make_stories(connection)
    assert differing(tmp_path / "shutro.db") == []


def test_what_is_told_of_an_article_that_has_left_is_not_kept(connection: Connection) -> None:
    grow(connection, 0, 0)
    left = grow(connection, 0, 1)
    was = read_untold(connection, untold(connection)[0].story)
    assert was is not None
    with reading(connection):
        decisions = decisions_of(connection)
    story, docs = tell_story(was.docs, was.joins, decisions, {})
    drop_article(connection, left, at=AT)
    assert not write_told(connection, was, story, docs, decisions)


def test_a_story_waits_until_its_docs_are_made_anew(connection: Connection) -> None:
    grow(connection, 0, 0)
    with writing(connection):
        connection.execute(schema.doc.update().values(version="old"))
        connection.execute(delete(schema.derivation).where(schema.derivation.c.name == "docs"))
    assert not Telling(connection).tell()
    _read(connection)
    assert Telling(connection).tell()


def test_a_doc_that_is_made_again_as_it_was_keeps_its_links(connection: Connection) -> None:
    grow(connection, 0, 0)
    grow(connection, 0, 1)
    make_stories(connection)
    with reading(connection):
        before = connection.execute(select(schema.doc)).all()
    assert all(row.links for row in before)
    with writing(connection):
        connection.execute(schema.doc.update().values(version="old"))
        connection.execute(delete(schema.derivation).where(schema.derivation.c.name == "docs"))
    _read(connection)
    make_stories(connection)
    with reading(connection):
        assert connection.execute(select(schema.doc)).all() == before


def test_a_story_that_has_just_been_told_rests_while_it_grows(connection: Connection) -> None:
    grow(connection, 0, 0)
    telling = Telling(connection)
    assert telling.tell_rested() == 0.0
    assert telling.tell_rested() is None
    grow(connection, 0, 1)
    telling.rest(untold(connection)[0].story, 1000.0)
    assert (telling.tell_rested() or 0.0) > 900.0
    assert telling.tell()


def test_other_stories_are_not_written_again(connection: Connection) -> None:
    grow(connection, 0, 0)
    make_stories(connection)
    with reading(connection):
        before = connection.execute(select(schema.story)).all()
    grow(connection, 1, 0)
    make_stories(connection)
    with reading(connection):
        assert set(before) <= set(connection.execute(select(schema.story)).all())


def test_joins_and_merges_are_logged_with_their_reasons(connection: Connection) -> None:
    first, other = grow(connection, 0, 0), grow(connection, 0, 1, "2026-03-03")
    (joined,) = (one for one in read_changes(connection) if one.articles == (other,))
    assert (joined.kind, joined.reason.to) == ("joined", first)
    grow(connection, 1, 0)
    stories = read_stories(connection)
    number = record(
        connection, merge(Places(connection), [story.id for story in stories]), who="Rina", at=AT
    ).number
    make_stories(connection)
    (merged,) = read_changes(connection, kinds=("merged",))
    assert (merged.reason.decision, merged.was in {story.id for story in stories}) == (number, True)
    assert read_story(connection, merged.was or "")[0].id == merged.story


def test_the_page_of_a_story_shows_how_it_came_together(connection: Connection, tmp_path: Path) -> None:
    grow(connection, 0, 0)
    grow(connection, 0, 1, "2026-03-03")
    (story,) = read_stories(connection)
    client = make_client(Settings(library=tmp_path / "shutro.db"))
    client.headers["accept-language"] = "en"
    page = client.get(f"/story/{story.id}").text
    assert "How the story came together" in page and "Report joined" in page
    assert "still being compared" in page and "being compared" in client.get("/").text
    make_stories(connection)
    assert "still being compared" not in client.get(f"/story/{story.id}").text


def test_a_library_made_again_logs_nothing(connection: Connection, tmp_path: Path) -> None:
    for which in range(3):
        grow(connection, 0, which, f"2026-03-0{which + 2}")
    make_stories(connection)
    logged = read_changes(connection)
    with open_library(from_scratch(tmp_path / "shutro.db")) as other:
        assert read_changes(other) == logged


def test_two_programs_may_let_articles_join(connection: Connection, tmp_path: Path) -> None:
    with open_library(tmp_path / "shutro.db") as second:
        mine, theirs = Joining(connection), Joining(second)
        for number in range(3):
            add(connection, report(0, number), "2026-03-02")
            _read(connection)
            (mine if number % 2 else theirs).join()
    (story,) = read_stories(connection)
    assert len(story.articles) == 3
