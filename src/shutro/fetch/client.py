"""One request and its answer: bounded in time and size, sent to the number that the guard has checked."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ssl import SSLContext
from types import TracebackType
from typing import Self

import httpx2

from shutro import __version__
from shutro.errors import FetchError
from shutro.fetch.guard import Guard, Place, locate, read_address

AGENT = "Shutro"  # what robots.txt calls us
MEBIBYTE = 1024 * 1024
_CONNECTIONS = 40
_FRONT = MEBIBYTE // 16  # of an answer, which is worth reading without the rest
_CODINGS = ("", "identity", "gzip", "deflate", "x-gzip")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of one answer is taken, and how long it may take."""

    largest: int = 16 * MEBIBYTE  # of the answer as it is unpacked
    seconds: float = 30.0  # for all of it
    silence: float = 10.0  # between two parts of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address answered."""

    address: str  # that was asked; after redirects, where they led
    status: int
    raw: bytes = b""
    media: str = ""  # as declared, such as text/html
    charset: str = ""  # as declared
    etag: str | None = None
    modified: str | None = None
    location: str | None = None  # where a redirect leads
    wait: float | None = None  # seconds after which the host wants to be asked again
    moved: str | None = None  # where the address has moved to for good

    @property
    def is_new(self) -> bool:
        """Return whether there is anything that was not there when it was asked last."""
        return self.status != httpx2.codes.NOT_MODIFIED


class Client:
    """Asks addresses; opened with `async with`."""

    def __init__(
        self, guard: Guard, limits: Limits, *, agent: str = "", trusted: SSLContext | None = None
    ) -> None:
        """Keep to the guard and the limits; `trusted` says which certificates are good, in place of public ones."""
        self._guard, self._limits = guard, limits
        self._http = httpx2.AsyncClient(
            verify=trusted if trusted is not None else True,
            headers={
                "User-Agent": agent or f"{AGENT}/{__version__}",
                "Accept-Encoding": "gzip, deflate",
                "Connection": "close",
            },
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),  # none are kept
            timeout=httpx2.Timeout(limits.silence),
            # A kept connection would be taken for any name at its number, with the certificate of another.
            limits=httpx2.Limits(max_connections=_CONNECTIONS, max_keepalive_connections=0),
            follow_redirects=False,
            trust_env=False,  # a proxy would look the host up once more, and go elsewhere
        )

    async def __aenter__(self) -> Self:
        await self._http.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.__aexit__(kind, error, trace)

    def host_of(self, address: str) -> str:
        """Return host and port of an address; raise FetchError for one that may not be asked."""
        return read_address(address, self._guard).netloc.decode("ascii")

    async def ask(
        self, address: str, headers: Mapping[str, str], *, body: bytes | None = None, is_front: bool = False
    ) -> Answer:
        """Return the answer to one request, redirects and refusals too; raise FetchError where there is none.

        A request with a `body` posts it. Where the front is enough, what is too long is read as far as may be.
        """
        try:
            async with asyncio.timeout(self._limits.seconds):
                place = await locate(address, self._guard)
                async with self._open(place, headers, body) as response:
                    return await self._read(address, response, is_front=is_front)
        except (TimeoutError, httpx2.TimeoutException) as error:
            raise FetchError(address, "no answer in time", passes=True) from error
        except httpx2.ConnectError as error:
            raise FetchError(address, "the host cannot be reached", passes=True) from error
        except httpx2.DecodingError as error:
            raise FetchError(address, "the answer cannot be unpacked") from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise FetchError(address, "the connection broke off", passes=True) from error

    @asynccontextmanager
    async def _open(
        self, place: Place, headers: Mapping[str, str], body: bytes | None
    ) -> AsyncIterator[httpx2.Response]:
        """Yield the answer of the first of the host's numbers that can be reached."""
        last = len(place.numbers) - 1
        for at, number in enumerate(place.numbers):
            request = self._http.build_request(
                "GET" if body is None else "POST",
                place.url.copy_with(host=number),
                headers={**headers, "Host": place.authority},
                content=body,
                extensions={"sni_hostname": place.host},  # certificates are those of the name
            )
            try:
                response = await self._http.send(request, stream=True)
            except httpx2.ConnectError:
                if at == last:
                    raise
                continue
            try:
                yield response
            finally:
                await response.aclose()
            return

    async def _read(self, address: str, response: httpx2.Response, *, is_front: bool) -> Answer:
        head = response.headers
        location = head.get("location", "") if response.has_redirect_location else ""
        return Answer(
            address=address,
            status=response.status_code,
            raw=await self._body(address, response, is_front=is_front) if response.is_success else b"",
            media=head.get("content-type", "").partition(";")[0].strip().lower(),
            charset=(response.charset_encoding or "").lower(),
            etag=head.get("etag"),
            modified=head.get("last-modified"),
            location=_joined(address, location),
            wait=_seconds(head.get("retry-after", "")),
        )

    async def _body(self, address: str, response: httpx2.Response, *, is_front: bool) -> bytes:
        if response.headers.get("content-encoding", "").strip().lower() not in _CODINGS:
            raise FetchError(address, "the answer cannot be unpacked")
        most = self._limits.largest
        declared = response.headers.get("content-length", "")
        if declared.isascii() and declared.isdigit() and int(declared) > most and not is_front:
            raise _too_large(address, most)
        parts, size = [], 0
        end = time.monotonic() + self._limits.seconds / 2
        async for part in response.aiter_bytes():  # of at most a mebibyte, however well it is packed
            size += len(part)
            if size > most and not is_front:
                raise _too_large(address, most)
            parts.append(part)
            if is_front and (size > most or (size > _FRONT and time.monotonic() > end)):
                break
        return b"".join(parts)


def _too_large(address: str, most: int) -> FetchError:
    return FetchError(address, f"is too large (more than {most / 1e6:.0f} MB)")


def _joined(address: str, location: str) -> str | None:
    try:
        return str(httpx2.URL(address).join(location)) if location else None
    except (httpx2.InvalidURL, ValueError):
        return None


def _seconds(value: str) -> float | None:
    """Return a Retry-After in seconds; one that is a date is left to our own back-off."""
    return float(value) if value.isascii() and value.isdigit() and len(value) < 7 else None
