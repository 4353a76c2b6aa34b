"""Nothing that an article, its name, its outlet, a query or a note says becomes markup, and every page comes."""

from collections.abc import Iterator

import pytest
import regex
from starlette.testclient import TestClient

from desk import make_client
from hostile import HARM, make_hostile_library
from shutro.web.settings import Settings
from walking import Leaf, walk

STEERING = regex.compile(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    library = make_hostile_library(tmp_path_factory.mktemp("hostile") / "shutro.db")
    with make_client(Settings(library=library)) as client:
        yield client


@pytest.fixture(scope="module")
def leaves(client: TestClient) -> list[Leaf]:
    return [leaf for leaf in walk(client, of_a_kind=1) if leaf.media == "text/html"]


def test_every_page_of_a_hostile_library_comes(leaves: list[Leaf]) -> None:
    assert not [leaf.address for leaf in leaves if leaf.status >= 500]
    assert len(leaves) > 10


def test_no_page_holds_a_script_style_or_handler_of_an_article(leaves: list[Leaf]) -> None:
    for leaf in leaves:
        assert not faults(leaf), leaf.address


def test_no_page_holds_a_mark_that_steers_its_text(leaves: list[Leaf]) -> None:
    for leaf in leaves:
        found = STEERING.search(leaf.text)
        assert found is None, (leaf.address, leaf.text[found.start() - 80 : found.end() + 20])


@pytest.mark.parametrize("harm", HARM, ids=range(len(HARM)))
@pytest.mark.parametrize("name", ["q", "who", "from", "act", "a", "at", "article", "by", "next", "uncovered"])
def test_hostile_queries_stay_words(client: TestClient, name: str, harm: str) -> None:
    for path in ("/", "/search", "/quotes", "/dossier", "/decisions", "/decide", "/login"):
        answer = client.get(path, params={name: harm[:3000], "b": harm[:50]})
        assert answer.status_code < 500, path
        page = Leaf(address=path, found_on="", status=200, media="text/html", text=answer.text)
        assert not faults(page), path
        assert not STEERING.search(answer.text), path


def faults(leaf: Leaf) -> list[str]:
    """Return what on a page would run, load or lead somewhere else than its own parts do."""
    found = []
    for element in leaf.tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in ("style", "iframe", "object", "embed", "base"):
            found.append(element.tag)
        if element.tag == "script" and not (
            element.get("src", "").startswith("/static/") and not element.text
        ):
            found.append("script")
        for name, value in element.attrib.items():
            if name.startswith("on") or name == "style":
                found.append(f"{element.tag} {name}")
            if name in ("src", "action") and not value.startswith("/"):
                found.append(f"{element.tag} {name}={value[:60]}")
            if name in ("href", "xlink:href") and value.strip().lower().startswith(
                ("javascript", "data", "vbscript")
            ):
                found.append(f"{element.tag} {name}={value[:60]}")
    return found
