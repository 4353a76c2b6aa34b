"""How many independent origins stand behind a statement, with the arithmetic.

Four tests collapse reports: text derivation (copies), publisher family, shared agency credit, shared informant. When
unsure, two reports are not independent: to count an origin too many is the dangerous error.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from shutro.claims.informants import UNKNOWN, UNNAMED, Named, find_informants, medium
from shutro.claims.informantwords import is_medium
from shutro.model import Claim, Origin, Span, Step

Kind = Literal["informant", "agency", "own report"]
Reason = Literal["copy", "owner", "unattributed", "cited", "unsure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What is known of one article apart from the statement: its house, the agencies it is based on, its sources."""

    article: str
    label: str  # the outlet's name, or the file's where the outlet is unknown
    family: str | None = None
    agencies: tuple[str, ...] = ()
    credits: tuple[Span, ...] = ()  # the words that credit them
    copied_from: frozenset[str] = frozenset()  # articles it derives from
    independent_of: frozenset[str] = frozenset()  # articles that people call independent of it
    names: Mapping[str, str] = field(default_factory=dict)  # the names, to print, of entities by their ids
    language: str = "bn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What the sentences of a statement show of where it comes from."""

    alike: Collection[tuple[str, str]] = ()  # pairs of articles that say it in the same words
    sums: Collection[str] = ()  # articles that only give an amount that nobody can see
    seen: Collection[str] = ()  # articles whose own reporter was there
    public: Collection[
        frozenset[str]
    ] = ()  # articles, more than one, that tell an act before everybody's eyes
    unsure: Sequence[Claim] = ()  # claims of further articles that may tell another matter


NO_SIGNS = Signs()
NOBODY: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class _Node:
    """A possible origin: an informant, an agency, or an article's own report."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class _Rest:
    """An article that rests on a possible origin, on its own or for a reason, which may lead through another one."""

    article: str
    node: _Node
    reason: Reason | None = None
    through: str | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """What every article of a statement says of its origin, in the order of the articles' dates."""

    claims: Mapping[str, Sequence[Claim]]
    nodes: Mapping[str, tuple[_Node, ...]]
    cited: Mapping[str, frozenset[str]]  # the media that it cites for the statement
    informants: Mapping[str, str]  # who each of the informants is counted as
    credited: Mapping[str, int]  # how many of the articles are based on each agency
    labels: Mapping[str, str]  # of agencies and outlets, how the articles' entities call them


@dataclass(frozen=True, slots=True)
class Count:
    """Origins, and how they were counted from the reports."""

    origins: tuple[Origin, ...]
    reports: int
    arithmetic: str


def count_origins(
    claims: Sequence[Claim],
    backgrounds: Mapping[str, Background],
    bodies: Mapping[str, str],
    signs: Signs = NO_SIGNS,
    officers: Mapping[str, str] = NOBODY,
) -> Count:
    """Return the independent origins behind claims that say the same, whatever their order.

    `bodies` maps a spokesman to the body he speaks for, and a body to its state: where both are named, they are one
    origin. So are two who hold offices of one body: `officers`. An article that names an informant for the statement
    rests on him; else on the article that it was taken from; else on the agency that it credits; else on its own
    report. Where anybody is named, reports that name nobody add none, but for public acts. Informants without a name
    count as one: nobody can tell that they are two.
    """
    if not claims:  # every one of them was marked wrong
        return Count((), 0, "")
    names = backgrounds[claims[0].article].names
    named = Named(names=names, bodies=bodies, language=_language(claims, backgrounds), officers=officers)
    said = _said(claims, backgrounds, named)
    rests = _Resting(said, backgrounds, signs).rests()
    beside = _by_article(signs.unsure)
    rests += [_Rest(article, rests[0].node, "unsure", rests[0].article) for article in beside]
    said = replace(said, claims={**said.claims, **beside})
    return Count(_origins(rests, said, backgrounds), len(said.claims), _arithmetic(rests, said, backgrounds))


def _by_article(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """Return the claims of each article, the articles in the order of their dates."""
    found: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda one: (one.said or "~", one.article, one.span, one.via)):
        found.setdefault(claim.article, []).append(claim)
    return found


