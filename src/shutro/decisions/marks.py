"""Claims that people marked: wrong ones count for nothing, checked ones stand as they are; both are shown."""

from collections.abc import Iterable, Mapping, Sequence

from shutro.decisions.records import Decision, Decisions
from shutro.model import Claim, Finding, Mark, Point, Span


class Marking:
    """The marks on the claims of one story, as its findings are made."""

    def __init__(self, decisions: Decisions) -> None:
        self._on: dict[str, list[Decision]] = {}
        for decision in decisions.of("wrong", "checked"):
            for anchor in decision.subject:
                self._on.setdefault(anchor.article, []).append(decision)
        self._wrong: dict[tuple[str, str], list[Claim]] = {}

    def standing(self, claims: Sequence[Claim]) -> list[Claim]:
        """Return the claims without those that are marked wrong, which are remembered."""
        if not self._on:
            return list(claims)
        kept = []
        for claim in claims:
            judged = self._judged(claim)
            if judged is not None and judged.judgement == "wrong":
                found = self._wrong.setdefault((claim.point.event, claim.point.attribute), [])
                found.append(claim)
            else:
                kept.append(claim)
        return kept

    def is_wrong(self, article: str, sentence: Span, point: Point) -> bool:
        """Say whether a claim of this sentence on the point was left out."""
        return any(
            claim.article == article and claim.sentence == sentence
            for claim in self._wrong.get((point.event, point.attribute), ())
        )

    def marks(self, findings: Iterable[Finding]) -> tuple[Mark, ...]:
        """Return the marks on the claims of the findings and on those that were left out of them."""
        if not self._on:
            return ()
        found: dict[tuple[int, str, Claim], Mark] = {}
        named: dict[tuple[str, str], str] = {}
        for finding in findings:
            named[(finding.point.event, finding.point.attribute)] = finding.id
            for value in finding.values:
                self._mark(value.claims, finding.id, found)
        for point, claims in self._wrong.items():
            self._mark(claims, named.get(point), found)
        return tuple(found[key] for key in sorted(found, key=lambda key: (key[0], key[1], key[2].span)))

    def _mark(
        self, claims: Iterable[Claim], finding: str | None, found: dict[tuple[int, str, Claim], Mark]
    ) -> None:
        for claim in claims:
            decision = self._judged(claim)
            if decision is not None:
                found[(decision.number, claim.article, claim)] = Mark(
                    decision=decision.number,
                    judgement="wrong" if decision.judgement == "wrong" else "checked",
                    claim=claim,
                    finding=finding,
                    who=decision.who,
                    at=decision.at,
                    note=decision.note,
                )

    def _judged(self, claim: Claim) -> Decision | None:
        """Return the latest decision on a claim."""
        on = self._on.get(claim.article, ())
        return next((decision for decision in reversed(on) if is_on(decision, claim)), None)


def is_on(decision: Decision, claim: Claim) -> bool:
    """Say whether the decision is on this claim: its words lie within those of the decision."""
    return decision.what in ("", claim.point.attribute) and any(
        anchor.article == claim.article and (anchor.span is not None and claim.span.within(anchor.span))
        for anchor in decision.subject
    )


def marked(marks: Sequence[Mark]) -> Mapping[str, tuple[Mark, ...]]:
    """Return the marks by the finding that they are on."""
    by_finding: dict[str, tuple[Mark, ...]] = {}
    for mark in marks:
        if mark.finding is not None:
            by_finding[mark.finding] = (*by_finding.get(mark.finding, ()), mark)
    return by_finding
