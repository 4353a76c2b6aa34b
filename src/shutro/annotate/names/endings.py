"""Endings of unknown names: which part of their last word is the name."""

from collections.abc import Sequence

from shutro.annotate.names.known import known_word
from shutro.annotate.names.words import sense, stems_of
from shutro.languages.inflection import Stem
from shutro.model import MentionKind

_STEM = 4  # letters of an unknown name, without its ending
_ROOT = 3  # letters of a word without the whole of its ending


def last_stem(text: str, kind: MentionKind, code: str) -> Stem:
    """Return the stem of the last part: the known part, else the word without a clear ending, else the word.

    A person is no place: what may be an objective is no locative of a longer name.
    """
    found = stems_of(text, code)
    part = sense(text, code).part
    if part is not None:
        return next(stem for stem in found if stem.text == part)
    if kind == "ORG" and (typed := _typed(found, code)) is not None:
        return typed
    if sense(text, code).inflected:
        ending = [stem for stem in found if stem.ending]
        inner = [stem for stem in ending if stem.case != "locative"] if kind == "PER" else []
        return _whole_ending(inner or ending) or found[0]
    return next((stem for stem in found if is_genitive(stem)), found[0])


def _typed(found: Sequence[Stem], code: str) -> Stem | None:
    """Return the stem that says what kind of body it is, or that is a known name: সমিতির, ইসির."""
    inflected = (stem for stem in found if stem.ending)
    return next((s for s in inflected if sense(s.text, code).noun or known_word(s.text, code)), None)


def _whole_ending(found: Sequence[Stem]) -> Stem | None:
    """Return the first stem, or the one from which the whole of its ending is off: মঞ্চ-এর, not মঞ্চে-র."""
    first = next(iter(found), None)
    if first is None:
        return None
    whole = first.text[-1:] + first.ending
    longer = (stem for stem in found if stem.ending == whole and stem.case == first.case)
    return next((stem for stem in longer if len(stem.text) >= _ROOT), first)


def is_genitive(stem: Stem) -> bool:
    """Say whether the ending of an unknown word is long enough to be one: হ্যাজলউডের, not টার্নার."""
    return stem.case == "genitive" and len(stem.ending) > 1 and len(stem.text) >= _STEM
