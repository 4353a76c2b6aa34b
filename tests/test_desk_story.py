"""The story page and the article page of the desk, asked without JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import regex
from starlette.testclient import TestClient

from desk import make_client, make_library
from shutro.model import Doc, Story
from shutro.store.opening import open_library
from shutro.store.stories import read_stories, read_story
from shutro.web.settings import Settings

LINK = regex.compile(r'href="(/story/[^"#]*\?article=[^"#]*)#here"')


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_library(tmp_path_factory.mktemp("library") / "shutro.db")


@pytest.fixture(scope="module")
def told(library: Path) -> tuple[Story, dict[str, Doc]]:
    """Return the story of the sunken ferry."""
    with open_library(library) as connection:
        story = next(story for story in read_stories(connection) if "লঞ্চডুবি" in story.title)
        return read_story(connection, story.id)


@pytest.fixture(scope="module")
def client(library: Path) -> Iterator[TestClient]:
    with make_client(Settings(library=library)) as client:
        client.cookies.set("language", "bn")
        yield client


def test_story_shows_all_kinds_of_agreement(client: TestClient, told: tuple[Story, dict[str, Doc]]) -> None:
    html = client.get(f"/story/{told[0].id}").text
    for finding in told[0].findings:
        assert f'id="s1-{finding.agreement}"' in html


def test_story_shows_only_what_is_asked_for(client: TestClient, told: tuple[Story, dict[str, Doc]]) -> None:
    html = client.get(f"/story/{told[0].id}?only=disputed").text
    assert 'id="s1-disputed"' in html
    assert 'id="s1-agreed"' not in html


def test_sentence_opens_its_article_with_the_sentence_marked(
    client: TestClient, told: tuple[Story, dict[str, Doc]]
) -> None:
    story, docs = told
    claim = story.findings[0].values[0].claims[0]
    html = client.get(f"/story/{story.id}?article={claim.article}&at={claim.sentence.start}").text
    marked = "".join(regex.findall(r'<mark class="hit"[^>]*>(.*?)</mark>', html, regex.DOTALL))
    words = regex.sub(r"<small.*?</small>|<[^>]*>", "", marked)
    assert words == claim.sentence.of(docs[claim.article].text)
    assert html.count('id="here"') == 1


def test_every_link_to_a_sentence_leads_to_one(
    client: TestClient, told: tuple[Story, dict[str, Doc]]
) -> None:
    html = client.get(f"/story/{told[0].id}").text
    links = sorted({link.replace("&amp;", "&") for link in LINK.findall(html) if "at=" in link})
    assert links
    for link in links[:12]:
        assert 'id="here"' in client.get(link).text


def test_article_of_another_story_is_not_found(
    client: TestClient, told: tuple[Story, dict[str, Doc]]
) -> None:
    assert client.get(f"/story/{told[0].id}?article=nobody").status_code == 404
    assert client.get("/story/nobody").status_code == 404


def test_a_place_that_is_not_there_marks_nothing(
    client: TestClient, told: tuple[Story, dict[str, Doc]]
) -> None:
    article = told[0].articles[0]
    for at in ("99999999", "5-2", "x", "-1", "1-999999999"):
        page = client.get(f"/story/{told[0].id}", params={"article": article, "at": at})
        assert page.status_code == 200
        assert 'class="hit"' not in page.text


def test_what_was_seen_is_no_longer_new(client: TestClient, told: tuple[Story, dict[str, Doc]]) -> None:
    path = f"/story/{told[0].id}"
    before = client.get(path).text
    token = regex.search(r'name="csrf" value="([^"]+)"', before)
    assert token
    after = client.post(f"{path}/seen", data={"csrf": token[1]}).text
    assert "শেষবার দেখার পর নতুন কিছু আসেনি" not in before
    assert "শেষবার দেখার পর নতুন কিছু আসেনি" in after


def test_htmx_gets_only_the_article(client: TestClient, told: tuple[Story, dict[str, Doc]]) -> None:
    path = f"/story/{told[0].id}?article={told[0].articles[0]}"
    part = client.get(path, headers={"HX-Request": "true", "HX-Target": "aside#beside"}).text
    assert "<html" not in part
    assert 'class="text"' in part
