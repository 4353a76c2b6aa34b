"""The articles that come with Shutro: invented happenings, told as different outlets would tell them."""

from pathlib import Path

from sqlalchemy import Connection

from shutro.ingest.files import read_pages
from shutro.ingest.given import read_given
from shutro.model import Doc, Page
from shutro.pipeline import read_docs
from shutro.store.arrivals import add_page

EXAMPLES_FOLDER = Path(__file__).parent
EXAMPLES = {path.parent.name: path.parent for path in sorted(EXAMPLES_FOLDER.glob("*/articles.tsv"))}


def read_example(name: str) -> list[Doc]:
    """Return the docs of one example story, in the order of their file names."""
    folder = EXAMPLES[name]
    given = read_given(str(folder / "articles.tsv"))
    return [doc for doc in read_docs(read_pages([folder]), given) if isinstance(doc, Doc)]


def add_examples(connection: Connection, *, at: str) -> None:
    """Add the articles of all examples to a library; known ones are passed over."""
    for folder in EXAMPLES.values():
        given = read_given(str(folder / "articles.tsv"))
        for page in read_pages([folder]):
            if isinstance(page, Page):
                add_page(connection, page, given.of(page.name), at=at)
