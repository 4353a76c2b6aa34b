"""Who may be speaking: the names, references and plain nouns of an article, with their case."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from shutro.languages.folder import read
from shutro.languages.inflection import stems
from shutro.languages.schema.inflection import Case, InflectionTable
from shutro.languages.schema.quotes import QuoteTable
from shutro.model import Doc, Span
from shutro.text.tokens import Token

_WIDEST = 6  # words of a plain noun phrase
_NEAR = 5  # tokens between a speaker and the writing he issued
_PERSONS = frozenset(("PER", "reference", "noun"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may name a speaker, at the tokens `first` up to `end`."""

    span: Span
    case: Case
    kind: str  # of a mention; else "reference", "medium" or "noun"
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Voices:
    """The candidates of an article in order, and the article's tokens."""

    tokens: Sequence[Token]
    candidates: tuple[Candidate, ...]
    starts: tuple[int, ...]  # first tokens of the candidates
    bracketed: frozenset[int]  # tokens in parentheses
    code: str

    def between(self, first: int, end: int) -> tuple[Candidate, ...]:
        """Return the candidates that lie wholly in the tokens `first` up to `end`, outside parentheses."""
        left, right = bisect_left(self.starts, first), bisect_left(self.starts, end)
        return tuple(c for c in self.candidates[left:right] if c.end <= end and c.first not in self.bracketed)


def find_voices(doc: Doc, tokens: Sequence[Token]) -> Voices:
    """Return all that may be a speaker in the doc."""
    code = doc.article.language
    found = sorted(_named(doc, tokens, code), key=lambda c: (c.first, -c.end))
    taken = [False] * len(tokens)
    for candidate in found:
        taken[candidate.first : candidate.end] = [True] * (candidate.end - candidate.first)
    found += _nouns(tokens, code, taken)
    found.sort(key=lambda c: (c.first, -c.end, c.kind))
    return Voices(tokens, tuple(found), tuple(c.first for c in found), _bracketed(tokens), code)


def subject_before(voices: Voices, first: int, end: int, *, respectful: bool) -> Span | None:
    """Return the nearest nominative in the tokens before a verb; an honoured person before a thing."""
    able = [
        c for c in voices.between(first, end) if c.case == "nominative" and not _is_withheld(voices, c, end)
    ]
    for candidate in reversed(able):
        if not respectful or candidate.kind in _PERSONS:
            return candidate.span
    return able[-1].span if able else None


def subject_after(voices: Voices, first: int, end: int, *, respectful: bool) -> Span | None:
    """Return the nominative after a verb: the name that a role introduces, else the first."""
    able = [
        c for c in voices.between(first, end) if c.case == "nominative" and not _is_withheld(voices, c, end)
    ]
    if respectful:
        for candidate in able:
            if candidate.kind == "PER":
                return candidate.span
    for candidate, following in zip(able, able[1:], strict=False):
        if candidate.kind != "noun":
            break
        if following.first == candidate.end:
            return following.span
    return able[0].span if able else None


def owner_before(voices: Voices, first: int, at: int) -> Span | None:
    """Return the genitive nearest before the token `at`, else a bare name that stands right before it."""
    near = [c for c in voices.between(max(first, at - _NEAR - _WIDEST), at) if at - c.end <= _NEAR]
    for candidate in reversed(near):
        if candidate.case == "genitive" or (candidate.case == "nominative" and candidate.end == at):
            return candidate.span
    return None


def _is_withheld(voices: Voices, candidate: Candidate, end: int) -> bool:
    """Say whether the word behind the candidate keeps it from being a subject."""
    if candidate.end >= end:
        return False
    table = read(voices.code, "quotes", QuoteTable)
    return voices.tokens[candidate.end].text in (*table.withheld, *table.accords, *table.behalf[:3])


def _named(doc: Doc, tokens: Sequence[Token], code: str) -> Iterator[Candidate]:
    starts = [token.start for token in tokens]
    mentioned = [(m.span, m.kind, _case_of_mention(m.span.of(doc.text), m.lemma, code)) for m in doc.mentions]
    referred = [(r.span, "reference", _case_of_words(r.span.of(doc.text), code)) for r in doc.references]
    known = {span for span, _, _ in mentioned}
    credited = [(c.span, "medium", _case_of_words(c.span.of(doc.text), code)) for c in doc.credits]
    credited = [credit for credit in credited if not any(credit[0].meets(span) for span in known)]
    for span, kind, case in [*mentioned, *referred, *credited]:
        first = bisect_left(starts, span.start)
        end = max(first + 1, bisect_left(starts, span.end))
        if first < len(tokens):
            yield Candidate(span, _case_behind(tokens, end, span.end, case, code), kind, first, end)


