"""Stories held against files that say what is in them by construction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import regex

from shutro.model import Agreement, Claim, Doc, Finding, Story
from shutro.text.normalize import normalize

_NUMBER = regex.compile(r"\d+")
WIDEST = 12  # sentences of a finding that still says something in particular

Place = tuple[str, str]  # number of the article, words in it


class Side(msgspec.Struct):
    """One side of a disagreement."""

    value: str
    at: list[Place]


class Disagreement(msgspec.Struct):
    """What the reports disagree on."""

    id: str
    about: str
    sides: list[Side]
    agreement: Agreement
    also: list[Agreement] = []


class Statement(msgspec.Struct):
    """What several reports say, and the origins behind it."""

    id: str
    what: str
    support: list[Place]
    origins: list[str] = []


class Fit(msgspec.Struct):
    """Words that only seem to disagree."""

    about: str
    at: list[Place]


class Construction(msgspec.Struct):
    """What is in a story by construction."""

    story: str
    claims: list[Statement]
    contradictions: list[Disagreement]
    not_contradictions: list[Fit]
    timeline: list[list[str | list[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryScore:
    """How much of a construction was found; every figure is a count."""

    stories: int
    disagreements: int
    disagreements_found: int
    right_kind: int
    false_disputes: int
    other_disputes: int
    claims: int
    claims_whole: int
    origins_asked: int
    origins_right: int
    rows: int
    rows_found: int


def read_construction(path: Path) -> Construction:
    """Return the construction file of a story; its words are normalized as articles are."""
    return msgspec.json.decode(normalize(path.read_text(encoding="utf-8")), type=Construction)


def score_stories(stories: Sequence[Story], docs: Sequence[Doc], gold: Construction) -> StoryScore:
    """Return how well stories made of the construction's articles show what is in them."""
    sides = Sides(docs)
    findings = [f for story in stories for f in story.findings if len(sides.sentences(f)) <= WIDEST]
    conflicts = [finding for finding in findings if finding.agreement not in ("agreed", "single")]
    used: set[str] = set()
    found = right = 0
    for wanted in gold.contradictions:
        shown = [finding for finding in conflicts if sides.shows(finding, wanted)]
        used.update(finding.id for finding in shown)
        found += bool(shown)
        right += any(finding.agreement in (wanted.agreement, *wanted.also) for finding in shown)
    false = sum(sides.splits(finding, fit) for fit in gold.not_contradictions for finding in conflicts)
    asked = [statement for statement in gold.claims if statement.origins]
    rows = [(str(row[0]), *(str(also) for also in row[3:])) for row in gold.timeline]
    told = {entry.when.rstrip("~?%") for story in stories for entry in story.timeline}
    return StoryScore(
        stories=len(stories),
        disagreements=len(gold.contradictions),
        disagreements_found=found,
        right_kind=right,
        false_disputes=false,
        other_disputes=sum(finding.id not in used for finding in conflicts),
        claims=len(gold.claims),
        claims_whole=sum(sides.best(findings, statement)[0] == 1 for statement in gold.claims),
        origins_asked=len(asked),
        origins_right=sum(
            best is not None and len(best.origins) == len(statement.origins)
            for statement in asked
            for _, best in [sides.best(findings, statement)]
        ),
        rows=len(rows),
        rows_found=sum(any(value in told for value in row) for row in rows),
    )


class Sides:
    """Where the claims of a finding stand, by the numbers of the articles."""

    def __init__(self, docs: Sequence[Doc]) -> None:
        self._docs = {doc.article.id: doc for doc in docs}
        self._number: Mapping[str, str] = {
            doc.article.id: match.group()
            for doc in docs
            if (match := _NUMBER.match(Path(doc.article.file).name)) is not None
        }

    def sentences(self, finding: Finding) -> set[Place]:
        """Return all sentences of a finding."""
        return {self._sentence(claim) for value in finding.values for claim in value.claims}

    def shows(self, finding: Finding, wanted: Disagreement) -> bool:
        """Say whether two of the sides stand under different values."""
        by_value = [
            {
                n
                for n, side in enumerate(wanted.sides)
                if any(self._at(place, claim) for place in side.at for claim in value.claims)
            }
            for value in finding.values
        ]
        return any(
            one and other and len(one | other) > 1
            for i, one in enumerate(by_value)
            for other in by_value[i + 1 :]
        )

    def splits(self, finding: Finding, fit: Fit) -> bool:
        """Say whether the finding puts words under different values that agree in truth."""
        hits = [
            any(self._words(place, claim) for place in fit.at for claim in value.claims)
            for value in finding.values
        ]
        return sum(hits) > 1

    def best(self, findings: Sequence[Finding], statement: Statement) -> tuple[float, Finding | None]:
        """Return the share of the support in the finding that holds most of it, and this finding."""

        def share(finding: Finding) -> tuple[float, bool, int]:
            sentences = self.sentences(finding)
            hits = sum(
                any(a == place[0] and place[1] in text for a, text in sentences)
                for place in statement.support
            )
            return hits / len(statement.support), finding.agreement in ("agreed", "single"), -len(sentences)

        best = max(findings, key=share, default=None)
        return (share(best)[0], best) if best is not None and share(best)[0] else (0.0, None)

    def _sentence(self, claim: Claim) -> Place:
        return self._number.get(claim.article, ""), claim.sentence.of(self._docs[claim.article].text)

    def _at(self, place: Place, claim: Claim) -> bool:
        number, sentence = self._sentence(claim)
        return number == place[0] and place[1] in sentence

    def _words(self, place: Place, claim: Claim) -> bool:
        words = claim.span.of(self._docs[claim.article].text)
        return self._number.get(claim.article) == place[0] and (words in place[1] or place[1] in words)
