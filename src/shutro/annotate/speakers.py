"""Who may be speaking: the names, references and plain nouns of an article, with their case."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from shutro.annotate.marks import Marked
from shutro.annotate.verbs import forms
from shutro.languages.folder import read
from shutro.languages.inflection import stems
from shutro.languages.lexicon import lexicon, name_words
from shutro.languages.schema.inflection import Case, InflectionTable
from shutro.languages.schema.quotes import QuoteTable
from shutro.model import Doc, Span
from shutro.text.normalize import compose
from shutro.text.tokens import Token

_WIDEST = 6  # words of a plain noun phrase
_SHORT = 2  # code points of particles
_NEAR = 5  # tokens between a speaker and the writing he issued
_NAMED = frozenset(("PER", "ORG", "LOC", "medium"))
_BODIES = frozenset(("ORG", "medium"))
_PERSONS = frozenset(("PER", "reference", "pronoun", "role", "noun"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may name a speaker, at the tokens `first` up to `end`."""

    span: Span
    case: Case
    kind: str  # of a mention; else "reference", "pronoun", "role", "medium" or "noun"
    first: int
    end: int


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
    code: str

    def between(self, first: int, end: int) -> tuple[Candidate, ...]:
        """Return the candidates wholly in the tokens `first` up to `end`: those in brackets only where all are."""
        left, right = bisect_left(self.starts, first), bisect_left(self.starts, end)
        found = [c for c in self.candidates[left:right] if c.end <= end]
        return tuple(c for c in found if c.first not in self.bracketed) or tuple(found)


def find_voices(doc: Doc, tokens: Sequence[Token], marked: Sequence[Marked]) -> Voices:
    """Return all that may be a speaker in the doc."""
    code = doc.article.language
    found = sorted(_named(doc, tokens, code), key=lambda c: (c.first, -c.end))
    taken = [False] * len(tokens)
    for candidate in found:
        taken[candidate.first : candidate.end] = [True] * (candidate.end - candidate.first)
    persons = frozenset(c.first for c in found if c.kind == "PER")
    media = frozenset(c.first for c in found if c.kind in _BODIES)
    for noun in _nouns(tokens, code, taken, found):
        if noun.end not in persons and not (
            noun.end in media and _is_generic(tokens[noun.end - 1].text, code)
        ):
            found.append(noun)
    found = _outermost(sorted(found, key=lambda c: (c.first, -c.end, c.kind)))
    inside = _bracketed(tokens)
    starts = [token.start for token in tokens]
    for marks in marked:
        inside.update(range(bisect_left(starts, marks.span.start), bisect_left(starts, marks.span.end)))
    starts_of = tuple(c.first for c in found)
    return Voices(tokens, tuple(found), starts_of, frozenset(inside), _titled(tokens, found, code), code)


def _titled(tokens: Sequence[Token], found: Sequence[Candidate], code: str) -> dict[str, list[Bearer]]:
    titled: defaultdict[str, list[Bearer]] = defaultdict(list)
    owners = {c.end: c.first for c in found if c.kind in ("ORG", "LOC")}
    for candidate in found:
        at = candidate.first - 1
        if candidate.kind != "PER" or at < 0:
            continue
        if tokens[at].text == ")":
            at = next((n - 1 for n in range(at, max(at - _WIDEST, 0), -1) if tokens[n].text == "("), at)
        for role in _roles(tokens[at].text, code):
            titled[role].append(Bearer(candidate.first, candidate.span, owners.get(at)))
    return titled


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


def subject_before(voices: Voices, first: int, end: int, *, respectful: bool) -> Span | None:
    """Return the nearest nominative in the tokens before a verb; an honoured person before a thing."""
    able = [
        c for c in voices.between(first, end) if c.case == "nominative" and not _is_withheld(voices, c, end)
    ]
    for at in range(len(able) - 1, -1, -1):
        if not respectful or able[at].kind in _PERSONS:
            return _joined(voices, able, at)
    return _joined(voices, able, len(able) - 1) if able else None


