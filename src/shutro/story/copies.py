"""Who copied whom: for each article the one it derives from, sentence by sentence, and what it shares with others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from shutro.model import Copy, Doc, Likeness, Relation, Span
from shutro.story.alignment import Aligned, Alignment
from shutro.story.credited import find_shared_credits, is_named
from shutro.story.order import which_first
from shutro.story.reuse import Reuse, Shared
from shutro.story.translated import Translations, is_translation
from shutro.text.shingles import containment, coverage, shingles

# Measured on pairs of the example and development stories; see docs/decisions.md.
COPY = 0.8  # share of the later one's runs, or of its words, that stand in the earlier
REWRITE = 0.25  # the same, from which a good part is taken over
PASSAGE = 2.4  # weight of a passage that tells what only the earlier tells
NAMED = 0.8  # the same, where the later one names the outlet of the earlier
PART = 0.1  # share of either one's runs in the other, …
COMMON = 0.2  # … and of the shorter one's, of which …
OWN = 0.25  # … fewer than this are the two articles' own: the others stand in a text behind both
CITED = 0.42  # weight that is told in common around a credit from which the credit stands for it
SENTENCE = 0.5  # share of a sentence's runs from which it counts as taken over
_FEWEST = 4  # runs; shorter sentences are alike by chance
_WORDS = 0.6  # share of runs from which words are counted, too
_COPIED = 10.0  # more than any passage
_PASSAGES = 20.0  # weight of passage that counts as much as all runs, to choose between two sources


@dataclass(frozen=True, slots=True)
class _Pair:
    """A later article beside an earlier one, by their places; `relation` is None where neither rests on the other."""

    second: int
    first: int
    shared: Shared
    aligned: Aligned | None  # None of a copy: its words tell enough
    relation: Relation | None

    @property
    def strength(self) -> float:
        passage = self.aligned.passage / _PASSAGES if self.aligned else _COPIED
        return self.shared.ahead + passage


def find_copies(docs: Sequence[Doc]) -> tuple[Copy, ...]:
    """Return, for each article, the earlier one that most of it derives from, and the articles it shares a source with.

    Where the order in time is unknown, the article of which more stands in the other counts as the later one. Work
    grows as the articles do: each is held against the few that share most of its runs and rare facts.
    """
    ordered = sorted(docs, key=lambda doc: (doc.dating.value or "~", doc.article.id))
    finder = _Copies(ordered)
    copies = list(finder.find())
    known = frozenset((copy.article, copy.source) for copy in copies)
    copies += find_shared_credits(ordered, known, finder.family, finder.is_told)
    return tuple(sorted(copies, key=lambda copy: (copy.article, copy.source, copy.relation)))


class _Copies:
    """The relations of a story's articles, by their words and facts."""

    def __init__(self, docs: Sequence[Doc]) -> None:
        self._docs = docs
        self._reuse = Reuse(docs)
        self._alignment = Alignment(docs, self._reuse)
        self._sentences = cache(self._sentence_runs)

    @property
    def family(self) -> Sequence[int]:
        """Return for each article the first one that is the same text."""
        return self._reuse.family

    def _sentence_runs(self, index: int) -> list[frozenset[int]]:
        doc = self._docs[index]
        return [shingles(sentence.of(doc.text)) for sentence in doc.sentences]

    def is_told(self, second: int, span: Span, first: int) -> bool:
        """Say whether an article tells, around a place, what another of its language tells and few others do."""
        if self._docs[second].article.language != self._docs[first].article.language:
            return True
        return self._alignment.told_at(second, span, first) >= CITED

    def find(self) -> Iterator[Copy]:
        """Yield what each article derives from, and which rest on one text."""
        derived: dict[int, list[_Pair]] = {}
        common = []
        for pair in self._pairs():
            if pair.relation == "shared credit":
                common.append(pair)
            elif pair.relation:
                derived.setdefault(pair.second, []).append(pair)
        best = {second: self._source(pairs) for second, pairs in derived.items()}
        taken = set()
        for copy in self._translations():
            taken |= {(copy.article, copy.source)}
            yield copy
        for pair in (*best.values(), *common):
            copy = self._copy(pair)
            if (copy.article, copy.source) not in taken:
                yield copy

    def _source(self, pairs: Sequence[_Pair]) -> _Pair:
        """Return the pair with the article's source: of the versions of one text the nearest, else the first."""
        strongest = max(pairs, key=lambda pair: (pair.strength, -pair.first))
        text = self._reuse.family[strongest.first]
        same = [pair for pair in pairs if self._reuse.family[pair.first] == text]
        return max(same, key=lambda pair: (pair.shared.ahead, -pair.first))

    def _pairs(self) -> Iterator[_Pair]:
        """Yield each article beside those that share most with it, as far as they stand in some relation."""
        for later in range(len(self._docs)):
            near = dict.fromkeys((*self._reuse.near[later], *self._alignment.near[later]))
            for earlier in sorted(near):
                second, first = later, earlier
                if which_first(self._docs[earlier], self._docs[later]) == 0:
                    shared = self._reuse.share(later, earlier)
                    if shared.back > shared.ahead:
                        second, first = earlier, later
                pair = self._pair(second, first)
                if pair.relation is not None:
                    yield pair

    def _pair(self, second: int, first: int) -> _Pair:
        shared = self._reuse.share(second, first)
        if self._is_copy(second, first, shared):
            return _Pair(second, first, shared, None, "copy")
        aligned = self._alignment.hold(second, first)
        return _Pair(second, first, shared, aligned, self._relation(second, first, shared, aligned))

    def _is_copy(self, second: int, first: int, shared: Shared) -> bool:
        if shared.ahead >= COPY or shared.ahead < _WORDS or shared.own < OWN:
            return shared.ahead >= COPY
        return self._covered(second, first) >= COPY

    def _relation(self, second: int, first: int, shared: Shared, aligned: Aligned) -> Relation | None:
        both = sorted((shared.ahead, shared.back))
        if both[0] >= PART and both[1] >= COMMON and shared.own < OWN:
            return "shared credit"
        if shared.ahead >= REWRITE or aligned.passage >= PASSAGE:
            return "rewrite"
        named = aligned.passage >= NAMED and is_named(self._docs[first].article.outlet, self._docs[second])
        return "rewrite" if named else None

    def _covered(self, second: int, first: int) -> float:
        return coverage(self._docs[second].text, self._reuse.runs[first])

    def _translations(self) -> Iterator[Copy]:
        translations = Translations(self._docs, self._alignment.facts)
        for second, first in translations.pairs():
            told = translations.hold(second, first)
            later, earlier = self._docs[second], self._docs[first]
            if told and is_translation(told, credited=is_named(earlier.article.outlet, later)):
                yield Copy(
                    article=later.article.id,
                    source=earlier.article.id,
                    relation="translation",
                    score=told.share,
                    evidence=tuple((later.sentences[a], earlier.sentences[b]) for a, b, _ in told.pairs),
                    shares=tuple(share for _, _, share in told.pairs),
                    ordered=which_first(earlier, later) != 0,
                )

    def _evidence(self, pair: _Pair, aligned: Aligned) -> list[tuple[Span, Span, float]]:
        """Return the sentences of the later article that are taken over, theirs, and how much of each is."""
        later, earlier = self._docs[pair.second].sentences, self._docs[pair.first].sentences
        found = {mine: (theirs, share) for mine, theirs, share in aligned.pairs}
        for mine, theirs, share in _same_words(self._sentences(pair.second), self._sentences(pair.first)):
            if mine not in found or share >= found[mine][1]:
                found[mine] = (theirs, share)
        return [(later[mine], earlier[theirs], share) for mine, (theirs, share) in sorted(found.items())]

    def _copy(self, pair: _Pair) -> Copy:
        later, earlier = self._docs[pair.second], self._docs[pair.first]
        aligned = pair.aligned or self._alignment.hold(pair.second, pair.first)
        rows = self._evidence(pair, aligned)
        told = sum((span.end - span.start) * share for span, _, share in rows) / max(1, len(later.text))
        return Copy(
            article=later.article.id,
            source=earlier.article.id,
            relation=pair.relation or "rewrite",
            score=max(pair.shared.ahead, told if pair.relation == "rewrite" else 0.0),
            evidence=tuple((mine, theirs) for mine, theirs, _ in rows),
            shares=tuple(share for _, _, share in rows),
            ordered=which_first(earlier, later) != 0,
            likeness=Likeness(
                runs=pair.shared.ahead,
                back=pair.shared.back,
                own=pair.shared.own,
                passage=aligned.passage,
                order=aligned.order,
            ),
        )


def _same_words(
    mine: Sequence[frozenset[int]], theirs: Sequence[frozenset[int]]
) -> Iterator[tuple[int, int, float]]:
    """Yield the sentences of which at least half of the runs stand in one sentence of the other article."""
    where: dict[int, list[int]] = {}
    for index, runs in enumerate(theirs):
        for run in runs:
            where.setdefault(run, []).append(index)
    for index, runs in enumerate(mine):
        near = {other for run in runs for other in where.get(run, ())}
        if len(runs) < _FEWEST or not near:
            continue
        share, best = max((containment(runs, theirs[other]), -other) for other in near)
        if share >= SENTENCE:
            yield index, -best, share
