"""Findings: what the claims on one point come to — agreed, single, disputed, revised or an outcome of a plan."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shutro.claims.counts import Counted, CountPoint, figures_agree, find_count_points
from shutro.claims.origins import Background, count_origins
from shutro.claims.points import Links, find_happenings
from shutro.claims.statements import Statement, find_statements, likeness
from shutro.claims.threads import Telling, find_thread
from shutro.claims.told import Tellers, find_bodies
from shutro.claims.values import days_agree, group_values
from shutro.model import Agreement, Attribute, Claim, Doc, Event, Finding, Point, Value
from shutro.text.edtf import days

_UNREAL = {"planned", "possible", "requested", "wished"}
_WIDEST = 12  # statements of one finding; more would say nothing in particular


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Statements on one happening, each with its own telling of the event."""

    key: str
    central: Statement
    tellings: tuple[Telling, ...]


def find_stated(docs: Sequence[Doc], links: Links) -> tuple[Happening, ...]:
    """Return the happenings that the docs of a story tell of."""
    found = []
    for group in find_happenings(find_statements(docs), links):
        members = _narrow(group)
        first = min(members, key=lambda statement: (statement.article, statement.sentence))
        key = hashlib.sha256(f"{first.article}\x1f{first.sentence.start}".encode()).hexdigest()[:10]
        found.append(Happening(key=key, central=_central(members), tellings=find_thread(members, links)))
    return tuple(found)


class Fusing:
    """What every finding of one story needs: who says what, and the background of each article."""

    def __init__(self, docs: Sequence[Doc], backgrounds: Mapping[str, Background]) -> None:
        self.tellers = Tellers(docs)
        self.backgrounds = backgrounds
        self.bodies = find_bodies(docs, self.tellers)

    def fuse(self, happenings: Sequence[Happening]) -> tuple[Finding, ...]:
        """Return the findings on each happening and on each count, in the order of the happenings."""
        findings = []
        for happening in happenings:
            findings.append(self._happened(happening))
            findings += self._dates(happening)
            findings += self._places(happening)
        statements = [telling.statement for happening in happenings for telling in happening.tellings]
        texts = {statement.article: self.tellers.doc(statement.article).text for statement in statements}
        for point in find_count_points(statements, _keys(happenings), texts):
            findings += self._counts(point)
        return tuple(findings)

    def _happened(self, happening: Happening) -> Finding:
        claims: dict[str, list[Claim]] = {}
        for telling in happening.tellings:
            value = _happened(telling.event)
            hedge = telling.event.modality if telling.event and telling.event.modality != "asserted" else None
            claim = self.tellers.claim(
                telling.statement, "happened", happening.key, value, telling.words, hedge
            )
            claims.setdefault(value, []).append(claim)
        if "told" in claims and len(claims) > 1:
            told = claims.pop("told")
            largest = max(claims, key=lambda value: (len(claims[value]), value))
            claims[largest] += told
        conflict = _conflict_of_happened(claims)
        if conflict is None and len(claims) > 1:
            claims = {"happened": [claim for value in sorted(claims) for claim in claims[value]]}
        return self._finding(happening.key, "happened", happening.central, list(claims.items()), conflict)

    def _dates(self, happening: Happening) -> list[Finding]:
        dated = [telling for telling in happening.tellings if telling.days is not None]
        groups = group_values(
            dated,
            agree=lambda one, other: days_agree(one.days, other.days),  # type: ignore[arg-type]
            exactness=lambda telling: (telling.days.count, telling.days.first, telling.statement.article),  # type: ignore[union-attr]
        )
        if len({telling.statement.article for telling in dated}) < 2 and len(groups) < 2:
            return []
        values = []
        for group in groups:
            label = _date_label(group[0])
            claims = [
                self.tellers.claim(
                    telling.statement,
                    "date",
                    happening.key,
                    label,
                    telling.event.time or telling.words,
                    _hedge(telling),
                )
                for telling in group
                if telling.event
            ]
            values.append((label, claims))
        conflict = _conflict(groups) if len(groups) > 1 else None
        return [self._finding(happening.key, "date", happening.central, values, conflict)]

    def _places(self, happening: Happening) -> list[Finding]:
        groups: dict[str, list[Telling]] = {}
        for telling in happening.tellings:
            if telling.event and telling.event.place:
                link = self.tellers.links[telling.statement.article].get(telling.event.place)
                if link is not None:
                    groups.setdefault(link.entity, []).append(telling)
        told = {telling.statement.article for group in groups.values() for telling in group}
        if len(told) < 2 and len(groups) < 2:
            return []
        apart = _apart(groups)
        if len(groups) > 1 and len(apart) < 2:
            return []
        kept = {place: groups[place] for place in (apart if len(groups) > 1 else groups)}
        values = [
            (
                place,
                [
                    self.tellers.claim(t.statement, "place", happening.key, place, t.event.place, _hedge(t))
                    for t in tellings
                    if t.event and t.event.place
                ],
            )
            for place, tellings in kept.items()
        ]
        conflict = _conflict(list(kept.values())) if len(kept) > 1 else None
        return [self._finding(happening.key, "place", happening.central, values, conflict)]

    def _counts(self, point: CountPoint) -> list[Finding]:
        groups = group_values(
            point.counted,
            agree=lambda one, other: figures_agree(one.quantity, other.quantity),
            exactness=lambda item: (not item.is_exact, item.quantity.low or 0.0, item.statement.article),
        )
        values = []
        for group in groups:
            label = group[0].label
            claims = [
                self.tellers.claim(item.statement, "count", point.key, label, item.quantity.span, None)
                for item in group
            ]
            values.append((label, _one_an_article(claims)))
        conflict = _conflict_of_counts(groups, [claims for _, claims in values]) if len(values) > 1 else None
        central = min((item.statement for item in point.counted), key=lambda s: (s.position, s.article))
        return [self._finding(point.key, "count", central, values, conflict)]

    def _finding(
        self,
        key: str,
        attribute: Attribute,
        central: Statement,
        values: Sequence[tuple[str, Sequence[Claim]]],
        conflict: Agreement | None,
    ) -> Finding:
        claims = [claim for _, found in values for claim in found]
        count = count_origins(claims, self.backgrounds, self.bodies)
        plain: Agreement = "agreed" if len(count.origins) > 1 else "single"
        name = hashlib.sha256(f"{key}\x1f{attribute}".encode()).hexdigest()[:10]
        return Finding(
            id=name,
            point=Point(event=key, attribute=attribute),
            text=central.sentence.of(self.tellers.doc(central.article).text),
            agreement=conflict or plain,
            values=tuple(Value(value=value, claims=_in_order(found)) for value, found in values),
            reports=count.reports,
            origins=count.origins,
            arithmetic=count.arithmetic,
        )


