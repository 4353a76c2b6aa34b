"""Posts: one person who bears two posts in one body, of which nobody holds both."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from shutro.claims.contrasts import Bearer, Contrast, Side
from shutro.claims.statements import Statement, stem_of
from shutro.claims.told import Tellers
from shutro.languages import available, read
from shutro.languages.schema.contrasts import ContrastTable
from shutro.model import Doc, Span
from shutro.text.tokens import Token, tokenize

_NEAR = 2  # words between a post and the name
_FAR = 8  # and where another post stands between them

Told = dict[tuple[str, str], dict[str, list[Bearer]]]  # person and body, post, those who say it


def find_posts(statements: Sequence[Statement], docs: Sequence[Doc], tellers: Tellers) -> Iterator[Contrast]:
    """Yield the persons whom different articles give different posts in one body."""
    by_article = {doc.article.id: doc for doc in docs}
    told: Told = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        doc = by_article[statement.article]
        posts = _posts(doc.article.language)
        if posts.keys().isdisjoint(statement.sentence.of(doc.text).split()):
            continue
        for mention in doc.mentions:
            if mention.kind == "PER" and mention.span.within(statement.sentence):
                found = _post(tokenize(doc.text), statement, mention.span, posts)
                if found is not None:
                    body, post, span = found
                    person = tellers.name(statement.article, mention.span)
                    told[person, body][post].append(Bearer(statement=statement, span=span))
    for key in sorted(told):
        given = told[key]
        if len(given) > 1 and len(set.union(*(_articles(one) for one in given.values()))) > 1:
            sides = tuple(Side(value=post, bearers=tuple(given[post])) for post in sorted(given))
            yield Contrast(attribute="participant", agreement="disputed", sides=sides)


def _articles(bearers: Sequence[Bearer]) -> set[str]:
    return {bearer.statement.article for bearer in bearers}


def _post(
    tokens: Sequence[Token], statement: Statement, name: Span, posts: Mapping[str, str]
) -> tuple[str, str, Span] | None:
    """Return the body, the post before a name and the words for it; the body stands before the post."""
    at = bisect_left(tokens, name.start, key=lambda token: token.start)
    for back in range(1, _FAR + 1):
        index = at - back
        if index < 1 or tokens[index - 1].start < statement.sentence.start:
            return None
        post = tokens[index]
        joined = tokens[index + 1].text in _joiners(statement.language)
        if post.text in posts and (back <= _NEAR + 1 or joined):
            body = stem_of(tokens[index - 1].text, statement.language)
            if body != tokens[index - 1].text:
                return body, posts[post.text], Span(post.start, post.end)
    return None


def _posts(code: str) -> Mapping[str, str]:
    """Return the words for posts of which a person holds one in a body, each by its spelling."""
    if code not in available():
        return {}
    table: ContrastTable = read(code, "contrasts", ContrastTable)
    return table.posts


def _joiners(code: str) -> Sequence[str]:
    table: ContrastTable = read(code, "contrasts", ContrastTable)
    return table.joiners
