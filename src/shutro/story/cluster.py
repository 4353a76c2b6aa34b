"""Which articles report one happening: by rare words, names and figures, within some days of each other."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shutro.languages import available
from shutro.languages.inflection import stems
from shutro.languages.words import common_words, document_share
from shutro.model import Doc, Join
from shutro.text.edtf import Days, days
from shutro.text.tokens import tokenize

# Chosen on the example stories and measured on real ones; see docs/stories.md.
JOIN = 0.115  # mean likeness to the three nearest articles of a story
NEAREST = 3
WINDOW = 14  # days between two reports of one happening
UNDATED = 0.7  # share of the likeness that counts where it is not known when the two were published
FOLLOWED = 45  # days within which a story is followed up; such reports have to be twice as alike
NAME = 2.0  # a name counts as much as this many words
TITLE = 1.5
PRIOR = 50  # articles by which a call is thought larger: in a small one every name is frequent
KEPT = 60  # rarest terms of an article that are looked up
LONGEST = 400  # postings that are followed


@dataclass(frozen=True, slots=True)
class _Vector:
    doc: Doc
    terms: Mapping[str, float]
    days: Days | None


def find_groups(docs: Sequence[Doc]) -> tuple[tuple[tuple[Doc, ...], tuple[Join, ...]], ...]:
    """Return groups of docs that report one happening, each with the reasons of its joins, oldest first.

    The order of `docs` does not matter. Work is linear in them: an article is compared with those that share one of
    its rarest terms.
    """
    ordered = sorted(docs, key=lambda doc: (doc.dating.value or "~", doc.article.id))
    vectors = _vectors(ordered)
    parent = list(range(len(vectors)))
    members: dict[int, list[int]] = {index: [index] for index in parent}
    joins: list[tuple[int, Join]] = []
    postings: dict[str, list[int]] = defaultdict(list)
    for index, vector in enumerate(vectors):
        best = _best_group(index, vectors, postings, parent, members)
        if best is not None:
            group, nearest, score = best
            joins.append((index, _join(vector, vectors[nearest], score)))
            members[group].append(index)
            del members[index]
            parent[index] = group
        for term in _rarest(vector):
            postings[term].append(index)
    _merge_groups(vectors, parent, members, joins)
    return tuple(
        (
            tuple(vectors[index].doc for index in sorted(group)),
            tuple(join for index, join in sorted(joins, key=_by_index) if index in group),
        )
        for group in sorted(members.values(), key=min)
    )


def _vectors(docs: Sequence[Doc]) -> list[_Vector]:
    counts = [_terms(doc) for doc in docs]
    frequency: Counter[str] = Counter()
    for terms in counts:
        frequency.update(terms.keys())
    return [
        _Vector(doc, _weigh(terms, frequency, len(docs), doc.article.language), days(doc.dating.value))
        for doc, terms in zip(docs, counts, strict=True)
    ]


def _terms(doc: Doc) -> Counter[str]:
    """Return how often the article says each stem and names each entity; the headline counts more."""
    terms: Counter[str] = Counter()
    code = doc.article.language
    common = common_words(code)
    known = code in available()
    title_end = doc.article.title_span.end if doc.article.title_span else 0
    covered = {
        offset
        for mention in doc.mentions
        if mention.kind != "MISC"  # found in one article and missed in the next; their words join these two
        for offset in range(mention.span.start, mention.span.end)
    }
    for token in tokenize(doc.text):
        if token.kind != "word" or token.start in covered or token.text in common:
            continue
        stem = stems(token.text, code)[-1].text if known else token.text.casefold()
        if len(stem) > 1 and stem not in common:
            terms[stem] += TITLE if token.end <= title_end else 1  # type: ignore[assignment]
    mentioned = {mention.span for mention in doc.mentions}
    for link in doc.links:
        if link.span in mentioned:
            terms[f"@{link.entity}"] += 1
    return terms


def _weigh(
    terms: Mapping[str, float], frequency: Mapping[str, int], total: int, code: str
) -> dict[str, float]:
    """Return the article's terms by tf-idf, of length 1.

    A term is as rare as it is in the language's news at large; how many of these articles hold it says little where
    all of them report one happening.
    """
    weights = {}
    for term, count in terms.items():
        if term[0] == "@":
            share = frequency[term] / (total + PRIOR)
            weights[term] = NAME * (1 + math.log(count)) * -math.log(share + 0.001)
        else:
            share = max(document_share(code).get(term, 0.0), 0.2 * frequency[term] / (total + PRIOR))
            weights[term] = (1 + math.log(count)) * -math.log(share + 0.001)
    norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / norm for term, weight in weights.items()}


def _rarest(vector: _Vector) -> list[str]:
    return sorted(vector.terms, key=lambda term: (-vector.terms[term], term))[:KEPT]


def _best_group(
    index: int,
    vectors: Sequence[_Vector],
    postings: Mapping[str, list[int]],
    parent: Sequence[int],
    members: Mapping[int, list[int]],
) -> tuple[int, int, float] | None:
    """Return the group that the article joins, its nearest article there, and the likeness; None for a new story."""
    vector = vectors[index]
    groups: set[int] = set()
    for term in _rarest(vector):
        groups.update(parent[other] for other in postings.get(term, ())[-LONGEST:])
    best: tuple[float, int, int] | None = None
    for group in sorted(groups):
        scored = sorted(
            ((_likeness(vector, vectors[other]), other) for other in members[group]), reverse=True
        )
        top = scored[:NEAREST]
        mean = sum(score for score, _ in top) / len(top)
        if mean >= JOIN and (best is None or mean > best[0]):
            best = (mean, group, top[0][1])
    return (best[1], best[2], best[0]) if best else None


def _likeness(one: _Vector, other: _Vector) -> float:
    nearness = UNDATED
    if one.days and other.days:
        apart = one.days.apart(other.days)
        if apart > FOLLOWED:
            return 0.0
        nearness = 1.0 if apart <= WINDOW else 0.5
    small, large = sorted((one.terms, other.terms), key=len)
    return nearness * sum(weight * large[term] for term, weight in small.items() if term in large)


def _merge_groups(
    vectors: Sequence[_Vector],
    parent: list[int],
    members: dict[int, list[int]],
    joins: list[tuple[int, Join]],
) -> None:
    """Join groups that came apart only because of the order of their articles."""
    merged = True
    while merged and len(members) > 1:
        merged = False
        for group in sorted(members):
            best = _nearest_group(group, vectors, parent, members)
            if best is not None:
                score, other, mine, theirs = best
                joins.append((mine, _join(vectors[mine], vectors[theirs], score)))
                members[other] += members.pop(group)
                for index in members[other]:
                    parent[index] = other
                merged = True


def _nearest_group(
    group: int, vectors: Sequence[_Vector], parent: Sequence[int], members: Mapping[int, list[int]]
) -> tuple[float, int, int, int] | None:
    terms = {term for index in members[group] for term in _rarest(vectors[index])[:NEAREST]}
    near = {
        parent[index]
        for other in members.values()
        for index in other
        if parent[index] != group and terms & vectors[index].terms.keys()
    }
    best: tuple[float, int, int, int] | None = None
    for other in sorted(near):
        scored = sorted(
            ((_likeness(vectors[a], vectors[b]), a, b) for a in members[group] for b in members[other]),
            reverse=True,
        )
        top = scored[: NEAREST * NEAREST]
        mean = sum(score for score, _, _ in top) / len(top)
        if mean >= JOIN and (best is None or mean > best[0]):
            best = (mean, other, top[0][1], top[0][2])
    return best


def _join(vector: _Vector, nearest: _Vector, score: float) -> Join:
    shared = sorted(
        vector.terms.keys() & nearest.terms.keys(),
        key=lambda term: (-vector.terms[term] * nearest.terms[term], term),
    )
    names = tuple(term.removeprefix("@") for term in shared[:8])
    return Join(article=vector.doc.article.id, to=nearest.doc.article.id, score=round(score, 3), shared=names)


def _by_index(joined: tuple[int, Join]) -> tuple[int, str]:
    return joined[0], joined[1].to