def _said(claims: Sequence[Claim], backgrounds: Mapping[str, Background], named: Named) -> _Said:
    """Return what the articles rest on by their own words."""
    by_article = _by_article(claims)
    names = named.names
    chain = sorted({one for claim in claims for one in claim.via})
    media = {one: found for one in chain if (found := medium(names.get(one, one)))}
    labels = {found: one for one, found in reversed(media.items())}
    tellers = {claim.via[-1] for claim in claims if claim.via} - media.keys()
    informants = find_informants(tellers, named)
    credited = Counter(_agency(a, names) for one in by_article for a in set(backgrounds[one].agencies))
    nodes: dict[str, tuple[_Node, ...]] = {}
    cited: dict[str, frozenset[str]] = {}
    for article, told in by_article.items():
        chains = [one.via for one in told if one.via and not is_medium(one.via[-1], named.language)]
        own = dict.fromkeys(
            _Node("informant", informants[via[-1]]) for via in chains if via[-1] in informants
        )
        if len(own) > 1:
            own.pop(_Node("informant", UNKNOWN), None)
        cited[article] = frozenset(media[one] for via in chains for one in via if one in media)
        nodes[article] = tuple(own) or (_own(backgrounds[article], sorted(cited[article]), credited),)
        labels.update((_agency(one, names), one) for one in reversed(backgrounds[article].agencies))
    return _Said(by_article, nodes, cited, informants, credited, labels)


def _language(claims: Sequence[Claim], backgrounds: Mapping[str, Background]) -> str:
    """Return the language of those who name an informant, where there are some."""
    tongues = sorted((not claim.via, backgrounds[claim.article].language) for claim in claims)
    return tongues[0][1]


def _agency(one: str, names: Mapping[str, str]) -> str:
    """Return what an agency is counted as, however the article calls it."""
    return medium(names.get(one, one)) or one


def _own(background: Background, cited: Sequence[str], credited: Mapping[str, int]) -> _Node:
    """Return what a report rests on that names no informant: of its agencies the one that most others credit."""
    agencies = [_agency(one, background.names) for one in background.agencies]
    foreign = [one for one in cited if one not in agencies]
    if foreign:
        return _Node("informant", foreign[0])
    most = max(agencies, key=lambda one: credited.get(one, 0), default=None)
    return _Node("agency", most) if most else _Node("own report", background.article)


class _Resting:
    """What every report of one statement counts to."""

    def __init__(self, said: _Said, backgrounds: Mapping[str, Background], signs: Signs) -> None:
        self._said = said
        self._backgrounds = backgrounds
        self._signs = signs
        self._rests: dict[str, list[_Rest]] = {}
        self._houses: dict[str, _Node] = {}
        articles = list(said.nodes)
        self._taken = _taken_from(articles, backgrounds, signs.alike)
        apart = [group for group in signs.public if len({self._taken[article] for article in group}) > 1]
        self._public = frozenset[str]().union(*apart)
        informants = [
            node
            for article, found in said.nodes.items()
            for node in found
            if node.kind == "informant" and not (node.name == UNKNOWN and article in self._public)
        ]
        sure = [node for node in informants if node.name not in (UNNAMED, UNKNOWN)]
        bare = [said.nodes[article][0] for article in articles if article in signs.sums]
        self._first = next(iter([*sure, *informants, *(bare if 2 * len(bare) > len(articles) else ())]), None)

    def rests(self) -> list[_Rest]:
        """Return for every report the possible origins that it counts to; those that rest on their own come first."""
        for article, nodes in self._said.nodes.items():
            source, reason = self._source(article)
            rests = [self._rest(article, node, source, reason) for node in nodes]
            self._rests[article] = self._of_house(article, rests)
        flat = [rest for rests in self._rests.values() for rest in rests]
        return sorted(flat, key=lambda rest: rest.reason is not None)

    def _source(self, article: str) -> tuple[str | None, Reason]:
        """Return the article that this one is taken from, or whose medium it cites for the statement."""
        copied = self._taken[article]
        if copied != article:
            return copied, "copy"
        for other in self._rests:
            if self._said.cited[article] & self._media(other):
                return other, "cited"
        return None, "copy"

    def _media(self, article: str) -> set[str]:
        background = self._backgrounds[article]
        return {_agency(one, background.names) for one in background.agencies}

    def _rest(self, article: str, node: _Node, source: str | None, reason: Reason) -> _Rest:
        """Return what an article counts to that names this node for the statement."""
        is_sure = node.kind == "informant" and node.name != UNKNOWN
        root = self._rests[source][0].node if source is not None else node
        is_open = not is_sure or self._names_another(article, node, source, reason)
        if root != node and is_open:
            return _Rest(article, root, reason, source)
        is_seen = node.kind == "own report" and article in self._signs.seen
        if article in self._public and not is_sure:
            return _Rest(article, self._by_eyes(article, node))
        if not is_sure and not is_seen and self._first is not None and self._first != node:
            return _Rest(article, self._first, "unattributed")
        return _Rest(article, node)

    def _by_eyes(self, article: str, node: _Node) -> _Node:
        """Return what a report of a public act rests on, though it names somebody whom nobody could find."""
        if node.kind != "informant":
            return node
        return _own(self._backgrounds[article], (), self._said.credited)

    def _names_another(self, article: str, node: _Node, source: str | None, reason: Reason) -> bool:
        """Say whether a copy names its source's informant in another way, or leaves open whom its medium heard."""
        if reason == "cited":
            return node.name == UNNAMED or node.name in self._said.cited[article]
        return source is not None and len(self._said.nodes[article]) == len(self._said.nodes[source]) == 1

    def _of_house(self, article: str, rests: list[_Rest]) -> list[_Rest]:
        """Return the rests, on the first own report of the same house where there is one."""
        family = self._backgrounds[article].family
        (only, *others) = rests
        if family is None or others or only.node.kind != "own report" or only.reason is not None:
            return rests
        house = self._houses.setdefault(family, only.node)
        return rests if house == only.node else [_Rest(article, house, "owner", house.name)]


