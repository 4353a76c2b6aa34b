"""Findings by their heads: what they are sorted, counted and told apart by, while most of a story stays unread."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shutro.model import Agreement, Attribute, Finding, Story
from shutro.publish.view import ORDER


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What tells of a finding without its claims."""

    id: str
    attribute: Attribute
    text: str
    agreement: Agreement
    reports: int
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """The findings of a story, each read when it is asked for, and their heads in the same order."""

    heads: tuple[Head, ...]
    findings: Sequence[Finding]


def heads_of(story: Story) -> Headed:
    """Return the findings of a story that was read as a whole."""
    return Headed(heads=tuple(map(_head, story.findings)), findings=story.findings)


def by_agreement(heads: Sequence[Head]) -> Iterator[tuple[Agreement, list[tuple[int, int]]]]:
    """Yield the findings of each kind of agreement that there is, as they are shown: by number, with their places."""
    number = 1
    for agreement in ORDER:
        places = [place for place, head in enumerate(heads) if head.agreement == agreement]
        places.sort(key=lambda place: (-heads[place].origins, -heads[place].reports))
        if places:
            yield agreement, list(enumerate(places, start=number))
        number += len(places)


def _head(finding: Finding) -> Head:
    return Head(
        id=finding.id,
        attribute=finding.point.attribute,
        text=finding.text,
        agreement=finding.agreement,
        reports=finding.reports,
        origins=len(finding.origins),
    )
