"""What annotation found held against what a reader marked: precision, recall, F1 and errors, layer by layer.

Spans are paired one to one, the greatest overlap first. A name has to have the reader's span; times, quantities and
quotes share half of the longer span, triggers half of the shorter one. Entities are compared by B-cubed (Bagga and
Baldwin 1998) over the names that both found.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import regex

from shutro.evaluate.gold import UNNAMED, GoldArticle
from shutro.evaluate.laying import Laid, pair
from shutro.model import Span
from shutro.publish.schema import DocOut, QuantityOut, TimeOut
from shutro.text.edtf import days

EXACT, HALF = 0.99, 0.5
ORDINAL = "ordinal"  # a unit
_COUNT = r"\d+(?:\.\d+)?"
_DURATION = regex.compile(
    rf"P(?=.)(?:(?P<years>{_COUNT})Y)?(?:(?P<months>{_COUNT})M)?(?:(?P<weeks>{_COUNT})W)?(?:(?P<days>{_COUNT})D)?"
    rf"(?:T(?:(?P<hours>{_COUNT})H)?(?:(?P<minutes>{_COUNT})M)?(?:(?P<seconds>{_COUNT})S)?)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One figure from 0 to 1, and the counts that it is made of."""

    layer: str
    name: str
    value: float  # F1 where there is a precision, else the share of the gold ones
    gold: int
    output: int | None = None
    precision: float | None = None
    recall: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that annotation got wrong: missed, made up, or with another value than the reader's."""

    layer: str
    article: str
    kind: str
    words: str
    gold: str = ""
    output: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A gold article, the output for it, and how the one lies over the other."""

    gold: GoldArticle
    output: DocOut
    laid: Laid
    known: frozenset[str]  # ids of entities in the output; other participants are plain words

    def call(self, entity: str) -> tuple[str, str]:
        """Return an output's entity as one of its call: ids mean nothing in another one."""
        return self.gold.story, entity


def measured(layer: str, name: str, right: int, output: int, gold: int) -> Score:
    """Return precision, recall and F1 of counts."""
    precision = right / output if output else 0.0
    recall = right / gold if gold else 0.0
    both = precision + recall
    return Score(
        layer=layer,
        name=name,
        value=2 * precision * recall / both if both else 0.0,
        gold=gold,
        output=output,
        precision=precision,
        recall=recall,
    )


def share(layer: str, name: str, right: int, whole: int) -> Score:
    """Return what share is right."""
    return Score(layer=layer, name=name, value=right / whole if whole else 0.0, gold=whole)


Pairs = list[tuple[int, int]]


def paired(
    compared: Compared,
    gold: Sequence[Span],
    output: Sequence[Span],
    least: float,
    *,
    by_shorter: bool = False,
) -> Pairs:
    """Return which gold spans and output spans belong together."""
    laid = compared.laid
    places = [laid.gold_span(span) for span in gold]
    return pair(places, [laid.output_span(span) for span in output], least, by_shorter=by_shorter)


def unpaired(
    layer: str, compared: Compared, gold: Sequence[Span], output: Sequence[Span], pairs: Pairs
) -> Iterator[Fault]:
    """Yield what was missed and what was made up."""
    seen, put_out = {i for i, _ in pairs}, {j for _, j in pairs}
    name = compared.gold.name
    for number, span in enumerate(gold):
        if number not in seen:
            yield Fault(layer=layer, article=name, kind="missed", words=span.of(compared.gold.text))
    for number, span in enumerate(output):
        if number not in put_out:
            yield Fault(layer=layer, article=name, kind="made up", words=span.of(compared.output.text))


def spans(found: Sequence[object]) -> list[Span]:
    """Return the spans of records of the output."""
    return [Span(one.start, one.end) for one in found]  # type: ignore[attr-defined]


Found = tuple[list[Score], list[Fault]]


