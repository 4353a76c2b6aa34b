"""One story of as many articles as wanted, made by varying the names, figures and order of a bundled one's."""

import hashlib
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice

import regex

from shutro.examples import EXAMPLES, read_example
from shutro.ingest.articles import to_article
from shutro.model import Doc, Page
from shutro.pipeline import annotate

SIZES = (5, 50, 500, 2000)  # articles
_STORY = "ferry" if "ferry" in EXAMPLES else next(iter(EXAMPLES))
_DIGIT = regex.compile(r"\p{Nd}(?!\p{Nd})")
_LEFT_OUT = 4  # of so many paragraphs one is left out
_OTHERS = 3  # of so many articles one tells other figures and names other people


def make_docs(count: int) -> list[Doc]:
    """Return the docs of a story of `count` articles; no two of them have the same words."""
    told = [doc for doc in read_example(_STORY) if doc.article.language == "bn"]
    names = [name for other in EXAMPLES if other != _STORY for name in _people(read_example(other))]
    return [
        annotate(to_article(_page(_varied(doc, names, number), number))[0], published=doc.dating.value)
        for number, doc in enumerate(islice(cycle(told), count))
    ]


def _people(docs: Sequence[Doc]) -> list[str]:
    return sorted({mention.lemma for doc in docs for mention in doc.mentions if mention.kind == "PER"})


def _varied(doc: Doc, names: Sequence[str], number: int) -> str:
    """Return the text with some paragraphs left out or moved, and with other people and figures in one of three."""
    text, turn = doc.text, number // 7
    if number % _OTHERS == 0:
        people = [mention for mention in doc.mentions if mention.kind == "PER"]
        for mention in sorted(people, key=lambda mention: mention.span, reverse=True):
            name = names[(turn + len(mention.lemma)) % len(names)]
            end = mention.span.start + len(mention.lemma)
            if mention.lemma == text[mention.span.start : end]:
                text = text[: mention.span.start] + name + text[end:]
        text = _DIGIT.sub(lambda match: chr(ord(match.group()) ^ (turn % 2)), text)
    title, *body = [part for part in text.split("\n") if part.strip()]
    body = [part for place, part in enumerate(body) if (place + turn) % _LEFT_OUT]
    shift = turn % max(1, len(body))
    return "\n\n".join([title, *body[shift:], *body[:shift]])


def _page(text: str, number: int) -> Page:
    raw = text.encode()
    return Page(digest=hashlib.sha256(raw).hexdigest(), raw=raw, name=f"{number:05}.txt", media="text")


def measure_sizes(work: Callable[[Sequence[Doc]], object]) -> Iterator[tuple[int, float, float]]:
    """Yield the sizes with the seconds that the work takes of the processor, and the peak of memory in MB."""
    docs = make_docs(SIZES[-1])
    for size in SIZES:
        start = time.process_time()
        work(docs[:size])
        spent = time.process_time() - start
        yield size, spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
