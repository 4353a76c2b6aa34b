"""The count of origins for any claims of one story: backgrounds, bodies and sentences in the same words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from shutro.claims.doubts import Doubts
from shutro.claims.families import family, is_public, is_spoken
from shutro.claims.informantwords import is_seen, paper_of
from shutro.claims.origins import Background, Count, Signs, count_origins
from shutro.claims.sureness import Sureness
from shutro.claims.told import Tellers, find_bodies, find_officers
from shutro.model import Claim, Doc, Quantity, Span
from shutro.text.shingles import shingles

_SAME = 0.5  # share of the runs of words of the shorter sentence from which one is taken from the other
_CODE = 3  # letters of a currency
_SUM = 10_000_000  # a crore: what is counted in crores nobody has seen on the table
_FEWEST = 5  # runs of words; less is in common by chance


def _is_unseen(quantity: Quantity) -> bool:
    """Say whether an amount is a share, or money in a sum that is known only from papers."""
    unit, figure = quantity.unit, quantity.low or quantity.high or 0.0
    return unit == "percent" or (len(unit) == _CODE and unit.isupper() and figure >= _SUM)


def _authors(doc: Doc) -> Iterator[tuple[Span, Span]]:
    """Yield the acts of words in a doc, each with the person or body that did it."""
    actors = {mention.span for mention in doc.mentions if mention.kind in ("PER", "ORG")}
    for event in doc.events:
        if is_spoken(event):
            yield from ((event.trigger, agent) for agent in event.agents if agent in actors)


class Counting:
    """What the origins of every statement of one story are counted with."""

    def __init__(
        self,
        docs: Sequence[Doc],
        backgrounds: Mapping[str, Background],
        tellers: Tellers,
        sureness: Sureness | None = None,
    ) -> None:
        self._sureness = sureness
        self._backgrounds = backgrounds
        self._bodies = find_bodies(docs, tellers)
        self._officers = find_officers(docs, tellers)
        self._acts = {
            doc.article.id: [(event.trigger, family(event)) for event in doc.events if is_public(event)]
            for doc in docs
        }
        self._tellers = tellers
        self._authors = {doc.article.id: list(_authors(doc)) for doc in docs}
        self._doubts = {doc.article.id: Doubts(doc) for doc in docs}
        self._docs = {doc.article.id: doc for doc in docs}
        self._texts = {doc.article.id: doc.text for doc in docs}
        self._runs = cache(self._runs_of)

    def count(self, claims: Sequence[Claim]) -> Count:
        """Return the independent origins behind the claims."""
        sure = self._sureness.sure(claims) if self._sureness else claims
        articles = {claim.article for claim in sure}
        unsure = [claim for claim in claims if claim.article not in articles]
        told = [self._by_author(claim) for claim in sure]
        claims = self._through([self._doubts[claim.article].doubt(claim) for claim in told])
        signs = Signs(
            unsure=unsure,
            alike=self._alike(claims),
            sums={claim.article for claim in claims if self._is_sum(claim)},
            seen={claim.article for claim in claims if self._is_seen(claim)},
            public=self._public(claims),
        )
        return count_origins(claims, self._backgrounds, self._bodies, signs, self._officers)

    def _is_seen(self, claim: Claim) -> bool:
        article = self._docs[claim.article].article
        return is_seen(article.text, claim.sentence, article.language)

    def _by_author(self, claim: Claim) -> Claim:
        """Return the claim, one that nobody is named for by whoever did the act of words that it tells."""
        if claim.via:
            return claim
        author = next(
            (one for trigger, one in self._authors[claim.article] if trigger.within(claim.sentence)), None
        )
        if author is None:
            return claim
        return replace(claim, via=(self._tellers.name(claim.article, author),), teller=author)

    def _through(self, claims: Sequence[Claim]) -> Sequence[Claim]:
        """Return the claims, those that go by a paper through whoever tells in another report what it says."""
        papers = {one: paper for one in claims if one.via and (paper := self._paper(one))}
        if not papers:
            return claims
        tellers: dict[str, tuple[str, ...]] = {}
        for paper in dict.fromkeys(papers.values()):
            heard = [one for one in claims if self._tells(one, paper)]
            if heard:
                tellers[paper] = min(heard, key=lambda one: (one.said or "~", one.article, one.span)).via
        return [replace(one, via=tellers.get(papers.get(one, ""), one.via)) for one in claims]

    def _paper(self, claim: Claim) -> str:
        return paper_of(claim.via[-1], self._docs[claim.article].article.language)

    def _tells(self, claim: Claim, paper: str) -> bool:
        return (
            bool(claim.via)
            and not self._paper(claim)
            and paper in claim.sentence.of(self._texts[claim.article])
        )

    def _public(self, claims: Sequence[Claim]) -> list[frozenset[str]]:
        """Return for each public act the articles that tell it."""
        told: dict[str, set[str]] = {}
        for claim in claims:
            if claim.point.attribute != "count":
                for trigger, act in self._acts[claim.article]:
                    if trigger.within(claim.sentence):
                        told.setdefault(act, set()).add(claim.article)
        return [frozenset(told[act]) for act in sorted(told)]

    def _is_sum(self, claim: Claim) -> bool:
        """Say whether the sentence gives an amount that nobody sees, and tells no act of anybody, nor a public one."""
        doc = self._docs[claim.article]
        quantities = (found for found in doc.quantities if found.span.within(claim.sentence))
        acts = (event for event in doc.events if event.trigger.within(claim.sentence))
        return any(_is_unseen(found) for found in quantities) and not any(
            event.agents or event.patients or is_public(event) for event in acts
        )

    def _runs_of(self, article: str, sentence: Span) -> frozenset[int]:
        return shingles(sentence.of(self._texts[article]))

    def _alike(self, claims: Sequence[Claim]) -> set[tuple[str, str]]:
        """Return the pairs of articles that make their claims in the same words."""
        runs = {(claim.article, claim.sentence): None for claim in claims}
        told = [(article, self._runs(article, sentence)) for article, sentence in runs]
        return {
            (one, other)
            for n, (one, mine) in enumerate(told)
            for other, theirs in told[n + 1 :]
            if one != other
            and not self._is_decided_apart(one, other)
            and len(mine & theirs) >= _FEWEST
            and len(mine & theirs) >= _SAME * min(len(mine), len(theirs))
        }

    def _is_decided_apart(self, one: str, other: str) -> bool:
        backgrounds = self._backgrounds
        return other in backgrounds[one].independent_of or one in backgrounds[other].independent_of
