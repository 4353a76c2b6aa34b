"""Docs without layers, for trying a language's rules on their examples."""

from shutro.model import Article, Dating, Doc, Span
from shutro.text.normalize import normalize


def bare_doc(code: str, words: str, published: str | None = None) -> Doc:
    """Return a doc of one sentence in which nothing has been found."""
    text = normalize(words)
    article = Article(
        id="",
        file="",
        page="",
        outlet=None,
        url=None,
        language=code,
        title="",
        text=text,
        title_span=None,
        published=None,
    )
    dating = Dating(article="", value=published, how="given" if published else "inferred")
    return Doc(article=article, dating=dating, sentences=(Span(0, len(text)),))
