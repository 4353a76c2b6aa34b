"""Templates in which everything is escaped: articles, titles and names are hostile."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"


def environment(folders: Sequence[Path] = (TEMPLATES,)) -> Environment:
    """Return what renders the templates of these folders; a name that nobody gave is an error."""
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # to look whether a file has changed takes longer than a small template
        trim_blocks=True,
        lstrip_blocks=True,
    )


def leads_to(address: str) -> Markup:
    """Return the attribute of a link that leads to an address."""
    return Markup('href="{}"').format(address)
