"""The articles that come with Shutro: invented happenings, told as different outlets would tell them."""

from pathlib import Path

from shutro.ingest.files import read_pages
from shutro.ingest.given import read_given
from shutro.model import Doc
from shutro.pipeline import read_docs

EXAMPLES_FOLDER = Path(__file__).parent
EXAMPLES = {path.parent.name: path.parent for path in sorted(EXAMPLES_FOLDER.glob("*/articles.tsv"))}


def read_example(name: str) -> list[Doc]:
    """Return the docs of one example story, in the order of their file names."""
    folder = EXAMPLES[name]
    given = read_given(str(folder / "articles.tsv"))
    return [doc for doc in read_docs(read_pages([folder]), given) if isinstance(doc, Doc)]
