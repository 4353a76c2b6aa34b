"""Deciding on the desk: the forms, what a decision changes, the log, taking back and restoring."""

import csv
import html
import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex
from sqlalchemy import Connection
from starlette.testclient import TestClient

from desk import make_client, make_library, token
from shutro.decisions.corrections import LAYERS
from shutro.decisions.records import Decision, find_standing
from shutro.model import Doc, Story
from shutro.store.decisions import read_log
from shutro.store.opening import open_library
from shutro.store.stories import read_stories, read_story
from shutro.web.settings import Settings

HOSTILE = "<script>alert(1)</script>\u202e'\" OR 1=1 --"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_library(tmp_path_factory.mktemp("library") / "shutro.db")


@pytest.fixture(scope="module")
def running(library: Path) -> Iterator[TestClient]:
    """Yield a desk whose library keeps what the tests decide: none relies on the log being empty."""
    with make_client(Settings(library=library, changes=10_000)) as client:
        yield client


@pytest.fixture
def client(running: TestClient) -> TestClient:
    running.cookies.clear()
    running.cookies.set("language", "bn")
    running.cookies.set("name", "Rina")
    return running


@pytest.fixture
def connection(library: Path) -> Iterator[Connection]:
    with open_library(library) as connection:
        yield connection


def disputed(connection: Connection) -> tuple[Story, dict[str, Doc]]:
    story = next(one for one in read_stories(connection) if "লঞ্চডুবি" in one.title)
    return read_story(connection, story.id)


def send(client: TestClient, path: str = "/decisions", **fields: object) -> str:
    return client.post(path, data={"csrf": token(client), **fields}).text


def settle(client: TestClient) -> None:
    """Wait until the worker has honoured what was decided."""
    end = time.monotonic() + 120
    while 'http-equiv="refresh"' in client.get("/work").text and time.monotonic() < end:
        time.sleep(0.1)


def forms(client: TestClient, **query: str) -> str:
    answer = client.get("/decide", params=query)
    assert answer.status_code == 200
    return answer.text


def stories(connection: Connection) -> list[set[str]]:
    return [set(story.articles) for story in read_stories(connection)]


def last(connection: Connection) -> Decision:
    return read_log(connection)[-1]


# What is decided.


def test_stories_are_merged_parted_and_merged_again(client: TestClient, connection: Connection) -> None:
    before = stories(connection)
    one, other = read_stories(connection)[:2]
    page = send(client, act="merge", of=one.id, against=other.id, note="one day")
    number = last(connection).number
    assert "একই কাহিনি" in page and "one day" in page and "Rina" in page
    assert f'action="/decisions/{number}/undo"' in page
    settle(client)
    assert set(one.articles) | set(other.articles) in stories(connection)
    assert one.title in client.get(f"/decisions/{number}").text
    send(client, f"/decisions/{number}/undo")
    settle(client)
    assert stories(connection) == before
    restored = send(client, f"/decisions/{number + 1}/undo")
    assert f'action="/decisions/{number}/undo"' in restored
    assert number in {decision.number for decision in find_standing(read_log(connection)).standing}
    send(client, f"/decisions/{number}/undo")
    settle(client)


def test_a_story_is_named_by_its_address(client: TestClient, connection: Connection) -> None:
    one, other = read_stories(connection)[:2]
    send(client, act="merge", of=one.id, against=f"http://127.0.0.1:8000/story/{other.id}?only=single#x")
    assert {anchor.article for anchor in last(connection).against} == set(other.articles)
    send(client, f"/decisions/{last(connection).number}/undo")


def test_reports_are_taken_out_of_a_story(client: TestClient, connection: Connection) -> None:
    story, _ = disputed(connection)
    form = forms(client, story=story.id)
    assert all(f'value="{article}"' in form for article in story.articles)
    send(client, act="split", of=story.id, against=list(story.articles[:2]))
    assert [anchor.article for anchor in last(connection).subject] == list(story.articles[:2])
    send(client, f"/decisions/{last(connection).number}/undo")


