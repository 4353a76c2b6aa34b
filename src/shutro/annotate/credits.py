"""Credits: the agencies and outlets that an article rests on, or cites for a part."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from shutro.annotate.cues import find_cues
from shutro.errors import LanguageError
from shutro.languages.folder import read
from shutro.languages.inflection import roots, stems
from shutro.languages.schema.credits import CreditTable
from shutro.languages.schema.quotes import QuoteTable
from shutro.model import Credit, Doc, Span
from shutro.sources.registry import Alias, agency, alias_key, alias_prefixes, aliases, name_of, outlet
from shutro.text.remembered import Remembered
from shutro.text.tokens import Token, texts_of, tokenize

_LEAD = 5  # sentences in which a cited medium may be what the whole article rests on
_DATELINE = 160  # code points in which an agency in parentheses is a dateline's
_FOOT = 220  # code points at the end in which a medium in parentheses is credited
_ALIAS_WORDS = 8  # tokens of the longest alias
_SHORTEST = 2  # letters of a stem
_HYPHENS = frozenset("-–")
_JOINTS = frozenset("-–.")
_AFTER_PHOTO = frozenset(":/,\u0983")  # the visarga is written for a colon
_STOPS = frozenset("।?!,")
_NEAR = 4  # tokens between a medium and the word that makes it a source


class _Named(msgspec.Struct, frozen=True, gc=False):
    """An alias at the tokens `first` up to `end`."""

    first: int
    end: int
    alias: Alias
    case: str


class _Chance(NamedTuple):
    """Whether a word may begin an alias, and whether it is a noun for media."""

    alias: bool
    medium: bool


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    code: str
    tokens: Sequence[Token]
    table: CreditTable
    endings: Mapping[str, str]  # endings that may stand apart from a name, with their case
    told: frozenset[int]  # tokens at which a reporting cue begins
    pictured: set[int] = field(default_factory=set)  # offsets of media that only took a picture

    def stem_in(self, at: int, words: frozenset[str]) -> bool:
        """Say whether the word at a token, in any case, is one of the words."""
        if not 0 <= at < len(self.tokens):
            return False
        return not roots(self.tokens[at].text, self.code).isdisjoint(words)


def find_credits(doc: Doc) -> tuple[Credit, ...]:
    """Return the media named as a source, in order; `origin` is what the whole article rests on."""
    code, tokens = doc.article.language, tokenize(doc.text)
    told = frozenset(cue.first for cue in find_cues(tokens, code) if cue.voice == "active")
    table = read(code, "credits", CreditTable)
    if not table.examples:
        raise LanguageError(f"{code}/credits.toml needs examples")
    page = _Page(doc.text, code, tokens, table, read(code, "quotes", QuoteTable).suffixes, told)
    chances = _chances(code)
    places = [(at, chances[tokens[at].text]) for at in chances.places(texts_of(tokens))]
    named = tuple(_find_named(page, [at for at, chance in places if chance and chance.alias]))
    credited = [credit for credit in (_credit(page, medium, doc) for medium in named) if credit is not None]
    taken = {at for medium in named for at in range(medium.first, medium.end)}
    credited += _described(page, [at for at, chance in places if chance and chance.medium], taken)
    return _with_lead(sorted(credited, key=lambda credit: credit.span), doc, page)


@cache
def _chances(code: str) -> Remembered[_Chance | None]:
    return Remembered(lambda word: _chance(word, code))


def _chance(word: str, code: str) -> _Chance | None:
    """Return what a word may be to the finders, None for most."""
    found = _Chance(_may_begin(word, code), _is_medium(word, code))
    return found if any(found) else None


def _find_named(page: _Page, places: Iterable[int]) -> Iterator[_Named]:
    after = 0
    for at in places:
        if at < after or page.tokens[at].kind == "mark":
            continue
        named = _longest(page, at)
        if named is not None:
            after = named.end
            yield named


def _longest(page: _Page, first: int) -> _Named | None:
    """Return the longest alias that begins at a token; its last word may bear an ending."""
    known, prefixes = aliases(), alias_prefixes()
    key, best = "", None
    for at in range(first, min(first + _ALIAS_WORDS, len(page.tokens))):
        token = page.tokens[at]
        if token.kind == "mark":
            if token.text not in _JOINTS:
                break
            continue
        plain = _key(token.text)
        if key + plain[:_SHORTEST] not in prefixes:
            break
        for stem in stems(token.text, page.code):
            alias = known.get(key + _key(stem.text))
            if alias is not None:
                best = _Named(first, at + 1, alias, stem.case)
                break
        key += plain
        if key not in prefixes:
            break
    return _with_ending(page, best) if best is not None else None


def _with_ending(page: _Page, named: _Named) -> _Named:
    """Return the alias with an ending that a hyphen joins to it."""
    at = named.end + 1
    if at >= len(page.tokens) or page.tokens[named.end].text not in _HYPHENS or _gap(page, at):
        return named
    case = page.endings.get(page.tokens[at].text)
    return named if case is None or _gap(page, named.end) else _Named(named.first, at + 1, named.alias, case)


def _may_begin(word: str, code: str) -> bool:
    """Say whether an alias begins with the word, or the word is one with an ending."""
    key, known, prefixes = _key(word), aliases(), alias_prefixes()
    if key in prefixes:
        return True
    end = 1
    while key[:end] in prefixes:
        if key[:end] in known:
            return any(_key(stem.text) in known for stem in stems(word, code))
        end += 1
    return False


@lru_cache(maxsize=65_536)
def _key(word: str) -> str:
    return alias_key(word)


def _credit(page: _Page, named: _Named, doc: Doc) -> Credit | None:
    span = Span(page.tokens[named.first].start, page.tokens[named.end - 1].end)
    credit = Credit(
        span=span,
        name=name_of(named.alias.source) or named.alias.text,
        source=named.alias.source,
        role="cited",
    )
    if _is_photo(page, named.first):
        page.pictured.add(span.start)
        return credit
    if _is_origin(page, named):
        return replace(credit, role="origin")
    if not (_is_source(page, named) or (named.alias.kind == "agency" and not named.alias.guarded)):
        return None
    return None if _is_own(named, doc) else credit


def _is_own(named: _Named, doc: Doc) -> bool:
    """Say whether the article's own outlet is named, on which no article rests.

    Of an unknown outlet it is the one that was told something.
    """
    if doc.article.outlet is not None:
        return doc.article.outlet == named.alias.source
    own = outlet(named.alias.source)
    return named.case == "objective" and own is not None and doc.article.language in own.languages


def _is_photo(page: _Page, first: int) -> bool:
    """Say whether what begins at a token is credited with a picture."""
    before = page.tokens[max(0, first - 3) : first]
    return any(token.text in page.table.photo_before for token in before) and before[-1].text in _AFTER_PHOTO


def _is_origin(page: _Page, named: _Named) -> bool:
    """Say whether the words around the name make it the source of the whole article."""
    before = [token.text for token in page.tokens[max(0, named.first - 4) : named.first]]
    behind = page.tokens[named.end].text if named.end < len(page.tokens) else "।"
    if behind in page.table.origin_after:
        return True
    if before and before[-1] in ":\u0983" and len(before) > 1 and before[-2] in page.table.origin_before:
        return True
    ends = behind in "।,)" or named.end >= len(page.tokens) or "\n" in _gap(page, named.end)
    if (
        before
        and before[-1] in page.table.origin_before
        and named.case in ("genitive", "nominative")
        and ends
    ):
        return True
    return _in_parentheses(page, named) or (ends and _is_place_line(page, named))


def _is_place_line(page: _Page, named: _Named) -> bool:
    """Say whether a place and a comma before the name are all else that its sentence has: *Yerevan, AFP.*"""
    at = named.first - 2
    if at < 1 or named.case != "nominative" or page.tokens[at + 1].text != ",":
        return False
    return page.tokens[at - 1].text in "।?!" or "\n" in _gap(page, at)


def _gap(page: _Page, at: int) -> str:
    if not 0 < at < len(page.tokens):
        return "\n"
    return page.text[page.tokens[at - 1].end : page.tokens[at].start]


def _in_parentheses(page: _Page, named: _Named) -> bool:
    """Say whether the name stands in parentheses of its own in the dateline, or at the foot."""
    span = Span(page.tokens[named.first].start, page.tokens[named.end - 1].end)
    if span.start > _DATELINE and len(page.text.rstrip()) - span.end > _FOOT:
        return False
    first = named.first - 1
    while first >= 0 and named.first - first < 8 and page.tokens[first].text not in "()।":
        first -= 1
    if first < 0 or page.tokens[first].text != "(":
        return False
    # Behind a name the parentheses only say it again, as in "the agency (AFP)"; a dateline has a mark before them.
    return span.start > _DATELINE or page.tokens[first - 1].kind != "word" or _is_dateline(page, first)


def _is_dateline(page: _Page, opening: int) -> bool:
    words = page.tokens[max(0, opening - 5) : opening]
    return any(token.kind == "number" or token.text == "," for token in words)


def _is_source(page: _Page, named: _Named) -> bool:
    """Say whether the words around the name show that something is taken from it."""
    table = page.table
    reach = 1 if named.alias.guarded else _NEAR
    near = range(named.end, min(named.end + reach, len(page.tokens)))
    if named.case == "genitive":
        return any(page.stem_in(at, table.documents) or page.stem_in(at, table.citing) for at in near)
    if any(at in page.told for at in near):
        return named.case in ("nominative", "objective") or page.stem_in(named.end, table.documents)
    if named.case == "objective" and page.stem_in(named.end, table.given):
        return True
    if named.case == "nominative" and any(at in page.told for at in range(named.first - reach, named.first)):
        return named.end >= len(page.tokens) or page.tokens[named.end].text in _STOPS
    kind = any(page.stem_in(at, table.nouns) for at in (named.first - 1, named.end))
    return kind and named.alias.kind == "agency"


def _described(page: _Page, places: Iterable[int], taken: set[int]) -> Iterator[Credit]:
    """Yield the media that are described and not named, where something is taken from them."""
    table = page.table
    for at in places:
        token = page.tokens[at]
        if at in taken or at + 1 in taken:
            continue
        first = at
        while first and page.tokens[first - 1].text in table.descriptors:
            first -= 1
        if first == at or not _is_source(page, _Named(first, at + 1, _NOBODY, _case(page, at))):
            continue
        if first and _is_genitive(page, first - 1) and page.tokens[first - 1].kind == "word":
            first -= 1
        span = Span(page.tokens[first].start, token.end)
        name = page.text[span.start : token.start] + _noun(page, at)
        yield Credit(span=span, name=name, source=None, role="cited")


def _is_medium(word: str, code: str) -> bool:
    return not roots(word, code).isdisjoint(read(code, "credits", CreditTable).media)


_NOBODY = Alias(text="", source="", kind="agency", guarded=False)


def _case(page: _Page, at: int) -> str:
    for stem in stems(page.tokens[at].text, page.code):
        if stem.text in page.table.media:
            return stem.case
    return "nominative"


def _noun(page: _Page, at: int) -> str:
    for stem in stems(page.tokens[at].text, page.code):
        if stem.text in page.table.media:
            return stem.text
    return page.tokens[at].text


def _is_genitive(page: _Page, at: int) -> bool:
    return any(stem.case == "genitive" for stem in stems(page.tokens[at].text, page.code))


def _with_lead(credited: list[Credit], doc: Doc, page: _Page) -> tuple[Credit, ...]:
    """Make the first medium cited in the lead the origin, where nothing else says what the article rests on.

    It is one where its report is named, or where nobody else has been heard before it. A state's agency is cited by
    others for what the state says; it is an origin only where the article says so. To whom somebody told something
    is cited for it, unless it is an agency and nobody else is cited.
    """
    if not credited or any(credit.role == "origin" for credit in credited):
        return tuple(credited)
    title = doc.article.title_span
    body = [s for s in doc.sentences if title is None or s.start >= title.end]
    if not body:
        return tuple(credited)
    limit = body[min(_LEAD, len(body)) - 1].end
    for at, credit in enumerate(credited):
        if credit.source is None or credit.span.start in page.pictured:
            continue
        declared = agency(credit.source)
        if credit.span.start > limit or (declared is not None and declared.state):
            break
        is_alone = all(other.source == credit.source for other in credited)
        if _was_told(page, credit.span) and not (declared is not None and is_alone):
            break
        if _is_report_of(page, credit.span) or not _hears_before(page, body, credit.span):
            return (*credited[:at], replace(credit, role="origin"), *credited[at + 1 :])
        break
    return tuple(credited)


def _was_told(page: _Page, span: Span) -> bool:
    """Say whether a medium is the one to whom something was told."""
    behind = bisect_left(page.tokens, span.end, key=lambda token: token.start)
    return any(stem.case == "objective" for stem in stems(page.tokens[behind - 1].text, page.code))


def _is_report_of(page: _Page, span: Span) -> bool:
    """Say whether the words behind a medium name its report, or end the sentence as a dateline does."""
    behind = bisect_left(page.tokens, span.end, key=lambda token: token.start)
    is_owner = _is_genitive(page, behind - 1)
    return is_owner and any(page.stem_in(at, page.table.documents) for at in range(behind, behind + _NEAR))


def _hears_before(page: _Page, body: Sequence[Span], span: Span) -> bool:
    """Say whether somebody is heard in the body before the sentence that names a medium."""
    own = next((s.start for s in reversed(body) if s.start <= span.start), 0)
    return any(body[0].start <= page.tokens[at].start < own for at in page.told)
