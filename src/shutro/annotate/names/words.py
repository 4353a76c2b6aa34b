"""What a single word may be: a known part of a name, a title, an ordinary word, a word never seen."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import combining

import msgspec

from shutro.languages.folder import lines, read
from shutro.languages.inflection import Stem, by_last, ends_in, stems
from shutro.languages.lexicon import HYPHENS
from shutro.languages.schema.names import NamesTable
from shutro.text.tokens import Token

_APOSTROPHES = "’'"
_LONGEST = 40  # letters; a longer run of letters is no word
_MEMBER = 3  # letters of the shortest member of a compound
_HONORED = 7  # letters of a word that may be a word of respect alone
_HEAD = 4  # letters by which members are looked up
_VIRAMA = 9  # combining class of the sign that joins the letters on either side


Endings = Mapping[str, tuple[str, ...]]  # by their last letter: of many, a word may have few


class Word(msgspec.Struct, frozen=True, gc=False):
    """What a word may be in a name; `part` is the part of a personal name that it is or is inflected from."""

    text: str
    part: str | None
    title: bool  # stands before a name, as written
    role: str | None  # the office it names, without ending
    kin: bool
    initial: bool
    honored: bool  # ends in a word of respect: সুকুমারবাবু
    ordinary: bool
    field: bool
    modifier: bool
    opening: bool  # a part that begins a name
    given: bool  # an ordinary word that is a given name before a surname
    surname: bool  # a part that follows a given name
    counted: bool  # bears the classifier of a thing
    noun: bool  # may end or follow the name of a body or place
    inflected: bool  # bears an ending that leaves a known part, or one that names seldom end in


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The word lists around names, as sets."""

    table: NamesTable
    parts: AbstractSet[str]
    ordinary: AbstractSet[str]
    titles: AbstractSet[str]
    roles: AbstractSet[str]
    kin: AbstractSet[str]
    initials: AbstractSet[str]
    fields: AbstractSet[str]
    modifiers: AbstractSet[str]
    nouns: AbstractSet[str]
    surnames: AbstractSet[str]
    given: AbstractSet[str]
    sure: AbstractSet[str]  # words that are whole as they stand, whatever ending they seem to bear
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]  # last word of a role or title of several words to all
    members: Mapping[
        str, tuple[int, ...]
    ]  # first letters of ordinary words to the lengths of all that begin so
    title_endings: Endings
    role_endings: Endings
    part_endings: Endings
    ordinary_endings: Endings
    place_endings: Endings
    classifiers: Endings


@cache
def vocabulary(code: str) -> Vocabulary:
    """Return the word lists of a language's `names.toml`, `name_parts.tsv`, `ordinary.tsv` and `plain.tsv`."""
    table = read(code, "names", NamesTable)
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in (*table.roles, *table.titles, *table.kin):
        words = tuple(phrase.replace("-", " ").split())
        if len(words) > 1:
            phrases.setdefault(words[-1], []).append(words)
    ordinary = frozenset((*table.plain_words, *_column(code, "ordinary"), *_column(code, "plain")))
    return Vocabulary(
        table=table,
        parts=frozenset(_column(code, "name_parts")),
        ordinary=ordinary,
        titles=frozenset(table.titles),
        roles=frozenset(table.roles),
        kin=frozenset(table.kin),
        initials=frozenset(table.initials),
        fields=frozenset(table.fields),
        modifiers=frozenset(table.modifiers),
        nouns=frozenset((*table.places, *(noun.split()[-1] for kind in table.types for noun in kind.nouns))),
        surnames=frozenset(table.surnames),
        given=frozenset(table.given_words),
        sure=frozenset(
            (*table.roles, *table.titles, *table.letter_words, *table.surnames, *table.plain_words)
        ),
        phrases={last: tuple(found) for last, found in phrases.items()},
        members=_members(ordinary),
        title_endings=by_last(table.title_endings),
        role_endings=by_last(table.role_endings),
        part_endings=by_last(table.part_endings),
        ordinary_endings=by_last(table.ordinary_endings),
        place_endings=by_last(table.place_endings),
        classifiers=by_last(table.classifiers),
    )


