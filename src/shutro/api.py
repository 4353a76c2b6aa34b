"""What `import shutro` offers: read articles, make stories."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from shutro.errors import InputError
from shutro.ingest.files import read_pages
from shutro.ingest.given import Given
from shutro.model import Doc, Dropped, Page, Story
from shutro.pipeline import make_stories, read_docs


def read(source: str | Path, *, published: str | None = None) -> Doc:
    """Return the article in a file, or in the words of `source` themselves, with all layers but links.

    A `Path` names a .txt, .html or .jsonl file (of which the first line counts); a `str` is a file where one of this
    name exists, else it is the article. `published` is the date (ISO 8601) of an article that does not give its own.
    Offsets in the doc count code points of `doc.text` from 0. Raises InputError where there is no article.
    """
    path = source if isinstance(source, Path) else _path(source)
    pages = read_pages([path]) if path else [_page(str(source))]
    for found in read_docs(pages, Given(published=published)):
        if isinstance(found, Dropped):
            raise InputError(f"{found.text}: {found.reason}")
        return found
    raise InputError(f"{source}: holds no article")


def stories(docs: Iterable[Doc]) -> list[Story]:
    """Return the stories that the docs tell, oldest first; each doc is in one, whatever the order of `docs`.

    Claims and timeline entries name articles by `doc.article.id`; their spans point into that doc's text.
    """
    return make_stories(list({doc.article.id: doc for doc in docs}.values()))


def _path(source: str) -> Path | None:
    if "\n" in source or len(source) > 1024:
        return None
    path = Path(source)
    try:
        return path if path.is_file() else None
    except OSError:  # longer than a name may be: words
        return None


def _page(text: str) -> Page:
    raw = text.encode(errors="surrogatepass")
    return Page(digest=hashlib.sha256(raw).hexdigest(), raw=raw, name="text", media="text")
