"""Briefs as they are read: in the terminal, on pages, as Markdown, as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import msgspec
from rich.console import Console
from rich.text import Text

from shutro.model import Agreement, Attribute, Doc, Story
from shutro.publish.brief import Brief, Line
from shutro.publish.lines import print_lines
from shutro.publish.markdown import escaped, web_address
from shutro.publish.naming import Naming
from shutro.publish.schema import SCHEMA
from shutro.publish.terminal import TONES
from shutro.publish.view import LabelView
from shutro.publish.wording import Wording

_ARROWS: Mapping[Agreement, str] = {"disputed": " ↔ ", "revised": " → ", "outcome": " → "}
_IN_WORDS = ("happened", "said")
_MOST = 6  # references behind one sentence
_Kind = Literal["frame", "source", "mark", "count"]
_Piece = tuple[str, _Kind, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPiece:
    """Words of a line: the sources' own or ours; a mark refers to articles, of which `more` are not named."""

    words: str
    kind: _Kind
    articles: tuple[LabelView, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefView:
    """A brief as a page shows it: each line in pieces, and the articles behind its numbers with their titles."""

    lines: tuple[tuple[BriefPiece, ...], ...]
    references: tuple[tuple[LabelView, str], ...]


class ReferenceOut(msgspec.Struct, frozen=True, kw_only=True):
    """An article that a brief refers to, by its number."""

    number: int
    article: str
    file: str
    outlet: str | None
    url: str | None
    published: str | None
    title: str


class SideOut(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a line, in a source's words."""

    value: str
    text: str
    articles: tuple[str, ...]
    said: str | None


class LineOut(msgspec.Struct, frozen=True, kw_only=True):
    """A line; `text` stands in the article from `start` to `end`, save for its line breaks."""

    agreement: Agreement
    attribute: Attribute
    text: str
    article: str
    start: int
    end: int
    origins: int
    articles: tuple[str, ...]
    findings: tuple[str, ...]
    sides: tuple[SideOut, ...]


class BriefOut(msgspec.Struct, frozen=True, kw_only=True):
    """A brief."""

    schema: int = SCHEMA
    story: str
    title: str
    lines: tuple[LineOut, ...]
    references: tuple[ReferenceOut, ...]


def brief_to_json(brief: Brief, docs: Mapping[str, Doc]) -> bytes:
    """Return the brief as one line of JSON."""
    out = BriefOut(
        story=brief.story,
        title=brief.title,
        lines=tuple(_line_out(line) for line in brief.lines),
        references=tuple(
            _reference_out(number, docs[article]) for number, article in enumerate(brief.references, start=1)
        ),
    )
    return msgspec.json.encode(out)


def brief_to_markdown(brief: Brief, story: Story, docs: Mapping[str, Doc], wording: Wording) -> str:
    """Return the brief as Markdown: a heading, a list, the references."""
    numbers = _numbers(brief)
    rows = [f"## {escaped(brief.title)}", ""]
    if not brief.lines:
        rows.append(wording.phrase("no_lines"))
    for line in brief.lines:
        pieces = _pieces(line, numbers, wording)
        rows.append("- " + "".join(_marked_down(words, kind) for words, kind, _ in pieces))
    rows += ["", f"### {wording.phrase('references')}", ""]
    for number, words, title, url in _references(brief, story, docs, wording):
        link = f"[{escaped(title)}](<{url}>)" if url else escaped(title)
        rows.append(f"{number}. {escaped(words)}: {link}")
    return "\n".join(rows) + "\n"


def view_brief(brief: Brief, story: Story, docs: Mapping[str, Doc], wording: Wording) -> BriefView:
    """Return the brief with what its numbers lead to: the sentence of each article that says so.

    The numbers are those of the story's articles, as in its charts.
    """
    numbers = {article: number for number, article in enumerate(story.articles, start=1)}
    labels = _labels(numbers, story, docs, wording)
    starts = {
        (finding.id, claim.article): claim.sentence.start
        for finding in story.findings
        for value in finding.values
        for claim in value.claims
    }

    def place(article: str, line: Line) -> LabelView:
        own = line.sentence.span.start if article == line.sentence.article else None
        found = (starts.get((finding, article)) for finding in line.findings)
        return replace(labels[article], start=own if own is not None else next(found, None))

    return BriefView(
        lines=tuple(
            tuple(
                BriefPiece(
                    words=words,
                    kind=kind,
                    articles=tuple(
                        place(article, line) for article in sorted(articles[:_MOST], key=numbers.__getitem__)
                    ),
                    more=max(0, len(articles) - _MOST),
                )
                for words, kind, articles in _pieces(line, numbers, wording)
            )
            for line in brief.lines
        ),
        references=tuple(
            (labels[article], docs[article].article.title)
            for article in sorted(brief.references, key=numbers.__getitem__)
        ),
    )


def print_brief(
    brief: Brief, story: Story, docs: Mapping[str, Doc], console: Console, wording: Wording
) -> None:
    """Write the brief to the console."""
    numbers = _numbers(brief)
    print_lines(Text(brief.title, style="bold"), console)
    if not brief.lines:
        print_lines(Text(wording.phrase("no_lines"), style="dim"), console)
    for line in brief.lines:
        text = Text("• ", style="dim")
        tone = TONES[line.agreement]
        styles: Mapping[_Kind, str] = {"frame": f"bold {tone}", "source": "", "mark": "cyan", "count": "dim"}
        for words, kind, _ in _pieces(line, numbers, wording):
            text.append(words, style=styles[kind] or "default")
        print_lines(text, console, indent=2, hang=2)
    console.print()
    print_lines(Text(wording.phrase("references"), style="bold"), console)
    for number, words, title, _ in _references(brief, story, docs, wording):
        text = Text(f"[{wording.digits(number)}] ", style="cyan")
        text.append(words, style="bold").append(f": {title}", style="default")
        print_lines(text, console, indent=2, hang=2)


def _pieces(line: Line, numbers: Mapping[str, int], wording: Wording) -> Iterator[_Piece]:
    """Yield the words of a line with their kinds, the sources' own between ours, and the articles that marks mean."""
    frame = line.agreement in _ARROWS
    if frame:
        yield f"{wording.phrase(line.agreement)} ", "frame", ()
    if not frame or line.attribute not in _IN_WORDS:
        yield line.sentence.text, "source", ()
        yield _marks(line.articles, numbers, wording), "mark", line.articles
    if frame and line.attribute not in _IN_WORDS:
        yield " — ", "frame", ()
    same = len({side.words for side in line.sides}) < len(line.sides)
    for place, side in enumerate(line.sides):
        if place:
            yield _ARROWS[line.agreement], "frame", ()
        yield (wording.value(side.value, line.attribute) if same else side.words), "source", ()
        yield _marks(side.articles, numbers, wording), "mark", side.articles
    if line.origins > 1:
        yield f" ({wording.count('origins', line.origins)})", "count", ()


def _marks(articles: Sequence[str], numbers: Mapping[str, int], wording: Wording) -> str:
    shown = [wording.digits(numbers[article]) for article in articles[:_MOST]]
    more = len(articles) - len(shown)
    return f" [{', '.join(shown)}{f' +{wording.digits(more)}' if more else ''}]"


def _numbers(brief: Brief) -> dict[str, int]:
    return {article: number for number, article in enumerate(brief.references, start=1)}


def _labels(
    numbers: Mapping[str, int], story: Story, docs: Mapping[str, Doc], wording: Wording
) -> dict[str, LabelView]:
    """Return what is shown of numbered articles, by their ids."""
    naming = Naming(story.entities, wording.words.code)
    return {
        article: LabelView(
            number=number,
            anchor="",
            article=article,
            outlet=naming.outlet(docs[article]) or wording.phrase("unknown_outlet"),
            published=wording.when(docs[article].dating.value),
        )
        for article, number in numbers.items()
    }


def _references(
    brief: Brief, story: Story, docs: Mapping[str, Doc], wording: Wording
) -> Iterator[tuple[int, str, str, str]]:
    """Yield for each reference its number, outlet and time, title and address."""
    for article, label in _labels(_numbers(brief), story, docs, wording).items():
        words = f"{label.outlet}, {label.published}"
        yield label.number, words, docs[article].article.title, web_address(docs[article].article.url)


def _marked_down(words: str, kind: _Kind) -> str:
    if kind == "frame":
        return f"**{words.strip()}** " if words.strip()[-1:] == ":" else words
    return words if kind in ("mark", "count") else escaped(words)


def _line_out(line: Line) -> LineOut:
    return LineOut(
        agreement=line.agreement,
        attribute=line.attribute,
        text=line.sentence.text,
        article=line.sentence.article,
        start=line.sentence.span.start,
        end=line.sentence.span.end,
        origins=line.origins,
        articles=line.articles,
        findings=line.findings,
        sides=tuple(
            SideOut(value=side.value, text=side.words, articles=side.articles, said=side.said)
            for side in line.sides
        ),
    )


def _reference_out(number: int, doc: Doc) -> ReferenceOut:
    article = doc.article
    return ReferenceOut(
        number=number,
        article=article.id,
        file=article.file,
        outlet=article.outlet,
        url=article.url,
        published=doc.dating.value,
        title=article.title,
    )