def _joined(voices: Voices, able: Sequence[Candidate], last: int) -> Span:
    """Return the span of a name together with those of its kind that are joined to it: A and B said."""
    joins = read(voices.code, "quotes", QuoteTable).joins
    first = last
    while first and able[first].kind == able[first - 1].kind in _NAMED:
        between = voices.tokens[able[first - 1].end : able[first].first]
        if len(between) != 1 or between[0].text not in joins:
            break
        first -= 1
    return Span(able[first].span.start, able[last].span.end)


def subject_after(voices: Voices, first: int, end: int, *, respectful: bool) -> Span | None:
    """Return the nominative after a verb: the name that a role introduces, else the first."""
    able = [
        c for c in voices.between(first, end) if c.case == "nominative" and not _is_withheld(voices, c, end)
    ]
    if respectful:
        for candidate in able:
            if candidate.kind == "PER":
                return candidate.span
    for candidate, following in pairwise(able):
        if candidate.kind != "noun":
            break
        if following.first == candidate.end:
            return following.span
    return able[0].span if able else None


def owner_before(voices: Voices, first: int, at: int) -> Span | None:
    """Return the genitive nearest before the token `at`, else a bare name that stands right before it.

    A short form in parentheses between the two is passed over.
    """
    behind = at
    if at - 1 > first and voices.tokens[at - 1].text == ")":
        behind = next(
            (n for n in range(at - 1, max(first, at - _WIDEST), -1) if voices.tokens[n].text == "("), at
        )
    near = [
        c for c in voices.between(max(first, behind - _NEAR - _WIDEST), behind) if behind - c.end <= _NEAR
    ]
    for candidate in reversed(near):
        if candidate.kind == "LOC" and behind - candidate.end > 1:
            continue
        if candidate.case == "genitive" or (candidate.case == "nominative" and candidate.end == behind):
            return candidate.span
    return None


def body_in(voices: Voices, first: int, end: int) -> Span | None:
    """Return the last body in the nominative, which may have issued a writing."""
    bodies = [c for c in voices.between(first, end) if c.kind in _BODIES and c.case == "nominative"]
    return bodies[-1].span if bodies else None


def _is_withheld(voices: Voices, candidate: Candidate, end: int) -> bool:
    """Say whether the word behind the candidate keeps it from being a subject."""
    if candidate.end >= end:
        return False
    table = read(voices.code, "quotes", QuoteTable)
    word = voices.tokens[candidate.end].text
    return word in table.withheld or word in table.accords or word in table.represented


def _named(doc: Doc, tokens: Sequence[Token], code: str) -> Iterator[Candidate]:
    starts = [token.start for token in tokens]
    mentioned = [
        (m.span, m.kind, _case_of_mention(compose(m.span.of(doc.text)), m.lemma, code)) for m in doc.mentions
    ]
    referred = [
        (r.span, "reference" if r.mention else "role", _case_of_words(compose(r.span.of(doc.text)), code))
        for r in doc.references
    ]
    known = sorted(span for span, _, _ in mentioned)
    furthest = list(accumulate((span.end for span in known), max))
    credited = [(c.span, "medium", _case_of_words(compose(c.span.of(doc.text)), code)) for c in doc.credits]
    before = [bisect_left(known, Span(span.end, 0)) - 1 for span, _, _ in credited]
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


def _case_of_mention(words: str, lemma: str, code: str) -> Case:
    ending = words[len(lemma) :] if words.startswith(lemma) else ""
    form = lexicon(code).forms.get(name_words(lemma))
    if form is not None and form.adjective:
        return "ablative"
    if not ending:
        return "nominative"
    last = words.rsplit(maxsplit=1)[-1] if words.strip() else words
    for stem in stems(last, code):
        if stem.ending == ending:
            return stem.case
    return "genitive"  # what is left behind the name makes an adjective of it


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
    if word in read(code, "quotes", QuoteTable).speakers.adjectives:
        return None
    return next((stem.case for stem in stems(word, code) if _names_speaker(stem.text, code)), None)


def _names_speaker(word: str, code: str) -> bool:
    """Say whether a word is a noun for a speaker or a compound that ends in one, such as *finance minister*."""
    if word in _noun_forms(code):
        return True
    speakers = read(code, "quotes", QuoteTable).speakers
    return any(
        word.endswith(head) and len(word) > len(head) + _SHORT and word not in speakers.adjectives
        for head in _heads(code)
    )


