"""What the indexes tell at a glance, and what a visit's page says of its neighbours."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from markupsafe import Markup

from building import SMALL, MakeProject
from sourcebook.citeproc import Formatted
from sourcebook.compilation import compile_site
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.publish import NOTHING_YET, publish
from sourcebook.project import read

LATER = """---
title: Lavrov in Islamabad, 2022
visit:
  dates: 2022-05
  from: russia
  to: pakistan
  level: foreign-minister
  setting: bilateral
  visitors: [{person: sergey-lavrov}]
  hosts: [{person: a-host}]
  sectors: [energy]
  agreements: [gas]
  summary: He came again.
---

[Ivan Other][people/ivan-other] was named.
"""
MEETING = """---
title: A meeting in Tianjin
visit:
  dates: 2023~
  from: pakistan
  to: china
  level: foreign-minister
  setting: multilateral
  scope: related
  places: [tianjin]
  summary: They met.
---

Text.
"""
FILES = {
    **SMALL,
    "docs/index.md": "# Home\n\n<!-- sourcebook: latest -->\n\n<!-- sourcebook: figures -->\n",
    "docs/visits/lavrov-islamabad-2022.md": LATER,
    "docs/visits/tianjin.md": MEETING,
    "data/places.yml": SMALL["data/places.yml"]
    + "china: {name: China, kind: country}\ntianjin: {name: Tianjin, kind: city, country: china}\n",
    "data/people.yml": """sergey-lavrov:
  name: Sergey Lavrov
  sort_name: Lavrov, Sergey
  country: russia
  offices:
    - {office: minister, dates: 2012, sources: [arabnews2021newturn]}
    - {office: envoy, dates: 2001, sources: [arabnews2021newturn]}
ivan-other: {name: Ivan Other, country: russia}
a-host: {name: A Host, country: pakistan}
nobody: {name: Nobody}
""",
    "data/offices.yml": """
minister: {name: Minister of Foreign Affairs of Russia, organisation: ministry}
envoy: {name: Permanent Representative of Russia}
""",
    "data/organisations.yml": """
ministry: {name: Ministry of Foreign Affairs, kind: ministry, country: russia, short: MFA}
gazprom: {name: Gazprom, kind: company, country: russia}
""",
    "data/agreements.yml": """gas:
  name: Gas agreement
  kind: treaty
  states: [pakistan, russia]
  sectors: [energy]
  history:
    - {state: announced, dates: 2015, sources: [arabnews2021newturn]}
    - {state: signed, dates: 2016-04, sources: [arabnews2021newturn]}
""",
    "data/series.yml": """length:
  name: Length of the pipeline
  definition: How long it is to be.
  unit: kilometres
  shown_as: "# km"
  sectors: [energy]
""",
    "data/observations.csv": "series,period,value,unit,citekey,locator,excerpt,status\n"
    "length,2019,1100,kilometres,arabnews2021newturn,,,\n"
    "length,2021,1122,kilometres,arabnews2021newturn,,,\n",
}  # fmt: skip


def published(project: MakeProject, files: Mapping[str, str]) -> dict[str, Rendered]:
    sources, problems = read(project(files))
    site = compile_site(sources, problems).site
    formatted = Formatted({key: Markup.escape(key) for key in site.works}, {})
    edition = Edition(site, formatted)
    return publish(edition.site, edition.formatted, edition.mode)


@pytest.fixture
def pages(project: MakeProject) -> dict[str, Rendered]:
    return published(project, FILES)


def shown(page: Rendered) -> str:
    """Return the HTML of the slots of *page*, in order."""
    return "".join(str(slot.markup) for slot in page.slots.values())


def cards(page: Rendered) -> list[tuple[str, str]]:
    """Return the title and the line below it of each entry of the lists of *page*."""
    return re.findall(r'sb-record__title"[^>]*>([^<]*)</a> <span[^>]*>([^<]*)', shown(page))


def headings(page: Rendered) -> list[str]:
    found = re.findall(r"^## (.*?)(?: \{ #\S+ \})?$", page.markdown, re.MULTILINE)
    return [
        text.replace("&#40;", "(").replace("&#41;", ")").replace("&#44;", ",") for text in found
    ]


def test_people_stand_by_country_with_the_office_attested_last(pages: dict[str, Rendered]) -> None:
    """The largest group first, nobody's country last; part in a visit is told from a mention."""
    page = pages["people/index.md"]

    assert headings(page) == ["Russia (2)", "Pakistan (1)", "Other (1)"]
    assert cards(page) == [
        ("Ivan Other", "named on 1 page"),
        ("Sergey Lavrov", "Minister of Foreign Affairs of Russia · 2 visits"),
        ("A Host", "1 visit"),
        ("Nobody", "not yet on any page"),
    ]


