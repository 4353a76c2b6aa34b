"""Pages that stand in place of an article are refused with the reason; articles that look alike are kept."""

import hashlib
from datetime import timedelta

import pytest

from outlets import HOUSES, Newsroom
from outlets.faults import wall
from outlets.newsroom import START
from outlets.sheet import Sheet
from outlets.writing import write
from shutro.errors import InputError
from shutro.ingest.articles import to_article
from shutro.model import Page

FETCHED = (START + timedelta(minutes=30)).isoformat()
PLAIN = (
    "নদীর পানি কমতে শুরু করেছে। তবে ভাঙনের ভয় কাটেনি বলে জানান স্থানীয় লোকজন।",
    "ত্রাণ বিতরণ চলছে। অনেক গ্রামে এখনো নৌকা পৌঁছায়নি।",
)


def sheet(number: int = 1) -> Sheet:
    return Sheet(
        written=write(number, number, START),
        site="দৈনিক নদীপথ",
        base="https://nodipoth.example",
        path=f"/a/{number}",
    )


def page(text: str, url: str = "https://nodipoth.example/a/1") -> Page:
    raw = text.encode()
    return Page(digest=hashlib.sha256(raw).hexdigest(), raw=raw, name=url, media="html", fetched=FETCHED)


def html(title: str, *paragraphs: str, head: str = "") -> str:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    head = f"<head><title>{title} | দৈনিক নদীপথ</title>{head}</head>"
    return f"<html>{head}<body><article><h1>{title}</h1>{body}</article></body></html>"


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("paywall", "is behind a paywall"),
        ("cookies", "asks for consent to cookies"),
        ("login", "asks the reader to sign in"),
        ("missing", "says that there is no such page"),
    ],
)
def test_a_wall_in_place_of_a_report_is_named(fault: str, reason: str) -> None:
    text = wall(fault, sheet())  # type: ignore[arg-type]
    assert text is not None
    with pytest.raises(InputError, match=reason):
        to_article(page(text))


@pytest.mark.parametrize(
    ("title", "words", "reason"),
    [
        (
            "Just a moment...",
            "Checking your browser before accessing the site. This takes a few seconds.",
            "server",
        ),
        ("৪০৪", "দুঃখিত, আপনি যে পাতাটি খুঁজছেন তা নেই। প্রচ্ছদে ফিরে যান।", "no such page"),
        ("503 Service Unavailable", "The site is busy. Try again in some minutes.", "server"),
    ],
)
def test_messages_of_servers_are_no_articles(title: str, words: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        to_article(page(html(title, words)))


@pytest.mark.parametrize(
    "title",
    [
        "নিবন্ধন করুন, নইলে জরিমানা: পৌরসভা",
        "৪০৪ কোটি টাকার প্রকল্প অনুমোদন",
        "কুকি ব্যবহার করে তথ্য চুরি, গ্রেপ্তার ২",
        "দুঃখিত বলেও পার পেলেন না মেয়র",
    ],
)
def test_short_articles_on_such_things_are_kept(title: str) -> None:
    assert to_article(page(html(title, *PLAIN)))[0].text.count("\n") == 2


def test_a_long_article_that_offers_a_subscription_is_kept() -> None:
    long = [*PLAIN * 8, "সম্পূর্ণ খবর পড়তে সাবস্ক্রাইব করুন।"]
    locked = '<meta property="article:content_tier" content="metered">'
    assert to_article(page(html("পানি নামছে", *long, head=locked)))[0].title == "পানি নামছে"


def test_a_front_page_and_a_section_are_lists() -> None:
    with Newsroom(seed=3) as newsroom:
        newsroom.advance(450)
        house = newsroom.houses["uttorer_alo"]
        text = newsroom.answer(house, "/country", None)[0].body.decode()
    for url, reason in (
        ("https://a.example/country", "list of other pages"),
        ("https://a.example/", "front page|list"),
    ):
        with pytest.raises(InputError, match=reason):
            to_article(page(text, url))


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.id)
def test_no_outlets_reports_are_taken_for_a_wall(house: object) -> None:
    from_house = next(one for one in HOUSES if one is house)
    article, _ = to_article(page(from_house.page(sheet())))
    assert sheet().written.paragraphs[-1] in article.text
