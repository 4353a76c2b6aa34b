"""A story to take along: as a paper with its brief, findings, timeline and sources, and as a table of its claims."""

from collections.abc import Iterator, Mapping, Sequence

from shutro.model import Claim, Doc, Finding, Story
from shutro.publish.briefing import BriefPiece, BriefView
from shutro.publish.markdown import web_address
from shutro.publish.naming import Naming
from shutro.publish.paper import Entry, Kind, Line, Paper, Run, Section, Side
from shutro.publish.table import Table
from shutro.publish.view import (
    ArticleView,
    CopyView,
    FindingView,
    MomentView,
    SectionView,
    SourceView,
    StoryView,
    ValueView,
)
from shutro.publish.wording import Wording

CLAIM_COLUMNS = (
    "finding",
    "agreement",
    "attribute",
    "finding_text",
    "value",
    "outlet",
    "published",
    "said",
    "chain",
    "hedge",
    "words",
    "sentence",
    "reports",
    "origins",
    "origin_names",
    "arithmetic",
    "article",
    "start",
    "end",
    "url",
)
_EACH = 4  # sources of one value that are written out
_CITED = 8  # numbers behind one line


def story_table(story: Story, docs: Mapping[str, Doc], naming: Naming) -> Table:
    """Return the claims of a story, a row each; offsets count code points of the article's text."""
    rows = tuple(
        _claim_row(finding, value.value, claim, docs[claim.article], naming)
        for finding in story.findings
        for value in finding.values
        for claim in value.claims
    )
    return Table(columns=CLAIM_COLUMNS, rows=rows)


def story_paper(view: StoryView, brief: BriefView, wording: Wording, *, made: str) -> Paper:
    """Return the paper of a story: its reports have one numbering throughout."""
    return _Writer(view, wording).paper(brief, made)


def _claim_row(finding: Finding, value: str, claim: Claim, doc: Doc, naming: Naming) -> tuple[str, ...]:
    return (
        finding.id,
        finding.agreement,
        finding.point.attribute,
        _one_line(finding.text),
        value,
        naming.outlet(doc) or "",
        doc.dating.value or "",
        claim.said or "",
        " → ".join(naming.name(part) for part in claim.via),
        claim.hedge or "",
        _one_line(claim.span.of(doc.text)),
        _one_line(claim.sentence.of(doc.text)),
        str(finding.reports),
        str(len(finding.origins)),
        "; ".join(naming.name(origin.name) for origin in finding.origins),
        finding.arithmetic,
        claim.article,
        str(claim.span.start),
        str(claim.span.end),
        web_address(doc.article.url),
    )


