"""Slots: what differs between two sentences that else say the same, where it is of a kind that counts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from rapidfuzz.distance import Levenshtein

from shutro.claims.contrasts import Bearer, Contrast, Side
from shutro.claims.fillers import Filler, Line, lay_out
from shutro.claims.plans import is_later
from shutro.claims.statements import Statement, cosine
from shutro.model import Doc

_ALIKE = 0.45  # likeness from which two sentences are laid side by side
_EQUAL = 0.6  # share of the shorter one's words that stand in the other, too
_FEWEST = 4  # such words
_WIDEST = 3  # words of a slot
_NEAR = 0.25  # likeness from which the same word beside the slot is enough

_End = tuple[int, Filler]  # the number of a line, a filler in it


class Slots:
    """What differs in one slot between the reports of a happening."""

    def __init__(self, docs: Sequence[Doc]) -> None:
        self._docs = {doc.article.id: doc for doc in docs}

    def find(self, statements: Sequence[Statement]) -> Iterator[Contrast]:
        """Yield a contrast for each slot that different articles fill with different values."""
        if len({statement.article for statement in statements}) == 1:
            return
        lines = [line for one in statements if (line := lay_out(self._docs[one.article], one)).fillers]
        joined: dict[_End, _End] = {}
        for (i, one), (j, other) in combinations(enumerate(lines), 2):
            if one.statement.article != other.statement.article:
                for left, right in _differing(one, other):
                    joined[_root(joined, (i, left))] = _root(joined, (j, right))
        ends = {*joined, *joined.values()}
        slots: dict[_End, list[_End]] = defaultdict(list)
        for end in sorted(ends, key=lambda end: (end[0], end[1].first, end[1].kind, end[1].value)):
            slots[_root(joined, end)].append(end)
        for slot in slots.values():
            yield _contrast(lines, slot)


def _contrast(lines: Sequence[Line], slot: Sequence[_End]) -> Contrast:
    sides: dict[str, list[Bearer]] = defaultdict(list)
    for number, filler in slot:
        sides[filler.value].append(lines[number].bearer(filler))
    return Contrast(
        attribute=slot[0][1].attribute,
        agreement="revised" if slot[0][1].kind == "number" and _is_course(sides) else "disputed",
        sides=tuple(Side(value=value, bearers=tuple(bearers)) for value, bearers in sides.items()),
    )


def _is_course(sides: Mapping[str, Sequence[Bearer]]) -> bool:
    """Say whether each number is first told at a later time than the one before: a signal that is raised."""
    firsts = [min((one.statement for one in bearers), key=_said) for bearers in sides.values()]
    return all(is_later(late, early) for early, late in pairwise(sorted(firsts, key=_said)))


def _said(statement: Statement) -> tuple[str, str]:
    return statement.said or "", statement.article


def _root(joined: Mapping[_End, _End], end: _End) -> _End:
    while joined.get(end, end) != end:
        end = joined[end]
    return end


def _differing(one: Line, other: Line) -> Iterator[tuple[Filler, Filler]]:
    """Yield the fillers of one slot in two sentences."""
    against = [(a, b) for a in one.fillers for b in other.fillers if _is_other(a, b)]
    against = [(a, b) for a, b in against if not (_holds(one, b) or _holds(other, a))]
    if _are_apart(one.statement, other.statement):
        against = [(a, b) for a, b in against if a.kind != "number"]
    if not against or (alike := cosine(one.statement.concepts, other.statement.concepts)) < _NEAR:
        return
    slots = _slots(one.stems(), other.stems()) if alike >= _ALIKE else ()
    for a, b in against:
        if not a.anchors.isdisjoint(b.anchors) or any(_meets(a, s[0]) and _meets(b, s[1]) for s in slots):
            yield a, b


def _is_other(one: Filler, other: Filler) -> bool:
    return one.kind == other.kind and one.value != other.value and not (one.weak and other.weak)


def _are_apart(one: Statement, other: Statement) -> bool:
    """Say whether each names somebody or some place that the other does not: a number of each is no dispute."""
    return not (one.entities <= other.entities or other.entities <= one.entities)


def _holds(line: Line, filler: Filler) -> bool:
    """Say whether the sentence has the value, too, so that nothing is set against it."""
    return any(one.kind == filler.kind and one.value == filler.value for one in line.fillers)


def _meets(filler: Filler, slot: range) -> bool:
    return filler.first < slot.stop and slot.start <= filler.last


def _slots(one: Sequence[str], other: Sequence[str]) -> list[tuple[range, range]]:
    """Return the places where two sentences differ in a few words, if most of their words are the same."""
    found, equal, at, to = [], 0, 0, 0
    for block in Levenshtein.opcodes(one, other):
        if block.tag == "equal":
            found.append((range(at, block.src_start), range(to, block.dest_start)))
            at, to = block.src_end, block.dest_end
            equal += block.src_end - block.src_start
    found.append((range(at, len(one)), range(to, len(other))))
    if equal < max(_FEWEST, _EQUAL * min(len(one), len(other))):
        return []
    return [(a, b) for a, b in found if 0 < len(a) <= _WIDEST and 0 < len(b) <= _WIDEST]
