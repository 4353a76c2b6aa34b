"""Today's filters, search, actors, dossiers, quotes, outlets and agencies on the desk, asked without JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desk import make_client, make_library, read_ferry
from shutro.publish.wording import wording
from shutro.web.settings import Settings


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_library(tmp_path_factory.mktemp("library") / "shutro.db")


@pytest.fixture(scope="module")
def client(library: Path) -> Iterator[TestClient]:
    with make_client(Settings(library=library)) as client:
        client.cookies.set("language", "bn")
        yield client


def stories_in(html: str) -> int:
    return html.count('<li class="card">')


def test_today_shows_every_story_with_its_reports_and_origins(client: TestClient, library: Path) -> None:
    html = client.get("/").text
    most = max(len(finding.origins) for finding in read_ferry(library)[0].findings)
    shown = wording("bn").count("origins", most)
    assert stories_in(html) == 6
    assert "৮টি প্রতিবেদন" in html
    assert f"সর্বোচ্চ {shown}" in html
    assert html.count('<div class="spark">') == 6


def test_today_holds_what_the_filters_ask_for(client: TestClient) -> None:
    some = client.get("/?from=2026-11-01&to=2026-11-30").text
    assert 0 < stories_in(some) < 6
    assert stories_in(client.get("/?only=one-origin").text) == 0


def test_typed_name_becomes_an_id_in_the_address(client: TestClient) -> None:
    answer = client.get("/?place=Kolkata&who=&from=", follow_redirects=False)
    assert answer.status_code == 303
    address = answer.headers["location"]
    assert "Kolkata" not in address
    assert "who" not in address
    assert 'class="chip" href="/"' in client.get(address).text
    assert client.get(address, follow_redirects=False).status_code == 200


def test_each_filter_can_be_taken_away_alone(client: TestClient) -> None:
    html = client.get("/?act=CONSULT&from=2026-11").text
    assert 'href="/?from=2026-11"' in html
    assert 'href="/?act=CONSULT"' in html


def test_a_month_stands_in_its_field_where_one_for_days_would_lose_it(client: TestClient) -> None:
    html = client.get("/?from=2026-11").text
    assert 'name="from" type="text" value="2026-11"' in html
    assert 'name="to" type="date" value=""' in html
    assert 'name="from" type="date" value="2026-11-01"' in client.get("/quotes?from=2026-11-01").text


def test_filter_that_means_nobody_finds_no_story(client: TestClient) -> None:
    html = client.get("/?who=<b>নেই</b>").text
    assert stories_in(html) == 0
    assert "<b>নেই</b>" not in html


def test_names_are_suggested_in_both_scripts(client: TestClient) -> None:
    assert "ঢাকা" in client.get("/suggest?kind=place&of=place&place=ঢা").text
    assert "ঢাকা" in client.get("/suggest?kind=place&of=place&place=Dhak").text
    assert "<option" not in client.get("/suggest?kind=place&of=place&place=").text


def test_search_marks_words_with_any_ending_and_names_in_any_script(client: TestClient) -> None:
    html = client.get("/search", params={"q": "dhaka পানি"}).text
    assert "<mark>ঢাকার</mark>" in html
    assert "<mark>পানির</mark>" in html
    assert "৯টি প্রতিবেদনে" in html


def test_hits_stand_under_their_stories(client: TestClient) -> None:
    html = client.get("/search?q=ঢাকা পানি").text
    assert html.count('<li class="group">') == 3
    assert html.count('<li class="hit-of">') == 9


def test_search_can_be_narrowed_and_widened_again(client: TestClient) -> None:
    html = client.get("/search?q=পানি").text
    narrower = next(
        part for part in html.split('href="') if part.startswith("/search?q=") and "2026-10" in part
    )
    some = client.get(narrower.partition('"')[0].replace("&amp;", "&")).text
    assert 0 < some.count('<li class="hit-of">') < html.count('<li class="hit-of">')
    assert 'href="/search?q=%E0%A6%AA%E0%A6%BE%E0%A6%A8%E0%A6%BF"' in some


def test_unknown_name_in_a_field_is_told(client: TestClient) -> None:
    html = client.get("/search?q=who:<i>xyzzyq</i>").text
    assert 'class="notice"' in html
    assert "<i>xyz" not in html


def test_search_page_helps_before_anything_is_asked(client: TestClient) -> None:
    assert '<details class="help" open>' in client.get("/search").text


def test_results_alone_are_sent_while_one_types(client: TestClient) -> None:
    part = client.get("/search?q=পানি", headers={"HX-Request": "true", "HX-Target": "div#results"}).text
    assert "<html" not in part
    assert "<mark>" in part


@pytest.mark.parametrize(
    "query", ['"', "AND", "who:", "when:9999-99", "x" * 3000, "a:b:c", "%00", "*", "NEAR("]
)
def test_no_query_breaks_the_search(client: TestClient, query: str) -> None:
    assert client.get("/search", params={"q": query}).status_code == 200


@pytest.fixture(scope="module")
def pair(client: TestClient) -> str:
    """Return the address of the dossier of Bangladesh and India, asked for by names in two scripts."""
    answer = client.get("/dossier?a=বাংলাদেশ&b=india&from=&to=", follow_redirects=False)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_dossier_by_names_gets_an_address_that_lasts(client: TestClient, pair: str) -> None:
    assert "india" not in pair
    assert "from" not in pair
    assert "বাংলাদেশ ও ভারত" in client.get(pair).text


def test_dossier_shows_chart_acts_sayings_and_disputes(client: TestClient, pair: str) -> None:
    html = client.get(pair).text
    for part in ('class="quads"', 'id="acts"', 'id="sayings"', 'id="disputes"'):
        assert part in html
    assert "?article=" in html


def test_dossier_holds_only_the_acts_that_are_asked_for(client: TestClient, pair: str) -> None:
    assert client.get(f"{pair}&act=ASSAULT").text.count('<i class="q1"></i> সম্মতি') == 1  # the choice, no act
    assert 'class="quads"' not in client.get(f"{pair}&from=1999&to=2000").text


def test_name_that_nobody_has_is_told_with_names_like_it(client: TestClient) -> None:
    html = client.get("/dossier?a=<u>xqzz</u>&b=").text
    assert 'role="alert"' in html
    assert "<u>xq" not in html


def test_dossier_without_names_offers_pairs(client: TestClient) -> None:
    assert 'href="/dossier?a=' in client.get("/dossier").text


def test_actor_page_shows_words_acts_company_places_and_stories(client: TestClient) -> None:
    html = client.get("/actor/Q902").text
    for part in ('id="sayings"', 'id="acts"', 'id="beside"', 'id="places"', 'id="stories"', 'class="quads"'):
        assert part in html
    assert "Bangladesh" in html
    assert "/dossier?a=Q902&amp;b=" in html


def test_actor_whom_nobody_names_is_not_there(client: TestClient) -> None:
    assert client.get("/actor/nobody").status_code == 404
    assert client.get("/actor/../../etc").status_code == 404


def test_quotes_are_found_by_speaker_subject_and_medium(client: TestClient) -> None:
    every, of_one = client.get("/quotes").text, client.get("/quotes?who=Q902").text
    assert 0 < of_one.count("<blockquote") < every.count("<blockquote")
    assert "<blockquote" in client.get("/quotes?about=Bangladesh").text
    assert "<blockquote" in client.get("/quotes?via=UNB").text
    assert "<blockquote" not in client.get("/quotes?who=Q902&from=1999&to=2000").text


def test_quotes_go_on_where_the_page_ends(client: TestClient) -> None:
    first = client.get("/quotes").text
    further = first.partition('rel="next" href="')[2].partition('"')[0]
    second = client.get(further).text
    quoted = {line for line in second.splitlines() if "<blockquote" in line}
    assert quoted
    assert not quoted & {line for line in first.splitlines() if "<blockquote" in line}


def test_outlets_tell_how_much_is_their_own(client: TestClient) -> None:
    html = client.get("/outlets").text
    assert "ঢাকা এখন" in html
    assert "৮৩%" in html
    assert 'href="/agency/unb"' in html


def test_outlet_page_shows_shares_sources_and_lists(client: TestClient) -> None:
    html = client.get("/outlet/dhaka_ekhon").text
    assert "বাংলা দিনলিপি" in html
    assert 'class="chart columns"' in html
    rows = html.count('href="/article/')
    assert 0 < client.get("/outlet/dhaka_ekhon?part=first").text.count('href="/article/') < rows
    assert client.get("/outlet/nobody").status_code == 404


def test_agency_page_shows_who_uses_it(client: TestClient) -> None:
    assert 'href="/outlet/' in client.get("/agency/unb").text
    assert client.get("/agency/nobody").status_code == 404
