"""Filters of visits: their facets, a page for a value and for two, what the browser combines."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from markupsafe import Markup

from building import DECLARATION, MakeProject, visits_between
from sourcebook.citeproc import Formatted
from sourcebook.compilation import compile_site
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.lists.filters import redirects
from sourcebook.pages.publish import publish
from sourcebook.project import read

PLACES = """russia: {name: Russia, kind: country}
soviet-union: {name: Soviet Union, kind: country, succeeded_by: russia}
pakistan: {name: Pakistan, kind: country}
china: {name: China, kind: country}
islamabad: {name: Islamabad, kind: city, country: pakistan}
moscow: {name: Moscow, kind: city, country: russia}
tianjin: {name: Tianjin, kind: city, country: china}
"""
SECTOR = "---\ntitle: {0}\nsector: {{label: {0}, summary: It is one.}}\n---\n\nText.\n"
VISIT = """---
title: {id}
visit:
  dates: {dates}
  from: {start}
  to: {end}
  level: {level}
  setting: bilateral
  scope: {scope}
  places: [{places}]
  sectors: [{sectors}]
  summary: They met.
---

Text.
"""


def visit(
    id: str,
    dates: str = "2021-04-06",
    start: str = "russia",
    end: str = "pakistan",
    level: str = "minister",
    sectors: str = "energy",
    places: str = "",
    scope: str = "core",
) -> tuple[str, str]:
    """Return the path and the text of a visit's page."""
    told = VISIT.format(
        id=id, dates=dates, start=start, end=end, level=level, sectors=sectors, places=places,
        scope=scope,
    )  # fmt: skip
    return f"docs/visits/{id}.md", told


FILES = {
    DECLARATION: visits_between("pakistan", "russia"),
    "docs/index.md": "# Home\n\n<!-- sourcebook: decades -->\n",
    "data/places.yml": PLACES,
    "docs/sectors/energy.md": SECTOR.format("Energy"),
    "docs/sectors/trade.md": SECTOR.format("Trade"),
    **dict(
        [
            visit("a", "1968", "soviet-union", level="head-of-government", places="islamabad"),
            visit("b", "1999-04", sectors="energy, trade", places="islamabad"),
            visit("c", "2012-10-03", sectors="energy, trade"),
            visit("d", "2021-04-06/2021-04-07", places="islamabad"),
            visit("e", "2021-06", "pakistan", "russia", places="moscow"),
            visit("f", "2025", "pakistan", "china", places="tianjin", scope="related"),
        ]
    ),
}


def edition_of(project: MakeProject, files: Mapping[str, str]) -> Edition:
    sources, problems = read(project(files))
    return Edition(compile_site(sources, problems).site, Formatted({}, {}))


@pytest.fixture
def edition(project: MakeProject) -> Edition:
    return edition_of(project, FILES)


@pytest.fixture
def published(edition: Edition) -> dict[str, Rendered]:
    return publish(edition.site, edition.formatted, edition.mode)


def shown(page: Rendered) -> str:
    """Return the HTML of the slots of *page*, in order."""
    return "".join(str(slot.markup) for slot in page.slots.values())


def line(page: Rendered, label: str) -> list[tuple[str, str, int]]:
    """Return the filters of one facet: text, address ("" for none), number."""
    (found,) = re.findall(rf"<p><span[^>]*>{label}</span>(.*?)</p>", shown(page), re.DOTALL)
    chips = re.findall(
        r'<(?:a|span) class="sb-chip"(?: href="([^"]*)")? data[^>]*>(.*?) <span[^>]*>(\d+)', found
    )
    return [(text, url, int(number)) for url, text, number in chips]


def titles(page: Rendered) -> list[str]:
    return re.findall(r'sb-timeline__title"[^>]*>([^<]*)', shown(page))


