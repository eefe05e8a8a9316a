"""What programs read at the head of a page: tags, signposts, JSON-LD, Open Graph, addresses."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from building import MakeProject
from publishing import FILES, IMPRINT, completed
from sourcebook.pages.complete import Complete

HOME = IMPRINT.url
AGREEMENT = """\
pact:
  name: The pact
  kind: {kind}
  states: [here, there]
  sectors: [type]
  visits: [trip-1984]
  variants: [The old pact]
  history:
    - {{state: announced, dates: 1984-05, sources: [knuth1984]}}
{signed}"""
SIGNED = "    - {state: signed, dates: 1984-05-31, sources: [knuth1984]}\n"
SERIES = """\
rain:
  name: Rain
  definition: What fell on the town [@knuth1984].
  unit: millimetres
  places: [town]
  sectors: [type]
empty: {name: Snow, definition: None fell., unit: centimetres}
"""
OBSERVATIONS = """\
series,period,value,unit,citekey,locator,excerpt,status,preferred,reason,note
rain,1984,300,millimetres,knuth1984,,,,,,
rain,FY1991-92,250,millimetres,lamport1994,,,,,,
rain,always,1,millimetres,lamport1994,,,,,,
"""
WHOLE = FILES | {
    "data/agreements.yml": AGREEMENT.format(kind="protocol", signed=SIGNED),
    "data/series.yml": SERIES,
    "data/observations.csv": OBSERVATIONS,
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Complete:
    """All that the project `WHOLE` publishes; tests only read it."""
    root = tmp_path_factory.mktemp("whole")
    for name, text in WHOLE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return completed(lambda _: root)


def links(complete: Complete, uri: str) -> list[tuple[str, str, str]]:
    """Return relation, address and type of each ``<link>``, in order."""
    found = re.findall(
        r'<link rel="([^"]*)" href="([^"]*)"([^>]*)>', complete.surroundings[uri].head
    )
    types = [re.search(r'type="([^"]*)"', rest) for *_, rest in found]
    return [
        (rel, url, match[1] if match else "")
        for (rel, url, _), match in zip(found, types, strict=True)
    ]


def graph(complete: Complete, uri: str) -> dict[str, dict[str, Any]]:
    """Return the things of the graph of a page by type."""
    (text,) = re.findall(
        r'<script type="application/ld\+json">(.*)</script>', complete.surroundings[uri].head
    )
    things = json.loads(text)["@graph"]
    assert len({thing["@type"] for thing in things}) == len(things)
    return {thing["@type"]: thing for thing in things}


def test_a_page_and_its_work_say_the_same_of_a_work(whole: Complete) -> None:
    """The tags of a source's page and the reference to it on another have the same fields."""
    head = whole.surroundings["sources/lamport1994.md"].head
    own = re.findall(r'<meta name="(citation_[^"]*|prism[^"]*)" content="([^"]*)">', head)
    visit = whole.surroundings["visits/trip-1984.md"].head
    references = re.findall(r'<meta name="citation_reference" content="([^"]*)">', visit)

    assert len(references) == 2
    assert "; ".join(f"{name}={value}" for name, value in own) == (
        "citation_title=How to write &lt;a&gt; proof &amp; more; "
        "citation_author=Lamport, Leslie; citation_publication_date=1995/08; "
        "citation_journal_title=Monthly; citation_language=en-US"
    )
    assert references[1] == "; ".join(f"{name}={value}" for name, value in own)


def test_signposts_of_a_visit_are_of_the_page_alone(whole: Complete) -> None:
    """Its own address, entry, type and licence; the works that it cites do not describe it."""
    page = f"{HOME}visits/trip-1984/"

    assert links(whole, "visits/trip-1984.md") == [
        ("cite-as", page, ""),
        ("describedby", f"{page}cite.bib", "application/x-bibtex"),
        ("describedby", f"{page}cite.ris", "application/x-research-info-systems"),
        ("describedby", f"{page}cite.json", "application/vnd.citationstyles.csl+json"),
        ("type", "https://schema.org/Article", ""),
        ("license", "https://creativecommons.org/licenses/by/4.0/", ""),
        ("alternate feed", "../../feed.xml", "application/atom+xml"),
        ("related", "../../visits.ics", "text/calendar"),
    ]