def _members(ordinary: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return, for the first letters of words, the lengths of the words that begin with them."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for word in ordinary:
        if len(word) >= _MEMBER:
            lengths[word[:_HEAD]].add(len(word))
    return {head: tuple(found) for head, found in lengths.items()}


def _column(code: str, title: str) -> Iterator[str]:
    return (row[0] for row in lines(code, title))


@lru_cache(maxsize=65_536)
def stems_of(text: str, code: str) -> Sequence[Stem]:
    """Return the candidate stems of a word, also of one whose ending stands behind an apostrophe."""
    if len(text) > _LONGEST:
        return (Stem(text, "", "nominative"),)
    for mark in _APOSTROPHES:
        at = text.find(mark)
        if at > 0:
            return (Stem(text, "", "nominative"), Stem(text[:at], text[at:], "genitive"))
    return stems(text, code)


@lru_cache(maxsize=65_536)
def stem_texts(text: str, code: str) -> frozenset[str]:
    """Return what a word may be without its endings."""
    return frozenset(stem.text for stem in stems_of(text, code))


@lru_cache(maxsize=65_536)
def sense(text: str, code: str) -> Word:
    """Return what a word may be in or around a name."""
    words = vocabulary(code)
    found = [stem.text for stem in stems_of(text, code)]
    part = _part(found, words)
    if part is not None and part != text and text in words.ordinary:
        part = None
    role = next((stem for stem in found if _names_office(stem, words)), None)
    exact = text in words.parts
    return Word(
        text=text,
        part=part,
        title=_is_title(text, words),
        role=role,
        kin=text in words.kin,
        initial=text in words.initials,
        honored=len(text) > _HONORED and any(_is_honored(stem, words) for stem in found),
        ordinary=text in words.ordinary if exact else _is_ordinary(text, code),
        field=text in words.fields,
        modifier=text in words.modifiers,
        counted=not exact and _is_counted(text, words),
        noun=text in words.nouns,
        given=text in words.given,
        surname=part is not None and part in words.surnames,
        opening=text in words.initials or text in words.table.first_parts,
        inflected=(part is not None and part != text)
        or (part is None and text.endswith(words.table.clear_endings)),
    )


def _is_title(text: str, words: Vocabulary) -> bool:
    """Say whether a word stands before a person's name."""
    compound = ends_in(text, words.title_endings) and text not in words.table.title_endings
    return (
        (compound and text not in words.parts)
        or text in words.titles
        or text in words.kin
        or _names_office(text, words)
    )


def _is_counted(text: str, words: Vocabulary) -> bool:
    """Say whether a word ends in a classifier, which an open syllable or consonant must precede: পার্টি has none."""
    ending = next(filter(text.endswith, words.classifiers.get(text[-1:], ())), None)
    return ending is not None and len(text) - len(ending) > 2 and combining(text[-len(ending) - 1]) != _VIRAMA


def is_role(text: str, code: str) -> bool:
    """Say whether a word without ending names an office."""
    return _names_office(text, vocabulary(code))


def _names_office(text: str, words: Vocabulary) -> bool:
    endings = words.role_endings.get(text[-1:])
    if endings is not None and text.endswith(endings) and text not in endings:
        return True
    return text in words.roles


def is_near(tokens: Sequence[Token], index: int) -> bool:
    """Say whether the token after `index` follows it in the same phrase: after one space, or none at a hyphen."""
    if index + 1 >= len(tokens):
        return False
    here, there = tokens[index], tokens[index + 1]
    gap = there.start - here.end
    return gap == 1 or (gap == 0 and (here.text in HYPHENS or there.text in HYPHENS))


def title_start(tokens: Sequence[Token], last: int, code: str) -> int | None:
    """Return where the title or role that ends with the token `last` begins, or None if none does."""
    for phrase in vocabulary(code).phrases.get(tokens[last].text, ()):
        first = last - len(phrase) + 1
        if first >= 0 and tuple(token.text for token in tokens[first : last + 1]) == phrase:
            return first
    return last if sense(tokens[last].text, code).title else None


def _part(stem_words: Sequence[str], words: Vocabulary) -> str | None:
    endings, parts, honorifics = words.part_endings, words.parts, words.table.honorifics
    for stem in stem_words:
        if stem in parts or (stem.endswith(honorifics) and _is_honored(stem, words)):
            return stem
        if len(stem) > 5 and ends_in(stem, endings) and stem not in words.ordinary:
            return stem
    return None


def _is_honored(text: str, words: Vocabulary) -> bool:
    endings = words.table.honorifics
    return text.endswith(endings) and len(text) > _HONORED and text not in words.ordinary


def _is_ordinary(text: str, code: str) -> bool:
    words = vocabulary(code)
    if len(text) < 2 or text in words.table.joiners or ends_in(text, words.ordinary_endings):
        return True
    ordinary, roles, titles = words.ordinary, words.roles, words.titles
    found = stems_of(text, code)
    for stem in found:
        plain = stem.text
        if plain in ordinary or plain in roles or plain in titles:
            return True
        if stem.ending and (plain in words.fields or plain in words.modifiers):
            return True
    return any(_is_compound(stem.text, words) for stem in found)


def _is_compound(text: str, words: Vocabulary) -> bool:
    """Say whether a word is made of two ordinary ones: কৃষিপণ্য; names of places and persons are made so, too."""
    if not 2 * _MEMBER <= len(text) <= _LONGEST or text in words.parts or ends_in(text, words.place_endings):
        return False
    plain = words.ordinary
    last = len(text) - _MEMBER
    lengths = [*words.members.get(text[:_MEMBER], ()), *words.members.get(text[:_HEAD], ())]
    for at in lengths:
        end = text[at:]
        if (
            at <= last
            and end in plain
            and text[:at] in plain
            and not (end in words.parts or end in words.nouns)
        ):
            return True
    return False
