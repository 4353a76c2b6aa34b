"""What a function says of a word, found once for each distinct word."""

from collections.abc import Callable, Iterable
from itertools import compress, count
from typing import TypeVar

T = TypeVar("T")

_MOST = 65_536  # words; then all are forgotten, so that no run grows without bound


class Remembered(dict[str, T]):
    """What is known of words, found when a word is asked for the first time.

    Layers ask it for every word of an article; `lru_cache` takes three times as long, since it notes each question.
    """

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[str], T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> T:
        found = self._find(word)
        if len(self) >= _MOST:
            self.clear()
        self[word] = found
        return found

    def places(self, words: Iterable[str]) -> list[int]:
        """Return the places of the words of which something is known: most words are passed over without a step."""
        return list(compress(count(), map(self.__getitem__, words)))
