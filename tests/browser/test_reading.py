"""What a reader gets in a real browser: with and without JavaScript, small, dark, unobserved."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from audit.kinds import KINDS, MISSING, VISIT
from watching import OpenPage

pytestmark = pytest.mark.browser

NOT_FOUND = "Failed to load resource: the server responded with a status of 404 (Not Found)"

every_kind = pytest.mark.parametrize(
    "path", [pytest.param(path, id=kind) for kind, path in KINDS.items()]
)


def test_a_visit_reads_without_javascript(open_page: OpenPage, site_url: str) -> None:
    """Title, facts, prose and references are there when no script runs."""
    page = open_page(java_script_enabled=False).page
    page.goto(site_url + VISIT)

    expect(page.locator("h1")).to_contain_text("Lavrov in Islamabad")
    facts = page.locator(".sb-facts")
    expect(facts).to_be_visible()
    expect(facts).to_contain_text("6–7 April 2021")
    expect(page.locator("article p", has_text="Islamabad").first).to_be_visible()
    expect(page.locator(".sb-references li").first).to_be_visible()
    assert page.locator(".sb-references li").count() >= 3


def test_marker_to_reference_and_back(open_page: OpenPage, site_url: str) -> None:
    """A marker leads to its reference, and the reference back to the marker, without scripts."""
    page = open_page(java_script_enabled=False).page
    page.goto(site_url + VISIT)
    marker = page.locator("sup.sb-cite a").first
    wanted = (marker.get_attribute("href") or "").removeprefix("#")
    place = marker.locator("xpath=ancestor-or-self::*[@id][1]").get_attribute("id")

    marker.click()
    expect(page).to_have_url(re.compile(f"#{re.escape(wanted)}$"))
    expect(page.locator(f"[id='{wanted}']")).to_be_in_viewport()
    page.locator(f"[id='{wanted}'] .sb-backlinks a").first.click()

    expect(page).to_have_url(re.compile(f"#{re.escape(place or '')}$"))
    expect(page.locator(f"[id='{place}']")).to_be_in_viewport()


def test_reference_to_source_and_back_to_the_passage(open_page: OpenPage, site_url: str) -> None:
    """A reference leads to its source's page, and a passage there to the sentence that cites."""
    page = open_page(java_script_enabled=False).page
    page.goto(site_url + VISIT)

    page.locator(".sb-references .sb-sourcelink").first.click()
    expect(page).to_have_url(re.compile(r"/sources/[^/]+/$"))
    expect(page.locator(".sb-passage").first).to_be_visible()
    page.locator(f".sb-passage a[href*='{VISIT}#cite-']").first.click()

    expect(page).to_have_url(re.compile(rf"/{VISIT}#cite-"))
    marker = page.url.rpartition("#")[2]
    expect(page.locator(f"[id='{marker}']")).to_be_in_viewport()


@every_kind
def test_no_page_is_wider_than_a_small_phone(path: str, open_page: OpenPage, site_url: str) -> None:
    """At 320 px nothing makes the page scroll sideways (wide tables scroll in their own box)."""
    page = open_page(viewport={"width": 320, "height": 640}).page
    page.goto(site_url + path)
    wider = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")

    assert wider <= 0


def test_versions_stand_side_by_side(open_page: OpenPage, site_url: str) -> None:
    """What works say differently is in columns where there is room, and stacked on a phone."""
    page = open_page().page
    lefts = {}
    for width in (320, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(site_url + KINDS["conflicts"])
        compared = page.locator(".sb-differ:not(.sb-differ--told) .sb-versions")
        versions = compared.first.locator("> li")
        boxes = [versions.nth(number).bounding_box() for number in (0, 1)]
        lefts[width] = {box["x"] for box in boxes if box is not None}

    assert [len(lefts[320]), len(lefts[1440])] == [1, 2]


@every_kind
def test_pages_are_quiet(path: str, open_page: OpenPage, site_url: str) -> None:
    """No page asks another host for anything, and nothing on it fails."""
    watched = open_page()
    watched.page.goto(site_url + path, wait_until="networkidle")
    # A missing page is itself a 404, and the browser's console says so without an address.
    missed = {f"404 {site_url}{MISSING}", NOT_FOUND} if path == MISSING else set()

    assert watched.foreign == []
    assert [complaint for complaint in watched.complaints if complaint not in missed] == []


def test_dark_is_dark(open_page: OpenPage, site_url: str) -> None:
    """Who asks for dark pages gets light text on a dark ground, with JavaScript or without."""
    brightness = """() => {
        const numbers = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
        const mean = colour => numbers(colour).reduce((a, b) => a + b) / 3;
        const ground = [...document.querySelectorAll('.md-main, body')]
            .map(e => getComputedStyle(e).backgroundColor)
            .find(colour => !/, 0\\)$|transparent/.test(colour));
        return [mean(ground), mean(getComputedStyle(document.querySelector('article')).color)];
    }"""
    shades = {}
    for scheme in ("light", "dark"):
        page = open_page(color_scheme=scheme).page
        page.goto(site_url + VISIT)
        shades[scheme] = page.evaluate(brightness)

    assert shades["light"][0] > 200 > 100 > shades["light"][1]
    assert shades["dark"][0] < 70 < 150 < shades["dark"][1]


def test_fonts_come_from_the_site(open_page: OpenPage, site_url: str) -> None:
    """The page is set in the site's own fonts, and they load."""
    page = open_page().page
    page.goto(site_url + VISIT, wait_until="networkidle")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    )

    assert loaded


def test_markers_take_the_focus(open_page: OpenPage, site_url: str) -> None:
    """A marker can be reached by keyboard."""
    page = open_page().page
    page.goto(site_url + VISIT)
    marker = page.locator("sup.sb-cite a").first
    marker.focus()

    expect(marker).to_be_focused()


def test_a_page_fetches_nothing_for_programs(open_page: OpenPage, site_url: str) -> None:
    """Neither the sitemap, for which the theme asks where it takes a feed for another language,
    nor the feed, the calendar or the picture that other programs show."""
    watched = open_page()
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url.removeprefix(site_url)))
    watched.page.goto(site_url + VISIT, wait_until="networkidle")

    assert VISIT in asked
    assert [
        path
        for path in asked
        if path.endswith((".xml", ".ics", ".bib", ".ris", ".json", "picture.png"))
    ] == []