def test_a_value_marked_wrong_counts_for_nothing(client: TestClient, connection: Connection) -> None:
    story, _ = disputed(connection)
    finding = next(one for one in story.findings if one.agreement == "disputed")
    wrong = finding.values[0].value
    form = forms(client, story=story.id, finding=finding.id)
    assert f'<option value="{html.escape(wrong)}"' in form
    send(client, act="wrong", story=story.id, of=finding.id, value=wrong)
    settle(client)
    assert "✗" in client.get(f"/decisions/{last(connection).number}").text
    again = read_story(connection, story.id)[0]
    assert {mark.claim.value for mark in again.marks} == {wrong}
    same = [one for one in again.findings if one.id == finding.id]
    assert all(value.value != wrong for one in same for value in one.values)


def test_a_claim_is_checked_where_it_stands(client: TestClient, connection: Connection) -> None:
    story, _ = disputed(connection)
    claim = story.findings[0].values[0].claims[0]
    at = f"{claim.span.start}-{claim.span.end}"
    assert 'value="checked"' in forms(client, article=claim.article, at=at)
    send(client, act="checked", of=f"{claim.article}:{at}", note="called")
    assert (last(connection).judgement, last(connection).note) == ("checked", "called")


def test_reports_of_another_event_leave_the_finding(client: TestClient, connection: Connection) -> None:
    story, _ = disputed(connection)
    finding = next(one for one in story.findings if one.agreement == "disputed" and len(one.values) > 1)
    apart = {claim.article for claim in finding.values[0].claims}
    stay = {claim.article for value in finding.values[1:] for claim in value.claims}
    send(
        client,
        act="not-same-event",
        story=story.id,
        of=[f"{finding.id}@{article}" for article in sorted(apart - stay)],
        against=finding.id,
    )
    assert last(connection).judgement == "two events"


def test_findings_are_put_together(client: TestClient, connection: Connection) -> None:
    story, _ = disputed(connection)
    one, other = [found for found in story.findings if found.point.attribute == "count"][:2]
    send(client, act="same-event", story=story.id, of=one.id, against=other.id)
    assert last(connection).judgement == "one event"


def test_the_kind_of_a_name_is_corrected(client: TestClient, connection: Connection) -> None:
    story, docs = disputed(connection)
    doc = docs[story.articles[0]]
    mention = next(one for one in doc.mentions if one.kind == "LOC")
    at = f"{mention.span.start}-{mention.span.end}"
    assert 'name="set.kind"' in forms(client, article=doc.article.id, at=at)
    fields = {"was.kind": "LOC", "set.kind": "ORG", "was.lemma": mention.lemma, "set.lemma": mention.lemma}
    page = send(client, act="change", layer="mentions", of=f"{doc.article.id}:{at}", **fields)
    assert "ধরন = প্রতিষ্ঠান" in page
    again = read_story(connection, story.id)[1][doc.article.id]
    assert next(one for one in again.mentions if one.span == mention.span).kind == "ORG"


def test_the_speaker_of_a_quote_is_corrected(client: TestClient, connection: Connection) -> None:
    story, docs = disputed(connection)
    doc, quote = next((doc, quote) for doc in docs.values() for quote in doc.quotes if quote.speaker)
    other = next(one.span for one in doc.mentions if one.span != quote.speaker)
    place = f"{doc.article.id}:{quote.span.start}-{quote.span.end}"
    speaker = f"{other.start}-{other.end}"
    send(client, act="change", layer="quotes", of=place, **{"was.speaker": "", "set.speaker": speaker})
    again = read_story(connection, story.id)[1][doc.article.id]
    assert next(one for one in again.quotes if one.span == quote.span).speaker == other


def test_a_mark_is_removed_and_one_is_added(client: TestClient, connection: Connection) -> None:
    story, docs = disputed(connection)
    doc = docs[story.articles[0]]
    mention = doc.mentions[0]
    place = f"{doc.article.id}:{mention.span.start}-{mention.span.end}"
    send(client, act="remove", layer="mentions", of=place)
    removed = read_story(connection, story.id)[1][doc.article.id]
    assert mention.span not in {one.span for one in removed.mentions}
    send(client, act="add", layer="mentions", of=place, **{"set.kind": "MISC"})
    added = read_story(connection, story.id)[1][doc.article.id]
    assert next(one for one in added.mentions if one.span == mention.span).kind == "MISC"


