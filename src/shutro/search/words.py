"""Words as they are searched by: what may be left of them without endings, digits in one script."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from shutro.languages.folder import available
from shutro.languages.inflection import stems
from shutro.languages.words import common_words
from shutro.text.normalize import normalize
from shutro.text.numerals import to_ascii_digits
from shutro.text.tokens import chunked, tokens_in

_UNSEEN = str.maketrans("", "", "\u200c\u200d’'")
_CUTS = str.maketrans(".:", "  ", ",")  # 12,000 is one word, 4.5 are two


class Word(NamedTuple):
    """A word at a place of a text; `root` is the shortest of its forms, which all that is made of it shares."""

    start: int
    end: int
    root: str
    forms: tuple[str, ...]


def words_of(text: str, code: str) -> Iterator[Word]:
    """Yield the words and figures of a normalized text in order."""
    for start, chunk in zip(*chunked(text), strict=True):
        yield from words_in(chunk, start, code)


def words_in(chunk: str, start: int, code: str) -> Iterator[Word]:
    """Yield the words and figures of what stands between two spaces, from this place of a text on."""
    for token in tokens_in(chunk):
        if token.kind == "word":
            root, forms = _of_word(token.text, code)
            if root:
                yield Word(start + token.start, start + token.end, root, forms)
        elif token.kind == "number":
            for plain, forms in _of_figure(token.text):
                yield Word(start + token.start, start + token.end, plain, forms)


def searched(text: str, code: str) -> str:
    """Return what the full text index is given for a text: the roots in order, then the other forms, each once.

    So phrases are found by the order of roots, and single words by any form that they share.
    """
    roots: list[str] = []
    others: dict[str, None] = {}
    for word in words_of(text, code):
        roots.append(word.root)
        others.update(dict.fromkeys(word.forms))
    return " ".join([*roots, *(form for form in others if form not in set(roots))])


def query_words(text: str, code: str) -> tuple[Word, ...]:
    """Return the words of a query; a form that is a common word counts only where it is the word itself."""
    common = common_words(code)
    normal = normalize(text)
    return tuple(
        word._replace(forms=tuple(f for f in word.forms if f == word.forms[0] or f not in common))
        for word in words_of(normal, code)
    )


@lru_cache(maxsize=131_072)
def _of_word(word: str, code: str) -> tuple[str, tuple[str, ...]]:
    plain = word.translate(_UNSEEN).casefold()
    if not plain or plain.isascii() or code not in available():
        return plain, (plain,)
    forms = [stem.text for stem in stems(plain, code)]
    root = forms[-1]
    while (shorter := stems(root, code)[-1].text) != root:
        root = shorter
    return root, tuple(forms)


def _of_figure(figure: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield a figure in ASCII digits, and as it is written where one searches the index by hand."""
    for written in figure.translate(_CUTS).split():
        plain = to_ascii_digits(written)
        yield plain, tuple(dict.fromkeys((plain, written)))
