"""Who may be speaking: the names, references and plain nouns of an article, with their case."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from shutro.annotate.marks import Marked
from shutro.annotate.names.words import sense
from shutro.annotate.verbs import forms
from shutro.languages.folder import read
from shutro.languages.inflection import by_last, stems
from shutro.languages.lexicon import lexicon, name_words
from shutro.languages.schema.inflection import Case, InflectionTable
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


class Candidate(NamedTuple):
    """Words that may name a speaker, at the tokens `first` up to `end`."""

    span: Span
    case: Case
    kind: str  # of a mention; else "reference", "pronoun", "role", "medium" or "noun"
    first: int
    end: int


class SpeakerWord(NamedTuple):
    """A pronoun or noun for a speaker: its case, which of the two, without ending, and whether for an officer."""

    case: Case
    kind: str
    bare: str
    officer: bool


class Bearer(NamedTuple):
    """A person at the token `first` who bears a title, and the first token of the name of that whose it is."""

    first: int
    person: Span
    owner: int | None


@dataclass(frozen=True, slots=True)
class Voices:
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
        if noun.end not in persons and not (is_of_name and _is_generic(tokens[noun.end - 1].text, code)):
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
            for role in _roles(tokens[place].text, code):
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


@lru_cache(maxsize=16_384)
def _roles(word: str, code: str) -> tuple[str, ...]:
    """Return the roles that a title is or ends in: *minister* in *foreign minister*."""
    nouns = _noun_forms(code)
    return (word, *(word[at:] for at in range(1, len(word) - 1) if word[at:] in nouns))


def _outermost(found: Sequence[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in found:
        if not kept or candidate.end > kept[-1].end:
            kept.append(candidate)
    return kept


def _named(doc: Doc, tokens: Sequence[Token], starts: Sequence[int], code: str) -> Iterator[Candidate]:
    mentioned = [
        (m.span, m.kind, _bearable(m.kind, _case_of_mention(compose(m.span.of(doc.text)), m.lemma, code)))
        for m in doc.mentions
    ]
    referred = [
        (r.span, "reference" if r.mention else "role", _case_of_words(compose(r.span.of(doc.text)), code))
        for r in doc.references
    ]
    known = sorted((span.start, span.end) for span, _, _ in mentioned)
    furthest = list(accumulate((end for _, end in known), max))
    credited = [(c.span, "medium", _case_of_words(compose(c.span.of(doc.text)), code)) for c in doc.credits]
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


@cache
def _clear_endings(code: str) -> dict[str, Case]:
    suffixes: dict[str, Case] = read(code, "quotes", QuoteTable).suffixes
    return {end: case for end, case in suffixes.items() if len(end) > 1 and case in ("genitive", "objective")}


def _bearable(kind: str, case: Case) -> Case:
    """Return the case, but the nominative for a person's name in the locative, which no person bears."""
    return "nominative" if kind == "PER" and case == "locative" else case


@lru_cache(maxsize=65_536)
def _case_of_mention(words: str, lemma: str, code: str) -> Case:
    ending = words[len(lemma) :] if words.startswith(lemma) else ""
    form = lexicon(code).forms.get(name_words(lemma))
    if form is not None and form.adjective:
        return "ablative"
    suffixes: dict[str, Case] = read(code, "quotes", QuoteTable).suffixes
    if not ending:
        # An ending may have been taken for a part of a name never seen before.
        clear = _clear_endings(code) if len(words) >= _CLEAR and form is None else {}
        return next((case for end, case in clear.items() if words.endswith(end)), "nominative")
    if ending[0] in _HYPHENS and ending[1:] in suffixes:
        return suffixes[ending[1:]]
    last = words.rsplit(maxsplit=1)[-1] if words.strip() else words
    for stem in stems(last, code):
        if stem.ending == ending:
            return stem.case
    return "genitive"  # what is left behind the name makes an adjective of it


@lru_cache(maxsize=65_536)
def _case_of_words(words: str, code: str) -> Case:
    speakers = read(code, "quotes", QuoteTable).speakers
    if words in speakers.subjects or not words.strip():
        return "nominative"
    last = words.rsplit(maxsplit=1)[-1]
    known = noun_case(last, code)
    if known is not None:
        return known
    if words in speakers.others:
        return "objective" if any(s.case == "objective" for s in stems(last, code)) else "genitive"
    table = read(code, "inflection", InflectionTable)
    for stem in reversed(stems(last, code)):
        # A long ending is a sure one; a single sign ends many bare words.
        if stem.case != "nominative" and (len(stem.ending) > 1 or stem.text[-1] in table.vowels):
            return stem.case
    return "nominative"


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


