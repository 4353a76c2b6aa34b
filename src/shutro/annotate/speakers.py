"""Who may be speaking: the names, references and plain nouns of an article, with their case."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import accumulate

import msgspec

from shutro.annotate.marks import Marked
from shutro.annotate.names.words import sense
from shutro.annotate.speakerwords import (
    SpeakerWord,
    bearable,
    case_of_mention,
    case_of_words,
    is_generic,
    is_source,
    may_modify,
    modifies,
    roles_in,
)
from shutro.languages.folder import read
from shutro.languages.inflection import stems
from shutro.languages.schema.inflection import Case
from shutro.languages.schema.quotes import QuoteTable
from shutro.model import Doc, Span
from shutro.text.normalize import compose
from shutro.text.tokens import Token

_WIDEST = 6  # words of a plain noun phrase
_LONG = 7  # code points of a word for many persons
_SHORT = 2  # code points of particles
_BODIES = frozenset(("ORG", "medium"))
_CLEAR = 6  # code points of a word whose ending is no part of it
_HYPHENS = frozenset("-–")


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """Words that may name a speaker, at the tokens `first` up to `end`."""

    span: Span
    case: Case
    kind: str  # of a mention; else "reference", "pronoun", "role", "medium" or "noun"
    first: int
    end: int


class Bearer(msgspec.Struct, frozen=True, gc=False):
    """A person at the token `first` who bears a title, and the first token of the name of that whose it is."""

    first: int
    person: Span
    owner: int | None


class Voices(msgspec.Struct, frozen=True, gc=False):
    """The candidates of an article in order, and the article's tokens."""

    tokens: Sequence[Token]
    candidates: tuple[Candidate, ...]
    starts: tuple[int, ...]  # first tokens of the candidates
    bracketed: frozenset[int]  # tokens in parentheses or quotation marks
    titled: dict[str, list[Bearer]]  # for each role, the persons who bear it as a title
    parts: dict[str, list[Candidate]]  # for each word of a longer name, the persons who bear it
    code: str

    def between(self, first: int, end: int) -> tuple[Candidate, ...]:
        """Return the candidates wholly in the tokens `first` up to `end`: those in brackets only where all are."""
        left, right = bisect_left(self.starts, first), bisect_left(self.starts, end)
        found = [c for c in self.candidates[left:right] if c.end <= end]
        return tuple(c for c in found if c.first not in self.bracketed) or tuple(found)

    def named_in_part(self, at: int) -> Span | None:
        """Return the last person named before whose longer name has the word of a token."""
        known = self.parts.get(self.tokens[at].text, ())
        return next((person.span for person in reversed(known) if person.end <= at), None)


def find_voices(
    doc: Doc,
    tokens: Sequence[Token],
    starts: Sequence[int],
    marked: Sequence[Marked],
    nouns: Sequence[tuple[int, SpeakerWord]],
    brackets: Sequence[int],
) -> Voices:
    """Return all that may be a speaker in the doc, with the tokens that may be nouns for one."""
    code = doc.article.language
    found = sorted(_named(doc, tokens, starts, code), key=lambda c: (c.first, -c.end))
    persons = frozenset(c.first for c in found if c.kind == "PER")
    media = frozenset(c.first for c in found if c.kind in _BODIES)
    behind = frozenset(c.end for c in found if c.kind in _BODIES and c.case == "nominative")
    for noun in _nouns(tokens, code, nouns, found):
        is_of_name = noun.end in media or (noun.first in behind and noun.case == "nominative")
        if noun.end not in persons and not (is_of_name and is_generic(tokens[noun.end - 1].text, code)):
            found.append(noun)
    found = _outermost(sorted(found, key=lambda c: (c.first, -c.end, c.kind)))
    inside = _bracketed(tokens, brackets)
    for marks in marked:
        inside.update(range(bisect_left(starts, marks.span.start), bisect_left(starts, marks.span.end)))
    first = tuple(c.first for c in found)
    titled = _titled(tokens, found, code)
    return Voices(tokens, tuple(found), first, frozenset(inside), titled, _parts(tokens, found), code)


