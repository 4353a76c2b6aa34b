"""Findings: what the claims on one point come to — agreed, single, disputed, revised or an outcome of a plan."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from shutro.claims.conflicts import conflict_of_acts, conflict_of_counts, conflict_of_values
from shutro.claims.coreference import Telling, find_events, state_of
from shutro.claims.counting import Counting
from shutro.claims.counts import CountPoint, figures_agree, find_count_points
from shutro.claims.origins import Background
from shutro.claims.points import find_happenings
from shutro.claims.statements import Statement, find_statements, likeness
from shutro.claims.told import Tellers
from shutro.claims.values import group_values
from shutro.claims.weekdays import find_misfits
from shutro.decisions.marks import Marking
from shutro.decisions.records import NONE, Decisions
from shutro.model import Agreement, Attribute, Claim, Doc, Event, Finding, Mark, Point, Span, Value

_WIDEST = 12  # statements of one finding; more would say nothing in particular
# What goes on for weeks neither happens nor fails to happen.
_ONGOING = frozenset(
    {"cooperate", "coordinate", "develop-relations", "trade", "concern", "war", "disaster", "plan"}
)
_Said = tuple[str, list[Claim]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Statements on one happening, the most central first named."""

    key: str
    central: Statement
    statements: tuple[Statement, ...]


def find_stated(docs: Sequence[Doc], decisions: Decisions = NONE) -> tuple[Happening, ...]:
    """Return the happenings that the docs of a story tell of."""
    found = []
    for group in find_happenings(find_statements(docs), decisions):
        members = _narrow(group)
        key = _key(members)
        found.append(Happening(key=key, central=_central(members), statements=tuple(members)))
    return tuple(found)


