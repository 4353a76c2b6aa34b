"""What a sentence says, whatever words it takes: synonyms as one, verbs without their endings, runs of letters."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from shutro.annotate.verbs import forms
from shutro.languages import available
from shutro.languages.inflection import stems
from shutro.languages.synonyms import synonyms
from shutro.languages.words import common_words
from shutro.text.numerals import to_ascii_digits
from shutro.text.tokens import Token

_RUN = 4  # letters
_SHORTEST = 3  # letters of a stem from which more may come off


@lru_cache(maxsize=65_536)
def concept_of(word: str, code: str) -> str:
    """Return what stands for all words that say the same: the first of its synonyms, its verb, or its stem.

    A stem that could be cut further is cut, so that a word and its genitive come to one; in an unknown language
    it is the word in small letters.
    """
    if code not in available():
        return word.casefold()
    known = synonyms(code)
    for stem in stems(word, code):
        if stem.text in known:
            return known[stem.text]
    read = forms(word, code)
    if read:
        return known.get(read[0].verb, read[0].verb)
    while len(word) >= _SHORTEST and (shorter := stems(word, code)[-1].text) != word:
        word = shorter
        if word in known:
            return known[word]
    return word


def concepts_of(tokens: Iterable[Token], code: str) -> Iterator[str]:
    """Yield the concepts of the words that mean something, and figures behind a #."""
    common = common_words(code)
    for token in tokens:
        if token.kind == "number":
            yield figure_of(token)
        elif token.kind == "word" and token.text not in common:
            concept = concept_of(token.text, code)
            if len(concept) > 1 and concept not in common:
                yield concept


def figure_of(token: Token) -> str:
    """Return what stands for a number, whatever its digits."""
    return "#" + to_ascii_digits(token.text).replace(",", "")


def runs_of(text: str) -> frozenset[str]:
    """Return the runs of four letters of a text, blanks between words counted as one letter."""
    text = " ".join(text.split())
    return frozenset(text[start : start + _RUN] for start in range(len(text) - _RUN + 1))
