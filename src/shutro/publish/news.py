"""What is new in a story: in the terminal with the sentences it rests on, and as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import msgspec
from rich.console import Console
from rich.text import Text

from shutro.claims.novelty import KINDS, Kind, News, Novelty
from shutro.model import Doc, Finding, Story
from shutro.publish.arrange import arrange
from shutro.publish.export import finding_out
from shutro.publish.lines import print_lines
from shutro.publish.schema import SCHEMA, FindingOut
from shutro.publish.terminal import TONES
from shutro.publish.view import FindingView, SourceView
from shutro.publish.wording import Wording

MOST = 10  # findings of one kind that are shown; the JSON has all
_EACH = 3  # sentences that are shown of one value


class NoveltyOut(msgspec.Struct, frozen=True, kw_only=True):
    """A finding with something new in it; `new` are the articles that bring it, `was` the ids it had."""

    kind: str
    new: list[str]
    new_origins: list[str]
    was: list[str]
    finding: FindingOut


class NewsOut(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `shutro new --json`; `since` is null where it is asked by reader."""

    schema: int = SCHEMA
    story: str
    title: str
    since: str | None
    reader: str | None
    articles: list[str]
    new_story: bool
    news: list[NoveltyOut]


def news_to_json(
    news: News, story: Story, docs: Mapping[str, Doc], *, since: str | None, reader: str | None
) -> bytes:
    """Return the news of a story as one line of JSON, without a line end."""
    return msgspec.json.encode(
        NewsOut(
            story=story.id,
            title=story.title,
            since=since,
            reader=reader,
            articles=list(news.articles),
            new_story=news.is_new,
            news=[
                NoveltyOut(
                    kind=novelty.kind,
                    new=list(dict.fromkeys(claim.article for claim in novelty.claims)),
                    new_origins=list(novelty.origins),
                    was=[known.finding for known in novelty.was],
                    finding=finding_out(novelty.finding, docs),
                )
                for novelty in news.novelties
            ],
        )
    )


def print_news(news: News, story: Story, docs: Mapping[str, Doc], console: Console, wording: Wording) -> None:
    """Write what is new in the story to the console, by kind, each finding with its sentences."""
    head = Text(story.title, style="bold")
    head.append(f"  {story.id}", style="dim")
    print_lines(head, console)
    counts = [wording.words.news["new_story"]] if news.is_new else []
    counts.append(f"{wording.words.news['reports']} {wording.digits(len(news.articles))}")
    print_lines(Text(" · ".join(counts), style="dim"), console)
    if not news.novelties:
        print_lines(Text(wording.words.news["nothing"], style="dim italic"), console, indent=2)
    for kind in KINDS:
        found = [novelty for novelty in news.novelties if novelty.kind == kind]
        if found:
            _print_kind(kind, found, story, docs, console, wording)


def _print_kind(
    kind: Kind,
    found: Sequence[Novelty],
    story: Story,
    docs: Mapping[str, Doc],
    console: Console,
    wording: Wording,
) -> None:
    shown = list(found[:MOST])
    tone = TONES[shown[0].finding.agreement]
    console.print()
    title = f"{wording.words.news[kind]} ({wording.digits(len(found))})"
    print_lines(Text(title, style=f"bold {tone}"), console)
    for number, novelty in enumerate(shown, start=1):
        view, _ = view_of_news(novelty, story, docs, wording)
        _print_finding(number, view, novelty, console, wording)
    if len(found) > len(shown):
        print_lines(Text(wording.count("more", len(found) - len(shown)), style="dim"), console, indent=2)


def view_of_news(
    novelty: Novelty, story: Story, docs: Mapping[str, Doc], wording: Wording
) -> tuple[FindingView, Finding]:
    """Return a finding as it is shown with only the claims that bring something new, and what is shown.

    Each is arranged by itself: a story is shown by agreement, its news in the order of what brings most.
    """
    brought = _brought(novelty)
    part = replace(story, findings=(brought,), timeline=(), copies=())
    (section,) = arrange(part, docs, wording).sections
    return section.findings[0], brought


def _brought(novelty: Novelty) -> Finding:
    """Return the finding with the claims that bring something new; of what conflicts all are wanted."""
    if novelty.kind in ("dispute", "revision"):
        return novelty.finding
    values = [
        replace(value, claims=tuple(claim for claim in value.claims if claim in novelty.claims))
        for value in novelty.finding.values
    ]
    return replace(novelty.finding, values=tuple(value for value in values if value.claims))


def _print_finding(
    number: int, finding: FindingView, novelty: Novelty, console: Console, wording: Wording
) -> None:
    tone = TONES[finding.agreement]
    text = Text(f"{wording.digits(number)}. ", style=tone)
    text.append(f"{finding.claimed} — " if finding.claimed else "", style="default bold")
    text.append(" ".join(finding.text.split()), style="default")
    print_lines(text, console, indent=2, hang=2)
    counts = (wording.count("origins", len(finding.origins)), wording.count("reports", finding.reports))
    line = Text(" · ".join((finding.attribute, *counts)), style="dim")
    if finding.reports > 1 and finding.arithmetic:
        line.append(f"  ({finding.arithmetic})")
    line.append(f"  {novelty.finding.id}")
    print_lines(line, console, indent=5, hang=2)
    for value, said in zip(finding.values, _brought(novelty).values, strict=True):
        if value.label:
            is_new = all(claim in novelty.claims for claim in said.claims)
            label = Text(f"– {value.label}", style=tone)
            label.append(f" ({wording.words.news['new']})" if is_new else "", style="bold")
            print_lines(label, console, indent=5)
        for source in value.sources[:_EACH]:
            _print_source(source, console)


def _print_source(source: SourceView, console: Console) -> None:
    text = Text(" → ".join(source.chain), style="bold")
    text.append(f", {source.published}: ", style="dim")
    text.append(" ".join((source.before + source.words + source.after).split()), style="default")
    print_lines(text, console, indent=7, hang=2)
