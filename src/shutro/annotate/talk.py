"""Talk: who has been talked of up to a place in a text, and whom a pronoun there stands for."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from shutro.annotate.holders import introduce
from shutro.annotate.names.words import vocabulary
from shutro.model import Mention, Reference, Span
from shutro.text.normalize import compose
from shutro.text.tokens import Token

_OFTEN = 2  # times that one must be named whom others tell of
_NEAR = 1  # sentences after which a pronoun of many no longer reaches back
_FAR_MORE = 3  # times
FAR = 4  # sentences after which a pronoun no longer reaches back


@dataclass(slots=True)
class Talk:
    """Who has been talked of, up to a place in the text."""

    subjects: list[tuple[int, Span]] = field(default_factory=list)  # sentence, first bare person in it
    last: tuple[int, Span] | None = None
    persons: list[Span] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    undergoer: tuple[int, Span] | None = None  # sentence, the last person in it who was no subject
    teller: Span | None = None  # the last subject, where it only tells of others
    strangers: dict[str, int] = field(default_factory=dict)  # offices of those not named, last sentence
    houses: dict[Span, str] = field(default_factory=dict)  # the bodies, a numbered branch as the whole
    bodies: set[Span] = field(default_factory=set)
    many: tuple[int, list[Span]] | None = None  # sentence, and those in it who are joined, or one body


def hear(talk: Talk, mention: Mention, number: int, names: Mapping[Span, str], *, acts: bool) -> None:
    """Remember a person, as the subject of the sentence where he is the first who acts in it."""
    if acts and (not talk.subjects or talk.subjects[-1][0] != number):
        talk.subjects.append((number, mention.span))
        talk.teller = None
    if not acts:
        talk.undergoer = number, mention.span
    talk.last = (number, mention.span)
    name = names[mention.span]
    talk.persons = [span for span in talk.persons if not _same(names[span], name)]
    talk.persons.append(mention.span)
    talk.counts[name] += 1


def hear_of_many(talk: Talk, mention: Mention, number: int, text: str, code: str, *, bare: bool) -> None:
    """Remember names that are joined (রহিম ও করিম), or the body that begins its sentence as its subject."""
    if mention.kind == "ORG":
        talk.bodies.add(mention.span)
        if bare and (talk.many is None or talk.many[0] != number):
            talk.many = number, [mention.span]
        return
    if talk.last is not None and talk.last[0] == number:
        between = compose(text[talk.last[1].end : mention.span.start]).split()
        if between and between[0] in vocabulary(code).table.joiners and introduce(between[1:], code):
            joined = talk.many[1] if talk.many and talk.many[1][-1] == talk.last[1] else [talk.last[1]]
            talk.many = number, [*joined, mention.span]
            return
    if bare:
        talk.many = None


def resolve_pronoun(
    token: Token,
    pronouns: Mapping[str, str],
    talk: Talk,
    names: Mapping[Span, str],
    number: int,
    acting: Set[str],
) -> Iterator[Reference]:
    """Yield the reference of a pronoun to the last subject; of an object, to the one most talked of besides it.

    `acting` are the names behind it in its clause, for which it does not stand: *into his belly Russell stabs*.
    """
    number_of, span = pronouns[token.text], Span(token.start, token.end)
    if number_of in ("many", "persons"):
        for one in _many(talk, number, persons=number_of == "persons"):
            yield Reference(span=span, mention=one)
        return
    subject = talk.subjects[-1] if talk.subjects else talk.last
    if subject is None:
        return
    if any(_same(names[subject[1]], name) for name in acting):
        chosen = _besides(talk, names, acting, number)
    elif number_of == "object":
        chosen = _undergoer(talk, names, number, subject)
    elif number_of == "whose" and (told := _often_told(talk, names, subject[1])) is not None:
        chosen = told
    else:
        chosen = _goes_on(talk, number, subject, acts=number_of == "one")
    if chosen is not None:
        yield Reference(span=span, mention=chosen)


def _many(talk: Talk, number: int, *, persons: bool) -> Sequence[Span]:
    """Return those who are joined, or the body, just before; of `persons` no body."""
    if talk.many is None or number - talk.many[0] > _NEAR:
        return ()
    return () if persons and talk.many[1][-1] in talk.bodies else talk.many[1]


def _besides(talk: Talk, names: Mapping[Span, str], acting: Set[str], number: int) -> Span | None:
    """Return the only person talked of besides those who act in the pronoun's clause."""
    others = [one for one in talk.persons if not any(_same(names[one], name) for name in acting)]
    often = [one for one in others if talk.counts[names[one]] >= _OFTEN]
    chosen = others if len(others) == 1 else often
    if len(chosen) != 1:
        return None
    talk.undergoer = number, chosen[0]
    return chosen[0]


def _undergoer(talk: Talk, names: Mapping[Span, str], number: int, subject: tuple[int, Span]) -> Span | None:
    """Return the one just told of who was no subject, else the one most talked of besides the subject."""
    others = [person for person in talk.persons if names[person] != names[subject[1]]]
    acts = subject[0] == number or talk.teller == subject[1]
    known = others if acts and others else talk.persons
    last = talk.undergoer if talk.undergoer and number - talk.undergoer[0] <= _NEAR else None
    if last is not None and any(_same(names[last[1]], names[one]) for one in known):
        talk.undergoer = number, last[1]
        return last[1]
    chosen = _most_talked_of(known, talk, names)
    own = talk.counts[names[subject[1]]]
    # Who is talked of far more than anybody else tells what befell himself.
    return subject[1] if chosen is None or own > _FAR_MORE * talk.counts[names[chosen]] else chosen


def _often_told(talk: Talk, names: Mapping[Span, str], subject: Span) -> Span | None:
    """Return whom a subject who only tells of others most likely tells of."""
    if talk.teller != subject:
        return None
    told = [person for person in talk.persons if talk.counts[names[person]] >= _OFTEN]
    return _most_talked_of([one for one in told if names[one] != names[subject]], talk, names)


def _most_talked_of(persons: Sequence[Span], talk: Talk, names: Mapping[Span, str]) -> Span | None:
    return max(persons, key=lambda person: (talk.counts[names[person]], person), default=None)


def _goes_on(talk: Talk, number: int, subject: tuple[int, Span], *, acts: bool) -> Span | None:
    """Return the last subject, or who was named last where that is far behind."""
    if number - subject[0] > FAR:
        subject = talk.last or subject
    if number - subject[0] > FAR:
        return None
    if acts:
        talk.teller = talk.teller if subject[0] == number else None  # he acts now, unless he says something
        talk.subjects.append((number, subject[1]))
    return subject[1]


def _same(one: str, other: str) -> bool:
    """Say whether two names of one article are likely of one person: one is a part of the other."""
    return one == other or set(one.split()) <= set(other.split()) or set(other.split()) <= set(one.split())
