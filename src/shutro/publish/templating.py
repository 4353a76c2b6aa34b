"""Templates in which everything is escaped: articles, titles and names are hostile."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from shutro.publish.compiled import Compiled, kept_templates

TEMPLATES = Path(__file__).parent / "templates"
_HOW = "autoescape trim_blocks lstrip_blocks"  # they are compiled, beside their source: as it stands below


def environment(folders: Sequence[Path] = (TEMPLATES,)) -> Environment:
    """Return what renders the templates of these folders; a name that nobody gave is an error."""
    kept = kept_templates()
    return Environment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        auto_reload=False,  # to look whether a file has changed takes longer than a small template
        bytecode_cache=Compiled(kept, _HOW) if kept else None,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def leads_to(address: str) -> Markup:
    """Return the attribute of a link that leads to an address."""
    return Markup('href="{}"').format(address)
