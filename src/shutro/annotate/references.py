"""References: roles and pronouns, with the name in the article that they stand for."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from itertools import zip_longest

import msgspec
import regex
from msgspec.structs import replace

from shutro.annotate.cues import Cue, find_cues
from shutro.annotate.holders import fields_start, holder_behind, identity, is_short_for
from shutro.annotate.marks import find_marked
from shutro.annotate.names.words import is_near, sense, stems_of, title_start, vocabulary
from shutro.annotate.pronouns import is_plural, pointing
from shutro.annotate.talk import FAR, Talk, hear, hear_of_many, resolve_pronoun
from shutro.annotate.tellers import tellers
from shutro.languages.folder import available
from shutro.languages.schema.inflection import Case
from shutro.model import Doc, Mention, Reference, Span
from shutro.text.normalize import compose
from shutro.text.remembered import Remembered
from shutro.text.tokens import Token, texts_of, token_starts, tokenize

_NEVER_OWNS: tuple[Case, ...] = ("locative", "objective", "ablative")
_SPEECH = 60  # code points
_SHARED = 6  # words between two offices of one holder
_CLAUSE_END = regex.compile(r"[,;:‘’“”\"—–]")


class Holder(msgspec.Struct, frozen=True, gc=False):
    """A person named with an office: the role without ending, whose, and the person."""

    role: str
    of: Span | None
    person: Span


class _Role(msgspec.Struct, frozen=True, gc=False):
    """A role in the text: where its words stand, what it is, whose, and what precedes and follows it."""

    span: Span
    role: str
    of: Span | None
    person: Span | None  # the name that directly follows
    tied: bool  # by এই or ওই to one named before
    several: int  # দুই নেতা
    leads: bool  # several may be called so whatever their offices are
    plural: bool
    open: bool  # by এক or একজন to somebody whom no name need stand for
    bare: bool  # without an ending
    side: str  # for which a lawyer speaks


_Thing = Mention | _Role | Token | Cue


def find_references(doc: Doc) -> tuple[Reference, ...]:
    """Return the roles and pronouns that stand for somebody, in the order of the text."""
    code = doc.article.language
    if code not in available():
        return ()
    roles = _with_shared_holders(tuple(_roles(doc, code)), doc.text, code)
    return tuple(_resolve(doc, roles, code))


def find_holders(doc: Doc) -> tuple[Holder, ...]:
    """Return the persons that the article names together with their office."""
    if doc.article.language not in available():
        return ()
    return tuple(
        Holder(role.role, role.of, role.person)
        for role in _roles(doc, doc.article.language)
        if role.person is not None
    )


def _with_shared_holders(roles: Sequence[_Role], text: str, code: str) -> list[_Role]:
    """Return the roles, one that is joined to the next with the same holder: *secretary and candidate Rahim*."""
    found: list[_Role] = []
    for role, behind in zip_longest(roles, roles[1:]):
        own = role
        if role.person is None and role.bare and behind is not None and behind.person is not None:
            between = compose(text[role.span.end : behind.span.start]).split()
            is_joined = 0 < len(between) <= _SHARED and between[0] in vocabulary(code).table.joiners
            is_open = not any(mark in word for word in between for mark in ",।;")
            own = replace(role, person=behind.person) if is_joined and is_open else role
        found.append(own)
    return found


def _roles(doc: Doc, code: str) -> Iterator[_Role]:
    tokens = tokenize(doc.text)
    found = [(at, role) for at, role, _ in _words(doc.text, code) if role is not None]
    ends = {mention.span.end: mention for mention in reversed(doc.mentions)}  # the outer of nested names
    starts = {mention.span.start: mention for mention in doc.mentions if mention.kind == "PER"}
    inside = _covered(doc.mentions, tokens, token_starts(doc.text))
    for at, role in found:
        if at not in inside and not _goes_on(tokens, at, code):
            yield _role(tokens, at, role, ends, starts, inside, code)


@lru_cache(maxsize=8)
def _words(text: str, code: str) -> tuple[tuple[int, str | None, bool], ...]:
    """Return the tokens that may refer: their place, the office without ending, and whether a pronoun or plural."""
    word = _word(code)
    tokens = tokenize(text)
    found = [(at, word[tokens[at].text]) for at in word.places(texts_of(tokens))]
    return tuple([(at, *told) for at, told in found if told is not None])


@cache
def _word(code: str) -> Remembered[tuple[str | None, bool] | None]:
    """Return the office that a word names and whether it is a pronoun or plural, None for most words."""
    pronouns = vocabulary(code).table.pronouns

    def told(word: str) -> tuple[str | None, bool] | None:
        role, points = sense(word, code).role, word in pronouns or is_plural(word, code)
        return (role, points) if role or points else None

    return Remembered(told)


def _role(
    tokens: Sequence[Token],
    at: int,
    role: str,
    ends: Mapping[int, Mention],
    starts: Mapping[int, Mention],
    inside: frozenset[int],
    code: str,
) -> _Role:
    table = vocabulary(code).table
    first = at
    while _is_free(tokens, first, inside) and _qualifies(tokens[first - 1].text, code):
        first -= 1
    first = fields_start(tokens, first, inside, code)
    words = [tokens[n].text for n in range(first, at)]
    before = tokens[first - 1].text if _is_free(tokens, first, inside) else ""
    tied, several = before in table.demonstratives, table.several.get(before, 0)
    first -= bool(tied or several)
    of = ends.get(tokens[first - 1].end) if first > 0 and is_near(tokens, first - 1) else None
    if of is not None and (
        of.kind not in ("LOC", "ORG") or _case(tokens[first - 1].text, of, code) in _NEVER_OWNS
    ):
        of = None
    ending = tokens[at].text[len(role) :]
    person = holder_behind(tokens, at, starts, code) if not ending else None
    return _Role(
        span=Span(of.span.start if of else tokens[first].start, tokens[at].end),
        role="".join([*(word for word in words if word in table.fields or word in table.ranks), role]),
        of=of.span if of else None,
        person=person.span if person else None,
        tied=tied,
        several=several,
        leads=role in table.leading,
        plural=ending in table.collectives,
        open=before in table.indefinites,
        bare=not ending,
        side=next((side for side in table.sides if before.startswith(side)), ""),
    )


def _is_free(tokens: Sequence[Token], first: int, inside: frozenset[int]) -> bool:
    """Say whether the word before belongs to the same phrase and to no name."""
    return first > 0 and first - 1 not in inside and is_near(tokens, first - 1)


def _case(written: str, mention: Mention, code: str) -> Case:
    """Return the case in which the last word of a mention stands."""
    stems = stems_of(written, code)
    return next((stem.case for stem in stems if mention.lemma.endswith(stem.text)), "nominative")


def _qualifies(text: str, code: str) -> bool:
    return text in vocabulary(code).table.role_words


def _goes_on(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Say whether a longer role ends after this word: প্রধান in প্রধান নির্বাচক."""
    if at + 1 >= len(tokens) or not is_near(tokens, at):
        return False
    after = tokens[at + 1]
    start = title_start(tokens, at + 1, code)
    role = sense(after.text, code).role
    return (start is not None and start <= at) or (role is not None and _qualifies(tokens[at].text, code))


