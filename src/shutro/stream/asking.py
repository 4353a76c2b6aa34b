"""One source or one page asked: what is new goes into the library with the state of what was asked."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Literal

from sqlalchemy import Connection

from shutro.errors import FetchError
from shutro.fetch.client import Answer
from shutro.fetch.discover import read_listing
from shutro.fetch.entries import Entry, Listing
from shutro.fetch.pace import Clock, back_off
from shutro.fetch.visit import Visitor
from shutro.ingest.given import GivenArticle
from shutro.model import Dropped, Page
from shutro.sources.registry import outlet_of_url
from shutro.store.arrivals import Arrival, Extracted, extract, keep_page
from shutro.store.listed import Listed, note_delay, note_listing, note_page
from shutro.store.opening import writing
from shutro.store.sources import Watched, move_source, note_fault, stamp
from shutro.stream.settings import WatchSettings
from shutro.stream.writer import Writer

_SHORT = 600.0  # seconds after which a page is asked again that could not be had for a while
_MEDIA: dict[str, Literal["text", "html", "json"]] = {
    "text/plain": "text",
    "application/json": "json",
    "application/ld+json": "json",
}
Event = Literal["asked", "listed", "added", "known", "dropped", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one asking; `count` pages of a source are new."""

    event: Event
    address: str
    count: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """An answer as a page, what its address says of the article, and what was found on it."""

    answer: Answer
    page: Page
    known: GivenArticle
    found: Extracted | Dropped


class Asking:
    """Asks sources and pages, each once, and stores what comes."""

    def __init__(
        self, visitor: Visitor, writer: Writer, clock: Clock, random: Random, settings: WatchSettings
    ) -> None:
        self._visitor, self._writer, self._clock = visitor, writer, clock
        self._random, self._settings = random, settings

    async def source(self, source: Watched) -> Outcome:
        """Ask a source, and remember the pages that it lists."""
        try:
            answer = await self._visitor.listing(source.address, etag=source.etag, modified=source.modified)
            listing = await self._read(source, answer)
        except FetchError as error:
            wait = back_off(self._settings.every, source.failures + 1, self._random, wait=error.wait)
            now = self._clock.now()
            due = now + timedelta(seconds=wait)
            await self._writer.do(note_fault, source, error.reason, now=now, due=due)
            return Outcome(event="failed", address=source.address, reason=error.reason)
        now = self._clock.now()
        keeps = not (listing and listing.parts)  # an index may stay as it is while its parts change
        count = await self._writer.do(
            note_listing,
            source,
            self._wanted(listing.entries, now) if listing else (),
            self._settings.most,
            now=now,
            due=now + timedelta(seconds=back_off(self._settings.every, 0, self._random)),
            etag=(answer.etag if answer.is_new else source.etag) if keeps else None,
            modified=(answer.modified if answer.is_new else source.modified) if keeps else None,
            title=listing.title if listing else "",
        )
        if answer.moved is not None and answer.moved != source.address:
            await self._writer.do(move_source, source, answer.moved)
        return Outcome(event="listed" if count else "asked", address=source.address, count=count)

    async def page(self, page: Listed, source: Watched | None) -> Outcome:
        """Ask a page, and store the article that it holds."""
        try:
            answer = await self._visitor.page(page.address, etag=page.etag, modified=page.modified)
        except FetchError as error:
            return await self._missed(page, error)
        now = self._clock.now()
        due = self._again(page, now)
        if not answer.is_new:
            await self._writer.do(
                note_page, page, now=now, due=due, state=page.state, etag=page.etag, modified=page.modified
            )
            return Outcome(event="known", address=page.address)
        outlet = source.outlet if source else None
        sent = await asyncio.to_thread(_read, answer, outlet, now)
        return await self._writer.do(store_answer, page, sent, now=now, due=due)

    async def give_up(self, one: Watched | Listed) -> Outcome:
        """Remember that what was sent broke what reads it; a source is asked again another time."""
        now, reason = self._clock.now(), "could not be read"
        if isinstance(one, Watched):
            due = now + timedelta(seconds=back_off(self._settings.every, one.failures + 1, self._random))
            await self._writer.do(note_fault, one, reason, now=now, due=due)
        else:
            state: Literal["stored", "dropped"] = "stored" if one.article else "dropped"
            await self._writer.do(note_page, one, now=now, due=None, state=state, reason=reason)
        return Outcome(event="dropped", address=one.address, reason=reason)

    async def _read(self, source: Watched, answer: Answer) -> Listing | None:
        """Return what a source lists, None where that is nothing new; raise FetchError where it is none."""
        if not answer.is_new:
            return None
        listing = await asyncio.to_thread(read_listing, answer)
        if listing is None:
            raise FetchError(source.address, "is neither a feed nor a sitemap")
        if not listing.parts:
            return listing
        entries, missed = list(listing.entries), None
        for part in listing.parts[: self._settings.parts]:
            try:
                answered = await self._visitor.listing(part.address)
            except FetchError as error:
                missed = error
                continue
            found = await asyncio.to_thread(read_listing, answered)
            entries += found.entries if found else ()
        if missed is not None and not entries:
            raise missed
        return replace(listing, entries=tuple(entries))

    def _wanted(self, entries: Iterable[Entry], now: datetime) -> list[Entry]:
        """Return what is new enough to be asked; of what bears no time, all."""
        oldest = now - self._settings.back
        return [entry for entry in entries if entry.newest is None or entry.newest >= oldest]

    def _again(self, page: Listed, now: datetime) -> datetime | None:
        """Return when a page is looked at once more: outlets change what they have published."""
        again = self._settings.again
        return now + timedelta(seconds=again[page.visits]) if page.visits < len(again) else None

    async def _missed(self, page: Listed, error: FetchError) -> Outcome:
        now = self._clock.now()
        if error.passes and page.failures + 1 < self._settings.tries:
            wait = back_off(_SHORT, page.failures, self._random, wait=error.wait)
            due = now + timedelta(seconds=wait)
            await self._writer.do(note_delay, page, error.reason, now=now, due=due)
            return Outcome(event="failed", address=page.address, reason=error.reason)
        state: Literal["stored", "dropped"] = "stored" if page.article else "dropped"
        due_again = self._again(page, now)
        await self._writer.do(note_page, page, now=now, due=due_again, state=state, reason=error.reason)
        return Outcome(event="dropped", address=page.address, reason=error.reason)


