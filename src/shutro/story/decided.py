"""Stories as people decide them: several made one, or some articles taken out of one."""

from collections.abc import Sequence

from shutro.decisions.grouping import regroup
from shutro.decisions.records import Decision, Decisions
from shutro.model import Doc, Join

Group = tuple[tuple[Doc, ...], tuple[Join, ...]]


def decide_stories(groups: Sequence[Group], decisions: Decisions) -> Sequence[Group]:
    """Return the groups after all decisions on stories, oldest first, each join with those it still holds together.

    An article that nobody named goes with the one that it was joined to.
    """
    decided = decisions.on_groups("story")
    if not decided:
        return groups
    to = {join.article: join.to for _, joins in reversed(groups) for join in reversed(joins)}

    def follows(doc: Doc, leaving: Sequence[Doc], staying: Sequence[Doc]) -> bool:
        gone, kept = ({doc.article.id for doc in side} for side in (leaving, staying))
        return _is_led_to(doc.article.id, gone, kept, to)

    found = regroup([docs for docs, _ in groups], decided, lambda doc: (doc.article.id, None), follows)
    joins = [join for _, joined in groups for join in joined]
    stories = [_group(sorted(docs, key=_order), joins, decided) for docs in found]
    return sorted(stories, key=lambda story: _order(story[0][0]))


def _is_led_to(article: str, gone: set[str], kept: set[str], to: dict[str, str]) -> bool:
    seen: set[str] = set()
    while article in to and article not in seen | gone | kept:
        seen.add(article)
        article = to[article]
    return article in gone


def _group(docs: Sequence[Doc], joins: Sequence[Join], decisions: Sequence[Decision]) -> Group:
    """Return a story with the joins between its articles; the reason of others is the decision."""
    articles = {doc.article.id for doc in docs}
    kept = [join for join in joins if join.article in articles and join.to in articles]
    for decision in decisions:
        if decision.judgement == "one story":
            named = [anchor.article for anchor in (*decision.subject, *decision.against)]
            present = [article for article in dict.fromkeys(named) if article in articles]
            sides = [anchor.article for anchor in decision.against if anchor.article in articles]
            if sides and present and present[0] != sides[0]:
                reason = (f"decision {decision.number}",)
                kept.append(Join(article=sides[0], to=present[0], score=1.0, shared=reason))
    return tuple(docs), tuple(kept)


def _order(doc: Doc) -> tuple[str, str]:
    return doc.dating.value or "~", doc.article.id
