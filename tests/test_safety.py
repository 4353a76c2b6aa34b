"""The desk is safe: nothing runs, no other page changes anything, no other name leads to it, few tries are free."""

from pathlib import Path

import pytest
import regex
from click.testing import CliRunner
from starlette.testclient import TestClient

from desk import make_client, token
from shutro.cli import main
from shutro.errors import PasswordError
from shutro.web.safety.limits import Pace
from shutro.web.safety.password import hash_password, is_password, keep_password, kept_password
from shutro.web.settings import MEBIBYTE, Settings

PASSWORD = "পদ্মা নদীর মাঝি"
PAGES = ["/", "/settings", "/login", "/work", "/nothing", "/static/desk.css", "/openapi.json"]


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return make_client(Settings(library=tmp_path / "shutro.db"))


@pytest.fixture
def locked(tmp_path: Path) -> TestClient:
    return make_client(
        Settings(library=tmp_path / "shutro.db", host="0.0.0.0", password=hash_password(PASSWORD))
    )


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_forbids_what_does_not_come_from_the_desk(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith(
        "default-src 'none'; script-src 'self'; style-src 'self'"
    )
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/", "/settings", "/login", "/work", "/nothing"])
def test_no_page_holds_a_style_or_script(client: TestClient, path: str) -> None:
    html = client.get(path).text
    assert "<style" not in html
    assert " style=" not in html
    assert not regex.search(r"<[^>]* on\w+=", html)
    assert html.count("<script") == html.count('<script src="/static/')


def test_a_change_without_a_token_is_refused(client: TestClient) -> None:
    token(client)
    assert client.post("/settings", data={"language": "en"}).status_code == 403
    assert client.post("/settings", data={"language": "en", "csrf": "x.y"}).status_code == 403


def test_a_token_of_another_session_is_refused(client: TestClient, tmp_path: Path) -> None:
    settings = Settings(library=tmp_path / "other.db")
    mine, other = make_client(settings), make_client(settings)
    theirs = token(other)
    token(mine)
    assert mine.post("/settings", data={"language": "en", "csrf": theirs}).status_code == 403


def test_a_change_with_its_token_is_made(client: TestClient) -> None:
    answer = client.post("/settings", data={"language": "en", "csrf": token(client)}, follow_redirects=False)
    assert answer.status_code == 303
    assert "Settings" in client.get("/settings").text


def test_a_token_may_stand_in_a_header(client: TestClient) -> None:
    answer = client.post("/settings", data={"language": "en"}, headers={"x-csrf-token": token(client)})
    assert answer.status_code == 200


@pytest.mark.parametrize("address", ["//evil.example/", "https://evil.example/", "/\\evil.example", "x", ""])
def test_no_form_leads_to_another_machine(client: TestClient, address: str) -> None:
    data = {"language": "en", "next": address, "csrf": token(client)}
    answer = client.post("/settings", data=data, follow_redirects=False)
    assert answer.headers["location"] in ("/", "/settings")


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "[::2]", "10.0.0.1", "localhost.", "[x"]
)
def test_another_name_of_the_host_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:1"])
def test_names_of_this_machine_are_known(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_too_large_a_request_is_refused_whatever_length_it_claims(tmp_path: Path) -> None:
    client = make_client(Settings(library=tmp_path / "shutro.db", largest=1000))
    assert client.post("/settings", data={"name": "x" * 2000}).status_code == 413
    streamed = (b"x" * 100 for _ in range(50))
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/settings", content=streamed, headers=kind).status_code == 413


def test_what_one_request_may_send_is_limited_by_default(tmp_path: Path) -> None:
    assert Settings(library=tmp_path).largest == 32 * MEBIBYTE


def test_too_many_changes_are_refused(tmp_path: Path) -> None:
    client = make_client(Settings(library=tmp_path / "shutro.db", changes=3))
    data = {"language": "en", "csrf": token(client)}
    codes = [client.post("/settings", data=data, follow_redirects=False).status_code for _ in range(5)]
    assert codes == [303, 303, 303, 429, 429]


def test_a_pace_forgets_after_a_minute() -> None:
    now = 0.0
    pace = Pace(2, lambda: now)
    assert [pace.allows("a"), pace.allows("a"), pace.allows("a"), pace.allows("b")] == [
        True,
        True,
        False,
        True,
    ]
    now = 61.0
    assert pace.allows("a")


def test_a_locked_desk_asks_for_the_password_and_leads_on(locked: TestClient) -> None:
    asked = locked.get("/work?x=1", follow_redirects=False)
    assert asked.headers["location"] == "/login?next=%2Fwork%3Fx%3D1"
    form = {"csrf": token(locked, "/login"), "next": "/work?x=1"}
    wrong = locked.post("/login", data={**form, "password": "guess"})
    assert wrong.status_code == 403
    answer = locked.post("/login", data={**form, "password": PASSWORD}, follow_redirects=False)
    assert answer.headers["location"] == "/work?x=1"
    assert locked.get("/work", follow_redirects=False).status_code == 200


@pytest.mark.parametrize("path", ["/", "/openapi.json", "/nothing", "/work"])
def test_a_locked_desk_shows_nothing_before(locked: TestClient, path: str) -> None:
    assert locked.get(path, follow_redirects=False).status_code == 303


def test_a_forged_session_opens_nothing(locked: TestClient) -> None:
    locked.cookies.set("session", "WyJhIix0cnVlXQ.x")
    assert locked.get("/", follow_redirects=False).status_code == 303


def test_leaving_locks_the_desk_again(locked: TestClient) -> None:
    locked.post("/login", data={"csrf": token(locked, "/login"), "password": PASSWORD})
    locked.post("/logout", data={"csrf": token(locked, "/settings")})
    assert locked.get("/", follow_redirects=False).status_code == 303


def test_only_five_passwords_are_tried_in_a_minute(locked: TestClient) -> None:
    form = {"csrf": token(locked, "/login"), "password": "guess"}
    assert [locked.post("/login", data=form).status_code for _ in range(7)] == [403] * 5 + [429] * 2


def test_a_locked_desk_knows_numbers_as_names_but_no_other_names(locked: TestClient) -> None:
    assert locked.get("/login", headers={"host": "192.168.1.5:8000"}).status_code == 200
    assert locked.get("/login", headers={"host": "evil.example"}).status_code == 421


def test_only_the_hash_of_a_password_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "password"
    keep_password(path, PASSWORD)
    assert PASSWORD not in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o077 == 0
    assert is_password(kept_password(path), PASSWORD)
    assert not is_password(kept_password(path), "another one")
    assert not is_password("no hash", PASSWORD)


def test_a_short_password_is_refused() -> None:
    with pytest.raises(PasswordError, match="at least 10"):
        hash_password("short")


def test_a_desk_for_others_does_not_start_without_a_password(tmp_path: Path) -> None:
    arguments = ["serve", "--host", "0.0.0.0", "--library", str(tmp_path / "shutro.db")]
    result = CliRunner().invoke(main, [*arguments, "--password-file", str(tmp_path / "none")])
    assert result.exit_code == 2
    assert "--set-password" in result.stderr


def test_no_page_loads_documentation_from_elsewhere(client: TestClient) -> None:
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404


@pytest.mark.parametrize("language", ["bn", "en"])
def test_faults_are_pages_in_the_reader_s_language(client: TestClient, language: str) -> None:
    client.cookies.set("language", language)
    answer = client.get("/nothing")
    assert answer.status_code == 404
    assert f'<html lang="{language}"' in answer.text


def test_who_is_not_in_sees_no_menu(locked: TestClient) -> None:
    assert 'class="menu"' not in locked.get("/login").text


@pytest.mark.parametrize(
    "value", ["%00", "%ff%fe", "<script>", "%E2%80%AE", "x" * 4000, "'\";--", "%f0%28%8c%28"]
)
def test_hostile_values_break_nothing(client: TestClient, value: str) -> None:
    client.cookies.set("name", value)
    client.cookies.set("language", value)
    for path in ("/", "/settings", "/work", f"/login?next={value}", f"/?from={value}", f"/{value}"):
        answer = client.get(path)
        assert answer.status_code < 500, path
        assert "<script>" not in answer.text
