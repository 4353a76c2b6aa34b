"""Visits: an address asked as its site wants it asked, redirects followed, tried again where that may help."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from shutro.errors import FetchError
from shutro.fetch.client import Answer, Client
from shutro.fetch.pace import Clock, Turns, retry_after
from shutro.fetch.robots import Rules, read_rules

_REDIRECTS = 8
_PERMANENT = (301, 308)
_DAY = timedelta(days=1)
_SOON = timedelta(minutes=10)  # until a site that could not show its rules is asked for them again
_MOST_SITES = 5000
_UNSAID = "the site could not say what it allows"
_ERROR = "the host answered with an error"
_PATIENCE = 20.0  # seconds that a host may want us to wait within a visit
_PAGES = ("", "text/html", "application/xhtml+xml", "text/plain", "application/json", "application/ld+json")
_NO_TEXT = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a visitor behaves."""

    pause: float = 1.0  # seconds between two requests to one host
    tries: int = 3
    robots: bool = True  # whether robots.txt is obeyed


class Visitor:
    """Visits addresses for as long as its client is open; at most one request at a time goes to one host.

    Those who visit with the same folder of `turns` keep out of each other's way.
    """

    def __init__(
        self, client: Client, clock: Clock, random: Random, manners: Manners, turns: Path | None = None
    ) -> None:
        self._client, self._clock, self._random, self._manners = client, clock, random, manners
        self._turns = Turns(clock, turns)
        self._rules: dict[str, tuple[Rules, datetime]] = {}

    async def page(self, address: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
        """Return a page, or an answer that is not new; raise FetchError where there is no page to be had."""
        answer = await self._visit(address, _conditions(etag, modified))
        if answer.is_new and answer.media not in _PAGES:
            raise FetchError(address, f"is no page ({answer.media})")
        return answer

    async def listing(self, address: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
        """Return a feed or sitemap, under whatever type it comes: few servers name it right.

        Of one that is too long, or does not end, the front is returned.
        """
        answer = await self._visit(address, _conditions(etag, modified), is_front=True)
        if answer.is_new and answer.media.startswith(_NO_TEXT):
            raise FetchError(address, f"is no page ({answer.media})")
        return answer

    async def rules(self, address: str) -> Rules:
        """Return what the site of an address allows, as it said within a day."""
        if not self._manners.robots:
            return Rules()
        site = "/".join(address.split("/", 3)[:3])
        known = self._rules.get(site)
        if known is None or self._clock.now() >= known[1] or known[1] - self._clock.now() > _DAY:
            known = await self._read_rules(site)
            if len(self._rules) >= _MOST_SITES:
                self._rules.clear()
            self._rules[site] = known
        return known[0]

    async def _read_rules(self, site: str) -> tuple[Rules, datetime]:
        now = self._clock.now()
        try:
            answer = await self._follow(f"{site}/robots.txt", {}, obeys=False)
        except FetchError as error:
            if error.passes:
                is_answered = error.reason.startswith(_ERROR)
                return Rules(closed=_UNSAID if is_answered else error.reason), now + _SOON
            return Rules(), now + _DAY  # there is no such file
        return read_rules(answer.raw), now + _DAY

    async def _visit(self, address: str, headers: Mapping[str, str], *, is_front: bool = False) -> Answer:
        """Follow an address, more than once where a failure may pass."""
        for tries in range(1, self._manners.tries + 1):
            try:
                return await self._follow(address, headers, obeys=True, is_front=is_front)
            except FetchError as error:
                if not error.passes or tries == self._manners.tries or (error.wait or 0.0) > _PATIENCE:
                    raise
                await self._clock.sleep(max(retry_after(tries, self._random), error.wait or 0.0))
        raise FetchError(address, "no answer in time", passes=True)

    async def _follow(
        self, address: str, headers: Mapping[str, str], *, obeys: bool, is_front: bool = False
    ) -> Answer:
        """Return the answer at the end of all redirects, and where the address has moved to for good."""
        asked, moved, is_permanent = address, None, True
        for _ in range(_REDIRECTS + 1):
            answer = await self._ask(asked, headers, obeys=obeys, is_front=is_front)
            if answer.location is None:
                return _usable(answer, address, moved)
            asked = answer.location
            is_permanent = is_permanent and answer.status in _PERMANENT
            moved = asked if is_permanent else moved
        raise FetchError(address, "leads from one address to the next without end")

    async def _ask(self, address: str, headers: Mapping[str, str], *, obeys: bool, is_front: bool) -> Answer:
        host = self._client.host_of(address)
        rules = await self.rules(address) if obeys else Rules()
        if not rules.allow(address):
            raise FetchError(address, rules.closed or "robots.txt forbids it", passes=bool(rules.closed))
        async with self._turns.turn(host, max(self._manners.pause, rules.pause)):
            return await self._client.ask(address, headers, is_front=is_front)


def _conditions(etag: str | None, modified: str | None) -> dict[str, str]:
    given = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in given.items() if value}


def _usable(answer: Answer, address: str, moved: str | None) -> Answer:
    """Return an answer that holds what was asked for; raise FetchError, with the reason, for any other."""
    status = answer.status
    if status in (200, 203, 304):
        return replace(answer, moved=moved)
    if status in (404, 410):
        raise FetchError(address, f"is not there ({status})")
    if status in (401, 402, 403, 407, 451):
        raise FetchError(address, f"is closed to us ({status})")
    passes = status in (408, 425, 429) or status >= 500
    raise FetchError(address, f"{_ERROR} ({status})", passes=passes, wait=answer.wait)
