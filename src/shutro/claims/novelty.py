"""What a story tells that a reader has not seen: findings, origins, revisions, disputes; never a mere copy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from shutro.model import Agreement, Attribute, Claim, Doc, Finding, Span, Story
from shutro.text.shingles import shingles

Kind = Literal["dispute", "revision", "finding", "origin"]
KINDS: tuple[Kind, ...] = ("dispute", "revision", "finding", "origin")
_BY_AGREEMENT: Mapping[Agreement, Kind] = {
    "disputed": "dispute",
    "revised": "revision",
    "outcome": "revision",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A finding as a reader saw it: what was said, in which words, and how many origins stood behind it."""

    finding: str
    attribute: Attribute
    agreement: Agreement
    values: tuple[str, ...]
    origins: tuple[str, ...]
    claims: tuple[tuple[str, Span], ...]  # article and words


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a reader has seen of a story: its articles and findings."""

    articles: tuple[str, ...] = ()
    findings: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Novelty:
    """A finding with something new in it; `claims` are those that bring it, `was` the findings that were seen."""

    kind: Kind
    finding: Finding
    claims: tuple[Claim, ...]
    origins: tuple[str, ...]  # names of the origins that are new
    was: tuple[Known, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new in a story, and the articles that the reader has not seen."""

    story: str
    articles: tuple[str, ...]
    is_new: bool  # whether he has seen nothing of it
    novelties: tuple[Novelty, ...]


def see(story: Story) -> Seen:
    """Return what one who reads the story has seen."""
    return Seen(articles=story.articles, findings=tuple(_known(finding) for finding in story.findings))


def unite(seen: Sequence[Seen]) -> Seen:
    """Return all that was seen, of stories that have become one."""
    articles = dict.fromkeys(article for one in seen for article in one.articles)
    return Seen(articles=tuple(articles), findings=tuple(known for one in seen for known in one.findings))


def find_news(story: Story, docs: Mapping[str, Doc], seen: Seen) -> News:
    """Return what the story tells beyond what was seen, by kind; `docs` holds its articles by id.

    A finding that was seen is known again by the words of its claims, whatever its id is now. Words that stand in an
    article that was seen, and a further report that rests on the same origins, are nothing new.
    """
    old = frozenset(seen.articles)
    fresh = _Fresh(docs, [article for article in story.articles if article in old])
    by_article = _by_article(seen.findings)
    novelties = []
    for finding in story.findings if len(old.intersection(story.articles)) < len(story.articles) else ():
        found = _novelty(finding, fresh, _seen_of(finding, by_article))
        if found is not None:
            novelties.append(found)
    novelties.sort(key=lambda one: (KINDS.index(one.kind), -len(one.finding.origins), -one.finding.reports))
    return News(
        story=story.id,
        articles=tuple(article for article in story.articles if article not in old),
        is_new=old.isdisjoint(story.articles),
        novelties=tuple(novelties),
    )


class _Fresh:
    """Tells claims of unseen articles from those that say, word for word, what a seen one says."""

    def __init__(self, docs: Mapping[str, Doc], seen: Sequence[str]) -> None:
        self._docs = docs
        self._seen = frozenset(seen)
        self._texts = [docs[article].text for article in seen]
        self._runs = [shingles(text) for text in self._texts]
        self._asked: dict[tuple[str, Span], bool] = {}

    def is_fresh(self, claim: Claim) -> bool:
        """Say whether the claim tells a reader something in words that he has not seen."""
        if claim.article in self._seen:
            return False
        key = (claim.article, claim.sentence)
        if key not in self._asked:
            self._asked[key] = not self._is_repeated(claim.sentence.of(self._docs[claim.article].text))
        return self._asked[key]

    def _is_repeated(self, sentence: str) -> bool:
        runs = shingles(sentence)
        if not runs:
            return any(sentence in text for text in self._texts)
        return any(runs <= theirs for theirs in self._runs)


def _known(finding: Finding) -> Known:
    return Known(
        finding=finding.id,
        attribute=finding.point.attribute,
        agreement=finding.agreement,
        values=tuple(value.value for value in finding.values),
        origins=tuple(origin.name for origin in finding.origins),
        claims=tuple((claim.article, claim.span) for value in finding.values for claim in value.claims),
    )


_Index = Mapping[tuple[str, Attribute], Sequence[tuple[Span, Known]]]


def _by_article(findings: Sequence[Known]) -> _Index:
    index: dict[tuple[str, Attribute], list[tuple[Span, Known]]] = {}
    for known in findings:
        for article, span in known.claims:
            index.setdefault((article, known.attribute), []).append((span, known))
    return index


def _seen_of(finding: Finding, index: _Index) -> tuple[Known, ...]:
    """Return the findings that were seen and share words with this one, those that share most first."""
    shared: dict[str, tuple[int, Known]] = {}
    for value in finding.values:
        for claim in value.claims:
            for span, known in index.get((claim.article, finding.point.attribute), ()):
                if span.meets(claim.span):
                    count, _ = shared.get(known.finding, (0, known))
                    shared[known.finding] = (count + 1, known)
    ordered = sorted(shared.values(), key=lambda pair: (-pair[0], pair[1].finding))
    return tuple(known for _, known in ordered)


def _novelty(finding: Finding, fresh: _Fresh, was: tuple[Known, ...]) -> Novelty | None:
    claims = [claim for value in finding.values for claim in value.claims]
    new = tuple(claim for claim in claims if fresh.is_fresh(claim))
    if not new:
        return None
    articles = {claim.article for claim in new}
    origins = tuple(origin.name for origin in finding.origins if articles.issuperset(origin.articles))
    kind = _kind(finding, new, origins, was, is_all_new=len(new) == len(claims))
    return (
        Novelty(kind=kind, finding=finding, claims=new, origins=origins, was=was)
        if kind is not None
        else None
    )


def _kind(
    finding: Finding, new: Sequence[Claim], origins: Sequence[str], was: Sequence[Known], *, is_all_new: bool
) -> Kind | None:
    conflict = _BY_AGREEMENT.get(finding.agreement)
    if conflict is not None:
        has_new_value = any(all(claim in new for claim in value.claims) for value in finding.values)
        was_so = any(_BY_AGREEMENT.get(known.agreement) == conflict for known in was)
        if has_new_value or not was_so:
            return conflict
    if is_all_new and not was:
        return "finding"
    most = max((len(known.origins) for known in was), default=0)
    return "origin" if origins and len(finding.origins) > most else None
