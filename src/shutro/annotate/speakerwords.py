"""What a single word is as a name for a speaker: a pronoun or noun, its case, and the noun without ending."""

from functools import cache, lru_cache

import msgspec

from shutro.annotate.names.words import vocabulary
from shutro.annotate.verbs import forms
from shutro.languages.folder import read
from shutro.languages.inflection import Stem, by_last, ends_in, stems
from shutro.languages.lexicon import lexicon, name_words
from shutro.languages.schema.inflection import Case, InflectionTable
from shutro.languages.schema.quotes import QuoteTable

_LONG = 7  # code points of a word for many persons
_SHORT = 2  # code points of particles
_CLEAR = 6  # code points of a word whose ending is no part of it
_HYPHENS = frozenset("-–")


class SpeakerWord(msgspec.Struct, frozen=True, gc=False):
    """A pronoun or noun for a speaker: its case, which of the two, without ending, and whether for an officer."""

    case: Case
    kind: str
    bare: str
    officer: bool


def speaker_word(word: str, code: str) -> SpeakerWord | None:
    """Return what a word is as a pronoun or noun for a speaker, None for other words."""
    speakers = read(code, "quotes", QuoteTable).speakers
    is_pronoun = word in speakers.subjects or word in speakers.others
    case = "nominative" if word in speakers.subjects else noun_case(word, code)
    case = case_of_words(word, code) if word in speakers.others else case
    if case is None:
        return None
    bare = bare_noun(word, code)
    return SpeakerWord(case, "pronoun" if is_pronoun else "noun", bare, bare in _officers(code))


@lru_cache(maxsize=65_536)
def noun_case(word: str, code: str) -> Case | None:
    """Return the case of a word that names a kind of speaker, None for other words."""
    if _is_adjective(word, code):
        return None
    noun = _noun(word, code)
    if noun is not None:
        return noun.case
    return "nominative" if _is_people(word, code) else None


def bare_noun(word: str, code: str) -> str:
    """Return the noun for a speaker without its ending."""
    noun = _noun(word, code)
    return word if noun is None else noun.text


@lru_cache(maxsize=65_536)
def case_of_words(words: str, code: str) -> Case:
    """Return the case in which words for a speaker stand."""
    speakers = read(code, "quotes", QuoteTable).speakers
    if words in speakers.subjects or not words.strip():
        return "nominative"
    last = words.rsplit(maxsplit=1)[-1]
    known = noun_case(last, code)
    if known is not None:
        return known
    if words in speakers.others:
        return "objective" if any(s.case == "objective" for s in stems(last, code)) else "genitive"
    table = read(code, "inflection", InflectionTable)
    for stem in reversed(stems(last, code)):
        # A long ending is a sure one; a single sign ends many bare words.
        if stem.case != "nominative" and (len(stem.ending) > 1 or stem.text[-1] in table.vowels):
            return stem.case
    return "nominative"


@lru_cache(maxsize=65_536)
def case_of_mention(words: str, lemma: str, code: str) -> Case:
    """Return the case that the ending of a name gives it."""
    ending = words[len(lemma) :] if words.startswith(lemma) else ""
    form = lexicon(code).forms.get(name_words(lemma))
    if form is not None and form.adjective:
        return "ablative"
    suffixes: dict[str, Case] = read(code, "quotes", QuoteTable).suffixes
    if not ending:
        # An ending may have been taken for a part of a name never seen before.
        is_new = form is None and len(words) >= _CLEAR and not _ends_in_part(words, code)
        clear = _clear_endings(code) if is_new else {}
        return next((case for end, case in clear.items() if words.endswith(end)), "nominative")
    if ending[0] in _HYPHENS and ending[1:] in suffixes:
        return suffixes[ending[1:]]
    last = words.rsplit(maxsplit=1)[-1] if words.strip() else words
    for stem in stems(last, code):
        if stem.ending == ending:
            return stem.case
    return "genitive"  # what is left behind the name makes an adjective of it


