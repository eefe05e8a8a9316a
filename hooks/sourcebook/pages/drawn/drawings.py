"""`strip`: records with a time as marks on one line of years. Numbers only; templates draw."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.event import Event
from sourcebook.pages.frame.labels import counted
from sourcebook.pages.frame.record_facets import ELSEWHERE, Sides
from sourcebook.records.records import Collection
from sourcebook.site.graph import Node

_ROW = 14
"""Distance between the centres of two marks that lie close. Marks are no links: at this distance
fingers would miss them, and the table of the timeline has the links."""
_MARGIN = 16
_LABELS = 28
"""Room for the years below the axis."""
_FROM_AXIS = 16
MOST_MARKS = 400
"""More records than this are drawn as bars, of a year or of several."""
_MOST_BARS = 100
"""Stretches of years that can be told apart on a telephone."""
_WIDTHS = {"wide": 1000, "narrow": 360}
_TALLEST = 120
"""The bar of the year with most records."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis; only some have room for a label."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A record."""

    x: float
    y: float
    title: str
    direction: str
    """``in`` to the first side, ``out`` from it, ``third`` elsewhere."""
    is_related: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """The records of one direction in one stretch of years."""

    x: float
    y: float
    width: float
    height: float
    title: str
    direction: str


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
    bars: tuple[Bar, ...] = ()
    """In place of marks."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The same records drawn for wide and for narrow windows."""

    drawings: tuple[Drawing, ...]
    label: str
    caption: str


Dated = tuple[Event, date]


def strip(edition: Edition, collection: Collection) -> Strip | None:
    """Return the drawings of all records that have a first day; ``None`` where there are none."""
    events = edition.events_of.get(collection.name, ())
    dated = [(event, event.dates.earliest) for event in events if event.dates.earliest is not None]
    if not dated:
        return None
    first = min(day.year for *_, day in dated) // 5 * 5
    last = (max(day.year for *_, day in dated) // 5 + 1) * 5
    view = collection.views.timeline
    told = [_sides_told(edition, {_direction(edition, event) for event, _ in dated})]
    told += [view.caption or ""] if view else []
    years, draw = (first, last), _draw
    if len(dated) > MOST_MARKS:
        told, draw = [*told[:1], f"Each bar is {counted(_bar_of(years), 'year')}."], _draw_bars
    return Strip(
        drawings=tuple(draw(edition, dated, years, variant) for variant in ("wide", "narrow")),
        label=f"{collection.count(len(dated))}, {first}–{last}",
        caption=" ".join(filter(None, told)),
    )


def _sides_told(edition: Edition, directions: set[str]) -> str:
    """Return what stands above the line and what below it, where sides are declared."""
    names = [edition.label(Node("places", side)) for side in edition.site.subject.sides]
    if "out" not in directions or not names:
        return ""
    if len(names) == 1:
        return f"Above the line: to {names[0]}; below it: from {names[0]}."
    if len(names) == 2:
        one, other = names
        return f"Above the line: {other} → {one}; below it: {one} → {other}."
    return f"Above the line: to {names[0]}; below it: from {names[0]} to the other sides."


def _draw(
    edition: Edition,
    dated: list[Dated],
    years: tuple[int, int],
    variant: str,
) -> Drawing:
    width = _WIDTHS[variant]

    def x_of(day: date) -> float:
        return _x_of(day, years, width)

    # Marks stack where they would lie on one another; each column counts its own rows.
    rows: Counter[tuple[int, bool]] = Counter()
    placed = []
    for event, day in dated:
        x, direction = x_of(day), _direction(edition, event)
        below = direction == "out"
        column = (round(x / _ROW), below)
        rows[column] += 1
        placed.append((event, x, direction, rows[column]))
    above = max((count for (_, below), count in rows.items() if not below), default=0)
    under = max((count for (_, below), count in rows.items() if below), default=0)
    axis = _MARGIN + _ROW * above
    marks = tuple(
        Mark(
            x=x,
            y=axis
            + (_FROM_AXIS + _LABELS if direction == "out" else -_FROM_AXIS)
            + _ROW * (row - 1) * (1 if direction == "out" else -1),
            title=_title(edition, event),
            direction=direction,
            is_related=event.is_aside,
        )
        for event, x, direction, row in placed
    )
    height = axis + _LABELS + _ROW * under + (_FROM_AXIS if under else 0)
    return Drawing(variant, width, height, axis, _ticks(years, width), marks)


def _draw_bars(
    edition: Edition,
    dated: list[Dated],
    years: tuple[int, int],
    variant: str,
) -> Drawing:
    """Return the drawing of so many records that each would be too small to be seen."""
    width, every = _WIDTHS[variant], _bar_of(years)
    numbers: dict[int, Counter[str]] = {}
    for event, day in dated:
        first = day.year - (day.year - years[0]) % every
        numbers.setdefault(first, Counter())[_direction(edition, event)] += 1
    above = max(found["in"] + found["third"] for found in numbers.values())
    under = max(found["out"] for found in numbers.values())
    unit = _TALLEST / max(above, under)
    axis = _MARGIN + round(unit * above, 1)
    bars = []
    for year, found in numbers.items():
        after = min(year + every, years[1])
        start, end = (_x_of(date(one, 1, 1), years, width) for one in (year, after))
        span = "–".join(dict.fromkeys((str(year), str(after - 1))))
        tops = {"in": axis - 6, "out": axis + _LABELS}
        tops["third"] = tops["in"] - unit * found["in"]
        for direction, number in sorted(found.items()):
            height = round(unit * number, 1)
            y = tops[direction] - (0 if direction == "out" else height)
            title = f"{span}: {dated[0][0].collection.count(number)}"
            thick = max(round(end - start - 1, 1), 0.8)
            bars.append(Bar(start, round(y, 1), thick, height, title, direction))
    height = axis + _LABELS + round(unit * under, 1)
    return Drawing(variant, width, height, axis, _ticks(years, width), (), tuple(bars))


def _bar_of(years: tuple[int, int]) -> int:
    """Return how many years a bar stands for."""
    span = years[1] - years[0]
    return next(step for step in (1, 5, 10, 50, 100, 1000) if span <= step * _MOST_BARS)


def _x_of(day: date, years: tuple[int, int], width: int) -> float:
    start, end = date(years[0], 1, 1), date(years[1], 1, 1)
    share = (day - start).days / (end - start).days
    return round(_MARGIN + (width - 2 * _MARGIN) * share, 1)


def _ticks(years: tuple[int, int], width: int) -> tuple[Tick, ...]:
    every = next(
        step for step in (1, 5, 10, 20, 50, 1000) if width / (years[1] - years[0]) * step >= 50
    )
    return tuple(
        Tick(_x_of(date(year, 1, 1), years, width), str(year) if year % every == 0 else "")
        for year in range(years[0], years[1] + 1)
    )


def _title(edition: Edition, event: Event) -> str:
    words = (edition.title(event.node), event.dates.display(), edition.direction(event))
    return ", ".join(filter(None, words))


def _direction(edition: Edition, event: Event) -> str:
    """Return the side of the line on which *event* stands; without sides all stand above it."""
    sides = edition.site.subject.sides
    direction = Sides(edition.site).direction(event.collection, event.record)
    if event.is_aside or direction == ELSEWHERE:
        return "third"
    if not sides or not direction:
        return "in"
    return "out" if direction.startswith((f"{sides[0]}-to-", f"from-{sides[0]}")) else "in"