def _taken_from(
    articles: Sequence[str], backgrounds: Mapping[str, Background], alike: Collection[tuple[str, str]]
) -> Mapping[str, str]:
    """Return for each article the earliest one with which it, or its sentence, hangs together; itself for that one."""
    first = {article: article for article in articles}
    pairs = [(one, other) for one, other in alike if one in first and other in first]
    pairs += [(one, other) for one in articles for other in backgrounds[one].copied_from if other in first]
    for one, other in pairs:
        roots = sorted((_root(first, one), _root(first, other)), key=articles.index)
        first[roots[1]] = roots[0]
    return {article: _root(first, article) for article in articles}


def _root(first: Mapping[str, str], article: str) -> str:
    while first[article] != article:
        article = first[article]
    return article


def _origins(
    rests: Sequence[_Rest], said: _Said, backgrounds: Mapping[str, Background]
) -> tuple[Origin, ...]:
    behind: dict[_Node, list[_Rest]] = {}
    for rest in rests:
        behind.setdefault(rest.node, []).append(rest)
    origins = []
    for node, resting in behind.items():
        articles = tuple(dict.fromkeys(rest.article for rest in resting))
        origins.append(
            Origin(
                name=_label(node, said, backgrounds),
                test=node.kind,
                articles=articles,
                evidence=", ".join(dict.fromkeys(backgrounds[article].label for article in articles)),
                steps=tuple(_step(rest, said, backgrounds) for rest in resting),
            )
        )
    return tuple(origins)


def _label(node: _Node, said: _Said, backgrounds: Mapping[str, Background]) -> str:
    if node.kind == "own report":
        return backgrounds[node.name].label
    return UNNAMED if node.name == UNKNOWN else said.labels.get(node.name, node.name)


def _step(rest: _Rest, said: _Said, backgrounds: Mapping[str, Background]) -> Step:
    """Return the evidence: who is named, the agency's credit, or the sentence that names nobody."""
    claims = said.claims[rest.article]
    background = backgrounds[rest.article]
    on = rest.through if rest.reason else _label(rest.node, said, backgrounds)
    span = claims[0].sentence
    if rest.reason is None and rest.node.kind == "informant":
        tellers = (
            c for c in claims if c.via and said.informants.get(c.via[-1], rest.node.name) == rest.node.name
        )
        span = next((claim.teller for claim in tellers if claim.teller), span)
    elif rest.reason is None and rest.node.kind == "agency" and background.credits:
        span = background.credits[0]
    return Step(article=rest.article, test=rest.reason or rest.node.kind, on=on, span=span)


def _arithmetic(rests: Sequence[_Rest], said: _Said, backgrounds: Mapping[str, Background]) -> str:
    """Return how the origins come from the reports: what is added, what is taken off and why."""
    reports = len(said.claims)
    names = backgrounds[next(iter(said.nodes))].names
    seen: set[_Node] = set()
    taken: Counter[str] = Counter()
    for rest in rests:
        if rest.node in seen:
            taken[_reason(rest, said)] += 1
        seen.add(rest.node)
    parts = [_plural(reports, "report")]
    if len(rests) > reports:
        parts.append(f"+ {_plural(len(rests) - reports, 'further informant')}")
    for reason in sorted(taken):
        count = taken[reason]
        if reason == "copy":
            parts.append(f"− {count} {'copy' if count == 1 else 'copies'}")
        elif reason == "owner":
            parts.append(f"− {count} of the same house")
        elif reason == "unsure":
            parts.append(f"− {count} that may tell another matter")
        elif reason == "unattributed":
            parts.append(f"− {count} that {'names' if count == 1 else 'name'} nobody")
        else:
            name = reason.partition(":")[2]
            name = "an unnamed informant" if name in (UNNAMED, UNKNOWN) else names.get(name, name)
            parts.append(f"− {count} that also {'cites' if count == 1 else 'cite'} {name}")
    return f"{' '.join(parts)} = {_plural(len(seen), 'origin')}"


def _reason(rest: _Rest, said: _Said) -> str:
    """Return why a report adds no origin: the reason, or whom it cites as others do."""
    if rest.reason in ("copy", "owner", "unattributed", "unsure"):
        return rest.reason
    return f"{rest.node.kind}:{said.labels.get(rest.node.name, rest.node.name)}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
