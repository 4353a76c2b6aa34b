"""Names of media that an article credits and the lexicon does not hold: ইরান ইন্টারন্যাশনাল."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from shutro.annotate.names.known import Name, make_name
from shutro.annotate.names.words import stems_of
from shutro.model import Credit
from shutro.sources.registry import find_alias
from shutro.text.tokens import Token


def find_credited(
    tokens: Sequence[Token], credited: Iterable[Credit], known: Iterable[Name], code: str
) -> Iterator[Name]:
    """Yield the declared media that are credited, where no known body is a part of the words."""
    bodies = {at for name in known if name.kind == "ORG" for at in range(name.first, name.last + 1)}
    for credit in credited:
        if credit.source is None:
            continue
        first = bisect_left(tokens, credit.span.start, key=lambda token: token.start)
        last = bisect_left(tokens, credit.span.end, key=lambda token: token.end)
        if last >= len(tokens) or not bodies.isdisjoint(range(first, last + 1)):
            continue
        for stem in stems_of(tokens[last].text, code):
            name = make_name(tokens, first, last, "ORG", stem, weight=6)
            if find_alias(name.lemma) is not None:
                yield name
                break
