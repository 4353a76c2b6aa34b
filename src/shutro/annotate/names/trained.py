"""Names that a trained model finds where neither the lexicon nor a rule speaks."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

from shutro.annotate.names.bodies import type_stems
from shutro.annotate.names.decoding import Found, find_labelled
from shutro.annotate.names.endings import last_stem
from shutro.annotate.names.features import EDGE, OFFSETS, long_names
from shutro.annotate.names.known import Name, known_word, make_name
from shutro.annotate.names.weights import OWN, Packed, Row, feature_row, lead_of, unpacked, weights, word_rows
from shutro.annotate.names.words import sense, vocabulary
from shutro.annotate.verbs import FINITE, forms
from shutro.languages.lexicon import HYPHENS
from shutro.model import Span
from shutro.text.remembered import Remembered
from shutro.text.tokens import Token

LINE_END = "\n"  # text of the mark that stands for a line end
SURE = 0.75  # probability from which a name is believed
_LONGEST = 12  # words on either side of the one at which a search begins
_LIKELY = -150  # lead of the label of no name, by a word's own features, below which a search begins
_DOUBTFUL = -300  # the same, by all features, below which a search goes on
_SETTLED = 150  # lead of the label of no name from which the labels beside it change nothing
_PAIR = 3  # tokens of two words and a hyphen
REACH = 2  # words on either side that speak for the label of one

GAP = (EDGE,) * REACH


def find_unknown(
    tokens: Sequence[Token], sentences: Sequence[Span], sure: Sequence[Name], likely: Iterable[int], code: str
) -> Iterator[Name]:
    """Yield the names that the model is sure enough of; `sure` are those already found, `likely` where it looks."""
    explained = {at for name in sure for at in range(name.first, name.last + 1)}
    searched = frozenset(likely) - explained
    if not searched:
        return
    texts, places = _laid_out(tokens, sentences)
    long = long_names([name for name in sure if name.form is not None])
    inside = {place: long[at] for place, at in enumerate(places) if at in long} if long else {}
    open_places = [place for place, at in enumerate(places) if at in searched]
    for found in find_trained(texts, open_places, inside, OWN, code):
        first, last = _bounds(tokens, places[found.first], places[found.last], found.kind, code)
        if found.sure < SURE or (found.kind == "ORG" and _is_pair(tokens[first : last + 1])):
            continue
        if found.kind == "PER" and first == last and sense(tokens[first].text, code).role is not None:
            continue
        if f"{tokens[first].text} {tokens[last].text}" in vocabulary(code).table.idioms:
            continue  # *this ruling*
        if explained.isdisjoint(range(first, last + 1)):
            yield make_name(
                tokens, first, last, found.kind, last_stem(tokens[last].text, found.kind, code), weight=1
            )


def _bounds(tokens: Sequence[Token], first: int, last: int, kind: str, code: str) -> tuple[int, int]:
    """Return the ends of a found name without a verb or *and* before a person, or the place behind a body."""
    if kind == "PER" and first < last and _is_loose(tokens, first, code):
        return first + 1, last
    owner = known_word(tokens[last].text, code) if kind == "ORG" and first < last else None
    if owner is not None and owner[0].kind == "LOC" and type_stems(tokens[last - 1].text, code):
        return first, last - 1
    return first, last


def _is_loose(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Say whether a word before a person's name is none of it: a verb, or *and* that begins a sentence."""
    word = sense(tokens[at].text, code)
    if not word.ordinary or word.part is not None:
        return False
    if word.initial:
        return at == 0 or tokens[at - 1].kind == "mark"
    return any(form.tense in FINITE for form in forms(word.text, code))


def _is_pair(words: Sequence[Token]) -> bool:
    """Say whether two words are joined by a hyphen: rather two things than a body."""
    return len(words) == _PAIR and words[1].text in HYPHENS


def _laid_out(tokens: Sequence[Token], sentences: Sequence[Span]) -> tuple[list[str], list[int]]:
    """Return the words with edges between sentences, and for each its token, -1 for an edge."""
    texts, places = list(GAP), [-1] * REACH
    ends = iter([*(sentence.end for sentence in sentences), sys.maxsize])
    end = next(ends)
    for at, token in enumerate(tokens):
        if token.start >= end:
            texts += GAP
            places += [-1] * REACH
            while token.start >= end:
                end = next(ends)
        if token.text != LINE_END:
            texts.append(token.text)
            places.append(at)
    return [*texts, *GAP], [*places, *[-1] * REACH]


def find_trained(
    texts: Sequence[str], open_places: Iterable[int], inside: Mapping[int, str], guideline: str, code: str
) -> Iterator[Found]:
    """Yield the names that the model finds around some places of sentences, with two edges before and after each.

    `inside` are the places in long names of the lexicon (`features.long_names`).
    """
    model = weights(code)
    if model is None:
        return
    told = [(offset, word_rows(offset, guideline, code)) for offset in OFFSETS]
    done = -1
    for place in open_places:
        if place <= done:
            continue
        rows = [_row(texts, place, told, inside, code)]
        if _lead(rows[0]) > _DOUBTFUL:
            continue
        first = place
        while place - first < _LONGEST and first > done + 1 and texts[first - 1] != EDGE:
            row = _row(texts, first - 1, told, inside, code)
            if _lead(row) > _SETTLED:
                break
            first -= 1
            rows.insert(0, row)
        done = place
        while done - place < _LONGEST and texts[done + 1] != EDGE:
            row = _row(texts, done + 1, told, inside, code)
            if _lead(row) > _SETTLED:
                break
            done += 1
            rows.append(row)
        for found in find_labelled(rows, model):
            yield Found(first + found.first, first + found.last, found.kind, found.sure)


def is_likely(text: str, guideline: str, code: str) -> bool:
    """Say whether a word by itself is rather of a name than not; of a name that the lexicon knows, it decides."""
    if weights(code) is None:
        return False
    known = known_word(text, code)
    if guideline == OWN and known is not None and not known[0].guarded:
        return False
    return lead_of(text, guideline, code) < _LIKELY


def _lead(row: Row) -> int:
    return row[0] - max(row[1:])


def _row(
    texts: Sequence[str],
    at: int,
    told: Iterable[tuple[int, Remembered[Packed]]],
    inside: Mapping[int, str],
    code: str,
) -> Row:
    """Return the scores of the labels of a word, which those `told` of each word beside it make up."""
    row = sum([rows[texts[at + offset]] for offset, rows in told])
    if at in inside:
        row += feature_row(inside[at], code)
    return unpacked(row, code)
