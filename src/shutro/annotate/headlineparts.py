"""Parts of headlines: what marks part in a headline, where each part may leave out its verb."""

from collections.abc import Sequence

from shutro.text.tokens import Token

_PARTING = frozenset((",", ";", ":", "—", "…"))


def part_around(tokens: Sequence[Token], at: int) -> range:
    """Return the tokens around one that no mark parts from it, each part of a headline with a verb or without."""
    first = next((back + 1 for back in range(at, -1, -1) if tokens[back].text in _PARTING), 0)
    end = next((on for on in range(at, len(tokens)) if tokens[on].text in _PARTING), len(tokens))
    return range(first, end)
