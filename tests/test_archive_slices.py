"""Archives: stories over slices of time, and the kinds of files that are read."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest

from archives import page_of, told, write_warc
from shutro.evaluate.scaling import cost_table, draw_chart
from shutro.model import Doc
from shutro.scale import slices
from shutro.scale.archive import make_archive
from shutro.scale.engine import Failure, attempt
from shutro.scale.kept import Part
from shutro.scale.parquet import open_duckdb
from shutro.scale.slices import Continued, Group, Place, Placed, Slice, lay_slices

NOWHERE = Part(file="", start=0, length=0, count=0)
PAGE = Path(__file__).parent.parent / "docs" / "scale.md"
T = TypeVar("T")
R = TypeVar("R")


class InThisProcess:
    """An engine that has no workers."""

    def map(self, work: Callable[[T], R], shards: Sequence[T]) -> Iterator[tuple[int, R | Failure]]:
        for place, shard in enumerate(shards):
            yield place, attempt(work, shard)


def asked(folder: Path, query: str) -> list[tuple[Any, ...]]:
    with open_duckdb() as connection:
        tables = {place.name: f"'{place}/*/*.parquet'" for place in folder.iterdir() if place.is_dir()}
        rows: list[tuple[Any, ...]] = connection.sql(query.format(**tables)).fetchall()
    return rows


def stories_of(folder: Path) -> set[frozenset[str]]:
    return {
        frozenset(found) for (found,) in asked(folder, "SELECT list(article) FROM {articles} GROUP BY story")
    }


def line_of(doc: Doc) -> dict[str, str]:
    return {
        "title": doc.article.title,
        "text": doc.text,
        "url": f"https://nodi.test/{doc.article.id}",
        "published": doc.dating.value or "",
    }


def test_a_slice_is_whole_hours_and_sees_those_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "SLICE", 10)
    monkeypatch.setattr(slices, "_LED", 6)
    counts = {"2026-11-01": 4, "2026-11-01T06": 8, "2026-11-01T07": 11, "2026-12-30": 2, "undated": 3}
    assert lay_slices(counts) == [
        Slice(hours=("2026-11-01", "2026-11-01T06"), before=()),
        Slice(hours=("2026-11-01T07",), before=("2026-11-01T06",)),
        Slice(hours=("2026-12-30",), before=()),
        Slice(hours=("undated",), before=()),
    ]


def test_stories_go_on_from_slice_to_slice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = told("budget", "cyclone", "ferry")
    pages = [(f"https://nodi.test/{number}", page_of(doc)) for number, doc in enumerate(docs)]
    warc = write_warc(tmp_path / "news.warc.gz", pages)
    make_archive([warc], tmp_path / "whole", InThisProcess())
    monkeypatch.setattr(slices, "SLICE", 3)
    summary = make_archive([warc], tmp_path / "sliced", InThisProcess())
    (group,) = (stage for stage in summary.stages if stage.name == "group")
    assert len(group.done) > 3
    assert stories_of(tmp_path / "sliced") == stories_of(tmp_path / "whole")
    (copies,) = asked(tmp_path / "sliced", "SELECT count(*) FROM {copies}")
    assert [copies] == asked(tmp_path / "whole", "SELECT count(*) FROM {copies}")
    ((told_why,),) = asked(tmp_path / "sliced", "SELECT count(DISTINCT article) FROM {joins}")
    assert told_why == len(pages) - len(stories_of(tmp_path / "sliced"))


def test_what_stood_alone_goes_over_when_later_reports_tie_it() -> None:
    def group(articles: str, before: str = "") -> Group:
        placed = (Placed(article=one, doc=NOWHERE, record="") for one in articles)
        return Group(articles=tuple(placed), before=tuple(before), joins=(), joins_before=())

    continued = Continued()
    places = {name: Place(0, 0, number) for number, name in enumerate("ABC")}
    continued.take(zip(places.values(), (group("ab"), group("c"), group("de")), strict=True))
    later, last = Place(1, 0, 0), Place(2, 0, 0)
    continued.take([(later, group("f", "abcd"))])  # e is elsewhere, so d stays in its story
    continued.take([(last, group("g", "cf"))])
    assert continued.first == {places["B"]: places["A"], later: places["A"], last: places["A"]}


def test_lines_of_json_and_parquet_are_read_alike(tmp_path: Path) -> None:
    docs = told("court")
    (tmp_path / "lines").mkdir()
    lines = tmp_path / "lines" / "news.jsonl"
    lines.write_bytes(
        b"".join(msgspec.json.encode(line_of(doc)) + b"\n" for doc in docs) + b'{"title": "no text"}\n'
    )
    columns = dict.fromkeys(("title", "text", "url", "published"), "VARCHAR")
    with open_duckdb() as connection:
        connection.read_json(str(lines), columns=columns).write_parquet(str(tmp_path / "news.parquet"))
    first = make_archive([lines.parent], tmp_path / "one", InThisProcess(), pages=3)
    second = make_archive([tmp_path / "news.parquet"], tmp_path / "two", InThisProcess(), pages=4)
    assert first.note.articles == second.note.articles == len(docs)
    assert first.note.dropped == {'the line has no "text" (nor "body")': 1}
    query = "SELECT article, story, published, text FROM {articles} ORDER BY article"
    assert asked(tmp_path / "one", query) == asked(tmp_path / "two", query)


def test_hostile_lines_cost_themselves_alone(tmp_path: Path) -> None:
    good = msgspec.json.encode(line_of(told("court")[0]))
    lines = tmp_path / "news.jsonl"
    zero = msgspec.json.encode(
        {"text": "নদীর\x00 পানি বেড়েছে। " * 5, "title": "'; DROP TABLE x; --", "url": "\x1b[2J"}
    )
    lines.write_bytes(
        b"\n".join([b"{", b"\xff\xfe\x00", good, zero, b"[" * 100_000, b'{"text": 5}', b"", good])
    )
    summary = make_archive([tmp_path], tmp_path / "out", InThisProcess())
    assert summary.lost == ()
    assert summary.note.articles == 2
    assert sum(summary.note.dropped.values()) == 4


def test_a_file_that_cannot_be_cut_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 nonsense")
    (tmp_path / "good.jsonl").write_bytes(msgspec.json.encode(line_of(told("court")[0])))
    summary = make_archive([tmp_path], tmp_path / "out", InThisProcess())
    again = make_archive([tmp_path], tmp_path / "out", InThisProcess())  # does not read what it wrote
    assert [one.shard for one in summary.lost] == [one.shard for one in again.lost] == ["broken.parquet"]
    assert summary.note.articles == again.note.articles == 1


def test_the_queries_of_the_docs_find_what_they_say(tmp_path: Path) -> None:
    pages = [(f"https://nodi.test/{number}", page_of(doc)) for number, doc in enumerate(told("ferry"))]
    make_archive([write_warc(tmp_path / "news.warc.gz", pages)], tmp_path / "november", InThisProcess())
    text = PAGE.read_text(encoding="utf-8")
    first, second = (part.split("```")[0].replace("november/", "{}/") for part in text.split("```sql\n")[1:])
    with open_duckdb() as connection:
        tolls = connection.sql(first.replace("{}", str(tmp_path / "november"))).fetchall()
        outlets = connection.sql(second.replace("{}", str(tmp_path / "november"))).fetchall()
    assert len({value for _, _, value, _, _ in tolls}) > 1
    assert all(words for *_, words in tolls)
    assert sum(articles for _, articles, _ in outlets) == len(pages)
    shares = [share for _, _, share in outlets]
    assert shares == sorted(shares, reverse=True)
    assert 0 < shares[0] <= 100


def test_what_large_archives_take_is_worked_out_from_what_was_measured() -> None:
    assert cost_table() in PAGE.read_text(encoding="utf-8")
    assert (PAGE.parent / "images" / "scale.svg").read_text(encoding="utf-8") == draw_chart()


def test_every_statement_leads_to_its_words(tmp_path: Path) -> None:
    pages = [(f"https://nodi.test/{number}", page_of(doc)) for number, doc in enumerate(told("ferry"))]
    make_archive([write_warc(tmp_path / "news.warc.gz", pages)], tmp_path / "out", InThisProcess(), by="day")
    wrong = asked(
        tmp_path / "out",
        'SELECT count(*), count(*) FILTER (substr(a.text, c.start + 1, c."end" - c.start) <> c.text) '
        "FROM {claims} c JOIN {articles} a USING (article)",
    )
    assert wrong[0][0] > 100
    assert wrong[0][1] == 0
    assert (tmp_path / "out" / "stories" / "day=2026-11-14").is_dir()
    records = asked(tmp_path / "out", "SELECT record FROM {articles} ORDER BY article LIMIT 1")
    assert records[0][0].startswith("news.warc.gz@")
