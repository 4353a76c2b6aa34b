"""The map of a story: its places on the borders around them, as a drawing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import cos, inf, radians

from shutro.languages.folder import available, lines
from shutro.model import Entity
from shutro.publish.view import EntitiesView, EntityView
from shutro.publish.wording import shorten
from shutro.text.normalize import normalize
from shutro.web.borders import Box, Country, Ring, box_of, countries

WIDTH = 640.0
HEIGHT = 420.0
_MOST = 40  # places with a dot
_NAMED = 14  # places with a name beside it
_LEAST = 3.2  # degrees that a map shows at the least
_ROOM = 0.16  # of what is shown, around the outermost places
_FINE = 0.7  # parts of a drawing's unit that a line leaves out
_LINE = 13.0  # height of a name
_LETTER = 6.4  # width of a letter of a name, about


@dataclass(frozen=True, slots=True)
class Where:
    """Where a named place is; `state` is its number where the name is a state's."""

    lat: float
    lon: float
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on the map: a dot, larger for more reports; `words` stand beside it where there is room."""

    x: float
    y: float
    radius: float
    words: str
    side: str  # SVG's text-anchor
    shift: float
    entity: EntityView


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """A state: its outline, and whether the story names it."""

    path: str
    entity: EntityView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The name of a state, on its land."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """The drawing; `beyond` are places outside of it, `unknown` those of which nobody knows where they are."""

    lands: tuple[Land, ...]
    names: tuple[Name, ...]
    spots: tuple[Spot, ...]
    beyond: tuple[EntityView, ...]
    unknown: tuple[EntityView, ...]


def draw_map(groups: Sequence[EntitiesView], entities: Sequence[Entity], kinds: Iterable[str]) -> Map | None:
    """Return the map of the places among the named ones, or None where none of them can be found on it.

    `kinds` are the titles of the groups that are places.
    """
    wanted = set(kinds)
    by_id = {entity.id: entity for entity in entities}
    places = [entity for group in groups if group.title in wanted for entity in group.entities]
    places.sort(key=lambda one: (-one.articles, -one.mentions, one.id))
    found = [(one, where) for one in places if (where := find_where(by_id[one.id])) is not None]
    if not found:
        return None
    frame = _frame(found)
    drawing = _Drawing(frame)
    states = {where.state: one for one, where in found if where.state}
    inside = [(one, where) for one, where in found if not where.state and frame.holds(where.lon, where.lat)]
    near = {country.number for country in countries() if any(box.meets(frame) for _, box in country.rings)}
    beyond = [
        one
        for one, where in found
        if (where.state not in near if where.state else not frame.holds(where.lon, where.lat))
    ]
    known = {one.id for one, _ in found}
    spots = tuple(drawing.spots(inside[:_MOST]))
    named = [(one, where) for one, where in found if where.state and frame.holds(where.lon, where.lat)]
    return Map(
        lands=tuple(drawing.lands(states)),
        names=tuple(drawing.names(named)),
        spots=spots,
        beyond=tuple(beyond),
        unknown=tuple(one for one in places if one.id not in known),
    )


def find_where(entity: Entity) -> Where | None:
    """Return where an entity is by any of its names, or None where no list knows it."""
    table = _table()
    return next((table[name] for _, name in entity.names if name in table), None)


@cache
def _table() -> Mapping[str, Where]:
    return {
        normalize(name): Where(float(lat), float(lon), state)
        for code in available()
        for name, lat, lon, state in _rows(code)
    }


def _rows(code: str) -> Iterable[tuple[str, str, str, str]]:
    return ((row[0], row[1], row[2], row[3] if len(row) > 3 else "") for row in lines(code, "coordinates"))


def _frame(found: Sequence[tuple[EntityView, Where]]) -> Box:
    """Return what the map shows: the towns that most reports name, else the states, with room around them."""
    most = found[0][0].articles
    towns = [(where.lon, where.lat) for one, where in found if not where.state and one.articles * 2 >= most]
    towns = towns or [(where.lon, where.lat) for _, where in found if not where.state][:3]
    if towns:
        return _roomy(box_of(towns))
    mainlands = {country.number: country.mainland for country in countries() if country.rings}
    corners = [
        corner
        for _, where in found[:6]
        if (box := mainlands.get(where.state))
        for corner in ((box.west, box.south), (box.east, box.north))
    ]
    return _roomy(box_of(corners or [(found[0][1].lon, found[0][1].lat)]))


def _roomy(box: Box) -> Box:
    """Return the box with room around it, in the shape of the drawing."""
    lat, lon = (box.south + box.north) / 2, (box.west + box.east) / 2
    narrow = cos(radians(min(abs(lat), 70)))
    tall = max(box.north - box.south, _LEAST) * (1 + 2 * _ROOM)
    wide = max((box.east - box.west) * narrow, _LEAST) * (1 + 2 * _ROOM)
    tall, wide = max(tall, wide * HEIGHT / WIDTH), max(wide, tall * WIDTH / HEIGHT)
    half = wide / narrow / 2
    return Box(lon - half, max(lat - tall / 2, -89.0), lon + half, min(lat + tall / 2, 89.0))


class _Drawing:
    """Places and outlines in the units of one drawing; names that would cover each other are left out."""

    def __init__(self, frame: Box) -> None:
        self._frame = frame
        self._wide = WIDTH / (frame.east - frame.west)
        self._tall = HEIGHT / (frame.north - frame.south)
        wide, tall = frame.east - frame.west, frame.north - frame.south
        self._edge = (frame.west - wide, frame.south - tall, frame.east + wide, frame.north + tall)
        self._taken: list[tuple[float, float, float, float]] = []

    def lands(self, states: Mapping[str, EntityView]) -> Iterable[Land]:
        for number, path in _outlines(self._frame):
            yield Land(path=path, entity=states.get(number))

    def spots(self, places: Sequence[tuple[EntityView, Where]]) -> Iterable[Spot]:
        dots = [
            (*self._at(where.lon, where.lat), min(3.5 + 0.6 * one.articles, 8.0)) for one, where in places
        ]
        self._taken += [(x - r, y - r, x + r, y + r) for x, y, r in dots]
        for number, ((one, _), (x, y, radius)) in enumerate(zip(places, dots, strict=True)):
            words, side, shift = (
                self._words(one.name, x, y, radius) if number < _NAMED else ("", "start", 0.0)
            )
            yield Spot(x=x, y=y, radius=round(radius, 1), words=words, side=side, shift=shift, entity=one)

    def names(self, places: Sequence[tuple[EntityView, Where]]) -> Iterable[Name]:
        """Yield the names of states for which there is room in the middle of their land."""
        for one, where in places:
            x, y = self._at(where.lon, where.lat)
            half = _LETTER * len(one.name) / 2
            box = (x - half, y - _LINE / 2, x + half, y + _LINE / 2)
            if box[0] >= 0 and box[2] <= WIDTH and not any(_meet(box, other) for other in self._taken):
                self._taken.append(box)
                yield Name(x=x, y=y, words=one.name)

    def _words(self, name: str, x: float, y: float, radius: float) -> tuple[str, str, float]:
        """Return a name with the side of its dot on which there is room; no name where there is none."""
        words = shorten(name, 22)
        wide = _LETTER * len(words)
        for side, shift in (("start", radius + 3), ("end", -radius - 3)):
            left = x + shift if side == "start" else x + shift - wide
            box = (left, y - _LINE / 2, left + wide, y + _LINE / 2)
            if left >= 0 and left + wide <= WIDTH and not any(_meet(box, other) for other in self._taken):
                self._taken.append(box)
                return words, side, round(shift, 1)
        return "", "start", 0.0

    def outline(self, country: Country) -> str:
        """Return the borders of a country as far as they are in the drawing."""
        rings = (ring for ring, box in country.rings if box.meets(self._frame))
        return "".join(self._path(ring) for ring in rings)

    def _path(self, ring: Ring) -> str:
        """Return an outline without the points that nobody would see, and with those far outside at the edge."""
        west, south, east, north = self._edge
        fine = _FINE / self._wide
        points: list[tuple[float, float]] = []
        last_lon = last_lat = inf
        for there in ring:
            lon, lat = min(max(there[0], west), east), min(max(there[1], south), north)
            if abs(lon - last_lon) + abs(lat - last_lat) >= fine:
                points.append(self._at(lon, lat))
                last_lon, last_lat = lon, lat
        return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z" if len(points) > 2 else ""

    def _at(self, lon: float, lat: float) -> tuple[float, float]:
        x, y = (lon - self._frame.west) * self._wide, (self._frame.north - lat) * self._tall
        return round(x, 1), round(y, 1)


@lru_cache(maxsize=128)
def _outlines(frame: Box) -> tuple[tuple[str, str], ...]:
    """Return the numbers and outlines of the countries in a frame, which the stories of one region share."""
    drawing = _Drawing(frame)
    found = ((country.number, drawing.outline(country)) for country in countries())
    return tuple((number, path) for number, path in found if path)


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
