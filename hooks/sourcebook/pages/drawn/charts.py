"""`chart_of`: the values of a series over time, drawn at build time. The only door to vl-convert.

A Vega-Lite specification becomes SVG (vl-convert 1.9, Vega-Lite 5.21). Room and ticks are set
here, because Vega measures text with the fonts of the machine and would draw another picture on
the next one. Colours come from the style sheet: every colour in the specification stands for a
class, and nothing else of the SVG is kept than shapes and words.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree

import vl_convert
from markupsafe import Markup

from sourcebook.pages.frame.render import render
from sourcebook.site.figures import Figures, Observed

FEWEST = 3
"""Periods of one kind below which a drawing shows nothing that the table does not."""

_VERSION = "5.21"
_SIZES = {"wide": (640, 260), "narrow": (320, 220)}
_PADDING = {"left": 58, "right": 22, "top": 14, "bottom": 26}
_KINDS = {
    # kind: (class, Vega's shape, what the reader is told)
    "date": ("sb-point", "circle", "circles: calendar years or dates"),
    "fiscal": ("sb-point sb-point--fiscal", "diamond", "diamonds: fiscal years"),
    "as-of": ("sb-point sb-point--asof", "square", "squares: as of the date of the work"),
}
_PAINT = {
    "#000001": "sb-label",
    "#000002": "sb-axis",
    "#000003": "sb-tick",
    "#000004": "sb-stem",
    "#000005": "sb-point",
    "#000006": "sb-point sb-point--fiscal",
    "#000007": "sb-point sb-point--asof",
    "#000008": "sb-point sb-point--bound",
}
_POINT_PAINT = {"date": "#000005", "fiscal": "#000006", "as-of": "#000007"}
_BOUNDS = frozenset({"more-than", "less-than", "at-least", "at-most"})
_SHAPES = ("circle", "diamond", "square")
_SVG = "{http://www.w3.org/2000/svg}"
_KEPT = {"transform", "d", "x2", "y2", "text-anchor"}


@dataclass(frozen=True, slots=True)
class Point:
    """One value with a place on the axis of time."""

    day: str
    """ISO 8601."""
    number: float
    kind: str
    is_bound: bool
    words: str


def chart_of(
    figures: Figures, series: str, title: str, statement: str, rows: Iterable[Observed]
) -> Markup:
    """Return the drawings of *rows* for wide and narrow windows, or "" for too few.

    *title* names the chart for screen readers, *statement* is its caption's first words.
    """
    points = points_of(figures, series, rows)
    periods = Counter(kind for _, kind in {(point.day, point.kind) for point in points})
    if max(periods.values(), default=0) < FEWEST:
        return Markup()
    kinds = [kind for kind in _KINDS if periods[kind]]
    told = [_KINDS[kind][2] for kind in kinds] if len(kinds) > 1 else []
    if any(point.is_bound for point in points):
        told.append("hollow: at least or at most so much")
    caption = f"{statement}{'; ' + '; '.join(told) if told else ''}."
    ordered = sorted(points, key=lambda point: (point.day, point.number))
    described = "; ".join(point.words for point in ordered)
    drawings = [
        {"variant": variant, "svg": Markup(_drawing(tuple(ordered), variant))} for variant in _SIZES
    ]
    return render(
        "chart",
        drawings=drawings,
        id=f"chart-{series}",
        title=title,
        description=described,
        caption=caption,
        sizes=_outer_sizes(),
    )


def points_of(figures: Figures, series: str, rows: Iterable[Observed]) -> list[Point]:
    """Return the points of *rows* that have a place in time; what was planned has none."""
    points = []
    for row in rows:
        observation = row.observation
        middle = observation.period.middle_of(figures.fiscal_year_starts)
        if middle is None or observation.status == "planned":
            continue
        is_fiscal = observation.period.fiscal_year is not None
        kind = "fiscal" if is_fiscal else "as-of" if observation.period.is_as_of else "date"
        words = f"{observation.period.display()}: {figures.text_of(series, row)}"
        is_bound = observation.status in _BOUNDS
        points.append(Point(middle.isoformat(), float(row.number), kind, is_bound, words))
    return list(dict.fromkeys(points))


def _outer_sizes() -> dict[str, tuple[int, int]]:
    across, down = _PADDING["left"] + _PADDING["right"], _PADDING["top"] + _PADDING["bottom"]
    return {name: (width + across, height + down) for name, (width, height) in _SIZES.items()}


@lru_cache(maxsize=256)
def _drawing(points: tuple[Point, ...], variant: str) -> str:
    """Return the inside of the SVG of *points*."""
    specification = json.dumps(specification_of(points, *_SIZES[variant]), sort_keys=True)
    # No address is allowed: a specification of ours loads nothing.
    svg = vl_convert.vegalite_to_svg(specification, vl_version=_VERSION, allowed_base_urls=[])
    return cleaned(svg)


def specification_of(points: Sequence[Point], width: int, height: int) -> dict[str, object]:
    """Return the Vega-Lite specification of *points*: marks on stems over an axis of time."""
    first, last = int(points[0].day[:4]), int(points[-1].day[:4]) + 1
    first, last, step = _years(first, last, width)
    low, high, rise = _numbers([point.number for point in points])
    labels = {"title": None, "labelOverlap": False, "labelFontSize": 13, "labelColor": "#000001"}
    lines = {"domainColor": "#000002", "tickColor": "#000003", "grid": False}
    x = {
        "field": "day",
        "type": "temporal",
        "scale": {"type": "utc", "domain": [f"{first:04}-01-01", f"{last:04}-01-01"]},
        "axis": {
            **labels,
            **lines,
            "format": "%Y",
            "values": [f"{year:04}-01-01" for year in range(first, last + 1, step)],
        },
    }
    count = round((high - low) / rise)
    ticks = [round(low + rise * position, 6) for position in range(count + 1)]
    y = {
        "field": "number",
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": False, "zero": False},
        "axis": {**labels, **lines, "values": ticks, "format": ",~f"},
    }
    layers: list[dict[str, object]] = [
        {"mark": {"type": "rule", "color": "#000004"}, "encoding": {"y2": {"datum": 0}}}
    ]
    for is_bound in (False, True):
        for kind, (_, shape, _) in _KINDS.items():
            paint = "#000008" if is_bound else _POINT_PAINT[kind]
            layers.append(
                {
                    "transform": [
                        {"filter": {"field": "kind", "equal": kind}},
                        {"filter": {"field": "is_bound", "equal": is_bound}},
                    ],
                    "mark": {"type": "point", "shape": shape, "size": 90, "color": paint}
                    | {"filled": True, "opacity": 1},
                    "encoding": {"description": {"field": "words", "type": "nominal"}},
                }
            )
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "autosize": "none",
        "padding": _PADDING,
        "background": None,
        "data": {
            "values": [
                {
                    "day": point.day,
                    "number": point.number,
                    "kind": point.kind,
                    "is_bound": point.is_bound,
                    "words": point.words,
                }
                for point in points
            ]
        },
        "encoding": {"x": x, "y": y},
        "layer": layers,
        "config": {"font": "sans-serif", "view": {"stroke": None}},
    }


def _years(first: int, last: int, width: int) -> tuple[int, int, int]:
    """Return the years of the first and last tick, and the years between two."""
    most = max(2, width // 55)
    step = next(one for one in (1, 2, 5, 10, 20, 50, 100, 500, 5000) if (last - first) / one < most)
    start = first // step * step
    return start, start + math.ceil((last - start) / step) * step, step


def _numbers(numbers: Sequence[float]) -> tuple[float, float, float]:
    """Return the ends of the axis of values, zero among them, and the step of its ticks."""
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    span = (high - low) or 1.0
    power = 10.0 ** math.floor(math.log10(span / 4))
    rise = next(one * power for one in (1, 2, 2.5, 5, 10) if span / (one * power) <= 5)
    return math.floor(low / rise) * rise, math.ceil(high / rise) * rise, rise


def cleaned(svg: str) -> str:
    """Return the shapes and words inside *svg*, with classes for colours and nothing else."""
    root = ElementTree.fromstring(svg)
    return "".join(_element(child) for child in root)


def _element(element: ElementTree.Element) -> str:
    tag = element.tag.removeprefix(_SVG)
    inside = "".join(_element(child) for child in element)
    if tag == "g":
        transform = element.get("transform")
        if not inside:
            return ""
        if transform in (None, "translate(0,0)"):
            return inside
        return str(Markup('<g transform="{}">').format(transform)) + inside + "</g>"
    if tag not in {"path", "line", "text"}:
        return ""
    paint = [element.get(name, "") for name in ("fill", "stroke")]
    classes = [_PAINT[colour] for colour in paint if colour in _PAINT]
    if not classes:
        return ""
    attributes = Markup("").join(
        Markup(' {}="{}"').format(name, _short(value))
        for name, value in element.attrib.items()
        if name in _KEPT
    )
    words = element.get("aria-label") if tag == "path" else None
    title = Markup("<title>{}</title>").format(words) if words else Markup()
    text = Markup.escape(element.text or "") if tag == "text" else Markup()
    opening = Markup('<{} class="{}"{}>').format(tag, classes[0], attributes)
    return str(opening + title + text) + f"</{tag}>"


def _short(value: str) -> str:
    """Return a transform with its numbers cut to two decimals; paths are short as they are."""
    if not value.startswith("translate("):
        return value
    numbers = value.removeprefix("translate(").removesuffix(")").split(",")
    return f"translate({','.join(f'{float(number):.2f}' for number in numbers)})"
