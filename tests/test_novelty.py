"""Novelty: what a reader has not seen is shown, with its sentences; what is only another copy is not."""

import contextlib
import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from shutro.claims.novelty import Seen, find_news, see
from shutro.cli import main
from shutro.model import Doc, Story
from shutro.pipeline import annotate, tell
from shutro.store.opening import connect, open_library, reading, writing
from shutro.store.readers import mark_seen, read_seen, seen_of
from shutro.store.upgrade import migrations
from shutro.text.normalize import normalize
from storybook import make_doc

TEXTS = {
    "a": "শালবনে বাঘের আক্রমণ\n\nশালবনে মঙ্গলবার বাঘের আক্রমণে ২ জন মৌয়াল নিহত হয়েছেন। "
    "বন কর্মকর্তা রফিক আহমেদ বলেন, বাঘটিকে খোঁজা হচ্ছে।",
    "b": "শালবনে বাঘের আক্রমণে মৌয়ালের মৃত্যু\n\nমধু আনতে যাওয়া ২ জন মৌয়াল মঙ্গলবার শালবনে বাঘের হামলায় নিহত হয়েছেন। "
    "গ্রামবাসী রাতে পাহারা দিচ্ছেন।",
    "c": "শালবনে বাঘের আক্রমণে নিহত বেড়ে ৩\n\nশালবনে মঙ্গলবার বাঘের আক্রমণে নিহত মৌয়ালের সংখ্যা বেড়ে ৩ জন হয়েছে। "
    "বন বিভাগ ক্ষতিপূরণ ঘোষণা করেছে।",
}
DATES = {"a": "2026-11-10T10:00", "b": "2026-11-10T18:00", "c": "2026-11-12T09:00"}


def doc(name: str, *, as_copy: str = "") -> Doc:
    text = normalize(TEXTS[name] + f"\n\n{normalize('রূপনগরে')}")
    published = "2026-11-13T09:00" if as_copy else DATES[name]
    return annotate(
        make_doc(as_copy or name, text, outlet=as_copy or f"o{name}", published=published).article
    )


DOCS = {name: doc(name) for name in TEXTS}


def story_of(*docs: Doc) -> tuple[Story, dict[str, Doc]]:
    stories, linked = tell(docs)
    by_id = {doc.article.id: doc for doc in linked}
    return max(stories, key=lambda story: len(story.articles)), by_id


def kinds(names: str, seen: Seen, *more: Doc) -> list[str]:
    story, docs = story_of(*(DOCS[name] for name in names), *more)
    return [novelty.kind for novelty in find_news(story, docs, seen).novelties]


def seen(names: str) -> Seen:
    return see(story_of(*(DOCS[name] for name in names))[0])


def test_what_was_seen_is_not_new() -> None:
    assert kinds("abc", seen("abc")) == []


def test_everything_is_new_to_one_who_saw_nothing() -> None:
    story, docs = story_of(*DOCS.values())
    news = find_news(story, docs, Seen())
    assert news.is_new
    assert {novelty.finding.id for novelty in news.novelties} == {finding.id for finding in story.findings}


def test_another_report_brings_origins_and_findings() -> None:
    found = kinds("ab", seen("a"))
    assert "origin" in found
    assert "finding" in found
    assert "dispute" not in found


def test_a_toll_that_grew_is_a_revision() -> None:
    story, docs = story_of(*DOCS.values())
    news = find_news(story, docs, seen("ab"))
    revised = [novelty for novelty in news.novelties if novelty.kind in ("revision", "dispute")]
    assert [value.value for value in revised[0].finding.values] == ["2", "3"]
    assert {claim.article for claim in revised[0].claims} == {"c"}


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(["a", "ab", "abc", "bc"]), st.data())
def test_a_mere_copy_is_nothing_new(names: str, data: st.DataObject) -> None:
    copied = data.draw(st.sampled_from(names))
    assert kinds(names, seen(names), doc(copied, as_copy=f"{data.draw(st.sampled_from('0z'))}copy")) == []


def test_a_finding_keeps_its_id_while_later_reports_come() -> None:
    first = {finding.id for finding in story_of(DOCS["a"], DOCS["b"])[0].findings}
    grown = {finding.id for finding in story_of(*DOCS.values())[0].findings}
    assert first <= grown


def test_a_finding_is_known_again_when_an_earlier_report_comes_late() -> None:
    late = seen("b")
    story, docs = story_of(DOCS["a"], DOCS["b"])
    ids = {known.finding for known in late.findings}
    news = find_news(story, docs, late)
    again = [novelty for novelty in news.novelties if novelty.was]
    assert again
    assert {known.finding for novelty in again for known in novelty.was} <= ids
    assert all(novelty.kind != "finding" for novelty in again)


def test_what_was_seen_in_two_stories_that_became_one_is_known() -> None:
    story, docs = story_of(*DOCS.values())
    parts = [seen("a"), seen("b"), seen("c"), Seen(articles=("elsewhere",))]
    assert find_news(story, docs, seen_of(story, parts)).articles == ()


