"""Bodies, buildings and places, known by the type noun that ends their name or follows it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from shutro.annotate.names.known import Name, known_word, make_name
from shutro.annotate.names.words import is_near, sense, stems_of, vocabulary
from shutro.annotate.verbs import FINITE, forms
from shutro.errors import LanguageError
from shutro.languages.inflection import Stem, ends_in
from shutro.languages.lexicon import HYPHENS
from shutro.languages.schema.names import TypeNoun
from shutro.model import MentionKind
from shutro.text.tokens import Token, tokenize

_LONGEST = 7  # words before a type noun
_YEAR = 4  # digits of a year
_APART = (
    ("MISC", "ORG"),
    ("LOC", "FAC"),
)  # kinds of a type noun and of known names that do not open its names
_ENOUGH = 2  # weight of the words before a type noun that make a name


@dataclass(frozen=True, slots=True)
class _Types:
    """Type nouns by their last word; each with the words before it."""

    nouns: Mapping[str, tuple[tuple[tuple[str, ...], TypeNoun], ...]]


def find_bodies(
    tokens: Sequence[Token], places: Iterable[int], known: Mapping[int, Name], code: str
) -> Iterator[Name]:
    """Yield names that end in a type noun; `known` are the names of the lexicon by their last token."""
    for at in places:
        if at in known and known[at].first < at:  # a whole name already
            name = _of_state(tokens, known[at], known, code) or _closed(tokens, known[at], code)
            if name is not None:
                yield name
            continue
        for stem in type_stems(tokens[at].text, code):
            name = _body(tokens, at, stem, known, code)
            if name is not None:
                yield name
                break


def _of_state(tokens: Sequence[Token], body: Name, known: Mapping[int, Name], code: str) -> Name | None:
    """Return a known body with the state before it that it belongs to: ভারতের বিদেশ মন্ত্রক."""
    state = known.get(body.first - 1)
    if body.kind != "ORG" or state is None or not is_near(tokens, body.first - 1):
        return None
    if state.bare:
        return _named_after(tokens, state, body, code) if _is_state(state) else None
    if not _is_owner(tokens, state, code):
        return None
    for stem in type_stems(tokens[body.last].text, code):
        for before, noun in _types(code).nouns[stem.text]:
            if (
                noun.sovereign
                and noun.fields
                and not before
                and _may_open(state, state.last, noun, weight=0, fields=1)
            ):
                return make_name(tokens, state.first, body.last, "ORG", stem, weight=5)
    return None


def _named_after(tokens: Sequence[Token], state: Name, body: Name, code: str) -> Name | None:
    """Return a known body that ends in a type noun with the state before it: বাংলাদেশ আবহাওয়া অধিদপ্তর."""
    adjective = state.form is not None and state.form.adjective
    stem = next(iter(type_stems(tokens[body.last].text, code)), None)
    whole = body.first == body.last or known_word(tokens[body.first].text, code) is not None
    if adjective or stem is None or whole:
        return None
    return make_name(tokens, state.first, body.last, "ORG", stem, weight=5)


def _closed(tokens: Sequence[Token], body: Name, code: str) -> Name | None:
    """Return a known body with the words that close its name: … ব্যাংক পিএলসি."""
    stem = next((s for s in stems_of(tokens[body.last].text, code) if not s.ending), None)
    if body.kind != "ORG" or stem is None or not body.bare:
        return None
    last, stem = _right(tokens, body.last, stem, code)
    return make_name(tokens, body.first, last, "ORG", stem, weight=5) if last > body.last else None


@lru_cache(maxsize=65_536)
def type_stems(text: str, code: str) -> tuple[Stem, ...]:
    """Return the stems of a word that are the last word of a type noun, which bears no classifier: not দলটি."""
    nouns, classifiers = _types(code).nouns, vocabulary(code).table.classifiers
    found = [
        stem
        for stem in stems_of(text, code)
        if stem.text in nouns and not stem.ending.startswith(classifiers)
    ]
    if found and text not in nouns and any(form.tense in FINITE for form in forms(text, code)):
        return ()  # দানা বাঁধে
    return tuple(found)


def find_places(
    tokens: Sequence[Token], places: Iterable[int], known: Mapping[int, Name], code: str
) -> Iterator[Name]:
    """Yield places: unknown words before a noun such as গ্রাম, or with an ending of the names of places."""
    for at in places:
        place = as_place(tokens[at].text, code)
        if at in known or place is None:
            continue
        if (
            place.ending
            or _endsas_place(place.text, code)
            or (is_near(tokens, at) and _is_place_noun(tokens[at + 1].text, code))
        ):
            yield make_name(tokens, at, at, "LOC", place, weight=2)


@lru_cache(maxsize=65_536)
def as_place(text: str, code: str) -> Stem | None:
    """Return the stem of a word that may name a place, because of its ending or, as it stands, of what follows."""
    word = sense(text, code)
    if len(text) < 3 or word.ordinary or word.title or word.role is not None or word.modifier:
        return None
    if word.part is not None or word.noun:
        return None
    named = next((stem for stem in stems_of(text, code) if _endsas_place(stem.text, code)), None)
    return named or (None if word.inflected else Stem(text, "", "nominative"))


@lru_cache(maxsize=65_536)
def _is_place_noun(text: str, code: str) -> bool:
    return any(stem.text in vocabulary(code).table.places for stem in stems_of(text, code))


def find_opened(
    tokens: Sequence[Token], places: Iterable[int], known: Mapping[int, Name], code: str
) -> Iterator[Name]:
    """Yield the unknown word after a phrase that opens a name: ঘূর্ণিঝড় সিত্রাং."""
    table = vocabulary(code).table
    openers = _openers(code)
    for at in places:
        text = tokens[at].text
        phrase = text if at == 0 else f"{tokens[at - 1].text} {text}"
        kind = openers.get(text) or openers.get(phrase)
        if kind is None or not is_near(tokens, at) or at + 1 in known or tokens[at + 1].kind != "word":
            continue
        text = tokens[at + 1].text
        if not sense(text, code).ordinary:
            found = stems_of(text, code)
            stem = next((stem for stem in found if stem.ending in table.clear_endings), found[0])
            yield make_name(tokens, at + 1, at + 1, kind, stem, weight=2)


@cache
def _openers(code: str) -> dict[str, MentionKind]:
    return {words: opener.kind for opener in vocabulary(code).table.openers for words in opener.words}


def may_open(text: str, code: str) -> bool:
    """Say whether a phrase that opens a name ends with a word."""
    return text in _opening_words(code)


@cache
def _opening_words(code: str) -> frozenset[str]:
    return frozenset(words.split()[-1] for words in _openers(code))


def find_branches(tokens: Sequence[Token], known: Sequence[Name], code: str) -> Iterator[Name]:
    """Yield branches of known bodies at a place: ঢাকা মহানগর উত্তর বিএনপি."""
    ends = {name.last: name for name in known if name.kind == "LOC" and name.bare}
    for body in known:
        at = body.first
        if body.kind != "ORG" or not is_near(tokens, at - 1) or at < 2:
            continue
        while at > 1 and is_near(tokens, at - 1) and tokens[at - 1].text in vocabulary(code).table.branches:
            at -= 1
        place = ends.get(at - 1)
        if place is not None and at < body.first and is_near(tokens, at - 1):
            stem = next(
                (s for s in stems_of(tokens[body.last].text, code) if body.lemma.endswith(s.text)), None
            )
            if stem is not None:
                yield make_name(tokens, place.first, body.last, "ORG", stem, weight=5)


def _endsas_place(text: str, code: str) -> bool:
    words = vocabulary(code)
    return len(text) > 4 and ends_in(text, words.place_endings) and text not in words.table.place_endings


def _body(tokens: Sequence[Token], at: int, stem: Stem, known: Mapping[int, Name], code: str) -> Name | None:
    for before, noun in _types(code).nouns.get(stem.text, ()):
        head = at - len(before)
        if head < 0 or tuple(token.text for token in tokens[head:at]) != before:
            continue
        first, weight = _left(tokens, head, noun, known, code)
        last, stem = (
            _right(tokens, at, stem, code) if noun.kind != "MISC" else _year(tokens, at, stem, noun, code)
        )
        if weight + _ENOUGH * (last > at + 1) >= _ENOUGH and _is_named(
            tokens, first, head, known, noun, code
        ):
            return make_name(tokens, first, last, noun.kind, stem, weight=4)
    return None


def _left(
    tokens: Sequence[Token], head: int, noun: TypeNoun, known: Mapping[int, Name], code: str
) -> tuple[int, int]:
    """Return where the name begins, and the weight of the words before its type noun."""
    first, weight, fields = head, 0, 0
    strict: tuple[int, int] | None = None  # the name as far as its words are sure, once they no longer are
    while first > 0 and head - first < _LONGEST and is_near(tokens, first - 1):
        at = first - 1
        if tokens[at].text in HYPHENS:
            first = at
            continue
        name = known.get(at)
        if name is not None:
            if (
                (name.bare or _is_owner(tokens, name, code))
                and _may_open(name, at, noun, weight=weight, fields=fields)
                and (strict is None or _is_state(name))
            ):
                first, weight, strict = name.first, weight + _ENOUGH, None
                other = known.get(first - 2)
                if other is not None and other.kind == name.kind and tokens[first - 1].text in HYPHENS:
                    first = other.first
            break
        gain = _gain(tokens, at, noun, weight, code)
        if gain is None:
            if noun.kind != "ORG" or noun.plain or not _is_plain_noun(tokens[at].text, code):
                break
            strict, gain = strict or (first, weight), 0
        first, weight = at, weight + gain
        fields += sense(tokens[at].text, code).field
    if strict is not None:
        first, weight = strict
    honored = tokens[first - 1].text in vocabulary(code).table.honors if first and first < head else False
    if honored and is_near(tokens, first - 1) and sense(tokens[first].text, code).part is not None:
        first -= 1
    while first < head and (tokens[first].text in HYPHENS or _joins(tokens[first].text, code)):
        first += 1
    is_person = _is_person(tokens, first, head, noun, code)
    return first, 0 if is_person or (noun.fields and not fields) else weight


def _is_person(tokens: Sequence[Token], first: int, head: int, noun: TypeNoun, code: str) -> bool:
    """Say whether words before a type noun are a person: *counsel Firoz Eduljee (said) in court*."""
    if noun.placed and first < head and all(sense(t.text, code).part for t in tokens[first:head]):
        return True
    if noun.named or noun.fields or noun.sovereign:
        return False
    for at in (first, first - 1):
        if 0 <= at < head - 2 and is_near(tokens, at) and sense(tokens[at + 1].text, code).part is not None:
            word = sense(tokens[at].text, code)
            if (word.title or word.role) and word.text not in vocabulary(code).table.honors:
                return True
    return False


def _is_named(
    tokens: Sequence[Token], first: int, head: int, known: Mapping[int, Name], noun: TypeNoun, code: str
) -> bool:
    """Say whether more than modifiers stand before the type noun of a building: not জেলা কেন্দ্রীয় কারাগার."""
    named = noun.kind == "FAC" or noun.named
    if not named or first == head or tokens[first].text in vocabulary(code).table.sole:
        return True
    return any(at in known or not sense(tokens[at].text, code).modifier for at in range(first, head))


def _is_state(name: Name) -> bool:
    return (
        name.kind == "LOC" and name.bare and name.form is not None and (name.form.key or "").startswith("Q")
    )


def _is_owner(tokens: Sequence[Token], name: Name, code: str) -> bool:
    """Say whether a known name is in the genitive: ভারতের, not ভারতে."""
    return any(
        stem.case == "genitive" and name.lemma.endswith(stem.text)
        for stem in stems_of(tokens[name.last].text, code)
    )


def _is_plain_noun(text: str, code: str) -> bool:
    """Say whether an ordinary word may stand between a state and a type noun: it bears no ending."""
    word = sense(text, code)
    return (
        text in vocabulary(code).ordinary
        and not (word.title or word.inflected or word.role)
        and not _joins(text, code)
    )


def _may_open(name: Name, at: int, noun: TypeNoun, *, weight: int, fields: int) -> bool:
    """Say whether a known name that ends at the token `at` may be the first part of a body's name."""
    form = name.form
    if form is None or form.guarded or name.last != at:
        return False
    if (noun.kind, name.kind) in _APART or (noun.plain and name.kind == "MISC"):
        return False
    if noun.kind == "FAC" and form.adjective and not weight:
        return False
    if noun.sovereign and not noun.fields and noun.kind == "ORG" and name.kind != "LOC":
        return False
    if name.kind == "PER":
        return (noun.kind == "FAC" and name.first < name.last) and (name.bare != noun.sovereign)
    if not name.bare:
        is_state = name.kind == "LOC" and (form.key or "").startswith("Q") and not form.adjective
        return (noun.sovereign and noun.kind == "ORG" and is_state) or (fields > 0 and name.kind == "ORG")
    return not (noun.kind == "FAC" and weight > _ENOUGH and name.kind == "LOC")


