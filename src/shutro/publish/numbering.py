"""Findings in the order in which they are shown, and their numbers."""

from collections.abc import Iterator, Sequence

from shutro.model import Agreement, Finding
from shutro.publish.view import ORDER


def by_agreement(findings: Sequence[Finding]) -> Iterator[tuple[Agreement, list[tuple[int, Finding]]]]:
    """Yield the findings of each kind of agreement that there is, as they are shown, with their numbers from 1."""
    number = 1
    for agreement in ORDER:
        found = [finding for finding in findings if finding.agreement == agreement]
        found.sort(key=lambda finding: (-len(finding.origins), -finding.reports))
        if found:
            yield agreement, list(enumerate(found, start=number))
        number += len(found)
