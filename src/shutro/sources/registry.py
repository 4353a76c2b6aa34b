"""The registry of outlets and agencies: who they are, what they are called, where they publish."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeVar
from urllib.parse import urlsplit

import msgspec
import regex

from shutro.errors import SourceError
from shutro.text.normalize import compose, normalize
from shutro.text.numerals import to_ascii_digits

_HERE = Path(__file__).parent
_OUTLET_FILES = (_HERE / "outlets.toml", _HERE / "examples.toml")
_AGENCY_FILES = (_HERE / "agencies.toml",)
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}\u200d]+")
# Letters, each with at most one sign: what normalizing leaves as it is, and almost every word.
_PLAIN = regex.compile(
    r"(?:(?!\u0985\u09be)[\u0985-\u098b\u098f\u0990\u0993-\u09a8\u09aa-\u09b0\u09b2\u09b6-\u09b9]"
    r"\u09bc?[\u09be-\u09c3\u09c7\u09c8\u09cb-\u09cd]?[\u0981-\u0983]?)++"
)
_UNSPOKEN = regex.compile(r"[^\p{L}\p{M}\p{N}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A medium that publishes articles."""

    id: str
    name: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]  # a domain, or domain/path where a service is only a part of a site
    country: str  # ISO 3166-1 alpha-2
    languages: tuple[str, ...]
    family: str | None = None  # the publishing house, where it is publicly known
    feeds: tuple[str, ...] = ()
    guarded: tuple[str, ...] = ()  # aliases that need context, because they also mean other things


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A body that gathers news for outlets; one that publishes itself is an outlet of the same id too."""

    id: str
    name: str
    aliases: dict[str, tuple[str, ...]] = field(hash=False)  # by language code
    country: str
    state: bool  # owned by a state
    guarded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name of an outlet or agency; a `guarded` one counts only where context shows a medium is meant."""

    text: str
    source: str  # the id of the outlet or agency
    kind: Literal["outlet", "agency"]
    guarded: bool


@dataclass(frozen=True, slots=True)
class _OutletFile:
    outlet: tuple[Outlet, ...]


@dataclass(frozen=True, slots=True)
class _AgencyFile:
    agency: tuple[Agency, ...]


T = TypeVar("T")


@cache
def outlets() -> tuple[Outlet, ...]:
    """Return the declared outlets, those of the bundled examples last."""
    return tuple(outlet for _, outlet in read_outlets(_OUTLET_FILES))


@cache
def agencies() -> tuple[Agency, ...]:
    """Return the declared agencies."""
    return tuple(agency for _, agency in read_agencies(_AGENCY_FILES))


def outlet(code: str) -> Outlet | None:
    """Return the outlet of this id."""
    return _outlets_by_id().get(code)


def agency(code: str) -> Agency | None:
    """Return the agency of this id."""
    return _agencies_by_id().get(code)


def name_of(source: str) -> str | None:
    """Return the name of the outlet or agency of this id."""
    declared = _agencies_by_id().get(source) or _outlets_by_id().get(source)
    return declared.name if declared else None


def outlet_of_domain(domain: str) -> Outlet | None:
    """Return the outlet that publishes on this domain, or on one that it is a subdomain of."""
    return outlet_of_url(f"https://{domain.strip()}")


def outlet_of_url(url: str) -> Outlet | None:
    """Return the outlet that publishes at this address: the most exact domain and path that is declared."""
    try:
        parts = urlsplit(url)
        labels = (parts.hostname or "").rstrip(".").rsplit(".", 7)
    except ValueError:
        return None
    by_domain = _outlets_by_domain()
    steps = parts.path.split("/")[1:4]
    for at in range(max(len(labels) - 1, 0)):
        host = ".".join(labels[at:])
        for depth in range(len(steps), -1, -1):
            found = by_domain.get("/".join([host, *steps[:depth]]))
            if found is not None:
                return found
    return None


def alias_key(words: str) -> str:
    """Return what aliases are compared by: only letters and digits, in small letters, with ASCII digits."""
    if _PLAIN.fullmatch(words):
        return words
    plain = normalize(words)
    bare: str = _UNSPOKEN.sub("", to_ascii_digits(plain).casefold())
    return compose(bare if bare == plain else normalize(bare))


@cache
def aliases() -> Mapping[str, Alias]:
    """Return the aliases of all agencies and outlets by their key."""
    return index_aliases([*read_agencies(_AGENCY_FILES), *read_outlets(_OUTLET_FILES)])


