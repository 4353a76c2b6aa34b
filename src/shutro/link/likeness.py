"""Whether two of one name are one: persons by what they are, bodies by the words that their names may go without."""

from collections.abc import Sequence
from functools import cache, lru_cache

from shutro.annotate.names.codes import spelled
from shutro.annotate.names.words import sense, vocabulary
from shutro.languages.folder import available
from shutro.languages.lexicon import Form, lexicon, name_words
from shutro.link.bearings import Bearing
from shutro.link.named import identity
from shutro.link.names import is_alike, plain
from shutro.model import MentionKind

_LETTERS = 2  # the fewest of an acronym


def are_apart(one: Bearing, other: Bearing, code: str) -> bool:
    """Say whether what is told of two persons of one name cannot hold of one: another age, work or state."""
    if one.age is not None and other.age is not None and abs(one.age - other.age) > 1:
        return True
    if code not in available():
        return False
    if one.callings and other.callings and not (one.former or other.former):
        together = _together(code)
        if all((a, b) not in together for a in one.callings for b in other.callings):
            return True
    shared = one.roles & other.roles
    return bool(
        one.of
        and other.of
        and one.of != other.of
        and any(is_office(role, code) for role in shared)
        and not (one.former or other.former)
    )


def are_two(one: Form | None, other: Form | None, code: str) -> bool:
    """Say whether the lexicon has two names as those of two things."""
    if one is None or other is None or one is other:
        return False
    if one.key is not None or other.key is not None:
        return one.key != other.key
    words = (tuple(plain(word, code) for word in name_words(form.name)) for form in (one, other))
    return len(set(words)) > 1


def is_common_name(words: Sequence[str], code: str) -> bool:
    """Say whether a person's name is made of common parts of names."""
    return code in available() and all(word in vocabulary(code).parts for word in words)


@lru_cache(maxsize=4096)
def is_office(role: str, code: str) -> bool:
    """Say whether one person holds this office at a time."""
    table = identity(code)
    return role in table.offices or role.endswith(table.office_endings)


@cache
def _together(code: str) -> frozenset[tuple[str, str]]:
    table = identity(code)
    same = {(calling, calling) for calling in (*table.callings, table.folk)}
    same |= {(calling, table.folk) for calling in table.callings if calling not in table.official}
    same |= {(table.folk, calling) for calling in table.callings if calling not in table.official}
    return frozenset(same | {(a, b) for a, b in table.together} | {(b, a) for a, b in table.together})


def is_short(
    full: tuple[str, ...], short: tuple[str, ...], kind: MentionKind, short_kind: MentionKind, code: str
) -> bool:
    """Say whether a body may be called by these words in an article that has named it in full."""
    if code not in available() or len(short) >= len(full):
        return False
    if len(short) == 1 and is_acronym(full, short[0], code):
        return True
    if kind != short_kind and len(short) < 2:
        return False
    if _same(full[: len(short)], short, code):
        return _opens(full, short, code)
    at = len(full) - len(short)
    if not _same(full[at:], short, code):
        return False
    table = identity(code).bodies
    if " ".join(short) in table.local:
        return True
    return all(word in table.fillers for word in full[:at])


def _same(one: Sequence[str], other: Sequence[str], code: str) -> bool:
    return all(is_alike(a, b, code) for a, b in zip(one, other, strict=True))


def _opens(full: tuple[str, ...], short: tuple[str, ...], code: str) -> bool:
    """Say whether the first words of a body's name stand for it: all but লিমিটেড, or a coined word."""
    table = identity(code).bodies
    if all(word in table.closers for word in full[len(short) :]):
        return True
    if short[-1] in vocabulary(code).nouns or (short in lexicon(code).forms):
        return False
    if len(short) == 1:
        return len(short[0]) > 2 and not sense(short[0], code).ordinary and sense(short[0], code).part is None
    return True


@lru_cache(maxsize=16_384)
def is_acronym(full: tuple[str, ...], short: str, code: str) -> bool:
    """Say whether a word is made of the first letters of a name, in either script."""
    table = vocabulary(code).table
    words = [word for word in full if word not in table.joiners and word not in table.links]
    letters = spelled(short, code) or (short.lower() if short.isascii() and short.isupper() else None)
    if letters is not None:
        begun = (letter in _initials(word, code) for word, letter in zip(words, letters, strict=False))
        return _LETTERS <= len(letters) == len(words) and all(begun)
    own = [letter for letter in short if letter.isalpha()]
    begun = (word.startswith(letter) for word, letter in zip(words, own, strict=False))
    return _LETTERS <= len(own) == len(words) and all(begun)


@lru_cache(maxsize=16_384)
def _initials(word: str, code: str) -> str:
    """Return the Latin letters with which a word may begin."""
    initials = identity(code).initials
    return next(
        (initials[word[:length]] for length in (3, 2, 1) if word[:length] in initials), word[:1].lower()
    )
