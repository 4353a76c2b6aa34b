"""The shape of `quotes.toml`, the grammar of reported speech."""

from dataclasses import dataclass

from shutro.languages.schema.inflection import Case


@dataclass(frozen=True, slots=True)
class Nominals:
    """Nouns for what is said, with a genitive before them: `alone`, or before a comma; `near` only right behind it."""

    alone: tuple[str, ...]
    comma: tuple[str, ...]
    near: tuple[str, ...]
    personal: tuple[str, ...]  # of the nouns, those that only persons own
    whose: tuple[str, ...]  # endings of the genitive of persons
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Documents:
    """Writings in which something is said, and the pronouns that stand for them."""

    words: tuple[str, ...]
    pronouns: tuple[str, ...]
    filed: tuple[str, ...]  # of the writings, those whose issuer is not the body told of before
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speakers:
    """Nouns that name who speaks; `subjects` and `others` are pronouns in the nominative and in other cases."""

    nouns: tuple[str, ...]
    heads: tuple[str, ...]  # in which compounds for a speaker end
    people: tuple[str, ...]
    told: tuple[str, ...]  # pronouns for him who was told something
    officers: tuple[str, ...]  # who speak for the body named before them
    sources: tuple[str, ...]  # words for a source, which one word before them may tell apart
    plurals: tuple[str, ...]
    modifiers: tuple[str, ...]
    subjects: tuple[str, ...]
    singular: tuple[str, ...]
    relative: tuple[str, ...]
    adjectives: tuple[str, ...]  # of the nouns, those that name nobody without an ending
    definite: tuple[str, ...]
    others: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Media:
    """Words by which one medium cites another, and common nouns for media."""

    citing: tuple[str, ...]
    given: list[list[str]]  # words behind a medium to which somebody gave an interview
    generic: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuoteTable:
    """How speaker, cue and content stand to one another."""

    complementizers: tuple[str, ...]
    unsaid: tuple[str, ...]
    concessive: str
    conjunctions: tuple[str, ...]
    fillers: tuple[str, ...]
    honorific: str
    first_endings: tuple[str, ...]
    first_words: tuple[str, ...]
    passives: tuple[str, ...]
    continuing: tuple[str, ...]
    accords: tuple[str, ...]
    contrasts: tuple[str, ...]
    labelled: tuple[str, ...]
    openers: tuple[str, ...]
    titled: tuple[str, ...]
    withheld: tuple[str, ...]
    represented: tuple[str, ...]
    behalf: tuple[str, ...]
    joins: tuple[str, ...]
    whether: tuple[str, ...]
    asking: tuple[str, ...]
    purposes: tuple[str, ...]
    hedges: tuple[str, ...]
    leaning: tuple[str, ...]
    resets: tuple[str, ...]
    itself: tuple[str, ...]
    matters: tuple[str, ...]
    adverbs: tuple[str, ...]
    scenes: tuple[str, ...]
    saying: tuple[str, ...]
    suffixes: dict[str, Case]
    nominals: Nominals
    documents: Documents
    speakers: Speakers
    media: Media
