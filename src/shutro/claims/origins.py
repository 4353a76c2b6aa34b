"""How many independent origins stand behind a statement, with the arithmetic.

Four tests collapse reports: text derivation (copies), publisher family, shared agency credit, shared informant. When
unsure, two reports are not independent: to count an origin too many is the dangerous error.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shutro.model import Claim, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What is known of one article apart from the statement: its house, the agencies it is based on, its sources."""

    article: str
    label: str  # the outlet's name, or the file's where the outlet is unknown
    family: str | None = None
    agencies: tuple[str, ...] = ()
    copied_from: frozenset[str] = frozenset()  # articles it derives from
    names: Mapping[str, str] = field(default_factory=dict)  # entity id to a name to print


@dataclass(frozen=True, slots=True)
class _Node:
    """A possible origin: an informant, an agency, or an article's own report."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Count:
    """Origins, and how they were counted from the reports."""

    origins: tuple[Origin, ...]
    reports: int
    arithmetic: str


def count_origins(
    claims: Sequence[Claim], backgrounds: Mapping[str, Background], bodies: Mapping[str, str]
) -> Count:
    """Return the independent origins behind claims that say the same.

    `bodies` maps a spokesman to the body he speaks for; the two are one origin. An article that names an informant for
    the statement rests on it; else on the agency that it credits; else it is an origin of its own.
    """
    articles = list(dict.fromkeys(claim.article for claim in claims))
    nodes = {article: _nodes(article, claims, backgrounds[article], bodies) for article in articles}
    parent = {node: node for found in nodes.values() for node in found}
    taken_off: Counter[str] = Counter()
    first_use: dict[_Node, str] = {}
    for article in articles:
        for node in nodes[article]:
            if node in first_use:
                taken_off[f"{node.kind}:{node.name}"] += 1
            first_use.setdefault(node, article)
    merged = _merge_copies(articles, nodes, backgrounds, parent) + _merge_owners(
        articles, nodes, backgrounds, parent
    )
    taken_off.update(test for test in merged)
    extra = sum(len(found) - 1 for found in nodes.values())
    origins = _origins(articles, nodes, parent, backgrounds)
    return Count(
        origins, len(articles), _arithmetic(len(articles), extra, taken_off, len(origins), backgrounds)
    )


def _nodes(
    article: str, claims: Sequence[Claim], background: Background, bodies: Mapping[str, str]
) -> tuple[_Node, ...]:
    informants = [claim.via[-1] for claim in claims if claim.article == article and claim.via]
    if informants:
        names = dict.fromkeys(bodies.get(informant, informant) for informant in informants)
        return tuple(_Node("informant", name) for name in names)
    if background.agencies:
        return (_Node("informant", background.agencies[0]),)
    return (_Node("own report", article),)


def _merge_copies(
    articles: Sequence[str],
    nodes: Mapping[str, tuple[_Node, ...]],
    backgrounds: Mapping[str, Background],
    parent: dict[_Node, _Node],
) -> list[str]:
    merged = []
    for article in articles:
        for source in articles:
            if source in backgrounds[article].copied_from and _union(
                parent, nodes[source][0], nodes[article][0]
            ):
                merged.append("copy")
    return merged


def _merge_owners(
    articles: Sequence[str],
    nodes: Mapping[str, tuple[_Node, ...]],
    backgrounds: Mapping[str, Background],
    parent: dict[_Node, _Node],
) -> list[str]:
    first: dict[str, _Node] = {}
    merged = []
    for article in articles:
        family = backgrounds[article].family
        own = nodes[article][0]
        if family is None or own.kind != "own report":
            continue
        if _union(parent, first.setdefault(family, own), own):
            merged.append("owner")
    return merged


def _union(parent: dict[_Node, _Node], one: _Node, other: _Node) -> bool:
    """Join two nodes; say whether they were apart."""
    first, second = _root(parent, one), _root(parent, other)
    parent[second] = first
    return first != second


def _root(parent: dict[_Node, _Node], node: _Node) -> _Node:
    while parent[node] != node:
        node = parent[node]
    return node


def _origins(
    articles: Sequence[str],
    nodes: Mapping[str, tuple[_Node, ...]],
    parent: dict[_Node, _Node],
    backgrounds: Mapping[str, Background],
) -> tuple[Origin, ...]:
    behind: dict[_Node, list[str]] = {}
    for article in articles:
        for node in nodes[article]:
            behind.setdefault(_root(parent, node), []).append(article)
    origins = []
    for root, resting in behind.items():
        label = backgrounds[root.name].label if root.kind == "own report" else root.name
        evidence = ", ".join(dict.fromkeys(backgrounds[article].label for article in resting))
        test = "informant" if root.kind == "informant" else "own report"
        if root.kind == "informant" and any(root.name in backgrounds[a].agencies for a in resting):
            test = "agency"
        origins.append(
            Origin(name=label, test=test, articles=tuple(dict.fromkeys(resting)), evidence=evidence)  # type: ignore[arg-type]
        )
    return tuple(origins)


def _arithmetic(
    reports: int,
    extra: int,
    taken_off: Mapping[str, int],
    origins: int,
    backgrounds: Mapping[str, Background],
) -> str:
    names = {key: name for background in backgrounds.values() for key, name in background.names.items()}
    parts = [_plural(reports, "report")]
    if extra:
        parts.append(f"+ {_plural(extra, 'further informant')}")
    for test in sorted(taken_off):
        count = taken_off[test]
        if test == "copy":
            parts.append(f"− {count} {'copy' if count == 1 else 'copies'}")
        elif test == "owner":
            parts.append(f"− {count} of the same house")
        else:
            name = test.partition(":")[2]
            parts.append(f"− {count} that also {'cites' if count == 1 else 'cite'} {names.get(name, name)}")
    return f"{' '.join(parts)} = {_plural(origins, 'origin')}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