def _gain(tokens: Sequence[Token], at: int, noun: TypeNoun, weight: int, code: str) -> int | None:
    """Return what the word adds to the weight of a name, or None if the name cannot hold it."""
    text = tokens[at].text
    if tokens[at].kind != "word":
        return 1 if weight and tokens[at].kind == "number" and noun.kind in ("ORG", "FAC") else None
    word = sense(text, code)
    if _joins(text, code):
        here, before = sense(tokens[at + 1].text, code), sense(tokens[at - 1].text, code)
        both = (here.field or here.modifier) and (before.field or before.modifier)
        return 0 if weight and at > 0 and both else None
    if text in vocabulary(code).table.links:
        return 0 if weight and at > 0 and not sense(tokens[at - 1].text, code).ordinary else None
    table = vocabulary(code).table
    if text.endswith(table.counted) or (not noun.fields and (word.kin or text in table.vague | table.breaks)):
        return None
    if word.field:
        return _ENOUGH if noun.fields else 1
    if word.modifier:
        return 1 if noun.kind in ("ORG", "FAC") else 0
    if word.part is not None and word.part == text and not word.ordinary:
        return None if noun.plain else _ENOUGH
    if any(form.tense in FINITE for form in forms(text, code)):
        return None
    if word.title and word.role is None and noun.kind == "ORG" and not (noun.fields or noun.plain):
        return 1
    if word.ordinary or word.inflected or word.title or word.role is not None or word.initial:
        return None
    if (noun.fields and noun.kind == "ORG") or noun.plain:
        return None
    if noun.kind == "FAC" and weight >= _ENOUGH and _endsas_place(text, code):
        return None
    looks_genitive = any(
        stem.ending and stem.text in vocabulary(code).ordinary for stem in stems_of(text, code)
    )
    return None if looks_genitive else _ENOUGH