def test_an_article_rests_on_an_agency(client: TestClient, connection: Connection) -> None:
    story, _ = disputed(connection)
    assert 'value="reuters"' in forms(client, article=story.articles[0])
    assert "রয়টার্স" in send(client, act="rests-on", of=story.articles[0], against="reuters")
    send(client, act="independent", of=story.articles[0], against=story.articles[1])
    assert last(connection).judgement == "independent"


def test_names_are_made_one_and_parted(client: TestClient, connection: Connection) -> None:
    story, docs = disputed(connection)
    one, other = [entity for entity in story.entities if entity.kind == "PER"][:2]
    named = next(doc for doc in docs.values() if any(link.entity == one.id for link in doc.links))
    assert f'value="{named.article.id}"' in forms(client, entity=one.id)
    assert other.id in forms(client, entity=one.id, alike=other.names[0][1])
    send(client, act="same-name", of=one.id, against=other.id)
    assert last(connection).judgement == "one entity"
    send(client, f"/decisions/{last(connection).number}/undo")


# What is asked and refused.


def test_every_place_of_an_article_has_its_forms(client: TestClient, connection: Connection) -> None:
    story, docs = disputed(connection)
    doc = docs[story.articles[0]]
    for layer in LAYERS:
        assert 'name="act"' in forms(client, article=doc.article.id, at="0-5", layer=layer)
    for event in doc.events:
        forms(client, article=doc.article.id, at=f"{event.trigger.start}-{event.trigger.end}")
    assert 'name="set.code"' in forms(client, article=doc.article.id, at="0-5", layer="events")


def test_htmx_gets_only_the_forms(client: TestClient, connection: Connection) -> None:
    story, _ = disputed(connection)
    part = client.get("/decide", params={"story": story.id}, headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert 'action="/decisions"' in part


def test_story_finding_and_article_lead_to_their_forms(client: TestClient, connection: Connection) -> None:
    story, _ = disputed(connection)
    page = client.get(f"/story/{story.id}").text
    assert f"/decide?story={story.id}&amp;next=" in page
    assert f"/decide?story={story.id}&amp;finding={story.findings[0].id}" in page
    assert f"/decide?article={story.articles[0]}" in client.get(f"/article/{story.articles[0]}").text
    entity = story.entities[0].id
    assert f"/decide?entity={entity}" in client.get(f"/actor/{entity}").text


def test_who_has_no_name_is_asked_for_one_and_kept(client: TestClient, connection: Connection) -> None:
    client.cookies.delete("name")
    story, _ = disputed(connection)
    assert 'name="who"' in forms(client, story=story.id)
    send(client, act="checked", story=story.id, of=story.findings[0].id, who="Karim")
    assert last(connection).who == "Karim"
    assert 'name="who"' not in forms(client, story=story.id)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"act": "merge"},
        {"act": "nothing", "of": "a"},
        {"act": "merge", "of": "zzz", "against": "yyy"},
        {"act": "split", "of": HOSTILE, "against": HOSTILE},
        {"act": "change", "layer": "mentions", "of": "a:0-4", "set.kind": "X"},
        {"act": "remove", "layer": "nothing", "of": HOSTILE},
        {"act": "wrong", "of": HOSTILE, "story": HOSTILE},
        {"act": "rests-on", "of": "zzz", "against": "reuters"},
    ],
)
def test_what_cannot_be_decided_is_told(
    client: TestClient, connection: Connection, fields: dict[str, str]
) -> None:
    before = read_log(connection)
    answer = client.post("/decisions", data={"csrf": token(client), **fields})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "<script>alert" not in answer.text
    assert read_log(connection) == before


@pytest.mark.parametrize(
    ("fields", "in_bengali", "in_english"),
    [
        ({"act": "merge", "of": "zzz", "against": "yyy"}, "আর গ্রন্থাগারে নেই", "no longer in the library"),
        ({"act": "merge"}, "ফরমে বেছে নিন", "choose it in the form"),
        ({"act": "remove", "layer": "times", "of": "ARTICLE:0-1"}, "(সময়)", "exactly these words"),
        ({"act": "rests-on", "of": "ARTICLE", "against": "ARTICLE"}, "আলাদা প্রতিবেদন", "different reports"),
    ],
)
def test_a_refusal_is_told_in_the_language_of_the_reader(
    client: TestClient, connection: Connection, fields: dict[str, str], in_bengali: str, in_english: str
) -> None:
    story, _ = disputed(connection)
    sent = {name: value.replace("ARTICLE", story.articles[0]) for name, value in fields.items()}
    for language, told in (("bn", in_bengali), ("en", in_english)):
        client.cookies.set("language", language)
        answer = client.post("/decisions", data={"csrf": token(client), **sent})
        assert told in html.unescape(answer.text)


