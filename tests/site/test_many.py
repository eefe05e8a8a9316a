"""A site of hundreds of visits of many countries to one: long lists are pages, none is too heavy.

The whole of it is a benchmark, 7,500 visits over 200 years from 190 countries by 1,500 people:

    python tests/benchmarks/generating.py /tmp/many
    cd /tmp/many && PYTHONPATH=hooks python -m sourcebook check
    cd /tmp/many && PYTHONPATH=hooks python -m mkdocs build
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from markupsafe import Markup

from benchmarks.generating import Size, write
from building import Built, build
from built_site import Element, Page, pages
from sourcebook.citeproc import Formatted
from sourcebook.compilation import compile_site
from sourcebook.pages.publish import publish
from sourcebook.project import read

pytestmark = pytest.mark.site

SIZE = Size(visits=420, people=60, countries=30, works=6, years=30)
HEAVIEST = 300_000
"""Bytes of a page."""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site, built once. It does not say where it will stand, so no pictures are drawn."""
    root = write(tmp_path_factory.mktemp("many") / "project", SIZE)
    built = build(root, "--strict", SITE_URL="")
    assert built.exit_code == 0, built.output
    return built


@pytest.fixture(scope="module")
def found(many: Built) -> dict[str, Page]:
    return pages(many.site)


def parts_of(found: dict[str, Page], folder: str) -> dict[str, Page]:
    """Return the parts of the page in *folder* by their paths."""
    return {path: page for path, page in found.items() if path.startswith(f"{folder}part/")}


def linked(page: Page, elements: list[Element]) -> list[str]:
    """Return the pages that the first links in *elements* lead to."""
    targets = []
    for element in elements:
        target = page.resolve(next(element.all("a")).attributes["href"])
        assert target is not None
        targets.append(target[0])
    return targets


def entries(page: Page) -> list[str]:
    """Return the pages of the entries of the lists and tables on *page*."""
    listed = [item for one in page.root.all("ol", "sb-timeline") for item in one.all("li")]
    rows = [row for body in page.root.all("tbody") for row in body.all("tr")]
    return linked(page, listed + rows)


@pytest.mark.parametrize(
    ("folder", "what"),
    [
        pytest.param("visits/", "visits/", id="index"),
        pytest.param("timeline/", "visits/", id="table"),
        pytest.param("matrix/", "visits/", id="matrix"),
        pytest.param("ledger/", "ledger/visits/", id="ledger"),
    ],
)
def test_every_visit_is_on_one_part(found: dict[str, Page], folder: str, what: str) -> None:
    """The parts of a list have all its entries, each once."""
    visits = {f"{what}visit-{number}/index.html" for number in range(SIZE.visits)}
    listed = Counter(
        target
        for page in parts_of(found, folder).values()
        for target in entries(page)
        if target in visits
    )

    assert set(listed) == visits
    assert set(listed.values()) == {1}


def test_a_page_and_its_parts_lead_to_all_parts(found: dict[str, Page]) -> None:
    """Each has a link to every part, with the number of its entries: plain links of the page."""
    parts = parts_of(found, "visits/")
    wrong = [
        page.path
        for page in (found["visits/index.html"], *parts.values())
        for nav in page.root.all("nav", "sb-filters")
        if nav.attributes["aria-label"] == "Parts"
        and {target for chip in nav.all("a") for target in linked(page, [chip])} != set(parts)
    ]

    assert len(parts) > 2
    assert wrong == []


def test_one_can_read_on_from_part_to_part(found: dict[str, Page]) -> None:
    """From the first part the link to the next leads through all."""
    parts = parts_of(found, "visits/")
    path, seen = min(parts), [min(parts)]
    while True:
        page = found[path]
        ahead = [a for a in page.root.all("a") if a.text().endswith("→")]
        if not ahead:
            break
        target = page.resolve(ahead[0].attributes["href"])
        assert target is not None
        path = target[0]
        seen.append(path)

    assert seen == sorted(parts)


def test_no_page_is_too_heavy(many: Built) -> None:
    """Whatever a page lists, a telephone can load it."""
    sizes = {path: path.stat().st_size for path in many.site.rglob("*.html")}

    assert {path: size for path, size in sizes.items() if size > HEAVIEST} == {}


def test_every_link_of_a_cut_list_leads_somewhere(found: dict[str, Page]) -> None:
    """Links to decades of lists lead to the part, or to the way there."""
    looked_at = [
        page
        for path, page in found.items()
        if "/part/" in path or path in ("index.html", "visits/index.html", "places/host/index.html")
    ]
    dead = [
        (page.path, address)
        for page in looked_at
        for link in page.root.all("a")
        if (address := link.attributes.get("href", ""))
        and (target := page.resolve(address)) is not None
        and (target[0].endswith(".html"))
        and (target[0] not in found or target[1] not in found[target[0]].anchors)
    ]

    assert dead == []


def test_parts_are_lists_of_what_has_its_own_page(many: Built, found: dict[str, Page]) -> None:
    """The sitemap and the search have none of them, and their titles say what they are of."""
    first = found["visits/part/1990s/index.html"]

    assert next(first.root.all("h1")).text().startswith("Visits: 1990s")
    assert "/part/" not in (many.site / "sitemap.xml").read_text(encoding="utf-8")
    assert not [e for e in first.root.walk() if "data-pagefind-body" in e.attributes]


def test_filters_are_combined_only_where_the_whole_list_is(found: dict[str, Page]) -> None:
    """On an index that is cut filters stay links: the browser would count one part of it."""
    index = found["visits/index.html"]

    assert not [e for e in index.root.walk() if {"data-sb-in", "data-sb-nouns"} & set(e.attributes)]
    assert [
        path
        for path, page in found.items()
        if path.startswith("visits/by/")
        and any("data-sb-combine" in e.attributes for e in page.root.walk())
    ] == []


def test_directions_are_those_of_the_one_side(found: dict[str, Page]) -> None:
    """With one side visits go to it, from it, or elsewhere; no pair of countries is made up."""
    page = found["visits/by/direction/index.html"]
    labels = [next(item.all("a")).text() for item in page.root.all("li", "sb-record")]

    assert labels == ["To Hostland", "From Hostland", "Elsewhere"]


def test_without_sides_there_are_no_directions(tmp_path: Path) -> None:
    """Where no side is declared nothing is “To …”, and no page is about directions."""
    root = write(
        tmp_path / "project", Size(visits=9, people=4, countries=3, works=2, has_side=False)
    )
    sources, problems = read(root)
    site = compile_site(sources, problems).site
    made = publish(site, Formatted({key: Markup(key) for key in site.works}, {}), "numbered")

    assert "visits/by/level/index.md" in made
    assert [uri for uri in made if "direction" in uri] == []


def test_hundreds_of_records_are_bars_on_the_timeline(found: dict[str, Page]) -> None:
    """More records than can be told apart are drawn by years; together they are all there."""
    (drawing,) = found["timeline/index.html"].root.all("svg", "sb-wide")
    (caption,) = found["timeline/index.html"].root.all("figcaption")
    numbers = [int(title.text().split(": ")[1].split()[0]) for title in drawing.all("title")]

    assert caption.text().endswith("Each bar is 1 year.")
    assert not list(drawing.all("circle"))
    assert sum(numbers) == SIZE.visits


def test_a_build_that_nobody_watches_shows_no_bars(many: Built) -> None:
    """In a log there is what MkDocs says, and no line is written twice."""
    assert "\r" not in many.output
    assert "Converting" not in many.output
