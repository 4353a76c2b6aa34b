"""Who rests on whom, as people decide it: over what was found, the later decision over the earlier."""

from collections.abc import Iterable, Mapping, Sequence

from shutro.decisions.records import Decision, Decisions
from shutro.model import Copy

Pair = frozenset[str]


def overrule_copies(
    copies: Sequence[Copy], decisions: Decisions, articles: Iterable[str]
) -> tuple[Copy, ...]:
    """Return the copies among the articles without those that people call independent, and with those they add."""
    decided = _by_pair(decisions)
    if not decided:
        return tuple(copies)
    present = set(articles)
    kept = [copy for copy in copies if decided.get(_pair(copy.article, copy.source)) != "independent"]
    known = {_pair(copy.article, copy.source) for copy in kept if copy.relation != "shared credit"}
    for decision in decisions.of("rests on"):
        for article, source in _sides(decision):
            pair = _pair(article, source)
            if pair not in known and decided[pair] == "rests on" and pair <= present:
                known.add(pair)
                kept.append(Copy(article=article, source=source, relation="rewrite", score=0.0, evidence=()))
    return tuple(sorted(kept, key=lambda copy: (copy.article, copy.source, copy.relation)))


def independent_pairs(decisions: Decisions) -> tuple[tuple[str, str], ...]:
    """Return the pairs of articles that people call independent of each other."""
    decided = _by_pair(decisions)
    pairs = [sides for decision in decisions.of("independent") for sides in _sides(decision)]
    return tuple(dict.fromkeys(sides for sides in pairs if decided[_pair(*sides)] == "independent"))


def sources_of(decisions: Decisions) -> Mapping[str, str]:
    """Return for each article the outlet or agency that people say it rests on."""
    return {
        anchor.article: decision.what
        for decision in decisions.of("rests on")
        if decision.what
        for anchor in decision.subject
    }


def _by_pair(decisions: Decisions) -> dict[Pair, str]:
    return {
        _pair(*sides): decision.judgement
        for decision in decisions.of("rests on", "independent")
        for sides in _sides(decision)
    }


def _sides(decision: Decision) -> list[tuple[str, str]]:
    pairs = [(mine.article, theirs.article) for mine in decision.subject for theirs in decision.against]
    return [(mine, theirs) for mine, theirs in pairs if mine != theirs]


def _pair(one: str, other: str) -> Pair:
    return frozenset((one, other))
