"""Stories as the desk shows them, arranged once for all who read them in one language."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sqlalchemy import Connection
from starlette.requests import Request

from shutro.errors import LibraryError
from shutro.model import Doc, Finding, Story
from shutro.publish.arrange import arrange
from shutro.publish.brief import make_brief
from shutro.publish.briefing import BriefView, view_brief
from shutro.publish.copygraph import Graph, draw_graph
from shutro.publish.coursechart import Course, draw_course
from shutro.publish.joined import view_joins
from shutro.publish.naming import Naming
from shutro.publish.numbering import by_agreement
from shutro.publish.page import derived
from shutro.publish.strip import Strip, draw_strip
from shutro.publish.view import FindingView, JoinView, SectionView, StoryView
from shutro.publish.wording import Wording
from shutro.store.coverage import State, state_of
from shutro.store.stories import read_brief, read_story
from shutro.web.kept import Kept
from shutro.web.maps import Map, draw_map
from shutro.web.rendering import address

_PLACES = ("LOC", "FAC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A story with all that its page and those of its articles show, whoever reads them."""

    state: State
    story: Story
    docs: Mapping[str, Doc]
    naming: Naming
    view: StoryView
    brief: BriefView
    strip: Strip | None
    course_of: Callable[[str], Course | None]  # a finding
    graph: Graph | None
    map: Map | None
    joins: Mapping[str, JoinView]  # by articles
    numbers: Mapping[str, int]  # of the findings by their ids, from 1
    resting: Callable[[], Mapping[str, Sequence[Finding]]]  # what rests on each article, by number

    def finding(self, number: int) -> FindingView:
        """Return a finding by its number."""
        section, place = self._place(number)
        return section.findings[place]

    def cited(self, article: str, only: str = "") -> dict[int, list[tuple[str, int]]]:
        """Return addresses and numbers of the findings on each sentence of an article, by its start."""
        found: dict[int, list[tuple[str, int]]] = {}
        for finding in self.resting().get(article, ()):
            number = self.numbers[finding.id]
            claims = (claim for value in finding.values for claim in value.claims)
            for start in {claim.sentence.start for claim in claims if claim.article == article}:
                place = self.finding_at(number, only, article=article, at=start)
                found.setdefault(start, []).append((place, number))
        return found

    def finding_at(self, number: int, only: str = "", **query: object) -> str:
        """Return the address of a finding on the page of its story, of which perhaps only one kind is shown."""
        section, place = self._place(number)
        is_apart = section.agreement == only or place >= section.open
        path = address(f"/story/{self.story.id}", only=section.agreement if is_apart else "", **query)
        return f"{path}#{self.view.anchor}f{number}"

    def _place(self, number: int) -> tuple[SectionView, int]:
        """Return the section that has a finding, and its place there."""
        place = number - 1
        for section in self.view.sections:
            if place < len(section.findings):
                return section, place
            place -= len(section.findings)
        raise IndexError(number)


def shown_story(request: Request, connection: Connection, id_: str, wording: Wording) -> Shown:
    """Return the story with this id, or with one that it once had; raise NotInLibraryError where there is none."""
    kept: Kept[Shown] = request.app.state.shown
    state = state_of(connection, id_)
    key = (state, wording.words.code, wording.calendar)
    return kept.get(key, lambda: _make(connection, state, wording))


def _make(connection: Connection, state: State, wording: Wording) -> Shown:
    story, docs = read_story(connection, state.story)
    if not docs.keys() >= set(story.articles):
        raise LibraryError(f"articles of the story {story.id} are just being read again")
    view = arrange(story, docs, wording)
    labels = {article.id: article.label for article in view.articles}
    findings = {finding.id: finding for finding in story.findings}
    brief = read_brief(connection, story.id) or make_brief(story, docs)
    cited = dict.fromkeys(id_ for line in brief.lines for id_ in line.findings)
    behind = replace(story, findings=tuple(findings[id_] for id_ in cited if id_ in findings))
    return Shown(
        state=state,
        story=story,
        docs=docs,
        naming=Naming(story.entities, wording.words.code),
        view=view,
        brief=view_brief(brief, behind, docs, wording),
        strip=draw_strip(view.articles, derived(view), wording),
        course_of=cache(lambda id_: draw_course(findings[id_], docs, labels, wording)),
        graph=draw_graph(view.articles, view.copies, docs, wording),
        map=draw_map(view.entities, story.entities, (wording.words.kinds[kind] for kind in _PLACES)),
        joins=view_joins(story, view.articles, wording),
        numbers={finding.id: number for number, finding in _numbered(story)},
        resting=cache(lambda: _resting(story)),
    )


def _numbered(story: Story) -> Iterator[tuple[int, Finding]]:
    return (one for _, numbered in by_agreement(story.findings) for one in numbered)


def _resting(story: Story) -> dict[str, list[Finding]]:
    resting: dict[str, list[Finding]] = {}
    for _, finding in _numbered(story):
        for article in dict.fromkeys(claim.article for value in finding.values for claim in value.claims):
            resting.setdefault(article, []).append(finding)
    return resting
