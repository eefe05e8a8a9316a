"""The ways of a reader through the site, with JavaScript and without where both are possible."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from audit.kinds import VISIT
from watching import OpenPage

pytestmark = pytest.mark.browser

PERSON = "people/sergey-lavrov/"
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}

both = pytest.mark.parametrize(
    "scripts", [pytest.param(True, id="script"), pytest.param(False, id="no-script")]
)


@both
def test_from_a_person_to_a_visit_and_its_proof(
    scripts: bool, open_page: OpenPage, site_url: str
) -> None:
    """Home, People, a person, one of the visits, a marker, the source, back to the passage."""
    watched = open_page(java_script_enabled=scripts)
    page = watched.page
    page.goto(site_url)
    page.locator(".sb-sections").get_by_role("link", name="People", exact=True).click()
    page.locator(".sb-page").get_by_role("link", name="Sergey Lavrov", exact=True).click()
    expect(page).to_have_url(site_url + PERSON)
    page.locator(".sb-timeline__title", has_text="Lavrov in Islamabad, 2021").click()
    expect(page).to_have_url(site_url + VISIT)

    marker = page.locator("sup.sb-cite a").first
    reference = marker.get_attribute("href") or ""
    marker.click()
    expect(page).to_have_url(re.compile(re.escape(reference) + "$"))
    page.locator(f"{reference} .sb-sourcelink").click()
    expect(page).to_have_url(re.compile("/sources/"))
    page.locator(f".sb-passage__where a[href*='{VISIT}']").first.click()

    expect(page).to_have_url(re.compile(f"/{VISIT}#cite-"))
    expect(page.locator(f"[id='{page.url.rpartition('#')[2]}']")).to_be_in_viewport()
    assert watched.complaints == []


def test_sources_are_narrowed_by_link(open_page: OpenPage, site_url: str) -> None:
    """A year leads to the works of that year, as many as it said, and marks itself.

    With scripts the same chips narrow the list in its place: tests/browser/test_filters.py.
    """
    page = open_page(java_script_enabled=False).page
    page.goto(site_url + "sources/")
    year = page.locator(".sb-filters a.sb-chip[href*='/year/2021/']")
    number = int(year.locator(".sb-chip__count").inner_text())
    year.click()

    expect(page).to_have_url(re.compile("/sources/by/year/2021/$"))
    expect(page.locator(".sb-filters [aria-current]")).to_contain_text("2021")
    expect(page.locator(".sb-records > .sb-record")).to_have_count(number)


@both
def test_a_table_can_be_taken_away(scripts: bool, open_page: OpenPage, site_url: str) -> None:
    """Data leads to a CSV file of all visits, with a name in its head and a row for each."""
    page = open_page(java_script_enabled=scripts).page
    page.goto(site_url)
    page.locator(".sb-sections").get_by_role("link", name="Data", exact=True).click()
    row = page.locator("tr", has=page.get_by_text("Visits", exact=True)).first
    rows = int(row.locator("td").first.inner_text().replace(",", ""))
    with page.expect_download() as download:
        row.locator("a[href$='visits.csv']").click()

    text = download.value.path().read_text(encoding="utf-8-sig")
    table = list(csv.reader(io.StringIO(text)))
    assert download.value.suggested_filename == "visits.csv"
    assert (table[0][0], len(table) - 1) == ("id", rows)


def test_bibtex_is_copied(open_page: OpenPage, site_url: str) -> None:
    """The button beside BibTeX puts the whole entry on the clipboard, and says so."""
    watched = open_page(permissions=["clipboard-read", "clipboard-write"])
    page = watched.page
    page.goto(site_url + "sources/seed001/")
    page.get_by_role("button", name="Copy as BibTeX").first.click()

    expect(page.locator("[role=status]")).to_have_text("BibTeX: copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.match(r"@\w+\{seed001,\n.*\n\}\s*$", copied, re.DOTALL)
    assert watched.complaints == []


def test_without_scripts_bibtex_is_a_file(open_page: OpenPage, site_url: str) -> None:
    """Where nothing can be copied there is no button, and the link gives the file."""
    page = open_page(java_script_enabled=False).page
    page.goto(site_url + "sources/seed001/")

    expect(page.get_by_role("button", name="Copy as BibTeX").first).to_be_hidden()
    with page.expect_download() as download:
        page.locator(".sb-downloads a", has_text="BibTeX").first.click()
    assert download.value.path().read_text(encoding="utf-8")[0] == "@"


def test_dark_is_chosen_and_stays(open_page: OpenPage, site_url: str) -> None:
    """The button goes from the system’s choice to light and dark; the next page keeps it."""
    page = open_page(color_scheme="light").page
    ground = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    page.goto(site_url + VISIT)
    page.get_by_role("button", name="Switch to light").click()
    light = page.evaluate(ground)
    page.get_by_role("button", name="Switch to dark").click()
    dark = page.evaluate(ground)
    page.goto(site_url + PERSON)

    assert (min(light) > 200, max(dark) < 70) == (True, True)
    assert dark == page.evaluate(ground)
    page.get_by_role("button", name="Follow the system").click()
    assert light == page.evaluate(ground)


def test_without_scripts_there_is_no_dead_button(open_page: OpenPage, site_url: str) -> None:
    """A button that could do nothing is not shown; the colours follow the system."""
    page = open_page(java_script_enabled=False, color_scheme="dark").page
    page.goto(site_url)

    expect(page.locator(".sb-scheme")).to_be_hidden()


@pytest.mark.parametrize(
    ("path", "name"),
    [("about/method/", "About"), ("map/", "Map"), (PERSON, "People"), (VISIT, "Visits")],
)
def test_the_section_is_in_sight_on_a_phone(
    path: str, name: str, open_page: OpenPage, site_url: str
) -> None:
    """The row of sections begins where the reader is."""
    page = open_page(**PHONE).page
    page.goto(site_url + path)
    current = page.locator(".sb-sections [aria-current]")

    expect(current).to_have_text(name)
    expect(current).to_be_in_viewport(ratio=0.9)


def test_the_contents_mark_what_is_read(open_page: OpenPage, site_url: str) -> None:
    """The list of contents beside a long page marks the part in the window."""
    page = open_page(viewport={"width": 1440, "height": 900}).page
    page.goto(site_url + VISIT)
    entry = page.locator(".md-nav--secondary a", has_text="References")
    entry.click()

    expect(page.locator(".md-nav--secondary [aria-current=location]")).to_have_text("References")
    expect(entry).to_be_in_viewport()


def test_paper_has_the_text_and_its_references(open_page: OpenPage, site_url: str) -> None:
    """Printed are facts, prose and numbered references, on white; the frame around them is not."""
    page = open_page(color_scheme="dark").page
    page.goto(site_url + VISIT)
    page.emulate_media(media="print", color_scheme="dark")

    for shown in (".sb-facts", ".sb-references li >> nth=-1", ".sb-printed"):
        expect(page.locator(shown)).to_be_visible()
    for hidden in (".sb-sections", ".sb-scheme", ".sb-search-open", ".sb-copy >> nth=0", ".sb-bar"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator(".sb-reflist")).to_have_css("list-style-type", "decimal")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")


@pytest.mark.parametrize(
    "path", ["timeline/", "agreements/pipeline-protocol-2021/", f"ledger/{VISIT}"]
)
def test_tables_of_words_fit_a_phone(path: str, open_page: OpenPage, site_url: str) -> None:
    """A row is a block: nothing scrolls sideways, and no word is broken into letters."""
    page = open_page(**PHONE).page
    page.goto(site_url + path)
    table = page.locator("table:is(.sb-rows, .sb-ledger)").first
    link = table.locator("tbody th").first

    assert table.evaluate("e => e.parentElement.scrollWidth - e.parentElement.clientWidth") <= 0
    assert link.evaluate("e => e.offsetWidth") >= 60


def test_the_head_of_the_matrix_stays(open_page: OpenPage, site_url: str) -> None:
    """Far down the matrix the names of the sectors are still there, and all columns fit."""
    page = open_page(viewport={"width": 1440, "height": 900}).page
    page.goto(site_url + "matrix/")
    page.locator(".sb-matrix tbody tr").nth(-5).scroll_into_view_if_needed()

    expect(page.locator(".sb-matrix thead a").first).to_be_in_viewport()
    expect(page.locator(".sb-matrix thead a").last).to_be_in_viewport()


def test_the_focus_is_seen(open_page: OpenPage, site_url: str) -> None:
    """Every stop of the Tab key through the first screens of a visit has an outline."""
    page = open_page(viewport={"width": 1440, "height": 900}).page
    page.goto(site_url + VISIT)
    bare = []
    for _ in range(45):
        page.keyboard.press("Tab")
        bare += page.evaluate(
            """() => {
                const element = document.activeElement, style = getComputedStyle(element);
                const isSeen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
                return isSeen ? [] : [element.outerHTML.slice(0, 90)];
            }"""
        )

    assert bare == []