def _keys(happenings: Sequence[Happening]) -> Mapping[int, str]:
    """Return the key of the happening of each statement, by the statement's identity."""
    return {
        id(telling.statement): happening.key for happening in happenings for telling in happening.tellings
    }


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


def _happened(event: Event | None) -> str:
    if event is None:
        return "told"
    if event.modality == "denied":
        return "denied"
    if event.modality != "asserted":
        return event.modality
    return "happened" if event.polarity == "+" else "did not happen"


def _hedge(telling: Telling) -> str | None:
    return telling.event.modality if telling.event and telling.event.modality != "asserted" else None


def _conflict_of_happened(claims: Mapping[str, Sequence[Claim]]) -> Agreement | None:
    real = claims.get("happened", ())
    against = [*claims.get("did not happen", ()), *claims.get("denied", ())]
    plans = [claim for value in sorted(_UNREAL & claims.keys()) for claim in claims[value]]
    if real and against:
        return "disputed"
    if plans and (real or against):
        after = [*real, *against]
        if any(_is_later(late, plan) for late in after for plan in plans):
            return "outcome"
        wished = claims.get("wished", ())
        if any(claim.article == wish.article for claim in after for wish in wished):
            return "disputed"
    return None


def _is_later(one: Claim, other: Claim) -> bool:
    if one.article == other.article:
        return False
    first, second = days(one.said), days(other.said)
    return (
        first is not None
        and second is not None
        and (first.first, one.said or "") > (second.first, other.said or "")
    )


def _conflict(groups: Sequence[Sequence[Telling]]) -> Agreement:
    """Return what two values for a time or place of an event are: a plan and what came of it, or a dispute."""
    real = [all(_hedge(telling) is None for telling in group) for group in groups]
    unreal = [all(_hedge(telling) in _UNREAL for telling in group) for group in groups]
    return "outcome" if any(real) and any(unreal) else "disputed"


def _conflict_of_counts(groups: Sequence[Sequence[Counted]], claims: Sequence[Sequence[Claim]]) -> Agreement:
    """Return what figures that cannot stand together are.

    A plan beside what came of it is an outcome. Figures are revised where each first appears at its own, known time and
    either they only grow or only shrink, as tolls do, or no older figure comes back. All others are disputed.
    """
    unreal = [all(item.hedge in _UNREAL for item in group) for group in groups]
    if any(unreal) and not all(unreal):
        return "outcome"
    times = [sorted(claim.said or "" for claim in group) for group in claims]
    order = sorted(range(len(groups)), key=lambda index: times[index])
    first = [times[index][0] for index in order]
    dated = [days(value) for value in first]
    same_day = len(set(dated)) < len(dated) and not all("T" in value for value in first)
    if None in dated or len(set(first)) < len(first) or same_day:
        return "disputed"
    figures = [groups[index][0].quantity.low or groups[index][0].quantity.high or 0.0 for index in order]
    is_toll = groups[0][0].is_toll
    steady = figures in (sorted(figures), sorted(figures, reverse=True))
    apart = all(times[one][-1] < times[other][0] for one, other in pairwise(order))
    return "revised" if apart or (is_toll and steady) else "disputed"


def _apart(groups: Mapping[str, Sequence[Telling]]) -> list[str]:
    """Return the places that no statement names together: Vladivostok in Russia is no second place."""
    together = {
        (one, other)
        for group in groups.values()
        for telling in group
        for one in groups
        for other in groups
        if one != other and {one, other} <= telling.statement.entities
    }
    return [place for place in groups if not any((place, other) in together for other in groups)]


def _date_label(telling: Telling) -> str:
    event = telling.event
    return next((time.value for time in telling.statement.times if event and time.span == event.time), "")


def _one_an_article(claims: Sequence[Claim]) -> list[Claim]:
    return list({claim.article: claim for claim in reversed(claims)}.values())


def _in_order(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: (claim.said or "~", claim.article, claim.span)))
