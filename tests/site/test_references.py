"""Facts of the built site: references to take away, filters by link, heads that programs read."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from built_site import Element, Page, moved, pages
from sourcebook.pages.exports import FORMATS

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def site(shipped_site: Path) -> dict[str, Page]:
    return pages(shipped_site)


def kind_of(page: Page) -> str:
    return next((e.attributes["data-sb-kind"] for e in page.root.all("div", "sb-page")), "")


def test_every_source_gives_its_reference(site: dict[str, Page], shipped_site: Path) -> None:
    """Each source's page gives its reference in three formats; the whole has no other."""
    whole = json.loads((shipped_site / "bibliography.json").read_text(encoding="utf-8"))
    given = []
    for path, page in site.items():
        if kind_of(page) == "source":
            links = [*next(page.root.all("p", "sb-downloads")).all("a")]
            files = [page.resolve(link.attributes["href"]) for link in links]
            names = [file[0].rpartition("/")[2] for file in files if file]
            assert (path, [name.rpartition(".")[2] for name in names]) == (
                path,
                ["bib", "ris", "json"],
            )
            given += json.loads((shipped_site / (files[2] or ("",))[0]).read_text(encoding="utf-8"))

    assert len(whole) > 20
    assert sorted(item["id"] for item in given) == [item["id"] for item in whole]


def test_a_page_gives_the_references_that_it_lists(
    site: dict[str, Page], shipped_site: Path
) -> None:
    """Below a reference list stand files with the works of that list, in its order."""
    seen = 0
    for path, page in site.items():
        for reflist in page.root.all("ol", "sb-reflist"):
            listed = [li.attributes["id"].removeprefix("ref-") for li in reflist.all("li")]
            file = shipped_site / Path(path).parent / "references.json"
            items = json.loads(file.read_text(encoding="utf-8"))
            seen += 1

            assert (path, [item["id"] for item in items]) == (path, listed)

    assert seen > 10


def test_ris_ends_its_lines_as_the_format_says(shipped_site: Path) -> None:
    """The files on disk have CR LF and nothing else."""
    content = (shipped_site / "bibliography.ris").read_bytes()

    assert content.count(b"\r\n") == content.count(b"\n") == content.count(b"\r") > 100


def test_only_citable_pages_speak_to_reference_managers(site: dict[str, Page]) -> None:
    """Visits, sectors and sources say what they cite or are; home and indexes say nothing."""
    kinds: dict[str, set[str]] = {"citation_reference": set(), "describedby": set()}
    for page in site.values():
        for meta in page.root.all("meta"):
            if meta.attributes.get("name", "").startswith("citation_"):
                kinds.setdefault(meta.attributes["name"], set()).add(kind_of(page))
        for link in page.root.all("link"):
            is_reference = link.attributes.get("type") in {form.media_type for form in FORMATS}
            if link.attributes.get("rel") == "describedby" and is_reference:
                kinds["describedby"].add(kind_of(page))

    assert kinds["citation_reference"] == {"visit", "sector"}
    assert kinds["describedby"] == {"visit", "sector", "source"}


def test_one_citation_reference_for_each_reference(site: dict[str, Page]) -> None:
    """A visit's or sector's head names as many works as its reference list."""
    counts = {
        path: (
            sum(m.attributes.get("name") == "citation_reference" for m in page.root.all("meta")),
            sum(1 for ol in page.root.all("ol", "sb-reflist") for li in ol.all("li")),
        )
        for path, page in site.items()
        if kind_of(page) in ("visit", "sector")
    }

    assert len(counts) > 10
    assert {path: pair for path, pair in counts.items() if pair[0] != pair[1]} == {}


@cache
def entries(page: Page, fragment: str) -> int:
    """Return how many entries the lists of *page* have; with a fragment, the list below it, or
    what a line names."""
    lists = [
        element
        for element in page.root.walk()
        if element.tag in ("ol", "ul") and element.classes & {"sb-records", "sb-timeline"}
    ]
    if fragment:
        named = next(one for one in page.root.walk() if one.attributes.get("id") == fragment)
        if named.tag == "li":
            return len([*named.all("a")])
        assert named.parent is not None
        siblings = [child for child in named.parent.children if isinstance(child, Element)]
        at = next(n for n, one in enumerate(siblings) if one.attributes.get("id") == fragment)
        lists = [siblings[at + 1]]
    return sum(isinstance(child, Element) for found in lists for child in found.children)


def test_an_address_without_a_page_leads_to_a_line(
    site: dict[str, Page], shipped_site: Path
) -> None:
    """What had a page, and has a line in a list now, is still found at its old address."""
    ways = moved(shipped_site)
    wrong = []
    for path, page in ways.items():
        (way,) = page.root.all("a")
        (refresh,) = (m for m in page.root.all("meta") if m.attributes.get("http-equiv"))
        target = page.resolve(way.attributes["href"])
        if (
            target is None
            or not 1 <= entries(site[target[0]], target[1]) <= 2
            or refresh.attributes["content"] != f"0; url={way.attributes['href']}"
        ):
            wrong.append(path)

    assert len(ways) > 200
    assert wrong == []


@pytest.mark.parametrize(("folder", "least"), [("sources/", 100), ("visits/", 1000)])
def test_filters_lead_to_as_many_entries_as_they_say(
    folder: str, least: int, site: dict[str, Page]
) -> None:
    """The number on a filter is the number of entries on the page, or part, that it leads to."""
    wrong = []
    filters = 0
    for path, page in site.items():
        if not path.startswith(folder):
            continue
        for nav in page.root.all("nav", "sb-filters"):
            for chip in nav.all("a", "sb-chip"):
                filters += 1
                target = page.resolve(chip.attributes["href"])
                found = entries(site[target[0]], target[1]) if target else 0
                count = next(chip.all("span", "sb-chip__count")).text()
                if count != str(found):
                    wrong.append((path, chip.text(), found))

    assert filters > least
    assert wrong == []


def test_filters_are_not_found_by_the_search(site: dict[str, Page]) -> None:
    """The search finds works on their own pages and not once more in every list."""
    searched = {
        kind_of(page)
        for page in site.values()
        if any("data-pagefind-body" in element.attributes for element in page.root.walk())
    }

    assert "source" in searched
    assert "filter" not in searched


def test_no_script_stands_in_a_page(site: dict[str, Page]) -> None:
    """Our scripts are files: what stands in a page is the host's settings and its theme's."""
    inline = {
        re.sub(r"\s+", " ", script.text())[:60]
        for page in site.values()
        for script in page.root.all("script")
        if "src" not in script.attributes and "sb-" in script.text()
    }
    cards = [
        path
        for path, page in site.items()
        if not any(
            s.attributes.get("src", "").partition("?")[0].endswith("cards.js")
            for s in page.root.all("script")
        )
    ]

    assert inline == set()
    assert cards == []
