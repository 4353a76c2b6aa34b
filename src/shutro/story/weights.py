"""How rare a term is on a day: in the language's news at large, and in the articles of the days before."""

import math
from array import array
from bisect import insort
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from shutro.languages.words import document_share
from shutro.story.fields import NAMED, Field, key_of
from shutro.story.vectors import Vector, is_short

DAY = 86_400
LAG = 2  # days; what arrives on a day or the day after does not change how its articles are weighed
RECENT = 10  # days that are kept apart; older ones are summed up
HALF_LIFE = 50_000.0  # articles after which one counts half
FIRST = 200  # articles of a language that are weighed by one another, as there was nothing before them
FORGOTTEN = 0.01  # articles; of older days, terms that were in fewer are forgotten
PRIOR = 50.0  # articles that are thought to have come before the first …
UNHEARD = 3_000.0  # … where a headline is weighed in a language whose news at large is not known
CROWDED = 0.6  # share of a likeness's parts that is left among many articles
SEEN = 0.2  # share that what was seen counts beside the language's news at large
FACTOR = {Field.WORD: 1.0, Field.NAME: 2.0, Field.PLACE: 2.0, Field.PERSON: 2.0, Field.NUMBER: 0.7}
_RAREST = 0.001
_COMMONEST = 0.9


class Frequencies:
    """In what share of the articles of the days before a term stands, language by language."""

    def __init__(self) -> None:
        self._languages: dict[str, _Language] = {}

    def note(self, vector: Vector, sign: int = 1) -> None:
        """Count the article's terms; with a sign of -1 no longer."""
        day = day_of(vector)
        if day is not None:
            self._of(vector.language).note(day, vector, sign)

    def is_early(self, vector: Vector) -> bool:
        """Say whether the article is one of the first, which are weighed by what comes on their day and after, too."""
        return self._of(vector.language).days.horizon(day_of(vector))[1]

    def weigh(self, vector: Vector) -> list[float]:
        """Return the weights of the article's terms, side by side with its keys; their squares sum up to 1.

        Among many articles they sum up to less: see `worth_among`.

        They are as exact as four bytes can tell, since thousands of articles are held with all of theirs.
        """
        view = self.view(vector)
        weights = []
        squares = 0.0
        for key, count, field in zip(vector.terms, vector.counts, vector.fields, strict=True):
            kind = Field(field % 8)
            weight = FACTOR[kind] * (1 + math.log(count / 2)) * view.rarity(key, kind)
            weights.append(weight)
            squares += weight * weight
        norm = (math.sqrt(squares) or 1.0) / view.worth
        return list(array("f", [weight / norm for weight in weights]))

    def view(self, vector: Vector) -> "View":
        """Return how rare terms are for an article; the same view as long as nothing that it tells has changed."""
        language = self._of(vector.language)
        return language.until(language.days.horizon(day_of(vector))[0], short=is_short(vector))

    def _of(self, code: str) -> "_Language":
        language = self._languages.get(code)
        if language is None:
            language = self._languages[code] = _Language(code)
        return language


class Days:
    """How many articles of a language each of the last days had, and all days before them."""

    def __init__(self) -> None:
        self._articles: dict[int, int] = {}
        self._ordered: list[int] = []  # the same days
        self._older = 0.0

    def note(self, day: int, sign: int) -> None:
        """Count an article of this day; with a sign of -1 no longer."""
        if day not in self._articles:
            insort(self._ordered, day)
        self._articles[day] = self._articles.get(day, 0) + sign

    def horizon(self, day: int | None) -> tuple[int, bool]:
        """Return the last day whose articles are counted for one of this day, and whether more may come before it."""
        total, first = self._older, -1
        for first in self._ordered if total < FIRST else ():
            total += self._articles[first]
            if total >= FIRST:
                break
        newest = self._ordered[-1] if self._ordered else first
        last = newest if day is None else day - LAG
        return max(last, first), last < first

    def until(self, last: int) -> float:
        """Return how many articles there were up to this day."""
        return self._older + sum(count for day, count in self._articles.items() if day <= last)

    def outgrown(self) -> Iterator[tuple[int, float]]:
        """Yield the days that are kept apart no longer, each with what is left of the counts of those before it."""
        while len(self._ordered) > RECENT and self._older + self._articles[self._ordered[0]] >= FIRST:
            day = self._ordered.pop(0)
            articles = self._articles.pop(day)
            kept = 0.5 ** (articles / HALF_LIFE)
            self._older = self._older * kept + articles
            yield day, kept


