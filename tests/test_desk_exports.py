"""What is taken along of a page: CSV, JSON, Markdown and PDF, the same in every language, safe to open."""

import csv
import json
import shutil
import subprocess
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
import regex
from fastapi import FastAPI
from starlette.testclient import TestClient

from desk import make_client, make_library, read_ferry
from shutro.model import Doc, Dropped, Story
from shutro.publish.alert import Alert, AlertSource, AlertValue
from shutro.publish.brief import make_brief
from shutro.publish.markdown import escaped
from shutro.publish.table import Table, to_csv
from shutro.store.alerts import add_alert
from shutro.store.dropped import note_dropped
from shutro.store.opening import open_library, writing
from shutro.store.sources import Watched, watch_sources
from shutro.store.watches import Watch, add_watch
from shutro.text.normalize import normalize
from shutro.web.settings import Settings


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_library(tmp_path_factory.mktemp("library") / "shutro.db")
    with open_library(path) as connection:
        first = Watch(number=1, name="লঞ্চ", language="bn", made=AT)
        add_watch(connection, first)
        source = Watched(address="https://dhaka.example/feed", kind="feed", title="ঢাকার খবর", fault="is empty")
        watch_sources(connection, [source])
        note_dropped(connection, Dropped(text="খালি.txt", stage="ingest", reason="is empty"), at=AT)
        with writing(connection):
            add_alert(connection, 1, ALERT, [("terminal", AT)], at=AT)
    return path


@pytest.fixture(scope="module")
def told(library: Path) -> tuple[Story, dict[str, Doc]]:
    """Return the story of the sunken ferry."""
    return read_ferry(library)


@pytest.fixture(scope="module")
def client(library: Path) -> Iterator[TestClient]:
    with make_client(Settings(library=library)) as client:
        client.cookies.set("language", "bn")
        yield client


AT = "2026-11-22T08:00:00+00:00"
SAID = AlertSource(
    chain=("দৈনিক নদীপথ", "বাসস"), published="১৪ নভেম্বর", sentence="১১ জন মারা গেছেন।", article="a1", start=0
)
ALERT = Alert(
    key="k1",
    kind="dispute",
    story="s1",
    title="মেঘনায় লঞ্চডুবি",
    finding="f1",
    text="মৃতের সংখ্যা নিয়ে দুই হিসাব",
    claimed="",
    attribute="সংখ্যা",
    agreement="disputed",
    origins=2,
    reports=3,
    counts="২টি স্বাধীন উৎস",
    values=(AlertValue(label="১১", is_new=True, sources=(SAID,)),),
    articles=("a1",),
    language="bn",
)
# Forms, and what stands on a page of its own only while something is done: nothing to take along.
FORMS = {
    "/add",
    "/added/{name}",
    "/api",
    "/article/{id_}/drop",
    "/decide",
    "/decisions/{number}",
    "/login",
    "/settings",
    "/work",
}
# Files already.
FILES = {"/alerts/{number}.atom", "/article/{id_}/raw", "/suggest"}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def test_no_cell_begins_as_a_formula_does() -> None:
    cells = ("=1+1", "+৮৮০", "-5", "@cmd", "\t=1", " =1", "＝1", "-", "৩৩", "")
    found = next(csv.reader(StringIO(to_csv(Table(columns=(), rows=(cells,)))[1:])))
    assert found == ["'=1+1", "'+৮৮০", "'-5", "'@cmd", "'\t=1", "' =1", "'＝1", "-", "৩৩", ""]


def test_csv_says_that_it_is_utf8_where_it_is_asked_to(
    client: TestClient, told: tuple[Story, dict[str, Doc]]
) -> None:
    path = f"/story/{told[0].id}?as=csv"
    assert client.get(path).content[:3] != b"\xef\xbb\xbf"
    assert client.get(path + "&bom=1").content[:3] == b"\xef\xbb\xbf"


def test_csv_of_a_story_has_a_row_a_claim_with_words_of_the_text(
    client: TestClient, told: tuple[Story, dict[str, Doc]]
) -> None:
    story, docs = told
    found = rows(client.get(f"/story/{story.id}?as=csv").text)
    claims = [claim for finding in story.findings for value in finding.values for claim in value.claims]
    assert len(found) == len(claims)
    for row in found:
        words = docs[row["article"]].text[int(row["start"]) : int(row["end"])]
        assert " ".join(words.split()) == row["words"].removeprefix("'")


