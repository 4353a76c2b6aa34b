"""Speakers who contradict each other inside one article, and plans of which it tells that nothing came."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from shutro.annotate.verbs import negations
from shutro.claims.conflicts import UNREAL
from shutro.claims.contrasts import Bearer, Contrast, Mark, Side, marks_of, names_charge, points_back
from shutro.claims.statements import Statement, cosine, likeness, stem_of
from shutro.claims.told import Tellers
from shutro.languages import available, read
from shutro.languages.schema.contrasts import ContrastTable
from shutro.model import Span
from shutro.text.edtf import days

_BACK = 3  # statements back in which stands what is denied
_FAR = 12  # statements back in which it is looked for by its words
_ALIKE = 0.12  # likeness from which what is denied is what was said
_REPEATED = 0.7  # likeness from which a statement is told again, not denied
_OUTCOMES = 2  # statements taken for what came of a plan
_SAME_PLAN = 0.2  # likeness from which another article tells the same plan
_MOST = 300  # plans that are compared with one that failed
_ENDS = ("finally", "undone")
_TURNS = ("counter", *_ENDS)
_WORDS = 2  # of a quote that only marks a word as somebody's
_RUN = 2  # further sentences of one speaker
_SURELY = 0.2  # and from which it is so although another spoke right before
_ANNOUNCED = 2  # words behind "tells it otherwise" that do not yet tell how
_NEGATED = 2  # words behind a denial that may say that there is none
_NAME = 4  # words behind a denial that only name who denies
_QUOTED = (("‘", "’"), ("“", "”"), ("«", "»"))
_STRIPPED = "।,;:‘’“”\"'–—"

Marks = Mapping[int, Sequence[Mark]]  # the marks of each statement of an article, by its place in the article


def find_rebuttals(
    statements: Sequence[Statement],
    texts: Mapping[str, str],
    tellers: Tellers,
    bodies: Mapping[str, str],
) -> Iterator[Contrast]:
    """Yield what a speaker says against what another said before, and plans beside what came instead."""
    plans = [one for one in statements if one.events and not is_real(one)][:_MOST]
    by_article: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_article[statement.article].append(statement)
    for article, told in sorted(by_article.items()):
        told.sort(key=lambda statement: statement.position)
        reading = _Reading(told, texts[article], tellers, bodies, plans)
        for index in sorted(reading.marks):
            yield from reading.contrasts(index)


class _Reading:
    """The statements of one article in their order, with the words of contrast in them."""

    def __init__(
        self,
        told: Sequence[Statement],
        text: str,
        tellers: Tellers,
        bodies: Mapping[str, str],
        plans: Sequence[Statement],
    ) -> None:
        self._told = told
        self._text = text
        self._tellers = tellers
        self._bodies = bodies
        self._plans = plans
        self.marks = _by_statement(told, marks_of(text, told[0].language))

    def contrasts(self, index: int) -> Iterator[Contrast]:
        """Yield what the statement of this number contradicts."""
        marks = {mark.kind: mark for mark in reversed(self.marks[index])}
        failed = marks.get("despite") or marks.get("failed")
        if failed is not None and not (self._is_quoted(index, failed) or self._is_negated(index, failed)):
            yield from self._failed(index, failed)
        other = None
        denial = marks.get("denial") or marks.get("otherwise")
        if denial is not None and not (self._is_quoted(index, denial) or self._is_negated(index, denial)):
            other = self._denied(index, denial)
        elif (
            "counter" in marks and not self._is_quoted(index, marks["counter"]) and not self._recounts(index)
        ):
            other = self._countered(index)
        if other is not None and likeness(self._told[other], self._told[index]) < _REPEATED:
            yield self._rebuttal(other, index, self._account(index, denial))

    def _account(self, index: int, denial: Mark | None) -> int:
        """Return the last statement of what is told otherwise: the next one, where the sentence only announces it."""
        statement = self._told[index]
        rest = Span(denial.span.end, statement.sentence.end) if denial is not None else None
        if rest is None or denial is None or denial.kind != "otherwise" or index + 1 == len(self._told):
            return index
        return index if len(rest.of(self._text).split()) > _ANNOUNCED else index + 1

    def _rebuttal(self, other: int, index: int, last: int) -> Contrast:
        first, second = self._label(other, "told"), self._label(index, "denied")
        return Contrast(
            attribute="said",
            agreement="disputed",
            sides=(
                Side(value=first, bearers=self._said_before(other)),
                Side(
                    value=second if second != first else "denied", bearers=self._said_on(index, other, last)
                ),
            ),
        )

    def _said_before(self, index: int) -> tuple[Bearer, ...]:
        """Return the statement, and those before it in which the same speaker is heard."""
        first = self._opening(index)
        mine = self._speakers(index) | self._speakers(first)
        while mine and first and index - first < _RUN and mine & self._speakers(first - 1):
            first -= 1
        return self._bearers([index, *range(index - 1, first - 1, -1)])

    def _opening(self, index: int) -> int:
        """Return the statement in which the quote begins that ends in this one."""
        for first in range(index, max(-1, index - _RUN - 1), -1):
            words = self._text[self._told[first].sentence.start : self._told[index].sentence.end]
            if all(words.count(close) <= words.count(opens) for opens, close in _QUOTED):
                return first
        return index

    def _said_on(self, index: int, other: int, last: int) -> tuple[Bearer, ...]:
        """Return the statements to the last one, and those behind in which the speaker goes on, and not the other."""
        mine = self._speakers(index)
        while last + 1 < len(self._told) and last - index < _RUN:
            next_ = self._speakers(last + 1)
            if not next_ or (mine and not mine & next_) or next_ & self._speakers(other):
                break
            mine, last = mine or next_, last + 1
        return self._bearers(range(index, last + 1))

    def _bearers(self, indices: Iterable[int]) -> tuple[Bearer, ...]:
        return tuple(Bearer(statement=one, span=one.sentence) for one in map(self._told.__getitem__, indices))

    def _denied(self, index: int, mark: Mark) -> int | None:
        """Return the statement that is denied: the last of another speaker, or the one with the same words."""
        mine = self._speakers(index) | self._named_behind(index, mark)
        if mark.kind == "otherwise":
            mine |= self._named_before(index, mark)
        words = self._text[self._told[index].sentence.start : mark.span.start].split()
        before = [bare for word in words if (bare := word.strip(_STRIPPED))]
        near = [n for n in range(index - 1, max(-1, index - 1 - _BACK), -1) if not mine & self._speakers(n)]
        spoken = next((n for n in near if self._speakers(n)), None)
        if mark.kind == "otherwise":
            return self._told_otherwise(index, mark, near, spoken)
        if points_back(before, self._told[index].language):
            return spoken if spoken is not None else next(iter(near), None)
        far = [
            (round(likeness(self._told[n], self._told[index]), 6), n)
            for n in range(max(0, index - _FAR), index)
            if not mine & self._speakers(n)
        ]
        score, found = max(far, default=(0.0, 0))
        if spoken is not None and score < _SURELY and names_charge(before, self._told[index].language):
            told = self._told[spoken].concepts
            return spoken if spoken == index - 1 or cosine(told, self._told[index].concepts) > 0 else None
        return found if score >= _ALIKE else None

    def _told_otherwise(self, index: int, mark: Mark, near: Sequence[int], spoken: int | None) -> int | None:
        """Return the statement near before that shares most with the account, else the last of another speaker."""
        account = self._told[self._account(index, mark)]
        alike = [(round(cosine(account.concepts, self._told[n].concepts), 6), n) for n in near]
        score, best = max(alike, default=(0.0, 0))
        if score > 0:
            return best
        return spoken if spoken is not None else next(iter(near), None)

    def _named_behind(self, index: int, mark: Mark) -> frozenset[str]:
        """Return who is named behind a denial in its sentence: «উড়িয়ে দিয়েছেন খান্ডেলওয়াল» tells who denies."""
        statement = self._told[index]
        rest = Span(mark.span.end, statement.sentence.end)
        if len(rest.of(self._text).split()) > _NAME:
            return frozenset()
        linked = self._tellers.links[statement.article]
        return frozenset(link.entity for span, links in linked.items() if span.within(rest) for link in links)

    def _named_before(self, index: int, mark: Mark) -> frozenset[str]:
        """Return who is named in the clause that says that he tells it otherwise: «বোর্ড …, করিম বলছেন অন্য কথা»."""
        start = self._told[index].sentence.start
        clause = Span(start + self._text[start : mark.span.start].rfind(",") + 1, mark.span.start)
        linked = self._tellers.links[self._told[index].article]
        return frozenset(
            link.entity for span, links in linked.items() if span.within(clause) for link in links
        )

    def _countered(self, index: int) -> int | None:
        """Return the statement before, if another speaker is heard there."""
        mine, theirs = self._speakers(index), self._speakers(index - 1) if index else frozenset()
        if not index or not mine or not theirs or mine & theirs or self._is_of_medium(index - 1):
            return None
        return index - 1

    def _is_of_medium(self, index: int) -> bool:
        """Say whether only agencies and papers are heard in the statement, which take no side."""
        statement = self._told[index]
        media = [credit.span for credit in self._tellers.doc(statement.article).credits]
        heard = [quote.via[-1] for quote in statement.quotes if quote.via]
        return all(any(span.meets(credit) for credit in media) for span in heard)

    def _recounts(self, index: int) -> bool:
        """Say whether the statement gives the number told before anew, which is a dispute of its own."""
        code = self._told[index].language
        words = self._told[index].sentence.of(self._text).split()
        return code in available() and not read(code, "contrasts", ContrastTable).recounted.isdisjoint(words)

    def _failed(self, index: int, mark: Mark) -> Iterator[Contrast]:
        """Yield a plan and what the same sentence, the next one or the like ones tell to have come of it."""
        plan = self._told[index]
        own = mark.kind == "despite" or any(
            other.span.start > mark.span.end and other.kind in _TURNS for other in self.marks[index]
        )
        after = index if own else index + 1
        turned = [after] if own or self._turns(after, _TURNS) else []
        alike = [
            (-round(likeness(plan, other), 6), number)
            for number, other in enumerate(self._told)
            if number not in (index, after) and (is_real(other) or self._turns(number, _ENDS))
        ]
        like = [number for score, number in sorted(alike)[:_OUTCOMES] if -score >= _ALIKE]
        before = [index - 1] if not own and index and is_real(self._told[index - 1]) else []
        found = [self._told[number] for number in dict.fromkeys((*turned, *before, *like))]
        if found and (turned or _is_due(plan) or any(self._fails(number) for number in (*before, *like))):
            told = Bearer(statement=plan, span=mark.span, hedge="planned")
            yield Contrast(
                attribute="happened",
                agreement="outcome",
                sides=(
                    Side(value="planned", bearers=(told, *self._planned(plan))),
                    Side(
                        value="happened",
                        bearers=tuple(
                            Bearer(statement=one, span=self._rest(one, mark) if one is plan else one.sentence)
                            for one in found
                        ),
                    ),
                ),
            )

    def _fails(self, index: int) -> bool:
        """Say whether the statement tells of an act that was not done, or of a turn."""
        return self._turns(index, _ENDS) or any(event.polarity == "-" for event in self._told[index].events)

    def _turns(self, index: int, kinds: Collection[str]) -> bool:
        """Say whether words of the statement turn what was planned or told."""
        return any(mark.kind in kinds for mark in self.marks.get(index, ()))

    def _planned(self, plan: Statement) -> Iterator[Bearer]:
        """Yield the statements of other articles that tell the plan as one."""
        for other in self._plans:
            if other.article != plan.article and likeness(plan, other) >= _SAME_PLAN:
                yield Bearer(statement=other, span=other.sentence, hedge="planned")

    def _rest(self, plan: Statement, mark: Mark) -> Span:
        return Span(mark.span.end, plan.sentence.end)

    def _is_quoted(self, index: int, mark: Mark) -> bool:
        """Say whether a speaker himself uses the words, and does not stand against another by them."""
        statement = self._told[index]
        return mark.span.start > statement.sentence.start and any(
            mark.span.within(quote.span)
            and (quote.kind == "direct" or mark.kind == "counter")
            and len(quote.span.of(self._text).split()) > _WORDS
            for quote in statement.quotes
        )

    def _is_negated(self, index: int, mark: Mark) -> bool:
        """Say whether right behind the words of denial stands that there is none: it cannot be denied."""
        statement = self._told[index]
        rest = self._text[mark.span.end : statement.sentence.end].partition(",")[0].split()[:_NEGATED]
        return any(word.strip(_STRIPPED) in negations(statement.language) for word in rest)

    def _speakers(self, index: int) -> frozenset[str]:
        """Return whom the statement has speak, each with the body and the state for which he does."""
        names = self._heard(index)
        names |= {self._stranger(index, name) for name in names}
        names |= {self._bodies[name] for name in names if name in self._bodies}
        names |= {self._bodies[name] for name in names if name in self._bodies}
        return frozenset(names)

    def _heard(self, index: int) -> set[str]:
        """Return whom the statement itself names as speaking."""
        statement = self._told[index]
        return {self._tellers.name(statement.article, q.via[-1]) for q in statement.quotes if q.via}

    def _stranger(self, index: int, name: str) -> str:
        """Return the unnamed speaker right before whom the words mean, «ওই কর্মকর্তা», else the words."""
        words = name.split()
        code = self._told[index].language
        if len(words) < 2 or code not in available():
            return name
        if words[0] not in read(code, "contrasts", ContrastTable).back:
            return name
        near = range(index - 1, max(-1, index - 1 - _BACK), -1)
        role = stem_of(words[-1], code)
        heard = (other for n in near for other in sorted(self._heard(n)))
        return next((other for other in heard if stem_of(other.split()[-1], code) == role), name)

    def _label(self, index: int, otherwise: str) -> str:
        statement = self._told[index]
        via = self._tellers.via(statement, statement.sentence)
        return via[-1] if via else min(self._speakers(index), default=otherwise)


def is_real(statement: Statement) -> bool:
    """Say whether the statement tells of something that happened, and of nothing that is only to happen."""
    modes = {event.modality for event in statement.events}
    return "asserted" in modes and not modes & UNREAL


def _by_statement(told: Sequence[Statement], marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    starts = [statement.sentence.start for statement in told]
    found: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        index = bisect_right(starts, mark.span.start) - 1
        if index >= 0 and mark.span.within(told[index].sentence):
            found[index].append(mark)
    return dict(found)


def _is_due(plan: Statement) -> bool:
    """Say whether the plan names a day that has come when it is told, or within how many days it was to be."""
    said = days(plan.said)
    named = [days(time.value) for time in plan.times]
    come = said is not None and any(day is not None and day.first <= said.last for day in named)
    return come or any(time.value.startswith("P") and time.value.endswith("D") for time in plan.times)
