"""The words of an article that count or measure, with their bounds, their unit and what they count."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import msgspec
import regex

from shutro.annotate.amounts import Amount, find_amount
from shutro.annotate.bare import bare_doc
from shutro.annotate.grammar import Grammar, Match, compile_grammar, find_matches
from shutro.annotate.timerules import expand
from shutro.annotate.verbs import NOUNS, forms
from shutro.errors import LanguageError
from shutro.languages.folder import read
from shutro.languages.inflection import stems
from shutro.languages.numbers import Piece, pieces
from shutro.languages.schema.inflection import Case
from shutro.languages.schema.quantities import QuantityRule, QuantityTable
from shutro.model import Doc, Quantity, Span, TimeExpression
from shutro.text.normalize import compose

_WORD = regex.compile(r"\p{L}")
_JOINERS = frozenset("-–")
_BOUNDS = ("least", "most", "about", "over", "under")  # classes of words that bound an amount
_LOOSE = frozenset(("over", "under", "nearby"))  # items behind an amount, after which any noun may follow
_OF_AMOUNT = ("least", "most", "about", "number", "upward")
_REACH = 5  # words after a number in which its noun is looked for


@dataclass(frozen=True, slots=True, eq=False)
class _Rules:
    """The compiled rules; a match's rule is an index into `rules`."""

    language: str
    grammar: Grammar
    rules: tuple[QuantityRule, ...]
    nouns: dict[str, str]  # noun to the unit it is counted in
    endings: dict[str, str]  # likewise, of nouns that are put together
    bare_units: frozenset[str]
    definite: frozenset[str]
    aged: frozenset[str]
    modifiers: frozenset[str]
    modifier_endings: tuple[str, ...]
    stops: frozenset[str]
    not_counted: frozenset[str]


class _Noun(msgspec.Struct, frozen=True, gc=False):
    """The counted noun after a number: the index after its last piece, its words without ending, its unit."""

    after: int
    words: str
    unit: str | None  # None where nobody listed the noun


def find_quantities(doc: Doc) -> tuple[Quantity, ...]:
    """Return the quantities of an article in order; figures of dates and clocks are none, spans of time are both."""
    code = doc.article.language
    return tuple(_find(_rules(code), doc.text, pieces(doc.text, code), doc.times))


def check_quantities(code: str) -> list[str]:
    """Return a complaint for each example of the quantity rules that does not come out as it says."""
    complaints = []
    for rule in _rules(code).rules:
        for words, wanted in rule.examples.items():
            found = [_written(quantity) for quantity in find_quantities(bare_doc(code, words))]
            if wanted not in found:
                complaints.append(
                    f"{code}/quantities.toml: {rule.name}: {words!r} gives {found}, not {wanted}"
                )
    return complaints


def _written(quantity: Quantity) -> str:
    low = "" if quantity.low is None else f"{quantity.low:.12g}"
    high = "" if quantity.high is None else f"{quantity.high:.12g}"
    return f"{low} {quantity.unit}" if low == high and low else f"{low}..{high} {quantity.unit}"


@cache
def _rules(code: str) -> _Rules:
    table = read(code, "quantities", QuantityTable)
    for rule in table.rule:
        if not rule.examples:
            raise LanguageError(f"{code}/quantities.toml: the rule {rule.name!r} has no example")
    finds = tuple(expand(f"{code}/quantities.toml", rule.find, table.parts) for rule in table.rule)
    bounds = [word for kind in _BOUNDS for word in table.words[kind]]
    return _Rules(
        language=code,
        grammar=compile_grammar(code, table.words, finds, table.uninflected),
        rules=table.rule,
        nouns={noun: unit for unit, nouns in table.nouns.items() for noun in nouns},
        endings={ending: unit for unit, endings in table.noun_endings.items() for ending in endings},
        bare_units=frozenset(table.bare_units),
        definite=frozenset(table.definite),
        aged=frozenset(table.aged),
        modifiers=frozenset(table.modifiers),
        modifier_endings=table.modifier_endings,
        stops=frozenset((*table.stops, *bounds)),
        not_counted=frozenset(table.not_counted),
    )


def _find(
    rules: _Rules, text: str, found: tuple[Piece, ...], times: tuple[TimeExpression, ...]
) -> Iterator[Quantity]:
    starts = [time.span.start for time in times]
    for match in find_matches(rules.grammar, found):
        rule = rules.rules[match.rule]
        unit = _unit(rule, match)
        amount = find_amount(rule, match)
        if amount is None or _is_name(rules, found, match):
            continue
        takes_noun = rule.noun and unit not in rules.bare_units
        noun = _noun(rules, text, found, match, times, starts) if takes_noun else None
        if not _counts(rules, rule, match, noun) or (
            rule.unit == "<unit>" and not _measures(rules, found, match)
        ):
            continue
        after = max(match.after, noun.after) if noun else match.after
        span = Span(_start(rule, match, found), found[after - 1].end)
        if _is_time(span, rule.unit in ("<unit>", "year"), times, starts):
            continue
        if noun and unit in ("noun", "piece"):
            unit = noun.unit or "piece"
        yield from _quantities(rule, match, span, amount, unit, noun.words if noun else "")


