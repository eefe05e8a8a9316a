"""`strip`: the visits as marks on one line of years. Numbers only; the template draws them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.labels import counted
from sourcebook.pages.frame.visit_facets import ELSEWHERE, Sides
from sourcebook.records.content import Visit
from sourcebook.site.graph import Node

_ROW = 14
"""Distance between the centres of two marks that lie close. Marks are no links: at this distance
fingers would miss them, and the table of the timeline has the links."""
_MARGIN = 16
_LABELS = 28
"""Room for the years below the axis."""
_FROM_AXIS = 16


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
    title: str
    direction: str
    """``in`` to the first of the two sides, ``out`` from it, ``third`` elsewhere."""
    is_related: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing of the strip, in units of its own width."""

    variant: str
    """``wide`` or ``narrow``: for which windows."""
    width: int
    height: float
    axis: float
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """The same visits drawn for wide and for narrow windows."""

    drawings: tuple[Drawing, ...]
    label: str
    caption: str


Dated = tuple[Node, Visit, date]


def strip(edition: Edition) -> Strip | None:
    """Return the drawings of all visits that have a first day, or ``None`` where there are none."""
    dated = [
        (node, visit, visit.dates.earliest)
        for node, visit in edition.visits
        if visit.dates.earliest is not None
    ]
    if not dated:
        return None
    first = min(day.year for *_, day in dated) // 5 * 5
    last = (max(day.year for *_, day in dated) // 5 + 1) * 5
    sides = Sides.of(edition.site, edition.visits)
    names = [edition.label(Node("places", side)) for side in sides.ids]
    caption = "Each mark is a visit or a meeting; outlined marks are related ones elsewhere."
    if len(names) == 2:
        caption = (
            f"Above the line: {names[1]} → {names[0]}; below it: {names[0]} → {names[1]}. "
            "Outlined: related meetings."
        )
    return Strip(
        drawings=tuple(
            _draw(edition, dated, (first, last), sides, variant) for variant in ("wide", "narrow")
        ),
        label=f"{counted(len(dated), 'visit or meeting', 'visits and meetings')}, {first}–{last}",
        caption=caption,
    )


def _draw(
    edition: Edition,
    dated: list[Dated],
    years: tuple[int, int],
    sides: Sides,
    variant: str,
) -> Drawing:
    width = {"wide": 1000, "narrow": 360}[variant]

    def x_of(day: date) -> float:
        start, end = date(years[0], 1, 1), date(years[1], 1, 1)
        share = (day - start).days / (end - start).days
        return round(_MARGIN + (width - 2 * _MARGIN) * share, 1)

    # Marks stack where they would lie on one another; each column counts its own rows.
    rows: Counter[tuple[int, bool]] = Counter()
    placed = []
    for node, visit, day in dated:
        x, direction = x_of(day), _direction(visit, sides)
        below = direction == "out"
        column = (round(x / _ROW), below)
        rows[column] += 1
        placed.append((node, visit, x, direction, rows[column]))
    above = max((count for (_, below), count in rows.items() if not below), default=0)
    under = max((count for (_, below), count in rows.items() if below), default=0)
    axis = _MARGIN + _ROW * above
    marks = tuple(
        Mark(
            x=x,
            y=axis
            + (_FROM_AXIS + _LABELS if direction == "out" else -_FROM_AXIS)
            + _ROW * (row - 1) * (1 if direction == "out" else -1),
            title=f"{edition.title(node)}, {visit.dates.display()}, {edition.direction(visit)}",
            direction=direction,
            is_related=visit.scope == "related",
        )
        for node, visit, x, direction, row in placed
    )
    every = next(
        step for step in (1, 5, 10, 20, 50, 1000) if width / (years[1] - years[0]) * step >= 50
    )
    ticks = tuple(
        Tick(x_of(date(year, 1, 1)), str(year) if year % every == 0 else "")
        for year in range(years[0], years[1] + 1)
    )
    height = axis + _LABELS + _ROW * under + (_FROM_AXIS if under else 0)
    return Drawing(variant, width, height, axis, ticks, marks)


def _direction(visit: Visit, sides: Sides) -> str:
    direction = sides.direction(visit)
    if visit.scope == "related" or direction == ELSEWHERE:
        return "third"
    return "in" if direction.endswith(f"-to-{sides.ids[0]}") else "out"
