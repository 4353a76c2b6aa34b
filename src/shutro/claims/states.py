"""States that end: who is at large in one article and arrested in another."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from shutro.claims.contrasts import Bearer, Contrast, Side
from shutro.claims.plans import is_later
from shutro.claims.predicates import Predicate, find_predicates
from shutro.claims.statements import Statement, tokens_of
from shutro.languages import available, read
from shutro.languages.schema.contrasts import ContrastTable, State
from shutro.model import Doc

Told = Callable[[Statement], frozenset[str]]  # the persons of whom a statement tells, but for those who speak

_MOST = 200  # statements that tell of a state, or of one's end


def find_ended(statements: Sequence[Statement], docs: Sequence[Doc], persons: Told) -> Iterator[Contrast]:
    """Yield for each person and state those who tell that it lasts, and those who tell what ended it."""
    by_article = {doc.article.id: doc for doc in docs}
    for code in sorted({statement.language for statement in statements} & set(available())):
        table: ContrastTable = read(code, "contrasts", ContrastTable)
        told = [one for one in statements if one.language == code]
        for state in table.states:
            yield from _ended(state, told, by_article, persons)


def _ended(
    state: State, statements: Sequence[Statement], docs: dict[str, Doc], persons: Told
) -> Iterator[Contrast]:
    lasting = [one for one in statements if not one.concepts.keys().isdisjoint(state.lasts)][:_MOST]
    if not lasting:
        return
    ending = [
        (one, found)
        for one in statements
        if not one.concepts.keys().isdisjoint(state.ends)
        and (found := _end(one, docs[one.article], state)) is not None
    ][:_MOST]
    sides: dict[str, tuple[dict[int, Statement], dict[int, Bearer]]] = defaultdict(lambda: ({}, {}))
    for one in lasting:
        for other, end in ending:
            same = persons(one) & persons(other)
            if is_later(other, one) and (_share_word(one, other) or persons(one) == same == persons(other)):
                for person in sorted(same):
                    sides[person][0][id(one)] = one
                    sides[person][1][id(other)] = Bearer(statement=other, span=end.span)
    for before, after in (sides[person] for person in sorted(sides)):
        bearers = tuple(Bearer(statement=one, span=one.sentence) for one in before.values())
        yield Contrast(
            attribute="happened",
            agreement="revised",
            sides=(
                Side(value="told", bearers=bearers),
                Side(value="happened", bearers=tuple(after.values())),
            ),
        )


def _end(statement: Statement, doc: Doc, state: State) -> Predicate | None:
    """Return the words that tell of the end of the state as done."""
    told = find_predicates(tokens_of(doc, statement.sentence), statement.language)
    return next((one for one in told if one.mode == "done" and one.concept in state.ends), None)


def _share_word(one: Statement, other: Statement) -> bool:
    """Say whether the two have more in common than names and figures."""
    return any(concept[0] not in "@#" for concept in one.concepts.keys() & other.concepts.keys())
