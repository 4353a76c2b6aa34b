"""What goes wrong on the way: the answers of a server that is slow, broken, hostile or only tired."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Literal, get_args

from outlets.sheet import NAV, Sheet, foot

Fault = Literal[
    "bomb",  # ten gigabytes in a few megabytes of gzip
    "broken",  # the feed's XML has a bare ampersand and ends in the middle
    "busy",  # 503, to be asked again after two seconds
    "charset",  # header and page name another charset than the bytes are in
    "cookies",  # a wall that asks for consent in place of the page
    "cut",  # the connection ends in the middle
    "endless",  # the page never ends
    "error",  # 500
    "forbid",  # robots.txt forbids all
    "garbage",  # bytes that are no page, called one
    "infinite",  # the feed never ends
    "login",  # a page to sign in on, in place of the page
    "loop",  # addresses that lead to one another
    "missing",  # "not found" with status 200
    "moved",  # the feed is at another address for good
    "paywall",  # the beginning of the report, then an offer
    "repeat",  # every entry of the feed has a new id and a marked address each time
    "skew",  # clocks five hours ahead
    "slow",  # a byte now and then
    "utf16",  # pages in UTF-16 that are called UTF-8
]
FAULTS: tuple[Fault, ...] = get_args(Fault)
OF_FEEDS: frozenset[Fault] = frozenset({"broken", "infinite", "moved", "repeat"})
BOMB = 10 * 1024**3
_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answers; `stream` in place of a body is sent until it ends or the caller has enough."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)
    body: bytes = b""
    stream: Iterator[bytes] | None = field(default=None, compare=False)

    def with_header(self, name: str, value: str) -> "Answer":
        """Return the answer with a header in place of any of the same name."""
        others = tuple(pair for pair in self.headers if pair[0] != name)
        return replace(self, headers=(*others, (name, value)))


def spoil(answer: Answer, fault: Fault, path: str, stopping: Event) -> Answer:
    """Return what becomes of an answer under a fault of the server."""
    if fault == "busy":
        return Answer(status=503, body=b"busy").with_header("Retry-After", "2")
    if fault == "error":
        return Answer(status=500, body=b"<html><body><h1>500</h1></body></html>")
    if fault == "loop":
        onward = path.removesuffix("/again") if path.endswith("/again") else f"{path}/again"
        return Answer(status=302).with_header("Location", onward)
    if fault == "garbage":
        return replace(answer, body=bytes(range(256)) * 40)
    if fault == "bomb":
        return replace(answer, stream=_bomb()).with_header("Content-Encoding", "gzip")
    if fault == "endless":
        return replace(answer, stream=_endless(answer.body, stopping))
    if fault == "slow":
        return replace(answer, stream=_dripping(answer.body, stopping))
    if fault == "charset":
        body = answer.body.replace(b"utf-8", b"iso-8859-1").replace(b"UTF-8", b"iso-8859-1")
        return replace(answer, body=body).with_header("Content-Type", "text/html; charset=iso-8859-1")
    if fault == "utf16" and answer.body:
        return replace(answer, body=answer.body.decode().encode("utf-16-le"))
    return answer


def wall(kind: Fault, sheet: Sheet) -> str | None:
    """Return the page that stands in place of a report, where the fault is one that puts one there."""
    words = {
        "cookies": (
            "কুকি ব্যবহারের সম্মতি",
            "আপনার অভিজ্ঞতা আরও ভালো করতে আমরা এবং আমাদের সহযোগীরা কুকি ব্যবহার করি। চালিয়ে যেতে হলে কুকি ব্যবহারে সম্মতি দিন। "
            "আপনি যেকোনো সময় পছন্দ বদলাতে পারবেন। কুকি নীতি ও গোপনীয়তা নীতি পড়ুন।",
        ),
        "login": (
            "লগইন করুন",
            "এই পাতা দেখতে আপনাকে লগইন করতে হবে। ইমেইল ও পাসওয়ার্ড দিন। অ্যাকাউন্ট নেই? নিবন্ধন করুন। পাসওয়ার্ড ভুলে গেছেন?",
        ),
        "missing": (
            "৪০৪: পাতাটি খুঁজে পাওয়া যায়নি",
            "দুঃখিত, আপনি যে পাতাটি খুঁজছেন তা খুঁজে পাওয়া যায়নি। এটি সরিয়ে ফেলা হয়েছে অথবা ঠিকানা ভুল। প্রচ্ছদে ফিরে যান।",
        ),
    }
    if kind == "paywall":
        return (
            f'<!DOCTYPE html><html lang="bn"><head><meta charset="utf-8"><title>{sheet.title} | {sheet.site}</title>'
            f'<link rel="canonical" href="{sheet.url}"><meta property="article:content_tier" content="locked">'
            '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False", "hasPart": '
            '{"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paywall"}}</script></head>'
            f"<body>{NAV}<article><h1>{sheet.title}</h1><p>{sheet.written.paragraphs[0]}</p>"
            '<div class="paywall"><h2>সম্পূর্ণ খবর পড়তে সাবস্ক্রাইব করুন</h2><p>মাসে মাত্র ৯৯ টাকায় সব খবর পড়ুন। আগেই গ্রাহক হয়ে থাকলে লগইন করুন।</p></div>'
            f"</article>{foot(sheet.site)}</body></html>"
        )
    if kind not in words:
        return None
    title, text = words[kind]
    return (
        f'<!DOCTYPE html><html lang="bn"><head><meta charset="utf-8"><title>{title} | {sheet.site}</title></head><body>{NAV}'
        f'<main><h1>{title}</h1><p>{text}</p><form method="post"><button>ঠিক আছে</button></form></main>{foot(sheet.site)}</body></html>'
    )


def _bomb() -> Iterator[bytes]:
    """Yield ten gigabytes of spaces, packed; a block packs to the same bytes each time."""
    packing = zlib.compressobj(9, zlib.DEFLATED, 31)
    yield packing.compress(b"<html><body>") + packing.flush(zlib.Z_FULL_FLUSH)
    block = packing.compress(b" " * _BLOCK) + packing.flush(zlib.Z_FULL_FLUSH)
    for _ in range(BOMB // _BLOCK):
        yield block


def _endless(body: bytes, stopping: Event) -> Iterator[bytes]:
    yield body.split(b"</body>")[0]
    while not stopping.is_set():
        yield b"<p>" + "আরও খবর আসছে। ".encode() * 400 + b"</p>\n"


def _dripping(body: bytes, stopping: Event) -> Iterator[bytes]:
    for at in range(0, len(body), 2):
        yield body[at : at + 2]
        if stopping.wait(0.2):
            return