def score_pages(all_compared: Sequence[Compared]) -> Found:
    """Return how much furniture was dropped, how much of the rest was kept, and how sentences were cut."""
    counts: Counter[str] = Counter()
    for compared in all_compared:
        furniture = {
            place
            for span in compared.gold.furniture
            for place in range(*_ends(compared.laid.gold_span(span)))
        }
        kept = compared.laid.kept
        counts["furniture"] += len(furniture)
        counts["gone"] += len(furniture - kept)
        counts["body"] += compared.laid.gold[-1] - len(furniture)
        counts["kept"] += len(kept - furniture)
        if compared.gold.sentences:
            found = spans(compared.output.sentences)
            counts["cut"] += len(paired(compared, compared.gold.sentences, found, EXACT))
            counts["sentences"] += len(compared.gold.sentences)
            counts["found"] += len(found)
    scores = [
        share("pages", "furniture dropped", counts["gone"], counts["furniture"]),
        share("pages", "body kept", counts["kept"], counts["body"]),
    ]
    if counts["sentences"]:
        scores.append(measured("pages", "sentences", counts["cut"], counts["found"], counts["sentences"]))
    return scores, []


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def score_names(all_compared: Sequence[Compared]) -> Found:
    """Return how well names were found, with their kinds, and how well they were joined to entities."""
    counts: Counter[str] = Counter()
    faults: list[Fault] = []
    for compared in all_compared:
        gold, output = compared.gold.names, compared.output.mentions
        pairs = paired(compared, [name.span for name in gold], spans(output), EXACT)
        faults += unpaired("mentions", compared, [name.span for name in gold], spans(output), pairs)
        counts["gold"] += len(gold)
        counts["output"] += len(output)
        counts["span"] += len(pairs)
        for i, j in pairs:
            counts["kind"] += gold[i].kind == output[j].kind
            if gold[i].kind != output[j].kind:
                words = output[j].text
                faults.append(
                    Fault(
                        layer="mentions",
                        article=compared.gold.name,
                        kind="kind",
                        words=words,
                        gold=gold[i].kind,
                        output=output[j].kind,
                    )
                )
    scores = [
        measured("mentions", "span and kind", counts["kind"], counts["output"], counts["gold"]),
        measured("mentions", "span", counts["span"], counts["output"], counts["gold"]),
        b_cubed(entity_pairs(all_compared)),
    ]
    return scores, faults


EntityPair = tuple[tuple[str, str], tuple[str, str]]


def entity_pairs(all_compared: Sequence[Compared]) -> list[EntityPair]:
    """Return the reader's and the output's entity of every name that both found."""
    pairs: list[EntityPair] = []
    for compared in all_compared:
        gold, output = compared.gold.names, compared.output.mentions
        for i, j in paired(compared, [name.span for name in gold], spans(output), EXACT):
            named = output[j].entity or f"{UNNAMED}{compared.gold.name}-{j}"
            pairs.append((compared.call(gold[i].entity), compared.call(named)))
    return pairs


def b_cubed(pairs: Sequence[EntityPair]) -> Score:
    """Return B-cubed precision, recall and F1 of the entities of names."""
    by_gold: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    by_output: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for number, (gold, output) in enumerate(pairs):
        by_gold[gold].add(number)
        by_output[output].add(number)
    common = Counter(pairs)
    total = max(1, len(pairs))
    precision = sum(common[one] / len(by_output[one[1]]) for one in pairs) / total
    recall = sum(common[one] / len(by_gold[one[0]]) for one in pairs) / total
    both = precision + recall
    return Score(
        layer="mentions",
        name="entities, B-cubed",
        value=2 * precision * recall / both if both else 0.0,
        gold=len(pairs),
        precision=precision,
        recall=recall,
    )


def score_times(all_compared: Sequence[Compared]) -> Found:
    """Return how well times were found, and what share of the reader's has the right value.

    Ages and other lengths that the reader marked as quantities alone count neither way: readers differ on them.
    """
    return _score_values(
        "times",
        all_compared,
        lambda one: ([(time.span, False) for time in one.gold.times], spans(_own_times(one))),
        _values,
    )


def _own_times(compared: Compared) -> list[TimeOut]:
    return [time for time in compared.output.times if not _is_length(compared, time)]


