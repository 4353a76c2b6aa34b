"""Stories in the terminal: findings by agreement with short references, then the sentences they lead to."""

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import chain

from rich.console import Console
from rich.text import Text

from shutro.model import Agreement
from shutro.publish.lines import print_lines
from shutro.publish.view import (
    ArticleView,
    FindingView,
    MarkView,
    SectionView,
    SourceView,
    StoryView,
    ValueView,
)
from shutro.publish.wording import Wording

WIDEST = 100  # columns; longer lines tire the eye
SINGLE = 10  # findings of a single origin that are shown; the page has all
TONES: dict[Agreement, str] = {
    "agreed": "green",
    "disputed": "red",
    "revised": "blue",
    "outcome": "magenta",
    "single": "yellow",
}


def print_story(story: StoryView, console: Console, wording: Wording, *, with_ids: bool = False) -> None:
    """Write the story to the console, with colour where it has it; `with_ids` adds the ids of findings and articles."""
    shown = [(section, _shown(section)) for section in story.sections]
    references = _references(story)
    writer = _Writer(console, wording, references, with_ids=with_ids)
    writer.head(story)
    for section, findings in shown:
        writer.section(section, findings)
    writer.judgements(story.marks, indent=2)
    writer.timeline(story)
    writer.articles(story)
    writer.copies(story)
    writer.references(_used(story, list(chain.from_iterable(findings for _, findings in shown))))


def print_contents(stories: Sequence[StoryView], console: Console, wording: Wording) -> None:
    """Write a line or two for each story: title, when, where, and how many findings of each kind."""
    for story in stories:
        console.print()
        print_lines(Text(story.title, style="bold"), console, indent=2)
        facts = [story.when, ", ".join(story.where), wording.count("reports", len(story.articles))]
        text = Text(" · ".join(fact for fact in facts if fact), style="dim")
        for section in story.sections:
            text.append(" · ", style="dim")
            text.append(
                f"{section.short} {wording.digits(len(section.findings))}", style=TONES[section.agreement]
            )
        print_lines(text, console, indent=4)


