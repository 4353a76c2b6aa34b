"""Who took from whom as a drawing: agencies at the left, reports in the columns of their days, lines between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from shutro.model import Doc, Relation
from shutro.publish.view import ArticleView, CopyView, LabelView
from shutro.publish.wording import Wording, shorten

Kind = Literal["copy", "rewrite", "translation", "shared", "credit"]

BOX = 132.0  # width of a report
TALL = 36.0
GAP = 84.0  # between columns: room for the word on a line
SPACE = 16.0  # between boxes of a column
HEAD = 24.0  # room for the days over the columns
_COLUMNS = 3
_MOST = 24  # reports that are drawn
_NAME = 17  # clusters of a name
_BEND = 34.0  # of a line between two boxes of one column
_KINDS: Mapping[Relation, Kind] = {
    "copy": "copy",
    "rewrite": "rewrite",
    "translation": "translation",
    "shared credit": "shared",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An agency, or a report, which has a place to lead to."""

    x: float
    y: float
    name: str
    when: str
    place: LabelView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A line from what is taken over to what takes it, with its word; `tip` is where it arrives."""

    path: str
    kind: Kind
    words: str
    x: float  # of the words, which stand at the tip
    y: float
    side: str  # SVG's text-anchor
    tip: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The days of a column."""

    x: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """The drawing; `alone` counts the reports that neither take nor give."""

    width: float
    height: float
    columns: tuple[Column, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    kinds: tuple[tuple[Kind, str], ...]  # those that are drawn, for the legend
    alone: int


def draw_graph(
    articles: Sequence[ArticleView], copies: Sequence[CopyView], docs: Mapping[str, Doc], wording: Wording
) -> Graph | None:
    """Return the drawing, or None where nobody took anything from anybody."""
    agents = {article.id: article.credits for article in articles}
    links = [copy for copy in copies if not _is_told_by_agency(copy, agents)]
    touched = {end.article for copy in links for end in (copy.source, copy.article)}
    drawn = [article for article in articles if article.id in touched or article.credits]
    drawn = sorted(drawn, key=lambda one: (docs[one.id].dating.value or "~", one.label.number))[:_MOST]
    agencies = list(dict.fromkeys(name for article in drawn for name in article.credits))
    if not drawn or not (links or agencies):
        return None
    columns = _columns([docs[article.id].dating.value or "" for article in drawn])
    shift = 1 if agencies else 0
    places: dict[str, tuple[int, float, float]] = {}
    nodes = [_agency(name, row, places) for row, name in enumerate(agencies)]
    rows = [0] * (max(columns) + 1)
    for article, column in zip(drawn, columns, strict=True):
        x, y = (column + shift) * (BOX + GAP), HEAD + rows[column] * (TALL + SPACE)
        rows[column] += 1
        places[article.id] = (column + shift, x, y)
        name = f"{wording.digits(article.label.number)} {shorten(article.label.outlet, _NAME)}"
        nodes.append(Node(x=x, y=y, name=name, when=_clock(article, wording), place=article.label))
    edges = [*_credit_edges(drawn, places, wording), *_copy_edges(links, places)]
    kinds = {edge.kind: edge.words for edge in edges}
    return Graph(
        width=(max(columns) + shift + 1) * (BOX + GAP) - GAP + _BEND,
        height=HEAD + max([*rows, len(agencies)]) * (TALL + SPACE),
        columns=_heads(drawn, columns, shift, docs, wording),
        nodes=tuple(nodes),
        edges=tuple(edges),
        kinds=tuple(kinds.items()),
        alone=len(articles) - len(drawn),
    )


def _is_told_by_agency(copy: CopyView, agents: Mapping[str, Sequence[str]]) -> bool:
    """Say whether two reports only share an agency, which the lines from the agency show."""
    shared = set(agents[copy.article.article]) & set(agents[copy.source.article])
    return copy.relation == "shared credit" and bool(shared)


def _columns(times: Sequence[str]) -> list[int]:
    """Return the column of each time: of its day, or where all are of one day of its hour, few beside each other."""
    days = sorted({time[:10] for time in times})
    keys = [time[:10] if len(days) > 1 else time[:13] for time in times]
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys)))}
    count = min(len(ranks), _COLUMNS)
    return [ranks[key] * count // len(ranks) for key in keys]


def _agency(name: str, row: int, places: dict[str, tuple[int, float, float]]) -> Node:
    y = HEAD + row * (TALL + SPACE)
    places[f"agency {name}"] = (0, 0.0, y)
    return Node(x=0.0, y=y, name=shorten(name, _NAME), when="", place=None)


def _clock(article: ArticleView, wording: Wording) -> str:
    """Return when a report was published, without its year."""
    return article.label.published.replace(f" {wording.digits((article.day or '')[:4])}", "", 1)


def _heads(
    drawn: Sequence[ArticleView],
    columns: Sequence[int],
    shift: int,
    docs: Mapping[str, Doc],
    wording: Wording,
) -> tuple[Column, ...]:
    heads = [Column(x=BOX / 2, words=wording.phrase("graph_agencies"))] if shift else []
    for column in sorted(set(columns)):
        mine = [docs[one.id].dating.value for one, its in zip(drawn, columns, strict=True) if its == column]
        days = sorted({value[:10] for value in mine if value})
        value = f"{days[0]}/{days[-1]}" if len(days) > 1 else days[0] if days else None
        x = (column + shift) * (BOX + GAP) + BOX / 2
        heads.append(Column(x=x, words=wording.when(value)))
    return tuple(heads)


def _credit_edges(
    drawn: Sequence[ArticleView], places: Mapping[str, tuple[int, float, float]], wording: Wording
) -> list[Edge]:
    words = wording.phrase("graph_credit")
    return [
        _edge(
            places[f"agency {name}"], places[article.id], "credit", words, f"{name} → {article.label.outlet}"
        )
        for article in drawn
        for name in article.credits
    ]


def _copy_edges(links: Sequence[CopyView], places: Mapping[str, tuple[int, float, float]]) -> list[Edge]:
    return [
        _edge(
            places[copy.source.article],
            places[copy.article.article],
            _KINDS[copy.relation],
            copy.relation_words,
            f"{copy.source.outlet} → {copy.article.outlet}: {copy.relation_words}",
        )
        for copy in links
        if copy.source.article in places and copy.article.article in places
    ]


def _edge(
    source: tuple[int, float, float], target: tuple[int, float, float], kind: Kind, words: str, title: str
) -> Edge:
    (column, x, y), (to_column, to_x, to_y) = source, target
    y, to_y = y + TALL / 2, to_y + TALL / 2
    if column == to_column:  # round the right side of the column
        start, end = x + BOX, to_x + BOX
        reach = start + _BEND * min(1.9, 0.7 + abs(to_y - y) / 160)
        path = f"M{start} {y} C{reach} {y} {reach} {to_y} {end + 6} {to_y}"
        tip, words_x, side = f"M{end} {to_y} l7 -4 v8 Z", end + 12, "start"
    else:
        forward = column < to_column
        start, end = (x + BOX, to_x) if forward else (x, to_x + BOX)
        back = -6 if forward else 6
        half = (start + end) / 2
        path = f"M{start} {y} C{half} {y} {half} {to_y} {end + back} {to_y}"
        tip = f"M{end} {to_y} l{7 if not forward else -7} -4 v8 Z"
        words_x, side = end + 2 * back, "end" if forward else "start"
    return Edge(path=path, kind=kind, words=words, x=words_x, y=to_y - 6, side=side, tip=tip, title=title)
