"""Alerts: what a watch tells, that it tells it once, and how it goes out."""

import contextlib
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

import feedparser
import pytest
from aiosmtpd.controller import Controller
from click.testing import CliRunner, Result
from sqlalchemy import Connection, select

from shutro.alerts.outgoing import Outgoing
from shutro.alerts.rounds import tell_all
from shutro.alerts.signing import is_signed, make_secret
from shutro.cli import main
from shutro.decisions.records import Anchor
from shutro.ingest.files import read_pages
from shutro.ingest.given import read_given
from shutro.model import Page
from shutro.publish.alert import Alert
from shutro.publish.letter import FeedEntry, write_feed, write_letter
from shutro.publish.wording import wording
from shutro.store import schema
from shutro.store.alerts import read_alerts
from shutro.store.arrivals import add_page
from shutro.store.erasing import erase_article
from shutro.store.opening import open_library, reading
from shutro.store.watches import Watch, add_watch, read_watches
from shutro.updating import update

FERRY = Path(__file__).parent.parent / "src" / "shutro" / "examples" / "ferry"
NOW = datetime(2026, 11, 18, 6, 0, tzinfo=UTC)
NOBODY = Outgoing()


def files(first: int, last: int) -> list[Path]:
    return [
        path
        for path in sorted(FERRY.iterdir())
        if path.name[:2].isdigit() and first <= int(path.name[:2]) <= last
    ]


def put(connection: Connection, paths: list[Path]) -> None:
    given = read_given(str(FERRY / "articles.tsv"))
    for page in read_pages(paths):
        assert isinstance(page, Page)
        add_page(connection, page, given.of(page.name), at="2026-11-18T00:00:00+00:00")
    for _ in update(connection):
        pass