def _unit(rule: QuantityRule, match: Match) -> str:
    if not rule.unit.startswith("<"):
        return rule.unit
    item = match.items[rule.unit[1:-1]]
    return str(item.known.value) if item.known else "piece"


def _start(rule: QuantityRule, match: Match, found: tuple[Piece, ...]) -> int:
    """Return where the amount begins, or all the words where they count too."""
    if not rule.bare:
        return found[match.first].start
    return min(match.items[name].start for name in _OF_AMOUNT if name in match.items)


def _quantities(
    rule: QuantityRule, match: Match, span: Span, amount: Amount, unit: str, counted: str
) -> Iterator[Quantity]:
    if not rule.pair:
        yield Quantity(span=span, low=amount[0], high=amount[1], unit=unit, counted=counted)
        return
    first, last = match.items["number"], match.items["until"]
    for place, item in ((Span(first.start, first.end), first), (Span(last.start, span.end), last)):
        figure = item.piece.value
        yield Quantity(span=place, low=figure, high=figure, unit=unit, counted=counted)


def _counts(rules: _Rules, rule: QuantityRule, match: Match, noun: _Noun | None) -> bool:
    """Say whether the words count something, and are no "one" that is only an article."""
    if rule.unit == "noun" and (noun is None or not _is_counted(noun, match)):
        return False
    if rule.needs_noun and not (noun and noun.words):
        return False
    number = match.items.get("number")
    if number is None or not number.piece.spelled or "fraction" in match.items:
        return True
    if number.piece.value == 0:
        return rule.unit != "noun"
    is_article = number.piece.value == 1 and rule.unit in ("person", "noun", "<piece>", "<unit>", "<measure>")
    return not is_article or (noun is not None and noun.unit in rules.definite)


def _measures(rules: _Rules, found: tuple[Piece, ...], match: Match) -> bool:
    """Say whether a span of time is an amount of something: a three days' tour, an age, more than four hours."""
    if "over" in match.items or _case(rules, found[match.after - 1]) == "genitive":
        return True
    beside = [*found[max(0, match.first - 1) : match.first], *found[match.after : match.after + 1]]
    return any(stem.text in rules.aged for piece in beside for stem in stems(piece.text, rules.language))


def _is_name(rules: _Rules, found: tuple[Piece, ...], match: Match) -> bool:
    """Say whether the number only numbers something, as in section 9 or a constituency's Dhaka-8."""
    before = found[match.first - 1] if match.first else None
    after = found[match.after].text if match.after < len(found) else ""
    if before is not None and before.text in _JOINERS and before.end == found[match.first].start:
        named = found[match.first - 2] if match.first > 1 else before
        return named.end == before.start and named.value is None
    if before is not None and before.text in rules.not_counted and not _is_glued(found, match.first - 1):
        return True
    if match.after - match.first > 1:
        return False
    return any(stem.text in rules.not_counted for stem in stems(after, rules.language))


def _is_glued(found: tuple[Piece, ...], at: int) -> bool:
    """Say whether a piece is an ending behind a hyphen, as in SWAT-এর."""
    return at > 1 and found[at - 1].text in _JOINERS and found[at - 2].end == found[at - 1].start


def _is_counted(noun: _Noun, match: Match) -> bool:
    """Say whether a noun is likely what a bare number counts: a listed one, or any after words or a bound."""
    number = match.items.get("number")
    if not _LOOSE.isdisjoint(match.items):
        return True
    if noun.unit is not None or number is None:
        return bool(noun.words) or number is None
    bounded = not {"least", "most", "about", "upward"}.isdisjoint(match.items)
    plain = number.piece.spelled or bounded or _WORD.search(number.piece.text) is not None
    return bool(noun.words) and plain


def _is_time(span: Span, lasting: bool, times: tuple[TimeExpression, ...], starts: list[int]) -> bool:
    """Say whether a time takes these words: any but a plain span of time whose unit is counted."""
    at = bisect_right(starts, span.end - 1) - 1
    if at < 0 or not times[at].span.meets(span):
        return False
    time = times[at]
    return not (
        lasting and time.kind == "DURATION" and time.span.start >= span.start and time.span.end - span.end < 6
    )


def _noun(
    rules: _Rules,
    text: str,
    found: tuple[Piece, ...],
    match: Match,
    times: tuple[TimeExpression, ...],
    starts: list[int],
) -> _Noun:
    """Return the noun that follows a match; its words are "" where none does."""
    nothing = _Noun(match.after, "", None)
    if not _takes_noun(match, _case(rules, found[match.after - 1])) or _is_stressed(match):
        return nothing
    head, at, stopped_by_mark = _phrase(rules, found, match, times, starts)
    if head is not None:
        return _as_noun(rules, text, found, match.after, head)
    if at == match.after or "person" in match.items:
        return nothing
    last = at - 1 if stopped_by_mark or at == len(found) else match.after
    return _as_noun(rules, text, found, match.after, last)


