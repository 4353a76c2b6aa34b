"""Affairs: stories that are parts of one thing that runs over weeks, as the library keeps them."""

from pathlib import Path

from sqlalchemy import Connection

from desk import make_client, token
from shutro.ingest.files import pages_of_bytes
from shutro.ingest.given import GivenArticle
from shutro.model import Page
from shutro.store.affairs import count_parts, parts_of, read_affairs
from shutro.store.arrivals import add_page
from shutro.store.deciding import merge, record, split
from shutro.store.opening import open_library
from shutro.store.places import Places
from shutro.store.stories import read_stories
from shutro.story.affairs import carry_on
from shutro.story.changes import Affair
from shutro.updating import update
from shutro.web.settings import Settings

AT = "2026-11-22T08:00:00+00:00"
COLLAPSE = (
    "নলডাঙ্গায় নির্মাণাধীন সেতুর গার্ডার ধসে চার শ্রমিক নিহত\n\nনলডাঙ্গা উপজেলার বারনই নদে নির্মাণাধীন সেতুর গার্ডার ধসে চার শ্রমিক নিহত হয়েছেন। "
    "ঠিকাদারি প্রতিষ্ঠান মেঘমালা বিল্ডার্স কাজ করছিল বলে জানান ইউএনও সালেহা বেগম। উদ্ধারকাজ চালাচ্ছে ফায়ার সার্ভিস।"
)
ARREST = (
    "সেতুর গার্ডার ধস: মেঘমালা বিল্ডার্সের মালিক গ্রেপ্তার\n\nনলডাঙ্গায় বারনই নদের সেতুর গার্ডার ধসের মামলায় ঠিকাদারি প্রতিষ্ঠান "
    "মেঘমালা বিল্ডার্সের মালিক কামরুল হাসানকে ঢাকার উত্তরা থেকে গ্রেপ্তার করেছে র‍্যাব। আদালত তাঁকে তিন দিনের রিমান্ডে পাঠিয়েছেন।"
)
WEATHER = (
    "শীতে কাঁপছে তেঁতুলিয়া, তাপমাত্রা ৯ ডিগ্রি\n\nপঞ্চগড়ের তেঁতুলিয়ায় তাপমাত্রা নেমেছে ৯ ডিগ্রি সেলসিয়াসে। কুয়াশায় যান চলছে বাতি জ্বালিয়ে, "
    "বলছে আবহাওয়া অধিদপ্তর।"
)


def add(connection: Connection, text: str, published: str) -> None:
    (page,) = pages_of_bytes("report.txt", text.encode())
    assert isinstance(page, Page)
    add_page(connection, page, GivenArticle(published=published), at=AT)


def bring(connection: Connection) -> None:
    for _ in update(connection):
        pass


def test_a_library_keeps_which_stories_are_one_affair(tmp_path: Path) -> None:
    with open_library(tmp_path / "shutro.db", create=True) as connection:
        add(connection, COLLAPSE, "2026-03-02")
        add(connection, ARREST, "2026-03-17")
        add(connection, WEATHER, "2026-03-06")
        bring(connection)
        first, alone, second = (story.id for story in read_stories(connection))
        assert [part.story for part in parts_of(connection, second)] == [first, second]
        assert {part.affair for part in parts_of(connection, first)} == {first}
        assert parts_of(connection, alone) == ()
        assert count_parts(connection, [first, second, alone]) == {first: 1, second: 1}


def test_stories_that_have_become_one_leave_no_affair(tmp_path: Path) -> None:
    with open_library(tmp_path / "shutro.db", create=True) as connection:
        add(connection, COLLAPSE, "2026-03-02")
        add(connection, ARREST, "2026-03-17")
        bring(connection)
        first, second = (story.id for story in read_stories(connection))
        record(connection, merge(Places(connection), [first, second]), who="Rina", at=AT)
        bring(connection)
        assert read_affairs(connection) == {}


