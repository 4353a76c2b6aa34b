"""The shape of `names.toml`: words by which names are known."""

from dataclasses import dataclass
from typing import Literal

from shutro.model import MentionKind


@dataclass(frozen=True, slots=True)
class TypeNoun:
    """A noun that ends the name of a body or building: বিশ্ববিদ্যালয়, সেতু.

    With `fields` a word for a field is enough before it (অর্থ মন্ত্রণালয়); with `sovereign` the genitive of a
    country belongs to the name (ভারতের পররাষ্ট্র মন্ত্রণালয়); with `plain` no unknown word makes it a name; with
    `placed` it is called after places, never after persons (মাহমুদ হোসেন আদালতে is a man in court).
    """

    nouns: tuple[str, ...]
    kind: MentionKind
    examples: dict[str, str]  # words to the name that is in them
    fields: bool = False
    sovereign: bool = False
    plain: bool = False
    placed: bool = False
    named: bool = (
        False  # more than modifiers must stand before it, as before a building: not সরকারি প্রাথমিক বিদ্যালয়
    )


@dataclass(frozen=True, slots=True)
class Opener:
    """Words after which a name stands: বার্তা সংস্থা, ঘূর্ণিঝড়."""

    words: tuple[str, ...]
    kind: MentionKind
    examples: dict[str, str]


@dataclass(frozen=True, slots=True)
class NamesTable:
    """Titles, roles, type nouns, letter names and other words around names."""

    roles: tuple[str, ...]  # offices that stand for their holder: মন্ত্রী, প্রেসিডেন্ট
    role_endings: tuple[str, ...]  # endings of words that are roles: মন্ত্রী, সচিব
    role_words: frozenset[str]  # words that may stand before a role: সাবেক, প্রতিরক্ষা
    titles: tuple[str, ...]  # words that stand before a person's name and are no office
    kin: tuple[str, ...]  # words for kin and companions, which stand before a name too
    initials: tuple[str, ...]  # shortened first parts of a name, with or without a full stop
    surnames: tuple[str, ...]  # parts that follow a given name
    given_words: tuple[str, ...]  # ordinary words that are given names before a surname
    first_parts: frozenset[str]  # parts that begin a name: মোহাম্মদ, সৈয়দ
    hyphen_endings: frozenset[str]  # endings that are written behind a name after a hyphen
    branches: frozenset[str]  # words between a place and a body that make its branch there: মহানগর
    letters: dict[str, str]  # names of the Latin letters to the letters
    letter_words: frozenset[str]  # words spelled from letter names that are not the name of a body
    part_endings: tuple[str, ...]  # endings of parts of personal names
    work_marks: dict[str, str]  # marks that open a title to those that close it
    works: frozenset[str]  # words beside the title of a work: উপন্যাস
    work_heads: frozenset[str]  # words that begin a title: অপারেশন
    ships: frozenset[str]  # letters before the name of a ship, and part of it: এমভি
    sole: frozenset[str]  # modifiers that alone make a name of a building: জাতীয় ঈদগাহ
    vague: frozenset[str]  # modifiers that begin no name but of a ministry: স্থানীয়
    rivers: frozenset[str]  # names that are no mention of their own inside another: পদ্মা সেতু
    numbered: frozenset[str]  # bodies whose parts bear a number before the name: ৩৪ বিজিবি
    plain_words: tuple[str, ...]  # ordinary words beside those of `ordinary.tsv` and `plain.tsv`
    breaks: frozenset[str]  # words that stand before the name of a body and not in it: প্রতিষ্ঠান
    honors: frozenset[str]  # titles that belong to a building's name: মওলানা
    humans: frozenset[str]  # nouns for somebody who is called by a name: ব্যক্তি
    commas: frozenset[str]  # marks between the members of a list
    aliases: frozenset[str]  # between a person's name and another one that he goes by
    called: frozenset[str]  # words after what somebody is called: নামে
    classifiers: tuple[str, ...]  # endings of things that are counted, which no person bears: টি
    title_endings: tuple[str, ...]  # endings of words that stand before a person's name: চালক, শিল্পী
    honorifics: tuple[str, ...]  # words of respect that glue to the end of a given name: বাবু
    weak_parts: frozenset[str]  # parts that do not stand for a person alone
    ordinary_endings: tuple[str, ...]  # endings of verbs and adverbs
    clear_endings: tuple[str, ...]  # case endings that names seldom end in by themselves
    fields: tuple[str, ...]  # what ministries, departments and boards are for
    modifiers: tuple[str, ...]  # words that may stand inside a body's name
    opposed: frozenset[str]  # behind a bare name they tell of a side, on which whoever is named need not be
    surname_roles: frozenset[str]  # offices that are surnames, too
    ranks: frozenset[str]  # words that tell an office from the one below or above it
    joiners: frozenset[str]  # words that join two fields in a body's name
    links: frozenset[str]  # words inside transliterated names, after which the name goes on
    after: frozenset[str]  # words that may close a body's name: লিমিটেড
    places: frozenset[str]  # nouns after the name of a place, not part of it
    place_endings: tuple[str, ...]  # endings of the names of places
    currencies: frozenset[str]  # before which an adjective names no state: মার্কিন ডলার
    tails: tuple[str, ...]  # second members of compounds with a name
    speech: frozenset[str]  # verbs of speech after a name
    context: frozenset[str]  # words beside which a common word is the name of a source
    demonstratives: frozenset[str]  # words that tie a role to the one just named
    indefinites: frozenset[str]  # words by which a role is somebody of whom nothing was said yet
    pointing: frozenset[str]  # letters that before a word are rather a pronoun: এ
    idioms: tuple[str, ...]  # two words of which the second is here no name
    several: dict[str, int]  # numerals before a role in the plural
    leading: frozenset[str]  # roles that several may bear whatever their offices are
    counted: tuple[str, ...]  # endings of words for what is counted, which no body is called by
    collectives: tuple[str, ...]  # endings of roles that stand for several
    pronouns: dict[
        str, Literal["one", "whose", "object", "many", "persons"]
    ]  # personal pronouns: of one, of one who owns, of one acted on, of many, of many who are no body
    pointers: frozenset[str]  # pronouns that may also point at a noun: সে সময়
    sides: tuple[str, ...]  # parties before a court, for each of which somebody else speaks
    middles: frozenset[str]  # titles that also stand in or end names of persons
    pointed: frozenset[str]  # the nouns at which they point
    types: tuple[TypeNoun, ...]
    openers: tuple[Opener, ...]