def _is_length(compared: Compared, time: TimeOut) -> bool:
    place = compared.laid.output_span(Span(time.start, time.end))
    if time.type != "DURATION" or place is None:
        return False
    times = (compared.laid.gold_span(one.span) for one in compared.gold.times)
    amounts = (compared.laid.gold_span(one.span) for one in compared.gold.quantities)
    return not any(map(place.meets, times)) and any(map(place.meets, amounts))


def _values(compared: Compared, i: int, j: int) -> tuple[bool, str, str]:
    gold, value = compared.gold.times[i].values, _own_times(compared)[j].value
    return any(same_time(value, one) for one in gold), gold[0], value


def same_time(one: str, other: str) -> bool:
    """Say whether two values are one: the same words, the same length of time, or a week and its seven days."""
    if one == other:
        return True
    if one.startswith("P") and other.startswith("P"):
        return (length := _length(one)) is not None and length == _length(other)
    if "W" in one or "W" in other:
        return (interval := days(one)) is not None and interval == days(other)
    return False


def _length(value: str) -> tuple[float, float] | None:
    """Return a duration as months and seconds; None where it is vague."""
    match = _DURATION.fullmatch(value)
    if match is None:
        return None
    months = 12 * float(match["years"] or 0) + float(match["months"] or 0)
    spent = ((match["weeks"], 604800), (match["days"], 86400), (match["hours"], 3600), (match["minutes"], 60))
    return months, sum(float(count or 0) * seconds for count, seconds in spent) + float(match["seconds"] or 0)


def score_quantities(all_compared: Sequence[Compared]) -> Found:
    """Return how well quantities were found, and what share of the reader's has the right figure.

    Ordinals and lengths of time that the reader did not mark as quantities count neither way: readers differ on them.
    """
    return _score_values(
        "quantities",
        all_compared,
        lambda one: (
            [(amount.span, amount.optional) for amount in one.gold.quantities],
            [Span(amount.start, amount.end) for amount in one.output.quantities if not _is_free(one, amount)],
        ),
        _figures,
    )


def _is_free(compared: Compared, amount: QuantityOut) -> bool:
    place = compared.laid.output_span(Span(amount.start, amount.end))
    if place is None:
        return False
    gold = compared.gold
    if any(place.meets(compared.laid.gold_span(one.span)) for one in gold.quantities):
        return False
    lengths = (time.span for time in gold.times if time.kind == "DURATION")
    return amount.unit == ORDINAL or any(place.meets(compared.laid.gold_span(span)) for span in lengths)


def _figures(compared: Compared, i: int, j: int) -> tuple[bool, str, str]:
    counted = [one for one in compared.output.quantities if not _is_free(compared, one)]
    gold, output = compared.gold.quantities[i], counted[j]
    ends = (output.low, output.high)
    right = gold.figures[0] in ends if gold.figures else ends == (None, None)
    return right, str(gold.figures), str(ends)


def _score_values(
    layer: str,
    all_compared: Sequence[Compared],
    of: Callable[[Compared], tuple[list[tuple[Span, bool]], list[Span]]],
    compare: Callable[[Compared, int, int], tuple[bool, str, str]],
) -> Found:
    counts: Counter[str] = Counter()
    faults: list[Fault] = []
    for compared in all_compared:
        gold, output = of(compared)
        pairs = paired(compared, [span for span, _ in gold], output, HALF)
        free = {i for i, (_, is_optional) in enumerate(gold) if is_optional}
        faults += unpaired(
            layer, compared, [span for span, _ in gold], output, [*pairs, *((i, -1) for i in free)]
        )
        counts["gold"] += len(gold) - len(free)
        counts["output"] += len(output) - sum(i in free for i, _ in pairs)
        for i, j in pairs:
            if i in free:
                continue
            right, wanted, value = compare(compared, i, j)
            counts["span"] += 1
            counts["value"] += right
            if not right:
                words = gold[i][0].of(compared.gold.text)
                faults.append(
                    Fault(
                        layer=layer,
                        article=compared.gold.name,
                        kind="value",
                        words=words,
                        gold=wanted,
                        output=value,
                    )
                )
    return [
        measured(layer, "span", counts["span"], counts["output"], counts["gold"]),
        share(layer, "value right of gold", counts["value"], counts["gold"]),
    ], faults