@cache
def _noun_forms(code: str) -> frozenset[str]:
    speakers = read(code, "quotes", QuoteTable).speakers
    heads = {noun.split()[-1] for noun in speakers.nouns}
    return frozenset(heads | {head + plural for head in heads for plural in speakers.plurals})


@lru_cache(maxsize=65_536)
def noun_case(word: str, code: str) -> Case | None:
    """Return the case of a word that names a kind of speaker, None for other words."""
    if _is_adjective(word, code):
        return None
    case: Case | None = next(
        (stem.case for stem in stems(word, code) if _names_speaker(stem.text, code)), None
    )
    return "nominative" if case is None and _is_people(word, code) else case


def _is_people(word: str, code: str) -> bool:
    """Say whether a word has an ending of many persons: *the exporters*."""
    people = read(code, "quotes", QuoteTable).speakers.people
    return len(word) >= _LONG and word.endswith(people) and not forms(word, code)


@lru_cache(maxsize=65_536)
def _names_speaker(word: str, code: str) -> bool:
    """Say whether a word is a noun for a speaker or a compound that ends in one, such as *finance minister*."""
    if word in _noun_forms(code):
        return True
    heads = _heads(code).get(word[-1:], ())
    return word[_SHORT + 1 :].endswith(heads) and not _is_adjective(word, code)


def _is_adjective(word: str, code: str) -> bool:
    return word in read(code, "quotes", QuoteTable).speakers.adjectives


@cache
def _heads(code: str) -> dict[str, tuple[str, ...]]:
    speakers = read(code, "quotes", QuoteTable).speakers
    return by_last(head + plural for head in speakers.heads for plural in ("", *speakers.plurals))


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
        if at in taken:
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


@lru_cache(maxsize=65_536)
def speaker_word(word: str, code: str) -> SpeakerWord | None:
    """Return what a word is as a pronoun or noun for a speaker, None for other words."""
    speakers = read(code, "quotes", QuoteTable).speakers
    is_pronoun = word in speakers.subjects or word in speakers.others
    case = "nominative" if word in speakers.subjects else noun_case(word, code)
    case = _case_of_words(word, code) if word in speakers.others else case
    if case is None:
        return None
    bare = bare_noun(word, code)
    return SpeakerWord(case, "pronoun" if is_pronoun else "noun", bare, bare in _officers(code))


@cache
def _officers(code: str) -> frozenset[str]:
    speakers = read(code, "quotes", QuoteTable).speakers
    return frozenset(officer + plural for officer in speakers.officers for plural in ("", *speakers.plurals))


def _phrase_start(
    tokens: Sequence[Token], at: int, taken: Set[int], owners: dict[int, int], code: str
) -> int:
    """Return the first token of the words that say which one a noun means: *one official of the port*."""
    first = at
    while first and at - first < _WIDEST:
        before = tokens[first - 1]
        if first - 1 in taken:
            return owners.get(first - 1, first)  # all of a name, or nothing of it
        told_apart = first == at and _is_source(tokens[at].text, code) and _may_modify(before.text, code)
        if before.kind != "word" or not (told_apart or _modifies(before.text, code)):
            break
        first -= 1
    return first


@lru_cache(maxsize=65_536)
def _is_source(word: str, code: str) -> bool:
    return bare_noun(word, code) in read(code, "quotes", QuoteTable).speakers.sources


@lru_cache(maxsize=65_536)
def _is_generic(word: str, code: str) -> bool:
    """Say whether a word is a common noun for a medium, as before the name of one."""
    return any(word == noun.rsplit(maxsplit=1)[-1] for noun in read(code, "quotes", QuoteTable).media.generic)


@lru_cache(maxsize=65_536)
def bare_noun(word: str, code: str) -> str:
    """Return the noun for a speaker without its ending."""
    return next((stem.text for stem in stems(word, code) if _names_speaker(stem.text, code)), word)


@lru_cache(maxsize=65_536)
def _may_modify(word: str, code: str) -> bool:
    """Say whether the word before a source may say which: *hospital sources*."""
    table = read(code, "quotes", QuoteTable)
    return len(word) > _SHORT and word not in table.complementizers and not forms(word, code)


@lru_cache(maxsize=65_536)
def _modifies(word: str, code: str) -> bool:
    if word in read(code, "quotes", QuoteTable).speakers.modifiers:
        return True
    genitive = any(stem.case == "genitive" for stem in stems(word, code))
    return genitive and noun_case(word, code) != "nominative"


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