def find_alias(words: str) -> Alias | None:
    """Return the alias that these words are, written with or without hyphens and spaces."""
    return aliases().get(alias_key(words))


def longest_alias(words: Sequence[str], start: int = 0) -> tuple[int, Alias] | None:
    """Return the longest alias that begins at `words[start]`, with the number of words that it takes up."""
    key, best = "", None
    prefixes = alias_prefixes()
    for count, word in enumerate(words[start : start + 8], 1):
        key += alias_key(word)
        if key not in prefixes:
            break
        if (alias := aliases().get(key)) is not None:
            best = (count, alias)
    return best


@cache
def alias_prefixes() -> frozenset[str]:
    """Return all beginnings of the keys of aliases, whole keys too."""
    return frozenset(key[:end] for key in aliases() for end in range(1, len(key) + 1))


def outlet_of_byline(byline: str) -> Outlet | None:
    """Return the outlet that a byline names, such as a desk with the outlet's name.

    A guarded name counts where at most one word stands beside it.
    """
    words = _WORD.findall(normalize(byline))
    for start in range(len(words)):
        found = longest_alias(words, start)
        if found is None or (found[1].guarded and len(words) > len(_WORD.findall(found[1].text)) + 1):
            continue
        if (named := _outlets_by_id().get(found[1].source)) is not None:
            return named
    return None


@cache
def read_outlets(paths: tuple[Path, ...]) -> tuple[tuple[str, Outlet], ...]:
    """Return the outlets of the files, each with the name of its file.

    Raises SourceError, with file and entry, where a declaration is faulty or an id or domain stands twice.
    """
    found = tuple((path.name, outlet) for path in paths for outlet in _read(path, _OutletFile).outlet)
    _require_unique([(name, outlet.id, outlet.id) for name, outlet in found], "id")
    _require_unique([(name, o.id, domain) for name, o in found for domain in o.domains], "domain")
    return found


@cache
def read_agencies(paths: tuple[Path, ...]) -> tuple[tuple[str, Agency], ...]:
    """Return the agencies of the files, each with its file's name, or raise SourceError likewise."""
    found = tuple((path.name, agency) for path in paths for agency in _read(path, _AgencyFile).agency)
    _require_unique([(name, agency.id, agency.id) for name, agency in found], "id")
    return found


def index_aliases(declared: Iterable[tuple[str, Outlet | Agency]]) -> Mapping[str, Alias]:
    """Return all aliases by key, or raise SourceError where two sources claim one."""
    found: dict[str, Alias] = {}
    for file, source in declared:
        for alias in _aliases_of(file, source):
            other = found.setdefault(alias_key(alias.text), alias)
            if other is not alias:
                raise SourceError(
                    f"{file}: {source.id}: alias {alias.text!r} is already declared by {other.source}"
                )
    return MappingProxyType(found)


def _aliases_of(file: str, source: Outlet | Agency) -> Iterator[Alias]:
    names = source.aliases
    texts = names if isinstance(names, tuple) else tuple(name for group in names.values() for name in group)
    if unknown := set(source.guarded) - set(texts):
        raise SourceError(f"{file}: {source.id}: guarded {min(unknown)!r} is none of its aliases")
    for text in texts:
        yield Alias(
            text=text,
            source=source.id,
            kind="outlet" if isinstance(source, Outlet) else "agency",
            guarded=text in source.guarded,
        )


def _read(path: Path, shape: type[T]) -> T:
    try:
        return msgspec.convert(tomllib.loads(normalize(path.read_text(encoding="utf-8"))), shape)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise SourceError(f"{path.name}: {error}") from error


def _require_unique(entries: Iterable[tuple[str, str, str]], what: str) -> None:
    seen: dict[str, str] = {}
    for file, entry, value in entries:
        if value in seen:
            raise SourceError(f"{file}: {entry}: {what} {value!r} is already declared by {seen[value]}")
        seen[value] = entry


@cache
def _outlets_by_id() -> dict[str, Outlet]:
    return {outlet.id: outlet for outlet in outlets()}


@cache
def _agencies_by_id() -> dict[str, Agency]:
    return {agency.id: agency for agency in agencies()}


@cache
def _outlets_by_domain() -> dict[str, Outlet]:
    return {domain: outlet for outlet in outlets() for domain in outlet.domains}
