"""All invented outlets at once, each on a port of its own, with a clock that tests set."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Self
from urllib.parse import quote

from outlets import lists
from outlets.faults import OF_FEEDS, Answer, Fault, spoil, wall
from outlets.houses import HOUSES, House
from outlets.sheet import Sheet
from outlets.writing import Written, rewrite, write

DHAKA = timezone(timedelta(hours=6))
START = datetime(2026, 11, 21, 6, 0, tzinfo=DHAKA)
_XML = (("Content-Type", "application/xml; charset=utf-8"),)
_AHEAD = timedelta(hours=5)
_LISTED = 20  # reports in a feed
_SLUGS = ("saradesh-khobor", "ajker-songbad", "জেলার-খবর", "নতুন-খবর")
_WALLS: tuple[Fault, ...] = ("cookies", "login", "missing", "paywall")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What was asked of an outlet and how it was answered; a report's `number` and `version` where it was one."""

    at: datetime
    house: str
    path: str
    status: int
    fault: Fault | None
    number: int | None = None
    version: int | None = None
    twin: str = ""
    whole: bool = False  # the report went out as it was written, to the last byte


class Newsroom:
    """Outlets that publish as `now` moves on; the same seed and hours give the same reports."""

    def __init__(
        self,
        *,
        seed: int = 0,
        hours: float = 6,
        happenings: int = 12,
        houses: Sequence[House] = HOUSES,
        start: datetime = START,
    ) -> None:
        self.houses = {house.id: house for house in houses}
        self.start = self.now = start
        self.served: list[Served] = []
        self.faults: dict[str, set[Fault]] = defaultdict(set)
        self._visits: dict[tuple[str, str], int] = defaultdict(int)
        self._states = _schedule(seed, hours, happenings, houses, start)
        self._servers: dict[str, ThreadingHTTPServer] = {}
        self._stopping, self._lock = Event(), Lock()

    def __enter__(self) -> Self:
        for house in self.houses.values():
            server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self, house))
            server.daemon_threads = True
            self._servers[house.id] = server
            Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        for server in self._servers.values():
            server.shutdown()
            server.server_close()

    def advance(self, minutes: float) -> None:
        """Let time pass."""
        self.now += timedelta(minutes=minutes)

    def switch(self, house: str, *faults: Fault) -> None:
        """Let these go wrong at an outlet, and nothing else."""
        self.faults[house] = set(faults)

    def base(self, house: str) -> str:
        """Return the address of an outlet's site."""
        return f"http://127.0.0.1:{self._servers[house].server_address[1]}"

    def url(self, house: str, written: Written) -> str:
        """Return the address that a report's own page names."""
        return self.base(house) + _path(self.houses[house], written)

    def public(self, house: str) -> list[Written]:
        """Return the reports that an outlet has published by now, in their newest versions, newest first."""
        states = self._states[house].values()
        current = [[state for state in versions if _since(state) <= self.now] for versions in states]
        newest = [versions[-1] for versions in current if versions]
        return sorted(newest, key=lambda written: (_since(written), written.number), reverse=True)

    def went_out(self) -> dict[tuple[str, int], set[int]]:
        """Return the versions of each report, by outlet and number, that somebody was given whole."""
        found: dict[tuple[str, int], set[int]] = defaultdict(set)
        with self._lock:
            for one in self.served:
                if one.whole and one.number is not None and one.version is not None:
                    found[one.house, one.number].add(one.version)
        return dict(found)

    def version(self, house: str, number: int, version: int) -> Written:
        """Return a version of a report."""
        return self._states[house][number][version - 1]

    def answer(self, house: House, path: str, known: str | None) -> tuple[Answer, Served]:
        """Return what the outlet answers, and the note of it; `known` is the state that the caller has."""
        with self._lock:
            self._visits[house.id, path] += 1
            visit = self._visits[house.id, path]
            fault = min(self.faults[house.id], default=None)
        written, twin = self._report_at(house, path)
        note = Served(at=self.now, house=house.id, path=path, status=200, fault=None)
        if written is not None:
            answer, note = self._report(house, written, twin, visit, fault, replace(note, twin=twin))
        else:
            answer = self._list(house, path, visit, fault)
        is_touched = fault is not None and fault not in OF_FEEDS and path != "/robots.txt"
        if is_touched and fault is not None:
            answer, note = spoil(answer, fault, path, self._stopping), replace(note, fault=fault)
        if answer.status == 200 and answer.stream is None and known and known == _state(answer):
            answer = replace(answer, status=304, body=b"")
        return answer, replace(note, status=answer.status, whole=note.whole and answer.status == 200)

    def note(self, served: Served) -> None:
        """Keep the note of an answer that went out."""
        with self._lock:
            self.served.append(served)

    def _report_at(self, house: House, path: str) -> tuple[Written | None, str]:
        twin = next(
            (twin for twin in house.twins if path.startswith(f"/{twin[: 3 if twin == 'amp' else 1]}/")), ""
        )
        plain = path.removeprefix({"amp": "/amp", "mobile": "/m"}.get(twin, ""))
        for written in self.public(house.id):
            own = _path(house, written)
            if plain == own or (plain.startswith(own) and plain[len(own)] in "?&"):
                return written, twin
        return None, ""

    def _report(
        self, house: House, written: Written, twin: str, visit: int, fault: Fault | None, note: Served
    ) -> tuple[Answer, Served]:
        base = self.base(house.id)
        shown = _ahead(written) if fault == "skew" else written
        sheet = Sheet(
            written=shown,
            site=house.name,
            base=base,
            path=_path(house, written),
            visit=visit,
            now=self.now,
            twin=twin,
        )
        page = wall(fault, sheet) if fault in _WALLS and fault is not None else None
        is_whole = page is None and fault in {None, "skew", "charset", "utf16", "forbid", *OF_FEEDS}
        note = replace(note, number=written.number, version=written.version, whole=is_whole)
        return Answer(body=(page or house.page(sheet)).encode()), note

    def _list(self, house: House, path: str, visit: int, fault: Fault | None) -> Answer:
        base, newest = self.base(house.id), self.public(house.id)
        listed = [(base + _path(house, one), _ahead(one) if fault == "skew" else one) for one in newest]
        if path == "/robots.txt":
            text = lists.robots(base, _sitemaps(house), forbids=fault == "forbid")
            return Answer(body=text.encode(), headers=(("Content-Type", "text/plain; charset=utf-8"),))
        if path in {"/feed.xml", "/new-feed.xml"} and house.feed != "none":
            return self._feed(house, path, listed[:_LISTED], visit, fault)
        if path in {*_sitemaps(house), "/sitemap-1.xml", "/sitemap-2.xml.gz"}:
            return _sitemap(house, base, path, listed)
        if path in {"/", "/national", "/country", "/sports", "/opinion"}:
            return Answer(body=lists.front(house.name, listed[:_LISTED], house.feed).encode())
        return Answer(status=404, body="<html><body><h1>৪০৪</h1></body></html>".encode())

    def _feed(self, house: House, path: str, listed: lists.Listed, visit: int, fault: Fault | None) -> Answer:
        base = self.base(house.id)
        if fault == "moved" and path == "/feed.xml":
            return Answer(status=301).with_header("Location", f"{base}/new-feed.xml")
        if fault == "infinite":
            return Answer(headers=_XML, stream=lists.endless_rss(house.name, base, listed, self._stopping))
        make = lists.atom if house.feed == "atom" else lists.rss
        text = make(house.name, base, listed, ids=str(visit) if fault == "repeat" else "")
        if fault == "broken":
            text = text.replace("</title>", " & আরও</title>")[: -len("</channel></rss>") - 20]
        newest = max((_since(written) for _, written in listed), default=self.start)
        answer = Answer(headers=_XML, body=text.encode())
        answer = answer.with_header("Last-Modified", format_datetime(newest.astimezone(), usegmt=False))
        return answer.with_header("ETag", _state(answer))


