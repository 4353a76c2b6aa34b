"""Holders: the person who is named behind an office."""

from collections.abc import Mapping, Sequence

from shutro.annotate.names.words import sense
from shutro.model import Mention
from shutro.text.tokens import Token

_TITLES = 6  # tokens of titles between a role and the name of its holder


def holder_behind(
    tokens: Sequence[Token], at: int, starts: Mapping[int, Mention], code: str
) -> Mention | None:
    """Return the person named behind the role at a token, be it behind titles or a bracket."""
    return (
        _behind_titles(tokens, at, starts, code)
        or _behind_bracket(tokens, at, starts)
        or _in_bracket(tokens, at, starts)
    )


def _behind_titles(
    tokens: Sequence[Token], at: int, starts: Mapping[int, Mention], code: str
) -> Mention | None:
    """Return the person named right after the role, or after titles that follow it: উপাচার্য অধ্যাপক রহিম উদ্দিন."""
    for after in range(at + 1, min(at + _TITLES, len(tokens))):
        person = starts.get(tokens[after].start)
        if person is not None:
            return person
        if tokens[after].text != "." and not sense(tokens[after].text, code).title:
            return None
    return None


def _behind_bracket(tokens: Sequence[Token], at: int, starts: Mapping[int, Mention]) -> Mention | None:
    """Return the person named after a bracket that follows the role: উপাচার্য (ভিসি) রহিম উদ্দিন."""
    if at + 1 >= len(tokens) or tokens[at + 1].text != "(":
        return None
    close = next((n for n in range(at + 2, min(at + 7, len(tokens))) if tokens[n].text == ")"), None)
    return starts.get(tokens[close + 1].start) if close is not None and close + 1 < len(tokens) else None


def _in_bracket(tokens: Sequence[Token], at: int, starts: Mapping[int, Mention]) -> Mention | None:
    """Return the person named after the bracket that holds only the role: ভারপ্রাপ্ত কর্মকর্তা (ওসি) রহিম উদ্দিন."""
    if not 0 < at < len(tokens) - 2 or tokens[at - 1].text != "(" or tokens[at + 1].text != ")":
        return None
    return starts.get(tokens[at + 2].start)
