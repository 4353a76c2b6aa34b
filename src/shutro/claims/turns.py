"""Turns: what was told or planned in one article, and was called off or came otherwise in the end by another."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shutro.claims.contrasts import Bearer, Contrast, Mark, Side, marks_of
from shutro.claims.plans import is_later
from shutro.claims.predicates import find_predicates
from shutro.claims.statements import Statement, cosine, tokens_of
from shutro.claims.wording import concepts_of
from shutro.languages import available, read
from shutro.languages.inflection import stems
from shutro.languages.schema.contrasts import ContrastTable
from shutro.model import Doc
from shutro.text.tokens import Token

_LEAST = 0.25  # likeness from which what is turned is what was told
_FURTHER = 0.2  # and from which others tell it, too
_TOLD = 0.3  # likeness from which what was told as done is what is called off
_BEFORE = 4  # words before "called off" that may say what is
_MOST = 60  # statements with a word that is not everywhere


@dataclass(frozen=True, slots=True)
class _Turn:
    """A statement, the words by which it turns what was told elsewhere, and the concepts of what they turn."""

    statement: Statement
    mark: Mark
    things: frozenset[str]


def find_turns(statements: Sequence[Statement], docs: Sequence[Doc]) -> Iterator[Contrast]:
    """Yield plans beside what came in the end, and what was told beside its calling off."""
    by_article = {doc.article.id: doc for doc in docs}
    turns = list(_turns(statements, by_article))
    if not turns:
        return
    turning = {id(turn.statement) for turn in turns}
    wanted = frozenset[str]().union(*(turn.things for turn in turns))
    by_concept: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if id(statement) not in turning:
            for concept in wanted & statement.concepts.keys():
                by_concept[concept].append(statement)
    for turn in turns:
        contrast = _contrast(turn, _told_before(turn, by_concept), by_article)
        if contrast is not None:
            yield contrast


def _turns(statements: Sequence[Statement], docs: Mapping[str, Doc]) -> Iterator[_Turn]:
    by_article: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_article[statement.article].append(statement)
    for article, told in sorted(by_article.items()):
        told.sort(key=lambda statement: statement.position)
        starts = [statement.sentence.start for statement in told]
        doc = docs[article]
        for mark in marks_of(doc.text, doc.article.language):
            at = bisect_right(starts, mark.span.start) - 1
            if mark.kind in ("undone", "finally") and at >= 0 and mark.span.within(told[at].sentence):
                yield _Turn(told[at], mark, _things(told[at], mark, doc))


def _things(statement: Statement, mark: Mark, doc: Doc) -> frozenset[str]:
    """Return the concepts that say what is called off; what came in the end may be any of the sentence's."""
    if mark.kind == "finally":
        return frozenset(statement.concepts)
    words = [
        token
        for token in tokens_of(doc, statement.sentence)
        if token.kind == "word" and token.end <= mark.span.start
    ]
    return frozenset(concepts_of(words[-_BEFORE:], statement.language)) & statement.concepts.keys()


def _told_before(turn: _Turn, by_concept: Mapping[str, Sequence[Statement]]) -> list[tuple[float, Statement]]:
    """Return the like statements of other articles that are not later, with their likeness, the likest first."""
    near: dict[int, Statement] = {}
    for thing in turn.things:
        told = by_concept.get(thing, ())
        if len(told) <= _MOST:
            near.update((id(one), one) for one in told)
    mine = turn.statement
    found = [
        (round(cosine(mine.concepts, one.concepts), 6), one)
        for one in near.values()
        if one.article != mine.article and not is_later(one, mine)
    ]
    found.sort(key=lambda pair: (-pair[0], pair[1].article, pair[1].sentence))
    return [pair for pair in found if pair[0] >= _FURTHER]


def _contrast(
    turn: _Turn, told: Sequence[tuple[float, Statement]], docs: Mapping[str, Doc]
) -> Contrast | None:
    ahead = [(alike, one) for alike, one in told if _is_ahead(one, docs[one.article])]
    value = "happened" if turn.mark.kind == "finally" else "called off"
    came = Side(value=value, bearers=(Bearer(statement=turn.statement, span=turn.mark.span),))
    if ahead and ahead[0][0] >= _LEAST:
        planned = tuple(Bearer(statement=one, span=one.sentence, hedge="planned") for _, one in ahead)
        return Contrast(
            attribute="happened", agreement="outcome", sides=(Side(value="planned", bearers=planned), came)
        )
    turned = set(
        concepts_of(tokens_of(docs[turn.statement.article], turn.mark.span), turn.statement.language)
    )
    done = [one for alike, one in told if alike >= _TOLD and turned.isdisjoint(one.concepts)]
    if turn.mark.kind == "finally" or not done:
        return None
    happened = tuple(Bearer(statement=one, span=one.sentence) for one in done)
    return Contrast(
        attribute="happened", agreement="revised", sides=(Side(value="happened", bearers=happened), came)
    )


def _is_ahead(statement: Statement, doc: Doc) -> bool:
    """Say whether the statement tells what will be done or not done."""
    tokens, code = tokens_of(doc, statement.sentence), statement.language
    return any(one.is_ahead for one in find_predicates(tokens, code)) or _is_announced(tokens, code)


def _is_announced(tokens: Sequence[Token], code: str) -> bool:
    """Say whether an act named in the genitive is announced or threatened: the threat of a strike."""
    if code not in available():
        return False
    table: ContrastTable = read(code, "contrasts", ContrastTable)
    return any(
        after.text in table.plans and any(stem.case == "genitive" for stem in stems(before.text, code))
        for before, after in pairwise(tokens)
    )