def _handler(newsroom: Newsroom, house: House) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer, note = newsroom.answer(house, self.path, self.headers.get("If-None-Match"))
            try:
                self._send(answer, is_cut=note.fault == "cut")
            except OSError:
                note = replace(note, whole=False)
                self.close_connection = True
            newsroom.note(note)

        def _send(self, answer: Answer, *, is_cut: bool) -> None:
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            if answer.stream is not None:
                self.send_header("Connection", "close")
                self.end_headers()
                for piece in answer.stream:
                    self.wfile.write(piece)
                return
            if answer.status != 304:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body[: len(answer.body) // 2] if is_cut else answer.body)
            self.close_connection = self.close_connection or is_cut

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    return Handler


def _schedule(
    seed: int, hours: float, happenings: int, houses: Sequence[House], start: datetime
) -> dict[str, dict[int, list[Written]]]:
    """Return all versions of all reports, by outlet and number."""
    drawn = Random(f"schedule-{seed}")
    found: dict[str, dict[int, list[Written]]] = {house.id: {} for house in houses}
    number = 1000 * (seed % 1000 + 1)
    for happening in range(happenings):
        first = start + timedelta(minutes=round(drawn.uniform(-60, hours * 60)))
        for house in drawn.sample(list(houses), min(len(houses), drawn.randint(2, 5))):
            number += 1
            published = first + timedelta(minutes=drawn.randint(0, 90))
            written = write(number, happening, published, telling=number, seed=seed)
            versions = [written]
            for _ in range(drawn.choice((0, 0, 0, 1, 2))):
                later = _since(versions[-1]) + timedelta(minutes=drawn.randint(15, 60))
                versions.append(rewrite(versions[-1], later))
            found[house.id][number] = versions
    return found


def _since(written: Written) -> datetime:
    return written.updated or written.published


def _ahead(written: Written) -> Written:
    updated = written.updated + _AHEAD if written.updated else None
    return replace(written, published=written.published + _AHEAD, updated=updated)


def _path(house: House, written: Written) -> str:
    slug = quote(_SLUGS[written.number % len(_SLUGS)])
    return house.path.format(number=written.number, slug=slug, day=written.published.strftime("%Y/%m/%d"))


def _sitemaps(house: House) -> list[str]:
    names = {
        "plain": "/sitemap.xml",
        "index": "/sitemap.xml",
        "gz": "/sitemap.xml.gz",
        "news": "/news-sitemap.xml",
    }
    return [names[house.sitemap]] if house.sitemap in names else []


def _sitemap(house: House, base: str, path: str, listed: lists.Listed) -> Answer:
    if house.sitemap == "index" and path == "/sitemap.xml":
        text = lists.sitemap_index([f"{base}/sitemap-1.xml", f"{base}/sitemap-2.xml.gz"])
    else:
        half = {"/sitemap-1.xml": listed[0::2], "/sitemap-2.xml.gz": listed[1::2]}.get(path, listed)
        text = lists.sitemap(half, news=house.name if house.sitemap == "news" else "")
    if path.endswith(".gz"):
        return Answer(headers=(("Content-Type", "application/gzip"),), body=lists.packed(text))
    return Answer(headers=_XML, body=text.encode())


def _state(answer: Answer) -> str:
    return f'"{sha256(answer.body).hexdigest()[:16]}"'
