"""Disagreements held against stories that say which there are: disputes, revisions, plans and outcomes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from shutro.evaluate.stories import WIDEST, Sides
from shutro.evaluate.storysets import Told
from shutro.model import Agreement

KINDS: tuple[Agreement, ...] = ("disputed", "revised", "outcome")


@dataclass(frozen=True, slots=True)
class DisputeScore:
    """How many disagreements of each kind there are, and are shown; how many shown ones a story does not have."""

    asked: Counter[Agreement]
    found: Counter[Agreement]  # of those asked, by the kind that is asked for
    right: Counter[Agreement]  # found, and called by their kind
    shown: Counter[Agreement]  # findings, by the kind that they are given
    known: Counter[Agreement]  # of these, those that show a disagreement of the story
    false: int  # findings that split what is known to agree

    @property
    def recall(self) -> float:
        """Return the share of the disagreements that are found."""
        return self.found.total() / self.asked.total() if self.asked else 0.0

    @property
    def right_kind(self) -> float:
        """Return the share of the disagreements that are found and called by their kind."""
        return self.right.total() / self.asked.total() if self.asked else 0.0

    @property
    def precision(self) -> float:
        """Return the share of the findings shown as a disagreement that are one of the story."""
        return self.known.total() / self.shown.total() if self.shown else 0.0


def score_disputes(told: Iterable[Told]) -> DisputeScore:
    """Return how well the disagreements of stories are shown, each of whose files lists all of them."""
    score = DisputeScore(Counter(), Counter(), Counter(), Counter(), Counter(), 0)
    false = 0
    for one in told:
        sides = Sides(one.docs)
        shown = [
            finding
            for story in one.stories
            for finding in story.findings
            if finding.agreement in KINDS and len(sides.sentences(finding)) <= WIDEST
        ]
        known: set[str] = set()
        for wanted in one.gold.contradictions:
            hits = [finding for finding in shown if sides.shows(finding, wanted)]
            known.update(finding.id for finding in hits)
            score.asked[wanted.agreement] += 1
            score.found[wanted.agreement] += bool(hits)
            score.right[wanted.agreement] += any(
                finding.agreement in (wanted.agreement, *wanted.also) for finding in hits
            )
        score.shown.update(finding.agreement for finding in shown)
        score.known.update(finding.agreement for finding in shown if finding.id in known)
        false += sum(sides.splits(finding, fit) for fit in one.gold.not_contradictions for finding in shown)
    return replace(score, false=false)
