"""What was dropped, and the addresses for programs, on the desk."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from desk import make_client, make_library, token
from shutro.web.pages.addresses import ADDRESSES
from shutro.web.settings import Settings


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return make_client(Settings(library=tmp_path / "shutro.db"))


def offered(client: TestClient) -> dict[str, set[str]]:
    """Return the names of the query of each address that can be taken along."""
    app = client.app
    assert isinstance(app, FastAPI)
    asked = {
        path: {one["name"] for one in methods["get"].get("parameters", ())}
        for path, methods in app.openapi()["paths"].items()
        if "get" in methods
    }
    return {path: names for path, names in asked.items() if "as" in names}


def shape(path: str) -> str:
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))


def test_every_address_that_can_be_taken_along_is_described(client: TestClient) -> None:
    described = {shape(one.path): set(one.asks) for one in ADDRESSES}
    asked = {shape(path): names for path, names in offered(client).items()}
    assert described.keys() == asked.keys()
    assert [path for path, names in described.items() if not names <= asked[path]] == []


@pytest.mark.parametrize("language", ["bn", "en"])
def test_examples_of_addresses_answer_with_json(tmp_path: Path, language: str) -> None:
    client = make_client(Settings(library=make_library(tmp_path / "shutro.db")))
    client.cookies.set("language", language)
    page = client.get("/api").text
    examples = [
        part.partition('"')[0].replace("&amp;", "&") for part in page.split('class="example"><a href="')[1:]
    ]
    assert len(examples) == len(ADDRESSES)
    assert [client.get(example).headers["content-type"] for example in examples] == [
        "application/json"
    ] * len(examples)


def test_an_empty_library_has_its_addresses_described(client: TestClient) -> None:
    assert client.get("/api").status_code == 200


def test_a_file_that_holds_no_report_is_shown_with_the_reason(client: TestClient) -> None:
    files = {"files": ("খালি.txt", b"", "text/plain")}
    client.post("/add", data={"csrf": token(client)}, files=files)
    page = client.get("/dropped").text
    assert "খালি.txt" in page
    (row,) = client.get("/dropped?as=json").json()["rows"]
    assert row["reason"] == "is empty"
    assert client.get("/dropped", params={"reason": "is empty"}).text.count("খালি.txt") == 1
    assert "খালি.txt" not in client.get("/dropped", params={"reason": "another"}).text