class _Writer:
    """Writes the parts of a story, each line indented and in the tone of its kind."""

    def __init__(
        self, console: Console, wording: Wording, references: Mapping[str, SourceView], *, with_ids: bool
    ) -> None:
        self._with_ids = with_ids
        self._references = references
        self._numbers = {anchor: number for number, anchor in enumerate(references, start=1)}
        self._console = console
        self._wording = wording

    def head(self, story: StoryView) -> None:
        self._line(Text(story.title, style="bold"))
        self._line(Text(" · ".join(part for part in (story.when, ", ".join(story.where)) if part)))
        figures = Text()
        for figure in story.figures:
            figures.append(" · " if figures else "", style="dim")
            tone = next((tone for agreement, tone in TONES.items() if agreement == figure.kind), "")
            figures.append(f"{figure.words} {self._wording.digits(figure.number)}", style=tone)
        self._line(figures)
        self._line(Text(self._wording.phrase("caution"), style="dim italic"))

    def section(self, section: SectionView, findings: Sequence[FindingView]) -> None:
        tone = TONES[section.agreement]
        self._heading(f"{section.title} ({self._wording.digits(len(section.findings))})", f"bold {tone}")
        for finding in findings:
            self._finding(finding, tone)
        left = len(section.findings) - len(findings)
        if left:
            self._line(Text(self._wording.count("more", left), style="dim"), indent=2)

    def timeline(self, story: StoryView) -> None:
        if story.timeline:
            self._heading(self._wording.phrase("timeline"))
        for moment in story.timeline:
            text = Text(f"{moment.when}  ", style="cyan")
            if moment.hedge:
                text.append(f"({moment.hedge}) ", style=TONES["outcome"])
            text.append(_one_line(moment.text), style="default")
            self._line(text.append_text(self._marks(moment.sources)), indent=2)

    def articles(self, story: StoryView) -> None:
        self._heading(self._wording.phrase("articles"))
        for article in story.articles:
            self._line(self._article(article), indent=2)

    def copies(self, story: StoryView) -> None:
        if not story.copies:
            return
        self._heading(self._wording.phrase("copies"))
        for copy in story.copies:
            text = Text(f"{copy.source.outlet} → {copy.article.outlet}")
            share = f" {self._wording.digits(copy.percent)}%" if copy.percent else ""
            self._line(text.append(f"  {copy.relation_words}{share}", style="dim"), indent=2)

    def references(self, used: Container[str]) -> None:
        sources = [source for anchor, source in self._references.items() if anchor in used]
        if sources:
            self._heading(self._wording.phrase("references"))
        for source in sources:
            text = Text(f"[{self._wording.digits(self._numbers[source.anchor])}] ", style="cyan")
            text.append(" → ".join(source.chain), style="bold")
            text.append(f", {source.published}\n", style="dim")
            text.append(_one_line(source.before + source.words + source.after), style="default")
            self._line(text, indent=2)

    def _finding(self, finding: FindingView, tone: str) -> None:
        text = Text(f"{self._wording.digits(finding.number)}. ", style=tone)
        if finding.claimed:
            text.append(f"{finding.claimed} — ", style="default bold")
        self._line(
            text.append(_one_line(finding.text), style="default" if finding.claimed else "default bold"),
            indent=2,
        )
        counts = (
            self._wording.count("origins", len(finding.origins)),
            self._wording.count("reports", finding.reports),
        )
        line = Text(" · ".join((finding.attribute, *counts)), style="dim")
        if finding.reports > 1 and finding.arithmetic:
            line.append(f"  ({finding.arithmetic})")
        line.append(f"  {finding.id}" if self._with_ids else "")
        self._line(line, indent=5)
        for value in finding.values:
            said = Text("– ", style=tone)
            said.append(f"{value.label or self._wording.phrase('reports_of_value')}:", style="default")
            self._line(said.append_text(self._marks(value.sources)), indent=5)
            self._first(value)
        self.judgements(finding.marks, indent=5)

    def judgements(self, marks: Sequence[MarkView], indent: int) -> None:
        for mark in marks:
            text = Text("✗ " if mark.judgement == "wrong" else "✓ ", style="bold")
            text.append(
                f"{mark.words}: ‘{_one_line(mark.source.words or mark.source.before)}’", style="default"
            )
            text.append_text(self._marks([mark.source]))
            text.append(f" — {mark.who}, {mark.when}" + (f": {mark.note}" if mark.note else ""), style="dim")
            self._line(text, indent=indent)

    def _first(self, value: ValueView) -> None:
        """Write who said a value first, where several reports say it."""
        if value.first is not None:
            words = f"{self._wording.phrase('first_said')}: {value.first.outlet}, {value.first.published}"
            self._line(Text(words, style="dim").append_text(self._marks([value.first])), indent=7)
        elif value.first_unknown:
            words = f"{self._wording.phrase('first_unknown')}: {value.first_unknown}"
            self._line(Text(words, style="dim"), indent=7)

    def _article(self, article: ArticleView) -> Text:
        label = article.label
        text = Text(f"{self._wording.digits(label.number)}. ")
        text.append(label.outlet, style="bold")
        text.append(f", {label.published}" + (f" ({article.how})" if article.how else ""), style="dim")
        if article.credits:
            text.append(f" · {self._wording.phrase('credits')}: {', '.join(article.credits)}")
        text.append(f"  {article.id}" if self._with_ids else "", style="dim")
        return text

    def _marks(self, sources: Sequence[SourceView]) -> Text:
        numbers = dict.fromkeys(self._numbers[source.anchor] for source in sources)
        return Text("".join(f" [{self._wording.digits(number)}]" for number in numbers), style="cyan")

    def _heading(self, words: str, style: str = "bold") -> None:
        self._console.print()
        self._line(Text(words, style=style))

    def _line(self, text: Text, indent: int = 0) -> None:
        print_lines(text, self._console, indent, hang=2 if indent else 0)


def _shown(section: SectionView) -> Sequence[FindingView]:
    return section.findings[:SINGLE] if section.agreement == "single" else section.findings


def _references(story: StoryView) -> dict[str, SourceView]:
    """Return the sentences that a story rests on by their anchors, in the order in which they are first told."""
    found: dict[str, SourceView] = {}
    for source in chain(
        _sources([finding for section in story.sections for finding in section.findings]), _apart(story)
    ):
        found.setdefault(source.anchor, source)
    return found


def _used(story: StoryView, findings: Sequence[FindingView]) -> set[str]:
    """Return the anchors of the sentences that the shown findings and the timeline use."""
    return {source.anchor for source in chain(_sources(findings), _apart(story))}


def _apart(story: StoryView) -> Iterator[SourceView]:
    """Yield the sources of what is told outside of the findings."""
    for mark in story.marks:
        yield mark.source
    for moment in story.timeline:
        yield from moment.sources


def _sources(findings: Sequence[FindingView]) -> Iterator[SourceView]:
    for finding in findings:
        for value in finding.values:
            yield from value.sources
        for mark in finding.marks:
            yield mark.source


def _one_line(text: str) -> str:
    return " ".join(text.split())
