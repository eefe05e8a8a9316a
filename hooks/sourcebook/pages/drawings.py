"""`strip`: the visits as marks on one line of years. Numbers only; the template draws them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sourcebook.pages.edition import Edition
from sourcebook.site.content import Visit

WIDTH, LEFT, RIGHT = 1000, 24, 976
_ROW = 22
"""Distance between marks that would lie on one another, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis; only some have room for a label."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A visit."""

    x: float
    y: float
    url: str
    title: str
    direction: str
    """``in``, ``out`` or ``third``: to the host of the site's first side, from it, elsewhere."""
    is_related: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """A drawing `WIDTH` units wide."""

    width: int
    height: float
    left: int
    right: int
    axis: float
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    label: str
    caption: str


def strip(edition: Edition, page: str) -> Strip | None:
    """Return the drawing of all visits that have a first day, or ``None`` where there are none."""
    dated = [
        (node, visit, visit.dates.earliest)
        for node, visit in edition.visits
        if visit.dates.earliest is not None
    ]
    if not dated:
        return None
    first = min(day.year for *_, day in dated) // 5 * 5
    last = (max(day.year for *_, day in dated) // 5 + 1) * 5
    heights: dict[int, int] = {}
    placed = []
    for node, visit, day in dated:
        x = _x(day, first, last)
        # Marks stack where they would lie on one another; each column counts its own.
        column = round(x / _ROW)
        heights[column] = heights.get(column, 0) + 1
        placed.append((node, visit, x, heights[column]))
    axis = 16 + _ROW * max(heights.values())
    marks = tuple(
        Mark(
            x=x,
            y=axis - _ROW * level + 2,
            url=edition.link(page, node),
            title=f"{edition.title(node)}, {visit.dates.display()}",
            direction=_direction(edition, visit),
            is_related=visit.scope == "related",
        )
        for node, visit, x, level in placed
    )
    every = 5 if last - first <= 40 else 10
    ticks = tuple(
        Tick(_x(date(year, 1, 1), first, last), str(year) if year % every == 0 else "")
        for year in range(first, last + 1)
    )
    label = f"{len(marks)} visits and meetings from {first} to {last}"
    caption = "Visits and meetings by date. Filled: between the two countries; outlined: related."
    return Strip(WIDTH, axis + 44, LEFT, RIGHT, axis, ticks, marks, label, caption)


def _x(day: date, first: int, last: int) -> float:
    start, end = date(first, 1, 1), date(last, 1, 1)
    return round(LEFT + (RIGHT - LEFT) * (day - start).days / (end - start).days, 1)


def _direction(edition: Edition, visit: Visit) -> str:
    """Return whether the visit goes to the first of the two countries, from it, or elsewhere.

    The two are those between which core visits run; the first is the first by name.
    """
    sides = sorted({edition.site.side(visit.from_), edition.site.side(visit.to)})
    if visit.scope == "related" or len(sides) != 2:
        return "third"
    return "in" if edition.site.side(visit.to) == sides[0] else "out"
