"""The shape of `identity.toml`: words that tell persons and bodies of one name apart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BodyWords:
    """Bodies that every state has, and words of a body's name that may be left out."""

    forces: tuple[str, ...]  # bodies of a state that a sentence about another state may mean: সেনাবাহিনী
    names: tuple[str, ...]  # bodies of a state: সেনাবাহিনী
    ends: tuple[str, ...]  # words that end the name of a body of a state, after a field: মন্ত্রণালয়
    local: tuple[str, ...]  # bodies of a city or province, of which an article means one: হাইকোর্ট
    light: tuple[str, ...]  # words before the name of a body that do not tell it apart from others
    closing: tuple[str, ...]  # likewise behind it
    fillers: tuple[str, ...]  # words before a name without which it is the same: জাতীয়
    closers: tuple[str, ...]  # words behind a name without which it is the same: লিমিটেড
    owned: dict[str, str]  # key of a body that the lexicon has by its bare name to its state
    synonyms: dict[str, str]  # a word in the name of a body to the one that stands for it


@dataclass(frozen=True, slots=True)
class IdentityTable:
    """What persons are, so that namesakes can be told apart; and whose bodies are."""

    offices: tuple[str, ...]  # offices that one holds at a time
    office_endings: tuple[str, ...]  # endings of words that are such offices
    former: tuple[str, ...]  # words before an office that one no longer holds
    years: tuple[str, ...]  # words beside a figure that is an age
    callings: dict[str, tuple[str, ...]]  # kinds of work to the titles of those who do it
    calling_endings: dict[str, str]  # endings of titles to the kind of work
    together: tuple[tuple[str, str], ...]  # kinds of work that one person may do
    folk: str  # the kind of those of whom only an age or what befell them is told
    official: tuple[str, ...]  # kinds of work that such a one does not do
    introducing: tuple[str, ...]  # words behind a name that is new in the article
    humble: tuple[str, ...]  # kinds of work that the well known of a name do not do
    nameless: tuple[str, ...]  # further words before the name of one who is not well known
    beside: dict[str, tuple[str, ...]]  # a key of the lexicon to words without which its name is a namesake's
    bodies: BodyWords
    initials: dict[str, str]  # how a word begins to the Latin letters that may stand for it in an acronym
    homes: dict[str, str]  # country of an outlet to the key of its state
    lists: dict[str, str]  # list of names to the state whose places it holds
    lands: dict[str, tuple[str, ...]]  # state to places in it
    examples: dict[str, str]  # body of a state to the words that it is known by