def test_signposts_of_a_source_are_of_the_work(project: MakeProject) -> None:
    """Its entry describes it, its publisher is related; our licence is not that of the work."""
    bib = "@report{r, title = {R}, institution = {I}, date = {1984}, doi = {10.1000/a<b}}\n"
    whole = completed(project, FILES | {"bibliography/more.bib": bib})
    page = f"{HOME}sources/r/"

    assert links(whole, "sources/r.md")[:-2] == [
        ("cite-as", page, ""),
        ("describedby", f"{page}r.bib", "application/x-bibtex"),
        ("describedby", f"{page}r.ris", "application/x-research-info-systems"),
        ("describedby", f"{page}r.json", "application/vnd.citationstyles.csl+json"),
        ("type", "https://schema.org/AboutPage", ""),
        ("type", "https://schema.org/Report", ""),
        ("related", "https://doi.org/10.1000/a%3Cb", ""),
    ]


def test_signposts_of_data_lead_to_the_files(whole: Complete) -> None:
    """A series has its table, the page of the data all of them; both are given away as data."""
    zero = ("license", "https://creativecommons.org/publicdomain/zero/1.0/", "")
    dataset = ("type", "https://schema.org/Dataset", "")

    assert links(whole, "series/rain.md")[:-2] == [
        ("item", f"{HOME}series/rain/rain.csv", "text/csv"),
        dataset,
        zero,
    ]
    assert links(whole, "series/empty.md")[:-2] == []
    found = links(whole, "data/index.md")[:-2]
    assert found[0] == ("describedby", f"{HOME}datapackage.json", "application/json")
    assert {(rel, kind) for rel, _, kind in found[1:-2]} == {("item", "text/csv")}
    assert {url.removeprefix(HOME) for _, url, _ in found[1:-2]} <= whole.files.keys()
    assert found[-2:] == [dataset, zero]


def test_links_are_relative_where_the_address_is_not_known(project: MakeProject) -> None:
    """Without an address there is none to cite; the rest leads to the same files."""
    whole = completed(project, WHOLE, replace(IMPRINT, url=""))

    assert links(whole, "visits/trip-1984.md")[0] == (
        "describedby",
        "cite.bib",
        "application/x-bibtex",
    )
    assert links(whole, "series/rain.md")[0] == ("item", "rain.csv", "text/csv")


def test_a_signed_text_of_governments_is_legislation(whole: Complete) -> None:
    """With the day of its signature, its parties and its last proven state."""
    page = f"{HOME}agreements/pact/"
    found = graph(whole, "agreements/pact.md")

    assert found["Legislation"] == {
        "@type": "Legislation",
        "@id": f"{page}#agreement",
        "name": "The pact",
        "alternateName": ["The old pact"],
        "legislationType": "Protocol",
        "legislationDate": "1984-05-31",
        "legislationJurisdiction": [
            {"@type": "Country", "@id": f"{HOME}places/{id}/#place", "name": name}
            for id, name in (("here", "Here"), ("there", "There"))
        ],
        "keywords": ["Type"],
        "creativeWorkStatus": "Signed",
        "subjectOf": {"@id": page},
    }
    assert found["WebPage"]["mainEntity"] == {"@id": f"{page}#agreement"}
    assert found["WebPage"]["citation"] == [{"@id": f"{HOME}sources/knuth1984/#work"}]


@pytest.mark.parametrize(
    ("kind", "signed"),
    [
        pytest.param("protocol", "", id="nobody-signed"),
        pytest.param("memorandum", SIGNED, id="no-law"),
        pytest.param("contract", SIGNED, id="between-bodies"),
    ],
)
def test_any_other_agreement_is_a_work(project: MakeProject, kind: str, signed: str) -> None:
    """A plan, a memorandum and a contract are no legislation, and have no date as such."""
    pact = AGREEMENT.format(kind=kind, signed=signed)
    found = graph(completed(project, WHOLE | {"data/agreements.yml": pact}), "agreements/pact.md")

    assert "Legislation" not in found
    assert found["CreativeWork"]["genre"] == kind.capitalize()
    assert found["CreativeWork"]["creativeWorkStatus"] == ("Signed" if signed else "Announced")
    assert not [term for term in found["CreativeWork"] if "date" in term.casefold()]