def test_json_of_a_story_is_that_of_the_terminal(
    client: TestClient, told: tuple[Story, dict[str, Doc]]
) -> None:
    found = json.loads(client.get(f"/story/{told[0].id}?as=json").content)
    assert found["schema"] == 1
    assert [one["finding"] for one in found["findings"]] == [finding.id for finding in told[0].findings]


def test_markdown_of_a_story_tells_all_findings_and_sources(
    client: TestClient, told: tuple[Story, dict[str, Doc]]
) -> None:
    story, docs = told
    text = client.get(f"/story/{story.id}?as=md").text
    assert text.startswith(f"# {escaped(story.title)}\n")
    for finding in story.findings:
        assert escaped(finding.text) in text
    for doc in docs.values():
        assert escaped(doc.article.title) in text


def test_files_have_names_and_kinds(client: TestClient, told: tuple[Story, dict[str, Doc]]) -> None:
    kinds = {"csv": "text/csv", "json": "application/json", "md": "text/markdown"}
    for name, kind in kinds.items():
        answer = client.get(f"/story/{told[0].id}?as={name}")
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["content-disposition"] == f'attachment; filename="story-{told[0].id}.{name}"'


def test_unknown_format_is_refused(client: TestClient, told: tuple[Story, dict[str, Doc]]) -> None:
    assert client.get(f"/story/{told[0].id}?as=docx").status_code == 422


def test_page_offers_the_formats_of_what_it_shows(
    client: TestClient, told: tuple[Story, dict[str, Doc]]
) -> None:
    html = client.get(f"/story/{told[0].id}?only=disputed").text
    for name in ("csv", "json", "md", "pdf"):
        assert f'href="/story/{told[0].id}?only=disputed&amp;as={name}"' in html


def test_pdf_that_cannot_be_set_says_what_to_install(
    client: TestClient, told: tuple[Story, dict[str, Doc]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutro.web.exporting.taking.has_typst", lambda: False)
    answer = client.get(f"/story/{told[0].id}?as=pdf")
    assert answer.status_code == 501
    assert "shutro[pdf]" in answer.text


@pytest.mark.parametrize(
    "words", ["*a*", "[x](y)", "<b>", "# a", "- a", "1. a", "a | b", "&lt;", "`a`", "$a$"]
)
def test_markdown_shows_hostile_words_as_they_are(words: str) -> None:
    assert escaped(words) != words
    assert escaped(words).replace("\\", "") == words


def test_pdf_of_a_story_is_one(client: TestClient, told: tuple[Story, dict[str, Doc]]) -> None:
    pytest.importorskip("typst")
    content = client.get(f"/story/{told[0].id}?as=pdf").content
    assert content.startswith(b"%PDF-")


def test_pdf_copies_the_words_of_the_brief_whole(
    client: TestClient, told: tuple[Story, dict[str, Doc]], tmp_path: Path
) -> None:
    pytest.importorskip("typst")
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext is not installed")
    file = tmp_path / "story.pdf"
    file.write_bytes(client.get(f"/story/{told[0].id}?as=pdf").content)
    copied = subprocess.run([reader, "-q", str(file), "-"], capture_output=True, check=True).stdout.decode()
    found = set(normalize(copied).split())
    brief = make_brief(*told)
    words = {
        word for line in brief.lines for word in regex.findall(r"[\u0981-\u09ce\u200d]+", line.sentence.text)
    }
    assert words
    assert [word for word in sorted(words) if not any(word in other for other in found)] == []


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=লঞ্চ",
        "/dossier?a=Q902",
        "/actor/Q902",
        "/quotes",
        "/outlets",
        "/outlet/purbodesh",
        "/agency/bss",
        "/alerts",
        "/alerts?watch=1",
        "/sources",
        "/dropped",
    ],
)
def test_pages_are_taken_along_in_every_format(client: TestClient, path: str) -> None:
    joint = "&" if "?" in path else "?"
    html = client.get(path).text
    assert f"{joint.replace('&', '&amp;')}as=csv" in html
    assert len(rows(client.get(f"{path}{joint}as=csv").text)) > 0
    assert json.loads(client.get(f"{path}{joint}as=json").content)["schema"] == 1
    assert client.get(f"{path}{joint}as=md").text.startswith("# ")


