"""The corpus' mark-up: `{LABEL attributes|words}`, nested, in plain text that a person reads and edits."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from shutro.errors import ShutroError
from shutro.model import Span
from shutro.text.normalize import normalize

_PIECE = regex.compile(r"\{(?P<open>[^{}|\n]*)\||(?P<close>\})|(?P<stray>[{|])|(?P<words>[^{}|]+)")
_TAGS = regex.compile(r"(?:[ \t]+%[a-z_]+)+[ \t]*$")
_FURNITURE = "~ "


class MarkupError(ShutroError):
    """A mark that cannot be read; says the line and what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Marked words: the label, its bare attributes in order, and those with a key."""

    span: Span
    label: str
    bare: tuple[str, ...]
    keyed: dict[str, str]
    line: int  # of the file, from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A marked text: its words, one span a sentence, what is furniture, the marks, and the tags by sentence."""

    text: str
    sentences: tuple[Span, ...]
    furniture: tuple[Span, ...]
    marks: tuple[Mark, ...]
    tags: tuple[tuple[str, ...], ...]  # one tuple a sentence


def read_marked(source: str, first_line: int = 1) -> Marked:
    """Return the text and marks of a source with a sentence a line and an empty line between paragraphs.

    Raises MarkupError at a mark that is not closed, or crosses a paragraph.
    """
    reading = _Reading()
    for number, line in enumerate(normalize(source).split("\n"), start=first_line):
        reading.read_line(line, number)
    reading.end_paragraph(first_line + source.count("\n"))
    return reading.done()


class _Reading:
    """The text read so far, and the marks that are open."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._between = ""  # what stands between the text so far and the next sentence
        self._open: list[tuple[int, str, int]] = []
        self._sentences: list[Span] = []
        self._furniture: list[Span] = []
        self._marks: list[Mark] = []
        self._tags: list[tuple[str, ...]] = []

    def read_line(self, line: str, number: int) -> None:
        if not line.strip():
            self.end_paragraph(number)
        elif line.startswith(_FURNITURE):
            self.end_paragraph(number)
            self._furniture.append(self._add_line(line.removeprefix(_FURNITURE).strip(), number))
            self.end_paragraph(number)
        else:
            tags = _TAGS.search(line)
            self._tags.append(tuple(tags.group().replace("%", "").split()) if tags else ())
            words = line[: tags.start()] if tags else line
            self._sentences.append(self._add_line(words.strip(), number))
            self._between = " "

    def _add_line(self, words: str, number: int) -> Span:
        if self._length:
            self._add(self._between)
        start = self._length
        for piece in _PIECE.finditer(words):
            self._add_piece(piece, number)
        return Span(start, self._length)

    def _add_piece(self, piece: "regex.Match[str]", number: int) -> None:
        if (words := piece["words"]) is not None:
            self._add(words)
        elif (head := piece["open"]) is not None:
            self._open.append((self._length, head, number))
        elif piece["close"] and self._open:
            start, head, line = self._open.pop()
            self._marks.append(_mark(Span(start, self._length), head, line))
        else:
            raise MarkupError(f"{number}: stray {piece.group()!r}")

    def _add(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)

    def end_paragraph(self, number: int) -> None:
        if self._open:
            _, head, line = self._open[-1]
            raise MarkupError(
                f"{line}: {{{head}| is not closed in its paragraph, which ends at line {number}"
            )
        self._between = "\n"

    def done(self) -> Marked:
        return Marked(
            text="".join(self._parts),
            sentences=tuple(self._sentences),
            furniture=tuple(self._furniture),
            marks=tuple(sorted(self._marks, key=lambda mark: (mark.span.start, -mark.span.end))),
            tags=tuple(self._tags),
        )


def _mark(span: Span, head: str, line: int) -> Mark:
    if span.start == span.end:
        raise MarkupError(f"{line}: {{{head}| marks no words")
    label, *attributes = head.split() or [""]
    keyed = dict(_pair(words) for words in attributes if "=" in words and not words.startswith((">", "<")))
    bare = tuple(words for words in attributes if "=" not in words or words.startswith((">", "<")))
    return Mark(span=span, label=label, bare=bare, keyed=keyed, line=line)


def _pair(words: str) -> tuple[str, str]:
    key, _, value = words.partition("=")
    return key, value


def ids(value: str | None) -> tuple[str, ...]:
    """Return the ids of an attribute, which commas divide."""
    return tuple(part for part in (value or "").split(",") if part)


def split_head(source: str) -> tuple[dict[str, str], str, int]:
    """Return the head of a file as pairs, the marked text, and the line with which it begins.

    Raises MarkupError where the line that divides them is missing.
    """
    lines = source.replace("\r\n", "\n").split("\n")
    if "---" not in lines:
        raise MarkupError("1: no line '---' between head and text")
    at = lines.index("---")
    head = dict(_field(line, number) for number, line in enumerate(lines[:at], start=1) if line.strip())
    return head, "\n".join(lines[at + 1 :]), at + 2


def _field(line: str, number: int) -> tuple[str, str]:
    key, colon, value = line.partition(":")
    if not colon:
        raise MarkupError(f"{number}: {line!r} is no 'key: value'")
    return key.strip(), value.strip()


def labelled(marks: Sequence[Mark], *labels: str) -> list[Mark]:
    """Return the marks that bear one of the labels."""
    return [mark for mark in marks if mark.label in labels]
