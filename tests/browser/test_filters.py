"""Filters in a real browser: as links without JavaScript, combined in the page with it."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from watching import OpenPage

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}


def chip(page: Page, token: str) -> Locator:
    return page.locator(f".sb-filters [data-sb-filter='{token}']")


def shown(page: Page) -> int:
    """Return how many entries of the list a reader sees."""
    return page.locator("[data-sb-in]:visible").count()


def count(found: Locator) -> int:
    return int(found.locator(".sb-chip__count").inner_text())


def query(page: Page) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(page.url).query)


def test_two_filters_without_javascript(open_page: OpenPage, site_url: str) -> None:
    """From all visits to those of foreign ministers, and of them to those that touched energy."""
    page = open_page(java_script_enabled=False).page
    page.goto(f"{site_url}visits/")
    chip(page, "level/foreign-minister").click()
    expect(page.locator("h1")).to_contain_text("Visits by level: Foreign minister")
    wanted = count(chip(page, "sector/energy"))
    chip(page, "sector/energy").click()

    expect(page.locator("h1")).to_contain_text("Foreign minister, Energy")
    assert page.locator(".sb-timeline > li").count() == wanted
    expect(page.get_by_text("Combine with other filters")).to_be_hidden()
    page.get_by_role("link", name="All visits").click()
    expect(page).to_have_url(f"{site_url}visits/")


def test_a_direction_in_a_decade_without_javascript(open_page: OpenPage, site_url: str) -> None:
    """A decade of a direction is a part of its page."""
    page = open_page(java_script_enabled=False).page
    page.goto(f"{site_url}visits/by/direction/russia-to-pakistan/")
    chip(page, "decade/2010s").click()

    expect(page).to_have_url(re.compile("/russia-to-pakistan/#2010s$"))
    expect(page.locator("[id='2010s']")).to_be_in_viewport()


def test_filters_combine_by_keyboard(open_page: OpenPage, site_url: str) -> None:
    """Return chooses, the address and a polite message say what is shown, the focus stays."""
    watched = open_page()
    page = watched.page
    page.goto(f"{site_url}visits/")
    status = page.locator(".sb-filters [role=status]")
    everything = shown(page)
    expect(status).to_be_attached()
    expect(status).to_be_empty()
    chip(page, "level/foreign-minister").focus()
    page.keyboard.press("Enter")
    expect(chip(page, "level/foreign-minister")).to_have_attribute("aria-current", "true")
    expect(chip(page, "level/foreign-minister")).to_be_focused()
    wanted = count(chip(page, "sector/energy"))
    chip(page, "sector/energy").focus()
    page.keyboard.press("Enter")

    assert query(page) == [("level", "foreign-minister"), ("sector", "energy")]
    expect(status).to_have_text(f"{wanted} of {everything} visits")
    assert shown(page) == wanted
    assert page.title().startswith("Foreign minister, Energy: Visits")
    # A decade without such visits has no heading, neither here nor in the contents.
    expect(page.locator("[id='1940s']")).to_be_hidden()
    expect(page.locator(".md-nav a[href='#1940s']")).to_be_hidden()
    expect(chip(page, "decade/1940s")).not_to_have_attribute("href", re.compile(""))
    assert watched.complaints == []


def test_several_values_of_one_facet_widen(open_page: OpenPage, site_url: str) -> None:
    """Heads of state or of government: the numbers of both together."""
    page = open_page().page
    page.goto(f"{site_url}visits/")
    one, other = chip(page, "level/head-of-state"), chip(page, "level/head-of-government")
    wanted = count(one) + count(other)
    one.click()
    other.click()

    assert query(page) == [("level", "head-of-state"), ("level", "head-of-government")]
    assert shown(page) == wanted


def test_the_way_back(open_page: OpenPage, site_url: str) -> None:
    """The back button undoes a choice, a cross takes one away, “Clear all filters” all."""
    page = open_page().page
    page.goto(f"{site_url}visits/")
    everything = shown(page)
    chip(page, "sector/energy").click()
    with_energy = shown(page)
    chip(page, "decade/2010s").click()
    page.go_back()
    expect(page.locator(".sb-filters [role=status]")).to_have_text(
        f"{with_energy} of {everything} visits"
    )
    assert query(page) == [("sector", "energy")]
    page.go_forward()
    page.get_by_role("link", name="Remove the filter Energy").focus()
    page.keyboard.press("Enter")

    assert query(page) == [("decade", "2010s")]
    expect(page.get_by_role("link", name="Remove the filter 2010s")).to_be_focused()
    page.get_by_role("link", name="Clear all filters").click()
    assert query(page) == []
    assert shown(page) == everything
    expect(page.locator(".sb-filters [role=status]")).to_have_text(f"All {everything} visits")
    assert page.evaluate("document.activeElement !== document.body")


def test_an_address_holds_the_choice(open_page: OpenPage, site_url: str) -> None:
    """An address that was sent shows the same, opens what is folded, and survives nonsense."""
    watched = open_page()
    page = watched.page
    page.goto(f"{site_url}visits/?sector=energy&setting=sideline&utm=x&sector=%3Cb%3E")
    expect(chip(page, "setting/sideline")).to_be_visible()
    expect(page.get_by_role("link", name="Remove the filter <b>")).to_be_visible()
    page.get_by_role("link", name="Remove the filter <b>").click()

    assert sorted(query(page)) == [("sector", "energy"), ("setting", "sideline"), ("utm", "x")]
    expect(page.locator(".sb-filters [role=status]")).to_have_text(re.compile(r"^[1-9]"))
    page.goto(f"{site_url}visits/?sector=no-such")
    expect(page.locator(".sb-filters [role=status]")).to_have_text(
        "No visit has all of these: remove a filter."
    )
    assert watched.complaints == []


def test_a_page_of_one_value_leads_to_the_combination(open_page: OpenPage, site_url: str) -> None:
    """With JavaScript every number there is a link, and other filters are one step away."""
    page = open_page().page
    page.goto(f"{site_url}visits/by/level/foreign-minister/")
    alone = chip(page, "sector/lng")
    wanted = count(alone)
    alone.click()
    expect(page).to_have_url(f"{site_url}visits/?level=foreign-minister&sector=lng")
    expect(page.locator(".sb-filters [role=status]")).to_contain_text(f"{wanted} of ")
    assert shown(page) == wanted
    page.go_back()
    page.get_by_role("link", name="Combine with other filters").click()

    expect(page).to_have_url(f"{site_url}visits/?level=foreign-minister")


def test_a_list_that_is_cut_filters_by_pages(open_page: OpenPage, site_url: str) -> None:
    """There are more works than one page shows, so a filter leads to the page of its value."""
    page = open_page().page
    page.goto(f"{site_url}sources/")
    wanted = count(chip(page, "side/russian-press"))
    chip(page, "side/russian-press").click()

    expect(page).to_have_url(f"{site_url}sources/by/side/russian-press/")
    assert query(page) == []
    assert wanted > 0
    expect(page.locator(".sb-records > li")).to_have_count(wanted)


def test_what_is_chosen_is_seen_on_a_phone(open_page: OpenPage, site_url: str) -> None:
    """A line of filters scrolls in itself to what is chosen; the page does not grow wider."""
    page = open_page(viewport=PHONE).page
    page.goto(f"{site_url}visits/?level=delegation")

    box = chip(page, "level/delegation").bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= PHONE["width"] - 60
    assert page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth") <= 0
