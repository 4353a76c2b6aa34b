"""Affairs as time goes on: a story that has ended stays in the one that it was a part of."""

from collections.abc import Iterable, Mapping

from shutro.story.changes import Affair


def carry_on(known: Mapping[str, str], affairs: Iterable[Affair]) -> dict[str, str]:
    """Return the affair of each story that shares one with others, by its id.

    `affairs` are those of all live stories; the other stories of `known` have ended. An affair keeps its id when its
    first stories end, and becomes one with another where live stories of both are alike.
    """
    now = list(affairs)
    live = {story for affair in now for story in affair.stories}
    ended = {story: id_ for story, id_ in known.items() if story not in live}
    lasting = frozenset(ended.values())
    heirs: dict[str, str] = {}
    found: dict[str, str] = {}
    for affair in now:
        past = [_heir(heirs, known[story]) for story in affair.stories if known.get(story) in lasting]
        id_ = past[0] if past else affair.id
        heirs |= {other: id_ for other in past if other != id_}
        if past or len(affair.stories) > 1:
            found |= dict.fromkeys(affair.stories, id_)
    return {story: _heir(heirs, id_) for story, id_ in (*ended.items(), *found.items())}


def _heir(heirs: Mapping[str, str], id_: str) -> str:
    while id_ in heirs:
        id_ = heirs[id_]
    return id_
