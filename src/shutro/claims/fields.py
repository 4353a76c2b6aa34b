"""What the tellings of one event say of it: whether it happened, when, where, and who acted."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from shutro.annotate.verbs import forms
from shutro.claims.conflicts import UNREAL, conflict_of_acts, conflict_of_values
from shutro.claims.coreference import Links, Telling, state_of
from shutro.claims.manner import is_told_ahead, is_told_done, is_told_undone
from shutro.claims.plans import is_later
from shutro.claims.points import Chances
from shutro.claims.statements import Statement, likeness, stem_of
from shutro.claims.values import group_values
from shutro.claims.weekdays import are_one_night
from shutro.languages import available, read
from shutro.languages.lexicon import lexicon
from shutro.languages.schema.contrasts import ContrastTable
from shutro.model import Agreement, Attribute, Claim, Event, Span
from shutro.text.edtf import Days, days

_SAME_ACT = 0.2  # likeness of two statements from which one can deny what the other tells
_SURE = 0.2  # and chance that both say the same from which it does
_SAME_PLAN = 0.3  # and from which what happened is what was planned
_SAME_TIME = 0.1  # and from which they can give two times or places of one act
_REPEATED = 0.6  # likeness from which one sentence is another one's copy
# What goes on for weeks neither happens nor fails to happen.
_ONGOING = frozenset(
    {"cooperate", "coordinate", "develop-relations", "trade", "concern", "war", "disaster", "plan", "sell"}
)
_OFTEN = frozenset({"sell", "trade"})  # what is done on many days and in many places

Said = tuple[str, list[Claim]]  # a value, and the claims that bear it
Persons = Callable[[Statement], frozenset[str]]  # of whom a statement tells
MakeClaim = Callable[[Telling, Attribute, str, Span], Claim]


@dataclass(frozen=True, slots=True)
class Field:
    """The values of one attribute of an event; without a conflict they agree."""

    attribute: Attribute
    values: list[Said]
    conflict: Agreement | None


class Fields:
    """Reads what tellings say of their event; `kinds` tells persons from places, `links` whom words name."""

    def __init__(
        self,
        links: Links,
        kinds: Mapping[str, str],
        texts: Mapping[str, str],
        chances: Chances,
        persons: Persons,
        leads: Mapping[str, frozenset[str]],
    ) -> None:
        self._links = links
        self._kinds = kinds
        self._texts = texts
        self._chances = chances
        self._persons = persons
        self._leads = leads  # whom the first sentences of each article tell of

    def of(self, tellings: Sequence[Telling], claim: MakeClaim, is_whole: bool) -> Iterator[Field]:
        """Yield the attributes on which the tellings say something; `is_whole`: one finding shows them all."""
        yield from self._acts(tellings, claim, is_whole)
        yield from self._dates(tellings, claim)
        yield from self._places(tellings, claim)
        yield from self._participants(tellings, claim)

    def _acts(self, tellings: Sequence[Telling], claim: MakeClaim, is_whole: bool) -> Iterator[Field]:
        """Yield whether it happened, apart where some say that it happened and others that it did not, or will."""
        told: dict[str, list[Telling]] = {}
        for telling in tellings:
            if telling.is_told and telling.event.mode not in _ONGOING and not self._is_aside(telling):
                told.setdefault(_happened(telling.event), []).append(telling)
        said = {
            value: [claim(telling, "happened", value, telling.event.trigger) for telling in found]
            for value, found in told.items()
        }
        conflict = conflict_of_acts(said)
        groups = list(told.values())
        if conflict == "outcome":
            is_one = not _was_before(told) and any(
                self._are_plan_and_act(plan, act)
                for plan in (t for value, found in told.items() if value in UNREAL for t in found)
                for act in (t for value, found in told.items() if value not in UNREAL for t in found)
            )
        else:
            is_one = _nearest(groups) >= _SAME_ACT
        if conflict == "disputed" and not self._are_against(told):
            conflict = None
        if conflict == "disputed" and self._came_later(told):
            conflict = "revised"
        if conflict is not None and is_one:
            yield Field("happened", list(said.items()), conflict)
        elif said and not is_whole:
            yield Field("happened", [("told", [one for found in said.values() for one in found])], None)

    def _are_plan_and_act(self, plan: Telling, act: Telling) -> bool:
        """Say whether a later report tells as done what the other one tells as to come, of the same two or alike."""
        one, other = plan.statement, act.statement
        return (
            is_later(other, one)
            and is_told_ahead(plan.event, self._texts[one.article], one.language)
            and is_told_done(act.event, self._texts[other.article], other.language)
            and (likeness(one, other) >= _SAME_PLAN or len(plan.actors & act.actors) > 1)
        )

    def _are_against(self, told: Mapping[str, Sequence[Telling]]) -> bool:
        """Say whether one statement surely tells as done what another one of nobody else tells not to be."""
        pairs = (
            (act, other)
            for act in told.get("happened", ())
            for value in ("did not happen", "denied", "wished")
            for other in told.get(value, ())
        )
        return _share_mode(told) and any(self._is_denied(act, other) for act, other in pairs)

    def _is_denied(self, act: Telling, other: Telling) -> bool:
        one, two = act.statement, other.statement
        return (
            not (act.agents and other.agents and act.agents.isdisjoint(other.agents))
            and self._chances.of(one, two) >= _SURE
            and is_told_done(act.event, self._texts[one.article], one.language)
            and is_told_undone(other.event, self._texts[two.article], two.language)
        )

    def _came_later(self, told: Mapping[str, Sequence[Telling]]) -> bool:
        """Say whether what was not done yet by some is told as done by later reports."""
        before, after = told.get("did not happen", ()), told.get("happened", ())
        return (
            bool(before and after)
            and not told.get("denied")
            and all(self._is_yet(one.statement) for one in before)
            and all(is_later(late.statement, early.statement) for late in after for early in before)
        )

    def _is_yet(self, statement: Statement) -> bool:
        if statement.language not in available():
            return False
        words = statement.sentence.of(self._texts[statement.article]).split()
        return not read(statement.language, "contrasts", ContrastTable).yet.isdisjoint(words)

    def _is_aside(self, telling: Telling) -> bool:
        """Say whether the act is told as what something is done for, or until: «জানাতে ডেকেছে», «না নেওয়া পর্যন্ত»."""
        event, statement = telling.event, telling.statement
        code, text = statement.language, self._texts[statement.article]
        if code not in available():
            return False
        if event.polarity == "-":
            table: ContrastTable = read(code, "contrasts", ContrastTable)
            before = text[statement.sentence.start : event.trigger.start].split()
            behind = text[event.trigger.end : statement.sentence.end].split()[:1]
            return not (set(behind).isdisjoint(table.until) and table.aims.isdisjoint(before))
        later = [other for other in statement.events if other.trigger.start > event.trigger.end]
        last = event.trigger.of(text).split()[-1]
        return (
            event.modality == "planned"
            and any(form.tense == "infinitive" for form in forms(last, code)[:1])
            and any(other.modality == "asserted" for other in later)
        )

    def _dates(self, tellings: Sequence[Telling], claim: MakeClaim) -> Iterator[Field]:
        dated = [
            (telling, found)
            for telling in tellings
            if (found := telling.days) is not None and not self._is_until(telling)
        ]
        if tellings[0].event.mode in _OFTEN:
            return iter(())
        groups = group_values(
            dated,
            agree=lambda one, other: (
                _may_be_one_day(one, other)
                or _may_be_one_day(other, one)
                or self._is_repeated(one[0], other[0])
            ),
            exactness=lambda pair: (pair[1].count, pair[1].first, pair[0].statement.article),
        )
        told = self._told_alike({_value(group[0][0]): [telling for telling, _ in group] for group in groups})
        return _field("date", told, claim, lambda telling: telling.when.span if telling.when else None)

    def _is_repeated(self, one: Telling, other: Telling) -> bool:
        """Say whether one sentence is told again with its "today", which each report reads by its own day."""
        words = [
            telling.when.span.of(self._texts[telling.statement.article])
            for telling in (one, other)
            if telling.when is not None
        ]
        return len(set(words)) == 1 and likeness(one.statement, other.statement) >= _REPEATED

    def _told_alike(self, groups: dict[str, list[Telling]]) -> dict[str, list[Telling]]:
        """Return the value that most tellings give, and those that are told in words like it, and of no one else."""
        if len(groups) < 2:
            return groups
        main = max(groups, key=lambda value: len({telling.statement.article for telling in groups[value]}))
        return {
            value: group
            for value, group in groups.items()
            if value == main
            or (
                _nearest([groups[main], group]) >= _SAME_TIME
                and any(self._are_of_one(one, other) for one in groups[main] for other in group)
            )
        }

    def _are_of_one(self, one: Telling, other: Telling) -> bool:
        """Say whether both tell of one person, or of the same two who act; of two articles both may begin with him.

        Without such a name two deaths, two visits or two fires of a story look like one that is told in two ways.
        """
        if len(one.actors & other.actors) > 1:
            return True
        mine, theirs = self._persons(one.statement), self._persons(other.statement)
        if mine and theirs:
            return not mine.isdisjoint(theirs)
        leads = self._leads[one.statement.article], self._leads[other.statement.article]
        return not leads[0].isdisjoint(leads[1])

    def _is_until(self, telling: Telling) -> bool:
        """Say whether the time only ends something: by then, until Sunday evening, or what was not done by then."""
        time, statement = telling.when, telling.statement
        if time is None or time.modifier == "BEFORE" or telling.event.polarity == "-":
            return True
        if statement.language not in available():
            return False
        behind = self._texts[statement.article][time.span.end : statement.sentence.end].split()[:1]
        return not set(behind).isdisjoint(read(statement.language, "contrasts", ContrastTable).until)

    def _places(self, tellings: Sequence[Telling], claim: MakeClaim) -> Iterator[Field]:
        groups: dict[str, list[Telling]] = {}
        if tellings[0].event.mode in _OFTEN:
            return iter(())
        for telling in tellings:
            place = telling.event.place
            links = self._links[telling.statement.article].get(place) if place else None
            if links:
                groups.setdefault(links[0].entity, []).append(telling)
        if len(groups) > 1:
            groups = self._told_alike({place: groups[place] for place in self._apart(groups)})
        return _field("place", groups, claim, lambda telling: telling.event.place)

    def _participants(self, tellings: Sequence[Telling], claim: MakeClaim) -> Iterator[Field]:
        """Return who acted, where at least two articles name one.

        Another stands against him only where both are persons and the same one is acted on: a body and its state, or
        its ministry, are named for one another.
        """
        acted = [telling for telling in tellings if telling.agents]
        counts = Counter(agent for telling in acted for agent in telling.agents)
        if not counts:
            return iter(())
        first = min(counts, key=lambda agent: (-counts[agent], agent))
        groups = {first: [telling for telling in acted if first in telling.agents]}
        suffered = {one for telling in groups[first] for one in telling.actors - telling.agents}
        for telling in acted:
            other = min(telling.agents)
            if first in telling.agents or not suffered & (telling.actors - telling.agents):
                continue
            if self._kinds.get(first) == self._kinds.get(other) == "PER" and self._names(telling).isdisjoint(
                name for one in groups[first] for name in self._names(one)
            ):
                groups.setdefault(other, []).append(telling)
        return _field("participant", groups, claim, _agent)

    def _names(self, telling: Telling) -> frozenset[str]:
        """Return the words for who acts, without their endings: two who are called alike are not told apart here."""
        text, code = self._texts[telling.statement.article], telling.statement.language
        return frozenset(stem_of(span.of(text), code) for span in telling.event.agents)

    def _apart(self, groups: Mapping[str, Sequence[Telling]]) -> list[str]:
        """Return the places of the commonest kind that do not lie in one another.

        Places that a statement names together, and a capital and its state, are not two places.
        """
        kinds = Counter(self._kinds.get(place) for place in sorted(groups))
        kind = kinds.most_common(1)[0][0]
        code = next(telling.statement.language for found in groups.values() for telling in found)
        named = [telling.statement.entities for found in groups.values() for telling in found]

        names = {place: self._name(found[0]) for place, found in groups.items()}

        def is_one(one: str, other: str) -> bool:
            if _is_state(one, code) != _is_state(other, code):
                return True
            if names[one].endswith(names[other]) or names[other].endswith(names[one]):
                return True
            together = any({one, other} <= entities for entities in named)
            return together or state_of(one, code) == other or state_of(other, code) == one

        same_kind = [place for place in groups if self._kinds.get(place) == kind]
        return [p for p in same_kind if not any(p != other and is_one(p, other) for other in groups)]

    def _name(self, telling: Telling) -> str:
        """Return the name of the place of an event without its ending: New Delhi lies in Delhi."""
        place = telling.event.place
        words = place.of(self._texts[telling.statement.article]) if place else ""
        return stem_of(words, telling.statement.language)


def _is_state(place: str, code: str) -> bool:
    """Say whether the place is a state, in which the other one may lie."""
    return any(form.adjective for form in lexicon(code).keys.get(place, ()))


def _field(
    attribute: Attribute,
    groups: Mapping[str, Sequence[Telling]],
    claim: MakeClaim,
    words: Callable[[Telling], Span | None],
) -> Iterator[Field]:
    """Yield the values that at least two articles give."""
    if len({telling.statement.article for found in groups.values() for telling in found}) < 2:
        return
    values = [
        (
            label,
            [
                claim(telling, attribute, label, span)
                for telling in found
                if (span := words(telling)) is not None
            ],
        )
        for label, found in groups.items()
    ]
    conflict = conflict_of_values([claims for _, claims in values]) if len(values) > 1 else None
    yield Field(attribute, values, conflict)


def _may_be_one_day(one: tuple[Telling, Days], other: tuple[Telling, Days]) -> bool:
    """Say whether a time of the one statement can be the other's: «১২ ডিসেম্বর (শুক্রবার)» names one day twice."""
    times = (days(time.value) for time in one[0].statement.times)
    mine, theirs = one[0].when, other[0].when
    if mine is not None and theirs is not None and are_one_night(mine.value, theirs.value):
        return True
    return one[1].meets(other[1]) or any(found.meets(other[1]) for found in times if found is not None)


