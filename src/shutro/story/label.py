"""The title and the id of a story."""

import hashlib
from collections.abc import Sequence

from shutro.model import Doc

_LONGEST = 110  # code points of a title made of a sentence


def story_id(docs: Sequence[Doc]) -> str:
    """Return a name that follows from the story's first article: 12 hexadecimal digits.

    An article that joins later does not change it.
    """
    first = min(docs, key=lambda doc: (doc.dating.value or "~", doc.article.id))
    return id_of_story(first.article.id)


def id_of_story(first: str) -> str:
    """Return the id of the story whose first article this is."""
    return hashlib.sha256(f"story\x1f{first}".encode()).hexdigest()[:12]


def story_title(docs: Sequence[Doc]) -> str:
    """Return the headline that shares most words with the other articles, else the first sentence of one."""
    words = {doc.article.id: set(doc.text.split()) for doc in docs}

    def central(headline: str) -> float:
        mine = headline.split()
        return sum(word in text for text in words.values() for word in mine) / max(4, len(mine))

    headlines = sorted({doc.article.title for doc in docs if doc.article.title})
    if headlines:
        return max(headlines, key=lambda headline: (central(headline), headline))
    leads = [sentence.of(doc.text) for doc in docs for sentence in doc.sentences[:1]]
    return _shorten(min(leads, key=lambda lead: (len(lead), lead))) if leads else ""


def _shorten(sentence: str) -> str:
    if len(sentence) <= _LONGEST:
        return sentence
    return sentence[: sentence.rfind(" ", 0, _LONGEST)] + " …"
