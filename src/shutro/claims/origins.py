"""How many independent origins stand behind a statement, with the arithmetic.

Four tests collapse reports: text derivation (copies), publisher family, shared agency credit, shared informant. When
unsure, two reports are not independent: to count an origin too many is the dangerous error.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from shutro.model import Claim, Origin

UNNAMED = "?"  # all informants without a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What is known of one article apart from the statement: its house, the agencies it is based on, its sources."""

    article: str
    label: str  # the outlet's name, or the file's where the outlet is unknown
    family: str | None = None
    agencies: tuple[str, ...] = ()
    copied_from: frozenset[str] = frozenset()  # articles it derives from
    independent_of: frozenset[str] = frozenset()  # articles that people call independent of it
    names: Mapping[str, str] = field(default_factory=dict)  # the names, to print, of entities by their ids


@dataclass(frozen=True, slots=True)
class _Node:
    """A possible origin: an informant, an agency, or an article's own report."""

    kind: Literal["informant", "agency", "own report"]
    name: str


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
    alike: Collection[tuple[str, str]] = (),
) -> Count:
    """Return the independent origins behind claims that say the same.

    `bodies` maps a spokesman to the body he speaks for, and a body to its state: where both are named, they are one
    origin. `alike` holds pairs of articles that say it in the same words. An article that names an informant for the
    statement rests on it; else on the agency that it credits; else it is an origin of its own. Informants without a
    name count as one: nobody can tell that they are two.
    """
    articles = list(dict.fromkeys(claim.article for claim in claims))
    informants = _informants(claims, backgrounds, bodies)
    nodes = {article: _nodes(article, claims, backgrounds[article], informants) for article in articles}
    parent = {node: node for found in nodes.values() for node in found}
    taken_off: Counter[str] = Counter()
    seen: set[_Node] = set()
    for article in articles:
        for node in nodes[article]:
            if node in seen:
                taken_off[f"{node.kind}:{node.name}"] += 1
            seen.add(node)
    merged = _merge_copies(articles, nodes, backgrounds, parent, alike)
    merged += _merge_owners(articles, nodes, backgrounds, parent)
    merged += _merge_unattributed(articles, nodes, parent)
    taken_off.update(merged)
    extra = sum(len(found) - 1 for found in nodes.values())
    origins = _origins(articles, nodes, parent, backgrounds)
    return Count(
        origins, len(articles), _arithmetic(len(articles), extra, taken_off, len(origins), backgrounds)
    )


def _informants(
    claims: Sequence[Claim], backgrounds: Mapping[str, Background], bodies: Mapping[str, str]
) -> Mapping[str, _Node]:
    """Return for each informant that claims name the origin he is."""
    names = {key: name for background in backgrounds.values() for key, name in background.names.items()}
    named = sorted({claim.via[-1] for claim in claims if claim.via})
    found: dict[str, _Node] = {}
    for informant in named:
        if informant not in names:
            found[informant] = _Node("informant", UNNAMED)
            continue
        body = bodies.get(informant)
        whole = informant if body not in named else body
        longer = [other for other in named if _is_end(names.get(informant, ""), names.get(other, ""))]
        found[informant] = _Node("informant", longer[0] if len(longer) == 1 else whole or informant)
    return found


def _is_end(short: str, long: str) -> bool:
    """Say whether a name of several words ends another: পররাষ্ট্র মন্ত্রণালয় and ভারতের পররাষ্ট্র মন্ত্রণালয়."""
    return " " in short and short != long and long.endswith(f" {short}")


def _nodes(
    article: str, claims: Sequence[Claim], background: Background, informants: Mapping[str, _Node]
) -> tuple[_Node, ...]:
    said = [informants[claim.via[-1]] for claim in claims if claim.article == article and claim.via]
    if said:
        return tuple(dict.fromkeys(said))
    if background.agencies:
        agency = background.agencies[0]
        return (informants.get(agency, _Node("agency", agency)),)
    return (_Node("own report", article),)


def _merge_copies(
    articles: Sequence[str],
    nodes: Mapping[str, tuple[_Node, ...]],
    backgrounds: Mapping[str, Background],
    parent: dict[_Node, _Node],
    alike: Collection[tuple[str, str]],
) -> list[str]:
    merged = []
    for article in articles:
        for source in articles:
            derived = source in backgrounds[article].copied_from or (source, article) in alike
            if not derived or len(nodes[article]) > 1 or set(nodes[article]) <= set(nodes[source]):
                continue
            # Of a source with two informants nobody can say which one the copy rests on, if it names another.
            (own,) = nodes[article]
            sure = own.kind != "informant" or len(nodes[source]) == 1
            if sure and _union(parent, nodes[source][0], own):
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


def _merge_unattributed(
    articles: Sequence[str], nodes: Mapping[str, tuple[_Node, ...]], parent: dict[_Node, _Node]
) -> list[str]:
    """Join reports that name nobody to an informant that others name: nothing shows that they have it elsewhere."""
    named = [node for article in articles for node in nodes[article] if node.kind == "informant"]
    own = [node for article in articles for node in nodes[article] if node.kind == "own report"]
    return ["unattributed" for node in own if named and _union(parent, named[0], node)]


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
        origins.append(
            Origin(name=label, test=root.kind, articles=tuple(dict.fromkeys(resting)), evidence=evidence)
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
        elif test == "unattributed":
            parts.append(f"− {count} that {'names' if count == 1 else 'name'} nobody")
        else:
            name = test.partition(":")[2].replace(UNNAMED, "an unnamed informant")
            parts.append(f"− {count} that also {'cites' if count == 1 else 'cite'} {names.get(name, name)}")
    return f"{' '.join(parts)} = {_plural(origins, 'origin')}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