def store_answer(
    connection: Connection, page: Listed, sent: Sent, *, now: datetime, due: datetime | None
) -> Outcome:
    """Store what a page held with the state of the page, in one transaction, and return what became of it."""
    with writing(connection):
        came = keep_page(connection, sent.page, sent.found, sent.known, at=stamp(now))
        if isinstance(came, Dropped):
            # It may be an article when it is asked again: nothing of this answer counts as known.
            state: Literal["stored", "dropped"] = "stored" if page.article else "dropped"
            note_page(connection, page, now=now, due=due, state=state, reason=came.reason)
            return Outcome(event="dropped", address=page.address, reason=came.reason)
        note_page(
            connection,
            page,
            now=now,
            due=due,
            state="stored",
            article=came.article.id,
            etag=sent.answer.etag,
            modified=sent.answer.modified,
        )
        return Outcome(event=_event(came), address=page.address)


def page_of(answer: Answer, now: datetime) -> Page:
    """Return an answer as a page, named by its address."""
    return Page(
        digest=sha256(answer.raw).hexdigest(),
        raw=answer.raw,
        name=answer.address,
        media=_MEDIA.get(answer.media, "html"),
        charset=answer.charset or None,
        fetched=stamp(now),
    )


def given_of(answer: Answer, outlet: str | None = None) -> GivenArticle:
    """Return what an address says of its article, where the page itself does not."""
    declared = outlet_of_url(answer.address)
    return GivenArticle(outlet=declared.id if declared else outlet, url=answer.address)


def _read(answer: Answer, outlet: str | None, now: datetime) -> Sent:
    page, known = page_of(answer, now), given_of(answer, outlet)
    return Sent(answer=answer, page=page, known=known, found=extract(page, known))


def _event(came: Arrival) -> Event:
    return "known" if came.added == "known" else "added"
