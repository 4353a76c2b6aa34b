"""Findings: what the claims on one point come to — agreed, single, disputed, revised or an outcome of a plan."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from shutro.claims.apart import Given, part, values_given
from shutro.claims.causes import find_disputed_causes
from shutro.claims.circumstances import Voices
from shutro.claims.conflicts import conflict_of_counts, grouped_counts
from shutro.claims.contrasts import Contrast, widen
from shutro.claims.coreference import Telling, find_events, find_retold
from shutro.claims.corrections import find_corrections
from shutro.claims.counting import Counting
from shutro.claims.counts import CountPoint, find_count_points
from shutro.claims.fields import Field, Fields, Persons, Said, hedge_of
from shutro.claims.happenings import WIDEST, Happening, central_of, key_of
from shutro.claims.hours import find_hours
from shutro.claims.negations import find_negated
from shutro.claims.outcomes import join_contrasts
from shutro.claims.plans import find_outcomes
from shutro.claims.points import Chances
from shutro.claims.posts import find_posts
from shutro.claims.rebuttals import find_rebuttals
from shutro.claims.recalls import find_recalls
from shutro.claims.recounts import find_recounts
from shutro.claims.sites import find_sites
from shutro.claims.slots import Slots
from shutro.claims.statements import Statement
from shutro.claims.states import find_ended
from shutro.claims.told import Tellers, find_bodies
from shutro.claims.turns import find_turns
from shutro.claims.weekdays import find_misfits, find_same_day
from shutro.claims.wishes import find_wishes
from shutro.decisions.marks import Marking
from shutro.decisions.records import NONE, Decisions
from shutro.model import Agreement, Attribute, Claim, Doc, Finding, Mark, Point, Span, Value

_LEAD = 2  # sentences behind the headline that tell of whom an article is


class Fusing:
    """What every finding of one story needs: who says what, and what origins are counted with."""

    def __init__(self, docs: Sequence[Doc], counting: Counting, decisions: Decisions = NONE) -> None:
        self._docs = docs
        self._decisions = decisions
        self._marking = Marking(decisions)
        self._tellers = Tellers(docs)
        self._counting = counting
        self._bodies = find_bodies(docs, self._tellers)
        self._texts = {doc.article.id: doc.text for doc in docs}
        self._happening: dict[int, str] = {}
        self._members: dict[str, tuple[Statement, ...]] = {}
        self._kinds = {
            self._tellers.name(doc.article.id, mention.span): mention.kind
            for doc in docs
            for mention in doc.mentions
        }
        self._places = frozenset(entity for entity, kind in self._kinds.items() if kind == "LOC")

    def fuse(self, happenings: Sequence[Happening], chances: Chances) -> tuple[Finding, ...]:
        """Return the findings on each happening, on the events in them and on what is counted."""
        statements = [statement for happening in happenings for statement in happening.statements]
        self._happening = {id(s): happening.key for happening in happenings for s in happening.statements}
        self._members = {happening.key: happening.statements for happening in happenings}
        findings: list[Finding] = []
        leads = _leads(statements, self._told_of)
        fields = Fields(self._tellers.links, self._kinds, self._texts, chances, self._told_of, leads)
        events = find_events(statements, self._tellers.links, self._decisions)
        agreed: list[Sequence[Telling]] = []
        for tellings in events:
            told = [telling.statement for telling in tellings]
            key = key_of(told, tellings[0].event.mode)
            central = central_of(told)
            for field in fields.of(tellings, partial(self._claim_of, key), self._is_told_whole(tellings)):
                if field.attribute == "happened" and field.conflict is None:
                    agreed.append(self._borne(tellings, field))
                else:
                    findings.append(
                        self._finding(key, field.attribute, central, field.values, field.conflict)
                    )
        via = self._tellers.via
        for point in find_count_points(
            statements, self._happening, self._texts, via, self._places, self._told_of, self._decisions
        ):
            findings.append(self._counted(point))
        for statement in statements:
            findings += self._misfits(statement)
        for contrast in join_contrasts(self._contrasts(statements, happenings, chances), self._happening):
            findings += self._contrasted(contrast, findings)
        given = values_given(findings)
        plain = [self._stated(members) for one in happenings for members in part(one.statements, given)]
        plain += [finding for tellings in agreed for finding in self._of_act(tellings, given)]
        shown = {self._keyed(tellings) for tellings in events}
        for tellings in find_retold(statements, self._tellers.links, self._decisions):
            if self._keyed(tellings) not in shown and not self._is_told_whole(tellings):
                plain += self._of_act(tellings, given, " retold")
        return tuple(finding for finding in (*plain, *findings) if finding.values)

    def _contrasts(
        self, statements: Sequence[Statement], happenings: Sequence[Happening], chances: Chances
    ) -> Iterator[Contrast]:
        """Yield what cannot stand together, by every rule; what an earlier one shows is not shown again."""
        yield from find_corrections(statements, self._docs, self._happening)
        for contrast in find_rebuttals(statements, self._texts, self._tellers, self._bodies):
            yield widen(contrast, self._beside)
        heard = {id(one): self._heard(one) for one in statements}
        for contrast in find_recounts(statements, self._docs, heard):
            yield widen(contrast, self._beside)
        yield from find_posts(statements, self._docs, self._tellers)
        yield from find_outcomes(statements, self._docs, self._happening)
        yield from find_turns(statements, self._docs)
        for contrast in find_recalls(statements, self._docs):
            yield widen(contrast, self._beside)
        via = {id(one): self._tellers.via(one, one.sentence) for one in statements}
        yield from find_negated(statements, self._docs, chances, via, self._told_of)
        yield from find_ended(statements, self._docs, self._told_of)
        yield from find_sites(statements, self._docs, self._tellers.links)
        voices = Voices(self._told_of, self._places, _leads(statements, _named))
        yield from find_disputed_causes(statements, self._docs, via, voices)
        yield from find_hours(statements, self._docs, via, voices)
        slots = Slots(self._docs)
        for happening in happenings:
            yield from slots.find(happening.statements)
            yield from find_wishes(happening.statements)

    def _told_of(self, statement: Statement) -> frozenset[str]:
        """Return the persons whom a statement names, but for those who speak in it."""
        heard = self._heard(statement)
        return frozenset(one for one in statement.entities - heard if self._kinds.get(one) == "PER")

    def _heard(self, statement: Statement) -> frozenset[str]:
        """Return all through whom a statement is told."""
        return frozenset(
            self._tellers.name(statement.article, span) for q in statement.quotes for span in q.via
        )

    def marks(self, findings: Sequence[Finding]) -> tuple[Mark, ...]:
        """Return what people said of the claims behind the findings."""
        return self._marking.marks(findings)

    def _beside(self, statement: Statement) -> Sequence[Statement]:
        """Return what other articles tell of the same happening."""
        members = self._members[self._happening[id(statement)]]
        return [one for one in members if one.article != statement.article]

    def _contrasted(self, contrast: Contrast, shown: Sequence[Finding]) -> Iterator[Finding]:
        """Yield the finding on two sides that cannot stand together, if no finding shows them already."""
        core = [side.bearers[0].statement for side in contrast.sides]
        if any(_shows(finding, core) for finding in shown):
            return
        key = key_of(core, f"{contrast.attribute}{core[-1].sentence.start}")
        values = [
            (
                side.value,
                [
                    self._claim(b.statement, contrast.attribute, key, side.value, b.span, b.hedge)
                    for b in side.bearers
                ],
            )
            for side in contrast.sides
        ]
        yield self._finding(key, contrast.attribute, core[0], values, contrast.agreement)

    def _keyed(self, tellings: Sequence[Telling]) -> frozenset[tuple[str, Span]]:
        return frozenset((telling.statement.article, telling.event.trigger) for telling in tellings)

    def _borne(self, tellings: Sequence[Telling], field: Field) -> Sequence[Telling]:
        """Return the tellings that bear a value of the field."""
        borne = {(claim.article, claim.span) for _, claims in field.values for claim in claims}
        return [one for one in tellings if (one.statement.article, one.event.trigger) in borne]

    def _of_act(self, tellings: Sequence[Telling], given: Given, how: str = "") -> Iterator[Finding]:
        """Yield the findings that an act is told of, one for all who say nothing that cannot stand together."""
        for told in part(list({id(one.statement): one.statement for one in tellings}.values()), given):
            mine = {id(statement) for statement in told}
            kept = [telling for telling in tellings if id(telling.statement) in mine]
            key = key_of(told, kept[0].event.mode + how)
            claims = [
                self._claim_of(key, telling, "happened", "told", telling.event.trigger) for telling in kept
            ]
            yield self._finding(key, "happened", central_of(told), [("told", claims)], None)

    def _is_told_whole(self, tellings: Sequence[Telling]) -> bool:
        """Say whether one article tells the event alone, or one happening holds all its statements."""
        happenings = {self._happening[id(telling.statement)] for telling in tellings}
        return len(happenings) == 1 or len({telling.statement.article for telling in tellings}) == 1

    def _claim_of(self, key: str, telling: Telling, attribute: Attribute, value: str, span: Span) -> Claim:
        return self._claim(telling.statement, attribute, key, value, span, hedge_of(telling.event))

    def _stated(self, members: Sequence[Statement]) -> Finding:
        key, claims = key_of(members), []
        for statement in members:
            event = statement.events[0] if statement.events else None
            span = event.trigger if event and len(statement.events) == 1 else statement.sentence
            claims.append(self._claim(statement, "happened", key, "told", span, hedge_of(event)))
        return self._finding(key, "happened", central_of(members), [("told", claims)], None)

    def _counted(self, point: CountPoint) -> Finding:
        groups = grouped_counts(point.counted)
        values = []
        for group in groups:
            label = group[0].label
            claims = [
                self._claim(item.statement, "count", point.key, label, item.quantity.span, item.hedge)
                for item in group
            ]
            values.append((label, list({claim.article: claim for claim in reversed(claims)}.values())))
        conflict = conflict_of_counts(groups) if len(values) > 1 else None
        central = min(
            (item.statement for item in point.counted), key=lambda s: (s.leans, s.position, s.article)
        )
        return self._finding(point.key, "count", central, values, conflict)

    def _misfits(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each date in a statement that contradicts itself."""
        for time, other in find_misfits(statement, self._texts[statement.article]):
            key = key_of([statement], f"{time.value} {other}")
            values = [
                (value, [self._claim(statement, "date", key, value, time.span, None)])
                for value in (time.value, other)
            ]
            values[0][1].extend(
                self._claim(one, "date", key, time.value, same.span, None)
                for one in self._beside(statement)
                if (same := find_same_day(one, time)) is not None
            )
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
        values: Sequence[Said],
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
        self, values: Sequence[Said], conflict: Agreement | None
    ) -> tuple[Sequence[Said], Agreement | None]:
        """Return the values with their claims that nobody marked wrong; one value alone conflicts with nothing."""
        standing = [(value, kept) for value, found in values if (kept := self._marking.standing(found))]
        return standing, conflict if len(standing) > 1 else None

    def _text(self, central: Statement, claims: Sequence[Claim]) -> str:
        """Return the most central sentence, or the first of the claims where that one is marked wrong."""
        article, sentence = central.article, central.sentence
        if claims and self._marking.is_wrong(article, sentence, claims[0].point):
            article, sentence = claims[0].article, claims[0].sentence
        return sentence.of(self._texts[article])


