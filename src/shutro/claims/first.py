"""Who said it first: the earliest report of each finding and value, where the times of the reports tell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from shutro.model import Claim, Doc, Finding, First
from shutro.text.edtf import days

_EAST, _WEST = (
    timedelta(hours=14),
    timedelta(hours=12),
)  # how far a clock may be before and behind that of Greenwich
_DAY = timedelta(days=1)
_ABOUT = "~?%"


@dataclass(frozen=True, slots=True)
class Moment:
    """When a report may have been published: from `start` to `end`, in universal time or by an unknown clock."""

    start: datetime
    end: datetime
    is_zoned: bool

    def is_before(self, other: "Moment") -> bool:
        """Say whether it is sure that this one was first; two reports by unknown clocks are taken by one."""
        if self.is_zoned == other.is_zoned:
            return self.end < other.start
        return self._widened().end < other._widened().start

    def _widened(self) -> "Moment":
        return self if self.is_zoned else Moment(self.start - _EAST, self.end + _WEST, is_zoned=True)


def moment(value: str | None) -> Moment | None:
    """Return when an ISO 8601 or EDTF value may have been; None where nobody knows or it is a guess."""
    if not value or value[-1] in _ABOUT:
        return None
    if "T" in value:
        return _clock(value)
    found = days(value)
    if found is None:
        return None
    try:
        start, last = datetime.combine(found.first, time.min), datetime.combine(found.last, time.min)
        return Moment(start, last + _DAY - timedelta.resolution, is_zoned=False)
    except OverflowError:
        return None


def _clock(value: str) -> Moment | None:
    try:
        at = datetime.fromisoformat(value)
        if at.tzinfo is None:
            return Moment(at, at, is_zoned=False)
        at = at.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return Moment(at, at, is_zoned=True)


def find_first(findings: Iterable[Finding], docs: Sequence[Doc]) -> tuple[Finding, ...]:
    """Return the findings with who said each of them, and each of their values, first."""
    moments = {doc.article.id: moment(doc.dating.value) for doc in docs}
    return tuple(_told(finding, moments) for finding in findings)


def first_said(claims: Sequence[Claim], moments: Mapping[str, Moment | None]) -> First:
    """Return the claim that was published before all those of other articles, or why nobody can tell.

    A report without a date could be the first. Of two of one day without hours, or with hours of unknown zones, neither
    is.
    """
    by_article = {
        claim.article: claim for claim in sorted(claims, key=lambda claim: claim.span, reverse=True)
    }
    if len(by_article) <= 1:
        return First(claim=next(iter(by_article.values()), None))
    known = {article: at for article in sorted(by_article) if (at := moments.get(article)) is not None}
    if len(known) < len(by_article):
        return First(claim=None, unknown="undated")
    earliest = min(known, key=lambda article: (known[article].end, article))
    others = (at for article, at in known.items() if article != earliest)
    if all(known[earliest].is_before(at) for at in others):
        return First(claim=by_article[earliest])
    return First(claim=None, unknown="same time")


def _told(finding: Finding, moments: Mapping[str, Moment | None]) -> Finding:
    values = tuple(replace(value, first=first_said(value.claims, moments)) for value in finding.values)
    claims = [claim for value in finding.values for claim in value.claims]
    return replace(finding, values=values, first=first_said(claims, moments))
