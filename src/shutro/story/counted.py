"""`Frequencies` on arrays: how many articles hold each term, by the number that stands for it."""

import numpy as np

from shutro.story import kernels
from shutro.story.kernels import OLDER, USUAL, Array, Seen, Terms
from shutro.story.vectors import Vector
from shutro.story.weights import FORGOTTEN, PRIOR, SEEN, Days, day_of, usual_shares

_VIEWS = 4  # days before the newest that are asked about at the same time


class ArrayFrequencies:
    """In what share of the articles of the days before a term stands, language by language."""

    def __init__(self) -> None:
        self._languages: dict[str, _Language] = {}

    def note(self, vector: Vector, numbers: Array, terms: Terms, sign: int = 1) -> None:
        """Count the article's terms; with a sign of -1 no longer."""
        day = day_of(vector)
        if day is not None:
            self._of(vector.language).note(day, numbers, len(terms.keys), sign)

    def is_early(self, vector: Vector) -> bool:
        """Say whether the article is one of the first, which are weighed by what comes on their day and after, too."""
        return self._of(vector.language).days.horizon(day_of(vector))[1]

    def view(self, vector: Vector, terms: Terms, count: int) -> Seen:
        """Return by what an article is weighed, where there are so many terms."""
        language = self._of(vector.language)
        return language.until(language.days.horizon(day_of(vector))[0], terms, count)

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
            language = self._languages[code] = _Language(code)
        return language


class _Language:
    """The counts of one language, by day."""

    def __init__(self, code: str) -> None:
        self.days = Days()
        usual = sorted(usual_shares(code).items())
        self._usual_keys = np.array([key for key, _ in usual], np.uint64)
        self._usual_shares = np.array([share for _, share in usual])
        self._articles: dict[int, list[tuple[Array, int]]] = {}  # of recent days, each counted up or down
        self._counts = np.zeros((0, 3))  # by term
        self._known = 0  # terms that are filled in
        self._until: int | None = None  # the last of the recent days that are counted
        self._seen: dict[int, Seen] = {}

    def note(self, day: int, numbers: Array, size: int, sign: int) -> None:
        self.days.note(day, sign)
        self._grow(size)
        self._articles.setdefault(day, []).append((numbers, sign))
        for last in [last for last in self._seen if last >= day]:
            del self._seen[last]
        if self._until is not None and day <= self._until:
            kernels.count(self._counts, numbers, sign)
        for gone, kept in self.days.outgrown():
            self._sum_up(gone, kept)

    def until(self, last: int, terms: Terms, count: int) -> Seen:
        self._grow(len(terms.keys))
        if self._known < count:
            kernels.fill_in(
                self._counts, terms.keys, self._known, count, self._usual_keys, self._usual_shares
            )
            self._known = count
            self._seen = {day: seen for day, seen in self._seen.items() if seen.counts is self._counts}
        seen = self._seen.get(last)
        if seen is None:
            if len(self._seen) >= _VIEWS:
                del self._seen[next(iter(self._seen))]
            total = self.days.until(last) + PRIOR
            share = SEEN if len(self._usual_keys) else 1.0
            seen = self._seen[last] = Seen(self._counted(last), total, share)
        return seen

    def mark(self, kept: Array) -> None:
        self._grow(len(kept))
        kept |= (self._counts[: len(kept), :USUAL] != 0).any(axis=1)
        for articles in self._articles.values():
            for numbers, _ in articles:
                kept[numbers] = True

    def renumber(self, kept: Array) -> None:
        after = (np.cumsum(kept) - 1).astype(np.int32)
        self._counts, self._known = self._counts[: len(kept)][kept], int(kept[: self._known].sum())
        self._articles = {
            day: [(after[numbers], sign) for numbers, sign in articles]
            for day, articles in self._articles.items()
        }
        self._seen.clear()

    def _counted(self, last: int) -> Array:
        """Return the counts with those of the recent days up to this one."""
        if self._until is None or last >= self._until:
            before, self._until = self._until, last
            self._seen.clear()
            days = [day for day in self._articles if day <= last and (before is None or day > before)]
            self._count(self._counts, days, 1)
            return self._counts
        counts = self._counts.copy()
        self._count(counts, [day for day in self._articles if last < day <= self._until], -1)
        return counts

    def _count(self, counts: Array, days: list[int], times: int) -> None:
        for day in days:
            for numbers, sign in self._articles[day]:
                kernels.count(counts, numbers, times * sign)

    def _sum_up(self, day: int, kept: float) -> None:
        kernels.fade(self._counts, kept, FORGOTTEN)
        is_counted = self._until is not None and day <= self._until
        for numbers, sign in self._articles.pop(day):
            self._counts[numbers, OLDER] += sign
            if is_counted:
                kernels.count(self._counts, numbers, -sign)
        self._seen.clear()

    def _grow(self, size: int) -> None:
        if len(self._counts) < size:
            self._counts = kernels.grown(self._counts, size)
            self._seen.clear()
