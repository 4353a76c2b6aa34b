"""A brief: a few sentences of the sources that tell the story, most agreed first, each with its references."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shutro.claims.statements import Statement, find_statements, likeness
from shutro.model import Agreement, Attribute, Claim, Doc, Finding, Span, Story, Value
from shutro.publish.footing import Footing
from shutro.text.tokens import tokenize

SENTENCES = 7
_REPEATS = 0.33  # likeness from which a sentence only repeats one that is shown
_SAME_MATTER = 0.12  # likeness from which two figures of one unit may be on one matter
_CONFLICTS: tuple[Agreement, ...] = ("disputed", "revised", "outcome")
_SHARE = 2  # at most one line in so many tells what the sources disagree on, while others are left
_LAST = ("place", "participant", "object")  # points on which reports seem to differ more often than they do
_IN_WORDS = ("happened", "said")  # points whose sides are whole sentences
_SIDES = 3  # values of a finding that are shown; of a revised one the last
_ORIGIN = 0.12  # what each further origin is worth beside the words of a sentence
_MOST_ORIGINS = 4  # from which more origins change nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a source: the article it stands in, where, and its words."""

    article: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One value of what is disputed or was revised, in a source's own words, and the articles that give it."""

    value: str  # as in the finding
    words: str
    articles: tuple[str, ...]
    said: str | None  # the day as of which it is first said


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a brief: a sentence, how far it is agreed on, who stands behind it, and its sides."""

    agreement: Agreement
    sentence: Sentence
    articles: tuple[str, ...]  # those that say so, that of the sentence first
    origins: int
    findings: tuple[str, ...]
    attribute: Attribute = "said"
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The lines of a brief, and the articles that they refer to in the order of their numbers, from 1."""

    story: str
    title: str
    lines: tuple[Line, ...]
    references: tuple[str, ...]


def make_brief(story: Story, docs: Mapping[str, Doc], most: int = SENTENCES) -> Brief:
    """Return a brief of at most `most` lines; `docs` holds the articles of the story by id."""
    writer = _Writer(story, [docs[article] for article in story.articles])
    lines = tuple(writer.lines(max(0, most)))
    cited = (article for line in lines for article in (*line.articles, *_of_sides(line)))
    return Brief(story=story.id, title=story.title, lines=lines, references=tuple(dict.fromkeys(cited)))


def _of_sides(line: Line) -> Iterator[str]:
    return (article for side in line.sides for article in side.articles)


