"""The words of an article that count or measure, with their bounds, their unit and what they count."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

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
_SCALES = (10_000_000, 100_000, 1000, 100)
_REACH = 5  # words after a number in which its noun is looked for


@dataclass(frozen=True, slots=True, eq=False)
class _Rules:
    """The compiled rules; a match's rule is an index into `rules`."""

    language: str
    grammar: Grammar
    rules: tuple[QuantityRule, ...]
    nouns: dict[str, str]  # noun to the unit it is counted in
    modifiers: frozenset[str]
    modifier_endings: tuple[str, ...]
    stops: frozenset[str]
    not_counted: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Noun:
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
    return _Rules(
        language=code,
        grammar=compile_grammar(code, table.words, finds, table.uninflected),
        rules=table.rule,
        nouns={noun: unit for unit, nouns in table.nouns.items() for noun in nouns},
        modifiers=frozenset(table.modifiers),
        modifier_endings=table.modifier_endings,
        stops=frozenset(table.stops),
        not_counted=frozenset(table.not_counted),
    )


def _find(
    rules: _Rules, text: str, found: tuple[Piece, ...], times: tuple[TimeExpression, ...]
) -> Iterator[Quantity]:
    starts = [time.span.start for time in times]
    for match in find_matches(rules.grammar, found):
        rule = rules.rules[match.rule]
        amount = _amount(rule, match)
        if amount is None or _is_name(rules, found, match):
            continue
        unit = rule.unit
        if unit.startswith("<"):
            item = match.items[unit[1:-1]]
            unit = str(item.known.value) if item.known else "piece"
        noun = _noun(rules, text, found, match, times, starts) if rule.noun else None
        if unit == "noun" and (noun is None or not _is_counted(noun, match)):
            continue
        after = max(match.after, noun.after) if noun else match.after
        span = Span(found[match.first].start, found[after - 1].end)
        if _is_time(span, rule.unit == "<unit>", times, starts):
            continue
        if noun and unit in ("noun", "piece"):
            unit = noun.unit or "piece"
        yield Quantity(
            span=span, low=amount[0], high=amount[1], unit=unit, counted=noun.words if noun else ""
        )


def _amount(rule: QuantityRule, match: Match) -> tuple[float | None, float | None] | None:
    """Return the bounds, or None where the words count nothing."""
    items = match.items
    if rule.amount is not None:
        return rule.amount, rule.amount
    number = items["number"].piece if "number" in items else None
    round_word = next((items[name].known for name in ("upward", "roundly") if name in items), None)
    if round_word is not None:
        value = float(round_word.value) * ((number.value or 1.0) if number else 1.0)
        return value, (None if "upward" in items else value)
    if number is None or number.value is None:
        return None, None
    low = high = number.value
    if "until" in items:
        low, high = _range(number, items["until"].piece)
    if low > high or low < rule.at_least or high > rule.at_most or _is_indefinite(rule, number):
        return None
    if "several" in items or "least" in items or "over" in items:
        return low, None
    return (None, high) if "most" in items else (low, high)


def _range(first: Piece, last: Piece) -> tuple[float, float]:
    """Return both ends; in ৫-৭ লাখ the scale holds for both."""
    low, high = first.value or 0.0, last.value or 0.0
    if (_WORD.search(last.text) and not _WORD.search(first.text.replace(" ", ""))) or first.spelled:
        scale = next(
            (scale for scale in _SCALES if high >= scale and high % scale == 0 and high / scale >= low), 1
        )
        low *= scale
    return low, high


def _is_indefinite(rule: QuantityRule, number: Piece) -> bool:
    """Say whether the number is the "one" of an indefinite article."""
    return number.spelled and number.value == 1 and rule.unit in ("person", "noun", "<piece>", "<unit>")


def _is_name(rules: _Rules, found: tuple[Piece, ...], match: Match) -> bool:
    """Say whether the number only numbers something, as in section 9 or a constituency's Dhaka-8."""
    before = found[match.first - 1] if match.first else None
    after = found[match.after].text if match.after < len(found) else ""
    if before is not None and before.text in _JOINERS and before.end == found[match.first].start:
        named = found[match.first - 2] if match.first > 1 else before
        return named.end == before.start and named.value is None
    if before is not None and before.text in rules.not_counted:
        return True
    return after in rules.not_counted and match.after - match.first == 1


def _is_counted(noun: _Noun, match: Match) -> bool:
    """Say whether a noun is likely what a bare number counts: a listed one, or any after a number in words."""
    number = match.items.get("number")
    if "over" in match.items:
        return True
    if noun.unit is not None or number is None:
        return bool(noun.words) or number is None
    plain = number.piece.spelled or _WORD.search(number.piece.text) is not None
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
    if not _takes_noun(match, _case(rules, found[match.after - 1])):
        return nothing
    head: int | None = None
    at = match.after
    stopped_by_mark = False
    while at < len(found) and at < match.after + _REACH:
        piece = found[at]
        if piece.text in _JOINERS and at > match.after and found[at - 1].end == piece.start:
            at += 1
            continue
        stopped_by_mark = _WORD.search(piece.text) is None
        if stopped_by_mark or _is_stop(rules, piece, times, starts):
            break
        known = _known_noun(rules, piece.text)
        if known is None and head is not None and not _is_modifier(rules, piece.text):
            break
        head = at if known else head
        at += 1
        if _ends_phrase(rules, piece, known):
            break
    if head is not None:
        return _as_noun(rules, text, found, match.after, head)
    if at == match.after or "person" in match.items:
        return nothing
    last = at - 1 if stopped_by_mark or at == len(found) else match.after
    return _as_noun(rules, text, found, match.after, last)


def _takes_noun(match: Match, case: Case) -> bool:
    """Say whether a noun may follow: ৫ কোটি টাকার সম্পদ and ৫ জন শিশু, but not ১৩ জনের মামলা."""
    if "over" in match.items:
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


def _known_noun(rules: _Rules, word: str) -> str | None:
    return next((stem.text for stem in stems(word, rules.language) if stem.text in rules.nouns), None)


def _is_modifier(rules: _Rules, word: str) -> bool:
    return word in rules.modifiers or word.endswith(rules.modifier_endings)


def _ends_phrase(rules: _Rules, piece: Piece, known: str | None) -> bool:
    """Say whether a word with a case ending closes the noun phrase."""
    if known:
        return piece.text != known
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
    words = compose(text[found[first].start : found[last].start]) + (known or found[last].text)
    return _Noun(last + 1, words, rules.nouns[known] if known else None)