def _phrase(
    rules: _Rules,
    found: tuple[Piece, ...],
    match: Match,
    times: tuple[TimeExpression, ...],
    starts: list[int],
) -> tuple[int | None, int, bool]:
    """Return the last listed noun behind a match, the index after its phrase, and whether a mark ended that."""
    head: int | None = None
    at = match.after
    stopped_by_mark = False
    while at < len(found) and at < match.after + _REACH:
        piece = found[at]
        if piece.text in _JOINERS and at > match.after and found[at - 1].end == piece.start:
            at += 1
            continue
        stopped_by_mark = _WORD.search(piece.text) is None and not piece.figure
        if stopped_by_mark or _is_stop(rules, piece, times, starts):
            if not _describes(rules, found, match, at):
                break
            at += 1
            continue
        known = _known_noun(rules, piece.text)
        if _is_whole(rules, match, found[head] if head is not None else None, known, piece.text):
            break
        head = at if known else head
        at += 1
        if _ends_phrase(rules, piece, known):
            break
    return head, at, stopped_by_mark


def _is_stressed(match: Match) -> bool:
    """Say whether the counter of people bears a clitic, behind which no noun follows: ১৭ জনই বাংলাদেশি."""
    person = match.items.get("person")
    if person is None or person.known is None or not _LOOSE.isdisjoint(match.items):
        return False
    return person.piece.text != person.known.lemma and person.piece.text.startswith(person.known.lemma)


def _describes(rules: _Rules, found: tuple[Piece, ...], match: Match, at: int) -> bool:
    """Say whether a word such as আহত only tells which people are counted: ৩৪ জন আহত ব্যক্তিকে."""
    known = rules.grammar.words.get(found[at].text)
    if at > match.after or "person" not in match.items or known is None or known.tag != "casualty":
        return False
    noun = _known_noun(rules, found[at + 1].text) if at + 1 < len(found) else None
    return noun is not None and noun[1] == "person"


def _is_whole(
    rules: _Rules, match: Match, head: Piece | None, known: tuple[str, str] | None, word: str
) -> bool:
    """Say whether the phrase ends before a word: at a thing behind people (দুই নেতা বৈঠক করেন), or no noun behind one."""
    if known is None:
        return head is not None and not _is_modifier(rules, word)
    if known[1] == "person":
        return False
    before = _known_noun(rules, head.text) if head is not None else None
    people = (
        before is not None
        and head is not None
        and before[1] == "person"
        and not _is_modifier(rules, head.text)
    )
    return people or "person" in match.items


def _takes_noun(match: Match, case: Case) -> bool:
    """Say whether a noun may follow: ৫ কোটি টাকার সম্পদ and ৫ জন শিশু, but not ১৩ জনের মামলা."""
    if not _LOOSE.isdisjoint(match.items):
        return True
    return case == ("genitive" if "currency" in match.items else "nominative") or (
        case == "genitive" and "measure" in match.items
    )


def _is_stop(rules: _Rules, piece: Piece, times: tuple[TimeExpression, ...], starts: list[int]) -> bool:
    if piece.value is not None or piece.figure or piece.text in rules.stops:
        return True
    at = bisect_right(starts, piece.start) - 1
    if at >= 0 and piece.start < times[at].span.end:
        return True
    verb = any(form.tense not in NOUNS for form in forms(piece.text, rules.language))
    return verb and not _known_noun(rules, piece.text)


@lru_cache(maxsize=65_536)
def _known_noun(rules: _Rules, word: str) -> tuple[str, str] | None:
    """Return the listed noun that a word is a form of, or ends in, and the unit it is counted in."""
    candidates = stems(word, rules.language)
    for stem in candidates:
        if stem.text in rules.nouns:
            return stem.text, rules.nouns[stem.text]
    for stem in candidates:
        for ending, unit in rules.endings.items():
            if stem.text.endswith(ending):
                return stem.text, unit
    return None


def _is_modifier(rules: _Rules, word: str) -> bool:
    return word in rules.modifiers or word.endswith(rules.modifier_endings)


def _ends_phrase(rules: _Rules, piece: Piece, known: tuple[str, str] | None) -> bool:
    """Say whether a word with a case ending closes the noun phrase."""
    if known:
        return piece.text != known[0]
    return not _is_modifier(rules, piece.text) and any(
        stem.case in ("genitive", "objective") and len(stem.ending) > 1
        for stem in stems(piece.text, rules.language)
    )


def _case(rules: _Rules, piece: Piece) -> Case:
    if piece.value is None:
        for stem in stems(piece.text, rules.language):
            if stem.text in rules.grammar.words:
                return stem.case
    return "nominative"


def _as_noun(rules: _Rules, text: str, found: tuple[Piece, ...], first: int, last: int) -> _Noun:
    known = _known_noun(rules, found[last].text)
    noun, unit = known or (found[last].text, None)
    return _Noun(last + 1, compose(text[found[first].start : found[last].start]) + noun, unit)
