"""Answers that are too large, too slow, endless, packed or sent round in circles."""

import asyncio
import time
import zlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest

from loopback import page, serving, status
from shutro.errors import FetchError
from shutro.fetch.client import Answer, Client, Limits
from shutro.fetch.guard import Guard
from shutro.fetch.pace import Clock, Turns, back_off
from shutro.fetch.visit import Manners, Visitor

T = TypeVar("T")
OPEN = Guard(private=True, ports=None)
TIGHT = Limits(largest=100_000, seconds=1.5, silence=0.5)


class Waiting:
    """A clock on which waiting costs nothing, and is written down."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, tzinfo=UTC)
        self.waits: list[float] = []

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: self.time, sleep=self.sleep)

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += timedelta(seconds=seconds)
        await asyncio.sleep(0)


def visit(
    work: Callable[[Visitor], Awaitable[T]], waiting: Waiting | None = None, manners: Manners | None = None
) -> T:
    async def run() -> T:
        async with Client(OPEN, TIGHT) as client:
            clock = (waiting or Waiting()).clock
            return await work(Visitor(client, clock, Random(1), manners or Manners(pause=0.0)))

    return asyncio.run(run())


def get(address: str, etag: str | None = None) -> Answer:
    return visit(lambda visitor: visitor.page(address, etag=etag))


def bomb(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.send_header("Content-Encoding", "gzip")
    request.end_headers()
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    for _ in range(10_000):
        request.wfile.write(packer.compress(bytes(1024 * 1024)))


def slow(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    for _ in range(1000):
        request.wfile.write(b"<p>")
        time.sleep(0.1)


def endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    while True:
        request.wfile.write(b"<p>more</p>" * 1000)


def silent(request: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (bomb, "too large"),
        (endless, "too large"),
        (slow, "no answer in time"),
        (silent, "no answer in time"),
        (page(b"x" * 200_000), "too large"),
        (page(b"not packed", Content_Encoding="gzip"), "cannot be unpacked"),
        (page(b"packed", Content_Encoding="br"), "cannot be unpacked"),
        (page(b"GIF89a", media="image/gif"), "is no page"),
        (status(404), "is not there"),
        (status(403), "is closed to us"),
        (status(500), "answered with an error"),
        (status(302), "answered with an error"),
    ],
)
def test_a_useless_answer_is_refused_with_its_reason(
    answer: Callable[[BaseHTTPRequestHandler], None], reason: str
) -> None:
    with serving({"/": answer}) as site, pytest.raises(FetchError, match=reason):
        visit(lambda visitor: visitor.page(f"{site.address}/"), manners=Manners(pause=0.0, tries=1))


def test_redirects_are_followed_and_a_move_for_good_is_told() -> None:
    pages = {
        "/old": status(301, Location="/newer"),
        "/newer": status(308, Location="/now?x=1"),
        "/now": page(b"<p>here</p>"),
        "/once": status(302, Location="/now"),
        "/mixed": status(301, Location="/once"),
    }
    with serving(pages) as site:
        assert get(f"{site.address}/old").moved == f"{site.address}/now?x=1"
        assert get(f"{site.address}/once").moved is None
        assert get(f"{site.address}/mixed").moved == f"{site.address}/once"


def test_redirects_without_end_are_refused() -> None:
    with (
        serving({"/a": status(302, Location="/b"), "/b": status(302, Location="/a")}) as site,
        pytest.raises(FetchError, match="without end"),
    ):
        get(f"{site.address}/a")


def test_what_did_not_change_is_not_sent_again() -> None:
    with serving({"/": page(b"<p>one</p>", ETag='"1"')}) as site:
        first = get(f"{site.address}/")
        assert first.is_new and first.etag == '"1"'
        again = get(f"{site.address}/", etag='"1"')
        assert not again.is_new and not again.raw


def test_cookies_are_not_kept() -> None:
    seen: list[str | None] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        seen.append(request.headers.get("Cookie"))
        page(b"<p>one</p>", Set_Cookie="follow=me")(request)

    async def twice(visitor: Visitor) -> None:
        await visitor.page(f"{site.address}/")
        await visitor.page(f"{site.address}/")

    with serving({"/": answer}) as site:
        visit(twice)
    assert seen == [None, None]


def test_robots_are_obeyed_and_asked_once() -> None:
    rules = b"User-agent: *\nDisallow: /closed\nCrawl-delay: 7\n"
    pages = {"/robots.txt": page(rules, media="text/plain"), "/open": page(b"<p>here</p>")}
    waiting = Waiting()

    async def work(visitor: Visitor) -> None:
        await visitor.page(f"{site.address}/open")
        with pytest.raises(FetchError, match="robots"):
            await visitor.page(f"{site.address}/closed")
        await visitor.page(f"{site.address}/open")

    with serving(pages) as site:
        visit(work, waiting)
        assert site.asked == {"/robots.txt": 1, "/open": 2}
    assert max(waiting.waits) == pytest.approx(7, abs=0.1)


def test_a_site_that_cannot_say_what_it_allows_is_left_alone() -> None:
    with (
        serving({"/robots.txt": status(503), "/": page(b"<p>here</p>")}) as site,
        pytest.raises(FetchError, match="could not say") as error,
    ):
        get(f"{site.address}/")
    assert error.value.passes and not site.asked["/"]


def test_a_failure_in_passing_is_tried_again() -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        (status(503, Retry_After="9") if site.asked["/"] < 3 else page(b"<p>here</p>"))(request)

    waiting = Waiting()
    with serving({"/": answer}) as site:
        answered = visit(lambda visitor: visitor.page(f"{site.address}/"), waiting)
    assert answered.raw == b"<p>here</p>"
    assert sum(wait >= 9 for wait in waiting.waits) == 2


def test_a_host_that_wants_a_long_rest_is_not_tried_again_at_once() -> None:
    with serving({"/": status(429, Retry_After="3600")}) as site:
        with pytest.raises(FetchError) as error:
            get(f"{site.address}/")
        assert error.value.wait == 3600 and site.asked["/"] == 1


def test_one_request_at_a_time_goes_to_a_host() -> None:
    waiting = Waiting()
    at_once = most = 0

    async def ask(turns: Turns, host: str) -> None:
        nonlocal at_once, most
        async with turns.turn(host, 5.0):
            at_once += 1
            most = max(most, at_once)
            await asyncio.sleep(0)
            at_once -= 1

    async def run() -> None:
        turns = Turns(waiting.clock)
        await asyncio.gather(*(ask(turns, "one.example") for _ in range(4)))

    asyncio.run(run())
    assert most == 1
    assert sum(waiting.waits) == pytest.approx(15)


def test_programs_that_share_a_library_take_turns_at_a_host(tmp_path: Path) -> None:
    waiting = Waiting()
    at_once = most = 0

    async def ask(turns: Turns) -> None:
        nonlocal at_once, most
        async with turns.turn("one.example", 5.0):
            at_once += 1
            most = max(most, at_once)
            await asyncio.sleep(0)
            at_once -= 1

    async def run() -> None:
        watch, desk = (Turns(waiting.clock, tmp_path / "hosts") for _ in range(2))
        await asyncio.gather(ask(watch), ask(desk))

    asyncio.run(run())
    assert most == 1
    assert sum(waiting.waits) == pytest.approx(5, abs=0.5)


def test_failures_in_a_row_are_asked_for_less_and_less_often() -> None:
    waits = [back_off(300, failures, Random(3)) for failures in range(12)]
    assert waits[3] > 4 * waits[0]
    assert max(waits) <= 12 * 3600 * 1.1
    assert back_off(300, 1, Random(3), wait=7200) == 7200
