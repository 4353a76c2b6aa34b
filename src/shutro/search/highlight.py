"""Where the words of a query stand in a text, as it was written."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from shutro.model import Span
from shutro.search.words import Word, words_in
from shutro.text.remembered import Remembered
from shutro.text.tokens import chunked

Phrase = tuple[Word, ...]  # one word, or several in this order
_AROUND = 70  # characters that are shown before and after words that were found
_MOST = 2_000  # places in one text


@dataclass(frozen=True, slots=True)
class Snippet:
    """A part of a text with the places in it that were asked for; all are places of the whole text."""

    span: Span
    found: tuple[Span, ...]


class Sought:
    """Phrases that are looked for in texts of one language; where one may begin is found once for each word."""

    def __init__(self, code: str, phrases: Sequence[Phrase]) -> None:
        self._code = code
        self._by_form = _by_form(phrases)
        self._longest = max(map(len, phrases), default=1)
        self._begins = Remembered(self._may_begin)

    def find(self, text: str) -> tuple[Span, ...]:
        """Return where any of the phrases stands in a normalized text, with any endings, in order and apart."""
        return tuple(islice(self.each_place(text), _MOST))

    def each_place(self, text: str) -> Iterator[Span]:
        """Yield the same places, reading the text only as far as they are asked for."""
        (starts, chunks), end = chunked(text), 0
        for number in self._begins.places(chunks):
            after = starts[number] + len(chunks[number])
            places = zip(islice(chunks, number, None), islice(starts, number, None), strict=True)
            rest = (word for chunk, start in places for word in words_in(chunk, start, self._code))
            ahead = deque(islice(rest, self._longest))
            while ahead and ahead[0].start < after:
                word, length = ahead[0], self._length(tuple(ahead))
                if length and word.start >= end:
                    end = ahead[length - 1].end
                    yield Span(word.start, end)
                ahead.popleft()
                ahead.extend(islice(rest, 1))

    def _may_begin(self, chunk: str) -> bool:
        return any(
            word.root in self._by_form or not self._by_form.keys().isdisjoint(word.forms)
            for word in words_in(chunk, 0, self._code)
        )

    def _length(self, words: Sequence[Word]) -> int:
        """Return how many words the longest phrase has that stands at the beginning of these; 0 where none does."""
        forms = (words[0].root, *words[0].forms)
        phrases = {phrase for form in forms for phrase in self._by_form.get(form, ())}
        return max((len(phrase) for phrase in phrases if _stands(phrase, words[: len(phrase)])), default=0)


def cut_snippets(text: str, found: Sequence[Span], *, most: int = 2) -> tuple[Snippet, ...]:
    """Return the parts of a text around what was found, whole words of it; its beginning where nothing was."""
    parts: list[tuple[int, int]] = []
    for span in found:
        start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
        if parts and start <= parts[-1][1]:
            if parts[-1][1] - parts[-1][0] < 4 * _AROUND:
                parts[-1] = (parts[-1][0], end)
        elif len(parts) < most:
            parts.append((start, end))
        else:
            break
    parts = parts or [(0, min(len(text), 3 * _AROUND))]
    return tuple(_snippet(text, Span(*part), found) for part in parts)


def pieces(text: str, span: Span, found: Sequence[Span]) -> tuple[tuple[str, bool], ...]:
    """Return a part of a text in pieces, each with whether it was found."""
    parts: list[tuple[str, bool]] = []
    at = span.start
    for place in found:
        parts += [(text[at : place.start], False), (place.of(text), True)]
        at = place.end
    parts.append((text[at : span.end], False))
    return tuple(part for part in parts if part[0])


def _by_form(phrases: Sequence[Phrase]) -> Mapping[str, Sequence[Phrase]]:
    """Return the phrases by the forms of their first word."""
    found: defaultdict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        for form in phrase[0].forms if phrase else ():
            found[form].append(phrase)
    return found


def _stands(phrase: Phrase, words: Sequence[Word]) -> bool:
    return len(phrase) == len(words) and all(
        here.root in word.forms or not set(here.forms).isdisjoint(word.forms)
        for word, here in zip(phrase, words, strict=True)
    )


def _snippet(text: str, part: Span, found: Sequence[Span]) -> Snippet:
    start, end = part.start, part.end
    if start:
        space = text.find(" ", start, start + _AROUND // 2)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", end - _AROUND // 2, end)
        end = space if space >= 0 else end
    whole = Span(start, end)
    return Snippet(whole, tuple(span for span in found if span.within(whole)))
