"""Which mentions name the same one: within an article first, then across the articles of a call."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from shutro.decisions.grouping import regroup
from shutro.decisions.records import NONE, Anchor, Decisions
from shutro.languages.folder import lines
from shutro.languages.lexicon import lexicon
from shutro.link.across import group_across, is_telling
from shutro.link.acting import acting_for
from shutro.link.endings import without_endings
from shutro.link.groups import group_article
from shutro.link.named import Named, find_named
from shutro.link.names import slug
from shutro.link.owners import find_owners
from shutro.link.roles import link_roles
from shutro.model import Doc, Entity, Link, MentionKind, Span

_WIKIDATA = "Q"
_HASHED = 6  # digits of a hash in an id


@dataclass(frozen=True, slots=True)
class _Cluster:
    """The names that are one entity, and its id."""

    id: str
    names: tuple[Named, ...]


def link(
    docs: Sequence[Doc], decisions: Decisions = NONE, same: Mapping[str, str] = MappingProxyType({})
) -> tuple[tuple[Entity, ...], tuple[tuple[Link, ...], ...]]:
    """Return the entities of the docs, and for each doc the links of its mentions, references and credits.

    The ids depend on the names alone, not on the order of the docs. `same` leads from ids that stand for another one
    to that one, as people decided it.
    """
    named = without_endings([find_named(doc) for doc in docs])
    named = [find_owners(doc, names) for doc, names in zip(docs, named, strict=True)]
    clusters = _renamed(_clusters(docs, _groups(docs, named, decisions), decisions), same)
    where = {(name.article, name.span): cluster for cluster in clusters for name in cluster.names}
    links = [_links(doc, names, where) for doc, names in zip(docs, named, strict=True)]
    roles = link_roles(docs, links)
    entities = tuple(sorted((_entity(cluster) for cluster in clusters), key=lambda entity: entity.id))
    return entities, tuple(
        tuple(sorted((*found, *more), key=lambda link: (link.span, link.entity)))
        for found, more in zip(links, roles, strict=True)
    )


def _groups(
    docs: Sequence[Doc], named: Sequence[Sequence[Named]], decisions: Decisions
) -> list[tuple[Named, ...]]:
    """Return the names of all docs in groups of one entity each, the same whatever the order of the docs."""
    pairs = sorted(zip(docs, named, strict=True), key=lambda pair: pair[0].article.id)
    local = [group_article(names, doc.sentences) for doc, names in pairs]
    found = [sorted(group.names) for group in group_across(local)]
    decided = regroup(found, decisions.on_groups("entity"), _place)
    return [tuple(sorted(group)) for group in decided]


def _place(name: Named) -> tuple[str, Span]:
    return name.article, name.span


def _clusters(
    docs: Sequence[Doc], groups: Sequence[tuple[Named, ...]], decisions: Decisions
) -> list[_Cluster]:
    """Return the groups with their ids.

    An id that others could bear, too, ends in a hash of the place where its bearer is first named: it depends on
    these articles alone, and never makes two of one name in two stories one.
    """
    dates = {doc.article.id: doc.dating.value or "~" for doc in docs}
    taken_out = _taken_out(decisions)
    bases = [_slug(names) for names in groups]
    counts = Counter(bases)
    return [
        _Cluster(
            base
            if counts[base] == 1 and _is_certain(names) and not all(map(taken_out, names))
            else f"{base}-{_place_hash(names, dates)}",
            names,
        )
        for base, names in zip(bases, groups, strict=True)
    ]


def _renamed(clusters: Sequence[_Cluster], same: Mapping[str, str]) -> list[_Cluster]:
    """Return the clusters, those that stand for one made one."""
    by_id: dict[str, list[Named]] = defaultdict(list)
    for cluster in clusters:
        by_id[same.get(cluster.id, cluster.id)] += cluster.names
    return [_Cluster(id_, tuple(sorted(names))) for id_, names in by_id.items()]


def _is_certain(names: Sequence[Named]) -> bool:
    """Say whether the name alone tells who it is: the lexicon's, a body's or place's, a rare enough one of a person."""
    if any(name.key for name in names) or _kind(names) != "PER":
        return True
    shown = _shown(names)[0]
    return any(is_telling(name.words, name.code) for name in names if name.lemma == shown)


def _taken_out(decisions: Decisions) -> Callable[[Named], bool]:
    """Return what tells whether people decided that a name stands for another one here than elsewhere."""
    held = [anchor for decision in decisions.of("two entities") for anchor in decision.subject]
    spans: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in held:
        spans[anchor.article].append(anchor)
    return lambda name: any(
        anchor.span is None or anchor.span.meets(name.span) for anchor in spans.get(name.article, ())
    )


def _place_hash(names: Sequence[Named], dates: Mapping[str, str]) -> str:
    first = min(names, key=lambda name: (dates[name.article], name.article, name.span))
    place = f"{first.article}\x1f{first.span.start}"
    return hashlib.sha256(place.encode()).hexdigest()[:_HASHED]


def _slug(names: Sequence[Named]) -> str:
    key = next((key for name in names if (key := name.key)), None)
    if key is not None:
        return key
    return f"{slug(_shown(names)[0]) or 'unnamed'}-{_kind(names).lower()}"


def _kind(names: Sequence[Named]) -> MentionKind:
    return Counter(name.kind for name in sorted(names)).most_common(1)[0][0]


def _shown(names: Iterable[Named]) -> list[str]:
    """Return the names by how much they say: full ones first, of these the most frequent."""
    counts = Counter(name.lemma for name in names)
    return sorted(counts, key=lambda name: (-min(2, len(name.split())), -counts[name], -len(name), name))


def _entity(cluster: _Cluster) -> Entity:
    shown = _shown(cluster.names)
    languages = {name.lemma: "en" if name.lemma.isascii() else name.code for name in cluster.names}
    form = next((name.form for name in cluster.names if name.key and name.form), None)
    code = cluster.names[0].code
    kind = form.kind if form else _kind(cluster.names)
    latin = (
        [other.name for other in lexicon(code).keys.get(cluster.id, ()) if other.name.isascii()]
        if form
        else []
    )
    names = [(languages[name], name) for name in shown] + [
        ("en", name) for name in latin if name not in shown
    ]
    return Entity(
        id=cluster.id, kind=kind, names=tuple(names), wikidata=_wikidata(cluster.id, code) if form else None
    )


def _wikidata(key: str, code: str) -> str | None:
    """Return the Wikidata id of what the lexicon knows by this key, where it has one."""
    return key if key.startswith(_WIKIDATA) and key[1:].isdigit() else _ids(code).get(key)


@cache
def _ids(code: str) -> Mapping[str, str]:
    return {row[0]: row[1] for row in lines(code, "wikidata")}


def _links(doc: Doc, names: Sequence[Named], where: Mapping[tuple[str, Span], _Cluster]) -> tuple[Link, ...]:
    acting = acting_for(doc, names)
    links: dict[Span, Link] = {}
    for name in names:
        cluster = where[(name.article, name.span)]
        links[name.span] = Link(
            span=name.span,
            entity=cluster.id,
            acts_for=acting.get(name.span),
            score=1.0 if name.key else 0.8,
            reason="lexicon" if name.key else "name",
        )
    return tuple(links.values())
