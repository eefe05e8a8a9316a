"""What programs read of the built site: tags, links, JSON-LD, feeds, data, the sitemap."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import struct
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypandoc
import pytest

from built_site import Element, Page, closed_up, pages

pytestmark = pytest.mark.site

TERMS = {
    "@context", "@graph", "@id", "@type", "about", "alternateName", "archivedAt", "attendee",
    "author", "citation", "containedInPlace", "contentUrl", "contributor", "creativeWorkStatus",
    "creator", "dateModified", "datePublished", "description", "distribution", "encodingFormat",
    "endDate", "eventStatus", "genre", "headline", "inLanguage", "isBasedOn", "isPartOf", "item",
    "itemListElement", "keywords", "legislationDate", "legislationJurisdiction", "legislationType",
    "license", "location", "mainEntity", "name", "parentOrganization", "position", "publisher",
    "spatialCoverage", "startDate", "subjectOf", "temporalCoverage", "unitText", "url",
    "variableMeasured",
}  # fmt: skip
TYPES = {
    "Article", "BlogPosting", "Book", "BreadcrumbList", "Chapter", "CollectionPage", "Country",
    "CreativeWork", "DataDownload", "Dataset", "Event", "Legislation", "ListItem", "NewsArticle",
    "Organization", "Person", "Place", "PropertyValue", "Report", "ScholarlyArticle", "Thesis",
    "VideoObject", "WebPage", "WebSite",
}  # fmt: skip
"""Terms and types of schema.org (schemaorg/schemaorg, data/schema.ttl) that may be used."""

WORDS = {
    "alternateName", "creativeWorkStatus", "description", "genre", "headline", "keywords",
    "legislationType", "name", "unitText",
}  # fmt: skip
"""Terms whose values are text for readers."""
DAYS = {"dateModified", "datePublished", "endDate", "legislationDate", "startDate"}
ADDRESSES = {"@id", "archivedAt", "contentUrl", "item", "license", "url"}
CITABLE = {"visit", "sector", "source"}


@pytest.fixture(scope="module")
def site(shipped_site: Path) -> dict[str, Page]:
    return pages(shipped_site)


def kind_of(page: Page) -> str:
    found = next(page.root.all(css_class="sb-page"), None)
    return found.attributes.get("data-sb-kind", "") if found else ""


def metas(page: Page) -> list[tuple[str, str]]:
    """Return name (or property) and content of each ``<meta>``."""
    return [
        (one.attributes.get("name") or one.attributes.get("property", ""), content)
        for one in page.root.all("meta")
        if (content := one.attributes.get("content"))
    ]


def links(page: Page, rel: str) -> list[dict[str, str]]:
    return [one.attributes for one in page.root.all("link") if one.attributes.get("rel") == rel]


def graphs(page: Page) -> Iterator[dict[str, Any]]:
    for script in page.root.all("script"):
        if script.attributes.get("type") == "application/ld+json":
            yield json.loads(script.text())


def pairs(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield every term with each plain value, whatever holds it."""
    for key, held in value.items():
        for one in held if isinstance(held, list) else [held]:
            if isinstance(one, dict):
                yield key, None
                yield from pairs(one)
            else:
                yield key, one


def readable(page: Page) -> str:
    """Return what the page shows, without the marks of citations, blanks as one space."""

    def text(element: Element) -> str:
        if "sb-cite" in element.classes or element.tag in ("script", "style"):
            return ""
        return "".join(one if isinstance(one, str) else text(one) for one in element.children)

    return closed_up(text(page.root))


def test_every_page_has_one_graph(site: dict[str, Page]) -> None:
    """Each page says what it is and the way to it; the one for a wrong address says nothing."""
    wrong = {path: n for path, page in site.items() if (n := len(list(graphs(page)))) != 1}
    without_way = [
        path
        for path, page in site.items()
        for graph in graphs(page)
        if "BreadcrumbList" not in {thing["@type"] for thing in graph["@graph"]}
    ]

    assert wrong == {"404.html": 0}
    assert without_way == ["index.html"]