def _joins(text: str, code: str) -> bool:
    return text in vocabulary(code).table.joiners


def _right(tokens: Sequence[Token], at: int, stem: Stem, code: str) -> tuple[int, Stem]:
    """Return where the name ends: after the type noun, or after অব and what follows, or লিমিটেড."""
    table = vocabulary(code).table
    last = at
    while last + 2 < len(tokens) and not stem.ending and is_near(tokens, last) and is_near(tokens, last + 1):
        if tokens[last + 1].text not in table.links or tokens[last + 2].kind != "word":
            break
        last += 2
        while last + 1 < len(tokens) and is_near(tokens, last) and tokens[last + 1].kind == "word":
            word = sense(tokens[last + 1].text, code)
            if word.ordinary or word.title or sense(tokens[last].text, code).inflected:
                break
            last += 1
        stem = stems_of(tokens[last].text, code)[0]
    while last + 1 < len(tokens) and not stem.ending and is_near(tokens, last):
        closing = next((s for s in stems_of(tokens[last + 1].text, code) if s.text in table.after), None)
        if closing is None:
            break
        last, stem = last + 1, closing
    return last, stem


def _year(tokens: Sequence[Token], at: int, stem: Stem, noun: TypeNoun, code: str) -> tuple[int, Stem]:
    """Return where the name of a law ends: after the year that stands behind a comma."""
    after = tokens[at + 1 : at + 3]
    if not noun.fields or stem.ending or len(after) < 2 or after[0].text not in vocabulary(code).table.commas:
        return _right(tokens, at, stem, code)
    is_year = after[1].kind == "number" and len(after[1].text) == _YEAR and after[0].start == tokens[at].end
    return (at + 2, stems_of(after[1].text, code)[0]) if is_year else (at, stem)


@cache
def _types(code: str) -> _Types:
    nouns: dict[str, list[tuple[tuple[str, ...], TypeNoun]]] = {}
    for noun in vocabulary(code).table.types:
        if not noun.examples:
            raise LanguageError(f"{code}/names.toml: type noun {noun.nouns[0]!r} has no example")
        for phrase in noun.nouns:
            words = tuple(token.text for token in tokenize(phrase))
            nouns.setdefault(words[-1], []).append((words[:-1], noun))
    ordered = {last: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for last, found in nouns.items()}
    return _Types(ordered)
