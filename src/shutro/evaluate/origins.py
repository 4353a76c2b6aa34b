"""Counts of origins held against files that say whose word statements rest on, beside three simpler counts."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from shutro.claims.backgrounds import find_backgrounds
from shutro.claims.counting import Counting
from shutro.claims.statements import Statement as Sentence
from shutro.claims.statements import find_statements
from shutro.claims.told import Tellers
from shutro.evaluate.stories import Sides, Statement
from shutro.evaluate.storysets import Told
from shutro.model import Claim, Doc, Span
from shutro.pipeline import link_docs
from shutro.sources.registry import outlet
from shutro.story.copies import find_copies
from shutro.text.tokens import tokenize

_HEADLINES = 0.7  # share of the words of two headlines from which they are nearly the same
_WIDEST = 12  # sentences of a finding that still says something in particular


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a count was the right one, too high or too low; tallies of several stories add up."""

    exact: int = 0
    over: int = 0
    under: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.exact + other.exact, self.over + other.over, self.under + other.under)

    @property
    def asked(self) -> int:
        """Return how many counts were asked for."""
        return self.exact + self.over + self.under


@dataclass(frozen=True, slots=True)
class OriginScore:
    """Of each way to count, how it fares on the findings that are put out, and on the right sentences given to it."""

    found: Mapping[str, Tally]
    given: Mapping[str, Tally]


Way = Callable[[Sequence[Doc]], int]


def count_outlets(docs: Sequence[Doc]) -> int:
    """Return how many outlets reported it."""
    return len({doc.article.outlet or doc.article.id for doc in docs})


def count_families(docs: Sequence[Doc]) -> int:
    """Return how many publishing houses reported it."""
    declared = {doc.article.id: outlet(doc.article.outlet or "") for doc in docs}
    houses = (
        (known.family or known.id)
        if (known := declared[doc.article.id])
        else doc.article.outlet or doc.article.id
        for doc in docs
    )
    return len(set(houses))


def count_texts(docs: Sequence[Doc]) -> int:
    """Return how many outlets are left when near-identical headlines and one credited agency are taken together."""
    groups = {doc.article.id: doc.article.id for doc in docs}
    for one, other in combinations(docs, 2):
        if _is_same_text(one, other):
            old, new = groups[other.article.id], groups[one.article.id]
            groups = {article: new if mine == old else mine for article, mine in groups.items()}
    return len(set(groups.values()))


BASELINES: Mapping[str, Way] = {
    "B1: outlets": count_outlets,
    "B2: publishing houses": count_families,
    "B3: headlines and credited agencies": count_texts,
}
OURS = "Shutro"


def score_origins(told: Told) -> OriginScore:
    """Return how often the origins of the statements of one story are counted rightly."""
    asked = [statement for statement in told.gold.claims if statement.origins]
    given = _Given(told)
    on_given: Counter[tuple[str, str]] = Counter()
    on_found: Counter[tuple[str, str]] = Counter()
    for statement in asked:
        right = len(statement.origins)
        claims = given.claims(statement)
        articles = sorted({claim.article for claim in claims})
        if claims:
            on_given[OURS, _verdict(given.counting.count(claims).origins, right)] += 1
            _add(on_given, given.docs(articles), right)
        found, reports = _found(told, statement)
        on_found[OURS, _verdict(found, right)] += 1
        _add(on_found, given.docs(reports), right)
    return OriginScore(found=_tallies(on_found), given=_tallies(on_given))


def summed(scores: Iterable[OriginScore]) -> OriginScore:
    """Return the scores of several stories as one."""
    found: dict[str, Tally] = {}
    given: dict[str, Tally] = {}
    for score in scores:
        for total, part in ((found, score.found), (given, score.given)):
            for way, tally in part.items():
                total[way] = total.get(way, Tally()) + tally
    return OriginScore(found=found, given=given)


class _Given:
    """The claims that a statement's own sentences make, and what counts their origins."""

    def __init__(self, told: Told) -> None:
        ordered = sorted(told.docs, key=lambda doc: (doc.dating.value or "~", doc.article.id))
        entities, linked = link_docs(ordered)
        self._tellers = Tellers(linked)
        backgrounds = find_backgrounds(linked, find_copies(linked), entities, self._tellers)
        self.counting = Counting(linked, backgrounds, self._tellers)
        self._docs = {doc.article.id: doc for doc in linked}
        self._numbers = {number: doc.article.id for number, doc in told.numbers.items()}
        self._sentences: dict[str, list[Sentence]] = {}
        for sentence in find_statements(linked):
            self._sentences.setdefault(sentence.article, []).append(sentence)

    def docs(self, articles: Iterable[str]) -> list[Doc]:
        """Return the docs of articles."""
        return [self._docs[article] for article in articles]

    def claims(self, statement: Statement) -> list[Claim]:
        """Return one claim for each place that supports the statement."""
        found = []
        for number, words in statement.support:
            article = self._numbers.get(number)
            start = self._docs[article].text.find(words) if article is not None else -1
            if article is None or start < 0:
                continue
            span = Span(start, start + len(words))
            sentences = self._sentences.get(article, [])
            whole = next((one for one in sentences if span.meets(one.sentence)), None)
            if whole is not None:
                found.append(self._tellers.claim(whole, "happened", statement.id, "told", span))
        return found


def _found(told: Told, statement: Statement) -> tuple[Sequence[object], list[str]]:
    """Return the origins and articles of the finding that holds most of the statement; none where there is none."""
    sides = Sides(told.docs)
    findings = [f for story in told.stories for f in story.findings if len(sides.sentences(f)) <= _WIDEST]
    best = sides.best(findings, statement)[1]
    if best is None:
        return (), []
    return best.origins, sorted({claim.article for value in best.values for claim in value.claims})


def _add(counts: Counter[tuple[str, str]], docs: Sequence[Doc], right: int) -> None:
    for name, way in BASELINES.items():
        counts[name, _verdict(range(way(docs)), right)] += 1


def _verdict(origins: Sequence[object], right: int) -> str:
    return "exact" if len(origins) == right else "over" if len(origins) > right else "under"


def _tallies(counts: Counter[tuple[str, str]]) -> Mapping[str, Tally]:
    return {
        way: Tally(counts[way, "exact"], counts[way, "over"], counts[way, "under"])
        for way in (OURS, *BASELINES)
    }


def _is_same_text(one: Doc, other: Doc) -> bool:
    if one.article.outlet is not None and one.article.outlet == other.article.outlet:
        return True
    mine, theirs = _agencies(one), _agencies(other)
    if mine & theirs:
        return True
    words, others = _words(one.article.title), _words(other.article.title)
    return bool(words and others) and len(words & others) >= _HEADLINES * len(words | others)


def _agencies(doc: Doc) -> set[str]:
    return {credit.source or credit.name for credit in doc.credits if credit.role == "origin"}


def _words(title: str) -> set[str]:
    return {token.text for token in tokenize(title) if token.kind != "mark"}
