"""Which addresses may be asked: those of public hosts at the ports of the web, wherever their names lead now."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx2

from shutro.errors import FetchError

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
_PORTS = {"http": 80, "https": 443}
_LONGEST = 4096  # of an address
_HIGHEST = 65_535  # port
_MOST = 4  # numbers of one host that are tried
# Public by the letter of the registries, but they lead to machines of a network or stand for other addresses.
_REFUSED_4 = tuple(map(ip_network, ("0.0.0.0/8", "192.0.0.0/24", "192.88.99.0/24", "240.0.0.0/4")))
_REFUSED_6 = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "fec0::/10")))


async def look_up(host: str, port: int) -> Sequence[str]:
    """Return the numbers that a host's name leads to now."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for _, _, _, _, place in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What may be asked; `private` and further ports are for those who watch sites of their own network."""

    private: bool = False
    ports: frozenset[int] | None = frozenset(_PORTS.values())  # None: all
    resolve: Resolve = look_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an address leads: the numbers that were checked, of which one is connected to."""

    url: httpx2.URL
    numbers: tuple[str, ...]

    @property
    def host(self) -> str:
        """Return the name of the host, as it is asked for."""
        return self.url.raw_host.decode("ascii")

    @property
    def authority(self) -> str:
        """Return host and port as the head of a request names them."""
        return self.url.netloc.decode("ascii")


async def locate(address: str, guard: Guard) -> Place:
    """Return where an address leads; raise FetchError where it may not be asked, or leads nowhere."""
    url = read_address(address, guard)
    host = url.raw_host.decode("ascii")
    try:
        numbers = await guard.resolve(host, url.port or _PORTS[url.scheme])
    except (OSError, UnicodeError) as error:
        raise FetchError(address, "the host is not known", passes=True) from error
    if not numbers:
        raise FetchError(address, "the host is not known", passes=True)
    # One number of a private network among public ones is how a name is made to lead there a moment later.
    if not guard.private and not all(map(is_public, numbers)):
        raise FetchError(address, "leads to a machine of a private network")
    return Place(url=url, numbers=tuple(numbers[:_MOST]))


def read_address(address: str, guard: Guard) -> httpx2.URL:
    """Return an address taken apart; raise FetchError for one that may not be asked whatever host it names."""
    try:
        url = httpx2.URL(address)
    except (httpx2.InvalidURL, UnicodeError, ValueError, TypeError) as error:
        raise FetchError(address[:_LONGEST], "is no address") from error
    if len(address) > _LONGEST or not address.isprintable():
        raise FetchError(address[:_LONGEST], "is no address")
    if url.scheme not in _PORTS:
        raise FetchError(address, "is no address of the web: http:// or https:// it must be")
    port = url.port or _PORTS[url.scheme]
    if not url.raw_host or port > _HIGHEST:
        raise FetchError(address, "is no address")
    if url.userinfo:
        raise FetchError(address, "names a user; addresses with a password are not asked")
    if guard.ports is not None and port not in guard.ports:
        raise FetchError(address, "names a port that is not one of the web")
    return url


def is_public(number: str) -> bool:
    """Say whether a number is that of a machine that everybody can reach."""
    try:
        place = ip_address(number)
    except ValueError:  # also one with the name of a network card
        return False
    if isinstance(place, IPv4Address):
        return _is_open(place) and not any(place in network for network in _REFUSED_4)
    return (
        _is_open(place)
        and place.ipv4_mapped is None
        and not any(place in network for network in _REFUSED_6)
        and int(place) >> 32 != 0  # ::1.2.3.4 of old
    )


def _is_open(place: IPv4Address | IPv6Address) -> bool:
    return place.is_global and not (
        place.is_multicast or place.is_reserved or place.is_link_local or place.is_unspecified
    )
