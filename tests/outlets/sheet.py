"""What a template is given: a report, and what stands around it on the site that day."""

from dataclasses import dataclass
from datetime import datetime
from html import escape
from random import Random

from outlets.writing import Written, bengali

_OTHERS = (
    "শীতের সবজিতে ভরা বাজার, দাম কমছে",
    "নতুন বছরে বাড়ছে রেলের টিকিটের দাম",
    "পাহাড়ে পর্যটকের ঢল",
    "হাওরে এবার আগাম ধান কাটা শুরু",
    "বিদ্যালয়ে বই পৌঁছাবে সময়মতো",
    "চরাঞ্চলে চালু হলো ভাসমান হাসপাতাল",
    "মেট্রোরেলে যুক্ত হচ্ছে আরও দুই কোচ",
    "মাছের ঘেরে নতুন প্রযুক্তি",
)
_READERS = (
    "সেলিম, ঢাকা: খুবই দুঃখজনক খবর।",
    "পাঠক: কর্তৃপক্ষের ঘুম ভাঙবে কবে?",
    "রুমা: সবার দায়িত্বশীল হওয়া দরকার।",
    "নাম প্রকাশে অনিচ্ছুক: লেখাটি ভালো হয়েছে।",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A report and its place on a site; `visit` counts who came, and changes all that is no part of the report."""

    written: Written
    site: str
    base: str  # scheme and authority
    path: str
    visit: int = 0
    now: datetime | None = None
    twin: str = ""

    @property
    def url(self) -> str:
        """Return the address of the report."""
        return self.base + self.path

    @property
    def title(self) -> str:
        """Return the headline as it stands in HTML."""
        return escape(self.written.title)

    @property
    def published(self) -> str:
        """Return the moment of publication in ISO 8601 with its zone."""
        return self.written.published.isoformat()

    @property
    def modified(self) -> str:
        """Return the moment of the last change likewise."""
        return (self.written.updated or self.written.published).isoformat()

    def paragraphs(self, mark: str = "p") -> str:
        """Return the report's paragraphs, each in an element."""
        return "\n".join(f"<{mark}>{escape(text)}</{mark}>" for text in self.written.paragraphs)

    def others(self, count: int = 4) -> list[str]:
        """Return headlines of other reports; every visitor sees others."""
        return Random(f"{self.path}-{self.visit}").sample(_OTHERS, count)

    def other_links(self, count: int = 4) -> str:
        """Return a list of links to other reports."""
        links = (f'<li><a href="/other/{at}">{title}</a></li>' for at, title in enumerate(self.others(count)))
        return f"<ul>{''.join(links)}</ul>"

    def readers(self) -> list[str]:
        """Return what readers wrote below the report so far."""
        return list(_READERS[: self.visit % 5])

    def shares(self) -> str:
        """Return how often the report was shared so far."""
        return bengali(12 + 7 * self.visit)


NAV = (
    '<nav class="menu"><ul><li><a href="/">প্রচ্ছদ</a></li><li><a href="/national">জাতীয়</a></li>'
    '<li><a href="/country">সারাদেশ</a></li><li><a href="/sports">খেলা</a></li><li><a href="/opinion">মতামত</a></li></ul></nav>'
)


def foot(site: str) -> str:
    """Return the foot of a site's pages."""
    return (
        f"<footer><p>© ২০২৬ {site}। সর্বস্বত্ব সংরক্ষিত।</p><p>ই-মেইল: desk@{'nodi'}.example</p>"
        "<p>এই ওয়েবসাইটের কোনো লেখা বা ছবি অনুমতি ছাড়া ব্যবহার করা যাবে না।</p></footer>"
    )
