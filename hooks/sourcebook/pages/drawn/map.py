"""`map_of`: the places of records on a map. Numbers and paths; the template draws them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import hypot, sqrt

from sourcebook.pages.drawn.map_marks import MapMark, Taken, labelled
from sourcebook.pages.drawn.outlines import outlines
from sourcebook.pages.drawn.projection import (
    Box,
    Point,
    Projection,
    box_of,
    clip_line,
    clip_ring,
    middle_of,
)
from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.event import Event
from sourcebook.pages.frame.labels import counted
from sourcebook.records.content import Place
from sourcebook.records.declaration import DeclaredView
from sourcebook.records.records import Collection
from sourcebook.site.graph import Node

_REACH = 60
"""Degrees of arc from the middle of all marks; what lies farther would make all else small."""
_MARGIN = 0.06
"""Around the outermost marks, in widths of the map."""
_UNITS = 1000
"""In which the land is drawn, for the width of the wide drawing."""
_ASPECTS = {"wide": (1.5, 2.2), "narrow": (0.8, 1.0)}
_WIDTHS = {"wide": 1000, "narrow": 360}
_RADII = {"wide": (6.0, 30.0), "narrow": (5.0, 20.0)}
"""Of a mark for one record, and of the largest that a mark may be."""
_LABELS = {"wide": 14, "narrow": 6}
_REACHES = {"wide": 20.0, "narrow": 15.0}
"""Around a mark, what a finger may hit: 24 pixels in the narrowest window of each drawing. Smaller
marks lie over larger ones, and the table has every link once more (WCAG 2.2, 2.5.8)."""


@dataclass(frozen=True, slots=True)
class PlaceEvents:
    """A place and what was there."""

    node: Node
    name: str
    country: str
    events: tuple[Event, ...]
    """In order of time."""
    position: Point | None
    """Degrees east and north, if known."""

    @property
    def is_related(self) -> bool:
        """Whether all of them are only related to the site's subject."""
        return all(event.is_aside for event in self.events)


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """One drawing of the map, in units of its own width; the land is scaled into it."""

    variant: str
    width: int
    height: float
    scale: float
    left: float
    top: float
    reach: float
    """Radius of the smallest circle that answers to a finger."""
    marks: tuple[MapMark, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """The same places drawn for wide and for narrow windows, over the same land."""

    land: str
    borders: str
    """Paths."""
    drawings: tuple[MapDrawing, ...]
    label: str
    caption: str


def places_of(edition: Edition, collection: Collection) -> list[PlaceEvents]:
    """Return the places of the records of *collection* that may have been, most first."""
    found: dict[str, list[Event]] = {}
    for event in edition.events_of.get(collection.name, ()):
        if _may_have_been(event):
            for id in event.ids("where"):
                found.setdefault(id, []).append(event)
    made = []
    for id, events in found.items():
        loaded = edition.site.record(Node("places", id))
        place = loaded.record if loaded is not None else None
        country = place.country if isinstance(place, Place) else None
        written = place.coordinates if isinstance(place, Place) else None
        north, _, east = (written or "").partition(",")
        made.append(
            PlaceEvents(
                node=Node("places", id),
                name=edition.label(Node("places", id)),
                country=edition.label(Node("places", country)) if country else "",
                events=tuple(events),
                position=(float(east), float(north)) if written else None,
            )
        )
    return sorted(made, key=lambda one: (-len(one.events), one.name.casefold(), one.node))


def _may_have_been(event: Event) -> bool:
    """Whether nothing says that *event* did not take place."""
    status = event.collection.field_of("status")
    means = status.meaning.means.get(event.word("status"), "happened") if status else "happened"
    return means in ("happened", "doubtful")


def map_of(
    edition: Edition, page: str, places: list[PlaceEvents], collection: Collection
) -> Map | None:
    """Return the map of *places*, or ``None`` where no coordinates are known."""
    known = [(one, one.position) for one in places if one.position is not None]
    if not known:
        return None
    projection = Projection(middle_of((at, len(one.events)) for one, at in known))
    near = [one for one, at in known if projection.distance(at) <= _REACH]
    shown = near or [one for one, _ in known]
    points = {one.node: projection.plane(one.position) for one in shown if one.position}
    tight = box_of(points.values())
    tight = tight.grown(max(tight.width, tight.height, 0.02) * _MARGIN)
    boxes = {variant: tight.with_aspect(*_ASPECTS[variant]) for variant in _ASPECTS}
    unit = _UNITS / boxes["wide"].width
    land, borders = _land(projection, boxes["wide"].joined(boxes["narrow"]), unit)
    missing = [one for one in places if one.node not in points]
    return Map(
        land=land,
        borders=borders,
        drawings=tuple(
            _draw(edition, page, shown, points, variant, box, unit, collection)
            for variant, box in boxes.items()
        ),
        label=f"Map of {counted(len(shown), 'place')} of {collection.many}",
        caption=_caption(collection.views.map, missing, any(one.is_related for one in shown)),
    )


def _caption(view: DeclaredView | None, missing: list[PlaceEvents], has_related: bool) -> str:
    parts = [view.caption] if view and view.caption else []
    if has_related and view and view.outlined:
        parts.append(view.outlined)
    if missing:
        names = ", ".join(f"{one.name} ({len(one.events)})" for one in missing)
        parts.append(f"Not on this map: {names}.")
    parts.append(
        "Outlines: Natural Earth, public domain. Its borders show who holds the ground, and say "
        "nothing about claims to it."
    )
    return " ".join(parts)


def _land(projection: Projection, box: Box, unit: float) -> tuple[str, str]:
    """Return the paths of the land and of the borders inside *box*."""
    margin = box.grown(box.width * 0.01)
    earth = outlines()
    rings = (clip_ring([projection.plane(at) for at in ring], margin) for ring in earth.land)
    lines = (
        part
        for border in earth.borders
        for part in clip_line([projection.plane(at) for at in border], margin)
    )
    return _path(rings, unit, "z"), _path(lines, unit, "")


def _path(lines: Iterable[list[Point]], unit: float, end: str) -> str:
    return "".join(f"{_steps(line, unit)}{end}" for line in lines if len(line) > 1)


def _steps(line: list[Point], unit: float) -> str:
    """Return *line* as a start and steps, in half units: as exact as a screen shows."""
    places = [(round(x * unit * 2), round(y * unit * 2)) for x, y in line]
    steps = (
        (x - before_x, y - before_y)
        for (before_x, before_y), (x, y) in pairwise(places)
        if (x, y) != (before_x, before_y)
    )
    start = f"M{places[0][0]} {places[0][1]}"
    return start + "".join(f"l{x} {y}" if y >= 0 else f"l{x}{y}" for x, y in steps)


def _draw(
    edition: Edition,
    page: str,
    shown: list[PlaceEvents],
    points: dict[Node, Point],
    variant: str,
    box: Box,
    unit: float,
    collection: Collection,
) -> MapDrawing:
    width = _WIDTHS[variant]
    size = width / box.width
    most = max(len(one.events) for one in shown)
    least, largest = _RADII[variant]
    grow = min(least, largest / sqrt(most)) if most else least
    taken = Taken(largest)
    marks = []
    for one in shown:
        x, y = points[one.node]
        at = (round((x - box.left) * size, 1), round((y - box.top) * size, 1))
        radius = round(max(least * 0.8, grow * sqrt(len(one.events))), 1)
        x, y = taken.nearest(at, radius)
        number = collection.plain_count(len(one.events))
        marks.append(
            MapMark(
                x=x,
                y=y,
                radius=radius,
                at=at,
                is_moved=hypot(x - at[0], y - at[1]) > radius,
                url=edition.link(page, one.node),
                title=f"{one.name}{', ' if one.country else ''}{one.country}: {number}",
                name=one.name,
                is_related=one.is_related,
            )
        )
    height = round(box.height * size, 1)
    return MapDrawing(
        variant=variant,
        width=width,
        height=height,
        # The land is stored in half units.
        scale=round(size / unit / 2, 5),
        left=round(-box.left * size, 1),
        top=round(-box.top * size, 1),
        reach=_REACHES[variant],
        marks=tuple(labelled(marks, width, height, _LABELS[variant])),
    )