def _parts(tokens: Sequence[Token], found: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    parts: defaultdict[str, list[Candidate]] = defaultdict(list)
    for person in found:
        if person.kind == "PER" and person.end - person.first > 1:
            for at in range(person.first, person.end):
                if len(tokens[at].text) > _SHORT:
                    parts[tokens[at].text].append(person)
    return parts


def _titled(tokens: Sequence[Token], found: Sequence[Candidate], code: str) -> dict[str, list[Bearer]]:
    titled: defaultdict[str, list[Bearer]] = defaultdict(list)
    owners = {c.end: c.first for c in found if c.kind in ("ORG", "LOC")}
    for candidate in found:
        at = candidate.first - 1
        if candidate.kind != "PER" or at < 0:
            continue
        if tokens[at].text == ")":
            at = next((n - 1 for n in range(at, max(at - _WIDEST, 0), -1) if tokens[n].text == "("), at)
        for place in _title_places(tokens, at, code):
            for role in roles_in(tokens[place].text, code):
                titled[role].append(Bearer(candidate.first, candidate.span, owners.get(place)))
    return titled


def _title_places(tokens: Sequence[Token], last: int, code: str) -> Iterator[int]:
    """Yield the tokens that may be a person's title: the one before the name, and those before further titles."""
    for at in range(last, max(last - _WIDEST, -1), -1):
        if tokens[at].text == ".":
            continue
        yield at
        if not sense(tokens[at].text, code).title:
            return


def _outermost(found: Sequence[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in found:
        if not kept or candidate.end > kept[-1].end:
            kept.append(candidate)
    return kept


def _named(doc: Doc, tokens: Sequence[Token], starts: Sequence[int], code: str) -> Iterator[Candidate]:
    platforms = read(code, "quotes", QuoteTable).platforms
    mentioned = [
        (m.span, m.kind, bearable(m.kind, case_of_mention(compose(m.span.of(doc.text)), m.lemma, code)))
        for m in doc.mentions
        if m.lemma not in platforms or not _is_page(tokens, bisect_left(starts, m.span.end), code)
    ]
    referred = [
        (r.span, "reference" if r.mention else "role", case_of_words(compose(r.span.of(doc.text)), code))
        for r in doc.references
    ]
    known = sorted((span.start, span.end) for span, _, _ in mentioned)
    furthest = list(accumulate((end for _, end in known), max))
    credited = [(c.span, "medium", case_of_words(compose(c.span.of(doc.text)), code)) for c in doc.credits]
    before = [bisect_left(known, (span.end, 0)) - 1 for span, _, _ in credited]
    credited = [
        credit
        for credit, at in zip(credited, before, strict=True)
        if at < 0 or furthest[at] <= credit[0].start
    ]
    for span, kind, case in [*mentioned, *referred, *credited]:
        first = bisect_left(starts, span.start)
        end = max(first + 1, bisect_left(starts, span.end))
        if first < len(tokens):
            yield Candidate(span, _case_behind(tokens, end, span.end, case, code), kind, first, end)


def _is_page(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Say whether the word at a token makes what stands before it only a place where people write."""
    pages = read(code, "quotes", QuoteTable).pages
    return at < len(tokens) and any(stem.text in pages for stem in stems(tokens[at].text, code))


def _case_behind(tokens: Sequence[Token], at: int, end: int, case: Case, code: str) -> Case:
    """Return the case that an ending written apart from the name gives it, behind a hyphen or a mark."""
    suffixes: dict[str, Case] = read(code, "quotes", QuoteTable).suffixes
    # Behind a space a single letter is a word of its own: this.
    apart = at < len(tokens) and tokens[at].start - end == 1 and len(tokens[at].text) > 1
    if at < len(tokens) and tokens[at].text in suffixes and (apart or tokens[at].start == end):
        return suffixes[tokens[at].text]
    if at + 1 < len(tokens) and tokens[at].kind == "mark" and tokens[at + 1].start - end <= 2:
        return suffixes.get(tokens[at + 1].text, case)
    return case


def _nouns(
    tokens: Sequence[Token],
    code: str,
    nouns: Sequence[tuple[int, SpeakerWord]],
    names: Sequence[Candidate],
) -> Iterator[Candidate]:
    bodies = {name.end - 1: name for name in names if name.kind == "ORG"}
    owners = {name.end - 1: name.first for name in names if name.case == "genitive"}
    taken = {at for name in names for at in range(name.first, name.end)}
    persons = {name.end - 1: name for name in names if name.kind == "PER"}
    table = read(code, "quotes", QuoteTable)
    whole = _BodyNouns(tokens, [body for body in bodies.values() if body.case != "objective"], code)
    for at, word in nouns:
        if at in taken or _is_joined(tokens, at):
            continue
        body = bodies.get(at - 1)
        if body is not None and body.case == "genitive" and word.officer:
            yield Candidate(body.span, word.case, "noun", body.first, at + 1)
            continue
        first = at if word.kind == "pronoun" else _phrase_start(tokens, at, taken, owners, code)
        named = persons.get(first - 1) if tokens[first].text in table.speakers.called else None
        if named is not None:
            yield Candidate(named.span, word.case, "PER", named.first, at + 1)
            continue
        end = tokens[at].end if word.case == "nominative" else tokens[at].at(len(word.bare))
        span = Span(tokens[first].start, end)
        if first == at and word.kind == "noun":
            span = whole.before(at, word.bare) or span
        yield Candidate(span, word.case, word.kind, first, at + 1)


def _is_joined(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a dash without spaces joins a noun to the next one, which bears the ending of both."""
    behind = tokens[at + 1 : at + 3]
    return len(behind) == 2 and behind[0].text in _HYPHENS and tokens[at].end + 1 == behind[1].start


class _BodyNouns:
    """Bodies whose names end in a noun, which stands for the last of them later on."""

    def __init__(self, tokens: Sequence[Token], bodies: Sequence[Candidate], code: str) -> None:
        self._bodies = [(body.end - 1, body.span, tokens[body.end - 1].text) for body in bodies]
        self._code = code
        self._read = 0
        self._named: dict[str, Span] = {}

    def before(self, at: int, noun: str) -> Span | None:
        """Return the last body before a token whose name ends in the noun; the tokens must not go back."""
        while self._read < len(self._bodies) and self._bodies[self._read][0] < at:
            _, span, word = self._bodies[self._read]
            self._named.update((stem.text, span) for stem in stems(word, self._code))
            self._read += 1
        return self._named.get(noun)


def _phrase_start(
    tokens: Sequence[Token], at: int, taken: Set[int], owners: dict[int, int], code: str
) -> int:
    """Return the first token of the words that say which one a noun means: *one official of the port*."""
    first = at
    while first and at - first < _WIDEST:
        before = tokens[first - 1]
        if first - 1 in taken:
            return owners.get(first - 1, first)  # all of a name, or nothing of it
        told_apart = first == at and is_source(tokens[at].text, code) and may_modify(before.text, code)
        if before.kind != "word" or not (told_apart or modifies(before.text, code)):
            break
        first -= 1
    return first


def _bracketed(tokens: Sequence[Token], brackets: Sequence[int]) -> set[int]:
    inside: set[int] = set()
    opened: int | None = None
    for at in brackets:
        if tokens[at].text == "(":
            opened = at
        elif opened is not None:
            inside.update(range(opened + 1, at))
            opened = None
    return inside
