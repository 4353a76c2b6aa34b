"""What an outlet changed after publication, as JSON and as lines to read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from rich.text import Text

from shutro.model import Doc, Span
from shutro.story.versions import Change, Version, compare


class WordsOut(msgspec.Struct, frozen=True, kw_only=True):
    """Words that went and words that came."""

    before: str
    after: str


class ChangeOut(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that was added, removed or changed."""

    kind: str
    before: str | None
    after: str | None
    start: int | None  # of the sentence in the later version
    end: int | None
    words: list[WordsOut]


class VersionOut(msgspec.Struct, frozen=True, kw_only=True):
    """A later version of a page and what changed."""

    schema: int = 1
    article: str
    revises: str
    how: str
    ordered: bool
    file: str
    from_file: str
    published: str | None
    changes: list[ChangeOut]


def version_to_json(version: Version, docs: Mapping[str, Doc]) -> bytes:
    """Return a version and its changes as one JSON object."""
    after, before = docs[version.article], docs[version.revises]
    return msgspec.json.encode(
        VersionOut(
            article=version.article,
            revises=version.revises,
            how=version.how,
            ordered=version.ordered,
            file=after.article.file,
            from_file=before.article.file,
            published=after.dating.value,
            changes=[_change(change, before, after) for change in compare(before, after)],
        )
    )


def version_lines(version: Version, docs: Mapping[str, Doc]) -> Iterator[Text]:
    """Yield a heading and one line a change: + for a sentence that came, − for one that went, ~ for a changed one."""
    after, before = docs[version.article], docs[version.revises]
    arrow = "→" if version.ordered else "?"
    yield Text(
        f"{before.article.file} {before.dating.value or '?'} {arrow} {after.article.file} {after.dating.value or '?'}",
        style="bold",
    )
    for change in compare(before, after):
        yield _line(change, before, after)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """What changed, in pieces that say whether they went or came."""

    kind: str
    start: int | None  # of the sentence in the later version
    before: tuple[tuple[str, bool], ...]
    after: tuple[tuple[str, bool], ...]


def view_changes(version: Version, docs: Mapping[str, Doc]) -> tuple[ChangeView, ...]:
    """Return what changed from one version to the next, as pages show it."""
    after, before = docs[version.article], docs[version.revises]
    return tuple(
        ChangeView(
            kind=change.kind,
            start=change.after.start if change.after else None,
            before=_in_pieces(change.before, [old for old, _ in change.words], before),
            after=_in_pieces(change.after, [new for _, new in change.words], after),
        )
        for change in compare(before, after)
    )


def _in_pieces(sentence: Span | None, words: Sequence[Span], doc: Doc) -> tuple[tuple[str, bool], ...]:
    """Return a sentence in pieces, each with whether it is among the words; without words all of it is."""
    if sentence is None:
        return ()
    pieces, at = [], sentence.start
    for span in words or (sentence,):
        pieces += [(doc.text[at : span.start], False), (span.of(doc.text), True)]
        at = span.end
    pieces.append((doc.text[at : sentence.end], False))
    return tuple((text, is_changed) for text, is_changed in pieces if text)


def _line(change: Change, before: Doc, after: Doc) -> Text:
    if change.kind == "changed" and change.before and change.after:
        text = Text("  ~ ", style="yellow")
        text.append_text(_marked(change.before, [old for old, _ in change.words], before, "red strike"))
        text.append("\n    ")
        return text.append_text(_marked(change.after, [new for _, new in change.words], after, "green"))
    if change.after:
        return Text(f"  + {_one_line(change.after.of(after.text))}", style="green")
    return Text(f"  − {_one_line(change.before.of(before.text)) if change.before else ''}", style="red")


def _marked(sentence: Span, words: Sequence[Span], doc: Doc, style: str) -> Text:
    """Return the sentence with some of its words marked; [ ] stand around them where there is no colour."""
    text, at = Text(style="default"), sentence.start
    for span in words:
        text.append(_one_line(doc.text[at : span.start]))
        if span.end > span.start:
            text.append(f"[{_one_line(span.of(doc.text))}]", style=style)
        at = span.end
    return text.append(_one_line(doc.text[at : sentence.end]))


def _one_line(words: str) -> str:
    return words.replace("\n", " ")


def _change(change: Change, before: Doc, after: Doc) -> ChangeOut:
    return ChangeOut(
        kind=change.kind,
        before=change.before.of(before.text) if change.before else None,
        after=change.after.of(after.text) if change.after else None,
        start=change.after.start if change.after else None,
        end=change.after.end if change.after else None,
        words=[WordsOut(before=old.of(before.text), after=new.of(after.text)) for old, new in change.words],
    )