def test_organisations_and_places_stand_by_kind(pages: dict[str, Rendered]) -> None:
    """With their number, their country, and what there is on them."""
    organisations, places = pages["organisations/index.md"], pages["places/index.md"]

    assert headings(organisations) == ["Ministries (1)", "Companies (1)"]
    assert cards(organisations) == [
        ("Ministry of Foreign Affairs", "MFA · Russia · 1 office"),
        ("Gazprom", "Russia · not yet on any page"),
    ]
    assert headings(places) == ["Cities (2)", "Countries (3)"]
    assert cards(places)[:2] == [
        ("Islamabad", "Pakistan · 1 visit"),
        ("Tianjin", "China · 1 visit"),
    ]


def test_a_sector_counts_visits_as_visits(pages: dict[str, Rendered]) -> None:
    """Agreements and figures of a sector are told apart from the visits that touched it."""
    assert cards(pages["sectors/index.md"]) == [
        ("Energy", "2 visits, 2021–2022 · 1 agreement · 1 series")
    ]


def test_agreements_open_with_how_far_they_came(pages: dict[str, Rendered]) -> None:
    """The states stand in one sentence, each number a link to its table."""
    page = pages["agreements/index.md"]

    assert (
        "Of 1 agreement, the last proven state is: [1 signed](#signed). "
        "Ages are counted to November 2026."
    ) in page.markdown
    # With one state only, the list by age would say the same again.
    assert headings(page) == ["Signed (1)"]


def test_figures_stand_in_one_table_with_their_newest_values(pages: dict[str, Rendered]) -> None:
    """The value of the last period, the period, and how many there are."""
    index, home = shown(pages["series/index.md"]), shown(pages["index.md"])
    newest = "<td>1,122 km <small>2021</small></td>"

    assert '<tr id="length"><th scope="row"><a href="length/">Length of the pipeline</a>' in index
    assert f'{newest}<td class="sb-num">2</td>' in index
    assert newest in home


def test_the_home_page_shows_the_latest_visits(pages: dict[str, Rendered]) -> None:
    """The last one first, with its date and place."""
    assert cards(pages["index.md"])[:3] == [
        ("A meeting in Tianjin", "about 2023 · Tianjin"),
        ("Lavrov in Islamabad, 2022", "May 2022"),
        ("Lavrov in Islamabad, 2021", "6–7 April 2021 · Islamabad"),
    ]


def test_a_visit_says_what_became_of_its_agreements(pages: dict[str, Rendered]) -> None:
    """The last proven state with its age stands before other visits."""
    page = pages["visits/lavrov-islamabad-2022.md"]

    assert headings(page)[0] == "What was agreed, and what became of it"
    assert ("Gas agreement", "Signed, April 2016 · 10 years ago") in cards(page)


def test_a_visit_leads_to_the_visits_before_and_after(pages: dict[str, Rendered]) -> None:
    """Of the same visitor and of the same level, with their dates; related meetings apart."""
    found = re.findall(
        r'aria-label="([^"]*)".*?rel="(\w+)"[^>]*>(.*?) <span>',
        shown(pages["visits/lavrov-islamabad-2022.md"]),
    )

    assert found == [
        ("Visits of Sergey Lavrov", "prev", "6–7 April 2021"),
        ("Visits at the level of foreign minister", "prev", "6–7 April 2021"),
    ]


def test_an_index_of_nothing_says_so(project: MakeProject) -> None:
    """What a site declares has an index at once; what it has none of has no page."""
    pages = published(project, {"docs/index.md": "# Home\n"})

    assert pages["visits/index.md"].markdown.endswith(NOTHING_YET)
    assert not {"agreements/index.md", "people/index.md", "series/index.md"} & {*pages}
