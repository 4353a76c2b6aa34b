"""The invented outlets: which of them serves what kind of page, feed and sitemap."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from outlets import briefs, templates
from outlets.sheet import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """An outlet; `page` writes its articles, `twins` are other addresses of each."""

    id: str
    name: str
    page: Callable[[Sheet], str]
    path: str
    feed: Literal["rss", "atom", "none"] = "rss"
    sitemap: Literal["plain", "index", "gz", "news", "none"] = "none"
    twins: tuple[Literal["amp", "mobile"], ...] = ()
    minutes: int = 0  # how exact the dates are that its pages give: 0 the minute, 1440 the day


HOUSES = (
    House(
        id="nodipoth",
        name="দৈনিক নদীপথ",
        page=templates.react,
        path="/bangladesh/district/{number:x}",
        sitemap="news",
    ),
    House(
        id="uttorer_alo",
        name="উত্তরের আলো",
        page=templates.wordpress,
        path="/saradesh/{number}/{slug}/",
        sitemap="index",
    ),
    House(
        id="purbodesh",
        name="পূর্বদেশ বার্তা",
        page=templates.breaks,
        path="/news.php?cat=jatiyo&id={number}",
        feed="atom",
    ),
    House(
        id="dhaka_ekhon",
        name="ঢাকা এখন",
        page=templates.inline_links,
        path="/country/{number}",
        sitemap="gz",
    ),
    House(
        id="bangla_dinlipi",
        name="বাংলা দিনলিপি",
        page=templates.scripted,
        path="/bangladesh/{slug}-{number}",
        feed="none",
        sitemap="news",
    ),
    House(
        id="sagor_barta",
        name="সাগর বার্তা",
        page=templates.with_amp,
        path="/{day}/{number}",
        feed="atom",
        twins=("amp",),
    ),
    House(
        id="nodi24",
        name="নদী টোয়েন্টিফোর",
        page=templates.with_mobile,
        path="/bangladesh/news/{number}",
        twins=("mobile", "amp"),
        sitemap="plain",
    ),
    House(
        id="shomoyer_khobor",
        name="সময়ের খবর",
        page=briefs.date_line_only,
        path="/post/{number}",
    ),
    House(
        id="kolkata_prabaha",
        name="কলকাতা প্রবাহ",
        page=briefs.microdata,
        path="/bangladesh/{slug}_{number}.html",
        sitemap="plain",
    ),
    House(
        id="gangeya",
        name="গাঙ্গেয় সংবাদ",
        page=briefs.old_tables,
        path="/newsdetails/{number}",
        feed="atom",
    ),
    House(
        id="padma_kagoj",
        name="পদ্মাপারের কাগজ",
        page=briefs.two_paragraphs,
        path="/details/{number}",
        minutes=1440,
    ),
    House(
        id="haor_songbad",
        name="হাওর সংবাদ",
        page=briefs.graph,
        path="/{slug}/{number}",
        sitemap="index",
        feed="none",
    ),
    House(
        id="tista_tv",
        name="তিস্তা টেলিভিশন",
        page=briefs.unmarked,
        path="/tv/{number}.html",
    ),
)
