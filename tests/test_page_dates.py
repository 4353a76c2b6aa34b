"""Dates of pages that were fetched: what lies in the future of the fetch is doubted, and changes are dated."""

import hashlib

import pytest
from lxml.html import fromstring as html_of

from shutro.ingest.articles import AHEAD, to_article
from shutro.ingest.dates import find_published, visible_text
from shutro.ingest.stamps import is_ahead
from shutro.model import Page
from test_html import page as html

FETCHED = "2026-11-14T05:30:00+00:00"  # half past eleven in Dhaka


def fetched(head: str = "", above: str = "", at: str | None = FETCHED) -> Page:
    raw = html(head, above).encode()
    name = "https://nodipoth.example/a/1"
    return Page(digest=hashlib.sha256(raw).hexdigest(), raw=raw, name=name, media="html", fetched=at)


def meta(value: str) -> str:
    return f'<meta property="article:published_time" content="{value}">'


@pytest.mark.parametrize(
    "value", ["2026-11-14T11:20:00+06:00", "2026-11-14T11:35:00+06:00", "2026-11-14", "2026-11-14T11:20"]
)
def test_a_date_up_to_the_fetch_is_taken(value: str) -> None:
    article, dropped = to_article(fetched(meta(value)))
    assert article.published is not None
    assert not dropped


@pytest.mark.parametrize(
    "value", ["2026-11-14T16:20:00+06:00", "2026-11-14T11:20:00Z", "2026-11-15", "2026-11-14T13:20"]
)
def test_a_date_after_the_fetch_is_doubted_and_said_so(value: str) -> None:
    article, dropped = to_article(fetched(meta(value)))
    assert article.published is None
    assert [one.reason for one in dropped] == [AHEAD]


def test_a_page_from_a_file_has_no_fetch_to_be_ahead_of() -> None:
    assert to_article(fetched(meta("2099-01-01"), at=None))[0].published == "2099-01-01"


def test_a_day_by_an_unknown_clock_is_given_the_farthest_east() -> None:
    assert not is_ahead("2026-11-15", "2026-11-14T10:30:00+00:00", None)
    assert is_ahead("2026-11-15", "2026-11-14T09:30:00+00:00", None)


def test_the_last_change_is_read_beside_the_publication() -> None:
    both = (
        meta("2026-11-14T10:00:00+06:00")
        + '<meta property="article:modified_time" content="2026-11-14T11:00:00+06:00">'
    )
    article, _ = to_article(fetched(both))
    assert (article.published, article.modified) == ("2026-11-14T10:00+06:00", "2026-11-14T11:00+06:00")


def test_a_lone_moment_after_the_name_of_the_site_dates_the_page() -> None:
    line = "<div>দৈনিক নদীপথ | ১৪ নভেম্বর ২০২৬, ১০:০৫</div>"
    assert to_article(fetched(above=line))[0].published == "2026-11-14T10:05"


def test_of_two_lone_moments_none_dates_the_page() -> None:
    lines = "<div>১৪ নভেম্বর ২০২৬, ১০:০৫</div><div>১৩ নভেম্বর ২০২৬, ০৯:০০</div>"
    assert to_article(fetched(above=lines))[0].published in (None, "2026-11-14", "2026-11-13")


def test_a_date_line_in_another_language_than_the_page_dates_it() -> None:
    english = (
        "<p>" + "The ferry capsized near the northern bank of the river on Friday morning. " * 30 + "</p>"
    )
    words = '<html lang="en"><head><title>Ferry</title></head><body><div>প্রকাশিত: ১৪ নভেম্বর ২০২৬, ১০:০৫</div>'
    tree = html_of(f"{words}<article><h1>Ferry capsizes</h1>{english}</article></body></html>")
    assert find_published(tree, (), visible_text(tree), "und") == "2026-11-14T10:05"
