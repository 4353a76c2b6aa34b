"""What the words of a rule for quantities amount to."""

import regex

from shutro.annotate.grammar import Match
from shutro.languages.numbers import Piece
from shutro.languages.schema.quantities import QuantityRule

Amount = tuple[float | None, float | None]
_WORD = regex.compile(r"\p{L}")
_SCALES = (10_000_000, 100_000, 1000, 100)


def find_amount(rule: QuantityRule, match: Match) -> Amount | None:
    """Return the bounds, or None where the words count nothing."""
    items = match.items
    if rule.amount is not None:
        return rule.amount, rule.amount
    number = items["number"].piece if "number" in items else None
    round_word = next((items[name].known for name in ("upward", "roundly") if name in items), None)
    if round_word is not None:
        value = float(round_word.value) * ((number.value or 1.0) if number else 1.0)
        return _bounded(match, value, value)
    if number is None or number.value is None:
        return None, None
    low = high = number.value
    fraction = items["fraction"].known if "fraction" in items else None
    if fraction is not None:
        low = high = round(100 * number.value / float(fraction.value), 2)
    elif "until" in items and not rule.pair:
        low, high = _range(number, items["until"].piece)
    if low > high or low < rule.at_least or high > rule.at_most:
        return None
    return _bounded(match, low, high)


def _bounded(match: Match, low: float, high: float) -> Amount:
    """Return the bounds that words such as অন্তত, সর্বোচ্চ, বেশি and কম leave."""
    items = match.items.keys()
    if not {"several", "least", "over", "upward"}.isdisjoint(items):
        return low, None
    return (low, high) if {"most", "under"}.isdisjoint(items) else (None, high)


def _range(first: Piece, last: Piece) -> tuple[float, float]:
    """Return both ends; in ৫-৭ লাখ the scale holds for both."""
    low, high = first.value or 0.0, last.value or 0.0
    if (_WORD.search(last.text) and not _WORD.search(first.text.replace(" ", ""))) or first.spelled:
        scale = next(
            (scale for scale in _SCALES if high >= scale and high % scale == 0 and high / scale >= low), 1
        )
        low *= scale
    return low, high
