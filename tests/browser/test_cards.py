"""Cards: what a marker refers to, beside it, for pointer, keyboard and finger (WCAG 1.4.13)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from watching import OpenPage

pytestmark = pytest.mark.browser

VISIT = "visits/lavrov-islamabad-2021/"
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}


def _marker(page: Page, number: int = 3) -> Locator:
    marker = page.locator("sup.sb-cite > a[href^='#ref-']").nth(number)
    marker.scroll_into_view_if_needed()
    return marker


def _card(page: Page) -> Locator:
    return page.locator(".sb-card")


def test_hover_opens_a_card(open_page: OpenPage, site_url: str) -> None:
    """The card holds the reference of the marker and leads to all passages that use the source."""
    watched = open_page()
    page = watched.page
    page.goto(site_url + VISIT)
    marker = _marker(page)
    reference = page.locator(f"{marker.get_attribute('href')} .sb-ref")

    marker.hover()

    expect(_card(page)).to_be_visible()
    expect(_card(page)).to_contain_text(reference.inner_text())
    _card(page).locator("a.sb-sourcelink").click()
    expect(page).to_have_url(re.compile(r"/sources/[^/]+/$"))
    assert watched.complaints == []


def test_a_card_shows_the_words_of_its_own_citation(open_page: OpenPage, site_url: str) -> None:
    """Words kept of the work that bear out another citation of it are not on the card."""
    page = open_page().page
    page.goto(site_url + VISIT)
    # A work, its first words with the marker that they bear out, and a marker that none do.
    work, owner, without = page.evaluate(
        """() => [...document.querySelectorAll(".sb-reflist > li:has(.sb-atwords)")].map(li => {
          const bears = [...li.querySelectorAll(".sb-borne")].flatMap(
            words => words.dataset.bears.split(" "));
          const all = [...li.querySelectorAll(".sb-backlinks a")].map(a => a.hash.slice(1));
          return [li.id, bears[0], all.find(id => !bears.includes(id))];
        }).find(([work, owner, without]) => without)"""
    )
    borne = page.locator(f"#{work} .sb-borne").first

    page.locator(f"#{owner}").hover()

    expect(_card(page).locator(".sb-borne")).to_have_text(borne.text_content() or "")
    expect(_card(page).locator("a.sb-atwords")).to_have_attribute("href", re.compile("#:~:text="))

    page.locator(f"#{without}").hover()

    expect(_card(page)).to_be_visible()
    expect(_card(page).locator(".sb-borne")).to_have_count(0)


def test_a_locator_is_on_the_card(open_page: OpenPage, site_url: str) -> None:
    """Which page, note or article is meant stands on the card, too."""
    page = open_page().page
    page.goto(site_url + VISIT)
    locator = page.locator("sup.sb-cite > a + .sb-locator").first
    words = locator.inner_text().removeprefix(",").strip()

    locator.locator("xpath=preceding-sibling::a[1]").hover()

    expect(_card(page).locator(".sb-card__locator")).to_have_text(f"Cited: {words}")


def test_a_statement_has_a_permalink_and_can_be_cited(open_page: OpenPage, site_url: str) -> None:
    """The card leads to the address of the statement, and gives its words with page and works."""
    page = open_page().page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site_url + VISIT)
    mark = page.locator("sup.sb-cite[id]").nth(3)
    id = mark.get_attribute("id")
    reference = page.locator(f"{mark.locator('a').first.get_attribute('href')} .sb-ref")
    mark.scroll_into_view_if_needed()
    mark.locator("a").first.hover()
    _card(page).get_by_role("button", name="cite this statement").click()

    expect(_card(page).get_by_role("button", name="copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"{site_url}{VISIT}#{id}. {reference.inner_text()}" in copied
    assert copied.startswith("“")
    _card(page).get_by_role("link", name="Permalink").click()
    expect(page).to_have_url(f"{site_url}{VISIT}#{id}")


def test_the_pointer_may_go_into_the_card(open_page: OpenPage, site_url: str) -> None:
    """A card stays while the pointer is on it, and goes when the pointer has left both."""
    page = open_page().page
    page.goto(site_url + VISIT)
    _marker(page).hover()
    expect(_card(page)).to_be_visible()

    _card(page).locator(".sb-ref").hover()
    page.wait_for_timeout(600)
    expect(_card(page)).to_be_visible()
    page.mouse.move(1, 1)

    expect(_card(page)).to_have_count(0)


def test_a_pointer_that_passes_opens_nothing(open_page: OpenPage, site_url: str) -> None:
    """A card does not flash up under a pointer on its way."""
    page = open_page().page
    page.goto(site_url + VISIT)
    _marker(page).hover()
    page.mouse.move(1, 1)
    page.wait_for_timeout(400)

    expect(_card(page)).to_have_count(0)


def test_the_keyboard_has_all_of_it(open_page: OpenPage, site_url: str) -> None:
    """Focus opens, Tab goes into the card, Escape closes and gives the focus back."""
    page = open_page().page
    page.goto(site_url + VISIT)
    marker = _marker(page)
    title = marker.get_attribute("title")
    page.keyboard.press("Tab")  # From here on the focus is one of the keyboard.
    marker.focus()

    expect(_card(page)).to_be_visible()
    assert marker.get_attribute("aria-describedby") == _card(page).get_attribute("id")
    page.keyboard.press("Tab")
    expect(_card(page).locator("a").first).to_be_focused()
    page.keyboard.press("Escape")

    expect(_card(page)).to_have_count(0)
    expect(marker).to_be_focused()
    assert (title, None) == (
        marker.get_attribute("title"),
        marker.get_attribute("aria-describedby"),
    )


def test_the_focus_takes_its_card_along(open_page: OpenPage, site_url: str) -> None:
    """There is one card; it goes when the focus goes on."""
    page = open_page().page
    page.goto(site_url + VISIT)
    page.keyboard.press("Tab")
    _marker(page, 3).focus()
    _marker(page, 5).focus()
    expect(_card(page)).to_have_count(1)
    page.locator(".sb-reflist a").first.focus()

    expect(_card(page)).to_have_count(0)


def test_enter_still_goes_to_the_reference(open_page: OpenPage, site_url: str) -> None:
    """The marker stays a link to the list: by keyboard and by mouse."""
    page = open_page().page
    page.goto(site_url + VISIT)
    page.keyboard.press("Tab")
    marker = _marker(page)
    marker.focus()
    page.keyboard.press("Enter")
    wanted = re.compile(re.escape(marker.get_attribute("href") or "-") + "$")

    expect(page).to_have_url(wanted)
    expect(_card(page)).to_have_count(0)

    page.goto(site_url + VISIT)
    _marker(page).click()
    expect(page).to_have_url(wanted)


def test_the_first_tap_opens_the_second_goes_on(open_page: OpenPage, site_url: str) -> None:
    """A finger has no hover: the first tap shows the card and the page stays where it is."""
    page = open_page(**PHONE).page
    page.goto(site_url + VISIT)
    marker = _marker(page)

    marker.tap()
    expect(_card(page)).to_be_visible()
    expect(page).to_have_url(site_url + VISIT)
    marker.tap()

    expect(page).to_have_url(re.compile("#ref-"))
    expect(_card(page)).to_have_count(0)


def test_a_tap_elsewhere_closes(open_page: OpenPage, site_url: str) -> None:
    """A tap beside the card closes it; one on its link follows the link."""
    page = open_page(**PHONE).page
    page.goto(site_url + VISIT)
    _marker(page).tap()
    expect(_card(page)).to_be_visible()
    page.touchscreen.tap(2, 320)
    expect(_card(page)).to_have_count(0)

    _marker(page).tap()
    _card(page).locator("a.sb-sourcelink").tap()
    expect(page).to_have_url(re.compile(r"/sources/[^/]+/$"))


@pytest.mark.parametrize("options", [pytest.param(PHONE, id="320"), pytest.param({}, id="1280")])
def test_no_card_is_over_the_edge(
    options: dict[str, object], open_page: OpenPage, site_url: str
) -> None:
    """Wherever its marker is, the whole card is in the window and covers no part of the marker."""
    page = open_page(**options).page
    page.goto(site_url + VISIT)
    page.keyboard.press("Tab")
    outside = page.evaluate(
        """() => {
            const markers = [...document.querySelectorAll("sup.sb-cite > a[href^='#ref-']")];
            const wrong = [];
            markers.forEach((marker, index) => {
                marker.scrollIntoView({block: ["start", "center", "end"][index % 3]});
                marker.focus({preventScroll: true});
                const card = document.querySelector(".sb-card");
                if (!card) return wrong.push([index, "no card"]);
                const box = card.getBoundingClientRect(), at = marker.getBoundingClientRect();
                const isIn = box.left >= 0 && box.top >= -1 && box.right <= innerWidth &&
                    box.bottom <= innerHeight + 1;
                const isFree = box.top >= at.bottom - 1 || box.bottom <= at.top + 1;
                if (!isIn || !isFree) wrong.push([index, box.toJSON(), at.toJSON()]);
            });
            return [markers.length, wrong];
        }"""
    )

    assert outside[0] > 20
    assert outside[1] == []
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


def test_who_wants_no_motion_gets_none(open_page: OpenPage, site_url: str) -> None:
    """A card does not fade in for who asked for less motion."""
    page = open_page(reduced_motion="reduce").page
    page.goto(site_url + VISIT)
    _marker(page).hover()

    expect(_card(page)).to_have_css("animation-name", "none")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_card_can_be_read(scheme: str, open_page: OpenPage, site_url: str) -> None:
    """Text and links of a card have a contrast of 4.5 : 1 and more (WCAG 1.4.3)."""
    page = open_page(color_scheme=scheme).page
    page.goto(site_url + VISIT)
    _marker(page).hover()
    expect(_card(page)).to_be_visible()
    contrasts = page.evaluate(
        """() => {
            const light = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(Number)
                .map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
            const card = document.querySelector(".sb-card");
            const ground = light(getComputedStyle(card).backgroundColor);
            return [card, ...card.querySelectorAll("*")].map(e => light(getComputedStyle(e).color))
                .map(l => (Math.max(l, ground) + .05) / (Math.min(l, ground) + .05));
        }"""
    )

    assert min(contrasts) >= 4.5


def test_without_scripts_a_marker_is_a_link(open_page: OpenPage, site_url: str) -> None:
    """No script, no card: the marker leads to its reference, which says the same."""
    page = open_page(java_script_enabled=False).page
    page.goto(site_url + VISIT)
    marker = _marker(page)
    marker.hover()
    expect(_card(page)).to_have_count(0)
    marker.click()

    expect(page).to_have_url(re.compile("#ref-"))


@pytest.mark.parametrize("name", ["cards.js", "statements.js"])
def test_the_script_is_small(shipped_site: Path, name: str) -> None:
    """All of it in 4 KB, before compression; no library."""
    script = shipped_site / "assets" / "sourcebook" / name

    assert script.stat().st_size <= 4096


@pytest.mark.parametrize(
    ("paragraph", "mark", "covered"),
    [
        pytest.param("One, {}. Two{}.", 1, "Two", id="back-to-the-mark-before"),
        pytest.param("One. Two{}{}.", 1, "One. Two", id="marks-without-a-word-between"),
        pytest.param("<strong>Head.</strong> One{}.", 0, "One", id="without-a-heading-in-bold"),
        pytest.param("One{}, <em>and</em> two{}.", 1, "and two", id="part-of-a-sentence"),
    ],
)
def test_what_a_mark_covers_is_painted(
    open_page: OpenPage, site_url: str, paragraph: str, mark: int, covered: str
) -> None:
    """While its card is open, and as the ledger has it: back to the mark before."""
    page = open_page().page
    page.goto(site_url + VISIT)
    marks = page.locator("sup.sb-cite").evaluate_all("all => all.slice(0, 2).map(m => m.outerHTML)")
    made = paragraph.replace("{}", "%s") % tuple(marks[: paragraph.count("{}")])
    page.locator("article p").first.evaluate("(p, made) => p.innerHTML = made", made)

    page.locator("article p").first.locator("sup.sb-cite > a").nth(mark).hover()
    expect(_card(page)).to_be_visible()

    painted = "[...CSS.highlights.get('sb-covered')].map(String)"
    assert [" ".join(one.split()) for one in page.evaluate(painted)] == [covered]
    page.keyboard.press("Escape")
    assert page.evaluate(painted) == []
