"""What keeps articles apart that are alike: another place, person, year or figure of the day; a toll does not."""

from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from shutro.ingest.files import pages_of_bytes
from shutro.ingest.given import GivenArticle
from shutro.model import Article, Page, Span
from shutro.pipeline import annotate
from shutro.store.arrivals import add_page
from shutro.store.kept_out import read_kept_out
from shutro.store.opening import open_library
from shutro.store.stories import read_stories
from shutro.story.arrays import ArrayNeighbours
from shutro.story.changes import Apart, Articles, find_changes
from shutro.story.cluster import Stream
from shutro.story.neighbours import Neighbours
from shutro.story.vectors import Vector, vector_of
from shutro.story.vetoes import Vetoes, find_veto
from shutro.text.normalize import normalize
from shutro.updating import update

AT = "2026-03-03T00:00:00+00:00"
TABLE = Path(__file__).parent / "data" / "happenings.tsv"


def read(published: str, title: str, text: str) -> Vector:
    title, text = normalize(title), normalize(text)
    article = Article(
        id=f"{published} {title}",
        file="",
        page="",
        outlet=None,
        url=None,
        language="bn",
        title=title,
        text=f"{title}\n\n{text}",
        title_span=Span(0, len(title)),
        published=published or None,
    )
    return vector_of(annotate(article))


@cache
def told() -> tuple[tuple[str, str, Vector], ...]:
    """Return the kind and the name of each happening with a report of it."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = [line.split("\t") for line in lines]
    return tuple((kind, name, read(*cells)) for kind, name, *cells in rows)


def test_other_tolls_and_finer_places_keep_no_reports_of_one_happening_apart() -> None:
    pairs = [(one[2], other[2]) for one, other in combinations(told(), 2) if one[1] == other[1]]
    assert [find_veto(one, other) for one, other in pairs if find_veto(one, other)] == []
    assert len(pairs) >= 40


def test_happenings_of_one_kind_are_kept_apart() -> None:
    pairs = [
        (one[2], other[2])
        for one, other in combinations(told(), 2)
        if one[0] == other[0] and one[1] != other[1]
    ]
    found = [find_veto(one, other) for one, other in pairs]
    assert sum(veto is not None for veto in found) >= 0.95 * len(pairs)
    kinds = {veto.kind for veto in found if veto is not None}
    assert kinds == {"place", "state", "year", "figure", "victim", "accused"}


def test_what_keeps_two_articles_apart_is_the_same_either_way_round() -> None:
    vectors = [vector for _, _, vector in told()]
    assert all(find_veto(one, other) == find_veto(other, one) for one, other in combinations(vectors, 2))


BUS = "যাত্রীবাহী বাস ও ট্রাকের মুখোমুখি সংঘর্ষে {} জন নিহত হয়েছেন। ভোরে মহাসড়কে এ দুর্ঘটনা ঘটে। আহতদের হাসপাতালে নেওয়া হয়েছে।"
FARIDPUR = read("2026-03-02T10:00+06:00", "ফরিদপুরে বাস-ট্রাক সংঘর্ষে নিহত ৪", "ফরিদপুরের ভাঙ্গায় " + BUS.format("চার"))
LATER = read("2026-03-02T19:00+06:00", "ভাঙ্গায় বাস-ট্রাক সংঘর্ষে নিহত বেড়ে ৬", "ফরিদপুরের ভাঙ্গায় " + BUS.format("ছয়"))
BOGURA = read("2026-03-02T11:00+06:00", "বগুড়ায় বাস-ট্রাক সংঘর্ষে নিহত ৪", "বগুড়ার ধুনটে " + BUS.format("চার"))


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_two_road_deaths_in_two_towns_are_two_stories_in_any_order(order: tuple[int, ...]) -> None:
    reports = (FARIDPUR, LATER, BOGURA)
    stream = Stream()
    for place in order:
        stream.add(reports[place])
    stream.maintain()
    stories = {story.articles for story in stream.stories()}
    assert stories == {(FARIDPUR.article, LATER.article), (BOGURA.article,)}


def test_an_article_says_what_kept_it_apart_when_it_came() -> None:
    stream = Stream()
    stream.add(FARIDPUR)
    stream.add(BOGURA)
    (apart,) = stream.joining(BOGURA.article).vetoed
    assert (apart.article, apart.other, apart.kind) == (BOGURA.article, FARIDPUR.article, "place")
    assert (apart.words, apart.others) == ("বগুড়া", "ফরিদপুর")
    assert apart.score > 0.2


def test_what_was_taken_out_keeps_nothing_apart_any_more() -> None:
    stream = Stream()
    stream.add(FARIDPUR)
    stream.add(BOGURA)
    stream.drop(FARIDPUR.article)
    stream.maintain()
    assert [story.apart for story in stream.stories()] == [()]


def test_arrays_and_dictionaries_keep_the_same_articles_apart() -> None:
    vectors = dict(enumerate(vector for _, _, vector in told()))
    vetoes = Vetoes(vectors), Vetoes(vectors)
    plain, fast = Neighbours(vetoes[0].bar), ArrayNeighbours(vetoes[1].bar)
    for number, vector in vectors.items():
        for neighbours in (plain, fast):
            neighbours.note(vector)
            neighbours.enter(number, [vector])
    assert [plain.ties(number).keys() for number in vectors] == [
        fast.ties(number).keys() for number in vectors
    ]
    kept: list[tuple[Apart, ...]] = [one.of(vectors) for one in vetoes]
    assert kept[0] == kept[1] != ()


def test_a_library_keeps_what_is_kept_out_of_a_story(tmp_path: Path) -> None:
    with open_library(tmp_path / "shutro.db", create=True) as connection:
        for place, town in (("ফরিদপুর", "ভাঙ্গায়"), ("বগুড়া", "ধুনটে")):
            text = f"{place} সড়কে বাস-ট্রাক সংঘর্ষে নিহত ৪\n\n{place} জেলার {town} " + BUS.format("চার")
            (page,) = pages_of_bytes("report.txt", text.encode())
            assert isinstance(page, Page)
            add_page(connection, page, GivenArticle(published="2026-03-02T10:00+06:00"), at=AT)
        for _ in update(connection):
            pass
        first, second = (story.id for story in read_stories(connection))
        kept = [*read_kept_out(connection, first), *read_kept_out(connection, second)]
        assert [(one.story, one.apart.kind) for one in kept] in ([(first, "place")], [(second, "place")])


def place(number: int) -> tuple[str, str]:
    return "2026-03-02", f"{number}"


def strength(some: Articles, others: Articles) -> float:
    return (sum(some) + sum(others)) / 100


def test_a_merge_tells_how_near_the_two_stories_are() -> None:
    changes = find_changes({1: "a", 2: "a", 3: "b"}, {"a": frozenset((1, 2, 3))}, place, strength)
    (merged,) = changes.changes
    assert (merged.kind, merged.story, merged.into, merged.articles) == ("merged", "b", ("a",), ("3",))
    assert merged.score == strength(frozenset((3,)), frozenset((1, 2)))


def test_a_split_tells_how_near_the_nearest_of_its_parts_are() -> None:
    after = {"a": frozenset((1,)), "b": frozenset((2,)), "c": frozenset((3, 4))}
    (split,) = find_changes(dict.fromkeys((1, 2, 3), "a") | {4: "c"}, after, place, strength).changes
    assert (split.kind, split.story, split.into, split.articles) == (
        "split",
        "a",
        ("a", "b", "c"),
        ("2", "3"),
    )
    assert split.score == strength(frozenset((2,)), frozenset((3,)))