def test_the_way_to_a_page_is_that_of_the_page(site: dict[str, Page]) -> None:
    """It ends at the page itself, and the links above the title are its beginning."""
    wrong = []
    for path, page in site.items():
        for graph in graphs(page):
            for thing in graph["@graph"]:
                if thing["@type"] != "BreadcrumbList":
                    continue
                way = [page.resolve(one["item"]) for one in thing["itemListElement"]]
                shown = [
                    page.resolve(a.attributes["href"])
                    for nav in page.root.all("nav", "sb-breadcrumbs")
                    for a in nav.all("a")
                ]
                if (
                    way[0] != ("index.html", "")
                    or way[-1] != (path, "")
                    or way[: len(shown)] != (shown)
                ):
                    wrong.append((path, way, shown))

    assert wrong == []


def test_graphs_use_known_terms(site: dict[str, Page]) -> None:
    """No term and no type that schema.org does not have."""
    terms: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for page in site.values():
        for graph in graphs(page):
            found = list(pairs(graph))
            terms.update(key for key, _ in found)
            types.update(str(value) for key, value in found if key == "@type")

    assert set(terms) - TERMS == set()
    assert set(types) - TYPES == set()
    assert types["Event"] and types["Person"] and types["Legislation"] and types["CreativeWork"]
    assert types["Dataset"] > 20


def test_graphs_say_what_the_page_shows(site: dict[str, Page]) -> None:
    """Every text of a graph stands on its page, every day in words or figures, every address as a
    link of it."""
    hidden = []
    for path, page in site.items():
        shown = readable(page)
        addressed = {
            target
            for one in page.root.walk()
            for name in ("href", "content")
            if (target := page.resolve(one.attributes.get(name, "")))
        }
        led_to = {one[0] for one in addressed}
        written = {one.attributes.get("href", "") for one in page.root.walk()}
        for graph in graphs(page):
            for key, value in pairs(graph):
                if value is None or key in ("@type", "@context"):
                    continue
                if key in WORDS:
                    found = closed_up(value) in shown
                elif key in DAYS:
                    found = re.fullmatch(r"\d{4}(-\d\d){0,2}", value) and value[:4] in shown
                elif key == "temporalCoverage":
                    # A fiscal year is shown as “2022–23”; what is open has no first year.
                    found = all(
                        year[:4] in shown or f"–{year[2:4]}" in shown
                        for year in value.removeprefix("../").split("/")
                    )
                elif key in ADDRESSES:
                    target = page.resolve(value)
                    inside = target and target[0] in led_to
                    found = inside or value in written or (target and target[0] == path)
                else:
                    found = True
                if not found:
                    hidden.append((path, key, value))

    assert hidden == []


def test_names_of_things_lead_to_their_pages(site: dict[str, Page]) -> None:
    """The ``@id`` of a thing is the public address of a page of the site."""
    lost = [
        (path, value)
        for path, page in site.items()
        for graph in graphs(page)
        for key, value in pairs(graph)
        if key == "@id" and ((target := page.resolve(value)) is None or target[0] not in site)
    ]

    assert lost == []


def test_a_graph_closes_nothing(shipped_site: Path) -> None:
    """No sign in a graph can end its element."""
    bad = []
    for path in shipped_site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text):
            bad += [path.name] if re.search(r"[<>&]", found) else []

    assert bad == []


def test_tags_are_on_citable_pages_only(site: dict[str, Page]) -> None:
    """Zotero's button appears on what can be cited, never on indexes and the home page."""
    wrong = []
    for path, page in site.items():
        tags = {name for name, _ in metas(page)}
        has_tags = {"citation_title", "DC.type"} <= tags
        any_tag = any(name.startswith(("citation_", "DC.", "prism.")) for name in tags)
        if has_tags != (kind_of(page) in CITABLE) or any_tag != has_tags:
            wrong.append(path)

    assert wrong == []