def _nearest(groups: Sequence[Sequence[Telling]]) -> float:
    """Return the likeness of the two statements of different groups that are most alike."""
    return max(
        (
            likeness(one.statement, other.statement)
            for n, group in enumerate(groups)
            for later in groups[n + 1 :]
            for one in group
            for other in later
        ),
        default=0.0,
    )


def _share_mode(told: Mapping[str, Sequence[Telling]]) -> bool:
    """Say whether what happened and what did not are told by one word for an act: who does not obey, refuses."""
    done = {telling.event.mode for telling in told.get("happened", ())}
    against = {t.event.mode for value in ("did not happen", "denied", "wished") for t in told.get(value, ())}
    return not done.isdisjoint(against)


def _was_before(told: Mapping[str, Sequence[Telling]]) -> bool:
    """Say whether all that was done was done before anybody told what is to be done."""
    plans = [t for value, found in told.items() if value in UNREAL for t in found]
    first = min((day.first for t in plans if (day := days(t.statement.said)) is not None), default=None)
    done = [t.days for value, found in told.items() if value not in UNREAL for t in found]
    return first is not None and all(day is not None and day.last < first for day in done)


def _agent(telling: Telling) -> Span:
    """Return the words for who acts, or the event's own where the sentence before names him."""
    sentence = telling.statement.sentence
    return next((span for span in telling.event.agents if span.within(sentence)), telling.event.trigger)


def _value(telling: Telling) -> str:
    return telling.when.value if telling.when else ""


def _happened(event: Event) -> str:
    if event.modality == "denied":
        return "denied"
    if event.modality != "asserted":
        return event.modality
    return "happened" if event.polarity == "+" else "did not happen"


def hedge_of(event: Event | None) -> str | None:
    """Return how the event is told, where it is not told as having happened."""
    return event.modality if event and event.modality != "asserted" else None
