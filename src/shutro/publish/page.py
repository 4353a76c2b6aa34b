"""Stories as one HTML file that needs neither a network nor JavaScript."""

import base64
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from shutro import __version__
from shutro.model import Doc, Story
from shutro.publish.arrange import arrange
from shutro.publish.coursechart import Course, draw_courses
from shutro.publish.dossierview import DossierView
from shutro.publish.strip import draw_strip
from shutro.publish.templating import environment, leads_to
from shutro.publish.view import Place, StoryView
from shutro.publish.wording import Wording

_HERE = Path(__file__).parent
_FONTS = (
    ("Noto Sans Bengali", 400, "noto-sans-bengali-bengali-400-normal.woff2"),
    ("Noto Sans Bengali", 700, "noto-sans-bengali-bengali-700-normal.woff2"),
    ("Noto Serif Bengali", 400, "noto-serif-bengali-bengali-400-normal.woff2"),
)
# What the fonts draw; all other characters are left to the fonts of the reader's system.
_RANGE = "U+0951-0952,U+0964-0965,U+0980-09FE,U+1CD0-1CF7,U+200C-200D,U+20B9,U+25CC,U+A8F1"


def stories_page(stories: Sequence[Story], docs: Mapping[str, Doc], wording: Wording) -> str:
    """Return all stories as one page; `docs` holds their articles by id."""
    views = [arrange(story, docs, wording, number) for number, story in enumerate(stories, start=1)]
    strips = {view.anchor: draw_strip(view.articles, derived(view), wording) for view in views}
    page = _environment().get_template("page.html.j2")
    return page.render(
        stories=views,
        strips=strips,
        course_of=_courses(stories, views, docs, wording).get,
        at=_within,
        on_desk=False,
        say=wording,
        words=wording.words,
        style=_style(),
        version=__version__,
    )


def dossier_page(view: DossierView, wording: Wording) -> str:
    """Return a dossier as one page."""
    page = _environment().get_template("dossier.html.j2")
    return page.render(
        one=view, on_desk=False, say=wording, words=wording.words, style=_style(), version=__version__
    )


def _courses(
    stories: Sequence[Story], views: Sequence[StoryView], docs: Mapping[str, Doc], wording: Wording
) -> dict[str, Course]:
    """Return the courses of figures in all stories, by the ids of their findings."""
    found: dict[str, Course] = {}
    for story, view in zip(stories, views, strict=True):
        labels = {article.id: article.label for article in view.articles}
        found |= draw_courses(story.findings, docs, labels, wording)
    return found


def _within(place: Place) -> Markup:
    """Return where a link leads that stays in the file."""
    return leads_to(f"#{place.anchor}")


def derived(view: StoryView) -> frozenset[int]:
    """Return the numbers of the reports that are taken from others."""
    return frozenset(copy.article.number for copy in view.copies if copy.relation != "shared credit")


@cache
def _environment() -> Environment:
    return environment()


@cache
def _style() -> Markup:
    faces = "".join(_face(family, weight, file) for family, weight, file in _FONTS)
    return Markup(faces + (_HERE / "static" / "page.css").read_text(encoding="utf-8"))  # noqa: S704 - our own files


def _face(family: str, weight: int, file: str) -> str:
    font = base64.b64encode((_HERE / "static" / "fonts" / file).read_bytes()).decode("ascii")
    return (
        f"@font-face{{font-family:'{family}';font-weight:{weight};font-display:swap;unicode-range:{_RANGE};"
        f"src:url(data:font/woff2;base64,{font}) format('woff2')}}\n"
    )
