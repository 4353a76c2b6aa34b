"""When two spellings may be one name: consonants by their sound, the vowels between them, lists of spellings."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii

from shutro.annotate.names.codes import spelled
from shutro.annotate.names.words import vocabulary
from shutro.errors import LanguageError
from shutro.languages.folder import available, lines, read
from shutro.languages.lexicon import name_words
from shutro.languages.schema.sounds import SoundTable
from shutro.text.numerals import to_ascii_digits

_FAR = 2  # cost of a vowel that seldom stands for another
_MARKS = frozenset(".()’'\",‘“”")
_LETTERS = 2  # of a name in Latin letters, the fewest consonants by which it is known in the other script


@dataclass(frozen=True, slots=True)
class _Sound:
    """A word as it sounds: its consonants by class, as spelled, and the vowels before, between and after them."""

    key: str
    letters: str
    vowels: tuple[str, ...]


@lru_cache(maxsize=65_536)
def sound_key(word: str, code: str) -> str:
    """Return the consonants of a word by how they sound; of an acronym in either script, its letters."""
    if code not in available():
        return word.casefold()
    word = to_ascii_digits(word)
    if word.isascii():
        return word.casefold() if word.isupper() or not word.isalpha() else _latin_key(word, code)
    letters = spelled(word, code)
    return letters if letters is not None and len(letters) > 1 else _sound(_usual(word, code), code).key


@lru_cache(maxsize=65_536)
def is_alike(one: str, other: str, code: str) -> bool:
    """Say whether two words may be spellings of one."""
    if one == other:
        return True
    key = sound_key(one, code)
    if not key or key != sound_key(other, code) or code not in available():
        return False
    if one.isascii() or other.isascii():
        return one.isascii() != other.isascii() and (
            len(key) >= _LETTERS or key.isdecimal() or _is_letter(one, other)
        )
    if plain(one, code) == plain(other, code):
        return True
    parts = vocabulary(code).parts
    known = (one in parts) + (other in parts)
    mine, theirs = _sound(_usual(one, code), code), _sound(_usual(other, code), code)
    return known < 2 and _cost(mine, theirs, code) <= len(key) // 2 - known


def _is_letter(one: str, other: str) -> bool:
    """Say whether a Latin letter stands beside its name in the other script: M and এম."""
    return min(len(one), len(other)) == 1


@lru_cache(maxsize=65_536)
def plain(word: str, code: str) -> str:
    """Return the usual spelling of a word, without the differences that only spelling makes."""
    usual = _usual(word, code)
    for written, kept in _table(code).same.items():
        usual = usual.replace(written, kept)
    return usual


def telling_words(name: str, code: str) -> tuple[str, ...]:
    """Return the words of a name without initials' stops and words such as মো., which many bear."""
    words = tuple(word for word in name_words(name) if word not in _MARKS)
    light = _table(code).title_words if code in available() else ()
    left = tuple(word for word in words if word not in light)
    return left or words


def holds(whole: tuple[str, ...], part: tuple[str, ...], code: str) -> bool:
    """Say whether the words of `part` stand in `whole` side by side, in any spelling."""
    return any(
        all(is_alike(one, other, code) for one, other in zip(whole[at:], part, strict=False))
        for at in range(len(whole) - len(part) + 1)
    )


def slug(name: str) -> str:
    """Return a name in small Latin letters, with hyphens between its words."""
    letters = "".join(ch if ch.isalnum() else "-" for ch in str(anyascii(name)).lower())
    return "-".join(piece for piece in letters.split("-") if piece)


def _usual(word: str, code: str) -> str:
    return _spellings(code).get(word, word)


@lru_cache(maxsize=65_536)
def _sound(word: str, code: str) -> _Sound:
    table = _table(code)
    for written, heard in table.heard.items():
        word = word.replace(written, heard)
    consonants, vowels = _letters(code)
    key, letters, between = "", "", [""]
    for letter in word:
        if (vowel := vowels.get(letter)) is not None:
            if not between[-1].endswith(vowel):
                between[-1] += vowel
        elif (sign := consonants.get(letter)) is not None:
            if key.endswith(sign) and not between[-1]:
                continue
            key, letters = key + sign, letters + table.same.get(letter, letter)
            between.append("")
    return _Sound(key, letters, tuple(between))


@lru_cache(maxsize=65_536)
def _latin_key(word: str, code: str) -> str:
    signs, left = "", word.lower()
    latin = _table(code).latin
    while left:
        piece = next((piece for piece in latin if left.startswith(piece)), left[0])
        sign = latin.get(piece, "")
        signs += "" if signs.endswith(sign) else sign
        left = left[len(piece) :]
    return signs


def _cost(one: _Sound, other: _Sound, code: str) -> float:
    """Return how far apart two words of the same consonant classes are; those of other classes are nowhere near."""
    if one.key != other.key:  # one of them is read as letters
        return float("inf")
    table = _table(code)
    cost: float = sum(left != right for left, right in zip(one.letters, other.letters, strict=True))
    for left, right in zip(one.vowels, other.vowels, strict=True):
        if left == right:
            continue
        if right in table.near.get(left, ()) or left in table.near.get(right, ()):
            cost += 1
        elif right in table.far.get(left, ()) or left in table.far.get(right, ()):
            cost += _FAR
        else:
            return float("inf")
    return cost


@cache
def _letters(code: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the classes of the consonants and of the vowels, by letter."""
    table = _table(code)
    consonants = {letter: sign for sign, letters in table.classes.items() for letter in letters}
    return consonants, {letter: sign for sign, letters in table.vowels.items() for letter in letters}


@cache
def _spellings(code: str) -> Mapping[str, str]:
    """Return the usual spelling of each word that has several."""
    return {word: row[0] for row in lines(code, "spellings") for word in row}


@cache
def _table(code: str) -> SoundTable:
    table: SoundTable = read(code, "sounds", SoundTable)
    if not table.examples:
        raise LanguageError(f"{code}/sounds.toml: the classes have no example")
    return table
