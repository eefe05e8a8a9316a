"""The search in a real browser: what it finds, by which keys, and what it never does."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from building import build, copy_small
from watching import OpenPage

pytestmark = pytest.mark.browser

VISIT = "visits/lavrov-islamabad-2021/"
PLANTED = '<img src=x onerror="window.planted=1">'


def search(page: Page, query: str, key: str = "/") -> None:
    """Open the search by *key* and type *query*."""
    page.keyboard.press(key)
    expect(page.locator(".sb-search__input")).to_be_focused()
    page.keyboard.insert_text(query)
    expect(page.locator(".sb-search__status")).to_contain_text(f"“{query}”")


def titles(page: Page) -> list[str]:
    return page.locator(".sb-found__title").all_inner_texts()


def test_nothing_is_loaded_before_first_use(open_page: OpenPage, site_url: str) -> None:
    """A page that is only read asks for no piece of the search; the first “/” asks for them."""
    page = open_page().page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url + VISIT, wait_until="networkidle")
    before = [url for url in asked if "/pagefind/" in url]

    search(page, "Lavrov")

    assert before == []
    assert [url for url in asked if "/pagefind/" in url] != []


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_keys_open_and_escape_closes(key: str, open_page: OpenPage, site_url: str) -> None:
    """Each key opens the search; Escape closes it, also with a query, and leaves the place."""
    watched = open_page()
    page = watched.page
    page.goto(site_url + VISIT)
    for _ in range(2):
        search(page, "Lavrov", key)

        page.keyboard.press("Escape")
        expect(page.locator("dialog.sb-dialog")).to_be_hidden()

    expect(page).to_have_url(site_url + VISIT)
    assert watched.complaints == []


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("Lavrov", id="latin"),
        pytest.param("Sergei Lavrov", id="variant"),
        pytest.param("Лавров", id="cyrillic"),
        pytest.param("لاوروف", id="urdu"),
        pytest.param("سرگئی لاوروف", id="urdu-two-words"),
    ],
)
def test_a_person_and_the_visits_are_found(query: str, open_page: OpenPage, site_url: str) -> None:
    """Every spelling of a name finds the person first, and the visits by type."""
    watched = open_page()
    page = watched.page
    page.goto(site_url)
    search(page, query)
    first = titles(page)[0]

    page.locator(".sb-chip", has_text="Visit").first.click()
    expect(page.locator(".sb-chip[aria-pressed=true]")).to_contain_text("Visit")
    page.locator(".sb-search__toggle").click()
    page.locator("[data-filter='year:2021']").click()
    expect(page.locator("[data-filter='year:2021']")).to_have_attribute("aria-pressed", "true")

    assert first == "Sergey Lavrov"
    title = page.locator(".sb-found__title").get_by_text("Lavrov in Islamabad, 2021", exact=True)
    expect(title).to_be_visible()
    assert watched.foreign == []
    assert watched.complaints == []


def test_a_result_shows_type_date_and_passage(open_page: OpenPage, site_url: str) -> None:
    """A result says what it is, when, and marks the words in the passage that holds them."""
    page = open_page().page
    page.goto(site_url)
    search(page, "Sputnik")
    page.locator(".sb-chip", has_text="Visit").first.click()

    found = page.locator(".sb-found", has_text="Lavrov in Islamabad, 2021")
    expect(found.locator(".sb-found__meta")).to_have_text("Visit · 6–7 April 2021")
    expect(found.locator("mark").first).to_contain_text(re.compile("sputnik", re.IGNORECASE))


def test_arrows_and_enter_lead_to_a_page(open_page: OpenPage, site_url: str) -> None:
    """Arrows go through the results and back to the field; Enter follows."""
    page = open_page().page
    page.goto(site_url)
    search(page, "Лавров")
    results = page.locator(".sb-found__title")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".sb-search__input")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).to_have_url(site_url + "people/sergey-lavrov/")


def test_filters_narrow_and_widen(open_page: OpenPage, site_url: str) -> None:
    """A filter pressed shows as many results as it said; pressed again, all are back."""
    page = open_page().page
    page.goto(site_url)
    search(page, "Lavrov")
    status = page.locator(".sb-search__status")
    every = status.inner_text()
    page.locator(".sb-search__toggle").click()
    chip = page.locator("[data-filter^='year:2021']")
    number = chip.locator(".sb-chip__count").inner_text()

    chip.click()
    expect(status).to_have_text(re.compile(rf"^{number} results?\b"))
    expect(chip).to_be_focused()
    chip.click()
    expect(status).to_have_text(every)


def test_a_link_to_results(open_page: OpenPage, site_url: str) -> None:
    """The address of the page search/ says what is searched for, and keeps up with it."""
    page = open_page().page
    page.goto(site_url + "search/?q=Lavrov&type=Visit")

    expect(page.locator(".sb-found__meta").first).to_contain_text("Visit · ")
    expect(page.locator(".sb-search__input")).to_have_value("Lavrov")
    page.locator(".sb-search__input").fill("Putin")
    expect(page).to_have_url(site_url + "search/?q=Putin&type=Visit")
    expect(page.locator("dialog")).to_have_count(0)


def test_nonsense_finds_nothing(open_page: OpenPage, site_url: str) -> None:
    """A word that is nowhere finds nothing, where Pagefind would take its first letter."""
    page = open_page().page
    page.goto(site_url)
    search(page, "zzzzqq")

    expect(page.locator(".sb-search__status")).to_contain_text("No result")
    expect(page.locator(".sb-found")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dialog_fits(width: int, scheme: str, open_page: OpenPage, site_url: str) -> None:
    """The search is no wider than the window, and its text stands out from its ground."""
    page = open_page(viewport={"width": width, "height": 640}, color_scheme=scheme).page
    page.goto(site_url)
    search(page, "Lavrov")
    page.locator(".sb-search__toggle").click()
    wider = page.evaluate(
        "(e => e.scrollWidth - e.clientWidth)(document.querySelector('dialog.sb-dialog'))"
    )
    box = page.locator("dialog.sb-dialog").bounding_box()
    light = page.evaluate(
        """() => ["backgroundColor", "color"].map((name) => {
            const found = getComputedStyle(document.querySelector("dialog.sb-dialog"))[name];
            return found.match(/[\\d.]+/g).slice(0, 3).map(Number).reduce((a, b) => a + b) / 3;
        })"""
    )

    assert wider <= 0
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= width
    assert abs(light[0] - light[1]) > 150


def test_without_javascript_the_link_leads_to_what_there_is(
    open_page: OpenPage, site_url: str
) -> None:
    """Where no script runs, the header's link opens a page with every list of the site."""
    page = open_page(java_script_enabled=False).page
    page.goto(site_url + VISIT)

    page.locator(".sb-search-open").click()

    expect(page).to_have_url(site_url + "search/")
    expect(page.locator(".sb-search-here noscript p")).to_be_visible()
    expect(page.locator(".sb-page").get_by_role("link", name="Visits", exact=True)).to_be_visible()