def zotero_type(tags: list[tuple[str, str]]) -> str:
    """Return the item type that Zotero's “Embedded Metadata” and “RDF” translators choose."""
    found = dict(tags)
    decisive = {
        "citation_journal_title": "journalArticle",
        "citation_technical_report_institution": "report",
        "citation_conference_title": "conferencePaper",
        "citation_book_title": "bookSection",
        "citation_dissertation_institution": "thesis",
    }
    for name, item_type in decisive.items():
        if name in found:
            return item_type
    if found.get("og:type") == "website":
        return "webpage"
    return found.get("DC.type", "journalArticle")


def test_zotero_saves_the_right_item(site: dict[str, Page]) -> None:
    """A visit and a sector are web pages of ours; the page of a source is the work, by its type,
    and nothing of our site gets into the work."""
    wrong = []
    for path, page in site.items():
        tags = metas(page)
        names = dict(tags)
        if kind_of(page) in ("visit", "sector"):
            good = (
                zotero_type(tags) == names["DC.type"] == "webpage"
                and names["og:site_name"]
                and page.resolve(names["citation_public_url"]) == (path, "")
                and re.fullmatch(r"\d{4}/\d\d/\d\d", names["citation_publication_date"])
            )
        elif kind_of(page) == "source":
            good = zotero_type(tags) == names["DC.type"] and not {
                "og:site_name", "og:description", "og:type"
            } & names.keys()  # fmt: skip
        else:
            good = True
        if not good:
            wrong.append(path)

    assert wrong == []


def test_signposts_stand_at_citable_pages(site: dict[str, Page], shipped_site: Path) -> None:
    """One permanent address, and one description in each format, of the page or of its work."""
    own = {f"cite.{suffix}" for suffix in ("bib", "ris", "json")}
    for path, page in site.items():
        described = [page.resolve(one["href"]) for one in links(page, "describedby")]
        if kind_of(page) not in CITABLE:
            assert links(page, "cite-as") == []
            assert described == ([("datapackage.json", "")] if path == "data/index.html" else [])
            continue
        (cited,) = links(page, "cite-as")
        (canonical,) = links(page, "canonical")
        types = [one["href"] for one in links(page, "type")]
        is_source = kind_of(page) == "source"

        assert cited["href"] == canonical["href"]
        assert page.resolve(cited["href"]) == (path, "")
        assert {one.get("type") for one in links(page, "describedby")} == {
            "application/x-bibtex",
            "application/x-research-info-systems",
            "application/vnd.citationstyles.csl+json",
        }
        assert len(described) == 3
        assert all(one and (shipped_site / one[0]).is_file() for one in described)
        assert ({Path(one[0]).name for one in described if one} == own) == (not is_source)
        assert len(links(page, "license")) == (0 if is_source else 1)
        assert types[0] == f"https://schema.org/{'AboutPage' if is_source else 'Article'}"
        assert len(types) == (2 if is_source else 1)


def test_signposts_lead_to_the_tables(site: dict[str, Page], shipped_site: Path) -> None:
    """Series and the page of the data name their files, each of which is there, as data."""
    seen = 0
    for path, page in site.items():
        found = links(page, "item")
        if not found:
            continue
        seen += 1
        files = [page.resolve(one["href"]) for one in found]

        assert kind_of(page) == "series" or path == "data/index.html"
        assert {one["type"] for one in found} == {"text/csv"}
        assert all(one and (shipped_site / one[0]).is_file() for one in files)
        assert [one["href"] for one in links(page, "type")] == ["https://schema.org/Dataset"]
        assert "publicdomain/zero" in links(page, "license")[0]["href"]

    assert seen > 20


def test_citable_pages_say_how_to_cite_them(site: dict[str, Page]) -> None:
    """Three styles, a permanent link and the day of the revision; three files, which the page of a
    work has of the work alone."""
    for page in site.values():
        boxes = list(page.root.all(css_class="sb-citebox"))
        assert len(boxes) == (kind_of(page) in CITABLE)
        for box in boxes:
            text = box.text()
            assert all(name in text for name in ("APA", "Chicago", "MLA", "Permanent link"))
            assert [*box.all("time")] and "@online{" in text
            files = {a.attributes["href"] for a in box.all("a") if "download" in a.attributes}
            assert len(files) == (0 if kind_of(page) == "source" else 3)


