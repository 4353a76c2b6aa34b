"""The borders of states, after Natural Earth, from the vendored world-atlas."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_HALF = 180.0
_FILE = Path(__file__).parent / "static" / "vendor" / "countries-50m.json"

Ring = tuple[tuple[float, float], ...]  # longitude and latitude


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the world in degrees."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: "Box") -> bool:
        """Say whether the two share a place."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )

    def holds(self, lon: float, lat: float) -> bool:
        """Say whether a place lies in it."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A state or territory: its number in ISO 3166, and its land in rings, each with the box around it."""

    number: str
    rings: tuple[tuple[Ring, Box], ...]

    @property
    def mainland(self) -> Box:
        """Return the box around its largest part."""
        return max(
            (box for _, box in self.rings), key=lambda box: (box.east - box.west) * (box.north - box.south)
        )


@cache
def countries() -> tuple[Country, ...]:
    """Return all states, read once."""
    world = json.loads(_FILE.read_text(encoding="utf-8"))
    arcs = [_arc(arc, world["transform"]) for arc in world["arcs"]]
    return tuple(
        Country(number=str(shape.get("id", "")), rings=tuple(_rings(shape, arcs)))
        for shape in world["objects"]["countries"]["geometries"]
        if shape["type"] in ("Polygon", "MultiPolygon")
    )


def box_of(places: Sequence[tuple[float, float]]) -> Box:
    """Return the box around some places, given as longitude and latitude."""
    lons, lats = [lon for lon, _ in places], [lat for _, lat in places]
    return Box(min(lons), min(lats), max(lons), max(lats))


def _arc(arc: Sequence[Sequence[int]], transform: Mapping[str, Any]) -> Ring:
    """Return an arc in degrees: in the file each point is told by how far it is from the one before."""
    (wide, tall), (west, south) = transform["scale"], transform["translate"]
    points, x, y = [], 0, 0
    for right, up in arc:
        x, y = x + right, y + up
        points.append((round(x * wide + west, 3), round(y * tall + south, 3)))
    return tuple(points)


def _rings(shape: Mapping[str, Any], arcs: Sequence[Ring]) -> Iterator[tuple[Ring, Box]]:
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    for polygon in polygons:
        for ring in polygon:
            points: list[tuple[float, float]] = []
            for number in ring:  # a negative number is an arc that runs backwards
                part = arcs[number] if number >= 0 else arcs[~number][::-1]
                points += part[1:] if points else part
            whole = tuple(_unbroken(points))
            yield whole, box_of(whole)


def _unbroken(points: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield an outline that runs on beyond 180 degrees, where the file goes on at the other end of the world."""
    turn, last = 0.0, None
    for lon, lat in points:
        if last is not None and abs(lon - last) > _HALF:
            turn += 2 * _HALF if lon < last else -2 * _HALF
        last = lon
        yield lon + turn, lat
