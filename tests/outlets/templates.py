"""Pages as large sites make them: React, WordPress, line breaks, links inside the text, scripts only, twins."""

import json
from html import escape
from typing import Any

from outlets.sheet import NAV, Sheet, foot
from outlets.writing import clock_line, date_line


def react(sheet: Sheet) -> str:
    """Return a page drawn on a server from components: telling names nowhere, metadata as linked data."""
    linked = _linked(sheet, news=True)
    boxes = "".join(
        f'<div class="_3kX{at}"><div class="story-element story-element-text"><div><p>{escape(text)}</p></div></div></div>'
        + ('<div class="_ad9"><span>বিজ্ঞাপন</span></div>' if at == 1 else "")
        for at, text in enumerate(sheet.written.paragraphs)
    )
    return (
        f'<!DOCTYPE html><html lang="bn"><head><meta charSet="utf-8"/><title>{sheet.title} | {sheet.site}</title>'
        f'<link rel="canonical" href="{escape(sheet.url)}"/><meta property="og:type" content="article"/>'
        f'<meta property="og:url" content="{escape(sheet.url)}"/><meta property="og:site_name" content="{sheet.site}"/>'
        f'{linked}</head><body><div id="root"><div class="_1a2b">{NAV}</div><div class="_9zQ"><div class="_h1">'
        f'<h1 class="_tt">{sheet.title}</h1></div><div class="_by">{sheet.written.byline}</div>'
        f'<div class="_st">প্রকাশ: {date_line(sheet.written.published)}, {clock_line(sheet.written.published)}</div>'
        f'<div class="_sh">{sheet.shares()} শেয়ার</div>{boxes}<div class="_rel"><div>সম্পর্কিত খবর</div>'
        f'{sheet.other_links()}</div></div>{foot(sheet.site)}</div><script>window.__DATA__={{"v":{sheet.visit}}}</script></body></html>'
    )


def wordpress(sheet: Sheet) -> str:
    """Return a page of a blog engine: comments below, other reports beside, share buttons above."""
    comments = "".join(
        f'<li class="comment"><div class="comment-body"><p>{text}</p></div></li>' for text in sheet.readers()
    )
    return (
        f'<!DOCTYPE html>\n<html lang="bn-BD">\n<head>\n<meta charset="UTF-8">\n<title>{sheet.title} - {sheet.site}</title>\n'
        f'<link rel="canonical" href="{escape(sheet.url)}">\n<meta property="og:type" content="article">\n'
        f'<meta property="og:site_name" content="{sheet.site}">\n'
        f'<meta property="article:published_time" content="{sheet.published}">\n'
        f'<meta property="article:modified_time" content="{sheet.modified}">\n<meta name="generator" content="WordPress 6.8">\n'
        f'</head>\n<body class="single-post postid-{sheet.written.number}">\n<header id="masthead"><p class="site-title">'
        f'<a href="/">{sheet.site}</a></p>{NAV}</header>\n<main id="content"><article class="post type-post status-publish">\n'
        f'<header class="entry-header"><h1 class="entry-title">{sheet.title}</h1><div class="entry-meta">'
        f'<span class="author">{sheet.written.byline}</span> <span class="posted-on">প্রকাশিত: '
        f"{clock_line(sheet.written.published, halves=True)}, {date_line(sheet.written.published)}</span></div>"
        f'<div class="share"><a href="#">ফেসবুক</a> <a href="#">হোয়াটসঅ্যাপ</a> <span>{sheet.shares()} শেয়ার</span></div></header>\n'
        f'<div class="entry-content">\n<figure class="wp-caption"><img src="/a.jpg" alt=""><figcaption class="wp-caption-text">'
        f"{sheet.written.caption}</figcaption></figure>\n{sheet.paragraphs()}\n</div>\n"
        f'<aside class="related"><h3>আরও পড়ুন</h3>{sheet.other_links()}</aside></article>\n'
        f'<section id="comments" class="comments-area"><h2 class="comments-title">মন্তব্য ({len(sheet.readers())})</h2>'
        f'<ol class="comment-list">{comments}</ol><div id="respond"><h3>মন্তব্য করুন</h3><p>আপনার ই-মেইল ঠিকানা প্রকাশ করা হবে না।</p>'
        f'</div></section></main>\n<aside id="secondary" class="widget-area"><h2>সর্বাধিক পঠিত</h2>{sheet.other_links(3)}</aside>\n'
        f"{foot(sheet.site)}</body></html>"
    )


