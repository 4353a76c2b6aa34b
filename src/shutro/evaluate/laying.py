"""An annotated text laid over the text that a reader marked: cleaning may drop lines of it, and never rewords."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shutro.model import Span


@dataclass(frozen=True, slots=True)
class Laid:
    """Where the characters of an output's text stand in the gold text; both counted without spaces."""

    gold: tuple[int, ...]  # of each offset of the gold text, how many characters stand before it
    output: dict[int, int]  # of an offset of the output's text, its place in the gold text

    def gold_span(self, span: Span) -> Span:
        """Return a span of the gold text, counted without spaces."""
        return Span(self.gold[span.start], self.gold[span.end])

    def output_span(self, span: Span) -> Span | None:
        """Return a span of the output's text, counted in the gold text; None where none of it stands there."""
        places = [self.output[at] for at in range(span.start, span.end) if at in self.output]
        return Span(min(places), max(places) + 1) if places else None

    @property
    def kept(self) -> set[int]:
        """Return the places of the gold text that the output kept."""
        return set(self.output.values())


def lay(gold: str, output: str, sentences: Iterable[Span]) -> Laid:
    """Return where the sentences of the output stand in the gold text; each is looked for behind the one before."""
    squeezed = "".join(gold.split())
    places: dict[int, int] = {}
    behind = 0
    for span in sentences:
        offsets = [at for at in range(span.start, span.end) if not output[at].isspace()]
        words = "".join(output[at] for at in offsets)
        at = squeezed.find(words, behind)
        at = squeezed.find(words) if at < 0 else at
        if words and at >= 0:
            places.update((offset, at + number) for number, offset in enumerate(offsets))
            behind = at + len(words)
    return Laid(gold=tuple(_counts(gold)), output=places)


def _counts(text: str) -> Iterable[int]:
    count = 0
    for character in text:
        yield count
        count += not character.isspace()
    yield count


def share_of_longer(one: Span, other: Span) -> float:
    """Return what share of the longer span the two have in common."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / max(one.end - one.start, other.end - other.start, 1)


def share_of_shorter(gold: Span, output: Span) -> float:
    """Return what share of the shorter span the two have in common.

    None where the output's is more than three times as long as gold's.
    """
    if output.end - output.start > 3 * (gold.end - gold.start):
        return 0.0
    common = min(gold.end, output.end) - max(gold.start, output.start)
    return max(0, common) / max(min(gold.end - gold.start, output.end - output.start), 1)


def pair(
    gold: Sequence[Span], output: Sequence[Span | None], least: float, *, by_shorter: bool = False
) -> list[tuple[int, int]]:
    """Return pairs of a gold and an output span that share at least `least`, the best first, each used once."""
    share = share_of_shorter if by_shorter else share_of_longer
    scored = sorted(
        ((share(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(output) if other),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_output: set[int] = set()
    for score, i, j in scored:
        if score < least or not score:
            break
        if i not in used_gold and j not in used_output:
            used_gold.add(i)
            used_output.add(j)
            pairs.append((i, j))
    return pairs
