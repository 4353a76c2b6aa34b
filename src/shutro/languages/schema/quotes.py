"""The shape of `quotes.toml`, the grammar of reported speech."""

from dataclasses import dataclass

from shutro.languages.schema.inflection import Case


@dataclass(frozen=True, slots=True)
class Nominals:
    """Nouns for what is said, with a genitive before them: `alone`, or before a comma; `near` only right behind it."""

    alone: frozenset[str]
    occasions: frozenset[str]  # of them, those in which somebody else may be said to speak
    comma: frozenset[str]
    near: frozenset[str]
    personal: frozenset[str]  # of the nouns, those that only persons own
    unowned: frozenset[str]  # that report at the head of a sentence, with no owner
    copulas: frozenset[str]  # verbs that may stand between the noun and its pause
    whose: tuple[str, ...]  # endings of the genitive of persons
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Documents:
    """Writings in which something is said, and the pronouns that stand for them."""

    words: frozenset[str]
    pronouns: frozenset[str]
    filed: frozenset[str]  # of the writings, those whose issuer is not the body told of before
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speakers:
    """Nouns that name who speaks; `subjects` and `others` are pronouns in the nominative and in other cases."""

    nouns: tuple[str, ...]
    heads: tuple[str, ...]  # in which compounds for a speaker end
    people: tuple[str, ...]
    told: frozenset[str]  # pronouns for him who was told something
    officers: frozenset[str]  # who speak for the body named before them
    sources: frozenset[str]  # words for a source, which one word before them may tell apart
    plurals: tuple[str, ...]
    called: frozenset[str]  # between a name and the noun for whom it names: *A, by name a farmer*
    bodies: frozenset[str]  # of the nouns, those for bodies, whom a verb seldom honours
    modifiers: frozenset[str]
    subjects: frozenset[str]
    singular: frozenset[str]
    relative: frozenset[str]
    adjectives: frozenset[str]  # of the nouns, those that name nobody without an ending
    definite: frozenset[str]
    others: frozenset[str]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Media:
    """Words by which one medium cites another, and common nouns for media."""

    citing: frozenset[str]
    given: list[list[str]]  # words behind a medium to which somebody gave an interview
    generic: frozenset[str]
    nouns: frozenset[str]  # of a single word, in or before the name of a medium
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuoteTable:
    """How speaker, cue and content stand to one another."""

    complementizers: frozenset[str]
    unsaid: frozenset[str]
    concessive: str
    conjunctions: frozenset[str]
    told: frozenset[str]  # this matter, in one word
    provisos: frozenset[str]  # if
    further: frozenset[str]  # fillers by which whoever spoke last goes on
    fillers: frozenset[str]
    honorific: str
    first_endings: tuple[str, ...]
    first_words: frozenset[str]
    passives: frozenset[str]
    continuing: frozenset[str]
    accords: frozenset[str]
    platforms: frozenset[str]  # where people write, and which say nothing where one of their `pages` is named
    pages: frozenset[str]
    contrasts: frozenset[str]
    labelled: frozenset[str]
    openers: frozenset[str]
    titled: frozenset[str]
    withheld: frozenset[str]
    represented: frozenset[str]
    behalf: frozenset[str]
    joins: frozenset[str]
    whether: frozenset[str]
    asking: frozenset[str]
    purposes: frozenset[str]
    hedges: frozenset[str]
    leaning: frozenset[str]
    resets: frozenset[str]
    turns: frozenset[str]  # words near the start of a sentence that sets another voice against what was said
    itself: frozenset[str]
    matters: frozenset[str]
    adverbs: frozenset[str]
    scenes: frozenset[str]
    conveyed: frozenset[str]  # nouns before a verb that grants that they were conveyed, and no content
    saying: frozenset[str]
    suffixes: dict[str, Case]
    nominals: Nominals
    documents: Documents
    speakers: Speakers
    media: Media