def breaks(sheet: Sheet) -> str:
    """Return a page whose paragraphs are parted by line breaks only."""
    body = "<br />\n<br />\n".join(escape(text) for text in sheet.written.paragraphs)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{sheet.title} | {sheet.site}</title>'
        f'<meta property="og:site_name" content="{sheet.site}"><meta property="og:url" content="{escape(sheet.url)}">'
        f'<meta property="article:published_time" content="{sheet.published}"></head><body><div id="top">{NAV}</div>'
        f'<div id="news"><h1>{sheet.title}</h1><div class="info">{sheet.written.byline} | প্রকাশ : '
        f"{date_line(sheet.written.published)}, {clock_line(sheet.written.published)}</div>"
        f'<div class="details" itemprop="articleBody">{body}<br /><br /></div>'
        f'<div class="print">প্রিন্ট: {date_line(sheet.now or sheet.written.published)}</div></div>'
        f'<div class="right"><h3>এই বিভাগের আরও খবর</h3>{sheet.other_links()}</div>{foot(sheet.site)}</body></html>'
    )


def inline_links(sheet: Sheet) -> str:
    """Return a page that puts links to other reports between the paragraphs."""
    others = iter(sheet.others(4))
    body = ""
    for at, text in enumerate(sheet.written.paragraphs):
        body += f"<p>{escape(text)}</p>\n"
        if at in {0, 2}:
            body += f'<p><strong>আরও পড়ুন: </strong><a href="/other/{at}">{next(others)}</a></p>\n'
        if at == 1:
            body += f'<div class="inner-related"><a href="/other/9"><span>আরও পড়ুন</span> {next(others)}</a></div>\n'
    return (
        f'<!DOCTYPE html><html lang="bn"><head><meta charset="utf-8"><title>{sheet.title} | {sheet.site}</title>'
        f'<link rel="canonical" href="{escape(sheet.url)}"><meta property="og:site_name" content="{sheet.site}">'
        f'</head><body>{NAV}<article class="jw_detail"><h1 class="title">{sheet.title}</h1>'
        f'<div class="meta"><p class="author">{sheet.written.byline}</p><time datetime="{sheet.published}">'
        f"{date_line(sheet.written.published)}, {clock_line(sheet.written.published)}</time></div>"
        f'<div class="content">{body}</div></article><div class="tags"><a href="/t/1">ট্যাগ</a></div>'
        f'<section class="more"><h2>আরও খবর</h2>{sheet.other_links()}</section>{foot(sheet.site)}</body></html>'
    )


def scripted(sheet: Sheet) -> str:
    """Return a page whose words stand only in linked data; a script would draw them."""
    return (
        f'<!doctype html><html lang="bn"><head><meta charset="utf-8"><title>{sheet.title}</title>'
        f'<link rel="canonical" href="{escape(sheet.url)}"><meta property="og:site_name" content="{sheet.site}">'
        f'{_linked(sheet, body=True)}</head><body><noscript>এই সাইট দেখতে জাভাস্ক্রিপ্ট চালু করুন।</noscript><div id="app"></div>'
        f'<script src="/app.{sheet.visit}.js"></script></body></html>'
    )