def test_every_page_leads_to_the_feeds(site: dict[str, Page], shipped_site: Path) -> None:
    """The feed and the calendar are found from any page, and are well formed."""
    for path, page in site.items():
        if path == "404.html":
            continue
        assert links(page, "alternate") == [], "Material fetches the sitemap where there is one"
        (feed,) = links(page, "alternate feed")
        (calendar,) = [one for one in links(page, "related") if one.get("type") == "text/calendar"]
        assert feed["type"] == "application/atom+xml"
        assert page.resolve(feed["href"]) == ("feed.xml", ""), path
        assert page.resolve(calendar["href"]) == ("visits.ics", ""), path
    ElementTree.parse(shipped_site / "feed.xml")
    events = (shipped_site / "visits.ics").read_bytes()
    assert events.count(b"\r\n") == events.count(b"\n")
    assert events.count(b"BEGIN:VEVENT") == events.count(b"END:VEVENT") > 3


def test_the_data_are_as_the_package_says(shipped_site: Path) -> None:
    """Size and digest of each file; every key is there once, every foreign key leads to a row."""
    package = json.loads((shipped_site / "datapackage.json").read_text(encoding="utf-8"))
    rows: dict[str, list[dict[str, str]]] = {}
    for resource in package["resources"]:
        content = (shipped_site / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        if resource.get("type") == "table":
            text = content.decode("utf-8")
            read = list(csv.reader(text.splitlines(keepends=True)))
            names = [field["name"] for field in resource["schema"]["fields"]]
            assert read[0] == names
            assert {len(row) for row in read} == {len(names)}
            rows[resource["name"]] = [dict(zip(names, row, strict=True)) for row in read[1:]]

    dangling = []
    for resource in package["resources"]:
        if resource.get("type") != "table":
            continue
        schema = resource["schema"]
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows[resource["name"]]]
        assert len(keys) == len(set(keys)), resource["name"]
        for key in schema.get("foreignKeys", ()):
            target = rows[key["reference"]["resource"] or resource["name"]]
            known = {tuple(row[name] for name in key["reference"]["fields"]) for row in target}
            for row in rows[resource["name"]]:
                cells = tuple(row[name] for name in key["fields"])
                if any(cells) and cells not in known:
                    dangling.append((resource["name"], cells))
    assert dangling == []


def test_no_cell_is_a_formula(shipped_site: Path) -> None:
    """No cell of any table begins with a sign that a spreadsheet would reckon with (CWE-1236)."""
    bad = [
        (path.name, cell)
        for path in sorted(shipped_site.rglob("*.csv"))
        for row in csv.reader(path.read_text(encoding="utf-8").splitlines(keepends=True))
        for cell in row
        if re.match(r"[=+@\t\r-]", cell) and not re.fullmatch(r"[-+]?\d+(\.\d+)?", cell)
    ]

    assert bad == []


def test_the_sitemap_has_the_pages_of_the_site(site: dict[str, Page], shipped_site: Path) -> None:
    """Each canonical page once, with the day of its revision; no filter, search or ledger. An
    index changes with anything and has no day of its own."""
    sitemap = (shipped_site / "sitemap.xml").read_text(encoding="utf-8")
    found = re.findall(r"<loc>([^<]*)</loc>(?:\s*<lastmod>([^<]*)</lastmod>)?", sitemap)
    days = {target[0]: day for loc, day in found if (target := site["index.html"].resolve(loc))}
    kinds = {path: kind_of(page) for path, page in site.items()}
    canonical = {
        path
        for path, page in site.items()
        if [page.resolve(one["href"]) for one in links(page, "canonical")] == [(path, "")]
    }
    unlisted = {"filter", "search", "ledger", "removed", "moved", "missing"}

    assert len(found) == len(days)
    assert days.keys() == {path for path in canonical if kinds[path] not in unlisted}
    undated = {kinds[path] for path, day in days.items() if not day}
    assert undated <= {"index", "page", "home"}
    assert not [path for path, day in days.items() if kinds[path] in CITABLE and not day]