class _Language:
    """The counts of one language, by day."""

    def __init__(self, code: str) -> None:
        self.days = Days()
        self._usual = usual_shares(code)
        self._recent: dict[int, dict[int, int]] = {}  # day → term → articles
        self._older: dict[int, float] = {}  # term → articles of the days before, decayed
        self._views: dict[tuple[int, bool], View] = {}  # by the last day, and whether for headlines
        self._merged: dict[int, int] = {}  # term → articles of the recent days up to a day
        self._merged_until: int | None = None

    def note(self, day: int, vector: Vector, sign: int) -> None:
        self.days.note(day, sign)
        counted = [self._recent.setdefault(day, {})]
        if self._merged_until is not None and day <= self._merged_until:
            counted.append(
                self._merged
            )  # to sum all up again for each article would take ever longer on the first days
        for counts in counted:
            for key in vector.terms:
                counts[key] = counts.get(key, 0) + sign
        for view in [view for view in self._views if view[0] >= day]:
            del self._views[view]
        for gone, kept in self.days.outgrown():
            self._sum_up(gone, kept)

    def until(self, last: int, *, short: bool) -> "View":
        """Return the counts of the days up to this one, by which headlines or longer articles are weighed."""
        view = self._views.get((last, short))
        if view is None:
            seen = sorted(other for other in self._recent if other <= last)
            counts: list[Mapping[int, float]] = [self._older, *(self._recent[other] for other in seen)]
            if self._merged_until is None or last > self._merged_until:
                counts = [self._older, self._merge(seen, last)]
            known, articles = bool(self._usual), self.days.until(last)
            worth = 1.0 if short else worth_among(articles, known=known)
            before = prior_of(short=short, known=known)
            view = self._views[last, short] = View(self._usual, counts, articles + before, worth)
        return view

    def _merge(self, seen: Sequence[int], last: int) -> Mapping[int, int]:
        """Return the counts of all these days as one; views that rest on fewer of them are no longer good."""
        before, self._merged_until = self._merged_until, last
        self._views.clear()
        for day in seen:
            if before is None or day > before:
                for key, count in self._recent[day].items():
                    self._merged[key] = self._merged.get(key, 0) + count
        return self._merged

    def _unmerge(self) -> None:
        self._merged, self._merged_until = {}, None

    def _sum_up(self, day: int, kept: float) -> None:
        older = {key: left for key, count in self._older.items() if (left := count * kept) >= FORGOTTEN}
        for key, count in self._recent.pop(day).items():
            older[key] = older.get(key, 0.0) + count
        self._older = older
        self._views.clear()
        self._unmerge()


class View:
    """How rare terms of a language are on one day, each worked out when it is first asked for."""

    def __init__(
        self, usual: Mapping[int, float], counts: Sequence[Mapping[int, float]], articles: float, worth: float
    ) -> None:
        self.worth = worth
        self._usual, self._counts, self._total = usual, counts, articles
        self._seen = SEEN if usual else 1.0
        self._known: dict[int, float] = {}

    def rarity(self, key: int, kind: Field) -> float:
        """Return how rare a term is, the more the higher; its kind is a part of its key."""
        rarity = self._known.get(key)
        if rarity is None:
            share = math.fsum(counts.get(key, 0) for counts in self._counts) / self._total
            usual = self._usual.get(key, 0.0)
            rarity = self._known[key] = rarity_of(share, usual, 1.0 if kind in NAMED else self._seen)
        return rarity


# Compiled as it stands where articles are weighed on arrays: it knows numbers only.
def rarity_of(share: float, usual: float, seen: float) -> float:
    """Return how rare a term is that stands in such a share of the articles; `seen` is how much that counts."""
    return -math.log(min(max(usual, seen * share) + _RAREST, _COMMONEST))


def prior_of(*, short: bool, known: bool) -> float:
    """Return how many articles are thought to have come before the first, none of which held a term that is asked for.

    A headline has hardly a word that means nothing. To go by the first few hundred articles there would weigh the words
    of a large story down, and those that stand nowhere else up.
    """
    return UNHEARD if short and not known else PRIOR


def worth_among(articles: float, *, known: bool) -> float:
    """Return the length that an article's weights have together where so many came before it.

    Among a handful of reports two that share a few words are likely of one happening; of a thousand reports each shares
    as much with some other by chance. Where a language's news at large is not known, `neighbours` asks for more anyway.
    """
    return math.sqrt(max(CROWDED, min(1.0, FIRST / articles))) if known and articles else 1.0


def day_of(vector: Vector) -> int | None:
    """Return the day on which the article was published, counted from 1970; None where nobody knows."""
    return None if vector.since is None else vector.since // DAY


@cache
def usual_shares(code: str) -> Mapping[int, float]:
    """Return in what share of a language's news at large its words stand."""
    return {key_of(Field.WORD, stem): share for stem, share in document_share(code).items()}
