"""Copies in a stream of real articles, held against all their runs of words, beside MinHash."""

import gzip
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import msgspec

from shutro.errors import InputError, ShutroError
from shutro.evaluate.borrowed import borrow, with_version
from shutro.evaluate.storylayers import Measure
from shutro.story.fingerprints import FREQUENT, SHARE, Fingerprints, fingerprint
from shutro.text.normalize import normalize
from shutro.text.shingles import shingles

HALF = 0.5  # share of the shorter one's runs from which a pair has to be found
_PERMUTATIONS = 128
_BANDS = (16, 64)  # as for copies of the whole, and to find as much as it can

Pair = tuple[int, int]  # places of two articles, the earlier one first


class Printed(msgspec.Struct, frozen=True):
    """An article as it was gathered, of which only the house and the words are asked."""

    house: str = msgspec.field(name="source")
    title: str | None = None
    body: str | None = None

    @property
    def text(self) -> str:
        """Return the words in the spelling that articles have."""
        return normalize(f"{self.title or ''}\n{self.body or ''}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """How much of the shorter of two articles stands in the other, for pairs of two houses that share a run."""

    share: Mapping[Pair, float]

    def pairs(self, least: float) -> frozenset[Pair]:
        """Return the pairs that share at least so much."""
        return frozenset(pair for pair, share in self.share.items() if share >= least)

    def recall(self, found: frozenset[Pair], least: float) -> float:
        """Return the part of the pairs that share so much which was found."""
        asked = self.pairs(least)
        return len(asked & found) / len(asked) if asked else 1.0


def holds_printed(folder: Path) -> bool:
    """Say whether a folder holds gathered articles as JSON lines, and so can be asked for copies."""
    return any(folder.glob("*.jsonl.gz"))


def read_printed(folder: Path) -> list[Printed]:
    """Return the gathered articles of a folder; raises InputError where there are none."""
    decoder = msgspec.json.Decoder(Printed)
    articles: list[Printed] = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path) as lines:
            articles += map(decoder.decode, lines)
    if not articles:
        raise InputError(f"{folder} holds no articles: files *.jsonl.gz with source, title and body do")
    return articles


def measure_reprints(articles: Sequence[Printed]) -> Measure:
    """Return how many copies between houses are found as articles come, and how fast, by each way."""
    texts, houses = [article.text for article in articles], [article.house for article in articles]
    truth = find_truth(texts, houses)
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    for name, find in _ways():
        begin = time.process_time()
        try:
            found = find(texts)
        except ShutroError as error:
            rows.append((name, str(error), "", "", "", ""))
            continue
        speed = len(texts) / max(time.process_time() - begin, 1e-9)
        pairs = frozenset((a, b) for a, b in found if houses[a] != houses[b])
        half, some = truth.recall(pairs, HALF), truth.recall(pairs, SHARE)
        right = f"{len(pairs & truth.pairs(SHARE)) / len(pairs):.3f}" if pairs else "–"
        rows.append((name, f"{half:.3f}", f"{some:.3f}", str(len(pairs)), right, f"{speed:.0f}"))
        figures.setdefault("copies in a stream, recall", half)
    return Measure(
        title=f"{len(articles)} articles as they come. Of pairs from two houses {len(truth.pairs(HALF))} share half "
        f"of the shorter one's runs of words, {len(truth.pairs(SHARE))} share {SHARE:.0%}",
        head=(
            "found by",
            "recall, half",
            f"recall, {SHARE:.0%}",
            "pairs",
            f"share {SHARE:.0%}",
            "articles/s",
        ),
        rows=tuple(rows),
        figures=figures,
    )


def find_truth(texts: Sequence[str], houses: Sequence[str]) -> Truth:
    """Return the truth by all runs of three words; runs that stand in more than `FREQUENT` articles count nowhere."""
    holders: dict[int, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        for run in shingles(text):
            holders[run].append(place)
    sizes: Counter[int] = Counter()
    shared: Counter[Pair] = Counter()
    for places in holders.values():
        if len(places) <= FREQUENT:
            sizes.update(places)
            shared.update(pair for pair in combinations(places, 2) if houses[pair[0]] != houses[pair[1]])
    return Truth(share={(a, b): count / min(sizes[a], sizes[b]) for (a, b), count in shared.items()})


def _ways() -> Iterator[tuple[str, Callable[[Sequence[str]], frozenset[Pair]]]]:
    yield "sampled runs (Shutro)", _by_fingerprints
    for bands in _BANDS:
        name = f"MinHash, {bands} bands ({with_version('rensa')})"
        yield name, lambda texts, bands=bands: _by_minhash(texts, bands)  # type: ignore[misc]


def _by_fingerprints(texts: Sequence[str]) -> frozenset[Pair]:
    index = Fingerprints()
    return frozenset(
        (int(one.article), place)
        for place, text in enumerate(texts)
        for one in index.add(str(place), fingerprint(text))
    )


def _by_minhash(texts: Sequence[str], bands: int) -> frozenset[Pair]:
    rensa = borrow("rensa")
    index = rensa.RMinHashLSH(threshold=HALF, num_perm=_PERMUTATIONS, num_bands=bands)
    found: set[Pair] = set()
    for place, text in enumerate(texts):
        digest = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=1)
        digest.update([str(run) for run in shingles(text)])
        found.update((other, place) for other in index.query(digest))
        index.insert(place, digest)
    return frozenset(found)