def test_facets_sort_every_visit(edition: Edition) -> None:
    """Values stand in their own order; a visit may have several sectors, or no place."""
    found = {
        facet.id: [(value.text, value.slug, value.members) for value in facet.values]
        for facet in edition.facets["visits"]
    }

    assert found == {
        "direction": [
            ("Pakistan → Russia", "pakistan-to-russia", ("e",)),
            # The Soviet Union is continued by Russia.
            ("Russia → Pakistan", "russia-to-pakistan", ("a", "b", "c", "d")),
            ("Elsewhere", "elsewhere", ("f",)),
        ],
        "level": [
            ("Head of government", "head-of-government", ("a",)),
            ("Minister", "minister", ("b", "c", "d", "e", "f")),
        ],
        "sector": [
            ("Energy", "energy", ("a", "b", "c", "d", "e", "f")),
            ("Trade", "trade", ("b", "c")),
        ],
        "decade": [
            ("1960s", "1960s", ("a",)),
            ("1990s", "1990s", ("b",)),
            ("2010s", "2010s", ("c",)),
            ("2020s", "2020s", ("d", "e", "f")),
        ],
        "country": [
            ("China", "china", ("f",)),
            # No place is known of “c”: it led to Pakistan.
            ("Pakistan", "pakistan", ("a", "b", "c", "d")),
            ("Russia", "russia", ("e",)),
        ],
        "setting": [("Bilateral visit", "bilateral", ("a", "b", "c", "d", "e", "f"))],
        "scope": [
            ("Between the two countries", "core", ("a", "b", "c", "d", "e")),
            ("Related meetings", "related", ("f",)),
        ],
        "status": [("Held", "held", ("a", "b", "c", "d", "e", "f"))],
    }


def test_a_value_has_a_page(published: dict[str, Rendered]) -> None:
    """It lists its visits by decade, newest first, says how values are meant, and leads back."""
    page = published["visits/by/direction/russia-to-pakistan.md"]

    assert page.title == "Visits by direction: Russia → Pakistan"
    assert page.description == ("4 visits and meetings, 1968–2021. Soviet Union counts as Russia.")
    assert (page.kind, page.section) == ("filter", "visits/index.md")
    assert titles(page) == ["d", "c", "b", "a"]
    assert re.findall(r"^## (\S+)", page.markdown, re.MULTILINE) == [
        "2020s",
        "2010s",
        "1990s",
        "1960s",
    ]
    assert '<a href="../../../">All visits</a>' in shown(page)


def test_what_few_have_is_named_where_all_values_stand(
    edition: Edition, published: dict[str, Rendered]
) -> None:
    """A value of one or two visits has no page: its address leads to the line that names them."""
    assert line(published["visits/index.md"], "Level") == [
        ("Head of government", "by/level/#head-of-government", 1),
        ("Minister", "by/level/minister/", 5),
    ]
    assert "visits/by/level/head-of-government.md" not in published
    (found,) = re.findall(
        r'id="head-of-government">(.*)', shown(published["visits/by/level/index.md"])
    )
    assert found == (
        '<span class="sb-record__title">Head of government</span>'
        '<a class="sb-record__meta" href="../../a/">a</a></li>'
    )
    moved = redirects(edition.facets["visits"])
    assert [*moved] == [
        f"visits/by/{value}/index.html"
        for value in (
            *("direction/pakistan-to-russia", "direction/elsewhere", "level/head-of-government"),
            *("sector/trade", "decade/1960s", "decade/1990s", "decade/2010s"),
            *("country/china", "country/russia", "scope/related"),
        )
    ]
    assert "url=../#trade" in moved["visits/by/sector/trade/index.html"]


def test_two_values_have_a_page_where_three_visits_share_them(
    published: dict[str, Rendered],
) -> None:
    """Fewer are found by eye: their number is no link. Decades are parts of the page."""
    page = published["visits/by/direction/russia-to-pakistan.md"]

    assert line(page, "Level") == [
        ("Head of government", "", 1),
        ("Minister", "level/minister/", 3),
    ]
    assert line(page, "Sector") == [("Energy", "sector/energy/", 4), ("Trade", "", 2)]
    assert line(page, "Decade") == [
        ("1960s", "#1960s", 1),
        ("1990s", "#1990s", 1),
        ("2010s", "#2010s", 1),
        ("2020s", "#2020s", 1),
    ]
    pairs = [uri for uri in published if uri.startswith("visits/by/") and uri.count("/") == 5]
    assert pairs == [
        "visits/by/direction/russia-to-pakistan/level/minister.md",
        "visits/by/direction/russia-to-pakistan/sector/energy.md",
        "visits/by/level/minister/sector/energy.md",
    ]


