"""`Frequencies` on arrays: how many articles hold each term, by the number that stands for it."""

from collections.abc import Callable

import numpy as np

from shutro.story import kernels
from shutro.story.compiling import Array, grown
from shutro.story.kernels import Seen
from shutro.story.vectors import Vector
from shutro.story.weights import FORGOTTEN, SEEN, Days, day_of, prior_of, usual_shares, worth_among

Numbering = Callable[
    [list[Vector]], Array
]  # the numbers that stand for the terms of articles, one after the other
_VIEWS = 4  # days before the newest that are asked about at the same time


class ArrayFrequencies:
    """In what share of the articles of the days before a term stands, language by language."""

    def __init__(self, number: Numbering) -> None:
        self._number = number
        self._languages: dict[str, _Language] = {}

    def note(self, vector: Vector, sign: int = 1) -> None:
        """Count the article's terms; with a sign of -1 no longer."""
        day = day_of(vector)
        if day is not None:
            self._of(vector.language).note(day, vector, sign)

    def is_early(self, vector: Vector) -> bool:
        """Say whether the article is one of the first, which are weighed by what comes on their day and after, too."""
        return self._of(vector.language).days.horizon(day_of(vector))[1]

    def view(self, vector: Vector, keys: Callable[[], Array]) -> Seen:
        """Return by what an article is weighed; `keys` are those of all terms, by their numbers."""
        language = self._of(vector.language)
        return language.until(language.days.horizon(day_of(vector))[0], keys)

    def mark(self, kept: Array) -> None:
        """Mark the terms that are counted."""
        for language in self._languages.values():
            language.mark(kept)

    def renumber(self, kept: Array) -> None:
        """Forget the terms that are not kept; the others get the next numbers in their order."""
        for language in self._languages.values():
            language.renumber(kept)

    def _of(self, code: str) -> "_Language":
        language = self._languages.get(code)
        if language is None:
            language = self._languages[code] = _Language(code, self._number)
        return language


class _Language:
    """The counts of one language, by day."""

    def __init__(self, code: str, number: Numbering) -> None:
        self.days = Days()
        self._number = number
        usual = sorted(usual_shares(code).items())
        self._usual_keys = np.array([key for key, _ in usual], np.uint64)
        self._usual_shares = np.array([share for _, share in usual])
        self._waiting: dict[
            int, list[tuple[Vector, int]]
        ] = {}  # articles of recent days, counted up or down …
        self._counted: dict[int, list[tuple[Array, int]]] = {}  # … and what was counted of them by now
        # By term: articles of older days, decayed, those of recent ones that are counted, and the share of all news.
        self._older: Array = np.zeros(0)
        self._recent: Array = np.zeros(0, np.int32)
        self._usual: Array = np.zeros(0)
        self._known = 0  # terms whose share of all news is filled in
        self._until: int | None = None  # the last of the recent days that are counted
        self._seen: dict[int, Seen] = {}

    def note(self, day: int, vector: Vector, sign: int) -> None:
        self.days.note(day, sign)
        self._waiting.setdefault(day, []).append((vector, sign))
        if any(last >= day for last in self._seen):
            self._seen = {last: seen for last, seen in self._seen.items() if last < day}
        if self._until is not None and day <= self._until:
            self._count(day)
        for gone, kept in self.days.outgrown():
            self._sum_up(gone, kept)

    def until(self, last: int, keys: Callable[[], Array]) -> Seen:
        if self._until is None or last > self._until:
            before, self._until = self._until, last
            self._seen.clear()
            for day in [day for day in self._waiting if day <= last and (before is None or day > before)]:
                self._count(day)
        known = keys()
        self._grow(len(known))
        if self._known < len(known):
            kernels.fill_in(self._usual, known, self._known, len(known), self._usual_keys, self._usual_shares)
            self._known = len(known)
        seen = self._seen.get(last)
        if seen is None:
            if len(self._seen) >= _VIEWS:
                del self._seen[next(iter(self._seen))]
            articles, heard = self.days.until(last), len(self._usual_keys) > 0
            seen = self._seen[last] = Seen(
                older=self._older,
                recent=self._counts_until(last),
                usual=self._usual,
                total=articles + prior_of(short=False, known=heard),
                short=articles + prior_of(short=True, known=heard),
                share=SEEN if heard else 1.0,
                worth=worth_among(articles, known=heard),
            )
        return seen

    def mark(self, kept: Array) -> None:
        size = min(len(kept), len(self._older))
        kept[:size] |= (self._older[:size] != 0) | (self._recent[:size] != 0)
        for counted in self._counted.values():
            for numbers, _ in counted:
                kept[numbers] = True

    def renumber(self, kept: Array) -> None:
        after = (np.cumsum(kept) - 1).astype(np.int32)
        self._grow(len(kept))
        self._older, self._recent, self._usual = (
            column[: len(kept)][kept] for column in (self._older, self._recent, self._usual)
        )
        self._known = int(kept[: self._known].sum())
        for day, counted in self._counted.items():
            self._counted[day] = [(after[numbers], sign) for numbers, sign in counted]
        self._seen.clear()

    def _counts_until(self, last: int) -> Array:
        """Return the counts of the recent days up to this one."""
        later = [day for day in self._counted if day > last]
        if not later:
            return self._recent
        counts = self._recent.copy()
        for day in later:
            for numbers, sign in self._counted[day]:
                kernels.count(counts, numbers, -sign)
        return counts

    def _count(self, day: int) -> None:
        """Count the articles of a day that wait for it."""
        waiting = self._waiting.pop(day, [])
        for sign in (1, -1):
            vectors = [vector for vector, direction in waiting if direction == sign]
            if vectors:
                numbers = self._number(vectors)
                self._grow(int(numbers.max(initial=0)) + 1)
                kernels.count(self._recent, numbers, sign)
                self._counted.setdefault(day, []).append((numbers, sign))

    def _sum_up(self, day: int, kept: float) -> None:
        kernels.fade(self._older, kept, FORGOTTEN)
        if day in self._waiting:
            self._count(day)
        for numbers, sign in self._counted.pop(day, []):
            kernels.count(self._older, numbers, sign)
            kernels.count(self._recent, numbers, -sign)
        self._seen.clear()

    def _grow(self, size: int) -> None:
        if len(self._older) < size:
            size = max(size, 2 * len(self._older))
            self._older, self._recent, self._usual = (
                grown(column, size) for column in (self._older, self._recent, self._usual)
            )
            self._seen.clear()
