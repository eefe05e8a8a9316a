"""`MapMark`, `Taken`, `labelled`: marks on a map that do not hide one another, and their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin

from sourcebook.pages.drawn.projection import Box, Point

_LETTER = 7.4
"""Width of a letter of a label, generously."""
_LINE = 17
_TURNS = 400
"""Places tried for a mark before it is set over another."""


@dataclass(frozen=True, slots=True)
class MapMark:
    """A place on a drawing: a circle, and where it truly is if the circle had to give way."""

    x: float
    y: float
    radius: float
    at: Point
    is_moved: bool
    url: str
    title: str
    name: str
    is_related: bool
    label: tuple[float, float, str] | None = None
    """Where its name begins or ends, and the SVG ``text-anchor``."""


class Taken:
    """The circles set so far, by squares as wide as two of the largest."""

    def __init__(self, largest: float) -> None:
        self._side = 2 * largest + 2
        self._squares: dict[tuple[int, int], list[tuple[float, float, float]]] = {}

    def nearest(self, at: Point, radius: float) -> Point:
        """Take the free place nearest to *at*, on a spiral around it, and return it."""
        x, y = at
        for turn in range(_TURNS):
            distance, angle = 0.35 * turn, 2.4 * turn + pi / 2
            x = round(at[0] + distance * cos(angle), 1)
            y = round(at[1] + distance * sin(angle), 1)
            if self._is_free(x, y, radius):
                break
        else:
            x, y = at
        square = (int(x // self._side), int(y // self._side))
        self._squares.setdefault(square, []).append((x, y, radius))
        return x, y

    def _is_free(self, x: float, y: float, radius: float) -> bool:
        column, row = int(x // self._side), int(y // self._side)
        return all(
            hypot(x - other_x, y - other_y) >= radius + other + 1
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other_x, other_y, other in self._squares.get((column + dx, row + dy), ())
        )


def labelled(marks: list[MapMark], width: int, height: float, most: int) -> Iterator[MapMark]:
    """Yield *marks*, the first of them with their names where there is room."""
    boxes = [
        Box(one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius)
        for one in marks
    ]
    frame = Box(2, 2, width - 2, height - 2)
    for mark in marks[:most]:
        for text, box in _labels(mark):
            if (
                frame.holds((box.left, box.top))
                and frame.holds((box.right, box.bottom))
                and not any(_overlap(box, other) for other in boxes)
            ):
                boxes.append(box)
                mark = replace(mark, label=text)
                break
        yield mark
    yield from marks[most:]


def _labels(mark: MapMark) -> Iterator[tuple[tuple[float, float, str], Box]]:
    """Yield the places for the name of *mark*, right, left, below, above, with their boxes."""
    wide, gap = _LETTER * len(mark.name), mark.radius + 4
    for x, y, anchor in (
        (mark.x + gap, mark.y + 4.5, "start"),
        (mark.x - gap, mark.y + 4.5, "end"),
        (mark.x, mark.y + gap + 10, "middle"),
        (mark.x, mark.y - gap - 1, "middle"),
    ):
        left = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
        yield (round(x, 1), round(y, 1), anchor), Box(left, y - _LINE + 4, left + wide, y + 4)


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )
