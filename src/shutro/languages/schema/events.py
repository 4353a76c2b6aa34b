"""The shape of `events.toml` and of the rows of `triggers.tsv`."""

from dataclasses import dataclass
from typing import Literal

from shutro.languages.schema.inflection import Case
from shutro.model import Modality

Code = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "OTHER",
]
Relation = Literal[
    "subject",
    "objective",
    "genitive",
    "locative",
    "beside",  # without ending, directly before the trigger
    "with",
    "against",
    "toward",
    "on",
    "to",
    "from",
    "for",
    "between",
    "by",
    "hand",
    "about",
    "site",  # owner of the plain place where it happens: at his house
    "seat",  # body in the locative to which something is put
    "victim",  # named before a crime without an ending
    "thing",  # named, and nobody: a storm, a bill
    "none",
]
Role = Literal["agent", "patient", "partner", "place"]


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """Words that name one kind of event: a row of `triggers.tsv`."""

    code: Code
    mode: str
    frame: str
    words: tuple[str, ...]  # without words, the verbs of `before` are themselves the trigger
    before: tuple[str, ...]  # verbs or words, one of which must follow
    near: frozenset[str]  # words, one of which must stand shortly before
    example: str  # a sentence with the trigger between [ and ]
    needs_place: bool = False
    uninflected: bool = False  # with an ending, the words name people or things
    casualty: bool = False  # coded as the attack where an attack, not an accident, was told last
    finite: bool = False  # an event only where its verb is finite
    needs_patient: bool = False
    telling: bool = False  # no event where it only introduces what somebody says
    phase: bool = False  # says how far an event has come, and no event where that one is named close before


@dataclass(frozen=True, slots=True)
class Converse:
    """Light verbs whose subject undergoes what the noun says, and the roles beside them."""

    verbs: tuple[str, ...]
    roles: dict[Relation, Role]
    within: dict[str, tuple[str, ...]]  # frame to the verbs that do so in it alone: *to win a prize*


