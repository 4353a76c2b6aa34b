"""A story as a line of a list: how much is told of it, on what its sources differ, and what changed last."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shutro.claims.novelty import KINDS, Kind
from shutro.model import Agreement, Finding, Story, Value

_BY_AGREEMENT: Mapping[Agreement, Kind] = {
    "disputed": "dispute",
    "revised": "revision",
    "outcome": "revision",
}
_WEIGHTS: Mapping[Kind, int] = {"dispute": 1000, "revision": 100, "finding": 10, "origin": 1}
_MOST = 99  # of one kind that are weighed
_SHOWN = 3  # findings that brought something new


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A finding that was new, changed, or came to rest on a further origin, on the last day that any did."""

    finding: str
    kind: Kind
    text: str
    values: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A story in a list; `origins` is the most that stand behind one of its findings."""

    story: str
    title: str
    language: str
    first: str | None
    last: str | None
    articles: int
    origins: int
    agreed: int
    single: int
    disputed: int
    revised: int
    outcome: int
    days: tuple[tuple[str, int], ...]  # how many reports came on each day
    changed: str  # the last day on which a finding was new or changed, or of a report; "" where none is dated
    weight: int  # disputes of that day before revisions, these before new findings and further origins
    fresh: tuple[Fresh, ...]
    is_told: bool = True  # whether its findings are made of all its articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a card tells of an article: the value of its dating, and its language."""

    dated: str | None
    language: str


def make_card(story: Story, reports: Mapping[str, Report], *, is_told: bool = True) -> Card:
    """Return the card of a story; `reports` holds its articles by id.

    A report that only repeats brings nothing new: neither a value that nobody gave before, nor a further origin.
    """
    dates = {article: (reports[article].dated or "")[:10] for article in story.articles}
    changes = [change for finding in story.findings for change in _changes(finding, dates)]
    changed = max((day for day, _, _ in changes), default=max(dates.values(), default=""))
    last = sorted(
        ((kind, finding) for day, kind, finding in changes if day == changed),
        key=lambda change: (
            KINDS.index(change[0]),
            -len(change[1].origins),
            -change[1].reports,
            change[1].id,
        ),
    )
    kinds = Counter(kind for kind, _ in last)
    agreements = Counter(finding.agreement for finding in story.findings)
    languages = Counter(reports[article].language for article in story.articles)
    return Card(
        story=story.id,
        title=story.title,
        language=min(languages, key=lambda code: (-languages[code], code)),
        first=story.first,
        last=story.last,
        articles=len(story.articles),
        origins=max((len(finding.origins) for finding in story.findings), default=0),
        agreed=agreements["agreed"],
        single=agreements["single"],
        disputed=agreements["disputed"],
        revised=agreements["revised"],
        outcome=agreements["outcome"],
        days=tuple(sorted(Counter(day for day in dates.values() if day).items())),
        changed=changed,
        weight=sum(weight * min(kinds[kind], _MOST) for kind, weight in _WEIGHTS.items()),
        fresh=tuple(_fresh(kind, finding) for kind, finding in last[:_SHOWN]),
        is_told=is_told,
    )


def _changes(finding: Finding, dates: Mapping[str, str]) -> Iterator[tuple[str, Kind, Finding]]:
    """Yield the days on which the finding was told first, came into conflict, or got its last origin."""
    told = [_told(value, dates) for value in finding.values]
    conflict = _BY_AGREEMENT.get(finding.agreement)
    if conflict is not None:
        yield max(told, default=""), conflict, finding
        return
    first = min(told, default="")
    yield first, "finding", finding
    rested = (min(map(dates.__getitem__, origin.articles), default="") for origin in finding.origins)
    last = max(rested, default="")
    if last > first:
        yield last, "origin", finding


def _told(value: Value, dates: Mapping[str, str]) -> str:
    """Return the day on which a value was given first."""
    return min((dates[claim.article] for claim in value.claims), default="")


def _fresh(kind: Kind, finding: Finding) -> Fresh:
    return Fresh(
        finding=finding.id,
        kind=kind,
        text=" ".join(finding.text.split()),
        values=tuple(value.value for value in finding.values),
        origins=len(finding.origins),
    )