def test_a_series_is_a_dataset(whole: Complete) -> None:
    """What is measured in which unit, over which years, in which file, after which works."""
    page = f"{HOME}series/rain/"

    assert graph(whole, "series/rain.md")["Dataset"] == {
        "@type": "Dataset",
        "@id": f"{page}#dataset",
        "name": "Rain",
        "description": "What fell on the town.",
        "url": page,
        "variableMeasured": {"@type": "PropertyValue", "name": "Rain", "unitText": "millimetres"},
        "temporalCoverage": "1984/1992",
        "spatialCoverage": [
            {"@type": "Place", "@id": f"{HOME}places/town/#place", "name": "Town, the"}
        ],
        "keywords": ["Type"],
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": f"{page}rain.csv",
            }
        ],
        "isBasedOn": [
            {"@id": f"{HOME}sources/lamport1994/#work"},
            {"@id": f"{HOME}sources/knuth1984/#work"},
        ],
        "subjectOf": {"@id": page},
    }
    empty = graph(whole, "series/empty.md")["Dataset"]
    assert not {"distribution", "temporalCoverage", "isBasedOn"} & empty.keys()


def test_every_page_says_the_way_to_it(whole: Complete) -> None:
    """Site, index, page, by the names that the pages have; the home page is at its end."""
    crumbs = graph(whole, "agreements/pact.md")["BreadcrumbList"]["itemListElement"]
    assert [(one["position"], one["name"], one["item"]) for one in crumbs] == [
        (1, "A <small> Sourcebook", HOME),
        (2, "Agreements", f"{HOME}agreements/"),
        (3, "The pact", f"{HOME}agreements/pact/"),
    ]
    ways = {
        uri: len(found["BreadcrumbList"]["itemListElement"])
        for uri in whole.pages
        if "BreadcrumbList" in (found := graph(whole, uri))
    }
    assert whole.pages.keys() - ways.keys() == {"index.md"}
    assert ways["visits/index.md"] == ways["data/index.md"] == ways["search.md"] == 2


def test_the_sitemap_has_what_is_found_nowhere_else(whole: Complete) -> None:
    """Filters, the ledger and the search are not in it; every record and work is."""
    listed = {
        whole.pages[uri].kind for uri, around in whole.surroundings.items() if around.is_listed
    }
    hidden = {
        whole.pages[uri].kind for uri, around in whole.surroundings.items() if not around.is_listed
    }

    assert hidden == {"filter", "ledger", "search"}
    assert listed & hidden == set()
    assert {"home", "index", "visit", "source", "agreement", "series", "place"} <= listed


def test_a_picture_is_named_whole(whole: Complete, project: MakeProject) -> None:
    """By its public address, with its size and its words; never where the site has no address."""
    own = whole.surroundings["visits/trip-1984.md"]
    shared = whole.surroundings["agreements/pact.md"]

    assert {name: value for name, value in own.og.items() if name.startswith("og:image")} == {
        "og:image": f"{HOME}visits/trip-1984/picture.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "A trip, 1984. Bilateral visit · Minister. "
        "30 May – 1 June 1984 · Town, the, Here. From There to Here. A <small> Sourcebook",
    }
    assert shared.og["og:image"] == f"{HOME}picture.png"
    assert '<meta name="twitter:card" content="summary_large_image">' in own.head
    assert whole.pictures.keys() == {
        "picture.png",
        "sectors/type/picture.png",
        "visits/plan-1985/picture.png",
        "visits/trip-1984/picture.png",
    }
    bare = completed(project, WHOLE, replace(IMPRINT, url=""))
    assert bare.pictures == {}
    assert not any("image" in name for one in bare.surroundings.values() for name in one.og)
