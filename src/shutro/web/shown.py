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
from shutro.publish.heads import Headed, by_agreement
from shutro.publish.joined import view_joins
from shutro.publish.naming import Naming
from shutro.publish.page import derived
from shutro.publish.strip import Strip, draw_strip
from shutro.publish.view import FindingView, JoinView, SectionView, StoryView
from shutro.publish.wording import Wording
from shutro.store.coverage import State, state_of
from shutro.store.stories import read_brief, read_headed
from shutro.web.kept import Kept
from shutro.web.maps import Map, draw_map
from shutro.web.rendering import address

_PLACES = ("LOC", "FAC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A story with all that its page and those of its articles show, whoever reads them."""

    state: State
    story: Story  # without its findings
    findings: Sequence[Finding]
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

    def told(self) -> Story:
        """Return the story with all its findings."""
        return _whole(self.story, self.findings)

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
    story, headed, docs = read_headed(connection, state.story)
    if not docs.keys() >= set(story.articles):
        raise LibraryError(f"articles of the story {story.id} are just being read again")
    view = arrange(story, docs, wording, headed=headed)
    labels = {article.id: article.label for article in view.articles}
    places = {head.id: place for place, head in enumerate(headed.heads)}
    brief = read_brief(connection, story.id) or make_brief(_whole(story, headed.findings), docs)
    cited = dict.fromkeys(id_ for line in brief.lines for id_ in line.findings)
    behind = replace(story, findings=tuple(headed.findings[places[id_]] for id_ in cited if id_ in places))
    return Shown(
        state=state,
        story=story,
        findings=headed.findings,
        docs=docs,
        naming=Naming(story.entities, wording.words.code),
        view=view,
        brief=view_brief(brief, behind, docs, wording),
        strip=draw_strip(view.articles, derived(view), wording),
        course_of=cache(lambda id_: draw_course(headed.findings[places[id_]], docs, labels, wording)),
        graph=draw_graph(view.articles, view.copies, docs, wording),
        map=draw_map(view.entities, story.entities, (wording.words.kinds[kind] for kind in _PLACES)),
        joins=view_joins(story, view.articles, wording),
        numbers={headed.heads[place].id: number for number, place in _numbered(headed)},
        resting=cache(lambda: _resting(headed)),
    )


def _whole(story: Story, findings: Sequence[Finding]) -> Story:
    return replace(story, findings=tuple(findings))


def _numbered(headed: Headed) -> Iterator[tuple[int, int]]:
    return (one for _, numbered in by_agreement(headed.heads) for one in numbered)


def _resting(headed: Headed) -> dict[str, list[Finding]]:
    resting: dict[str, list[Finding]] = {}
    for _, place in _numbered(headed):
        finding = headed.findings[place]
        for article in dict.fromkeys(claim.article for value in finding.values for claim in value.claims):
            resting.setdefault(article, []).append(finding)
    return resting