def test_every_view_is_taken_along(client: TestClient) -> None:
    app = client.app
    assert isinstance(app, FastAPI)
    pages = {path: methods["get"] for path, methods in app.openapi()["paths"].items() if "get" in methods}
    taken = {
        path for path, get in pages.items() if "as" in {one["name"] for one in get.get("parameters", ())}
    }
    assert pages.keys() - taken == FORMS | FILES


@pytest.mark.parametrize("path", ["/alerts", "/sources", "/dropped", "/quotes", "/outlets", "/decisions"])
def test_lists_are_taken_along_on_paper(client: TestClient, path: str) -> None:
    pytest.importorskip("typst")
    assert client.get(f"{path}?as=pdf").content.startswith(b"%PDF-")


def test_an_alert_is_taken_along_with_its_sentences(client: TestClient) -> None:
    text = client.get("/alerts?as=md").text
    assert SAID.sentence in text
    assert "দৈনিক নদীপথ → বাসস" in text
    (row,) = rows(client.get("/alerts?as=csv").text)
    assert (row["watch"], row["origins"]) == ("লঞ্চ", "2")


def test_a_source_is_taken_along_with_what_is_wrong_with_it(client: TestClient) -> None:
    (row,) = rows(client.get("/sources?as=csv").text)
    assert (row["address"], row["fault"]) == ("https://dhaka.example/feed", "is empty")
    assert "ঢাকার খবর" in client.get("/sources?as=md").text


def test_filters_hold_for_what_is_taken_along(client: TestClient) -> None:
    every = rows(client.get("/?as=csv").text)
    disputed = rows(client.get("/?only=disputed&as=csv").text)
    assert disputed == [row for row in every if int(row["disputed"])]


def test_json_of_a_dossier_is_that_of_the_terminal(client: TestClient) -> None:
    found = json.loads(client.get("/dossier?a=Q902&as=json").content)
    keys = ["schema", "first", "second", "acts", "sayings", "disputes", "unit", "classes", "periods"]
    assert list(found) == keys
    assert len(found["acts"]) == len(rows(client.get("/dossier?a=Q902&as=csv").text))


def test_an_empty_dossier_offers_nothing(client: TestClient) -> None:
    assert "as=csv" not in client.get("/dossier").text


def test_an_article_is_taken_along_with_all_its_marks(
    client: TestClient, told: tuple[Story, dict[str, Doc]]
) -> None:
    doc = told[1][told[0].articles[0]]
    path = f"/article/{doc.article.id}?as="
    found = rows(client.get(path + "csv").text)
    assert {row["layer"] for row in found} >= {"names", "times", "quotes", "events"}
    for row in found:
        words = doc.text[int(row["start"]) : int(row["end"])]
        assert row["words"].lstrip("'") in (words, " ".join(words.split()))
    assert json.loads(client.get(path + "json").content)["text"] == doc.text
    assert " ".join(doc.sentences[-1].of(doc.text).split()) in client.get(path + "md").text.replace("\\", "")
    assert client.get(path + "pdf").content.startswith(b"%PDF")


def test_changes_of_an_outlet_are_taken_along(client: TestClient, told: tuple[Story, dict[str, Doc]]) -> None:
    path = f"/article/{told[0].articles[0]}/versions?as="
    changes = [
        change for version in json.loads(client.get(path + "json").content) for change in version["changes"]
    ]
    found = rows(client.get(path + "csv").text)
    assert [row["kind"] for row in found] == [change["kind"] for change in changes]
    assert client.get(path + "md").text.startswith("# ")


def test_a_paper_is_set_again_after_its_process_was_ended(
    client: TestClient, told: tuple[Story, dict[str, Doc]]
) -> None:
    path = f"/article/{told[0].articles[0]}?as=pdf"
    first = client.get(path).content
    client.app.state.press.end()  # type: ignore[attr-defined]
    assert client.get(path).content == first
