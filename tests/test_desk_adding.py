"""Adding to the desk: what was sent, what became of it, and hostile files."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desk import make_client, token
from shutro.store.opening import open_library
from shutro.store.stories import read_stories
from shutro.web.settings import Settings

REPORT = """নদীভাঙনে তিন গ্রামের মানুষ ঘরছাড়া

কুড়িগ্রাম, ১২ মার্চ: ব্রহ্মপুত্রের ভাঙনে চিলমারীর তিন গ্রামের অন্তত ৪০টি পরিবার ঘর হারিয়েছে বলে জানিয়েছেন ইউপি চেয়ারম্যান।
পানি উন্নয়ন বোর্ড জানায়, ভাঙন ঠেকাতে বালুর বস্তা ফেলা হচ্ছে।
"""


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with make_client(Settings(library=tmp_path / "shutro.db")) as client:
        yield client


def send(client: TestClient, *files: tuple[str, bytes], **fields: str) -> str:
    sent = [("files", (name, raw, "application/octet-stream")) for name, raw in files]
    answer = client.post("/add", data={"csrf": token(client), **fields}, files=sent or None)
    return answer.text


def wait(client: TestClient) -> None:
    end = time.monotonic() + 60
    while 'http-equiv="refresh"' in client.get("/work").text and time.monotonic() < end:
        time.sleep(0.1)


def test_an_empty_library_offers_examples_and_nothing_to_take_along(client: TestClient) -> None:
    html = client.get("/").text
    assert 'action="/examples"' in html
    assert "as=csv" not in html


def test_pasted_words_become_an_article_of_its_outlet_and_day(client: TestClient, tmp_path: Path) -> None:
    page = send(client, text=REPORT, outlet="prothomalo", day="2026-03-12", clock="09:30")
    assert "নদীভাঙনে তিন গ্রামের মানুষ ঘরছাড়া" in page
    wait(client)
    with open_library(tmp_path / "shutro.db") as connection:
        (story,) = read_stories(connection)
    assert story.first == "2026-03-12T09:30"
    assert f'href="/story/{story.id}"' in client.get("/").text


def test_each_file_is_told_apart(client: TestClient) -> None:
    row = json.dumps({"text": REPORT.replace("তিন", "চার")}, ensure_ascii=False).encode()
    page = send(
        client,
        ("one.txt", REPORT.encode()),
        ("rows.jsonl", row + b"\n{broken\n"),
        ("empty.txt", b"  \n"),
        ("picture.zip", b"PK\x03\x04\x00\x00\x00\x00" * 99),
    )
    for name in ("one.txt", "rows.jsonl:1", "rows.jsonl:2", "empty.txt", "picture.zip"):
        assert name in page
    assert page.count('class="came added"') == 2
    assert "এটি লেখা নয়" in page and "ফাঁকা" in page and "JSON-এর লাইনটি ভাঙা" in page


def test_a_file_that_comes_again_is_known(client: TestClient) -> None:
    send(client, ("one.txt", REPORT.encode()))
    assert 'class="came known"' in send(client, ("one.txt", REPORT.encode()))


def test_hostile_names_and_titles_are_words(client: TestClient) -> None:
    name = "../../<script>alert(1)</script>\u202egpj.txt"
    page = send(client, (name, REPORT.replace("নদীভাঙনে", "<script>x()</script>").encode()))
    assert "<script>x" not in page and "<script>alert" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;x()" in page


@pytest.mark.parametrize("fields", [{}, {"text": "  "}])
def test_nothing_is_said_so(client: TestClient, fields: dict[str, str]) -> None:
    assert 'role="alert"' in send(client, **fields)


@pytest.mark.parametrize("day", ["yesterday", "2026-13-40", "0000-00-00"])
def test_a_wrong_date_keeps_the_words(client: TestClient, day: str) -> None:
    page = send(client, text=REPORT, day=day)
    assert 'role="alert"' in page
    assert "চিলমারীর তিন গ্রামের" in page


def test_no_form_without_its_token_adds(client: TestClient) -> None:
    assert client.post("/add", data={"text": REPORT}).status_code == 403
    assert 'action="/examples"' in client.get("/").text


def test_a_batch_that_nobody_sent_is_not_there(client: TestClient) -> None:
    assert client.get("/added/nothing").status_code == 404
