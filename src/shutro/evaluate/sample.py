"""Articles of one length for measuring speed, cut from all the text at hand so that few words come twice."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import regex

from shutro.evaluate.corpus import read_corpus
from shutro.examples import EXAMPLES, read_example
from shutro.ingest.articles import to_article
from shutro.model import Article, Page
from shutro.text.normalize import normalize

_CORPUS = (Path("corpus/train"), Path("corpus/dev"))
_BESIDE = Path("../shared")
_RAW = ("seeds/*.txt", "gold-news/raw/*.txt", "gold-stories/*/*.txt")  # real articles, where they lie beside
_WORD = regex.compile(r"\S+")


def cut_articles(count: int, words: int) -> list[Article]:
    """Return `count` different articles of `words` words; they share words only where there is too little text."""
    text = "\n\n".join(_texts())
    places = [match.span() for match in _WORD.finditer(text)]
    step = min(words, max(1, (len(places) - words) // max(1, count - 1)))
    starts = range(0, count * step, step)
    return [
        _article(text[places[at][0] : places[min(at + words, len(places)) - 1][1]], number)
        for number, at in enumerate(starts)
    ]


def _texts() -> Iterator[str]:
    """Yield the text of the examples, of the corpus but for its test part, and of real articles."""
    for name in EXAMPLES:
        for doc in read_example(name):
            yield doc.text
    for folder in _CORPUS:
        if folder.is_dir():
            for article in read_corpus(folder):
                yield article.text
    for pattern in _RAW:
        for path in sorted(_BESIDE.glob(pattern)):
            yield normalize(path.read_text(encoding="utf-8"))


def _article(text: str, number: int) -> Article:
    raw = text.encode()
    page = Page(digest=hashlib.sha256(raw).hexdigest(), raw=raw, name=f"{number:03}.txt", media="text")
    return to_article(page)[0]
