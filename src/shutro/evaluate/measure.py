"""Gold articles read by Shutro, and every layer scored."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from shutro.evaluate.gold import GoldArticle
from shutro.evaluate.laying import lay
from shutro.evaluate.saying import score_events, score_quotes
from shutro.evaluate.scores import (
    Compared,
    Fault,
    Found,
    Score,
    score_names,
    score_pages,
    score_quantities,
    score_times,
)
from shutro.ingest.given import Given, GivenArticle
from shutro.model import Article, Dating, Doc, Page, Span
from shutro.pipeline import link_docs, read_docs
from shutro.publish.export import doc_out

SCORERS: dict[str, Callable[[Sequence[Compared]], Found]] = {
    "pages": score_pages,
    "mentions": score_names,
    "times": score_times,
    "quantities": score_quantities,
    "quotes": score_quotes,
    "events": score_events,
}


def measure(
    articles: Iterable[GoldArticle], layers: Iterable[str] = SCORERS
) -> tuple[list[Score], list[Fault]]:
    """Return the scores of the layers over all articles, and what was wrong in them."""
    return score(compare(articles), layers)


def score(
    all_compared: Sequence[Compared], layers: Iterable[str] = SCORERS
) -> tuple[list[Score], list[Fault]]:
    """Return the scores of the layers over articles that were read, and what was wrong in them."""
    scores: list[Score] = []
    faults: list[Fault] = []
    for layer in layers:
        found, wrong = SCORERS[layer](all_compared)
        scores += found
        faults += wrong
    return scores, faults


def compare(articles: Iterable[GoldArticle]) -> list[Compared]:
    """Return each article beside what Shutro reads in it; the articles of one story are read in one call."""
    compared: list[Compared] = []
    for _, story in groupby(sorted(articles, key=lambda one: (one.story, one.name)), lambda one: one.story):
        compared += _compare_story(list(story))
    return compared


def _compare_story(articles: Sequence[GoldArticle]) -> list[Compared]:
    by_file = {one.name: GivenArticle(published=one.published, outlet=one.outlet) for one in articles}
    found = read_docs(map(_page, articles), Given(by_file=by_file))
    docs = {doc.article.file: doc for doc in found if isinstance(doc, Doc)}
    entities, linked = link_docs([docs.get(one.name) or _nothing(one) for one in articles])
    known = frozenset(entity.id for entity in entities)
    return [_compared(one, doc, known) for one, doc in zip(articles, linked, strict=True)]


def _page(article: GoldArticle) -> Page:
    raw = article.text.encode()
    return Page(digest=hashlib.sha256(raw).hexdigest(), raw=raw, name=article.name, media="text")


def _nothing(article: GoldArticle) -> Doc:
    """Return an empty doc for an article that was not taken for one: all that is in it counts as missed."""
    empty = Article(
        id=article.name,
        file=article.name,
        page="",
        outlet=None,
        url=None,
        language="und",
        title="",
        text="",
        title_span=None,
        published=None,
    )
    return Doc(article=empty, dating=Dating(article=empty.id, value=None, how="given"))


def _compared(gold: GoldArticle, doc: Doc, known: frozenset[str]) -> Compared:
    output = doc_out(doc)
    sentences = [Span(one.start, one.end) for one in output.sentences]
    return Compared(gold=gold, output=output, laid=lay(gold.text, doc.text, sentences), known=known)
