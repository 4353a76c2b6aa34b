"""Stories as people decide them: several made one, or some articles taken out of one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shutro.decisions.grouping import regroup
from shutro.decisions.records import Decision, Decisions
from shutro.model import Join
from shutro.story.changes import Apart
from shutro.story.label import id_of_story

Place = Callable[[str], tuple[str, str]]  # what articles are ordered by


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A story: its articles, the first first, why each but the first belongs to it, and what keeps near ones out."""

    id: str
    articles: tuple[str, ...]
    joins: tuple[Join, ...]
    apart: tuple[Apart, ...] = ()


def decide_stories(stories: Sequence[Gathered], decisions: Decisions, place: Place) -> Sequence[Gathered]:
    """Return the stories after all decisions on them, oldest first, each join with those it still holds together.

    An article that nobody named goes with the one that it was joined to. Stories of which no decision speaks are left
    as they are.
    """
    decided = decisions.on_groups("story")
    named = {anchor.article for one in decided for anchor in (*one.subject, *one.against)}
    meant = [story for story in stories if not named.isdisjoint(story.articles)]
    if not meant:
        return stories
    joins = [join for story in meant for join in story.joins]
    to = {join.article: join.to for join in reversed(joins)}

    def follows(article: str, leaving: Sequence[str], staying: Sequence[str]) -> bool:
        return _is_led_to(article, set(leaving), set(staying), to)

    found = regroup([story.articles for story in meant], decided, lambda article: (article, None), follows)
    parted = [apart for story in meant for apart in story.apart]
    groups = [_group(sorted(articles, key=place), joins, parted, decided) for articles in found]
    left = [story for story in stories if named.isdisjoint(story.articles)]
    return sorted((*left, *groups), key=lambda story: place(story.articles[0]))


def _is_led_to(article: str, gone: set[str], kept: set[str], to: dict[str, str]) -> bool:
    seen: set[str] = set()
    while article in to and article not in seen | gone | kept:
        seen.add(article)
        article = to[article]
    return article in gone


def _group(
    ordered: Sequence[str], joins: Sequence[Join], parted: Sequence[Apart], decisions: Sequence[Decision]
) -> Gathered:
    """Return a story with the joins between its articles; the reason of others is the decision."""
    articles = set(ordered)
    kept = [join for join in joins if join.article in articles and join.to in articles]
    for decision in decisions:
        if decision.judgement == "one story":
            named = [anchor.article for anchor in (*decision.subject, *decision.against)]
            present = [article for article in dict.fromkeys(named) if article in articles]
            sides = [anchor.article for anchor in decision.against if anchor.article in articles]
            if sides and present and present[0] != sides[0]:
                reason = (f"decision {decision.number}",)
                kept.append(Join(article=sides[0], to=present[0], score=1.0, shared=reason))
    return Gathered(
        id=id_of_story(ordered[0]),
        articles=tuple(ordered),
        joins=tuple(kept),
        apart=tuple(apart for apart in parted if apart.article in articles),
    )
