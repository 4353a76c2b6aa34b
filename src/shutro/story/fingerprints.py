"""Copies in a stream: which earlier articles share words with a new one, by sampled runs of three words."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain, islice
from typing import Literal

import msgspec

from shutro.text.shingles import anchored, words_of

# Measured on 2,589 articles of six newspapers; see docs/decisions.md.
STEP = 6  # one of so many words has its run kept
SHARE = 0.15  # of the shorter article's runs, from which two are related
FREQUENT = 50  # texts; runs that more of them hold are furniture and formulas
FEWEST = 3  # runs in common: one or two are chance

Prints = tuple[int, ...]


class Fingerprint(msgspec.Struct, frozen=True, gc=False):
    """What is kept of an article's words: a number for all of them in their order, and some runs of three."""

    words: int  # 0 where there are none
    runs: Prints  # ascending


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """An article that shares words with a new one, and how it was found.

    `score` is the share of the shorter one's sampled runs, runs that many hold left out; `runs` are those in common,
    from which `passages` tells the words in either text.
    """

    article: str
    how: Literal["same address", "same words", "shared runs"]
    score: float
    runs: Prints


@dataclass(slots=True)
class _Text:
    """Words that one or more articles print alike."""

    print: Fingerprint
    articles: dict[str, None] = field(default_factory=dict)


def fingerprint(text: str) -> Fingerprint:
    """Return the fingerprint of a normalized text; marks count for nothing, digits of all scripts are one."""
    words = words_of(text)
    if not words:
        return Fingerprint(0, ())
    digest = blake2b(array("I", words).tobytes(), digest_size=8).digest()
    return Fingerprint(int.from_bytes(digest, "big") >> 1, tuple(sorted(anchored(words, STEP))))


class Fingerprints:
    """The articles of a window of time, to be asked for those that share words with another.

    What it answers depends on the articles it holds, not on those that it held. Work and memory for an article do not
    grow with their number: a run leads to `FREQUENT` texts at most, and articles that print the same words are one.
    """

    def __init__(self) -> None:
        self._texts: dict[int, _Text] = {}
        self._postings: dict[int, list[int]] = defaultdict(list)
        self._frequent: set[int] = set()
        self._articles: dict[str, tuple[int, str | None]] = {}  # to the text's number and the address
        self._addresses: dict[str, list[str]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._articles)

    def __contains__(self, article: str) -> bool:
        return article in self._articles

    def add(self, article: str, found: Fingerprint, address: str | None = None) -> tuple[Reprint, ...]:
        """Return the articles held that share words with this one, most alike first, and hold it from now on."""
        reprints = self.find(found, address)
        if article in self._articles:
            return tuple(one for one in reprints if one.article != article)
        self._articles[article] = found.words, address
        if address:
            self._addresses[address].append(article)
        text = self._texts.get(found.words)
        if text is None:
            text = self._texts[found.words] = _Text(found)
            for run in found.runs:
                posting = self._postings[run]
                posting.append(found.words)
                if len(posting) > FREQUENT:
                    self._frequent.add(run)
        text.articles[article] = None
        return reprints

    def find(self, found: Fingerprint, address: str | None = None) -> tuple[Reprint, ...]:
        """Return the articles held that share words with this fingerprint, most alike first."""
        reprints: dict[str, Reprint] = {}
        for article in self._addresses.get(address, ()) if address else ():
            reprints[article] = Reprint(article=article, how="same address", score=1.0, runs=())
        twin = self._texts.get(found.words)
        if twin is not None and found.words:
            reprints = _reprints(twin, "same words", 1.0, found.runs) | reprints
        for text, score, runs in self._alike(found):
            reprints = _reprints(text, "shared runs", score, runs) | reprints
        return tuple(sorted(reprints.values(), key=lambda one: (-one.score, one.article)))

    def drop(self, articles: Iterable[str]) -> None:
        """Hold these articles no longer, those of a day that leaves the window or one that is taken down."""
        gone: dict[int, Fingerprint] = {}
        for article in articles:
            words, address = self._articles.pop(article, (None, None))
            if words is None:
                continue
            if address:
                self._forget_address(address, article)
            text = self._texts[words]
            del text.articles[article]
            if not text.articles:
                gone[words] = self._texts.pop(words).print
        self._forget_runs(gone)

    def _alike(self, found: Fingerprint) -> Iterator[tuple[_Text, float, Prints]]:
        """Yield the texts that share enough runs, with their share and the runs."""
        mine = frozenset(found.runs) - self._frequent
        holders = [self._postings[run] for run in mine if run in self._postings]
        for number, shared in Counter(chain.from_iterable(holders)).items():
            if shared < FEWEST:
                continue
            text = self._texts[number]
            theirs = len(text.print.runs) - len(self._frequent.intersection(text.print.runs))
            score = shared / min(len(mine), theirs)
            if score >= SHARE:
                yield text, score, tuple(sorted(mine.intersection(text.print.runs)))

    def _forget_address(self, address: str, article: str) -> None:
        self._addresses[address].remove(article)
        if not self._addresses[address]:
            del self._addresses[address]

    def _forget_runs(self, gone: Mapping[int, Fingerprint]) -> None:
        """Take texts out of the postings, each posting once: one of furniture holds a part of all texts."""
        for run in {run for found in gone.values() for run in found.runs}:
            left = [number for number in self._postings[run] if number not in gone]
            if left:
                self._postings[run] = left
            else:
                del self._postings[run]
            if len(left) <= FREQUENT:
                self._frequent.discard(run)


def _reprints(
    text: _Text, how: Literal["same words", "shared runs"], score: float, runs: Prints
) -> dict[str, Reprint]:
    return {
        article: Reprint(article=article, how=how, score=score, runs=runs)
        for article in islice(text.articles, FREQUENT)
    }
