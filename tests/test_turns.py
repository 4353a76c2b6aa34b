"""Pages of the desk take turns."""

import asyncio
from collections.abc import Sequence

from starlette.types import Message, Receive, Scope, Send

from shutro.web.turns import Turns


class Desk:
    """Makes pages that wait for `made`, and notes how many are being made."""

    def __init__(self) -> None:
        self.made = asyncio.Event()
        self.now = self.most = 0
        self.begun: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.begun.append(scope["path"])
        self.now += 1
        self.most = max(self.most, self.now)
        await self.made.wait()
        self.now -= 1
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


async def nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def take(message: Message) -> None:
    """Take what is sent at once."""


async def open_all(
    desk: Desk, asked: Sequence[tuple[str, str, bytes]], *, patience: float = 60.0, send: Send = take
) -> None:
    """Ask for pages, let all begin that do not wait, and have them made."""
    turns = Turns(desk, patience)
    scopes = [{"type": "http", "method": m, "path": path, "query_string": q} for m, path, q in asked]
    open_ = [asyncio.create_task(turns(scope, nothing, send)) for scope in scopes]
    while len(desk.begun) < len(asked) and patience < 1:
        await asyncio.sleep(patience)
    for _ in range(10):
        await asyncio.sleep(0)
    desk.made.set()
    await asyncio.gather(*open_)


def test_pages_are_made_one_after_the_other_in_their_order() -> None:
    async def run() -> Desk:
        desk = Desk()
        await open_all(desk, [("GET", f"/{number}", b"") for number in range(5)])
        return desk

    desk = asyncio.run(run())
    assert desk.most == 1
    assert desk.begun == [f"/{number}" for number in range(5)]


def test_one_that_takes_long_is_made_beside_the_next() -> None:
    async def run() -> Desk:
        desk = Desk()
        await open_all(desk, [("GET", "/slow", b""), ("GET", "/quick", b"")], patience=0.01)
        return desk

    assert asyncio.run(run()).most == 2


def test_of_many_that_wait_for_a_slow_one_only_the_next_begins() -> None:
    async def run() -> list[str]:
        desk = Desk()
        turns = Turns(desk, 0.2)
        scopes = [{"type": "http", "method": "GET", "path": f"/{n}", "query_string": b""} for n in range(6)]
        open_ = [asyncio.create_task(turns(scope, nothing, take)) for scope in scopes]
        while len(desk.begun) < 2:
            await asyncio.sleep(0.01)
        early = list(desk.begun)
        desk.made.set()
        await asyncio.gather(*open_)
        assert desk.begun == [f"/{n}" for n in range(6)]
        return early

    assert asyncio.run(run()) == ["/0", "/1"]


def test_changes_looks_and_files_to_take_along_wait_for_no_page() -> None:
    async def run() -> Desk:
        desk = Desk()
        asked = [
            ("GET", "/page", b"only=agreed"),
            ("POST", "/decisions", b""),
            ("GET", "/file", b"as=pdf"),
            ("GET", "/static/desk.css", b"v=1"),
        ]
        await open_all(desk, asked)
        return desk

    assert asyncio.run(run()).most == 4


def test_a_reader_who_is_slow_to_take_a_page_holds_nobody_up() -> None:
    async def run() -> list[str]:
        desk, taken = Desk(), asyncio.Event()
        desk.made.set()

        async def slowly(message: Message) -> None:
            if message["type"] == "http.response.body" and len(desk.begun) < 2:
                await taken.wait()
            taken.set()

        await asyncio.wait_for(open_all(desk, [("GET", "/far", b""), ("GET", "/near", b"")], send=slowly), 60)
        return desk.begun

    assert asyncio.run(run()) == ["/far", "/near"]


def test_a_page_that_fails_gives_its_turn_on() -> None:
    async def fail(scope: Scope, receive: Receive, send: Send) -> None:
        raise ValueError(scope["path"])

    async def run() -> list[object]:
        turns = Turns(fail, 60.0)
        scope = {"type": "http", "method": "GET", "path": "/", "query_string": b""}
        asked = (turns(scope, nothing, take) for _ in range(2))
        return list(await asyncio.wait_for(asyncio.gather(*asked, return_exceptions=True), 60))

    assert [type(one) for one in asyncio.run(run())] == [ValueError, ValueError]
