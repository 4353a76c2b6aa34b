"""Pages of small sites: date lines only, microdata, tables, long sidebars, a graph of linked data, no marks at all."""

import json
from datetime import UTC
from html import escape

from outlets.sheet import NAV, Sheet, foot
from outlets.writing import clock_line, date_line


def date_line_only(sheet: Sheet) -> str:
    """Return a page that says when it was published only to people."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{sheet.title} | {sheet.site}</title>'
        f'<meta property="og:site_name" content="{sheet.site}"><link rel="canonical" href="{escape(sheet.url)}"></head>'
        f'<body>{NAV}<div class="single"><h2 class="shoulder">সারাদেশ</h2><h1>{sheet.title}</h1>'
        f'<p><span class="reporter">{sheet.written.byline}</span> <span class="date">প্রকাশিত: '
        f"{clock_line(sheet.written.published, halves=True)}, {date_line(sheet.written.published)}</span></p>"
        f'<div class="dbody">{sheet.paragraphs()}</div><div class="sharer">{sheet.shares()} শেয়ার</div></div>'
        f'<div class="side"><h3>জনপ্রিয় সংবাদ</h3>{sheet.other_links()}</div>{foot(sheet.site)}</body></html>'
    )


def microdata(sheet: Sheet) -> str:
    """Return a page with microdata; its clock is Greenwich's."""
    moment = sheet.written.published.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'<!DOCTYPE html><html lang="bn"><head><meta charset="utf-8"><title>{sheet.title} - {sheet.site}</title>'
        f'<link rel="canonical" href="{escape(sheet.url)}"><meta property="og:site_name" content="{sheet.site}"></head><body>{NAV}'
        f'<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{sheet.title}</h1>'
        f'<meta itemprop="datePublished" content="{moment}"><span itemprop="author">{sheet.written.byline}</span>'
        f'<div itemprop="articleBody">{sheet.paragraphs()}</div></article><aside><h4>আপনার জন্য</h4>{sheet.other_links()}</aside>'
        f"{foot(sheet.site)}</body></html>"
    )


def old_tables(sheet: Sheet) -> str:
    """Return a page laid out in tables, without any metadata but a date line with both dates."""
    updated = sheet.written.updated or sheet.written.published
    return (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{sheet.site} | {sheet.title}</title>'
        f'<base href="{escape(sheet.url)}"></head>'
        f'<body bgcolor="#ffffff"><table width="980"><tr><td colspan="3">{NAV}</td></tr><tr><td width="200" valign="top">'
        f'<font size="2"><b>সর্বশেষ খবর</b>{sheet.other_links(3)}</font></td><td width="560" valign="top"><h1>{sheet.title}</h1>'
        f"<font size='2'>প্রকাশ: {date_line(sheet.written.published)} | {clock_line(sheet.written.published)} | "
        f"আপডেট: {date_line(updated)} | {clock_line(updated)}</font>"
        f'<div style="text-align:justify">{sheet.paragraphs()}</div></td><td width="220" valign="top">বিজ্ঞাপন</td></tr></table>'
        f"<center>{foot(sheet.site)}</center></body></html>"
    )


def two_paragraphs(sheet: Sheet) -> str:
    """Return a short report beside long bars of other ones; its metadata know only the day."""
    day = sheet.written.published.date().isoformat()
    return (
        f'<!DOCTYPE html><html lang="bn"><head><meta charset="utf-8"><title>{sheet.title} | {sheet.site}</title>'
        f'<link rel="canonical" href="{escape(sheet.url)}"><meta property="og:site_name" content="{sheet.site}">'
        f'<meta property="article:published_time" content="{day}"></head><body>{NAV}<div class="wrap"><div class="left">'
        f'<h1>{sheet.title}</h1><div class="txt">{sheet.paragraphs()}</div></div><div class="bar"><h3>সর্বশেষ</h3>'
        f"{sheet.other_links(8)}<h3>সর্বাধিক পঠিত</h3>{sheet.other_links(8)}<h3>পাঠকের পছন্দ</h3>{sheet.other_links(8)}</div></div>"
        f"{foot(sheet.site)}</body></html>"
    )


def graph(sheet: Sheet) -> str:
    """Return a page whose linked data are a graph with another report's date in it, too."""
    nodes = [
        {"@type": "WebSite", "name": sheet.site, "url": sheet.base},
        {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "সারাদেশ"}]},
        {
            "@type": ["Article", "NewsArticle"],
            "headline": sheet.written.title,
            "datePublished": sheet.published,
            "dateModified": sheet.modified,
            "author": {"name": sheet.written.byline},
        },
        {
            "@type": "ItemList",
            "itemListElement": [{"@type": "NewsArticle", "datePublished": "2019-01-01T00:00:00+06:00"}],
        },
    ]
    text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False)
    return (
        f'<!DOCTYPE html><html lang="bn"><head><meta charset="utf-8"><title>{sheet.title} — {sheet.site}</title>'
        f'<meta property="og:site_name" content="{sheet.site}"><meta property="og:url" content="{escape(sheet.url)}?utm_source=share&amp;fbclid=x{sheet.visit}">'
        f'<script type="application/ld+json">{text}</script></head><body>{NAV}<main><h1>{sheet.title}</h1>'
        f'<figure><img src="/a.jpg"><figcaption>{sheet.written.caption}</figcaption></figure>'
        f"{sheet.paragraphs()}<p><em>সূত্র: ইউএনবি</em></p></main>{foot(sheet.site)}</body></html>"
    )


def unmarked(sheet: Sheet) -> str:
    """Return a page of nothing but boxes, its date in the middle of a line."""
    return (
        f'<html><head><meta charset="utf-8"><title>{sheet.title}</title><meta name="author" content="{sheet.written.byline}">'
        f'<meta name="og:site_name" content="{sheet.site}"></head><body><div><div><div>{NAV}</div></div><div><div><div>{sheet.title}</div>'
        f"<div>{sheet.site} | {date_line(sheet.written.published)}, {clock_line(sheet.written.published)}</div>"
        f"<div>{sheet.paragraphs('div')}</div></div><div><div>আরও দেখুন</div>{sheet.other_links(3)}</div></div></div>{foot(sheet.site)}</body></html>"
    )
