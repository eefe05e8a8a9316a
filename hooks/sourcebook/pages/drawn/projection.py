"""`Projection`: from degrees to a plane, around a centre, all areas true to one another.

Lambert's azimuthal equal-area projection of the sphere (Snyder, Map Projections: A Working Manual,
1987, p. 185). Lengths are in radii of the globe; x grows to the right, y downwards, as in SVG.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import acos, atan2, cos, degrees, hypot, radians, sin, sqrt

Point = tuple[float, float]
"""Degrees east and north, or a place on the plane: x and y."""

_FARTHEST = radians(120)
"""Points farther from the centre are set at this distance: the opposite side of the globe would
spread around everything."""


@dataclass(frozen=True, slots=True)
class Projection:
    """A plane that touches the globe at *centre* (degrees east and north)."""

    centre: Point

    def distance(self, point: Point) -> float:
        """Return how far *point* is from the centre, in degrees of arc."""
        return degrees(acos(max(-1.0, min(1.0, self._cosine(point)))))

    def plane(self, point: Point) -> Point:
        """Return where *point* lies on the plane."""
        latitude, turn = radians(point[1]), radians(point[0] - self.centre[0])
        middle = radians(self.centre[1])
        east = cos(latitude) * sin(turn)
        north = cos(middle) * sin(latitude) - sin(middle) * cos(latitude) * cos(turn)
        cosine = max(self._cosine(point), cos(_FARTHEST))
        length = hypot(east, north)
        if length == 0:
            return 0.0, 0.0
        # The radius of a point at this distance; its direction is that of (east, north).
        radius = sqrt(2 * (1 - cosine))
        return radius * east / length, -radius * north / length

    def _cosine(self, point: Point) -> float:
        latitude, turn = radians(point[1]), radians(point[0] - self.centre[0])
        middle = radians(self.centre[1])
        return sin(middle) * sin(latitude) + cos(middle) * cos(latitude) * cos(turn)


def middle_of(points: Iterable[tuple[Point, int]]) -> Point:
    """Return the middle of *points* on the globe, each counted as often as is said with it."""
    x = y = z = 0.0
    for (east, north), weight in points:
        x += weight * cos(radians(north)) * cos(radians(east))
        y += weight * cos(radians(north)) * sin(radians(east))
        z += weight * sin(radians(north))
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the plane."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def holds(self, point: Point) -> bool:
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def grown(self, by: float) -> Box:
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def with_aspect(self, least: float, most: float) -> Box:
        """Return this box, widened or heightened until width : height is in the given range."""
        aspect = self.width / self.height
        wider = max(0.0, self.height * least - self.width) / 2
        higher = max(0.0, self.width / most - self.height) / 2 if aspect > most else 0.0
        return Box(self.left - wider, self.top - higher, self.right + wider, self.bottom + higher)

    def joined(self, other: Box) -> Box:
        """Return the smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


def box_of(points: Iterable[Point]) -> Box:
    """Return the smallest box around *points*, of which there must be one."""
    found = list(points)
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return Box(min(xs), min(ys), max(xs), max(ys))


def clip_ring(ring: list[Point], box: Box) -> list[Point]:
    """Return the part of the closed *ring* inside *box* (Sutherland and Hodgman, 1974)."""
    # Each edge of the box: axis, its value, and on which side of it the inside is.
    for axis, limit, sign in (
        (0, box.left, 1),
        (0, box.right, -1),
        (1, box.top, 1),
        (1, box.bottom, -1),
    ):
        kept: list[Point] = []
        for before, point in zip([*ring[-1:], *ring], ring, strict=False):
            is_in, was_in = (sign * (one[axis] - limit) >= 0 for one in (point, before))
            if is_in != was_in:
                share = (limit - before[axis]) / (point[axis] - before[axis])
                kept.append(
                    (
                        before[0] + share * (point[0] - before[0]),
                        before[1] + share * (point[1] - before[1]),
                    )
                )
            if is_in:
                kept.append(point)
        ring = kept
    return ring


def clip_line(line: list[Point], box: Box) -> list[list[Point]]:
    """Return the stretches of *line* that come into *box*, each with a point before and after."""
    parts: list[list[Point]] = []
    is_open = False
    for before, point in pairwise(line):
        if box.holds(before) or box.holds(point):
            if not is_open:
                parts.append([before])
            parts[-1].append(point)
            is_open = True
        else:
            is_open = False
    return parts
