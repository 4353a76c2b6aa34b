"""Lines for the terminal: text cut between words so that no line is too wide.

Terminals disagree on how wide a vowel sign is: some give it a column, some none. Lines are cut as if each took one, so
that none runs over the edge anywhere.
"""

import unicodedata

import regex
from rich.console import Console
from rich.text import Text

# Escape codes and marks that turn the line round: an article must not write on the terminal.
_STEERING = regex.compile(r"[^\P{Cc}\n]|[\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WORD = regex.compile(r"(?:\S|\s(?=\p{M}))+(?:\s(?!\p{M}))*")  # a space under a mark is no gap
_CLUSTER = regex.compile(r"\X")
_WITHOUT_WIDTH = ("Mn", "Me", "Cf")


def print_lines(text: Text, console: Console, indent: int = 0, hang: int = 0) -> None:
    """Write the text, each line indented, and those after the first by `hang` more."""
    for number, line in enumerate(cut_lines(text, console.width - indent - hang)):
        console.print(
            Text(" " * (indent + (hang if number else 0))).append_text(line),
            no_wrap=True,
            overflow="ignore",
            crop=False,
        )


def cut_lines(text: Text, width: int) -> list[Text]:
    """Return the text in lines of at most so many columns; a word that is wider is cut between clusters."""
    text = text.copy()
    text.plain = _STEERING.sub(" ", text.plain)  # as long as before: styles stay in place
    lines: list[Text] = []
    for paragraph in text.split("\n", allow_blank=True):
        pieces = paragraph.divide(_cuts(paragraph.plain, max(width, 1)))
        for piece in pieces:
            piece.rstrip()
        lines += pieces
    return lines


def columns(words: str) -> int:
    """Return the most columns that a terminal may give the words."""
    if words.isascii():
        return len(words)
    return sum(_width(character) for character in words)


def _width(character: str) -> int:
    if unicodedata.category(character) in _WITHOUT_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cuts(plain: str, width: int) -> list[int]:
    """Return the offsets at which new lines begin."""
    cuts: list[int] = []
    used = len(plain) - len(plain.lstrip())
    for match in _WORD.finditer(plain):
        needed = columns(match.group().rstrip())
        if used + needed > width and used:
            cuts.append(match.start())
            used = 0
        if needed > width:
            inside = _cuts_inside(match.group(), width)
            cuts += (match.start() + offset for offset in inside)
            used = columns(match.group()[inside[-1] :]) if inside else columns(match.group())
        else:
            used += columns(match.group())
    return cuts


def _cuts_inside(word: str, width: int) -> list[int]:
    cuts: list[int] = []
    used = 0
    for match in _CLUSTER.finditer(word.rstrip()):
        needed = columns(match.group())
        if used + needed > width and used:
            cuts.append(match.start())
            used = 0
        used += needed
    return cuts
