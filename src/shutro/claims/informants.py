"""Who the informants of a statement are: which of their names are one, and which words leave open who it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from shutro.claims.informantwords import is_open, is_paper
from shutro.link.names import is_alike
from shutro.sources.registry import find_alias

UNNAMED = "?"  # all informants of whom the words leave open who they are
UNKNOWN = "…"  # he, she, the minister: one who has a name, which was not found
_SAFE = 2  # words in common from which names that differ in one word may be one


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The names by which the origins of one statement print, whose they are, and their language."""

    names: Mapping[str, str]  # of entities by their ids
    bodies: Mapping[str, str]  # whom an entity speaks for, or whose body it is
    language: str
    officers: Mapping[str, str] = field(default_factory=dict)  # persons, and the body whose office they hold


@lru_cache(maxsize=4096)
def medium(name: str) -> str | None:
    """Return the id of the declared outlet or agency that a name names."""
    alias = find_alias(name)
    return alias.source if alias else None


def find_informants(words: Iterable[str], named: Named) -> Mapping[str, str]:
    """Return for each informant, an entity or plain words, the one that he is counted as.

    A spokesman is his body where both are named, a body its state; officers of one body are one, and so are names that
    may be. Of plain words those for a paper count as the first of them, those that leave open who speaks are `UNNAMED`,
    all others `UNKNOWN`.
    """
    given = sorted(set(words))
    known = [one for one in given if one in named.names]
    papers = [one for one in given if one not in named.names and is_paper(one, named.language)]
    found = {one: _nameless(one, named.language) for one in given if one not in named.names}
    found.update((one, papers[0]) for one in papers)
    longest = sorted(known, key=lambda one: (-len(named.names[one].split()), -len(named.names[one]), one))
    for at, one in enumerate(longest):
        found[one] = next((other for other in longest[:at] if _is_one(one, other, named)), one)
    groups = {one: _last(one, found) for one in known}
    for one in known:
        body = groups.get(named.bodies.get(one, ""))
        if body is not None and found[groups[one]] == groups[one] and body != groups[one]:
            found[groups[one]] = body
    _join_officers(known, found, named.officers)
    return {one: _last(one, found) for one in given}


def _join_officers(known: Sequence[str], found: dict[str, str], officers: Mapping[str, str]) -> None:
    """Count those who hold offices of one body as the first of them: they tell what the body knows."""
    first: dict[str, str] = {}
    for one in known:
        body = officers.get(one)
        if body is not None:
            head, mine = first.setdefault(body, _last(one, found)), _last(one, found)
            if head != mine:
                found[mine] = head


def _nameless(words: str, code: str) -> str:
    return UNNAMED if is_open(words, code) else UNKNOWN


def _is_one(one: str, other: str, named: Named) -> bool:
    """Say whether two names may be one: the words of the shorter are in the longer, however they are spelled.

    One word of three or more may differ: who hears a name over the telephone writes it in his own way.
    """
    short, long = sorted((_bare(one, named), _bare(other, named)), key=len)
    left = list(long)
    for word in short:
        match = next((there for there in left if is_alike(word, there, named.language)), None)
        if match is not None:
            left.remove(match)
    shared = len(long) - len(left)
    return bool(short) and (shared == len(short) or (shared == len(short) - 1 and shared >= _SAFE))


def _bare(one: str, named: Named) -> list[str]:
    """Return the words of a name, of a body's name without its state's."""
    words = named.names[one].split()
    return (
        words[1:] if len(words) > 1 and named.names.get(named.bodies.get(one, ""), "~") in words[0] else words
    )


def _last(one: str, found: Mapping[str, str]) -> str:
    seen = {one}
    while found.get(one, one) != one and found[one] not in seen:
        one = found[one]
        seen.add(one)
    return one
