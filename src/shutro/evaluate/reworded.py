"""Bundled stories told in other words, so that each time they are another story."""

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

import regex

_COMMON = 3  # stories of which a word is ordinary
_BEGINNING = 5  # letters of a word that cases do not change
_LETTERS = range(0x0995, 0x09BA)  # consonants of Bengali
_DRAWN = 20  # of them, up to where the block of Unicode has its first gap
_WORD = regex.compile(r"\p{Bengali}{3,}")


def own_words(stories: Sequence[Sequence[str]]) -> list[frozenset[str]]:
    """Return, for the texts of each story, the words that few have; the same ones would bring two stories together."""
    words = [{word for text in texts for word in _WORD.findall(text)} for texts in stories]
    counts = Counter(word for some in words for word in some)
    return [frozenset(word for word in some if counts[word] < _COMMON) for some in words]


def reworded(text: str, own: frozenset[str], number: int) -> str:
    """Return the text as it stands in the story with this number: its own words are other ones."""
    return _WORD.sub(
        lambda word: _varied(word.group(), number) if word.group() in own else word.group(), text
    )


def _varied(word: str, number: int) -> str:
    """Return a word that begins otherwise, in all its cases alike."""
    digest = blake2b(f"{number}{word[:_BEGINNING]}".encode()).digest()
    other = (
        chr(_LETTERS[drawn % _DRAWN]) if ord(letter) in _LETTERS else letter
        for letter, drawn in zip(word[:_BEGINNING], digest, strict=False)
    )
    return "".join(other) + word[_BEGINNING:]
