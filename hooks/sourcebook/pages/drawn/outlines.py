"""`outlines`: the land of the Earth and the borders on it, as lines of degrees.

Natural Earth 1:50m, public domain, simplified once for drawings some 1,000 pixels wide; where it
comes from and what was done to it stands in `outlines.json`. A part of the program, like a
template: nothing of the project is read.
"""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from sourcebook.pages.drawn.projection import Point


@dataclass(frozen=True, slots=True)
class Outlines:
    """Points are degrees east and north."""

    land: tuple[tuple[Point, ...], ...]
    """Closed rings; one within another is water in it."""
    borders: tuple[tuple[Point, ...], ...]


@cache
def outlines() -> Outlines:
    """Return the outlines that come with the program."""
    stored = json.loads(pkgutil.get_data("sourcebook.pages.drawn", "outlines.json") or b"")
    lines = [_line(steps, stored["degree"]) for steps in stored["arcs"]]

    def joined(ring: Iterable[int]) -> tuple[Point, ...]:
        """Return the lines of *ring* as one; below 0 stands a line to be gone backwards."""
        points: list[Point] = []
        for number in ring:
            line = lines[number] if number >= 0 else lines[~number][::-1]
            points += line[1:] if points else line
        return tuple(points)

    return Outlines(
        land=tuple(joined(ring) for ring in stored["land"]),
        borders=tuple(lines[number] for number in stored["borders"]),
    )


def _line(steps: list[int], degree: int) -> tuple[Point, ...]:
    """Return the line whose points are stored as steps from one to the next."""
    return tuple(
        (east / degree, north / degree)
        for east, north in zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True)
    )