def test_every_page_has_a_picture(site: dict[str, Page], shipped_site: Path) -> None:
    """A PNG of the size that is said, light, with its words; no page shows or links to it."""
    files: set[str] = set()
    for path, page in site.items():
        if path == "404.html":
            continue
        found = dict(metas(page))
        target = page.resolve(found["og:image"])
        assert target, path
        files.add(target[0])
        own = path.removesuffix("index.html") + "picture.png"
        assert target[0] == (own if kind_of(page) in ("visit", "sector") else "picture.png")
        assert found["og:image:alt"] and found["twitter:card"] == "summary_large_image"
        assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
        assert not [
            one for one in page.root.walk()
            for name in ("src", "href", "srcset")
            if "picture.png" in one.attributes.get(name, "")
        ]  # fmt: skip

    made = {path.relative_to(shipped_site).as_posix() for path in shipped_site.rglob("picture.png")}
    assert files == made
    for file in files:
        content = (shipped_site / file).read_bytes()
        assert content.startswith(b"\x89PNG\r\n\x1a\n")
        assert struct.unpack_from(">II", content, 16) == (1200, 630)
        assert len(content) <= 40_000, file


def test_styles_and_scripts_are_named_by_what_is_in_them(
    site: dict[str, Page], shipped_site: Path
) -> None:
    """After a release no browser shows a page in the style of the one before."""
    seen: Counter[str] = Counter()
    for page in site.values():
        asked = set()
        for one in page.root.walk():
            names = ("data-sb-search-open", "data-sb-search-find")
            if one.tag in ("link", "script"):
                names = ("href", "src")
            for address in (one.attributes.get(name) or "" for name in names):
                if "assets/sourcebook/" not in address:
                    continue
                path, _, version = address.partition("?v=")
                target = page.resolve(path)
                assert target
                content = (shipped_site / target[0]).read_bytes()
                assert version == hashlib.sha256(content).hexdigest()[:8], address
                asked.add(Path(target[0]).name)
        seen.update(asked)

    # Only lists can be filtered, so only they load what filters.
    assert {count for name, count in seen.items() if name != "filters.js"} == {len(site)}
    assert seen["filters.js"] < len(site)
    assert seen.keys() == {
        path.name for path in (shipped_site / "assets/sourcebook").iterdir() if path.is_file()
    }


@pytest.mark.parametrize("page", ["visits/lavrov-islamabad-2021", "sectors/energy"])
@pytest.mark.parametrize("suffix", ["bib", "ris", "json"])
def test_pandoc_reads_what_the_box_says(
    site: dict[str, Page], shipped_site: Path, page: str, suffix: str
) -> None:
    """The file of each format has the title, the permanent address and the day of the box."""
    reader = {"bib": "biblatex", "ris": "ris", "json": "csljson"}[suffix]
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "--sandbox", f"--from={reader}", "--to=csljson"],
        input=(shipped_site / page / f"cite.{suffix}").read_text(encoding="utf-8"),
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    )
    (item,) = json.loads(done.stdout)
    (box,) = site[f"{page}/index.html"].root.all(css_class="sb-citebox")
    day, _until = box.all("time")
    (issued,) = item["issued"]["date-parts"]
    said = "-".join(f"{part:02}" for part in issued)

    # pandoc's writer makes double quotation marks of the outer ones, whatever they were.
    assert re.sub("[‘’“”]", "'", item["title"]) in re.sub("[‘’“”]", "'", box.text())
    assert item["URL"] == links(site[f"{page}/index.html"], "cite-as")[0]["href"]
    assert item["URL"] in [one.attributes["href"] for one in box.all("a")]
    # Of RIS pandoc reads the year only.
    whole = day.attributes["datetime"]
    assert said == (whole[:4] if suffix == "ris" else whole)
