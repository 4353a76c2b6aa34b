"""What a trained model is told about a word: its letters, its stems, and what the word lists say of it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress

import msgspec

from shutro.annotate.names.known import Name, known_word
from shutro.annotate.names.words import sense, stems_of
from shutro.annotate.verbs import FINITE, forms
from shutro.languages.lexicon import lexicon

EDGE = "^"  # stands for the word before the first of a sentence, and for the one after the last
OFFSETS = (0, -1, 1, -2, 2)  # places of the words that speak for the kind of a word
_SUFFIXES = tuple((size, f"s{size}=") for size in (1, 2, 3, 4, 5))
_PREFIXES = tuple((size, f"p{size}=") for size in (2, 3, 4))
_FLAGS = ("title", "kin", "initial", "field", "modifier", "noun", "opening")
_LONGEST = 9  # letters; longer words count as that long


class Traits(msgspec.Struct, frozen=True, gc=False):
    """What can be said of a word: much of the word itself, less of a neighbour, little of one further off."""

    own: tuple[str, ...]
    near: tuple[str, ...]
    far: tuple[str, ...]


@lru_cache(maxsize=65_536)
def traits(text: str, code: str) -> Traits:
    """Return the traits of a word or mark."""
    if not (text[:1].isalpha() or any(map(str.isalpha, text))):
        plain = (f"w={'0' if text[:1].isdigit() else text[:1]}",)
        return Traits(plain, plain, plain)
    names = _senses(text, code)
    senses = ["c=" + name for name in names] or ["c="]
    stems = ["f=" + stem.text for stem in stems_of(text, code)]
    whole, length = f"w={text}", len(text)
    shape = (
        *[name + text[-size:] for size, name in _SUFFIXES if length > size],
        *[name + text[:size] for size, name in _PREFIXES if length > size],
        f"l={min(length, _LONGEST)}",
        f"all={''.join(senses)}",
    )
    return Traits(
        own=(whole, *stems, *senses, *shape),
        near=(*stems, *senses, f"s3={text[-3:]}"),
        far=(whole, *senses),
    )


def heard(text: str, offset: int, code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the traits by which a word speaks for the one from which it stands `offset` words off.

    Corpora differ in what they call a name: the second ones speak once more, under one guideline only; of them the
    empty one is what the guideline says by itself.
    """
    if text == EDGE:
        return (EDGE,), ()
    found = traits(text, code)
    if offset == 0:
        return found.own, ("", *found.far)
    return (found.near, found.far) if abs(offset) == 1 else (found.far, ())


def word_features(text: str, offset: int, guideline: str, code: str) -> tuple[str, ...]:
    """Return the features that a word gives to the one from which it stands `offset` words off."""
    shared, guided = heard(text, offset, code)
    return (
        *[f"{offset}{trait}" for trait in shared],
        *[f"{guideline}|{offset}{trait}" if trait else f"{guideline}|" for trait in guided],
    )


def sentence_features(
    texts: Sequence[str], inside: Mapping[int, str], guideline: str, code: str
) -> Iterator[list[str]]:
    """Yield the features of each word of a sentence; `inside` are the places in long names of the lexicon."""
    for at in range(len(texts)):
        found: list[str] = []
        for offset in OFFSETS:
            found += word_features(beside(texts, at, offset), offset, guideline, code)
        if at in inside:
            found.append(inside[at])
        yield found


def beside(texts: Sequence[str], at: int, offset: int) -> str:
    """Return the word that stands `offset` words off, or the edge of the sentence."""
    place = at + offset
    return texts[place] if 0 <= place < len(texts) else EDGE


def long_names(known: Sequence[Name]) -> dict[int, str]:
    """Return, for each token in a name of several words that the lexicon knows, its feature."""
    return {
        at: f"{'first' if at == name.first else 'later'} {name.kind}"
        for name in reversed(known)
        if name.last > name.first
        for at in range(name.first, name.last + 1)
    }


def _senses(text: str, code: str) -> list[str]:
    """Return what the word lists say of a word."""
    found: list[str] = []
    known = known_word(text, code)
    if known is not None:
        form, stem = known
        sure = "*" if form.adjective else "?" if form.guarded else ""
        found.append(f"{form.kind}{sure}{'+' if stem is not None and stem.ending else ''}")
    if text in lexicon(code).lengths:
        found.append("opens")
    word = sense(text, code)
    if word.part is not None:
        found.append("part" if word.part == text else "part+")
    flags = (word.title, word.kin, word.initial, word.field, word.modifier, word.noun, word.opening)
    if True in flags:
        found += compress(_FLAGS, flags)
    if word.role is not None:
        found.append("role")
    readings = forms(text, code)
    if readings and any(form.tense in FINITE for form in readings):
        found.append("verb")
    if text.isascii():
        found.append("latin")
    return found