# The library.


def shutro(*args: object, library: Path) -> Result:
    return CliRunner().invoke(main, [*(str(arg) for arg in args), "--library", str(library)])


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    rows = ["file\tpublished"]
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{name}.txt\t{DATES[name]}")
    (tmp_path / "dates.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def add(reports: Path, names: str, library: Path) -> None:
    files = [reports / f"{name}.txt" for name in names]
    assert shutro("add", *files, "--published", reports.parent / "dates.tsv", library=library).exit_code == 0


def news(library: Path, *args: object) -> list[dict[str, Any]]:
    result = shutro("new", "--json", *args, library=library)
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_reader_has_marks_of_his_own(tmp_path: Path, reports: Path) -> None:
    library = tmp_path / "shutro.db"
    add(reports, "ab", library)
    assert news(library, "--reader", "rina", "--mark")[0]["new_story"]
    assert news(library, "--reader", "rina") == []
    assert news(library, "--reader", "kamal")[0]["new_story"]
    add(reports, "c", library)
    (found,) = news(library, "--reader", "rina")
    assert not found["new_story"]
    assert len(found["articles"]) == 1
    assert {one["kind"] for one in found["news"]} & {"revision", "dispute"}


def test_news_are_shown_with_their_sentences(tmp_path: Path, reports: Path) -> None:
    library = tmp_path / "shutro.db"
    add(reports, "ab", library)
    shutro("new", "--reader", "rina", "--mark", library=library)
    add(reports, "c", library)
    shown = " ".join(shutro("new", "--reader", "rina", library=library).stdout.split())
    assert normalize("বন বিভাগ ক্ষতিপূরণ ঘোষণা করেছে") in shown
    assert normalize("গ্রামবাসী রাতে পাহারা দিচ্ছেন") not in shown


def test_news_since_a_time_are_those_of_articles_that_came_later(tmp_path: Path, reports: Path) -> None:
    library = tmp_path / "shutro.db"
    add(reports, "abc", library)
    with contextlib.closing(sqlite3.connect(library)) as plain, plain:
        plain.execute("UPDATE log SET at = '2026-11-11T00:00:00+00:00' WHERE number < 3")
        plain.execute("UPDATE log SET at = '2026-11-13T00:00:00+00:00' WHERE number = 3")
    assert news(library, "--since", "2026-11-14") == []
    (found,) = news(library, "--since", "2026-11-12T06:00+06:00")
    assert len(found["articles"]) == 1
    assert not found["new_story"]
    (found,) = news(library, "--since", "2026-11-01")
    assert found["new_story"]


def test_a_time_that_is_none_is_named(tmp_path: Path, reports: Path) -> None:
    library = tmp_path / "shutro.db"
    add(reports, "a", library)
    result = shutro("new", "--since", "yesterday", library=library)
    assert result.exit_code == 2
    assert "'yesterday' is no time" in result.stderr


def test_a_mark_takes_the_place_of_those_on_parts_of_the_story(tmp_path: Path) -> None:
    whole, _ = story_of(*DOCS.values())
    part = replace(whole, id="part", articles=("a",), findings=())
    with open_library(tmp_path / "shutro.db", create=True) as connection:
        mark_seen(connection, "rina", [part], at="2026-11-14")
        mark_seen(connection, "kamal", [part], at="2026-11-14")
        mark_seen(connection, "rina", [whole], at="2026-11-15")
        assert read_seen(connection, "rina") == [see(whole)]
        assert read_seen(connection, "kamal") == [see(part)]


def test_a_library_of_the_first_version_is_upgraded_and_loses_nothing(tmp_path: Path, reports: Path) -> None:
    library = tmp_path / "shutro.db"
    engine = connect(library, foreign_keys=False)
    with engine.connect() as connection, writing(connection):
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with contextlib.closing(sqlite3.connect(library)) as plain, plain:
        sides = '{"subject":[{"article":"a"}],"against":[{"article":"b"}]}'
        row = (sides, "one story", "Rina", "2026-11-14T06:00:00+00:00")
        plain.execute("INSERT INTO decision (subject, judgement, who, at) VALUES (?, ?, ?, ?)", row)
        plain.execute("INSERT INTO log (act, subject, at) VALUES ('add', 'a', '2026-11-14')")
    add(reports, "ab", library)
    result = shutro("decisions", "--json", library=library)
    (decision,) = (json.loads(line) for line in result.stdout.splitlines())
    assert (decision["who"], decision["judgement"], decision["note"]) == ("Rina", "one story", "")
    with open_library(library) as connection, reading(connection):
        acts = connection.exec_driver_sql("SELECT count(*) FROM log").scalar()
    assert acts == 3
    with contextlib.closing(sqlite3.connect(library)) as plain, pytest.raises(sqlite3.IntegrityError):
        plain.execute("DELETE FROM decision")
