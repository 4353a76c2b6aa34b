"""Which articles share rare terms with one: lists of articles by term, read from the newest, no further than needed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

LONGEST = 128  # articles that are read of a list for a headline …
SHORTER = 48  # … and for a longer article, which has more lists to read


class Postings:
    """The articles that hold each term, in the order in which they came."""

    def __init__(self) -> None:
        self._lists: dict[int, list[tuple[int, float]]] = defaultdict(list)

    def add(self, article: int, terms: Iterable[tuple[int, float]]) -> None:
        """Enter an article with its terms and their weights."""
        for key, weight in terms:
            self._lists[key].append((article, weight))

    def drop(self, article: int, keys: Iterable[int]) -> None:
        """Take an article out."""
        for key in keys:
            left = [entry for entry in self._lists.get(key, ()) if entry[0] != article]
            if left:
                self._lists[key] = left
            else:
                self._lists.pop(key, None)

    def near(self, terms: Sequence[tuple[int, float]], longest: int) -> dict[int, float]:
        """Return the articles that hold one of the terms, each with the sum of the products of their weights.

        No more than the `longest` newest are read of a list.
        """
        found: dict[int, float] = defaultdict(float)
        for key, weight in terms:
            for article, theirs in self._lists.get(key, ())[-longest:]:
                found[article] += weight * theirs
        return found
