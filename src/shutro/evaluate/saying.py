"""Quotes and events held against a reader's: who says, through whom, who does what to whom."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shutro.evaluate.gold import UNNAMED, GoldEvent
from shutro.evaluate.scores import (
    HALF,
    Compared,
    Fault,
    Found,
    entity_pairs,
    measured,
    paired,
    share,
    spans,
    unpaired,
)
from shutro.publish.schema import EventOut

_ROLES = (("agents", "agents"), ("patients", "patients"), ("partners", "partners"))


@dataclass(frozen=True, slots=True)
class Naming:
    """Which of the reader's entities an output's stands for: the one that most of its names bear."""

    by_output: Mapping[tuple[str, str], str]
    named: frozenset[tuple[str, str]]  # what the reader marked at least one name of, by call

    @classmethod
    def of(cls, all_compared: Sequence[Compared]) -> "Naming":
        """Return the naming of a run."""
        votes: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for (_, gold), output in entity_pairs(all_compared):
            votes[output][gold] += 1
        named = {one.call(name.entity) for one in all_compared for name in one.gold.names}
        return cls({key: count.most_common(1)[0][0] for key, count in votes.items()}, frozenset(named))

    def is_named(self, compared: Compared, gold: str) -> bool:
        """Say whether the articles name somebody; else no output can be held against it."""
        return not gold.startswith(UNNAMED) and compared.call(gold) in self.named

    def same(self, compared: Compared, gold: str, output: str | None) -> bool:
        """Say whether the output's entity is the reader's."""
        return output is not None and self.by_output.get(compared.call(output)) == gold


def score_quotes(all_compared: Sequence[Compared]) -> Found:
    """Return how well quotes were found, and for what share of them the speaker and the chain are right."""
    naming = Naming.of(all_compared)
    counts: Counter[str] = Counter()
    faults: list[Fault] = []
    for compared in all_compared:
        gold, output = compared.gold.quotes, compared.output.quotes
        wanted = [quote.span for quote in gold]
        pairs = paired(compared, wanted, spans(output), HALF)
        faults += unpaired("quotes", compared, wanted, spans(output), pairs)
        counts["gold"] += len(gold)
        counts["output"] += len(output)
        counts["span"] += len(pairs)
        counts["named"] += sum(bool(q.speaker) and naming.is_named(compared, q.speaker or "") for q in gold)
        for i, j in pairs:
            counts["kind"] += gold[i].kind == output[j].kind
            faults += _compare_speaker(naming, compared, i, j, counts)
            faults += _compare_chain(naming, compared, i, j, counts)
    return [
        measured("quotes", "overlap", counts["span"], counts["output"], counts["gold"]),
        share("quotes", "direct or indirect, of found", counts["kind"], counts["span"]),
        share("quotes", "speaker right of named", counts["speaker"], counts["named"]),
        share("quotes", "speaker right of named and found", counts["speaker"], counts["named found"]),
        share("quotes", "chain right of found", counts["chain"], counts["chains"]),
        share("quotes", "chain of two or more right", counts["long right"], counts["long"]),
    ], faults


def _compare_speaker(
    naming: Naming, compared: Compared, i: int, j: int, counts: Counter[str]
) -> Iterable[Fault]:
    gold, output = compared.gold.quotes[i], compared.output.quotes[j]
    if not gold.speaker or not naming.is_named(compared, gold.speaker):
        return
    right = naming.same(compared, gold.speaker, output.speaker)
    counts["named found"] += 1
    counts["speaker"] += right
    if not right:
        yield _fault("quotes", compared, "speaker", output.text, gold.speaker, str(output.speaker))


def _compare_chain(
    naming: Naming, compared: Compared, i: int, j: int, counts: Counter[str]
) -> Iterable[Fault]:
    gold, output = compared.gold.quotes[i], compared.output.quotes[j]
    if not gold.via:
        return
    right = len(gold.via) == len(output.via) and all(
        not naming.is_named(compared, one) or naming.same(compared, one, other)
        for one, other in zip(gold.via, output.via, strict=True)
    )
    counts["chains"] += 1
    counts["chain"] += right
    counts["long"] += len(gold.via) > 1
    counts["long right"] += right and len(gold.via) > 1
    if not right:
        yield _fault("quotes", compared, "chain", output.text, " > ".join(gold.via), " > ".join(output.via))


def score_events(all_compared: Sequence[Compared]) -> Found:
    """Return how well events were found and coded, with named participants, polarity and modality."""
    naming = Naming.of(all_compared)
    counts: Counter[str] = Counter()
    faults: list[Fault] = []
    for compared in all_compared:
        gold, output = compared.gold.events, compared.output.events
        wanted = [event.span for event in gold]
        pairs = paired(compared, wanted, spans(output), HALF, by_shorter=True)
        faults += unpaired("events", compared, wanted, spans(output), pairs)
        counts["gold"] += len(gold)
        counts["output"] += len(output)
        counts["span"] += len(pairs)
        counts["wanted"] += sum(naming.is_named(compared, one) for event in gold for _, one in _parts(event))
        counts["put out"] += sum(one in compared.known for event in output for _, one in _filled(event))
        for i, j in pairs:
            counts["code"] += gold[i].code == output[j].code
            counts["polarity"] += gold[i].polarity == output[j].polarity
            counts["modality"] += gold[i].modality == output[j].modality
            faults += _compare_event(naming, compared, i, j, counts)
    return [
        measured("events", "trigger", counts["span"], counts["output"], counts["gold"]),
        measured("events", "trigger and code", counts["code"], counts["output"], counts["gold"]),
        measured("events", "arguments", counts["role"], counts["put out"], counts["wanted"]),
        measured("events", "participants in any role", counts["any"], counts["put out"], counts["wanted"]),
        share("events", "polarity right of found", counts["polarity"], counts["span"]),
        share("events", "modality right of found", counts["modality"], counts["span"]),
    ], faults


def _parts(event: GoldEvent) -> list[tuple[str, str]]:
    return [(role, one) for role, key in _ROLES for one in dict.fromkeys(getattr(event, key))]


def _filled(event: EventOut) -> list[tuple[str, str]]:
    return [(role, one) for role, key in _ROLES for one in dict.fromkeys(getattr(event, key))]


def _compare_event(
    naming: Naming, compared: Compared, i: int, j: int, counts: Counter[str]
) -> Iterable[Fault]:
    gold, output = compared.gold.events[i], compared.output.events[j]
    wanted = [(role, one) for role, one in _parts(gold) if naming.is_named(compared, one)]
    given = [(role, one) for role, one in _filled(output) if one in compared.known]
    for role, one in wanted:
        same = [other for other, name in given if naming.same(compared, one, name)]
        counts["any"] += bool(same)
        counts["role"] += role in same
        if not same:
            yield _fault("events", compared, f"{role} missed", output.text, one, "")
    for role, name in given:
        if not any(naming.same(compared, one, name) for _, one in wanted):
            yield _fault("events", compared, f"{role} made up", output.text, "", name)
    if gold.code != output.code:
        yield _fault("events", compared, "code", output.text, gold.code, output.code)
    if gold.modality != output.modality:
        yield _fault("events", compared, "modality", output.text, gold.modality, output.modality)


def _fault(layer: str, compared: Compared, kind: str, words: str, gold: str, output: str) -> Fault:
    return Fault(layer=layer, article=compared.gold.name, kind=kind, words=words, gold=gold, output=output)