def _covered(mentions: Sequence[Mention], tokens: Sequence[Token], starts: Sequence[int]) -> frozenset[int]:
    """Return the indexes of the tokens that belong to names."""
    inside: set[int] = set()
    for mention in mentions:
        first = bisect_left(starts, mention.span.start)
        first -= first > 0 and tokens[first - 1].end > mention.span.start
        inside.update(range(first, bisect_left(starts, mention.span.end)))
    return frozenset(inside)


def _resolve(doc: Doc, roles: Sequence[_Role], code: str) -> Iterator[Reference]:
    names = {mention.span: identity(mention.lemma, code) for mention in doc.mentions}
    inflected = {m.span for m in doc.mentions if len(compose(m.span.of(doc.text))) > len(m.lemma)}
    subjects = [m.span for m in doc.mentions if m.kind == "PER" and m.span not in inflected]
    roles = [_without_object(role, roles, inflected, names) for role in roles]
    holders = [role for role in roles if role.person is not None]
    sentences = iter(enumerate(doc.sentences))
    number, sentence = next(sentences, (0, Span(0, len(doc.text))))
    talk = Talk()
    talk.houses = {m.span: identity(m.lemma.partition("-")[0], code) for m in doc.mentions}
    # A name that closes its sentence is its subject: *to file his papers is for Habibul*.
    closed = {sentence.end - 1 for sentence in doc.sentences}
    spoken, telling = _spoken(doc.text), closed | tellers(tokenize(doc.text), code)
    for place, thing in _in_order(doc, roles, code):
        while place >= sentence.end and (after := next(sentences, None)) is not None:
            number, sentence = after
        if not _is_within(place, spoken):
            # Whom a speaker named is no longer talked of when he has ended.
            while talk.subjects and _is_within(talk.subjects[-1][1].start, spoken):
                talk.subjects.pop()
        if isinstance(thing, Mention):
            bare = len(compose(thing.span.of(doc.text))) == len(thing.lemma)
            hear_of_many(talk, thing, number, doc.text, code, bare=bare)
            if thing.kind == "PER":
                acts = bare and not _is_led(thing, doc, inflected, code)
                hear(talk, thing, number, names, acts=acts or thing.span.end in telling)
        elif isinstance(thing, Cue):
            talk.teller = talk.subjects[-1][1] if talk.subjects and talk.subjects[-1][0] == number else None
        elif isinstance(thing, _Role):
            if thing.person is None:
                held = tuple(_resolve_role(thing, holders, talk, names, number))
                yield from held
                _hear_of_holder(talk, thing, held, number)
        elif is_plural(thing.text, code):
            talk.many = None
        else:
            acting = {names[span] for span in _acting(thing, sentence, subjects, doc.text)}
            pronouns = vocabulary(code).table.pronouns
            yield from resolve_pronoun(thing, pronouns, talk, names, number, acting)


