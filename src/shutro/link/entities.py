"""Which mentions name the same one: within an article first, then across the articles of a call."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from shutro.decisions.grouping import regroup
from shutro.decisions.records import NONE, Decisions
from shutro.languages.folder import lines
from shutro.languages.lexicon import lexicon
from shutro.link.across import group_across
from shutro.link.acting import acting_for
from shutro.link.endings import without_endings
from shutro.link.groups import group_article
from shutro.link.named import Named, find_named
from shutro.link.names import slug
from shutro.link.owners import find_owners
from shutro.link.roles import link_roles
from shutro.model import Doc, Entity, Link, Span

_WIKIDATA = "Q"


@dataclass(frozen=True, slots=True)
class _Cluster:
    """The names that are one entity, and its id."""

    id: str
    names: tuple[Named, ...]


def link(
    docs: Sequence[Doc], decisions: Decisions = NONE
) -> tuple[tuple[Entity, ...], tuple[tuple[Link, ...], ...]]:
    """Return the entities of the docs, and for each doc the links of its mentions, references and credits.

    The ids depend on the names alone, not on the order of the docs.
    """
    named = without_endings([find_named(doc) for doc in docs])
    named = [find_owners(doc, names) for doc, names in zip(docs, named, strict=True)]
    clusters = _clusters(_groups(docs, named, decisions))
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


def _clusters(groups: Sequence[tuple[Named, ...]]) -> list[_Cluster]:
    """Return the groups with their ids; of groups with the same name, the later ones get a number."""
    by_slug: dict[str, list[tuple[Named, ...]]] = defaultdict(list)
    for names in groups:
        by_slug[_slug(names)].append(names)
    clusters: list[_Cluster] = []
    for base, found in sorted(by_slug.items()):
        ordered = sorted(found, key=lambda names: min((name.article, name.span) for name in names))
        for number, names in enumerate(ordered, 1):
            clusters.append(_Cluster(base if number == 1 else f"{base}-{number}", names))
    return clusters


def _slug(names: Sequence[Named]) -> str:
    key = next((key for name in names if (key := name.key)), None)
    if key is not None:
        return key
    kind = Counter(name.kind for name in names).most_common(1)[0][0]
    return f"{slug(_shown(names)[0]) or 'unnamed'}-{kind.lower()}"


def _shown(names: Iterable[Named]) -> list[str]:
    """Return the names by how much they say: full ones first, of these the most frequent."""
    counts = Counter(name.lemma for name in names)
    return sorted(counts, key=lambda name: (-min(2, len(name.split())), -counts[name], -len(name), name))


def _entity(cluster: _Cluster) -> Entity:
    shown = _shown(cluster.names)
    languages = {name.lemma: "en" if name.lemma.isascii() else name.code for name in cluster.names}
    form = next((name.form for name in cluster.names if name.key and name.form), None)
    code = cluster.names[0].code
    kind = form.kind if form else Counter(name.kind for name in sorted(cluster.names)).most_common(1)[0][0]
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
