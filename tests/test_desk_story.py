"""The story page and the article page of the desk, asked without JavaScript."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
import regex
from starlette.testclient import TestClient

from desk import copy_library, make_client, make_library, read_ferry, token
from shutro.ingest.articles import to_article
from shutro.ingest.files import read_pages
from shutro.model import Doc, Page, Story
from shutro.store.articles import add_article
from shutro.store.opening import open_library
from shutro.store.readers import mark_seen
from shutro.updating import update
from shutro.web.app import make_app
from shutro.web.settings import LOCAL, Settings
from storybook import HOSTILE, make_doc

LINK = regex.compile(r'href="(/story/[^"#]*\?article=[^"#]*)#here"')


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_library(tmp_path_factory.mktemp("library") / "shutro.db")


@pytest.fixture(scope="module")
def told(library: Path) -> tuple[Story, dict[str, Doc]]:
    """Return the story of the sunken ferry."""
    return read_ferry(library)


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


def test_a_finding_has_a_page_with_all_that_the_story_folds(
    client: TestClient, told: tuple[Story, dict[str, Doc]]
) -> None:
    story, _ = told
    html = client.get(f"/story/{story.id}").text
    for finding in story.findings:
        path = f"/story/{story.id}?whole={finding.id}"
        whole = client.get(path).text
        claims = [claim for value in finding.values for claim in value.claims]
        places = {f"article={claim.article}&amp;at={claim.sentence.start}#here" for claim in claims}
        places |= {f"article={step.article}&amp;at=" for origin in finding.origins for step in origin.steps}
        assert [place for place in sorted(places) if place not in whole] == []
        assert f'href="{path}"' not in whole
    assert f'href="/story/{story.id}?whole=' in html


def test_htmx_gets_only_the_part_that_is_opened(
    client: TestClient, told: tuple[Story, dict[str, Doc]]
) -> None:
    story, _ = told
    html = client.get(f"/story/{story.id}").text
    asked = {
        (unescape(address), part)
        for address, part in regex.findall(r'hx-get="([^"]*)" hx-select="#([^"]+)"', html)
    }
    assert asked
    for address, part in asked:
        found = client.get(address, headers={"HX-Request": "true"}).text
        assert f'id="{part}"' in found
        assert "<html" not in found


def test_sentences_that_match_stand_on_a_page_of_their_own(
    client: TestClient, told: tuple[Story, dict[str, Doc]]
) -> None:
    story, _ = told
    pairs = [pair for copy in story.copies for pair in copy.evidence]
    assert pairs
    whole = client.get(f"/story/{story.id}?whole=copies").text
    assert whole.count('class="pair"') == len(pairs)
    assert 'class="pair"' not in client.get(f"/story/{story.id}").text


def test_article_shows_its_layers_as_the_address_says(
    client: TestClient, told: tuple[Story, dict[str, Doc]]
) -> None:
    path = f"/article/{told[0].articles[0]}"
    ticked = regex.compile(r'value="([a-z]+)" checked')
    assert set(ticked.findall(client.get(path).text)) == {"names", "quotes"}
    assert set(ticked.findall(client.get(f"{path}?marks=times,events").text)) == {"times", "events"}
    assert set(ticked.findall(client.get(f"{path}?marks=&marks=times").text)) == {"times"}
    assert not ticked.findall(client.get(f"{path}?marks=").text)


def test_marks_that_overlap_lose_no_letter(client: TestClient, told: tuple[Story, dict[str, Doc]]) -> None:
    for article in told[0].articles:
        text = client.get(f"/article/{article}").text.partition('<div class="text"')[2].partition("</div>")[0]
        bare = regex.sub(r"<small.*?</small>|<sup.*?</sup>|<[^>]*>", "", "<" + text, flags=regex.DOTALL)
        assert "".join(unescape(bare).split()) == "".join(told[1][article].text.split())


def test_article_leads_to_what_rests_on_it(client: TestClient, told: tuple[Story, dict[str, Doc]]) -> None:
    story = told[0]
    html = client.get(f"/article/{story.articles[0]}").text
    links = {unescape(link) for link in regex.findall(r'href="(/story/[^"]*#s1f[0-9]+)"', html)}
    assert links
    for link in links:
        path, _, anchor = link.partition("#")
        assert f'id="{anchor}"' in client.get(path).text


def test_raw_page_is_sent_as_it_came_and_never_runs(
    client: TestClient, told: tuple[Story, dict[str, Doc]]
) -> None:
    for article in told[0].articles:
        response = client.get(f"/article/{article}/raw")
        assert response.headers["content-type"] == "text/plain; charset=utf-8"
        assert "sandbox" in response.headers["content-security-policy"]
        assert sha256(response.content).hexdigest() == told[1][article].article.page


def test_hostile_article_is_only_text(tmp_path: Path) -> None:
    text = f"সেতুতে দুর্ঘটনা\n\nরূপনগরে সেতু ভেঙে ৭ জন নিহত হয়েছেন। {HOSTILE} \u202eপুলিশ তদন্ত করছে। {'দীর্ঘ' * 3000}"
    file = tmp_path / f"{HOSTILE.replace('/', '')}.txt"
    file.write_text(text, encoding="utf-8")
    library = tmp_path / "shutro.db"
    with open_library(library, create=True) as connection:
        (page,) = read_pages([file])
        assert isinstance(page, Page)
        article, dropped = to_article(page)
        add_article(connection, page, article, dropped, published="2026-11-14", at="2026-11-14T08:00:00Z")
        for _ in update(connection):
            pass
    with make_client(Settings(library=library)) as client:
        (story,) = regex.findall(r'href="(/story/[0-9a-f]+)"', client.get("/").text)[:1]
        for path in (story, f"{story}?article={article.id}&at=20", f"/article/{article.id}"):
            html = client.get(path).text
            assert "<script>" not in html
            assert "<img" not in html
            assert "onerror=alert" not in regex.sub(r"&lt;.*?&gt;", "", html)
        assert client.get(f"/article/{article.id}/versions").status_code == 200


def test_outlet_shows_what_it_changed(tmp_path: Path) -> None:
    library = tmp_path / "shutro.db"
    address = "https://example.org/bridge"
    with open_library(library, create=True) as connection:
        for hour, figure in ((9, "৭"), (15, "৯")):
            page = Page(digest=figure, raw=figure.encode(), name=f"{hour}.txt", media="text")
            article = make_doc(
                f"a{hour}",
                f"সেতুতে দুর্ঘটনা\n\nরূপনগরে সেতু ভেঙে {figure} জন নিহত হয়েছেন। পুলিশ তদন্ত করছে।",
                outlet="x1",
                published=f"2026-11-14T{hour:02}:00+06:00",
                url=address,
            ).article
            article = replace(article, page=figure)
            add_article(connection, page, article, (), published=None, at="2026-11-14T08:00:00Z")
        for _ in update(connection):
            pass
    with make_client(Settings(library=library)) as client:
        html = client.get("/article/a15/versions").text
        assert "<del>৭</del>" in html
        assert "<ins>৯</ins>" in html


def test_an_article_is_shown_before_it_is_read(tmp_path: Path) -> None:
    library = tmp_path / "shutro.db"
    with open_library(library, create=True) as connection:
        article = make_doc(
            "a1", "সেতুতে দুর্ঘটনা\n\nরূপনগরে সেতু ভেঙেছে।", outlet="x1", published="2026-11-14"
        ).article
        page = Page(digest="a1", raw=b"x", name="a1.txt", media="text")
        add_article(connection, page, article, (), published=None, at="2026-11-14T08:00:00Z")
    app = make_app(Settings(library=library))
    page_of_it = TestClient(app, base_url=f"http://{LOCAL}").get("/article/a1")  # without its worker
    assert page_of_it.status_code == 200
    assert "রূপনগরে সেতু ভেঙেছে।" in page_of_it.text


def test_today_tells_a_reader_what_came_since_he_looked(library: Path, tmp_path: Path) -> None:
    story, _ = read_ferry(library)
    before = replace(story, articles=story.articles[:3], findings=story.findings[:5])
    copy = copy_library(library, tmp_path)
    with open_library(copy) as connection:
        mark_seen(connection, "Rina", [before], at="2026-11-22T09:00:00+00:00")
    with make_client(Settings(library=copy)) as client:
        client.cookies.set("language", "en")
        assert "Since you last looked" not in client.get("/").text
        client.cookies.set("name", "Rina")
        assert f"Since you last looked</a>: {len(story.articles) - 3} reports" in client.get("/").text
        client.post(f"/story/{story.id}/seen", data={"csrf": token(client)})
        assert "Since you last looked" not in client.get("/").text


def test_what_is_fresh_on_today_leads_to_its_finding(client: TestClient) -> None:
    links = regex.findall(r'href="(/story/\w+\?finding=\w+)"', client.get("/").text)
    assert links
    for link in links:
        page = client.get(link, follow_redirects=False)
        anchor = page.headers["location"].partition("#")[2]
        assert f'id="{anchor}"' in client.get(page.headers["location"]).text


def test_a_finding_that_is_gone_leads_to_its_story(
    client: TestClient, told: tuple[Story, dict[str, Doc]]
) -> None:
    assert client.get(f"/story/{told[0].id}?finding=nothing", follow_redirects=False).status_code == 200