def test_no_form_without_its_token_decides(client: TestClient, connection: Connection) -> None:
    before, (story, _) = read_log(connection), disputed(connection)
    assert client.post("/decisions", data={"act": "checked", "of": story.findings[0].id}).status_code == 403
    assert read_log(connection) == before


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"story": "zzz"},
        {"article": "zzz"},
        {"entity": "zzz"},
        {"story": HOSTILE, "finding": HOSTILE},
    ],
)
def test_forms_for_nothing_are_not_there(client: TestClient, query: dict[str, str]) -> None:
    assert client.get("/decide", params=query).status_code == 404


def test_no_decision_leads_elsewhere(client: TestClient, connection: Connection) -> None:
    story, _ = disputed(connection)
    page = send(client, act="checked", story=story.id, of=story.findings[0].id, next="//evil.example/")
    assert "evil.example" not in page


# The log.


def test_the_log_shows_who_decided_what_and_what_stands(client: TestClient, connection: Connection) -> None:
    story, _ = disputed(connection)
    send(client, act="checked", story=story.id, of=story.findings[0].id, note=HOSTILE)
    number = last(connection).number
    send(client, act="rests-on", of=story.articles[0], against="reuters", who="Karim")
    send(client, f"/decisions/{number}/undo")
    page = client.get("/decisions").text
    assert f'id="d{number + 2}"' in page
    assert "<script>alert" not in page
    assert f'id="d{number}"' in client.get("/decisions?state=undone").text
    assert f'id="d{number}"' not in client.get("/decisions?state=stands").text
    assert f'id="d{number + 1}"' in client.get("/decisions?kind=rests+on&by=Karim").text
    assert '<li class="card' not in client.get("/decisions?by=nobody").text
    assert f'id="d{number}"' not in client.get(f"/decisions?before={number}").text


def test_the_log_is_exported(client: TestClient, connection: Connection) -> None:
    story, _ = disputed(connection)
    send(client, act="checked", story=story.id, of=story.findings[0].id, note="=1+1")
    row, *_ = csv.DictReader(io.StringIO(client.get("/decisions?as=csv").text.removeprefix("\ufeff")))
    assert (row["judgement"], row["who"], row["note"]) == ("checked", "Rina", "'=1+1")
    one, *_ = client.get("/decisions?as=json").json()
    assert (one["decision"], one["note"]) == (last(connection).number, "=1+1")


def test_a_decision_that_is_not_there_is_told(client: TestClient) -> None:
    assert client.get("/decisions/9999").status_code == 404
    assert client.post("/decisions/9999/undo", data={"csrf": token(client)}).status_code == 422


def test_every_link_of_a_decision_leads_somewhere(client: TestClient, connection: Connection) -> None:
    story, _ = disputed(connection)
    page = send(client, act="wrong", story=story.id, of=story.findings[0].id)
    links = regex.findall(r'href="(/(?:article|story)/[^"#]+)', page)
    assert links
    for link in links:
        assert client.get(html.unescape(link)).status_code == 200


def test_an_orphan_says_why_it_does_not_fit(client: TestClient, connection: Connection) -> None:
    gone = next(story for story in read_stories(connection) if "লঞ্চডুবি" not in story.title).articles[0]
    send(client, act="rests-on", of=gone, against="reuters")
    number = last(connection).number
    assert "মুছে ফেলুন" in client.get(f"/article/{gone}/drop").text
    send(client, f"/article/{gone}/drop")
    assert client.get(f"/article/{gone}").status_code == 404
    assert client.get(f"/article/{gone}/drop").status_code == 404
    page = client.get("/decisions?state=orphan").text
    assert f'id="d{number}"' in page
    assert "প্রতিবেদনটি আর গ্রন্থাগারে নেই" in page
    assert f'href="/article/{gone}' not in page