def _case_of_mention(words: str, lemma: str, code: str) -> Case:
    ending = words[len(lemma) :] if words.startswith(lemma) else ""
    if not ending:
        return "nominative"
    last = words.split()[-1] if words.split() else words
    for stem in stems(last, code):
        if stem.ending == ending:
            return stem.case
    return "nominative"


def _case_of_words(words: str, code: str) -> Case:
    speakers = read(code, "quotes", QuoteTable).speakers
    if words in speakers.subjects or not words:
        return "nominative"
    last = words.split()[-1]
    known = _noun_case(last, code)
    if known is not None:
        return known
    if words in speakers.others:
        return "objective" if any(s.case == "objective" for s in stems(last, code)) else "genitive"
    table = read(code, "inflection", InflectionTable)
    for stem in reversed(stems(last, code)):
        # A long ending is a sure one; র and ে end many bare words.
        if stem.case != "nominative" and (len(stem.ending) > 1 or stem.text[-1] in table.vowels):
            return stem.case
    return "nominative"


def _case_behind(tokens: Sequence[Token], at: int, end: int, case: Case, code: str) -> Case:
    """Return the case that an ending written apart from the name gives it, as in RSF-এর."""
    suffixes = read(code, "quotes", QuoteTable).suffixes
    if at < len(tokens) and tokens[at].text in suffixes and tokens[at].start - end <= 1:
        return suffixes[tokens[at].text]
    if at + 1 < len(tokens) and tokens[at].kind == "mark" and tokens[at + 1].start - end <= 2:
        return suffixes.get(tokens[at + 1].text, case)
    return case


@cache
def _noun_forms(code: str) -> frozenset[str]:
    speakers = read(code, "quotes", QuoteTable).speakers
    heads = {noun.split()[-1] for noun in speakers.nouns}
    return frozenset(heads | {head + plural for head in heads for plural in speakers.plurals})


def _noun_case(word: str, code: str) -> Case | None:
    """Return the case of a word that names a kind of speaker, None for other words."""
    nouns = _noun_forms(code)
    if word in nouns:
        return "nominative"
    for stem in stems(word, code):
        if stem.text in nouns:
            return stem.case
    return None


def _nouns(tokens: Sequence[Token], code: str, taken: Sequence[bool]) -> Iterator[Candidate]:
    speakers = read(code, "quotes", QuoteTable).speakers
    subjects, modifiers = frozenset(speakers.subjects), frozenset(speakers.modifiers)
    for at, token in enumerate(tokens):
        if token.kind != "word" or taken[at]:
            continue
        case = "nominative" if token.text in subjects else _noun_case(token.text, code)
        if case is None:
            continue
        first = at
        while (
            first and at - first < _WIDEST and _modifies(tokens[first - 1], taken[first - 1], modifiers, code)
        ):
            first -= 1
        kind = "reference" if token.text in subjects else "noun"
        first = at if kind == "reference" else first
        yield Candidate(Span(tokens[first].start, _bare_end(token, case, code)), case, kind, first, at + 1)


def _modifies(token: Token, named: bool, modifiers: frozenset[str], code: str) -> bool:
    if token.kind != "word":
        return False
    if token.text in modifiers:
        return True
    genitive = any(stem.case == "genitive" for stem in stems(token.text, code))
    return genitive and (named or _noun_case(token.text, code) != "nominative")


def _bare_end(token: Token, case: Case, code: str) -> int:
    """Return where the word ends without its case ending."""
    if case == "nominative":
        return token.end
    nouns = _noun_forms(code)
    for stem in stems(token.text, code):
        if stem.text in nouns:
            return token.end - len(stem.ending)
    return token.end


def _bracketed(tokens: Sequence[Token]) -> frozenset[int]:
    inside: set[int] = set()
    opened: int | None = None
    for at, token in enumerate(tokens):
        if token.text == "(":
            opened = at
        elif token.text == ")" and opened is not None:
            inside.update(range(opened + 1, at))
            opened = None
    return frozenset(inside)
