"""Recalls: what a report tells beside what it recalls somebody to have said would be or not be."""

from collections.abc import Iterator, Sequence

from shutro.annotate.verbs import forms
from shutro.claims.contrasts import Bearer, Contrast, Side
from shutro.claims.predicates import Predicate, find_predicates
from shutro.claims.statements import Statement, cosine, tokens_of, told_in
from shutro.model import Doc

_BESIDE = 2  # statements from what is recalled to what came of it
_LEAD = 1  # the headline and the statement behind it, which tell what is new
_SHARED = 2  # words besides names and figures by which a statement tells of the same


def find_recalls(statements: Sequence[Statement], docs: Sequence[Doc]) -> Iterator[Contrast]:
    """Yield what somebody "had said" would be, beside what the same report tells to have come."""
    for doc, told in told_in(statements, docs):
        for index, statement in enumerate(told):
            acts = frozenset(one.concept for one in _predicates(statement, doc) if one.is_ahead)
            if acts and _is_recalled(statement, doc):
                came = _came(told, index, acts, doc)
                if came is not None:
                    yield _contrast(statement, came)


def _is_recalled(statement: Statement, doc: Doc) -> bool:
    """Say whether somebody is told to have spoken before what the report tells: «বলেছিলেন»."""
    cues = (quote.cue for quote in statement.quotes if quote.cue is not None)
    words = [cue.of(doc.text).split()[-1] for cue in cues if cue.within(statement.sentence)]
    return any(
        form.tense == "pluperfect" and not form.negative
        for word in words
        for form in forms(word, statement.language)[:1]
    )


def _predicates(statement: Statement, doc: Doc) -> tuple[Predicate, ...]:
    return tuple(find_predicates(tokens_of(doc, statement.sentence), statement.language))


def _came(told: Sequence[Statement], index: int, acts: frozenset[str], doc: Doc) -> Statement | None:
    """Return what came of the acts, told beside the recall or where the report begins, that shares most with it."""
    mine = told[index]
    near = {*range(max(0, index - _BESIDE), min(len(told), index + _BESIDE + 1)), *range(_LEAD + 1)} - {index}
    found = [
        (round(cosine(mine.concepts, told[n].concepts), 6), -abs(n - index), n)
        for n in near
        if n < len(told) and _tells_of(told[n], mine, acts, doc)
    ]
    return told[max(found)[2]] if found else None


def _tells_of(came: Statement, recalled: Statement, acts: frozenset[str], doc: Doc) -> bool:
    """Say whether a statement tells what is so, by one of the acts or by words that the recall has, too."""
    told = _predicates(came, doc)
    if not told or any(one.is_ahead for one in told) or _is_recalled(came, doc):
        return False
    shared = [one for one in came.concepts.keys() & recalled.concepts.keys() if one[0] not in "@#"]
    return not acts.isdisjoint(came.concepts) or len(shared) >= _SHARED


def _contrast(recalled: Statement, came: Statement) -> Contrast:
    return Contrast(
        attribute="happened",
        agreement="outcome",
        sides=(
            Side(
                value="planned",
                bearers=(Bearer(statement=recalled, span=recalled.sentence, hedge="planned"),),
            ),
            Side(value="happened", bearers=(Bearer(statement=came, span=came.sentence),)),
        ),
    )
