"""Described: plain nouns that an article ties to one person or armed group, for whom they stand elsewhere."""

from bisect import bisect_left
from collections.abc import Container, Sequence

from shutro.annotate.bearers import after_name, is_oblique
from shutro.annotate.holders import identity
from shutro.annotate.names.words import is_near, sense
from shutro.annotate.people import body_nouns, is_described
from shutro.annotate.pronouns import is_plural
from shutro.annotate.speakerwords import speaker_word
from shutro.annotate.triggerwords import table
from shutro.languages.folder import read
from shutro.languages.inflection import stems
from shutro.languages.schema.quotes import QuoteTable
from shutro.model import Doc, Span
from shutro.text.tokens import Token, token_starts, tokenize

_BEARER = 4  # words behind a name within which the noun stands that bears it
_NEW = 2  # words before a noun that may say that it tells of somebody new


def only_persons(doc: Doc) -> dict[str, Span]:
    """Return the persons to whom alone their article gives a plain noun, by that noun."""
    code = doc.article.language
    tokens, starts = tokenize(doc.text), token_starts(doc.text)
    found: dict[str, dict[str, Span]] = {}
    for mention in doc.mentions:
        if mention.kind != "PER" or sense(mention.lemma, code).title:
            continue
        first = bisect_left(starts, mention.span.start)
        last = bisect_left(starts, mention.span.end) - 1
        for noun in {_noun_before(tokens, first, code), _noun_behind(tokens, last, code)} - {""}:
            found.setdefault(noun, {}).setdefault(identity(mention.lemma, code), mention.span)
    return {noun: next(iter(spans.values())) for noun, spans in found.items() if len(spans) == 1}


def only_group(doc: Doc) -> Span | None:
    """Return the armed group, if the article introduces only one: *the rebel group X, the armed X*."""
    code = doc.article.language
    words, tokens, starts = table(code), tokenize(doc.text), token_starts(doc.text)
    found: dict[str, Span] = {}
    for mention in doc.mentions:
        first = bisect_left(starts, mention.span.start)
        before = [token.text for token in tokens[max(0, first - _NEW) : first]]
        if mention.kind == "ORG" and before:
            named = before[-2:-1] if before[-1] in words.groups else before[-1:]
            if not words.armed.isdisjoint(named):
                found.setdefault(identity(mention.lemma, code), mention.span)
    return next(iter(found.values())) if len(found) == 1 else None


def standing_bodies(doc: Doc) -> dict[str, Span]:
    """Return the bodies that the article names for which two plain words stand: *the central bank*."""
    code = doc.article.language
    named = {identity(mention.lemma, code): mention.span for mention in doc.mentions if mention.kind == "ORG"}
    found: dict[str, Span] = {}
    for words, bodies in table(code).standing.items():
        spans = [named[key] for body in bodies if (key := identity(body, code)) in named]
        found.update({words: spans[0]} if len(spans) == 1 else {})
    return found


def described_group(tokens: Sequence[Token], at: int, group: Span | None, code: str) -> Span | None:
    """Return the armed group whom a plain noun for its fighters stands for, where they act."""
    if group is None:
        return None
    fighters = (stem for stem in stems(tokens[at].text, code) if stem.text in table(code).fighters)
    return group if any(stem.ending and stem.case == "nominative" for stem in fighters) else None


def described_person(tokens: Sequence[Token], at: int, persons: dict[str, Span], code: str) -> Span | None:
    """Return the person whom a plain noun stands for that tells of nobody new."""
    words = table(code)
    person = next((persons[noun] for noun in body_nouns(tokens[at].text, code) if noun in persons), None)
    if person is None or is_described(tokens, at, code) or _is_several(tokens[at].text, code):
        return None
    before = [token.text for token in tokens[max(0, at - _NEW) : at]]
    if not (words.singles | words.demonstratives).isdisjoint(before):
        return None
    owned = bool(before) and any(stem.case == "genitive" for stem in stems(before[-1], code))
    beside = {*before[-1:], *(token.text for token in tokens[at + 1 : at + 2])}
    is_listed = not words.coordinators.isdisjoint(beside)  # *a mother and a son*
    return None if (owned or is_listed) and sense(tokens[at].text, code).kin else person


def introduces(tokens: Sequence[Token], at: int, named: Container[int], code: str) -> bool:
    """Say whether a noun stands before a name, be it with titles between: *Vice-chancellor Professor Rahim*."""
    for after in range(at + 1, len(tokens)):
        if after in named:
            return True
        if tokens[after].text != "." and not sense(tokens[after].text, code).title:
            return False
    return False


def _is_several(word: str, code: str) -> bool:
    """Say whether a word is the plural of a noun: *drivers*."""
    return is_plural(word, code) or any(
        stem.ending.startswith(table(code).plurals) for stem in stems(word, code)
    )


def _noun_before(tokens: Sequence[Token], first: int, code: str) -> str:
    """Return the noun right before a name: *the owner Rahim*."""
    return _plain(tokens[first - 1].text, code) if first > 0 and is_near(tokens, first - 1) else ""


def _noun_behind(tokens: Sequence[Token], last: int, code: str) -> str:
    """Return the noun that bears a name: *Rahim by name, a young man*."""
    at = after_name(tokens, last + 1)
    if at >= len(tokens) or tokens[at].text not in table(code).naming:
        return ""
    return next(
        (noun for token in tokens[at + 1 : at + 1 + _BEARER] if (noun := _plain(token.text, code))), ""
    )


def _plain(word: str, code: str) -> str:
    """Return a word, if it is a noun without ending for one person who holds no office."""
    speaker = speaker_word(word, code)
    if (speaker is not None and speaker.kind == "pronoun") or word not in body_nouns(word, code):
        return ""
    ends = (*table(code).plurals, *table(code).definite)
    if word.endswith(ends) or is_oblique(word, code) or sense(word, code).role is not None:
        return ""
    bodies = table(code).collectives | read(code, "quotes", QuoteTable).speakers.bodies
    return "" if word in bodies or word in table(code).singles else word
