"""Short reports as one story, whether or not they would be put together: for tests of what is made of a story."""

from collections.abc import Sequence

import shutro
from shutro.model import Doc, Finding, Story
from shutro.pipeline import tell_story
from shutro.text.normalize import normalize

Report = tuple[str, str | None]  # the words, and the date they were published


def tell_together(reports: Sequence[Report]) -> tuple[Story, tuple[Doc, ...]]:
    """Return the story of the reports, and its docs, linked."""
    docs = [shutro.read(normalize(text) + "\n", published=published) for text, published in reports]
    ordered = sorted(docs, key=lambda doc: (doc.dating.value or "~", doc.article.id))
    return tell_story(ordered, ())


def conflicts(*reports: Report) -> list[Finding]:
    """Return the findings on which the reports do not agree."""
    story, _ = tell_together(reports)
    return [finding for finding in story.findings if finding.agreement not in ("agreed", "single")]
