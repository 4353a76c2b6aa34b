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

# What a fact weighs that only one article tells. A word weighs by its rarity in the language's news.
_KINDS = {NAME: 0.8, FIGURE: 0.7, DAY: 0.4, ACT: 0.2, SOUND: 0.8}
_UNKNOWN = 0.002  # share of articles that is thought to hold a word which no list has
_RAREST = -math.log(_UNKNOWN)
_FEWEST = 8  # texts by which a story is thought to have at least: of two reports all that they share is rare
_RARE = 0.3  # weight from which a fact is looked up
_LONGEST = 24  # articles that are followed from one fact
_NEAREST = 4  # articles that are held against a later one
_PASSAGE = range(2, 9)  # sentences of a passage
_OWN = 3.0  # weight that a passage of no facts is thought to have of its own
_USUAL = 120  # facts of an article; a longer one shares more by chance
_TAKEN = 0.8  # weight in common from which a sentence counts as told after another
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
        self._facts: list[Facts] = [_of_substance(doc, find_facts(doc)) for doc in docs]
        self._all = [frozenset[str]().union(*facts) for facts in self._facts]
        self.weights = _weigh(docs, self._all, reuse.family)
        self._own = [[self._weight(facts) for facts in found] for found in self._facts]
        self.near = self._nearest()

    def hold(self, second: int, first: int) -> Aligned:
        """Return the second article held against the first."""
        theirs = self._facts[first]
        found = [self._best(facts, theirs, self._all[first]) for facts in self._facts[second]]
        told = [(at, weight) for at, weight in found if weight >= _TAKEN]
        passage = _best_passage([weight for _, weight in found], self._own[second])
        order = _longest_run([at for at, _ in told]) / len(told) if told else 0.0
        pairs = tuple(
            (index, at, min(1.0, weight / whole))
            for index, ((at, weight), whole) in enumerate(zip(found, self._own[second], strict=True))
            if weight >= _TAKEN and weight >= _ALIKE * whole
        )
        scale = _USUAL / max(_USUAL, len(self._all[first]))
        return Aligned(passage=passage * scale, order=order, pairs=pairs)

    def told_at(self, second: int, span: Span, first: int) -> float:
        """Return the weight of what the sentence at a place, or a neighbour, tells in common with another article."""
        starts = [sentence.start for sentence in self._docs[second].sentences]
        at = max(0, bisect_right(starts, span.start) - 1)
        near = self._facts[second][max(0, at - 1) : at + 2]
        return max(
            (self._best(facts, self._facts[first], self._all[first])[1] for facts in near), default=0.0
        )

    def _weight(self, facts: frozenset[str]) -> float:
        return math.fsum(self.weights[fact] for fact in facts)

    def _best(self, facts: frozenset[str], theirs: Facts, known: frozenset[str]) -> tuple[int, float]:
        """Return the sentence that tells most of these facts, and the weight of what it and its neighbours tell."""
        common = facts & known
        if not common:
            return 0, 0.0
        told = [self._weight(common & other) if not common.isdisjoint(other) else 0.0 for other in theirs]
        at = max(range(len(theirs)), key=lambda index: (told[index], -index))
        around = frozenset[str]().union(*theirs[max(0, at - 1) : at + 2])
        return at, self._weight(common & around)

    def _nearest(self) -> list[tuple[int, ...]]:
        """Return for each article those before it that share most of its rare facts."""
        postings: dict[str, list[int]] = defaultdict(list)
        near = []
        for index, facts in enumerate(self._all):
            hits: Counter[int] = Counter()
            for fact in sorted(facts):
                weight = self.weights[fact]
                if weight < _RARE:
                    continue
                posting = postings[fact]
                for other in posting:
                    hits[other] += weight  # type: ignore[assignment]
                if len(posting) < _LONGEST:
                    posting.append(index)
            near.append(tuple(sorted(hits, key=lambda other: (-hits[other], other))[:_NEAREST]))
        return near


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
    docs: Sequence[Doc], facts: Sequence[frozenset[str]], family: Sequence[int]
) -> Mapping[str, float]:
    """Return what each fact weighs: the more, the rarer it is in news and the fewer texts of the story tell it."""
    told: dict[int, set[str]] = defaultdict(set)
    for found, head in zip(facts, family, strict=True):
        told[head] |= found
    frequency = Counter(fact for found in told.values() for fact in found)
    shares = [document_share(code) for code in sorted({doc.article.language for doc in docs})]
    texts = len(told)
    most = math.log((max(texts, _FEWEST) + 1) / 2)
    weights = {}
    for fact, count in frequency.items():
        rarity = max(0.0, math.log((texts + 1) / count) / most)
        kind = _KINDS.get(fact[0])
        if kind is None:
            share = max((table.get(fact, 0.0) for table in shares), default=0.0)
            kind = -math.log(share + _UNKNOWN) / _RAREST
        weights[fact] = kind * min(1.0, rarity) ** 2
    return weights


def _best_passage(taken: Sequence[float], whole: Sequence[float]) -> float:
    """Return the best score of some sentences that follow one another: what they take, times their share of it."""
    best = 0.0
    for start in range(len(taken)):
        common = own = 0.0
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
