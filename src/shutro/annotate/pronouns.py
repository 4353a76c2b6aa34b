"""Pronouns of persons, and plural nouns, which a pronoun of many may stand for."""

from collections.abc import Iterable, Iterator, Sequence

from shutro.annotate.names.words import stems_of, vocabulary
from shutro.text.tokens import Token

_PLURAL = 4  # letters of the shortest word that is taken for a plural


def is_plural(word: str, code: str) -> bool:
    """Say whether a word names several who are not named otherwise, and may be what a pronoun of many stands for."""
    table = vocabulary(code).table
    return len(word) > _PLURAL and word.endswith(table.collectives) and word not in table.pronouns


def pointing(
    tokens: Sequence[Token], words: Iterable[tuple[int, str | None, bool]], code: str
) -> Iterator[Token]:
    """Yield the plurals, and the personal pronouns that do not, as সে in সে সময়, point at a noun."""
    table = vocabulary(code).table
    for at in [at for at, _, points in words if points]:
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if tokens[at].text not in table.pointers or all(
            stem.text not in table.pointed for stem in stems_of(after, code)
        ):
            yield tokens[at]