def test_an_affair_lasts_when_its_first_stories_have_ended(tmp_path: Path) -> None:
    with open_library(tmp_path / "shutro.db", create=True) as connection:
        add(connection, COLLAPSE, "2026-03-02")
        add(connection, ARREST, "2026-03-17")
        bring(connection)
        before = parts_of(connection, read_stories(connection)[0].id)
        add(connection, WEATHER, "2026-07-01")
        bring(connection)
        assert len(before) == 2
        assert parts_of(connection, before[0].story) == before


def test_stories_that_come_late_are_one_affair_of_their_own_time(tmp_path: Path) -> None:
    with open_library(tmp_path / "shutro.db", create=True) as connection:
        add(connection, WEATHER, "2026-07-01")
        bring(connection)
        add(connection, COLLAPSE, "2026-03-02")
        add(connection, ARREST, "2026-03-17")
        bring(connection)
        first, second, _ = (story.id for story in read_stories(connection))
        assert [part.story for part in parts_of(connection, first)] == [first, second]


def affair(*stories: str) -> Affair:
    return Affair(id=stories[0], stories=stories)


def test_a_story_that_stands_alone_is_in_no_affair() -> None:
    assert carry_on({}, [affair("a", "b"), affair("c")]) == {"a": "a", "b": "a"}


def test_a_new_story_is_in_the_affair_of_those_that_have_ended() -> None:
    known = {"a": "a", "b": "a"}  # a has ended
    assert carry_on(known, [affair("b", "c")]) == {"a": "a", "b": "a", "c": "a"}
    assert carry_on(known, [affair("b")]) == {"a": "a", "b": "a"}


def test_affairs_become_one_where_their_live_stories_are_alike() -> None:
    known = {"a": "a", "b": "a", "x": "x", "y": "x"}
    assert carry_on(known, [affair("b", "y")]) == {"a": "a", "b": "a", "x": "a", "y": "a"}


def test_live_stories_that_are_alike_no_more_part() -> None:
    assert carry_on({"a": "a", "b": "a"}, [affair("a"), affair("b")]) == {}


def test_a_reader_is_told_which_reports_left_a_story(tmp_path: Path) -> None:
    library = tmp_path / "shutro.db"
    with open_library(library, create=True) as connection:
        for day in ("2026-03-02", "2026-03-03", "2026-03-04"):
            add(connection, f"{COLLAPSE} তারিখ {day}", day)
        bring(connection)
        (story,) = read_stories(connection)
        client = make_client(Settings(library=library))
        client.cookies.set("language", "en")
        client.post(f"/story/{story.id}/seen", data={"csrf": token(client)})
        assert "went to another story" not in client.get(f"/story/{story.id}").text
        record(connection, split(Places(connection), story.id, [story.articles[-1]]), who="Rina", at=AT)
        bring(connection)
        assert "1 report went to another story" in client.get(f"/story/{story.id}").text
        assert "1 report went to another story" in client.get("/").text


def test_a_story_page_leads_to_the_others_of_its_affair(tmp_path: Path) -> None:
    library = tmp_path / "shutro.db"
    with open_library(library, create=True) as connection:
        add(connection, COLLAPSE, "2026-03-02")
        add(connection, ARREST, "2026-03-17")
        bring(connection)
        first, second = (story.id for story in read_stories(connection))
    client = make_client(Settings(library=library))
    client.cookies.set("language", "en")
    affair = client.get(f"/story/{first}").text.partition('id="affair"')[2]
    assert f'href="/story/{second}"' in affair
    assert client.get("/").text.count("1 other story of the same affair") == 2


def test_each_report_tells_which_one_it_is_nearest_to(tmp_path: Path) -> None:
    library = tmp_path / "shutro.db"
    with open_library(library, create=True) as connection:
        add(connection, COLLAPSE, "2026-03-02")
        add(connection, f"{COLLAPSE} পরে আরও জানা যাবে।", "2026-03-03")
        bring(connection)
        (story,) = read_stories(connection)
    client = make_client(Settings(library=library))
    client.cookies.set("language", "en")
    why = client.get(f"/story/{story.id}").text.partition("Why it is in this story")[2]
    assert "[1] report.txt" in why and "persons" in why and "নলডাঙ্গা" in why
