"""Plans beside later reports of what came of them, in whatever words: the same act, on the same day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from shutro.annotate.verbs import forms
from shutro.claims.contrasts import Bearer, Contrast, Side
from shutro.claims.families import family
from shutro.claims.predicates import Predicate, find_predicates
from shutro.claims.statements import Statement, cosine, tokens_of
from shutro.languages import available, read
from shutro.languages.schema.contrasts import ContrastTable
from shutro.model import Doc, Span
from shutro.text.edtf import Days, days

# Likeness of a plan and a report of one act: where they share nothing else, where both name the day, and where they
# share another word or name, too.
_ALIKE = 0.4
_SAME_DAY = 0.15
_SAME_WORD = 0.17
_SAME_BOTH = 0.09
_RARELY = 0.1  # and where few reports tell of the act
_RARE = 3  # such reports
_ANY_ACT = 0.3  # and where both name the day and speak of one happening, whatever the act
_SHORTEST = 5  # letters of the last part of a compound
_MOST = 40  # statements that may tell of an act

_End = tuple[int, str]  # a statement and the act that it tells of
_Told = tuple[Statement, tuple[Predicate, ...], tuple[Days, ...]]


@dataclass(frozen=True, slots=True)
class _Match:
    """The words of a plan and those of a later report, the act, and whether the report tells that it was done."""

    plan: Bearer
    report: Bearer
    act: str
    is_done: bool


def find_outcomes(
    statements: Sequence[Statement], docs: Sequence[Doc], happening: Mapping[int, str]
) -> Iterator[Contrast]:
    """Yield for each plan what later reports tell of it; `happening` says of which one a statement speaks."""
    by_article = {doc.article.id: doc for doc in docs}
    told = [_told(by_article[one.article], one) for one in statements]
    plans = [one for one in told if _is_plan(one)]
    reports = [one for one in told if one[1] and (not _is_plan(one) or _tells_of_none(one))]
    matches = _matches(plans, reports, happening)
    for group in _together(matches):
        yield _contrast(group)


def _told(doc: Doc, statement: Statement) -> _Told:
    times = (days(time.value) for time in statement.times)
    exact = tuple(time for time in times if time is not None and time.count == 1)
    told = find_predicates(tokens_of(doc, statement.sentence), statement.language)
    return statement, tuple(one for one in told if one.mode != "not to come"), exact


def _is_plan(told: _Told) -> bool:
    """Say whether anything is told as to come, or as of a day that is still to come."""
    said = days(told[0].said)
    ahead = said is not None and any(day.first > said.last for day in told[2])
    return (ahead and bool(told[1])) or any(predicate.mode == "to come" for predicate in told[1])


def _tells_of_none(told: _Told) -> bool:
    """Say whether what was set for a day is told as not done: «নির্ধারিত বৈঠক হয়নি»."""
    return told[1][-1].mode == "not done" and any(predicate.mode == "to come" for predicate in told[1])


def _matches(
    plans: Sequence[_Told], reports: Sequence[_Told], happening: Mapping[int, str]
) -> Iterator[_Match]:
    by_act: dict[str, list[_Told]] = defaultdict(list)
    by_happening: dict[str, list[_Told]] = defaultdict(list)
    planned = {ahead.concept for plan in plans for ahead in plan[1] if ahead.mode == "to come"}
    for report in reports:
        by_happening[happening[id(report[0])]].append(report)
        for act in sorted({act for predicate in report[1] for act in _acts(predicate, report[0], planned)}):
            by_act[act].append(report)
    for plan in plans:
        for ahead in plan[1]:
            told = by_act.get(ahead.concept, ()) if ahead.mode == "to come" else ()
            for report in told if len(told) <= _MOST else ():
                least = _least(
                    plan,
                    report,
                    ahead.concept,
                    is_rare=len(told) <= _RARE and _is_noun(ahead.concept, plan[0].language),
                )
                if _may_tell_of(report, plan) and (alike := _likeness(plan, report)) >= least:
                    done = next(one for one in report[1] if ahead.concept in _acts(one, report[0], planned))
                    if alike >= _ALIKE or _is_one_act(plan, ahead, report, done):
                        yield _match(plan[0], ahead, report[0], done)
        for report in by_happening.get(happening[id(plan[0])], ()):
            if _may_tell_of(report, plan) and _meet(plan, report) and _likeness(plan, report) >= _ANY_ACT:
                ahead = max(plan[1], key=lambda one: one.mode == "to come")
                whole = Predicate(ahead.concept, report[1][-1].mode, report[0].sentence)
                yield _match(plan[0], ahead, report[0], whole)


def _is_one_act(plan: _Told, ahead: Predicate, report: _Told, done: Predicate) -> bool:
    """Say whether more than a word tells that the act of a report is the one that was to come.

    That is the day, or two words or names beside it; one word where both tell of acts of one kind. Where there is none,
    these are told by the very words, and not of others.
    """
    one, other = plan[0], report[0]
    also = (one.concepts.keys() & other.concepts.keys()) - {ahead.concept} - _light(one.language)
    if _meet(plan, report) or len(also) > 1:
        return True
    if also:
        return not _families(one, one.sentence).isdisjoint(_families(other, other.sentence))
    is_of_others = one.entities and other.entities and one.entities.isdisjoint(other.entities)
    return not is_of_others and not _families(one, ahead.span).isdisjoint(_families(other, done.span))


def _families(statement: Statement, words: Span) -> set[str]:
    """Return the kinds of the acts that are told by some of the words."""
    return {family(event) for event in statement.events if event.trigger.meets(words)}


def _light(code: str) -> AbstractSet[str]:
    """Return the verbs that tell nothing of what is done."""
    return read(code, "contrasts", ContrastTable).light if code in available() else frozenset()


def _acts(predicate: Predicate, statement: Statement, planned: AbstractSet[str]) -> Iterator[str]:
    """Yield what a predicate tells of: its act, and the planned one in which a compound ends.

    That something came or went is told of whatever of its sentence was to come.
    """
    yield predicate.concept
    code = statement.language
    if code in available() and predicate.concept in read(code, "contrasts", ContrastTable).motion:
        yield from sorted((statement.concepts.keys() & planned) - {predicate.concept})
    for at in range(1, len(predicate.concept) - _SHORTEST + 1):
        if predicate.concept[at:] in planned:
            yield predicate.concept[at:]


def _match(plan: Statement, ahead: Predicate, report: Statement, done: Predicate) -> _Match:
    return _Match(
        plan=Bearer(statement=plan, span=ahead.span, hedge="planned"),
        report=Bearer(statement=report, span=done.span),
        act=ahead.concept,
        is_done=done.mode == "done",
    )


def _least(plan: _Told, report: _Told, act: str, *, is_rare: bool) -> float:
    """Return the likeness from which the two tell of one act; a light verb tells nothing of its object.

    Of an act that few reports tell of less is enough.
    """
    if _are_of_other_units(plan[0], report[0]):
        return _ALIKE
    also = plan[0].concepts.keys() & report[0].concepts.keys() - {act}
    if _meet(plan, report):
        return _SAME_BOTH if also else _SAME_DAY
    return _SAME_WORD if also - _light(plan[0].language) else _RARELY if is_rare else _ALIKE


def _is_noun(act: str, code: str) -> bool:
    """Say whether an act is named by a noun of its own: a suit, not a beginning, and not what everybody does."""
    if code not in available() or forms(act, code):
        return False
    return act not in read(code, "contrasts", ContrastTable).phases


def _are_of_other_units(one: Statement, other: Statement) -> bool:
    """Say whether both give figures, and none of one unit."""
    mine, theirs = ({quantity.unit for quantity in told.quantities} for told in (one, other))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _likeness(one: _Told, other: _Told) -> float:
    return cosine(one[0].concepts, other[0].concepts)


def _meet(one: _Told, other: _Told) -> bool:
    return any(mine.meets(theirs) for mine in one[2] for theirs in other[2])


def _may_tell_of(report: _Told, plan: _Told) -> bool:
    """Say whether a report is later than a plan, and tells of no day before it."""
    planned = days(plan[0].said)
    if not is_later(report[0], plan[0]) or planned is None:
        return False
    told = [found for time in report[0].times if (found := days(time.value)) is not None]
    return not told or any(day.last >= planned.first for day in told)


def is_later(report: Statement, plan: Statement) -> bool:
    """Say whether another article tells the one on a later day or hour than the other."""
    if report.article == plan.article:
        return False
    late, early = days(report.said), days(plan.said)
    return (
        late is not None
        and early is not None
        and (late.first, report.said or "") > (early.first, plan.said or "")
    )


def _together(matches: Iterable[_Match]) -> Iterator[list[_Match]]:
    """Yield the matches in groups that share an act and a plan or a report of it."""
    told = list(matches)
    joined: dict[_End, _End] = {}
    for match in told:
        plan, report = _ends(match)
        joined[_root(joined, plan)] = _root(joined, report)
    groups: dict[_End, list[_Match]] = defaultdict(list)
    for match in told:
        groups[_root(joined, _ends(match)[0])].append(match)
    yield from groups.values()


def _root(joined: dict[_End, _End], end: _End) -> _End:
    """Return the end that stands for all that are joined with one; the way to it is made short."""
    way = []
    while joined.get(end, end) != end:
        way.append(end)
        end = joined[end]
    joined.update((one, end) for one in way)
    return end


def _ends(match: _Match) -> tuple[_End, _End]:
    return (id(match.plan.statement), match.act), (id(match.report.statement), match.act)


def _contrast(group: Sequence[_Match]) -> Contrast:
    """Return the plans and the reports as sides, the likest pair first."""
    ordered = sorted(group, key=_rank)
    plans = {id(match.plan.statement): match.plan for match in reversed(ordered)}
    done = {id(match.report.statement): match.report for match in reversed(ordered) if match.is_done}
    undone = {id(match.report.statement): match.report for match in reversed(ordered) if not match.is_done}
    sides = (("planned", plans), ("happened", done), ("did not happen", undone))
    return Contrast(
        attribute="happened",
        agreement="outcome",
        sides=tuple(
            Side(value=value, bearers=tuple(bearers.values())[::-1]) for value, bearers in sides if bearers
        ),
    )


def _rank(match: _Match) -> tuple[float, str, Span, str, Span]:
    plan, report = match.plan.statement, match.report.statement
    alike = round(cosine(plan.concepts, report.concepts), 6)
    return -alike, plan.article, plan.sentence, report.article, report.sentence
