"""The articles of one call in groups, a story each."""

from collections.abc import Sequence

from shutro.decisions.records import NONE, Decisions
from shutro.model import Doc, Join
from shutro.story.cluster import Stream
from shutro.story.spelling import spell
from shutro.story.vectors import vector_of


def find_groups(
    docs: Sequence[Doc], decisions: Decisions = NONE
) -> tuple[tuple[tuple[Doc, ...], tuple[Join, ...]], ...]:
    """Return groups of docs that report one happening, each with the reasons of its joins, oldest first.

    The order of `docs` does not matter.
    """
    by_id = {doc.article.id: doc for doc in docs}
    stream = Stream.of((vector_of(doc) for doc in by_id.values()), decisions)
    return tuple(
        (tuple(by_id[article] for article in story.articles), spell(story.joins, by_id))
        for story in stream.stories()
    )
