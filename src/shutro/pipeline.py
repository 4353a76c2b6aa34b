"""The stages in their order: page → article → doc → story → claim → finding → timeline."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from shutro.annotate.credits import find_credits
from shutro.annotate.dating import date_article
from shutro.annotate.events import find_events
from shutro.annotate.mentions import find_mentions
from shutro.annotate.quantities import find_quantities
from shutro.annotate.quotes import find_quotes
from shutro.annotate.references import find_references
from shutro.annotate.sentences import find_sentences
from shutro.annotate.times import find_times
from shutro.errors import InputError
from shutro.ingest.articles import to_article
from shutro.ingest.given import Given
from shutro.languages import available
from shutro.link.entities import link
from shutro.model import Article, Doc, Dropped, Entity, Page, Story

LAYERS: dict[str, Callable[[Doc], Any]] = {
    "credits": find_credits,
    "mentions": find_mentions,
    "references": find_references,
    "times": find_times,
    "quantities": find_quantities,
    "quotes": find_quotes,
    "events": find_events,
}


def read_docs(pages: Iterable[Page | Dropped], given: Given) -> Iterator[Doc | Dropped]:
    """Yield a doc for each page that holds an article, and a `Dropped` for each that does not."""
    for page in pages:
        if isinstance(page, Dropped):
            yield page
            continue
        known = given.of(page.name)
        try:
            article, dropped = to_article(page, outlet=known.outlet, url=known.url)
        except InputError as error:
            reason = str(error).removeprefix(f"{page.name}: ")
            yield Dropped(text=page.name, stage="ingest", reason=reason)
            continue
        yield annotate(article, dropped, published=known.published)


def annotate(article: Article, dropped: tuple[Dropped, ...] = (), *, published: str | None = None) -> Doc:
    """Return the article as a doc with all layers but links, which need the other articles of a call.

    In a language without a folder only sentences are found.
    """
    if article.language not in available():
        doc = Doc(article=article, dating=_undated(article, published), dropped=dropped)
        return replace(doc, sentences=find_sentences(doc))
    doc = Doc(article=article, dating=date_article(article, published), dropped=dropped)
    doc = replace(doc, sentences=find_sentences(doc))
    for name, find in LAYERS.items():
        layer: dict[str, Any] = {name: find(doc)}
        doc = replace(doc, **layer)
    return doc


def link_docs(docs: Sequence[Doc]) -> tuple[tuple[Entity, ...], tuple[Doc, ...]]:
    """Return the entities of all docs, and the docs with their links to them."""
    entities, links = link(docs)
    return entities, tuple(replace(doc, links=found) for doc, found in zip(docs, links, strict=True))