class _Writer:
    """The parts of one story put on paper."""

    def __init__(self, view: StoryView, wording: Wording) -> None:
        self._view = view
        self._wording = wording
        self._numbers = {article.id: article.label.number for article in view.articles}

    def paper(self, brief: BriefView, made: str) -> Paper:
        say, view = self._wording, self._view
        facts = [(say.phrase("when"), view.when)]
        if view.where:
            facts.append((say.phrase("where"), ", ".join(view.where)))
        sections = [
            Section(title=say.phrase("brief"), entries=tuple(map(self._told, brief.lines))),
            Section(title=say.phrase("findings"), note="" if view.sections else say.phrase("no_findings")),
            *map(self._findings, view.sections),
        ]
        if view.timeline:
            moments = tuple(map(self._moment, view.timeline))
            sections.append(Section(title=say.phrase("timeline"), shape="moments", entries=moments))
        copies = tuple(map(self._copy, view.copies))
        if copies:
            sections.append(Section(title=say.phrase("copies"), entries=copies))
        sources = tuple(map(self._article, view.articles))
        sections.append(Section(title=say.phrase("articles"), shape="sources", entries=sources))
        return Paper(
            title=_one_line(view.title),
            language=say.words.code,
            digits=say.words.digits,
            site=say.phrase("site"),
            caution=say.phrase("caution"),
            made=made,
            facts=tuple(facts),
            figures=tuple((say.number(figure.number), figure.words) for figure in view.figures),
            sections=tuple(sections),
        )

    def _told(self, pieces: Sequence[BriefPiece]) -> Entry:
        return Entry(line=tuple(map(self._piece, pieces)))

    def _piece(self, piece: BriefPiece) -> Run:
        if piece.kind == "mark":
            return self._marks([label.article for label in piece.articles], piece.more)
        kinds: dict[str, Kind] = {"source": "said", "frame": "strong", "count": "soft"}
        return Run(words=piece.words, kind=kinds[piece.kind])

    def _marks(self, articles: Sequence[str], more: int = 0) -> Run:
        numbers = [self._wording.digits(self._numbers[article]) for article in dict.fromkeys(articles)]
        more += max(0, len(numbers) - _CITED)
        words = ", ".join(numbers[:_CITED]) + (f" +{self._wording.digits(more)}" if more else "")
        return Run(words=words, kind="mark")

    def _findings(self, section: SectionView) -> Section:
        return Section(
            title=section.title,
            shape="findings",
            level=2,
            tone=section.agreement,
            note=section.note,
            entries=tuple(map(self._finding, section.findings)),
        )

    def _finding(self, finding: FindingView) -> Entry:
        say = self._wording
        line: list[Run] = []
        if finding.claimed:
            line.append(Run(words=f"{finding.claimed} — ", kind="strong"))
        line.append(Run(words=_one_line(finding.text), kind="said"))
        alone = self._alone(finding)
        notes: list[Line] = [alone or (Run(words=self._counts(finding), kind="soft"),)]
        notes += (
            (Run(words=f"{mark.words}: {mark.who}, {mark.when} {mark.note}".strip(), kind="soft"),)
            for mark in finding.marks
        )
        return Entry(
            mark=say.digits(finding.number),
            tone=finding.agreement,
            line=tuple(line),
            notes=tuple(notes),
            sides=() if alone else tuple(self._side(value, finding) for value in finding.values),
        )

    def _counts(self, finding: FindingView) -> str:
        say = self._wording
        if finding.arithmetic and finding.reports > 1:
            return f"{finding.attribute} · {finding.arithmetic}"
        origins = say.count("origins", len(finding.origins))
        return " · ".join((finding.attribute, origins, say.count("reports", finding.reports)))

    def _alone(self, finding: FindingView) -> Line:
        """Return who says what one source says in the words of the finding; nothing where there are others."""
        sources = [source for value in finding.values for source in value.sources]
        if len(sources) != 1 or _sentence(sources[0]) != _one_line(finding.text):
            return ()
        (source,) = sources
        return (
            Run(words=f"{finding.attribute} · {self._head(source)}", kind="soft"),
            self._marks([source.article]),
        )

    def _side(self, value: ValueView, finding: FindingView) -> Side:
        lines = [self._source(source, finding) for source in value.sources[:_EACH]]
        if len(value.sources) > _EACH:
            rest = value.sources[_EACH:]
            lines.append(
                (
                    Run(words=self._wording.count("more", len(rest)), kind="soft"),
                    self._marks([source.article for source in rest]),
                )
            )
        label = value.label if value.label != finding.claimed else ""
        return Side(label=label, lines=tuple(lines))

    def _source(self, source: SourceView, finding: FindingView) -> Line:
        head, marks = self._head(source), self._marks([source.article])
        if len(finding.values) == 1 and _sentence(source) == _one_line(finding.text):  # it stands above
            return Run(words=head, kind="soft"), marks
        if source.same:
            said = Run(words=self._wording.phrase("same_sentence"), kind="soft")
        else:
            said = Run(words=_sentence(source), kind="said")
        return Run(words=f"{head}: ", kind="soft"), said, marks

    def _head(self, source: SourceView) -> str:
        head = f"{' → '.join(source.chain)}, {source.published}"
        if source.said:
            head += f" ({self._wording.phrase('as_of')}: {source.said})"
        return f"{head} · {source.hedge}" if source.hedge else head

    def _moment(self, moment: MomentView) -> Entry:
        line = [Run(words=_one_line(moment.text), kind="said")]
        if moment.hedge:
            line.append(Run(words=f" ({moment.hedge})", kind="soft"))
        line.append(self._marks([source.article for source in moment.sources]))
        return Entry(mark=moment.when, line=tuple(line))

    def _copy(self, copy: CopyView) -> Entry:
        words = f"{copy.source.outlet} → {copy.article.outlet}"
        share = f" · {self._wording.digits(copy.percent)}%" if copy.percent else ""
        return Entry(
            line=(
                Run(words=words),
                Run(words=f" · {copy.relation_words}{share}", kind="soft"),
                self._marks([copy.source.article, copy.article.article]),
            )
        )

    def _article(self, article: ArticleView) -> Entry:
        title = Run(words=_one_line(article.title), kind="said", to=web_address(article.url))
        return Entry(
            mark=self._wording.digits(article.label.number),
            line=(
                Run(words=article.label.outlet, kind="strong"),
                Run(words=f", {article.label.published}: ", kind="soft"),
                title,
            ),
            notes=tuple(self._credited(article)),
        )

    def _credited(self, article: ArticleView) -> Iterator[Line]:
        if article.credits:
            words = f"{self._wording.phrase('credits')}: {', '.join(article.credits)}"
            yield (Run(words=words, kind="soft"),)


def _sentence(source: SourceView) -> str:
    return _one_line(source.before + source.words + source.after)


def _one_line(text: str) -> str:
    return " ".join(text.split())
