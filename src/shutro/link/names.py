"""When two spellings may be one name: keys by consonants, and a measure of likeness."""

from functools import cache, lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

from shutro.annotate.names.codes import spelled
from shutro.errors import LanguageError
from shutro.languages.folder import available, read
from shutro.languages.lexicon import name_words
from shutro.languages.schema.sounds import SoundTable

_ALIKE = 70.0  # least likeness, of 100, of two spellings that share their key


@lru_cache(maxsize=65_536)
def sound_key(word: str, code: str) -> str:
    """Return the consonants of a word by how they sound; of an acronym in either script, its letters."""
    if word.isascii() or code not in available():
        return word.casefold()
    letters = spelled(word, code)
    if letters is not None and len(letters) > 1:
        return letters
    heard = [sound for letter in word if (sound := _sounds(code).get(letter)) is not None]
    return "".join(sound for at, sound in enumerate(heard) if at == 0 or sound != heard[at - 1])


@lru_cache(maxsize=65_536)
def is_alike(one: str, other: str, code: str) -> bool:
    """Say whether two words may be spellings of one."""
    if one == other:
        return True
    if sound_key(one, code) != sound_key(other, code) or not sound_key(one, code):
        return False
    return one.isascii() != other.isascii() or fuzz.ratio(one, other) >= _ALIKE


def telling_words(name: str, code: str) -> tuple[str, ...]:
    """Return the words of a name without initials' stops and words such as মো., which many bear."""
    words = tuple(word for word in name_words(name) if word not in ".()’'\",")
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


@cache
def _sounds(code: str) -> dict[str, str]:
    return {letter: sign for sign, letters in _table(code).classes.items() for letter in letters}


@cache
def _table(code: str) -> SoundTable:
    table: SoundTable = read(code, "sounds", SoundTable)
    if not table.examples:
        raise LanguageError(f"{code}/sounds.toml: the classes have no example")
    return table
