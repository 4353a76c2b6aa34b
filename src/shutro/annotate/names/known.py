"""Names that the lexicon knows, in any inflected form, with or without hyphens."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

import msgspec
import regex

from shutro.annotate.names.words import stems_of, vocabulary
from shutro.languages.inflection import Stem
from shutro.languages.lexicon import HYPHENS, Form, Lexicon, lexicon
from shutro.model import MentionKind, Span
from shutro.text.tokens import Token

_BESIDE = 3  # words on either side in which a guarded name looks for its context


class Name(msgspec.Struct, frozen=True, gc=False):
    """A candidate: tokens `first` to `last`, what they name, and the lexicon's form where it has one."""

    first: int
    last: int
    span: Span
    kind: MentionKind
    lemma: str
    form: Form | None = None
    weight: int = 0  # of two that overlap and are as long, the heavier is kept
    bare: bool = True  # without a case ending


def known_names(tokens: Sequence[Token], code: str) -> Iterator[Name]:
    """Yield the longest known name at each token, and the one of a single word."""
    return known_at(tokens, [at for at, token in enumerate(tokens) if may_be_known(token.text, code)], code)


def may_be_known(text: str, code: str) -> bool:
    """Say whether a name that the lexicon knows may begin with a word or number."""
    return text in lexicon(code).lengths or known_word(text, code) is not None


def known_at(tokens: Sequence[Token], places: Iterable[int], code: str) -> Iterator[Name]:
    """Yield the known names that begin at some tokens: the longest, and the one of a single word."""
    names = lexicon(code)
    for first in places:
        if tokens[first].kind == "mark":
            continue
        for found in (_longest(tokens, first, names, code), _single(tokens, first, code)):
            if found is not None and _is_free(tokens, found, code):
                yield found


def make_name(
    tokens: Sequence[Token], first: int, last: int, kind: MentionKind, stem: Stem, *, weight: int = 0
) -> Name:
    """Return the candidate of these tokens, whose last word has this stem."""
    start, end = tokens[first].start, tokens[last].end
    if first == last:
        return Name(first, last, Span(start, end), kind, stem.text, weight=weight, bare=not stem.ending)
    written = "".join(
        tokens[at].text + " " * (at < last and tokens[at + 1].start > tokens[at].end)
        for at in range(first, last)
    )
    return Name(first, last, Span(start, end), kind, written + stem.text, weight=weight, bare=not stem.ending)


def _longest(tokens: Sequence[Token], first: int, names: Lexicon, code: str) -> Name | None:
    left = names.lengths.get(tokens[first].text, 0)
    if not left:
        return None
    words: tuple[str, ...] = (tokens[first].text,)
    at, found = first, None
    while left and at + 1 < len(tokens):
        at += 1
        gap = tokens[at].start - tokens[at - 1].end
        if gap > 1:
            break
        if tokens[at].text in HYPHENS:
            continue
        for stem in stems_of(tokens[at].text, code):
            form = names.forms.get((*words, stem.text))
            if form is not None:
                found = _name(tokens, first, at, form, stem)
                break
        words = (*words, tokens[at].text)
        left -= 1
    return found


def _single(tokens: Sequence[Token], first: int, code: str) -> Name | None:
    found = known_word(tokens[first].text, code)
    if found is None:
        return None
    form, stem = found
    if stem is not None:
        return _name(tokens, first, first, form, stem)
    span = Span(tokens[first].start, tokens[first].at(len(form.name)))
    return Name(first, first, span, form.kind, form.name, form, 5)


@lru_cache(maxsize=65_536)
def known_word(text: str, code: str) -> tuple[Form, Stem | None] | None:
    """Return the form that a word is, with its stem; without one where a compound begins with it: বিএনপিপন্থি."""
    names = lexicon(code)
    for stem in stems_of(text, code):
        if stem.ending and text in vocabulary(code).sure:
            return None
        form = names.single.get(stem.text)
        if form is not None:
            return form, stem
    if _tails(code).search(text, 2) is None:
        return None
    for tail in vocabulary(code).table.tails:
        at = text.find(tail, 2)
        if at > 0 and (form := names.single.get(text[:at])) is not None:
            return form, None
    return None


@cache
def _tails(code: str) -> regex.Pattern[str]:
    """Return the second members of compounds with a name: few words hold one."""
    return regex.compile("|".join(map(regex.escape, vocabulary(code).table.tails)))


def _name(tokens: Sequence[Token], first: int, last: int, form: Form, stem: Stem) -> Name:
    made = make_name(tokens, first, last, form.kind, stem, weight=5)
    return Name(first, last, made.span, form.kind, made.lemma, form, 5, made.bare)


def _is_free(tokens: Sequence[Token], name: Name, code: str) -> bool:
    """Say whether a name may stand here: a guarded one needs a neighbour that speaks for it."""
    if name.form is not None and name.form.adjective and name.last + 1 < len(tokens):
        return not _is_currency(tokens[name.last + 1].text, code)
    if name.first and (tokens[name.first - 1].text, tokens[name.last].text) in _idioms(code):
        return False
    if name.form is None or not name.form.guarded:
        return True
    context = vocabulary(code).table.places if name.kind == "LOC" else vocabulary(code).table.context
    beside = (
        *tokens[max(0, name.first - _BESIDE) : name.first],
        *tokens[name.last + 1 : name.last + 1 + _BESIDE],
    )
    return any(stem.text in context for token in beside for stem in stems_of(token.text, code))


def _is_currency(text: str, code: str) -> bool:
    """Say whether a word names a currency, which a state's adjective goes with without naming the state."""
    return any(stem.text in vocabulary(code).table.currencies for stem in stems_of(text, code))


@cache
def _idioms(code: str) -> frozenset[tuple[str, str]]:
    pairs = (idiom.split() for idiom in vocabulary(code).table.idioms)
    return frozenset((first, last) for first, last in pairs)