@pytest.fixture(scope="module")
def hostile_url(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[..., str]) -> str:
    """The address of a site with markup in a title, a description, a text and a name."""
    root = copy_small(tmp_path_factory.mktemp("hostile") / "project")
    (root / "docs" / "hostile.md").write_text(
        f"---\ntitle: '{PLANTED} quokka'\ndescription: '{PLANTED}'\n---\n\n"
        f"The quokka writes `{PLANTED}` and `</mark><script>window.planted=2</script>`, "
        "and &amp;lt;b&amp;gt;.\n",
        encoding="utf-8",
    )
    people = root / "data" / "people.yml"
    people.write_text(
        people.read_text(encoding="utf-8")
        + f"\nquokka-person:\n  name: 'Quokka person'\n  variants: ['{PLANTED} quokka']\n",
        encoding="utf-8",
    )
    built = build(root, "--no-strict")
    assert built.exit_code == 0, built.output
    return serve_folder(built.site)


@pytest.mark.parametrize("query", ["quokka", PLANTED, "window.planted"])
def test_no_result_runs(query: str, open_page: OpenPage, hostile_url: str) -> None:
    """Markup in a query, a title, a name or a passage is shown as text and does nothing."""
    watched = open_page()
    page = watched.page
    page.goto(hostile_url)
    search(page, query)
    page.wait_for_load_state("networkidle")

    allowed = page.evaluate(
        """[...new Set([...document.querySelectorAll(".sb-search *")].map((e) => e.localName))]"""
    )
    assert set(allowed) <= {"form", "input", "button", "p", "span", "div", "ol", "li", "a", "mark",
                            "bdi"}  # fmt: skip
    assert page.evaluate("window.planted") is None
    assert watched.complaints == []


def test_hostile_text_is_shown_as_written(open_page: OpenPage, hostile_url: str) -> None:
    """The title and the passage of a result read as the page does."""
    page = open_page().page
    page.goto(hostile_url)
    search(page, "quokka writes")
    found = page.locator(".sb-found").first

    expect(found.locator("a").first).to_have_text(f"{PLANTED} quokka")
    expect(found.locator(".sb-found__text")).to_contain_text("</mark><script>window.planted=2")


def test_the_index_holds_no_interface_but_ours(shipped_site: Path) -> None:
    """Of what Pagefind writes, only what our own search reads is published."""
    folder = shipped_site / "pagefind"

    assert sorted(path.name for path in folder.glob("*.js")) == [
        "pagefind-worker.js",
        "pagefind.js",
    ]
    assert [*folder.glob("*.css")] == []
