"""Names, as a language in another script hears them, and numbers of articles in Latin letters."""

from collections.abc import Iterator
from functools import cache

import msgspec

from shutro.languages import available
from shutro.languages.folder import lines
from shutro.languages.foreign import unaccented
from shutro.languages.words import document_share
from shutro.link.names import sound_key
from shutro.model import Doc
from shutro.sources.registry import agencies, outlets
from shutro.story.fields import NAMED, Field, key_of
from shutro.text.numerals import to_ascii_digits
from shutro.text.tokens import Token, tokenize

_SHORTEST = 4  # consonants of a word; among fewer, too many words of two languages sound alike
_LEAST = 32  # smaller numbers stand in any article, as days of a month do …
_YEARS = range(1900, 2100)  # … and so do these
_NAMES = 3  # column of a list of names
_ENDS = frozenset(".!?:;\"'“”‘’()[]–—-|/•")  # behind which any word may begin with a capital


class Heard(msgspec.Struct, frozen=True, array_like=True):
    """A name or a number, and the keys of the terms that it may be in another script."""

    shown: str
    keys: tuple[int, ...]
    is_name: bool


def hear(doc: Doc) -> tuple[Heard, ...]:
    """Return the rare names of an article whose language has no folder, and its numbers where it has names."""
    if doc.article.language in available():
        return ()
    names: list[Heard] = []
    numbers: dict[str, Heard] = {}
    for line in doc.text.splitlines():
        tokens = list(tokenize(line))
        for name in _names(tokens):
            _gather(names, name)
        for token in tokens:
            figure = to_ascii_digits(token.text).replace(",", "")
            if token.kind == "number" and figure.isdecimal() and _is_telling(int(figure)):
                key = key_of(Field.NUMBER, figure.lstrip("0"))
                numbers.setdefault(figure, Heard(token.text, (key,), is_name=False))
    return (*names, *numbers.values()) if names else ()


def _names(tokens: list[Token]) -> Iterator[Heard]:
    """Yield the words with capitals that stand side by side where other words have none."""
    words = [token for token in tokens if token.kind == "word"]
    if 2 * sum(token.text[:1].isupper() for token in words) > len(words):
        return
    run: list[str] = []
    before = "."
    for token in tokens:
        if token.kind == "word" and token.text[:1].isupper() and (run or before not in _ENDS):
            run.append(token.text)
        else:
            yield from _heard(run)
            run = []
        before = token.text
    yield from _heard(run)


def _heard(run: list[str]) -> Iterator[Heard]:
    keys = tuple(key for word in run for key in _keys(word))
    if keys:
        yield Heard(" ".join(run), keys, is_name=True)


def _gather(names: list[Heard], name: Heard) -> None:
    """Enter a name, or make it one with the one that shares a word with it."""
    for at, known in enumerate(names):
        if not set(known.keys).isdisjoint(name.keys):
            keys = tuple(dict.fromkeys((*known.keys, *name.keys)))
            names[at] = Heard(known.shown, keys, is_name=True)
            return
    names.append(name)


def _keys(word: str) -> Iterator[int]:
    """Yield the keys of a word of a name in the languages that write it in another script, where it is rare there."""
    plain = unaccented(word.partition("’")[0].partition("'")[0]).capitalize()
    for code in available():
        sound = sound_key(plain, code) if plain.isascii() else ""
        if len(sound) >= _SHORTEST and sound not in _usual(code):
            for field in sorted(NAMED):
                yield key_of(field, sound)


def _is_telling(number: int) -> bool:
    return number >= _LEAST and number not in _YEARS


@cache
def _usual(code: str) -> frozenset[str]:
    """Return how words sound that say little: those common in news, states, agencies and outlets."""
    words = [*document_share(code), *_states(code)]
    sources = [
        *(name for outlet in outlets() for name in (outlet.name, *outlet.aliases)),
        *(name for agency in agencies() for name in (agency.name, *agency.aliases.get(code, ()))),
    ]
    words += [part for name in sources for part in name.split()]
    return frozenset(sound_key(word, code) for word in words)


def _states(code: str) -> Iterator[str]:
    """Yield the words of the names of states."""
    for row in lines(code, "names_states"):
        for name in row[_NAMES].split("|"):
            yield from name.rstrip("*?").split()
