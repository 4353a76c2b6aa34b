"""Why the reports of a story are in it, as it is shown."""

from collections.abc import Iterable, Mapping

from shutro.model import Join, Story
from shutro.publish.view import ArticleView, JoinView, LabelView
from shutro.publish.wording import Wording

_DECIDED = "decision "  # what stands in the place of shared words where people put a report into a story


def view_joins(story: Story, articles: Iterable[ArticleView], wording: Wording) -> dict[str, JoinView]:
    """Return why each report but the first is in the story, by its article; of two reasons the nearer one."""
    labels = {article.id: article.label for article in articles}
    joins = sorted(story.joins, key=lambda join: (join.score, join.to))
    return {join.article: _view(join, labels, wording) for join in joins if join.to in labels}


def _view(join: Join, labels: Mapping[str, LabelView], wording: Wording) -> JoinView:
    decided = [words.removeprefix(_DECIDED) for words in join.shared if words.startswith(_DECIDED)]
    is_decided = not join.parts and bool(decided) and decided[0].isdecimal()
    return JoinView(
        to=labels[join.to],
        score=round(join.score, 2),
        parts=tuple(
            (wording.words.parts[name], round(value, 2))
            for name, value in sorted(join.parts, key=lambda part: -part[1])
            if value >= 0.005
        ),
        shared=() if is_decided else join.shared,
        decision=int(decided[0]) if is_decided else None,
    )