def _leads(statements: Sequence[Statement], names: Persons) -> Mapping[str, frozenset[str]]:
    """Return what the first sentences of each article name."""
    leads = {statement.article: frozenset[str]() for statement in statements}
    for statement in statements:
        if statement.position <= _LEAD:
            leads[statement.article] |= names(statement)
    return leads


def _named(statement: Statement) -> frozenset[str]:
    return statement.entities


def _shows(finding: Finding, core: Sequence[Statement]) -> bool:
    """Say whether the finding holds the statements under different values that cannot stand together."""
    if finding.agreement in ("agreed", "single"):
        return False
    wanted = {(statement.article, statement.sentence) for statement in core}
    held = [{(claim.article, claim.sentence) for claim in value.claims} & wanted for value in finding.values]
    return len(set().union(*held)) == len(wanted) and sum(map(bool, held)) >= min(2, len(wanted))


def _first_said(value: Said) -> tuple[str, str]:
    return min(claim.said or "~" for claim in value[1]), value[0]


def _within_width(values: Sequence[Said]) -> Sequence[Said]:
    """Return the values with one claim an article each where all of them would take more sentences than may be."""
    if len({(claim.article, claim.sentence) for _, found in values for claim in found}) <= WIDEST:
        return values
    each = max(1, WIDEST // len(values))
    return [
        (value, list({claim.article: claim for claim in reversed(found)}.values())[:each])
        for value, found in values
    ]


def _in_order(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: (claim.said or "~", claim.article, claim.span)))
