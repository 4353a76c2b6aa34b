"""Corrections: "not A, B" in one article beside A in another."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from shutro.claims.contrasts import Bearer, Contrast, Side, marks_of
from shutro.claims.plans import is_later
from shutro.claims.statements import Statement, tokens_of
from shutro.claims.wording import concept_of
from shutro.languages import available, read
from shutro.languages.schema.contrasts import ContrastTable
from shutro.model import Doc, Span
from shutro.text.tokens import Token

_BEHIND = 2  # words that say what is so instead


def find_corrections(
    statements: Sequence[Statement], docs: Sequence[Doc], happening: Mapping[int, str]
) -> Iterator[Contrast]:
    """Yield what is told in one article beside the sentence of another that puts something else in its place."""
    by_article = {doc.article.id: doc for doc in docs}
    members: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        members[happening[id(statement)]].append(statement)
    for statement in statements:
        found = _instead(statement, by_article[statement.article])
        if found is not None:
            wrong, right, span = found
            against = [
                one
                for one in members[happening[id(statement)]]
                if one.article != statement.article
                and wrong in (words := _words(by_article[one.article], one))
                and right.isdisjoint(words)
                and not _is_so_said(one, by_article[one.article])
            ]
            if against:
                yield _contrast(statement, span, against, by_article[statement.article])


def _instead(statement: Statement, doc: Doc) -> tuple[str, frozenset[str], Span] | None:
    """Return what is said not to be, what is so instead, and the words for that; None where no such is said."""
    code = statement.language
    if code not in available():
        return None
    table: ContrastTable = read(code, "contrasts", ContrastTable)
    if not any(word in statement.sentence.of(doc.text) for word in table.instead):
        return None
    tokens = tokens_of(doc, statement.sentence)
    for index in range(1, len(tokens) - 2):
        if tokens[index].text in table.only:
            return None
        if tokens[index].text in table.instead and tokens[index + 1].text == ",":
            wrong, behind = concept_of(tokens[index - 1].text, code), _behind(tokens, index + 2)
            right = frozenset(concept_of(token.text, code) for token in behind)
            if right and wrong not in right:
                return wrong, right, Span(behind[0].start, behind[-1].end)
    return None


def _is_so_said(statement: Statement, doc: Doc) -> bool:
    """Say whether the statement, too, tells what something is not."""
    table: ContrastTable = read(statement.language, "contrasts", ContrastTable)
    return any(token.text in table.instead for token in tokens_of(doc, statement.sentence))


def _words(doc: Doc, statement: Statement) -> frozenset[str]:
    """Return what all words of a statement come to, figures among them."""
    return frozenset(
        concept_of(token.text, statement.language) for token in tokens_of(doc, statement.sentence)
    )


def _behind(tokens: Sequence[Token], start: int) -> Sequence[Token]:
    end = start
    while end < len(tokens) and tokens[end].kind != "mark" and end - start < _BEHIND:
        end += 1
    return tokens[start:end]


def _contrast(statement: Statement, span: Span, against: Sequence[Statement], doc: Doc) -> Contrast:
    corrected = any(
        mark.kind == "corrected" and mark.span.within(statement.sentence)
        for mark in marks_of(doc.text, doc.article.language)
    )
    is_update = corrected and all(is_later(statement, one) for one in against)
    return Contrast(
        attribute="happened",
        agreement="revised" if is_update else "disputed",
        sides=(
            Side(value="told", bearers=tuple(Bearer(statement=one, span=one.sentence) for one in against)),
            Side(value="denied", bearers=(Bearer(statement=statement, span=span),)),
        ),
    )
