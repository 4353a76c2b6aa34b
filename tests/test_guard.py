"""Which addresses may be asked, and that the connection goes where was checked."""

import asyncio
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopback import page, serving, status
from shutro.errors import FetchError
from shutro.fetch.client import Client, Limits
from shutro.fetch.guard import Guard, is_public, locate, read_address
from shutro.fetch.pace import Clock
from shutro.fetch.visit import Manners, Visitor

REFUSED = (
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.9",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
    "fc00::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "no number",
)


@pytest.mark.parametrize("number", REFUSED)
def test_numbers_that_not_everybody_can_reach_are_refused(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "103.26.136.1", "2606:4700::1111", "172.32.0.1", "11.0.0.1"])
def test_public_numbers_may_be_asked(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("file:///etc/passwd", "is no address of the web"),
        ("FILE:/etc/passwd", "is no address of the web"),
        ("ftp://example.org/", "is no address of the web"),
        ("gopher://example.org/", "is no address of the web"),
        ("data:text/html,x", "is no address of the web"),
        ("//example.org/", "is no address of the web"),
        ("example.org", "is no address of the web"),
        ("http://", "is no address"),
        ("http:///path", "is no address"),
        ("http://[::1", "is no address"),
        ("http://example.org:99999999/", "is no address"),
        ("http://example.org/\x00", "is no address"),
        ("http://example.org/\r\nHost: other", "is no address"),
        ("http://me:secret@example.org/", "names a user"),
        ("http://example.org@127.0.0.1/", "names a user"),
        ("http://example.org:22/", "names a port"),
        ("https://example.org:8443/", "names a port"),
        ("http://example.org/" + "a" * 9000, "is no address"),
    ],
)
def test_addresses_that_are_none_of_the_web_are_refused(address: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason):
        read_address(address, Guard())


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40))
def test_any_words_are_an_address_or_refused(words: str) -> None:
    for address in (words, f"http://{words}", f"https://example.org/{words}"):
        try:
            assert read_address(address, Guard()).scheme in ("http", "https")
        except FetchError as error:
            assert error.reason


def leading_to(*numbers: str) -> Guard:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return numbers

    return Guard(resolve=resolve)


@pytest.mark.parametrize("numbers", [("127.0.0.1",), ("8.8.8.8", "10.0.0.1"), ("::ffff:127.0.0.1",)])
def test_a_name_is_refused_where_any_of_its_numbers_is_private(numbers: tuple[str, ...]) -> None:
    with pytest.raises(FetchError, match="private network"):
        asyncio.run(locate("http://example.org/", leading_to(*numbers)))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "[::1]", "0"]
)
def test_this_machine_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(FetchError):
        asyncio.run(locate(f"http://{host}/", Guard()))


def test_a_name_that_leads_nowhere_may_lead_somewhere_later() -> None:
    with pytest.raises(FetchError, match="not known") as error:
        asyncio.run(locate("http://example.org/", leading_to()))
    assert error.value.passes


async def visited(address: str, guard: Guard) -> str:
    async with Client(guard, Limits(seconds=5)) as client:
        visitor = Visitor(client, Clock(), Random(1), Manners(pause=0.0, tries=1, robots=False))
        return (await visitor.page(address)).raw.decode()


def test_the_connection_goes_to_the_number_that_was_checked() -> None:
    """A name that leads elsewhere when it is looked up again is not looked up again."""
    asked: list[str] = []

    async def changing(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    with serving({"/": page(b"<p>here</p>")}) as site:
        port = site.address.rpartition(":")[2]
        guard = Guard(private=True, ports=None, resolve=changing)
        assert asyncio.run(visited(f"http://news.example:{port}/", guard)) == "<p>here</p>"
    assert asked == ["news.example"]


def test_each_redirect_is_checked_anew() -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    with serving({"/file": status(302, Location="file:///etc/passwd")}) as site:
        port = int(site.address.rpartition(":")[2])
        site.pages["/port"] = status(301, Location=f"http://news.example:{port + 1}/")
        site.pages["/user"] = status(307, Location=f"http://me@news.example:{port}/")
        guard = Guard(private=True, ports=frozenset({port}), resolve=resolve)
        for path, reason in (("file", "of the web"), ("port", "port"), ("user", "user")):
            with pytest.raises(FetchError, match=reason):
                asyncio.run(visited(f"http://news.example:{port}/{path}", guard))


def test_a_public_name_may_not_lead_to_a_private_one() -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"] if host == "inside.example" else ["8.8.8.8"]

    with pytest.raises(FetchError, match="private network"):
        asyncio.run(visited("http://inside.example/", Guard(resolve=resolve)))
