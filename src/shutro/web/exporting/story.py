"""A story to take along."""

from starlette.requests import Request

from shutro.publish.export import story_to_json
from shutro.publish.storypaper import story_paper, story_table
from shutro.publish.wording import Wording
from shutro.web.exporting.taking import Parcel, made
from shutro.web.shown import Shown


def pack_story(request: Request, shown: Shown, wording: Wording) -> Parcel:
    """Return a story as a table of its claims, as the JSON of the terminal, and as a paper with its brief."""
    return Parcel(
        name=f"story-{shown.story.id}",
        table=lambda: story_table(shown.story, shown.docs, shown.naming),
        json=lambda: story_to_json(shown.story, shown.docs),
        paper=lambda: story_paper(shown.view, shown.brief, wording, made=made(request, wording)),
    )