def _is_led(mention: Mention, doc: Doc, inflected: Set[Span], code: str) -> bool:
    """Say whether a bare name has the case of the one joined to it, or tells of a side: *people like X and Y*."""
    after = compose(doc.text[mention.span.end : mention.span.end + _SPEECH]).split()
    if after and after[0] in vocabulary(code).table.opposed:
        return True  # *the anti-X movement*
    at = bisect_right(doc.mentions, mention.span.start, key=lambda one: one.span.start)
    joined = doc.mentions[at] if at < len(doc.mentions) else None
    if joined is None or joined.kind != "PER" or joined.span not in inflected:
        return False
    between = compose(doc.text[mention.span.end : joined.span.start]).split()
    return len(between) == 1 and between[0] in vocabulary(code).table.joiners


def _acting(token: Token, sentence: Span, subjects: Sequence[Span], text: str) -> Sequence[Span]:
    """Return those of the bare names of persons that stand behind a pronoun in its clause."""
    first = bisect_left(subjects, token.end, key=lambda span: span.start)
    behind = bisect_left(subjects, sentence.end, key=lambda span: span.start)
    if first == behind:
        return ()
    end = _CLAUSE_END.search(text, token.end, sentence.end)
    limit = end.start() if end is not None else sentence.end
    return [span for span in subjects[first:behind] if span.start < limit]


def _without_object(
    role: _Role, roles: Sequence[_Role], inflected: Set[Span], names: Mapping[Span, str]
) -> _Role:
    """Return the role without the inflected name after it, where somebody else is named with the same office."""
    if role.person is None or role.person not in inflected or role.of is None:
        return role
    held = {
        names[other.person]
        for other in roles
        if other.person is not None and other.role == role.role and _belongs(other, role, names)
    }
    return replace(role, person=None) if held - {names[role.person]} else role