def with_amp(sheet: Sheet) -> str:
    """Return a page that has a twin for small screens in the accelerated form, or that twin."""
    if sheet.twin == "amp":
        return (
            f'<!doctype html><html amp lang="bn"><head><meta charset="utf-8"><title>{sheet.title}</title>'
            f'<link rel="canonical" href="{escape(sheet.url)}"><meta name="viewport" content="width=device-width">'
            f'{_linked(sheet)}<script async src="https://cdn.ampproject.org/v0.js"></script></head><body>'
            f"<amp-sidebar><ul><li>প্রচ্ছদ</li><li>জাতীয়</li></ul></amp-sidebar><article><h1>{sheet.title}</h1>"
            f'<p class="byline">{sheet.written.byline}</p><amp-img src="/a.jpg" width="4" height="3"></amp-img>'
            f'<figcaption>{sheet.written.caption}</figcaption>{sheet.paragraphs()}<amp-ad type="x"></amp-ad></article>'
            f"<section><h2>আরও পড়ুন</h2>{sheet.other_links()}</section></body></html>"
        )
    return (
        f'<!doctype html><html lang="bn"><head><meta charset="utf-8"><title>{sheet.title} | {sheet.site}</title>'
        f'<link rel="canonical" href="{escape(sheet.url)}"><link rel="amphtml" href="{escape(sheet.base)}/amp{escape(sheet.path)}">'
        f'<meta property="og:site_name" content="{sheet.site}">{_linked(sheet)}</head><body>{NAV}<article><h1>{sheet.title}</h1>'
        f'<p class="byline">{sheet.written.byline}</p><figure><img src="/a.jpg"><figcaption>{sheet.written.caption}</figcaption></figure>'
        f'<div class="story">{sheet.paragraphs()}</div></article><section><h2>আরও পড়ুন</h2>{sheet.other_links()}</section>'
        f"{foot(sheet.site)}</body></html>"
    )


def with_mobile(sheet: Sheet) -> str:
    """Return a page with a twin on a site of its own for telephones, or that twin, or the accelerated one."""
    if sheet.twin == "amp":
        return with_amp(sheet)
    if sheet.twin == "mobile":
        return (
            f'<!doctype html><html><head><meta charset="utf-8"><title>{sheet.title}</title>'
            f'<link rel="canonical" href="{escape(sheet.url)}"><meta property="article:published_time" content="{sheet.published}">'
            f'</head><body><div class="m-head"><a href="/m/">{sheet.site}</a></div><h1>{sheet.title}</h1>'
            f'<div class="m-by">{sheet.written.byline}</div><div class="m-body">{sheet.paragraphs()}</div>'
            f"<div class='m-more'><b>আরও খবর</b>{sheet.other_links(3)}</div></body></html>"
        )
    return (
        f'<!doctype html><html lang="bn"><head><meta charset="utf-8"><title>{sheet.title} :: {sheet.site}</title>'
        f'<link rel="canonical" href="{escape(sheet.url)}"><link rel="alternate" media="only screen and (max-width: 640px)" '
        f'href="{escape(sheet.base)}/m{escape(sheet.path)}"><meta property="og:site_name" content="{sheet.site}">'
        f'<meta property="article:published_time" content="{sheet.published}"></head><body>{NAV}'
        f'<div class="dtl"><h1>{sheet.title}</h1><div class="dtl_by">{sheet.written.byline}</div>'
        f'<div class="dtl_date">{date_line(sheet.written.published)}</div><div class="dtl_body">{sheet.paragraphs("div")}</div>'
        f'<div class="count">{sheet.shares()} বার পঠিত</div></div><div class="col3"><h3>সর্বশেষ</h3>{sheet.other_links()}</div>'
        f"{foot(sheet.site)}</body></html>"
    )


def _linked(sheet: Sheet, *, body: bool = False, news: bool = False) -> str:
    node: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": sheet.url},
        "headline": sheet.written.title,
        "datePublished": sheet.published,
        "dateModified": sheet.modified,
        "author": [{"@type": "Person", "name": sheet.written.byline}],
        "publisher": {"@type": "NewsMediaOrganization", "name": sheet.site},
    }
    if body:
        node["articleBody"] = "\n\n".join(sheet.written.paragraphs)
    if news:
        node["description"] = sheet.written.paragraphs[0][:120]
    text = json.dumps(node, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>'