@dataclass(frozen=True, slots=True)
class EventTable:
    """Triggers and frames, and the words that bind a trigger to its clause."""

    light_verbs: frozenset[str]
    light_nouns: frozenset[str]
    after_infinitive: frozenset[str]
    after_conjunctive: frozenset[str]
    after_noun: frozenset[str]
    obliging: frozenset[str]  # verbs behind an infinitive that tell that somebody has to do it
    after_particles: dict[str, tuple[str, ...]]  # verbs that follow these particles as they follow verb forms
    particles: frozenset[str]
    never: tuple[str, ...]  # words that hold a trigger but tell no event
    coordinators: frozenset[str]
    heads: frozenset[str]  # nouns that a bare noun before them only tells the kind of
    averting: frozenset[str]  # words after what is to be averted
    boundaries: frozenset[str]
    reciprocals: frozenset[str]
    attributed: frozenset[str]  # nouns that a bare name before them only describes
    matters: frozenset[str]  # nouns that a bare name of a place before them only describes
    adverbs: frozenset[str]  # of the postpositions, those that behind a bare name are adverbs
    naming: frozenset[str]  # between a name and the noun that bears it
    called: frozenset[str]  # between somebody and the name that he is given: *the victim's name is Rahim*
    sites: frozenset[str]  # kinds of places, after the name of one
    including: tuple[str, ...]  # endings of a name that is counted among those after it
    counters: frozenset[str]  # words after a number of people
    people: frozenset[str]  # plain nouns for people and bodies that may take part
    people_endings: dict[str, Case]  # endings that only words for people bear
    copulas: frozenset[str]  # forms that tell who those are that were told of
    seeing: frozenset[str]  # verbs behind an infinitive that tell that it happened
    persons: tuple[str, ...]  # parts in a course of things that no body plays
    recalling: frozenset[str]  # nouns that point back to those who were told of
    armed: frozenset[str]  # words before the name of an armed group
    groups: frozenset[str]  # nouns that may stand between the two
    fighters: frozenset[str]  # plain nouns for its fighters
    describing: tuple[str, ...]  # endings of adjectives that look like those of a case
    chairs: tuple[tuple[frozenset[str], frozenset[str]], ...]  # who leads a body, and what its kind is called
    standing: dict[str, tuple[str, ...]]  # two words to the bodies for which they may stand
    collectives: frozenset[str]  # of these, nouns for bodies, which introduce no person
    plurals: tuple[str, ...]  # endings of several people
    pairs: frozenset[str]  # words before a noun that both of two are meant by
    twos: dict[str, str]  # such nouns, with the kind of those whom they name
    singles: frozenset[str]  # before a noun for somebody not told of before
    lone: frozenset[str]  # of these, those that tell of one person
    selves: dict[str, Relation]  # pronouns of the speaker
    single: frozenset[str]  # of these, those of one alone, who does not speak for a body
    confirmed: frozenset[
        str
    ]  # behind an act that somebody only tells of: *confirmed the matter of his arrest*
    parties: frozenset[str]  # last words of the names of bodies that rather speak than act
    acting: frozenset[str]  # who acts for the state or body named before them
    firms: frozenset[str]  # of these, nouns that before the name of a firm only say what it is
    adverbials: frozenset[str]  # words before a noun that do not tell which is meant
    demonstratives: frozenset[str]
    definite: tuple[str, ...]
    countries: frozenset[str]  # words for the state told of before: *the country*
    organisations: frozenset[str]  # words for the body told of before: *the organisation*
    omitted: frozenset[str]  # verbs that headlines leave out behind their noun
    wreck: str  # the mode of an accident
    wrecks: frozenset[str]  # modes of words that mean this accident, too, where it was told before
    accidents: frozenset[str]  # modes after which casualties are those of no attack
    attack: Code  # what casualties of an attack are coded as
    conditions: frozenset[str]  # words that make what their clause says only possible
    doing: frozenset[str]  # light verbs that are done to others: a body does it to those who are counted
    owned: frozenset[str]  # light verbs beside which a genitive may tell who acts: the army's attack goes on
    concessives: tuple[str, ...]  # endings of a condition that was met
    able: frozenset[str]  # words behind which a negated verb says that something did not happen
    topics: frozenset[str]  # words that make a plan of a verb, but only a topic of a noun
    denials: frozenset[str]  # words of a cue that says that something did not happen
    fears: frozenset[str]  # in a cue they make what is told as done only possible
    guesses: frozenset[str]  # words of a cue behind which the future is a guess, no plan
    acceptances: frozenset[str]  # words that make a plan of what was asked for
    reporting: frozenset[str]  # verbs whose subject does not act in what they introduce
    tails: frozenset[str]
    auxiliaries: dict[str, Modality]  # verb after an infinitive to what it makes of it
    modality: dict[Modality, tuple[str, ...]]
    postpositions: dict[str, Relation]
    loose_endings: dict[str, Case]
    frames: dict[str, dict[Relation, Role]]
    converse: Converse
    undergoing: frozenset[str]  # light verbs whose subject undergoes what the noun says, in these frames
    undergone: frozenset[str]
    styles: frozenset[str]  # words of respect behind a name, which bear its ending: *Karim sir's*
    offering: frozenset[str]  # nouns behind what somebody pays or offers, not what he gets
    attended: frozenset[str]  # modes in which all persons named before the verb act together
    made: frozenset[str]  # of these, frames of what is done to things: beside a bare noun the subject does it
    causes: frozenset[str]  # behind a noun in the genitive for why something is done
    asking: Code  # of events whose patient is to do what is asked for
    ruling: frozenset[str]  # modes of other events whose patient does what the infinitive before them names
    bidding: frozenset[str]  # verbs that ask for what the infinitive right before them names
    charging: frozenset[str]  # frames of events whose patient is said to have done what the charge names
    charges: frozenset[str]  # words that make a charge of the event before them
    crimes: frozenset[str]  # nouns before which a bare name is that of the victim
    timing: frozenset[str]  # behind a verbal noun: *after, before, while*
    rebuttals: frozenset[str]  # modes of events that deny what somebody said before
    rejections: frozenset[str]  # modes that do so where a charge is their object
    powers: frozenset[
        str
    ]  # modes of what bodies do to others, in the passive the body that acted right before
    duties: frozenset[str]  # modes of acts that a body tells of as its own, whatever the voice
    gatherings: frozenset[str]  # nouns for meetings of a body, which does what is done there
    assemblies: frozenset[str]  # frames of what people come to: who is named behind it rather speaks there
    contests: frozenset[str]  # frames in which the name of a place may stand for its team
    bodily: frozenset[str]  # frames of what happens to living ones
    mobbing: frozenset[str]  # modes that no body tells of as its own: *stones were thrown*
    repeated: frozenset[Code]  # of acts that in one article are rather one act, told again
    slots: dict[
        str, dict[Role, tuple[str, ...]]
    ]  # part in a course of things to the modes and roles that share it