def _spoken(text: str) -> list[Span]:
    """Return what stands in quotation marks and is longer than a name, in order."""
    return [m.outer for m in find_marked(text) if m.depth == 0 and m.span.end - m.span.start > _SPEECH]


def _is_within(offset: int, spans: Sequence[Span]) -> bool:
    at = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return at >= 0 and offset < spans[at].end


def _in_order(doc: Doc, roles: Sequence[_Role], code: str) -> list[tuple[int, _Thing]]:
    tokens = tokenize(doc.text)
    things: list[tuple[int, _Thing]] = [
        *((mention.span.start, mention) for mention in doc.mentions if mention.kind in ("PER", "ORG")),
        *((role.span.end - 1, role) for role in roles),
        *((token.start, token) for token in pointing(tokens, _words(doc.text, code), code)),
        *((tokens[cue.first].start, cue) for cue in find_cues(tokens, code) if "said" in cue.traits),
    ]
    return sorted(things, key=lambda pair: pair[0])


def _hear_of_holder(talk: Talk, role: _Role, held: Sequence[Reference], number: int) -> None:
    """Remember the holder of a bare role as the subject of its sentence, where nobody was before."""
    person = held[0].mention if len(held) == 1 and role.bare else None
    if person is not None and (not talk.subjects or talk.subjects[-1][0] != number):
        talk.subjects.append((number, person))
        talk.teller = None


def _resolve_role(
    role: _Role, holders: Sequence[_Role], talk: Talk, names: Mapping[Span, str], number: int
) -> Iterator[Reference]:
    if role.several:
        bearers = {
            names[other.person] for other in holders if other.person and other.role.endswith(role.role)
        }
        persons = [person for person in talk.persons if role.leads or names[person] in bearers]
        for person in persons[-role.several :] if len(persons) >= role.several else ():
            yield Reference(span=role.span, mention=person)
        return
    if role.open:
        talk.strangers[role.role] = number
    elif role.tied and number - talk.strangers.get(role.role, -number - FAR - 1) <= FAR:
        return
    if role.plural or role.open:
        return
    holders = [holder for holder in holders if holder.side == role.side or not (holder.side and role.side)]
    fit = [
        holder.person
        for holder in holders
        if holder.role == role.role
        and (role.of is None or _belongs(holder, role, names))
        and not (role.tied and holder.span.start > role.span.start)
    ] or [
        # শিক্ষামন্ত্রী, named once with his office, is afterwards only the মন্ত্রী.
        holder.person
        for holder in holders
        if role.of is None and is_short_for(role.role, holder.role) and holder.span.start < role.span.start
    ]
    if fit and (role.of is not None or len({names[person] for person in fit if person}) == 1 or role.tied):
        yield Reference(span=role.span, mention=fit[0], role=role.role, of=role.of)
    elif role.tied and (told := _of_branch(role, holders, talk)) is not None:
        yield Reference(span=role.span, mention=told, role=role.role, of=role.of)
    elif role.tied and talk.subjects and number - talk.subjects[-1][0] <= FAR:
        yield Reference(span=role.span, mention=talk.subjects[-1][1], role=role.role, of=role.of)
    elif role.of is not None:
        yield Reference(span=role.span, role=role.role, of=role.of)


def _of_branch(role: _Role, holders: Sequence[_Role], talk: Talk) -> Span | None:
    """Return the last person before who is named with an office of the body whose role this is, or of its branch."""
    house = talk.houses[role.of] if role.of else None
    near = [other for other in holders if other.of and other.span.start < role.span.start]
    fit = [other.person for other in near if other.of and talk.houses[other.of] == house]
    return fit[-1] if fit else None


def _belongs(holder: _Role, role: _Role, names: Mapping[Span, str]) -> bool:
    return holder.of is not None and role.of is not None and names[holder.of] == names[role.of]