class _Writer:
    """The statements of a story, how much each says of it, and the findings that rest on it."""

    def __init__(self, story: Story, docs: Sequence[Doc]) -> None:
        self._docs = {doc.article.id: doc for doc in docs}
        self._statements = find_statements(docs)
        self._footing = Footing(docs, self._statements)
        self._at = {(one.article, one.sentence): one for one in self._statements}
        self._findings = story.findings
        self._of: dict[tuple[str, Span], list[Finding]] = {}
        for finding in story.findings:
            for place in dict.fromkeys(_places(finding)):
                self._of.setdefault(place, []).append(finding)
        self._revised = self._revised_figures()
        self._shown: list[Statement] = []

    def lines(self, most: int) -> list[Line]:
        """Return the lines: what is told without dispute by its origins, then what is disputed or was revised."""
        conflicts = self._conflicts(most // _SHARE)
        told = self._told(most - len(conflicts))
        told.sort(key=lambda line: -line.origins)
        return [*told, *conflicts]

    def _told(self, most: int) -> list[Line]:
        lines: list[Line] = []
        told: set[str] = set()
        for statement in sorted(self._statements, key=self._worth, reverse=True):
            if len(lines) == most:
                break
            line = self._line(statement) if self._is_fit(statement) else None
            if line is not None and told.isdisjoint(line.findings):
                lines.append(line)
                told.update(line.findings)
                self._shown.append(statement)
        return lines

    def _worth(self, statement: Statement) -> tuple[float, int, str]:
        origins = min(self._origins(statement), _MOST_ORIGINS)
        worth = self._footing.worth(statement) + _ORIGIN * max(0, origins - 1)
        return round(worth, 6), -statement.position, statement.article

    def _is_fit(self, statement: Statement) -> bool:
        """Say whether the sentence is no headline, repeats none that is shown, and nothing speaks against it."""
        if self._footing.is_headline(statement) or self._is_known(statement):
            return False
        place = (statement.article, statement.sentence)
        if any(_is_overtaken(finding, place) for finding in self._of.get(place, ())):
            return False
        return not (statement.quantities and any(_is_older(statement, *revised) for revised in self._revised))

    def _revised_figures(self) -> list[tuple[Statement, str]]:
        """Return the sentences that bear a figure which was revised, each with the day as of which the last is said."""
        found = {}
        for finding in self._findings:
            if finding.agreement == "revised" and finding.point.attribute == "count":
                last = _first_said(finding.values[-1]) or ""
                found.update({place: last for place in _places(finding) if place in self._at})
        return [(self._at[place], last) for place, last in found.items()]

    def _is_known(self, statement: Statement) -> bool:
        return any(likeness(statement, shown) >= _REPEATS for shown in self._shown)

    def _origins(self, statement: Statement) -> int:
        return max((len(finding.origins) for finding in self._agreed(statement)), default=1)

    def _agreed(self, statement: Statement) -> list[Finding]:
        found = self._of.get((statement.article, statement.sentence), ())
        return [one for one in found if one.agreement not in _CONFLICTS]

    def _line(self, statement: Statement) -> Line:
        agreed = self._agreed(statement)
        best = max(agreed, key=lambda one: (len(one.origins), one.reports, one.id), default=None)
        others = [article for article, _ in _places(best)] if best else []
        return Line(
            agreement=best.agreement if best else "single",
            sentence=self._sentence(statement.article, statement.sentence),
            articles=tuple(dict.fromkeys([statement.article, *others])),
            origins=len(best.origins) if best else 1,
            findings=(best.id,) if best else (),
            attribute=best.point.attribute if best else "said",
        )

    def _conflicts(self, most: int) -> list[Line]:
        """Return the lines of what is disputed, then revised, then was planned and came, the best founded first."""
        conflicts = [finding for finding in self._findings if finding.agreement in _CONFLICTS]
        conflicts.sort(
            key=lambda one: (
                one.point.attribute in _LAST,
                -len(one.origins),
                -one.reports,
                self._best_worth(one),
                one.id,
            )
        )
        lines: list[Line] = []
        for finding in conflicts:
            line = self._conflict(finding) if len(lines) < most else None
            if line is not None:
                lines.append(line)
        lines.sort(key=lambda line: _CONFLICTS.index(line.agreement))
        return lines

    def _best_worth(self, finding: Finding) -> float:
        return -max(self._footing.worth(self._at[place]) for place in _places(finding) if place in self._at)

    def _conflict(self, finding: Finding) -> Line | None:
        """Return the line of a finding whose sides differ, or None where its sentence repeats one that is shown."""
        values = finding.values[-_SIDES:] if finding.agreement == "revised" else finding.values[:_SIDES]
        in_words = finding.point.attribute in _IN_WORDS
        best = [self._best_claim(value, values if in_words else ()) for value in values]
        if finding.agreement == "disputed":  # the side of most articles leads
            lead = max(range(len(values)), key=lambda n: (len(_articles(values[n])), -n))
        else:
            lead = len(values) - 1
        statement = self._at.get((best[lead].article, best[lead].sentence))
        if statement is None or self._is_known(statement):
            return None
        if in_words and len({self._words(claim, whole=True) for claim in best}) < len(best):
            return None  # one sentence that says both things shows no two sides
        self._shown.append(statement)
        sides = tuple(
            Side(
                value=value.value,
                words=self._words(claim, whole=in_words),
                articles=_articles(value),
                said=_first_said(value),
            )
            for value, claim in zip(values, best, strict=True)
        )
        return Line(
            agreement=finding.agreement,
            sentence=self._sentence(statement.article, statement.sentence),
            articles=(statement.article,),
            origins=len(finding.origins),
            findings=(finding.id,),
            attribute=finding.point.attribute,
            sides=sides,
        )

    def _best_claim(self, value: Value, beside: Sequence[Value]) -> Claim:
        """Return the claim in the best sentence, one that no value beside it rests on where there is such a one."""
        others = {(c.article, c.sentence) for other in beside if other is not value for c in other.claims}
        own = [claim for claim in value.claims if (claim.article, claim.sentence) not in others]

        def key(claim: Claim) -> tuple[bool, float, str, Span]:
            statement = self._at.get((claim.article, claim.sentence))
            if statement is None:
                return False, 0.0, claim.article, claim.span
            is_body = not self._footing.is_headline(statement)
            return is_body, round(self._footing.worth(statement), 6), claim.article, claim.span

        return max(own or value.claims, key=key)

    def _words(self, claim: Claim, *, whole: bool) -> str:
        span = claim.sentence if whole else claim.span
        return _one_line(span.of(self._docs[claim.article].text))

    def _sentence(self, article: str, span: Span) -> Sentence:
        doc = self._docs[article]
        dateline = doc.article.dateline
        if dateline is not None and dateline.meets(span):  # the place and day of writing are the reference's
            behind = [
                token.start
                for token in tokenize(doc.text)
                if token.start >= dateline.end and token.kind != "mark"
            ]
            if behind and behind[0] < span.end:
                span = Span(behind[0], span.end)
        return Sentence(article=article, span=span, text=_one_line(span.of(doc.text)))


def _places(finding: Finding) -> Iterator[tuple[str, Span]]:
    return ((claim.article, claim.sentence) for value in finding.values for claim in value.claims)


def _is_overtaken(finding: Finding, place: tuple[str, Span]) -> bool:
    """Say whether the sentence bears one side of what is disputed, or a value that a later one replaced."""
    if finding.agreement not in _CONFLICTS:
        return False
    last = finding.values[-1].claims if finding.agreement != "disputed" else ()
    return not any((claim.article, claim.sentence) == place for claim in last)


def _is_older(statement: Statement, other: Statement, last: str) -> bool:
    """Say whether the sentence gives a figure of an earlier day on what the other gives one that was revised."""
    units = {quantity.unit for quantity in other.quantities}
    return (
        (statement.said or "") < last
        and any(quantity.unit in units for quantity in statement.quantities)
        and likeness(statement, other) >= _SAME_MATTER
    )


def _articles(value: Value) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim.article for claim in value.claims))


def _first_said(value: Value) -> str | None:
    return min((claim.said for claim in value.claims if claim.said), default=None)


def _one_line(text: str) -> str:
    return " ".join(text.split())
