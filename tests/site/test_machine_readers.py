"""What programs read of the built site: tags, links, JSON-LD, feeds, data, the sitemap."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from built_site import Element, Page, pages

pytestmark = pytest.mark.site

TERMS = {
    "@context", "@graph", "@id", "@type", "about", "alternateName", "archivedAt", "attendee",
    "author", "citation", "containedInPlace", "contentUrl", "contributor", "creator",
    "dateModified", "datePublished", "description", "distribution", "encodingFormat", "endDate",
    "eventStatus", "headline", "inLanguage", "isBasedOn", "isPartOf", "license", "location",
    "mainEntity", "name", "parentOrganization", "publisher", "startDate", "subjectOf", "url",
}  # fmt: skip
TYPES = {
    "Article", "BlogPosting", "Book", "Chapter", "CreativeWork", "DataDownload", "Dataset", "Event",
    "Legislation", "NewsArticle", "Organization", "Person", "Place", "Report", "ScholarlyArticle",
    "Thesis", "VideoObject", "WebPage", "WebSite",
}  # fmt: skip
"""Terms and types of schema.org (schemaorg/schemaorg, data/schema.ttl) that may be used."""

WORDS = {"alternateName", "description", "headline", "name"}
"""Terms whose values are text for readers."""
DAYS = {"dateModified", "datePublished", "endDate", "startDate"}
ADDRESSES = {"@id", "archivedAt", "contentUrl", "license", "url"}
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


def closed_up(text: str) -> str:
    """Return *text* with single blanks, none of them before a stop (where a citation stood)."""
    return re.sub(r"\s+([.,;:])", r"\1", " ".join(text.split()))


def test_each_kind_of_page_has_one_graph(site: dict[str, Page]) -> None:
    """Visits, sectors, works, names, the home page and the data have one; indexes have none."""
    wanted = {"visit", "sector", "source", "person", "organisation", "place", "home"}
    wrong = [
        (path, len(list(graphs(page))))
        for path, page in site.items()
        if len(list(graphs(page))) != (kind_of(page) in wanted or path == "data/index.html")
    ]

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
    assert types["Event"] and types["Dataset"] and types["Person"] and types["WebPage"]


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
        written = {one.attributes.get("href", "") for one in page.root.walk()}
        for graph in graphs(page):
            for key, value in pairs(graph):
                if value is None or key in ("@type", "@context"):
                    continue
                if key in WORDS:
                    found = closed_up(value) in shown
                elif key in DAYS:
                    found = re.fullmatch(r"\d{4}(-\d\d){0,2}", value) and value[:4] in shown
                elif key in ADDRESSES:
                    target = page.resolve(value)
                    inside = target and (target[0], "") in {(one[0], "") for one in addressed}
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
    """One permanent address, one type, one licence, and a description in each format."""
    for path, page in site.items():
        if kind_of(page) not in CITABLE:
            assert links(page, "cite-as") == []
            continue
        (cited,) = links(page, "cite-as")
        (canonical,) = links(page, "canonical")
        formats = {one.get("type") for one in links(page, "describedby")}

        assert cited["href"] == canonical["href"]
        assert page.resolve(cited["href"]) == (path, "")
        assert len(links(page, "type")) == len(links(page, "license")) == 1
        assert formats == {
            "application/x-bibtex",
            "application/x-research-info-systems",
            "application/vnd.citationstyles.csl+json",
        }


def test_citable_pages_say_how_to_cite_them(site: dict[str, Page]) -> None:
    """Three styles, three formats, a permanent link and the day of the revision."""
    for page in site.values():
        boxes = list(page.root.all(css_class="sb-citebox"))
        assert len(boxes) == (kind_of(page) in CITABLE)
        for box in boxes:
            text = box.text()
            assert all(name in text for name in ("APA", "Chicago", "MLA", "Permanent link"))
            assert [*box.all("time")] and "@online{" in text
            assert (
                len({a.attributes["href"] for a in box.all("a") if "download" in a.attributes}) == 3
            )


def test_every_page_leads_to_the_feeds(site: dict[str, Page], shipped_site: Path) -> None:
    """The feed and the calendar are found from any page, and are well formed."""
    for path, page in site.items():
        if path == "404.html":
            continue
        found = {one.get("type"): page.resolve(one["href"]) for one in links(page, "alternate")}
        assert found == {
            "application/atom+xml": ("feed.xml", ""),
            "text/calendar": ("visits.ics", ""),
        }, path
    ElementTree.parse(shipped_site / "feed.xml")
    calendar = (shipped_site / "visits.ics").read_bytes()
    assert calendar.count(b"\r\n") == calendar.count(b"\n")
    assert calendar.count(b"BEGIN:VEVENT") == calendar.count(b"END:VEVENT") > 3


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


def test_the_sitemap_dates_no_page_by_the_build(shipped_site: Path) -> None:
    """Pages of records have a day of revision, indexes none."""
    sitemap = (shipped_site / "sitemap.xml").read_text(encoding="utf-8")
    dated = dict(re.findall(r"<loc>([^<]*)</loc>(?:\s*<lastmod>([^<]*)</lastmod>)?", sitemap))
    indexes = [loc for loc in dated if loc.endswith(("/visits/", "/sources/", "/data/"))]

    assert len(indexes) == 3
    assert [loc for loc in indexes if dated[loc]] == []
    assert [loc for loc in dated if "-russia/visits/l" in loc and not dated[loc]] == []


def test_styles_and_scripts_are_named_by_what_is_in_them(
    site: dict[str, Page], shipped_site: Path
) -> None:
    """After a release no browser shows a page in the style of the one before."""
    seen: Counter[str] = Counter()
    for page in site.values():
        for one in page.root.walk():
            address = one.attributes.get("href") or one.attributes.get("src") or ""
            if one.tag not in ("link", "script") or "assets/sourcebook/" not in address:
                continue
            path, _, version = address.partition("?v=")
            target = page.resolve(path)
            assert target
            content = (shipped_site / target[0]).read_bytes()
            assert version == hashlib.sha256(content).hexdigest()[:8], address
            seen[Path(target[0]).name] += 1

    assert set(seen.values()) == {len(site)}
    assert seen.keys() == {
        path.name for path in (shipped_site / "assets/sourcebook").iterdir() if path.is_file()
    }
