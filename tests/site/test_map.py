"""The map: every place of a visit is on it or said to be missing, and in its table."""

from __future__ import annotations

import re
from math import cos, radians
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from built_site import Page, pages
from sourcebook.pages.drawn.outlines import outlines
from sourcebook.pages.drawn.projection import Box, Projection, clip_line, clip_ring, middle_of

pytestmark = pytest.mark.site

degrees = st.tuples(st.floats(-180, 180, allow_nan=False), st.floats(-89, 89, allow_nan=False))


@pytest.fixture(scope="module")
def page(shipped_site: Path) -> Page:
    return pages(shipped_site)["map/index.html"]


def test_the_table_has_every_place_of_a_visit(page: Page, shipped_site: Path) -> None:
    """The map's table holds each place with as many visits as list it on its own page."""
    (table,) = page.root.all("table")
    rows = [row for body in table.all("tbody") for row in body.all("tr")]
    wrong = []
    for row in rows:
        target = page.resolve(next(row.all("a")).attributes["href"])
        assert target is not None
        listed = [
            item
            for shown in pages(shipped_site)[target[0]].root.all("ol", "sb-timeline")
            for item in shown.all("li")
        ]
        number = int(next(row.all("td", "sb-num")).text())
        if not 0 < number <= len(listed):
            wrong.append((target[0], number, len(listed)))

    assert len(rows) > 3
    assert wrong == []


def test_every_place_is_on_the_map_or_said_to_be_missing(page: Page) -> None:
    """A place of the table has a mark on both drawings, or is named below them."""
    (table,) = page.root.all("table")
    places = {a.text(): a.attributes["href"] for a in table.all("a")}
    caption = next(page.root.all("figcaption")).text()
    drawn = [
        {mark.attributes["href"] for mark in drawing.all("a")}
        for variant in ("sb-wide", "sb-narrow")
        for drawing in page.root.all("svg", variant)
    ]

    assert len(drawn) == 2
    assert drawn[0] == drawn[1]
    assert {name for name, url in places.items() if url not in drawn[0]} == {
        name for name in places if re.search(rf"Not on this map: .*\b{re.escape(name)} \(", caption)
    }
    assert drawn[0] <= set(places.values())


def test_marks_say_what_they_are_and_do_not_cover_one_another(page: Page) -> None:
    """Each mark has a name for screen readers, lies inside its drawing and touches no other."""
    for drawing in page.root.all("svg"):
        if "viewbox" not in drawing.attributes:
            continue
        width, height = map(float, drawing.attributes["viewbox"].split()[2:])
        circles = []
        for mark in drawing.all("a"):
            assert re.fullmatch(r".+: \d+ visits?", mark.attributes["aria-label"])
            (circle,) = mark.all("circle", "sb-map__mark")
            (reach,) = mark.all("circle", "sb-map__reach")
            # At 320 px a drawing is 288 px wide: 24 px for a finger.
            assert float(reach.attributes["r"]) / width * 288 >= (12 if width < 500 else 5)
            circles.append([float(circle.attributes[name]) for name in ("cx", "cy", "r")])
        for number, (x, y, radius) in enumerate(circles):
            assert 0 < x < width and 0 < y < height
            for other_x, other_y, other in circles[:number]:
                assert ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5 >= radius + other


def test_the_outlines_are_credited(page: Page) -> None:
    """The page says whose outlines and whose coordinates it shows."""
    text = page.root.text()

    assert "Natural Earth, public domain" in text
    assert "GeoNames" in text


def test_outlines_are_of_the_earth() -> None:
    """Every point lies on the globe, every ring is closed, and there is enough of it."""
    earth = outlines()

    assert len(earth.land) > 100 and len(earth.borders) > 100
    for line in (*earth.land, *earth.borders):
        assert all(-180.1 <= east <= 180.1 and -90 <= north <= 90 for east, north in line)
    assert all(ring[0] == ring[-1] for ring in earth.land)


@given(degrees, degrees)
def test_the_projection_keeps_the_middle_and_the_distance(
    centre: tuple[float, float], point: tuple[float, float]
) -> None:
    """The centre lies at 0, and a point as far from it as its chord through the globe."""
    projection = Projection(centre)
    x, y = projection.plane(point)
    arc = min(projection.distance(point), 120.0)

    assert projection.plane(centre) == pytest.approx((0, 0), abs=1e-6)
    assert (x * x + y * y) / 2 == pytest.approx(1 - cos(radians(arc)), abs=1e-6)
    assert middle_of([(point, 3)]) == pytest.approx(point, abs=1e-6)


points = st.tuples(st.integers(-9, 9), st.integers(-9, 9)).map(lambda p: (float(p[0]), float(p[1])))


@given(st.lists(points, min_size=1, max_size=12))
def test_what_is_clipped_stays_inside(line: list[tuple[float, float]]) -> None:
    """No point of a clipped ring lies outside the box, and every stretch of a line enters it."""
    box = Box(-4.5, -3.5, 4.5, 3.5)

    assert all(box.grown(1e-9).holds(point) for point in clip_ring(line, box))
    assert all(any(box.holds(point) for point in part) for part in clip_line(line, box))
