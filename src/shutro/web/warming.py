"""What pages need at their first use, loaded before somebody waits for it."""

import time
from collections.abc import Iterator

from shutro.publish.catalogue import languages
from shutro.publish.wording import wording
from shutro.web.borders import countries
from shutro.web.rendering import load_templates

_PAUSE = 0.002  # seconds in which those who ask for pages come first


def warm() -> None:
    """Load the templates, the words of all languages and the borders of the world, a little at a time."""
    for _ in _steps():
        time.sleep(_PAUSE)


def _steps() -> Iterator[object]:
    for code in languages():
        yield wording(code)
    yield from load_templates()
    yield countries()
