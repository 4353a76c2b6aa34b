"""Sentences of two articles held against each other by the facts that few others tell, whatever words they use."""

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shutro.languages.words import document_share
from shutro.model import Doc, Span
from shutro.story.facts import ACT, DAY, FIGURE, NAME, SOUND, Facts, find_facts
from shutro.story.reuse import Reuse

_UNIT = 10_000  # weights are whole numbers of this part, so that their sums know no order
# What a fact weighs that only one article tells. A word weighs by its rarity in the language's news.
_KINDS = {NAME: 0.8, FIGURE: 0.7, DAY: 0.4, ACT: 0.2, SOUND: 0.8}
_UNKNOWN = 0.002  # share of articles that is thought to hold a word which no list has
_RAREST = -math.log(_UNKNOWN)
_FEWEST = 8  # texts by which a story is thought to have at least: of two reports all that they share is rare
_RARE = 0.3 * _UNIT  # weight from which a fact is looked up
_LONGEST = 24  # articles that are followed from one fact
_NEAREST = 4  # articles that are held against a later one
_PASSAGE = range(2, 9)  # sentences of a passage
_OWN = 3 * _UNIT  # weight that a passage of no facts is thought to have of its own
_USUAL = 120  # facts of an article; two of which one is longer share more by chance
_TAKEN = 0.8 * _UNIT  # weight in common from which a sentence counts as told after another
_ALIKE = 0.4  # and the share of the sentence's own weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """A later article held against an earlier one.

    `passage` is the weight of what its best passage takes over, times the share of the passage that is; `order` is the
    share of the sentences taken over that stand in the order of the other; `pairs` are places of sentences of the two
    with the share of the later one's weight.
    """

    passage: float
    order: float
    pairs: tuple[tuple[int, int, float], ...]


class Alignment:
    """The facts of a story's articles, weighed; articles are named by their place in the order of `reuse`."""

    def __init__(self, docs: Sequence[Doc], reuse: Reuse) -> None:
        self._docs = docs
        self.facts: list[Facts] = [_of_substance(doc, find_facts(doc)) for doc in docs]
        self._where = [_places(found) for found in self.facts]
        self._weights = _weigh(docs, self._where, reuse.family)
        self._own = [[self._weight(facts) for facts in found] for found in self.facts]
        self.near = self._nearest()

    def hold(self, second: int, first: int) -> Aligned:
        """Return the second article held against the first."""
        found = [self._best(facts, first) for facts in self.facts[second]]
        told = [(at, weight) for at, weight in found if weight >= _TAKEN]
        passage = _best_passage([weight for _, weight in found], self._own[second])
        order = _longest_run([at for at, _ in told]) / len(told) if told else 0.0
        pairs = tuple(
            (index, at, min(1.0, weight / whole))
            for index, ((at, weight), whole) in enumerate(zip(found, self._own[second], strict=True))
            if weight >= _TAKEN and weight >= _ALIKE * whole
        )
        scale = _USUAL / max(_USUAL, len(self._where[first]), len(self._where[second]))
        return Aligned(passage=passage * scale / _UNIT, order=order, pairs=pairs)

    def told_at(self, second: int, span: Span, first: int) -> float:
        """Return the weight of what the sentence at a place, or a neighbour, tells in common with another article."""
        starts = [sentence.start for sentence in self._docs[second].sentences]
        at = max(0, bisect_right(starts, span.start) - 1)
        near = self.facts[second][max(0, at - 1) : at + 2]
        return max((self._best(facts, first)[1] for facts in near), default=0) / _UNIT

    def _weight(self, facts: frozenset[str]) -> int:
        return sum([self._weights[fact] for fact in facts])

    def _best(self, facts: frozenset[str], first: int) -> tuple[int, int]:
        """Return the sentence that tells most of these facts, and the weight of what it and its neighbours tell."""
        where = self._where[first]
        common = [fact for fact in facts if fact in where]
        told: dict[int, int] = {}
        for fact in common:
            weight = self._weights[fact]
            for place in where[fact]:
                told[place] = told.get(place, 0) + weight
        if not told:
            return 0, 0
        at = min(told, key=lambda place: (-told[place], place))
        near = (at - 1, at, at + 1)
        return at, sum(
            [self._weights[fact] for fact in common if any(place in near for place in where[fact])]
        )

    def _nearest(self) -> list[tuple[int, ...]]:
        """Return for each article those before it that share most of its rare facts."""
        postings: dict[str, list[int]] = defaultdict(list)
        near = []
        for index, facts in enumerate(self._where):
            hits: Counter[int] = Counter()
            for fact in facts:
                weight = self._weights[fact]
                if weight < _RARE:
                    continue
                posting = postings[fact]
                for other in posting:
                    hits[other] += weight
                if len(posting) < _LONGEST:
                    posting.append(index)
            near.append(tuple(sorted(hits, key=lambda other: (-hits[other], other))[:_NEAREST]))
        return near


def _places(facts: Facts) -> Mapping[str, list[int]]:
    """Return the sentences that tell each fact."""
    where: dict[str, list[int]] = {}
    for place, found in enumerate(facts):
        for fact in found:
            where.setdefault(fact, []).append(place)
    return where


def _of_substance(doc: Doc, facts: Facts) -> Facts:
    """Return the facts without credited media and without lines that tell nothing: bylines and captions."""
    credited = {credit.span for credit in doc.credits}
    media = {NAME + link.entity for link in doc.links if link.span in credited}
    acts = [event.trigger.start for event in doc.events]
    kept = []
    for sentence, found in zip(doc.sentences, facts, strict=True):
        tells = bisect_left(acts, sentence.start) < bisect_left(acts, sentence.end)
        kept.append(found - media if tells or len(found) >= 3 else frozenset[str]())
    return tuple(kept)


def _weigh(
    docs: Sequence[Doc], facts: Sequence[Mapping[str, list[int]]], family: Sequence[int]
) -> Mapping[str, int]:
    """Return what each fact weighs: the more, the rarer it is in news and the fewer texts of the story tell it."""
    told: dict[int, set[str]] = defaultdict(set)
    for found, head in zip(facts, family, strict=True):
        told[head].update(found)
    frequency = Counter(fact for found in told.values() for fact in found)
    shares = [document_share(code) for code in sorted({doc.article.language for doc in docs})]
    texts = len(told)
    most = math.log((max(texts, _FEWEST) + 1) / 2)
    weights: dict[str, int] = {}
    for fact, count in frequency.items():
        rarity = max(0.0, math.log((texts + 1) / count) / most)
        kind = _KINDS.get(fact[0])
        if kind is None:
            share = max((table.get(fact, 0.0) for table in shares), default=0.0)
            kind = -math.log(share + _UNKNOWN) / _RAREST
        weights[fact] = round(_UNIT * kind * min(1.0, rarity) ** 2)
    return weights


def _best_passage(taken: Sequence[int], whole: Sequence[int]) -> float:
    """Return the best score of some sentences that follow one another: what they take, times their share of it."""
    best = 0.0
    for start in range(len(taken)):
        common = own = 0
        for length, (weight, total) in enumerate(zip(taken[start:], whole[start:], strict=True), 1):
            common, own = common + weight, own + total
            if length > _PASSAGE[-1]:
                break
            if length >= _PASSAGE[0]:
                best = max(best, common * common / (own + _OWN))
    return best


def _longest_run(places: Sequence[int]) -> int:
    """Return how many of the places stand in growing order, others left out."""
    ends: list[int] = []
    for place in places:
        at = bisect_right(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)