def test_a_page_of_two_values_leads_to_its_neighbours(published: dict[str, Rendered]) -> None:
    """Either value can be changed while the other stays, or given up."""
    page = published["visits/by/level/minister/sector/energy.md"]

    assert page.title == "Visits by level and sector: Minister, Energy"
    assert titles(page) == ["f", "e", "d", "c", "b"]
    assert line(page, "Sector") == [("Energy", ".", 5), ("Trade", "", 2)]
    assert re.findall(r'<p class="sb-filters__ways">(.*?)</p>', shown(page)) == [
        '<a href="../../">Level: Minister</a> <a href="../../../../sector/energy/">Sector: Energy'
        '</a> <a href="../../../../../">All visits</a> '
        '<a href="../../../../../?level=minister&amp;sector=energy" data-sb-combine hidden>'
        "Combine with other filters</a>"
    ]


def test_a_decade_leads_into_the_pages_of_other_values(published: dict[str, Rendered]) -> None:
    """“Russia → Pakistan in the 2020s” is a part of the page of the direction, if it has one."""
    page = published["visits/by/decade/2020s.md"]

    assert line(page, "Direction") == [
        ("Pakistan → Russia", "", 1),
        ("Russia → Pakistan", "../../direction/russia-to-pakistan/#2020s", 1),
        ("Elsewhere", "", 1),
    ]


def test_the_table_of_decades_leads_to_what_it_counts(published: dict[str, Rendered]) -> None:
    """A number on the home page is a link to the visits of that sector in that decade, where the
    sector has a page."""
    cells = re.findall(r'<td><a href="([^"]*)">(\d+)</a>', shown(published["index.md"]))

    assert ("visits/by/sector/energy/#2020s", "3") in cells
    assert not [url for url, _ in cells if "trade" in url]


def test_the_index_gives_the_browser_what_it_combines(published: dict[str, Rendered]) -> None:
    """Each visit has the tokens of its values, each filter its own; facets without choice none."""
    index = shown(published["visits/index.md"])

    assert 'data-sb-nouns="visit|visits"' in index
    assert re.findall(r'data-sb-in="([^"]*)"', index)[-2] == (
        "direction/russia-to-pakistan level/minister sector/energy sector/trade decade/1990s "
        "country/pakistan scope/core"
    )
    assert "More filters: country, scope" in index
    assert not [uri for uri in published if uri.startswith(("visits/by/status", "visits/by/set"))]


def test_the_facts_of_a_visit_lead_to_its_like(published: dict[str, Rendered]) -> None:
    """Its level is a link to all visits of that level; what all have in common is none."""
    facts = shown(published["visits/b.md"])

    assert '<a href="../by/level/minister/">Minister</a>' in facts
    assert "<dd>Bilateral visit</dd>" in facts


def test_a_site_of_one_visit_has_nothing_to_filter(project: MakeProject) -> None:
    """No filters and no pages of them where there is no choice."""
    path, text = visit("a", sectors="")
    files = {"docs/index.md": "# Home\n", "data/places.yml": PLACES, path: text}
    edition = edition_of(project, files)
    pages = publish(edition.site, edition.formatted, edition.mode)

    assert [uri for uri in pages if uri.startswith("visits/")] == ["visits/a.md", "visits/index.md"]
    assert "sb-filters" not in shown(pages["visits/index.md"])


def test_names_cannot_become_markup(project: MakeProject) -> None:
    """What a record is called stands in filters and titles as text."""
    files = {**FILES, "docs/sectors/trade.md": SECTOR.format("'<b>Trade</b> & [x](y)'")}
    edition = edition_of(project, files)
    page = publish(edition.site, edition.formatted, edition.mode)["visits/by/sector/index.md"]

    assert "<b>" not in shown(page) + page.markdown
    assert str(Markup.escape("<b>Trade</b> & [x](y)")) in shown(page)


@pytest.mark.parametrize(
    ("sides", "directions"),
    [
        pytest.param((), [], id="none"),
        pytest.param(("pakistan",), ["To Pakistan", "From Pakistan"], id="one"),
        pytest.param(
            ("pakistan", "russia", "china"),
            ["Pakistan → Russia", "Pakistan → China", "Russia → Pakistan"],
            id="three",
        ),
    ],
)
def test_directions_say_what_is_in_the_records(
    sides: tuple[str, ...], directions: list[str], project: MakeProject
) -> None:
    """Between no sides there is no direction, and none is “to third countries” of one."""
    edition = edition_of(project, {**FILES, DECLARATION: visits_between(*sides)})
    (facet,) = (one for one in edition.facets["visits"] if one.id == "direction")

    assert directions == [value.text for value in facet.values]