@cache
def _heads(code: str) -> frozenset[str]:
    speakers = read(code, "quotes", QuoteTable).speakers
    return frozenset(head + plural for head in speakers.heads for plural in ("", *speakers.plurals))


def _nouns(
    tokens: Sequence[Token], code: str, taken: Sequence[bool], names: Sequence[Candidate]
) -> Iterator[Candidate]:
    speakers = read(code, "quotes", QuoteTable).speakers
    bodies = {name.end - 1: name for name in names if name.kind == "ORG"}
    owners = {name.end - 1: name.first for name in names if name.case == "genitive"}
    pronouns, modifiers = frozenset((*speakers.subjects, *speakers.others)), frozenset(speakers.modifiers)
    officers = frozenset(
        officer + plural for officer in speakers.officers for plural in ("", *speakers.plurals)
    )
    named: dict[str, Span] = {}  # the last body whose name ends in a noun
    for at, token in enumerate(tokens):
        if at in bodies and bodies[at].case != "objective":
            named.update((stem.text, bodies[at].span) for stem in stems(token.text, code))
        if token.kind != "word" or taken[at]:
            continue
        case = _case_of_speaker(token.text, code)
        if case is None:
            continue
        first, is_source = at, bare_noun(token.text, code) in speakers.sources
        while first and at - first < _WIDEST:
            if taken[first - 1]:
                first = owners.get(first - 1, first)  # all of a name, or nothing of it
                break
            near_source = first == at and is_source
            if not _modifies(tokens[first - 1], modifiers, code) and not (
                near_source and _may_modify(tokens[first - 1].text, code)
            ):
                break
            first -= 1
        kind = "pronoun" if token.text in pronouns else "noun"
        first = at if kind == "pronoun" else first
        bare = Span(tokens[first].start, _bare_end(token, case, code))
        if at - 1 in bodies and bodies[at - 1].case == "genitive" and bare_noun(token.text, code) in officers:
            yield Candidate(bodies[at - 1].span, case, "noun", bodies[at - 1].first, at + 1)
            continue
        if first == at and kind == "noun":
            bare = named.get(bare_noun(token.text, code), bare)
        yield Candidate(bare, case, kind, first, at + 1)


@lru_cache(maxsize=65_536)
def _is_generic(word: str, code: str) -> bool:
    """Say whether a word is a common noun for a medium, as before the name of one."""
    return any(word == noun.rsplit(maxsplit=1)[-1] for noun in read(code, "quotes", QuoteTable).media.generic)


@lru_cache(maxsize=65_536)
def bare_noun(word: str, code: str) -> str:
    """Return the noun for a speaker without its ending."""
    return next((stem.text for stem in stems(word, code) if _names_speaker(stem.text, code)), word)


@lru_cache(maxsize=65_536)
def _case_of_speaker(word: str, code: str) -> Case | None:
    """Return the case of a pronoun or noun for a speaker, None for other words."""
    speakers = read(code, "quotes", QuoteTable).speakers
    if word in speakers.subjects:
        return "nominative"
    return _case_of_words(word, code) if word in speakers.others else noun_case(word, code)


@lru_cache(maxsize=65_536)
def _may_modify(word: str, code: str) -> bool:
    """Say whether the word before a source may say which: *hospital sources*."""
    table = read(code, "quotes", QuoteTable)
    return len(word) > _SHORT and word not in table.complementizers and not forms(word, code)


def _modifies(token: Token, modifiers: frozenset[str], code: str) -> bool:
    if token.kind != "word":
        return False
    if token.text in modifiers:
        return True
    genitive = any(stem.case == "genitive" for stem in stems(token.text, code))
    return genitive and noun_case(token.text, code) != "nominative"


def _bare_end(token: Token, case: Case, code: str) -> int:
    """Return where the word ends without its case ending."""
    if case == "nominative":
        return token.end
    for stem in stems(token.text, code):
        if _names_speaker(stem.text, code):
            return token.at(len(stem.text))
    return token.end


def _bracketed(tokens: Sequence[Token]) -> set[int]:
    inside: set[int] = set()
    opened: int | None = None
    for at, token in enumerate(tokens):
        if token.text == "(":
            opened = at
        elif token.text == ")" and opened is not None:
            inside.update(range(opened + 1, at))
            opened = None
    return inside