@cache
def six() -> bytes:
    """Return a library with the first six reports of the ferry."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shutro.db"
        with open_library(path, create=True) as connection:
            put(connection, files(1, 6))
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return path.read_bytes()


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "shutro.db"
    path.write_bytes(six())
    return path


@pytest.fixture
def connection(library: Path) -> Iterator[Connection]:
    with open_library(library) as opened:
        yield opened


def watch(connection: Connection, **given: object) -> Watch:
    made = {"name": "ferry", "language": "en", "made": "2026-11-18T00:00:00+00:00"} | given
    return add_watch(connection, Watch(**made))  # type: ignore[arg-type]


def told(connection: Connection, outgoing: Outgoing = NOBODY, at: datetime = NOW) -> list[Alert]:
    return [raised.alert for raised in tell_all(connection, outgoing, at=at).alerts]


def shutro(library: Path, *args: object) -> Result:
    return CliRunner().invoke(main, [*(str(arg) for arg in args), "--library", str(library)])


def test_what_was_in_the_library_is_no_news(connection: Connection) -> None:
    watch(connection)
    assert told(connection) == []


def test_a_revised_toll_is_told_with_the_sentences_of_both_values(connection: Connection) -> None:
    watch(connection, kinds=("revision",), about="count")
    put(connection, files(7, 8))
    alerts = told(connection)
    assert alerts
    assert {alert.kind for alert in alerts} == {"revision"}
    missing = next(alert for alert in alerts if "33" in alert.claimed)
    values = {value.label: value for value in missing.values}
    assert {label for label, value in values.items() if value.is_new} == {"33", "31"}
    assert "58" in values
    assert "৩৩" in values["33"].sources[0].sentence


def test_nothing_is_told_twice(connection: Connection) -> None:
    watch(connection)
    put(connection, files(7, 8))
    first = told(connection)
    assert first
    assert told(connection) == []
    put(connection, files(1, 8))
    assert told(connection) == []


def test_a_mere_copy_is_no_news(connection: Connection, tmp_path: Path) -> None:
    watch(connection)
    copy = tmp_path / "copy.txt"
    copy.write_text(files(1, 1)[0].read_text(encoding="utf-8"), encoding="utf-8")
    (page,) = read_pages([copy])
    assert isinstance(page, Page)
    add_page(connection, page, read_given("2026-11-19").of("copy.txt"), at="2026-11-19T00:00:00+00:00")
    for _ in update(connection):
        pass
    assert told(connection) == []


def test_only_what_names_all_that_are_asked_for_is_told(connection: Connection, library: Path) -> None:
    assert shutro(library, "alert", "add", "owner", "--who", "আব্দুল হালিম মৃধা", "--lang", "bn").exit_code == 0
    assert shutro(library, "alert", "add", "all", "--lang", "bn").exit_code == 0
    put(connection, files(7, 8))
    named = {one.number: one.name for one in read_watches(connection)}
    raised = tell_all(connection, NOBODY, at=NOW).alerts
    owner = [one.alert for one in raised if named[one.watch] == "owner"]
    everything = [one.alert for one in raised if named[one.watch] == "all"]
    assert 0 < len(owner) < len(everything)
    sentences = [source.sentence for alert in owner for value in alert.values for source in value.sources]
    assert any("হালিম" in sentence or "মালিক" in sentence for sentence in sentences)


def test_a_saved_search_tells_only_of_articles_that_it_finds(connection: Connection) -> None:
    watch(connection, name="one outlet", query="outlet:bangla_dinlipi")
    watch(connection, name="none", query="ক্রিকেট")
    put(connection, files(7, 8))
    found = tell_all(connection, NOBODY, at=NOW).alerts
    (one, _) = read_watches(connection)
    assert found
    assert {raised.watch for raised in found} == {one.number}


def test_a_number_of_origins_is_told_when_it_is_reached(connection: Connection) -> None:
    watch(connection, origins=3)
    put(connection, files(7, 8))
    assert all(alert.origins >= 3 for alert in told(connection))


def test_a_watch_that_is_removed_leaves_nothing(connection: Connection, library: Path) -> None:
    watch(connection)
    put(connection, files(7, 8))
    assert told(connection)
    assert shutro(library, "alert", "remove", "ferry").exit_code == 0
    assert read_watches(connection) == ()
    assert read_alerts(connection) == ()


def test_an_erased_article_leaves_alerts_marks_and_watches(connection: Connection) -> None:
    watch(connection)
    put(connection, files(7, 8))
    article = told(connection)[0].articles[0]
    anchor = Anchor(article=article, words="a title of the article")
    watch(connection, name="its story", anchor=anchor)
    erase_article(connection, article, reason="a court order", who="Rina", at=NOW.isoformat())
    assert all(article not in raised.alert.articles for raised in read_alerts(connection, limit=1000))
    with reading(connection):
        marks = connection.scalars(select(schema.told.c.record)).all()
        watches = connection.scalars(select(schema.watch.c.record)).all()
    assert marks
    assert not any(article.encode() in mark for mark in marks)
    assert not any(b"a title of the article" in record for record in watches)


class Hook(BaseHTTPRequestHandler):
    """Takes what is posted; answers as it is told to."""

    answers: list[int]
    taken: list[tuple[dict[str, str], bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.taken.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(self.answers.pop(0) if self.answers else 200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def hook(*answers: int) -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    taken: list[tuple[dict[str, str], bytes]] = []
    handler = type("Taking", (Hook,), {"answers": list(answers), "taken": taken})
    server = HTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/alerts", taken
    finally:
        server.shutdown()
        server.server_close()


def test_a_webhook_gets_signed_alerts_and_once_more_under_the_same_id_after_a_fault(
    connection: Connection,
) -> None:
    secret = make_secret()
    with hook(503) as (address, taken):
        watch(connection, webhook=address, secret=secret)
        put(connection, files(7, 8))
        outgoing = Outgoing(allows_private=True)
        assert tell_all(connection, outgoing, at=NOW).faults
        assert not tell_all(connection, outgoing, at=NOW).faults
        assert len(taken) == 1
        assert not tell_all(connection, outgoing, at=NOW + timedelta(minutes=2)).faults
        assert not tell_all(connection, outgoing, at=NOW + timedelta(days=2)).faults
    first, second = taken
    assert first[0]["webhook-id"] == second[0]["webhook-id"]
    head, body = second
    assert is_signed(
        secret, head["webhook-id"], int(head["webhook-timestamp"]), body, head["webhook-signature"]
    )
    assert not is_signed(
        make_secret(), head["webhook-id"], int(head["webhook-timestamp"]), body, head["webhook-signature"]
    )
    sent = json.loads(body)
    assert sent["watch"] == "ferry"
    assert all(alert["values"][0]["sources"] for alert in sent["alerts"])


def test_a_webhook_of_the_own_network_is_refused_unless_allowed(connection: Connection) -> None:
    with hook() as (address, taken):
        watch(connection, webhook=address, secret=make_secret())
        put(connection, files(7, 8))
        (fault,) = tell_all(connection, NOBODY, at=NOW).faults
    assert "ferry" in fault
    assert taken == []


class Box:
    """A mailbox; refuses the first letters as it is told to."""

    def __init__(self, refused: int = 0) -> None:
        self.refused = refused
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802
        letter = message_from_bytes(envelope.content, policy=policy.default)  # type: ignore[attr-defined]
        self.letters.append(letter)
        if self.refused:
            self.refused -= 1
            return "451 later"
        return "250 taken"


@contextlib.contextmanager
def mailing(box: Box) -> Iterator[Outgoing]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield Outgoing(host="127.0.0.1", port=port, sender="desk@news.example", root="https://desk.example")
    finally:
        controller.stop()


def words_of(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_mail_bears_the_evidence_and_is_tried_again_under_the_same_id(connection: Connection) -> None:
    box = Box(refused=1)
    with mailing(box) as outgoing:
        watch(connection, mail=("rina@news.example",), language="bn", kinds=("revision",))
        put(connection, files(7, 8))
        assert tell_all(connection, outgoing, at=NOW).faults
        assert not tell_all(connection, outgoing, at=NOW + timedelta(minutes=2)).faults
        assert not tell_all(connection, outgoing, at=NOW + timedelta(days=1)).faults
    first, second = box.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert second["To"] == "rina@news.example"
    assert "৩৩" in words_of(second, "plain")
    assert 'href="https://desk.example/story/' in words_of(second, "html")


def test_a_daily_letter_holds_the_alerts_of_the_day(connection: Connection) -> None:
    box = Box()
    with mailing(box) as outgoing:
        watch(connection, mail=("rina@news.example",), daily="07:00")
        put(connection, files(7, 7))
        assert told(connection, outgoing)
        put(connection, files(8, 8))
        assert told(connection, outgoing, at=NOW + timedelta(minutes=10))
        assert box.letters == []
        told(connection, outgoing, at=NOW + timedelta(days=1))
        told(connection, outgoing, at=NOW + timedelta(days=2))
    (letter,) = box.letters
    assert "33" in words_of(letter, "plain")


def hostile(alert: Alert) -> Alert:
    return replace(alert, title="<script>x</script>\x01", text="a\r\nBcc: x@y.example", claimed="")


def test_hostile_titles_stay_text_in_feeds_and_letters(connection: Connection) -> None:
    watch(connection)
    put(connection, files(7, 8))
    alert = hostile(told(connection)[0])
    words = wording("en")
    letter = write_letter("a\nb", [alert], "https://desk.example", words)
    assert "\n" not in letter.subject
    assert "<script>" not in letter.html
    feed = write_feed("ferry", "urn:x", "", [FeedEntry(alert=alert, at="2026-11-18T06:00:00+00:00")], words)
    parsed = feedparser.parse(feed)
    assert not parsed.bozo
    assert parsed.entries[0].id == f"urn:shutro:alert:{alert.key}"


def test_the_feed_has_the_newest_alert_first(connection: Connection, library: Path) -> None:
    watch(connection)
    put(connection, files(7, 8))
    count = len(told(connection))
    result = CliRunner().invoke(main, ["alert", "feed", "ferry", "--library", str(library)])
    parsed = feedparser.parse(result.stdout_bytes)
    assert len(parsed.entries) == count
    assert all(entry.content[0].value for entry in parsed.entries)


def test_the_command_shows_alerts_once(connection: Connection, library: Path) -> None:
    assert shutro(library, "alert", "add", "toll", "--kind", "revision", "--lang", "en").exit_code == 0
    put(connection, files(7, 8))
    first = shutro(library, "alert", "run")
    assert first.exit_code == 0, first.stderr
    assert "toll: Revised" in first.stdout
    assert "nothing new" in shutro(library, "alert", "run").stderr
    assert "toll" in shutro(library, "alert", "list").stdout


@pytest.mark.parametrize(
    "wrong",
    [("--webhook", "ftp://x.example"), ("--mail", "nobody"), ("--daily", "25:00"), ("--who", "ক্খগঘঙ")],
)
def test_what_cannot_be_watched_is_refused(library: Path, wrong: tuple[str, str]) -> None:
    result = shutro(library, "alert", "add", "x", *wrong)
    assert result.exit_code == 2
    assert wrong[1] in result.stderr
