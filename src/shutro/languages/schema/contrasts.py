"""The shape of `contrasts.toml`."""

from dataclasses import dataclass
from typing import Literal

ContrastKind = Literal[
    "denial", "otherwise", "counter", "failed", "despite", "finally", "undone", "corrected"
]


@dataclass(frozen=True, slots=True)
class ContrastWords:
    """Words that set what is told against something else, with sentences that hold them.

    A word that ends in a hyphen stands for all words that begin so; behind one of `unless` the words mean something
    else.
    """

    kind: ContrastKind
    words: tuple[str, ...]
    examples: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What somebody is in, and the acts that end it: at large until he is arrested."""

    lasts: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContrastTable:
    """Words by which a sentence contradicts what stands before it."""

    contrast: tuple[ContrastWords, ...]
    back: tuple[str, ...]  # words that point back to what was said: "that", "this charge"
    relative: tuple[str, ...]  # words behind which such a word points into its own sentence: "what …, that"
    pointed: tuple[str, ...]  # nouns for what was said, behind a pronoun
    posts: dict[str, str]  # posts of which a person holds one in a body, each with its commonest spelling
    until: tuple[str, ...]  # words behind an act that is not done yet, up to which something else lasts
    plans: tuple[
        str, ...
    ]  # nouns behind the genitive of a verb that make a plan of it: "the talk of leaving"
    scheduled: frozenset[str]  # words that make a plan of what the sentence tells
    light: frozenset[str]  # verbs that say little by themselves
    motion: frozenset[
        str
    ]  # verbs by which what was to come came, went or stayed away: "arrived" behind "will come"
    standing: frozenset[str]  # verbs behind such a word by which the plan stands
    learnt: frozenset[
        str
    ]  # words and verbs behind a plan's noun by which the act is known: "hears that it burns"
    able: frozenset[str]  # verbs behind the noun of another one by which anybody can do it: "can be opened"
    able_not: frozenset[str]  # such nouns behind which it means something else: "dies"
    must: frozenset[str]  # verbs behind an infinitive by which it has to be done
    gained: frozenset[str]  # verbs behind another one that tell what came of it: "found" behind "search"
    owned: frozenset[str]  # words behind a plan's noun and who hears it, by which an act is owned to
    phases: frozenset[str]  # nouns that say little by themselves: "the talks' start"
    instead: tuple[str, ...]  # words between what is not so and, behind a comma, what is: "not six, five"
    only: frozenset[
        str
    ]  # words behind which "not" puts nothing in the place of another: "not only a blow to him"
    recounted: frozenset[str]  # words that stand for the number told right before: "the number is 14"
    none: frozenset[str]  # words before a thing of which there is none, where the verb is negated: "no paper"
    aims: frozenset[str]  # words before what shall not be: "so that nobody …"
    yet: frozenset[str]  # words by which something is not so only up to a time: "not yet", "until Wednesday"
    is_not: frozenset[str]  # words behind what something is not: "at our invitation it is not"
    sites: frozenset[str]  # what lies in a place and is told without a name: a factory, a hospital
    numbered: tuple[str, ...]  # words between a number and the thing that bears it: "the no. 7 signal"
    joiners: tuple[str, ...]  # words between two posts of one person
    states: tuple[State, ...]
    slots: dict[
        str, dict[str, str]
    ]  # kinds of words that set a thing against its like, to their commonest spelling
