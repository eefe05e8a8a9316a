"""A site on another subject: expeditions and stations, declared in its data, built strictly.

`tests/sites/antarctic` knows no visits and brings no Python: everything here follows from its
`data/collections.yml`.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from building import ROOT, Built, build
from commands import run

pytestmark = pytest.mark.site

SITE = ROOT / "tests/sites/antarctic"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site, begun by `sourcebook init` and built; tests only read it."""
    root = tmp_path_factory.mktemp("another") / "site"
    begun = run(root.parent, "init", "site", "--title", "Antarctic Sourcebook")
    assert begun.returncode == 0, begun.stderr
    # The example that a site begins with.
    (root / "bibliography/sources.bib").unlink()
    shutil.rmtree(root / "bibliography/excerpts")
    shutil.copytree(SITE, root, dirs_exist_ok=True)
    for arguments in (("schema",), ("check", "--fail-on", "warning")):
        done = run(root, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
    made = build(root, "--strict", PYTHONPATH=str(root / "hooks"))
    assert made.exit_code == 0, made.output
    return made


def page(built: Built, address: str) -> str:
    return (built.site / address / "index.html").read_text(encoding="utf-8")


def an_expedition(built: Built) -> str:
    """Return the address of the page of Mawson's expedition of 1911."""
    (found,) = [
        path.parent.relative_to(built.site).as_posix()
        for path in (built.site / "expeditions").glob("*/index.html")
        if "<h1" in (text := path.read_text(encoding="utf-8"))
        and "Australasian Antarctic Expedition</h1>" in re.sub(r"<a class=.*?</a>", "", text)
    ]
    return found


def graph(text: str) -> list[dict[str, Any]]:
    """Return the things of the JSON-LD graph of a page."""
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    things: list[dict[str, Any]] = json.loads(script)["@graph"]
    return things


def test_every_field_is_on_the_page(built: Built) -> None:
    """Facts have the labels and choices of the declaration, with links to their records."""
    text = page(built, an_expedition(built))
    facts = dict(re.findall(r"<div><dt>(.*?)</dt>(.*?)</div>", text))

    assert {"Dates", "Outcome", "Goal", "Leaders", "Countries", "Ships", "Places", "Deaths"} <= {
        *facts
    }
    assert "<dd>Aurora</dd>" in facts["Ships"]
    assert re.search(r'href="[./]*people/douglas-mawson/"', facts["Leaders"])
    assert ">Completed<" in facts["Outcome"]
    assert "<dd>2</dd>" in facts["Deaths"]


def test_a_record_lists_those_that_name_it(built: Built) -> None:
    """By the words of the declaration; two collections with like fields do not hide each other."""
    mawson = page(built, "people/douglas-mawson")
    kingdom = page(built, "places/united-kingdom")

    assert re.search(r'<h2[^>]* id="expeditions"[^>]*>Expeditions led', mawson)
    assert re.search(r"<h2[^>]*>Expeditions from here", kingdom)
    assert re.search(r"<h2[^>]*>Stations of this country", kingdom)


def test_indexes_and_filters_follow(built: Built) -> None:
    """An index by decade, newest first, a page for each value that three have, and for pairs."""
    index = page(built, "expeditions")

    assert re.findall(r'<h2 id="(\d{4}s)"', index)[-2:] == ["1900s", "1890s"]
    assert 'data-sb-nouns="expedition|expeditions"' in index
    assert (built.site / "expeditions/by/decade/1900s/index.html").is_file()
    assert (built.site / "stations/by/use/closed/index.html").is_file()
    assert "All stations" in page(built, "stations/by/use/closed")
    assert "Stations by use: Closed" in page(built, "stations/by/use/closed")


def test_views_have_the_words_of_the_site(built: Built) -> None:
    """The first collection has the plain addresses, the others their own."""
    assert "Expeditions in time</h1>" in re.sub(r"<a class=.*?</a>", "", page(built, "timeline"))
    assert "Stations in time" in page(built, "timeline/stations")
    assert "Map of the expeditions" in page(built, "map")
    assert "Which expedition pursued which science." in page(built, "matrix")
    assert not (built.site / "expeditions.ics").exists()


def test_the_navigation_follows(built: Built) -> None:
    """The header leads to what there is, in the order of the declaration, and to nothing else."""
    home = page(built, "")
    (header,) = re.findall(r'<nav class="sb-nav.*?</nav>|<header.*?</header>', home, re.DOTALL)[:1]
    links = [link for link in re.findall(r'href="([a-z/.]+)"', header) if link.endswith("/")]

    assert [one for one in links if one in ("expeditions/", "stations/", "topics/")] == [
        "expeditions/",
        "stations/",
        "topics/",
    ]
    assert not {"agreements/", "series/", "visits/"} & {*links}
    assert not (built.site / "agreements").exists()


def test_the_search_knows_types_and_topics(built: Built) -> None:
    """A record has its type, its topics and its people as filters, and its place's names."""
    text = page(built, an_expedition(built))

    assert re.findall(r'"sourcebook:filter:type" content="([^"]*)"', text) == ["Expedition"]
    assert "Douglas Mawson" in text


def test_tables_and_package_follow(built: Built) -> None:
    """Every field is a column, and the Data Package describes it."""
    with (built.site / "data/expeditions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    package = json.loads((built.site / "datapackage.json").read_text(encoding="utf-8"))
    named = {one["path"] for one in package["resources"]}

    assert len(rows) == len(list((SITE / "docs/expeditions").glob("*.md")))
    assert {"id", "title", "dates", "dates_earliest", "outcome", "countries"} <= {*rows[0]}
    assert {"data/expeditions.csv", "data/stations.csv", "data/topics.csv"} <= named
    assert not [path for path in named if "visits" in path]


def test_schemas_follow(built: Built) -> None:
    """Editors complete the fields of the site; what its pages hold is valid by them."""
    schema = json.loads(
        (built.root / "data/schema/stations.schema.json").read_text(encoding="utf-8")
    )
    record = schema["properties"]["station"]

    assert record["properties"]["use"]["enum"] == ["year-round", "summer", "museum", "closed"]
    assert record["properties"]["places"]["items"]["x-references"] == "places"
    assert Draft202012Validator(schema).is_valid(
        {
            "title": "Halley",
            "station": {"dates": 1956, "use": "summer", "summary": "It stands on ice [@a]."},
        }
    )
    assert not Draft202012Validator(schema).is_valid({"title": "Halley", "station": {"use": "x"}})


def test_json_ld_says_what_was_declared(built: Built) -> None:
    """The type and the properties of schema.org are those of the declaration."""
    things = {thing["@type"]: thing for thing in graph(page(built, an_expedition(built)))}
    station = next((built.site / "stations").glob("*/index.html"))
    kinds = {thing["@type"] for thing in graph(station.read_text(encoding="utf-8"))}

    assert things["Event"]["startDate"] == "1911-12-02"
    assert [one["name"] for one in things["Event"]["attendee"]] == ["Douglas Mawson"]
    assert things["Article"]["about"] == {"@id": things["Event"]["@id"]}
    assert "Place" in kinds


def test_no_word_of_the_first_site_is_on_it(built: Built) -> None:
    """But in the examples of the rules, and where a source or a writer uses the word."""
    words = re.compile(r"(?i)>\s*(?:visits?|visits and meetings|sectors?|third countries)\s*<")
    naming = [
        path.relative_to(built.site).as_posix()
        for path in built.site.rglob("*.html")
        if words.search(path.read_text(encoding="utf-8"))
    ]

    assert naming == []