class Fusing:
    """What every finding of one story needs: who says what, and the background of each article."""

    def __init__(
        self, docs: Sequence[Doc], backgrounds: Mapping[str, Background], decisions: Decisions = NONE
    ) -> None:
        self._decisions = decisions
        self._marking = Marking(decisions)
        self._tellers = Tellers(docs)
        self._counting = Counting(docs, backgrounds, self._tellers)
        self._texts = {doc.article.id: doc.text for doc in docs}
        self._happening: dict[int, str] = {}
        self._kinds = {
            self._tellers.name(doc.article.id, mention.span): mention.kind
            for doc in docs
            for mention in doc.mentions
        }

    def fuse(self, happenings: Sequence[Happening]) -> tuple[Finding, ...]:
        """Return the findings on each happening, on the events in them and on what is counted."""
        statements = [statement for happening in happenings for statement in happening.statements]
        self._happening = {id(s): happening.key for happening in happenings for s in happening.statements}
        findings = [self._stated(happening) for happening in happenings]
        for tellings in find_events(statements, self._tellers.links, self._decisions):
            told = [telling.statement for telling in tellings]
            key = _key(told, tellings[0].event.mode)
            central = _central(told)
            for finding in (self._acts, self._dates, self._places, self._participants):
                findings += finding(key, central, tellings)
        keys = {
            id(statement): happening.key for happening in happenings for statement in happening.statements
        }
        counted = find_count_points(statements, keys, self._texts, self._tellers.via, self._decisions)
        for point in counted:
            findings.append(self._counted(point))
        for statement in statements:
            findings += self._misfits(statement)
        return tuple(finding for finding in findings if finding.values)

    def marks(self, findings: Sequence[Finding]) -> tuple[Mark, ...]:
        """Return what people said of the claims behind the findings."""
        return self._marking.marks(findings)

    def _stated(self, happening: Happening) -> Finding:
        claims = []
        for statement in happening.statements:
            event = statement.events[0] if statement.events else None
            span = event.trigger if event and len(statement.events) == 1 else statement.sentence
            claims.append(self._claim(statement, "happened", happening.key, "told", span, _hedge(event)))
        return self._finding(happening.key, "happened", happening.central, [("told", claims)], None)

    def _acts(self, key: str, central: Statement, tellings: Sequence[Telling]) -> list[Finding]:
        """Return a finding where some say that it happened and others that it did not, or will."""
        told: dict[str, list[Telling]] = {}
        for telling in tellings:
            if telling.is_told and telling.event.mode not in _ONGOING:
                told.setdefault(_happened(telling.event), []).append(telling)
        said = {
            value: [
                self._claim(t.statement, "happened", key, value, t.event.trigger, _hedge(t.event))
                for t in found
            ]
            for value, found in told.items()
        }
        conflict = conflict_of_acts(said)
        if conflict is not None:
            return [self._finding(key, "happened", central, list(said.items()), conflict)]
        if self._is_told_whole(tellings):
            return []
        claims = [claim for value in said.values() for claim in value]
        return [self._finding(key, "happened", central, [("told", claims)], None)] if claims else []

    def _is_told_whole(self, tellings: Sequence[Telling]) -> bool:
        """Say whether one article tells the event alone, or one happening holds all its statements."""
        happenings = {self._happening[id(telling.statement)] for telling in tellings}
        return len(happenings) == 1 or len({telling.statement.article for telling in tellings}) == 1

    def _dates(self, key: str, central: Statement, tellings: Sequence[Telling]) -> list[Finding]:
        dated = [(telling, found) for telling in tellings if (found := telling.days) is not None]
        groups = group_values(
            dated,
            agree=lambda one, other: one[1].meets(other[1]),
            exactness=lambda pair: (pair[1].count, pair[1].first, pair[0].statement.article),
        )
        told = {_value(group[0][0]): [telling for telling, _ in group] for group in groups}
        return self._values(
            "date", key, central, told, lambda telling: telling.when.span if telling.when else None
        )

    def _places(self, key: str, central: Statement, tellings: Sequence[Telling]) -> list[Finding]:
        groups: dict[str, list[Telling]] = {}
        for telling in tellings:
            place = telling.event.place
            links = self._tellers.links[telling.statement.article].get(place) if place else None
            if links:
                groups.setdefault(links[0].entity, []).append(telling)
        if len(groups) > 1:
            groups = {place: groups[place] for place in self._apart(groups)}
        return self._values("place", key, central, groups, lambda telling: telling.event.place)

    def _participants(self, key: str, central: Statement, tellings: Sequence[Telling]) -> list[Finding]:
        """Return who acted, where at least two articles name one.

        Another stands against him only where both are persons and the same one is acted on: a body and its state, or
        its ministry, are named for one another.
        """
        acted = [telling for telling in tellings if telling.agents]
        counts = Counter(agent for telling in acted for agent in telling.agents)
        if not counts:
            return []
        first = min(counts, key=lambda agent: (-counts[agent], agent))
        groups = {first: [telling for telling in acted if first in telling.agents]}
        suffered = {one for telling in groups[first] for one in telling.actors - telling.agents}
        for telling in acted:
            other = min(telling.agents)
            if first in telling.agents or not suffered & (telling.actors - telling.agents):
                continue
            if self._kinds.get(first) == self._kinds.get(other) == "PER":
                groups.setdefault(other, []).append(telling)
        return self._values("participant", key, central, groups, _agent)

    def _apart(self, groups: Mapping[str, Sequence[Telling]]) -> list[str]:
        """Return the places of the commonest kind that do not lie in one another.

        Places that a statement names together, and a capital and its state, are not two places.
        """
        kinds = Counter(self._kinds.get(place) for place in sorted(groups))
        kind = kinds.most_common(1)[0][0]
        code = next(telling.statement.language for found in groups.values() for telling in found)
        named = [telling.statement.entities for found in groups.values() for telling in found]

        def is_one(one: str, other: str) -> bool:
            together = any({one, other} <= entities for entities in named)
            return together or state_of(one, code) == other or state_of(other, code) == one

        same_kind = [place for place in groups if self._kinds.get(place) == kind]
        return [p for p in same_kind if not any(p != other and is_one(p, other) for other in groups)]

    def _values(
        self,
        attribute: Attribute,
        key: str,
        central: Statement,
        groups: Mapping[str, Sequence[Telling]],
        words: Callable[[Telling], Span | None],
    ) -> list[Finding]:
        """Return the finding on a time or place that at least two articles give."""
        if len({telling.statement.article for found in groups.values() for telling in found}) < 2:
            return []
        values = [
            (
                label,
                [
                    self._claim(t.statement, attribute, key, label, span, _hedge(t.event))
                    for t in found
                    if (span := words(t)) is not None
                ],
            )
            for label, found in groups.items()
        ]
        conflict = conflict_of_values([claims for _, claims in values]) if len(values) > 1 else None
        return [self._finding(key, attribute, central, values, conflict)]

    def _counted(self, point: CountPoint) -> Finding:
        groups = group_values(
            point.counted,
            agree=lambda one, other: figures_agree(one.quantity, other.quantity),
            exactness=lambda item: (not item.is_exact, item.quantity.low or 0.0, item.statement.article),
        )
        values = []
        for group in groups:
            label = group[0].label
            claims = [
                self._claim(item.statement, "count", point.key, label, item.quantity.span, item.hedge)
                for item in group
            ]
            values.append((label, list({claim.article: claim for claim in reversed(claims)}.values())))
        conflict = conflict_of_counts(groups, [claims for _, claims in values]) if len(values) > 1 else None
        central = min((item.statement for item in point.counted), key=lambda s: (s.position, s.article))
        return self._finding(point.key, "count", central, values, conflict)

    def _misfits(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each date in a statement that contradicts itself."""
        for time, other in find_misfits(statement, self._texts[statement.article]):
            key = _key([statement], f"{time.value} {other}")
            values = [
                (value, [self._claim(statement, "date", key, value, time.span, None)])
                for value in (time.value, other)
            ]
            yield self._finding(key, "date", statement, values, "disputed")

    def _claim(
        self, statement: Statement, attribute: Attribute, key: str, value: str, span: Span, hedge: str | None
    ) -> Claim:
        return self._tellers.claim(statement, attribute, key, value, span, hedge)

    def _finding(
        self,
        key: str,
        attribute: Attribute,
        central: Statement,
        values: Sequence[_Said],
        conflict: Agreement | None,
    ) -> Finding:
        values, conflict = self._judged(values, conflict)
        values = _within_width(values)
        if conflict in ("revised", "outcome"):
            values = sorted(values, key=_first_said)
        claims = [claim for _, found in values for claim in found]
        count = self._counting.count(claims)
        plain: Agreement = "agreed" if len(count.origins) > 1 else "single"
        return Finding(
            id=hashlib.sha256(f"{key}\x1f{attribute}".encode()).hexdigest()[:10],
            point=Point(event=key, attribute=attribute),
            text=self._text(central, claims),
            agreement=conflict or plain,
            values=tuple(Value(value=value, claims=_in_order(found)) for value, found in values),
            reports=count.reports,
            origins=count.origins,
            arithmetic=count.arithmetic,
        )

    def _judged(
        self, values: Sequence[_Said], conflict: Agreement | None
    ) -> tuple[Sequence[_Said], Agreement | None]:
        """Return the values with their claims that nobody marked wrong; one value alone conflicts with nothing."""
        standing = [(value, kept) for value, found in values if (kept := self._marking.standing(found))]
        return standing, conflict if len(standing) > 1 else None

    def _text(self, central: Statement, claims: Sequence[Claim]) -> str:
        """Return the most central sentence, or the first of the claims where that one is marked wrong."""
        article, sentence = central.article, central.sentence
        if claims and self._marking.is_wrong(article, sentence, claims[0].point):
            article, sentence = claims[0].article, claims[0].sentence
        return sentence.of(self._texts[article])


def _key(statements: Sequence[Statement], act: str = "") -> str:
    """Return a name that follows from the statement told first, so that later ones do not change it."""
    first = min(statements, key=lambda told: (told.said or "~", told.article, told.sentence))
    return hashlib.sha256(f"{first.article}\x1f{first.sentence.start}\x1f{act}".encode()).hexdigest()[:10]


def _first_said(value: _Said) -> tuple[str, str]:
    return min(claim.said or "~" for claim in value[1]), value[0]


def _within_width(values: Sequence[_Said]) -> Sequence[_Said]:
    """Return the values with one claim an article each where all of them would take more sentences than may be."""
    if len({(claim.article, claim.sentence) for _, found in values for claim in found}) <= _WIDEST:
        return values
    each = max(1, _WIDEST // len(values))
    return [
        (value, list({claim.article: claim for claim in reversed(found)}.values())[:each])
        for value, found in values
    ]


def _narrow(group: Sequence[Statement]) -> list[Statement]:
    """Return at most as many statements as a finding may hold, of every article its earliest ones."""
    rank: dict[str, int] = {}
    ranked = []
    for statement in sorted(group, key=lambda s: (s.article, s.position)):
        ranked.append((rank.setdefault(statement.article, 0), statement))
        rank[statement.article] += 1
    ranked.sort(key=lambda pair: (pair[0], pair[1].article, pair[1].position))
    return [statement for _, statement in ranked[:_WIDEST]]


def _central(members: Sequence[Statement]) -> Statement:
    return max(
        members,
        key=lambda one: (
            round(sum(likeness(one, other) for other in members), 6),
            -one.position,
            one.article,
        ),
    )


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


def _hedge(event: Event | None) -> str | None:
    return event.modality if event and event.modality != "asserted" else None


def _in_order(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: (claim.said or "~", claim.article, claim.span)))
