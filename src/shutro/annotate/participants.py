"""Participants: those whom a sentence names, joined where they act together, and what marks each of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from functools import cache, lru_cache

import msgspec
from msgspec.structs import replace

from shutro.annotate.bearers import after_name, case_by_ending, find_bearer, is_verb
from shutro.annotate.described import described_group, described_person, introduces
from shutro.annotate.facts import Facts
from shutro.annotate.names.words import vocabulary
from shutro.annotate.people import body_nouns, find_crowds, is_bracketed, is_described, is_postposition
from shutro.annotate.strangers import find_strangers
from shutro.annotate.triggerwords import table
from shutro.languages.folder import lines
from shutro.languages.inflection import stems
from shutro.languages.lexicon import lexicon, name_words
from shutro.languages.schema.events import Relation
from shutro.languages.schema.inflection import Case
from shutro.model import Doc, Mention, Quantity, Reference, Span
from shutro.text.normalize import compose
from shutro.text.tokens import Token

_ALIAS_WORDS = 6  # tokens between a name and the alias behind it, be it an age in brackets or a mark
_TITLE_WORDS = 6  # words that may stand between a conjunction and the name it joins
_TOPIC_WORDS = 3  # words between an owner and the postposition behind what he owns
_APOSTROPHES = str.maketrans("", "", "'’")
_STATES = "names_states"
_CLOSING = "'\"’”"
_TITLES = ("role", "noun")
_PLAIN = ("noun", "crowd")


class Known(msgspec.Struct, gc=False):
    """For whom plain nouns stand: bodies by the noun that their names end in, persons by the one they are given."""

    bodies: dict[str, Span]
    persons: dict[str, Span]
    group: Span | None  # the only armed one
    standing: dict[str, Span]  # by two words: *the central bank*


class Participant(msgspec.Struct, frozen=True, gc=False):
    """One or several joined participants between two tokens, both included, and what marks them."""

    spans: tuple[Span, ...]  # of names; none where plain words tell who it is
    first: int
    last: int
    relation: Relation
    kind: str  # of the last name; for plain words "role", "noun", "crowd", "pair" (both), "self" (I)
    is_state: bool = False
    is_borne: bool = False  # those who act for the named one follow the name: Israeli forces
    body: Span | None = None  # for which a person speaks, named before him


class Name(msgspec.Struct, frozen=True, gc=False):
    """A mention or reference with its kind and case; no case where the word is made from a name."""

    span: Span
    kind: str
    case: Case | None
    is_state: bool = False
    body: Span | None = None  # that a role belongs to
    stands: Span | None = None  # for whom the words stand where not for themselves
    is_stranger: bool = False  # somebody whom the article does not tell apart from the speaker


def find_names(doc: Doc) -> list[Name]:
    """Return mentions and references in order, none inside another."""
    code = doc.article.language
    found = [
        Name(
            mention.span,
            mention.kind,
            _case_of_mention(mention, doc.text, code),
            _is_state(mention.lemma, code),
        )
        for mention in doc.mentions
    ]
    bodies = {mention.span for mention in doc.mentions if mention.kind == "ORG"}
    strangers = find_strangers(doc)
    for ref in doc.references:
        name = _of_reference(ref, doc.text, bodies, code)
        found.append(replace(name, is_stranger=ref.span in strangers))
    found.sort(key=lambda name: (name.span.start, -name.span.end, name.kind))
    kept: list[Name] = []
    for name in found:
        if kept and name.span.start < kept[-1].span.end:
            continue
        kept.append(name)
    return kept


def find_participants(
    tokens: Sequence[Token],
    words: Sequence[Facts],
    names: Sequence[Name],
    quantities: Sequence[Quantity],
    known: Known,
    code: str,
) -> list[Participant]:
    """Return the participants of a sentence from left to right, each by itself.

    `names` and `quantities` are those in it; its bodies are added to those that are `known`.
    """
    ends = [token.end for token in tokens]
    bodies_at = {name.span.start for name in names if name.kind == "ORG"}
    found: list[Participant] = []
    covered = -1  # by the words for one who is called by his name: *Rahim by name, a party leader*
    for name in names:
        first, last = bisect_right(ends, name.span.start), bisect_left(ends, name.span.end)
        is_own = covered < first <= last < len(tokens)
        if is_own and not _is_short_form(tokens, first, last, found):
            own = _own_case(name, tokens[last], code)
            end, case = find_bearer(tokens, last, name.kind, own, code)
            if end > last and _is_firm(tokens[end : end + 2], bodies_at, code):
                continue
            relation = _relation(tokens, end, case, code)
            body = name.span if name.kind == "ORG" else name.body
            spans = () if name.is_stranger else (name.stands or name.span,)
            kind = "noun" if name.is_stranger else name.kind
            part = Participant(spans, first, end, relation, kind, name.is_state, end > last, body)
            if found and _is_alias(tokens, first, found[-1].last, code):
                part = replace(part, spans=found[-1].spans, first=found[-1].first, kind=found[-1].kind)
                found.pop()
            found.append(part)
            covered = end if name.kind == "PER" and own == "nominative" else covered
            if name.kind == "ORG" and last > first:
                known.bodies.update(dict.fromkeys(body_nouns(tokens[last].text, code), name.span))
    found += _nouns(tokens, words, found, quantities, known, code)
    return sorted(found, key=lambda part: (part.first, part.last))


def _is_firm(tokens: Sequence[Token], bodies: Set[int], code: str) -> bool:
    """Say whether a noun for a firm stands before the name of a body: *the American firm Intel*."""
    return len(tokens) > 1 and tokens[0].text in table(code).firms and tokens[1].start in bodies


def _is_alias(tokens: Sequence[Token], first: int, last: int, code: str) -> bool:
    """Say whether a name is another one of the person named right before it: *Rahim alias Kalu*."""
    between = [token.text for token in tokens[last + 1 : first]]
    return 0 < len(between) <= _ALIAS_WORDS and not vocabulary(code).table.aliases.isdisjoint(between)


def _is_short_form(tokens: Sequence[Token], first: int, last: int, found: Sequence[Participant]) -> bool:
    """Say whether a name stands in brackets behind the one that it is short for."""
    if not found or first < 1 or last + 1 >= len(tokens):
        return False
    opened = tokens[first - 1].text == "(" and tokens[last + 1].text == ")"
    return (
        opened
        and found[-1].spans != ()
        and found[-1].spans[0].end <= tokens[first - 1].start <= tokens[first].start
    )


def _own_case(name: Name, token: Token, code: str) -> Case | None:
    """Return the case of a name; a longer word is made from it, unless marks close the name before its ending."""
    if name.span.end >= token.end:
        return name.case
    rest = token.text[name.span.end - token.start :]
    return table(code).loose_endings.get(rest.lstrip(_CLOSING)) if rest[:1] in _CLOSING else None


def _of_reference(ref: Reference, text: str, bodies: Set[Span], code: str) -> Name:
    """Return a reference as a name: a role that nobody is known to hold stands for its body."""
    stands = ref.of if ref.mention is None and ref.of in bodies else None
    return Name(ref.span, "role", _case_of_reference(ref, text, code), body=ref.of, stands=stands)


def _case_of_mention(mention: Mention, text: str, code: str) -> Case | None:
    """Return the case, or None where the word is made from the name: Indian from India."""
    case = _case_of_name(compose(mention.span.of(text)), mention.lemma, code)
    return "nominative" if mention.kind == "PER" and case == "locative" else case


@lru_cache(maxsize=16_384)
def _case_of_name(written: str, lemma: str, code: str) -> Case | None:
    words, bare = written.split(), lemma.split()
    if not words or not bare:
        return "nominative"
    form = lexicon(code).forms.get(name_words(lemma))
    if form is not None and form.adjective:
        return None
    last = words[-1].translate(_APOSTROPHES)
    if bare[-1] in (words[-1], last):
        return "nominative"
    if last.startswith(bare[-1]) and last.endswith(table(code).including):
        return "ablative"  # with a hyphen
    return next((stem.case for stem in stems(last, code) if stem.text == bare[-1]), None)


@lru_cache(maxsize=16_384)
def _is_state(lemma: str, code: str) -> bool:
    """Say whether a name is that of a state or of a capital, which may act for it."""
    form = lexicon(code).forms.get(name_words(lemma))
    if form is None or form.kind != "LOC":
        return False
    return form.acts_for is not None or form.key in _states(code)


@cache
def _states(code: str) -> frozenset[str]:
    return frozenset(key for _, key, *_ in lines(code, _STATES))


def _case_of_reference(reference: Reference, text: str, code: str) -> Case:
    last = compose(reference.span.of(text)).split()[-1:]
    role = (reference.role or "").split()[-1:]
    if not last or last == role:
        return "nominative"
    found = [stem for stem in stems(last[0], code) if stem.case != "nominative"]
    named = [stem.case for stem in found if [stem.text] == role]
    if named or role:
        return named[0] if named else case_by_ending(last[0], code)
    return found[-1].case if found else "nominative"


def _nouns(
    tokens: Sequence[Token],
    words: Sequence[Facts],
    names: Sequence[Participant],
    quantities: Sequence[Quantity],
    known: Known,
    code: str,
) -> Iterator[Participant]:
    """Yield the people and bodies that plain words tell of, a run of such words as one."""
    taken = {at for name in names for at in range(name.first, name.last + 1)}
    crowds = find_crowds(tokens, quantities)
    first = before = -1
    whole = table(code).organisations
    twos = _twos(words)
    for at in [at for at, word in enumerate(words) if word.people or word.own or at in crowds or at in twos]:
        word, first, before = words[at], first if at == before + 1 else -1, at
        if (
            (word.people is None and at not in crowds and at not in twos)
            or at in taken
            or is_postposition(tokens, at, code)
            or is_bracketed(tokens, at)
        ):
            first = -1
            if word.own is not None:
                yield Participant((), at, at, word.own, "self")
            continue
        case = word.people or (word.two if at in twos else None) or case_by_ending(tokens[at].text, code)
        first = at if first < 0 else first
        goes_on = at + 1 < len(tokens) and (words[at + 1].people is not None or at + 1 in crowds)
        goes_on = goes_on and at not in twos and at + 1 not in taken and tokens[at].text not in whole
        if case == "nominative" and goes_on:
            continue
        paired = case != "ablative" and (at in twos or (first > 0 and words[first - 1].both))
        kind = "pair" if paired else "crowd" if at in crowds else "noun"
        meant = _meant(tokens, first, at, known, taken, code) if kind == "noun" else None
        kind, spans = meant or (kind, ())
        covered, borne = find_bearer(tokens, at, kind, case, code) if case == "ablative" else (at, case)
        taken.update(range(at, covered + 1))
        yield Participant(spans, first, covered, _relation(tokens, covered, borne, code), kind)
        first = -1


def _twos(words: Sequence[Facts]) -> set[int]:
    """Return the tokens of nouns by which both of two are meant: *the two countries*, in one word or two."""
    return {at for at, word in enumerate(words) if word.two and (word.both or (at and words[at - 1].both))}


def _meant(
    tokens: Sequence[Token], first: int, last: int, known: Known, taken: Set[int], code: str
) -> tuple[str, tuple[Span, ...]] | None:
    """Return the kind and span of the body, person or armed group that a bare noun stands for."""
    if first != last:
        return None
    before = tokens[last - 1].text if last else ""
    standing = [
        noun for stem in stems(tokens[last].text, code) if (noun := f"{before} {stem.text}") in known.standing
    ]
    if standing:
        return "ORG", (known.standing[standing[0]],)
    bodies = [known.bodies[noun] for noun in body_nouns(tokens[last].text, code) if noun in known.bodies]
    if bodies and not is_described(tokens, last, code):
        return "ORG", (bodies[0],)
    group = described_group(tokens, last, known.group, code)
    if group is not None:
        return "ORG", (group,)
    person = described_person(tokens, last, known.persons, code)
    return None if person is None or introduces(tokens, last, taken, code) else ("PER", (person,))


def _relation(tokens: Sequence[Token], last: int, case: Case | None, code: str) -> Relation:
    words = table(code)
    at = after_name(tokens, last + 1)
    if case == "nominative" and at < len(tokens) and at > last + 1 and tokens[at].text in words.loose_endings:
        case, at = words.loose_endings[tokens[at].text], at + 1
    after = [token.text for token in tokens[at : at + 2]]
    if len(after) == 2 and " ".join(after) in words.postpositions:
        return words.postpositions[" ".join(after)]
    is_adverb = case == "nominative" and after and after[0] in words.adverbs
    if after and after[0] in words.postpositions and not is_adverb:
        return words.postpositions[after[0]]
    match case:
        case "nominative":
            return "subject"
        case "genitive":
            return "about" if _is_topic_of(tokens, at, code) else "genitive"
        case "ablative" | None:
            return "none"
        case _:
            return case


def _is_topic_of(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Say whether what belongs to a name before is what something is about: *over the state of the country*."""
    words = table(code)
    for token in tokens[at : at + _TOPIC_WORDS]:
        if token.kind != "word":
            return False
        if words.postpositions.get(token.text) == "about":
            return True
        if is_verb(token.text, code):
            return False
    return False
