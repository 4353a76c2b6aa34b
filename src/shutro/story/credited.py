"""Reports that rest on one agency, and reports that name the outlet of another: by their credits and their words."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from shutro.model import Copy, Credit, Doc, Span
from shutro.sources.registry import agency, outlet
from shutro.story.order import which_first
from shutro.text.normalize import compose

_BEFORE = " \n\t(‘“'\"—–-"
_MOST = 8  # earlier articles of one agency to which a later one is tied


def find_shared_credits(
    docs: Sequence[Doc],
    known: frozenset[tuple[str, str]],
    family: Sequence[int],
    is_told: Callable[[int, Span, int], bool],
) -> list[Copy]:
    """Return the pairs of articles of which one is based on an agency that the other credits, but for known pairs.

    `docs` stand in the order of their dates; those of one `family` are one text. `is_told` says whether an article
    tells, around a credit, what another tells: who only cites an agency may have something else from it. An article
    is tied to the first ones of an agency only, so that the pairs grow as the articles do.
    """
    based: dict[str, list[tuple[int, Credit | None]]] = defaultdict(list)
    named: dict[str, list[tuple[int, Credit | None]]] = defaultdict(list)
    for at, doc in enumerate(docs):
        for source, credit in _credited(doc).items():
            rests = credit is None or credit.role == "origin"
            (based if rests else named)[source].append((at, credit))
    found = []
    taken = set(known)
    for source in sorted(based):
        for rank, (at, credit) in enumerate(based[source]):
            others = based[source][: min(rank, _MOST)] + (named[source] if rank < _MOST else [])
            for other, theirs in others:
                if family[at] == family[other]:
                    continue
                if theirs is not None and theirs.role == "cited" and not is_told(other, theirs.span, at):
                    continue
                copy = _shared(docs, (at, credit), (other, theirs), source)
                if not {(copy.article, copy.source), (copy.source, copy.article)} & taken:
                    taken.add((copy.article, copy.source))
                    found.append(copy)
    return found


def _credited(doc: Doc) -> Mapping[str, Credit | None]:
    """Return the sources that an article credits; its own outlet with no credit, where that is an agency."""
    own = doc.article.outlet
    found: dict[str, Credit | None] = {own: None} if own and agency(own) else {}
    for credit in sorted(doc.credits, key=lambda credit: (credit.role != "origin", credit.span)):
        source = credit.source
        if source and source != own and (credit.role == "origin" or agency(source)):
            found.setdefault(source, credit)
    return found


def _shared(
    docs: Sequence[Doc], one: tuple[int, Credit | None], other: tuple[int, Credit | None], source: str
) -> Copy:
    (first, theirs), (second, mine) = sorted((one, other), key=lambda pair: pair[0])
    spans = [
        credit.span if credit else docs[at].article.title_span
        for at, credit in ((second, mine), (first, theirs))
    ]
    evidence = ((spans[0], spans[1]),) if spans[0] and spans[1] else ()
    return Copy(
        article=docs[second].article.id,
        source=docs[first].article.id,
        relation="shared credit",
        score=0.0,
        evidence=evidence,
        shares=(0.0,) * len(evidence),
        ordered=which_first(docs[first], docs[second]) != 0,
        credit=source,
    )


def is_named(outlet: str | None, doc: Doc) -> bool:
    """Say whether an article names the outlet of another: a sign that it rests on it."""
    if outlet is None or outlet == doc.article.outlet:
        return False
    if any(credit.source == outlet for credit in doc.credits):
        return True
    return any(_stands(name, doc.text) for name in _names(outlet))


@cache
def _names(code: str) -> tuple[str, ...]:
    """Return the names of an outlet that mean nothing else, or at least are of two words."""
    declared = outlet(code)
    if declared is None:
        return ()
    names = {compose(name) for name in (declared.name, *declared.aliases)}
    plain = {compose(name) for name in declared.guarded}
    return tuple(sorted(name for name in names if name not in plain or " " in name))


def _stands(name: str, text: str) -> bool:
    at = text.find(name)
    return at >= 0 and (at == 0 or text[at - 1] in _BEFORE)
