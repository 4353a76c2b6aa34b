"""Addresses: what names a page stays, who sent the reader goes, and twins have one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shutro.ingest.addresses import address_key, choose_address, clean_address

PAGE = "https://nodi.example/saradesh/48217"


@pytest.mark.parametrize(
    ("url", "cleaned"),
    [
        (f"{PAGE}/", f"{PAGE}/"),
        (f"{PAGE}?utm_source=rss&utm_medium=feed&fbclid=Iw", PAGE),
        (f"{PAGE}#comments", PAGE),
        ("HTTPS://Nodi.Example:443/a/../saradesh/48217", PAGE),
        ("https://user:secret@nodi.example/saradesh/48217", PAGE),
        ("https://nodi.example/news.php?id=7&cat=jatiyo", "https://nodi.example/news.php?cat=jatiyo&id=7"),
        ("https://nodi.example/news.php?48217", "https://nodi.example/news.php?48217"),
        ("https://nodi.example/news.php?cid=48217&ref=home", "https://nodi.example/news.php?cid=48217"),
        ("https://nodi.example/খবর", "https://nodi.example/%E0%A6%96%E0%A6%AC%E0%A6%B0"),
        ("https://www.google.com/amp/s/nodi.example/saradesh/48217", PAGE),
        ("https://nodi-example.cdn.ampproject.org/c/s/nodi.example/saradesh/48217", PAGE),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        ("http://[::1", None),
        ("https://nodi.example:port/", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_is_kept_without_what_does_not_name_the_page(url: str | None, cleaned: str | None) -> None:
    assert clean_address(url, PAGE if url and url.startswith("HTTPS") else None) == cleaned


def test_a_relative_address_is_completed() -> None:
    assert clean_address("../48218", f"{PAGE}/") == "https://nodi.example/saradesh/48218"


@pytest.mark.parametrize(
    "twin",
    [
        "http://www.nodi.example/saradesh/48217/",
        "https://m.nodi.example/saradesh/48217",
        "https://amp.nodi.example/saradesh/48217",
        "https://nodi.example/amp/saradesh/48217",
        "https://nodi.example/saradesh/48217/amp/",
        "https://nodi.example/saradesh/48217?amp=1",
        "https://nodi.example/saradesh/48217?outputType=amp&fbclid=1",
        "https://nodi.example/saradesh/48217?print=1#top",
    ],
)
def test_twins_of_a_page_have_its_key(twin: str) -> None:
    assert address_key(twin) == address_key(PAGE)


def test_pages_that_differ_in_what_names_them_have_keys_of_their_own() -> None:
    pages = [PAGE, f"{PAGE}1", "https://nodi.example/news.php?id=7", "https://nodi.example/news.php?id=8"]
    assert len({address_key(page) for page in pages}) == len(pages)


def test_letters_that_are_written_in_two_ways_are_one_key() -> None:
    assert address_key("https://nodi.example/\u09df") == address_key("https://nodi.example/\u09af\u09bc")


def test_a_front_page_has_no_key() -> None:
    assert address_key("https://nodi.example/") == address_key("https://nodi.example") == ""


@pytest.mark.parametrize(
    ("named", "asked", "chosen"),
    [
        (PAGE, "https://m.nodi.example/saradesh/48217", PAGE),
        ("/saradesh/48217", "https://nodi.example/amp/48217", PAGE),
        ("https://elsewhere.example/a", PAGE, PAGE),
        ("https://nodi.example/", PAGE, PAGE),
        ("http://127.0.0.1:8001/a", "http://127.0.0.1:8002/b", "http://127.0.0.1:8002/b"),
        (PAGE, None, PAGE),
        (None, PAGE, PAGE),
        (None, None, None),
    ],
)
def test_a_page_may_name_its_address_only_on_its_own_site(
    named: str | None, asked: str | None, chosen: str | None
) -> None:
    assert choose_address(named, asked) == chosen


@given(st.text(), st.text())
def test_any_words_have_an_address_or_none(named: str, asked: str) -> None:
    assert address_key(named) == address_key(named)
    for one, other in ((named, asked), (f"https://nodi.example/{named}", f"http://{asked}")):
        chosen = choose_address(one, other)
        assert chosen is None or (chosen.startswith(("http://", "https://")) and "#" not in chosen)
