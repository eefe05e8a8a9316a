"""axe-core on a page: what it finds against WCAG 2.2 AA, and against its own best practices."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from audit.chromium import settle
from audit.kinds import KINDS
from audit.table import Figure

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules whose answer depends on the colours: all that a second look in the dark can change."""
WAYS: dict[str, dict[str, object]] = {
    "light": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "320 px": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
    "print": {"viewport": {"width": 1024, "height": 900}, "color_scheme": "light"},
}
_RUN = """async ([tags, rules]) => {
    const only = rules ? {type: "rule", values: rules} : {type: "tag", values: tags};
    const found = await axe.run({resultTypes: ["violations"], runOnly: only});
    return found.violations.map(({id, help, nodes}) =>
        `${id}: ${help} (${nodes.length}×), ${nodes[0].target.join(" ")}`);
}"""


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """Return what axe finds on the *page* that is shown, a line for each rule."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(_RUN, [TAGS, rules])
    return found


def figures(browser: Browser, site_url: str) -> list[Figure]:
    """Return a line for each way of looking: all page types, all rules."""
    made = []
    for way, options in WAYS.items():
        context = browser.new_context(**options)  # type: ignore[arg-type]
        page = context.new_page()
        notes = []
        for kind, path in KINDS.items():
            page.emulate_media(media="print" if way == "print" else "screen")
            settle(page, site_url + path)
            notes += [f"{kind}: {line}" for line in violations(page)]
        context.close()
        what = f"{way}, {len(KINDS)} page types"
        made.append(Figure("axe-core", what, str(len(notes)), "0", not notes, tuple(notes)))
    return made