def _ends_in_part(words: str, code: str) -> bool:
    """Say whether the last word of a name is a known part of names as it stands: *Abu Naser*."""
    return words.rsplit(maxsplit=1)[-1] in vocabulary(code).parts if words.strip() else False


@cache
def _clear_endings(code: str) -> dict[str, Case]:
    suffixes: dict[str, Case] = read(code, "quotes", QuoteTable).suffixes
    return {end: case for end, case in suffixes.items() if len(end) > 1 and case in ("genitive", "objective")}


def bearable(kind: str, case: Case) -> Case:
    """Return the case, but the nominative for a person's name in the locative, which no person bears."""
    return "nominative" if kind == "PER" and case == "locative" else case


@lru_cache(maxsize=16_384)
def roles_in(word: str, code: str) -> tuple[str, ...]:
    """Return the roles that a title is or ends in: *minister* in *foreign minister*."""
    nouns = _noun_forms(code)
    return (word, *(word[at:] for at in range(1, len(word) - 1) if word[at:] in nouns))


def _is_people(word: str, code: str) -> bool:
    """Say whether a word has an ending of many persons: *the exporters*."""
    people = read(code, "quotes", QuoteTable).speakers.people
    return len(word) >= _LONG and word.endswith(people) and not forms(word, code)


@lru_cache(maxsize=65_536)
def _noun(word: str, code: str) -> Stem | None:
    """Return the stem of a word for a speaker, or of a compound that ends in one, such as *finance minister*."""
    nouns, heads = _noun_forms(code), _heads(code)
    for stem in stems(word, code):
        if stem.text in nouns:
            return stem
        if ends_in(stem.text[_SHORT + 1 :], heads) and not _is_adjective(stem.text, code):
            return stem
    return None


@cache
def _noun_forms(code: str) -> frozenset[str]:
    speakers = read(code, "quotes", QuoteTable).speakers
    heads = {noun.split()[-1] for noun in speakers.nouns}
    return frozenset(heads | {head + plural for head in heads for plural in speakers.plurals})


@cache
def _heads(code: str) -> dict[str, tuple[str, ...]]:
    speakers = read(code, "quotes", QuoteTable).speakers
    return by_last(head + plural for head in speakers.heads for plural in ("", *speakers.plurals))


def _is_adjective(word: str, code: str) -> bool:
    return word in read(code, "quotes", QuoteTable).speakers.adjectives


@cache
def _officers(code: str) -> frozenset[str]:
    speakers = read(code, "quotes", QuoteTable).speakers
    return frozenset(officer + plural for officer in speakers.officers for plural in ("", *speakers.plurals))


@lru_cache(maxsize=65_536)
def is_source(word: str, code: str) -> bool:
    """Say whether a word means a source."""
    return bare_noun(word, code) in read(code, "quotes", QuoteTable).speakers.sources


@lru_cache(maxsize=65_536)
def is_generic(word: str, code: str) -> bool:
    """Say whether a word is a common noun for a medium, as before the name of one."""
    return any(word == noun.rsplit(maxsplit=1)[-1] for noun in read(code, "quotes", QuoteTable).media.generic)


@lru_cache(maxsize=65_536)
def may_modify(word: str, code: str) -> bool:
    """Say whether the word before a source may say which: *hospital sources*."""
    table = read(code, "quotes", QuoteTable)
    return len(word) > _SHORT and word not in table.complementizers and not forms(word, code)


@lru_cache(maxsize=65_536)
def modifies(word: str, code: str) -> bool:
    """Say whether a word only says which one of many a noun after it means."""
    table = read(code, "quotes", QuoteTable)
    if word in table.speakers.modifiers or word in table.adverbs:
        return word not in table.adverbs
    genitive = any(stem.case == "genitive" for stem in stems(word, code))
    return genitive and noun_case(word, code) != "nominative"
