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
_DESKTOP = {"width": 1440, "height": 900}
_QUIET = {"reduced_motion": "reduce"}
"""A colour on its way to another is neither."""
WAYS: dict[str, dict[str, object]] = {
    "light": _QUIET | {"viewport": _DESKTOP, "color_scheme": "light"},
    "dark": _QUIET | {"viewport": _DESKTOP, "color_scheme": "dark"},
    "320 px": _QUIET | {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
    "print": _QUIET | {"viewport": _DESKTOP, "color_scheme": "light"},
}
_RUN = """async ([tags, rules]) => {
    const only = rules ? {type: "rule", values: rules} : {type: "tag", values: tags};
    // Nobody's finger misses a link on paper.
    const off = matchMedia("print").matches ? {"target-size": {enabled: false}} : {};
    const found = await axe.run({resultTypes: ["violations"], runOnly: only, rules: off});
    return found.violations.map(({id, help, nodes}) =>
        `${id}: ${help} (${nodes.length}×), ${nodes[0].target.join(" ")}: `
        + nodes[0].failureSummary.split("\\n").slice(1).join("; "));
}"""


_WHOLE = ".sb-page *, .sb-citebox { content-visibility: visible !important }"
"""Parts that are out of sight have no place yet, and axe compares places."""
_SHORT = """(most) => {
    for (const list of document.querySelectorAll(".sb-page :is(ol, ul, tbody)"))
        while (list.children.length > most) list.children[most - 1].remove();
}"""


def violations(page: Page, rules: list[str] | None = None, most: int | None = None) -> list[str]:
    """Return what axe finds on the *page* that is shown, a line for each rule.

    With *most*, long lists are cut to so many entries before, the last of them kept: the time
    that axe takes grows with the elements, and what the hundredth entry is made of is what the
    tenth was made of.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
        page.add_style_tag(content=_WHOLE)
        if most is not None:
            page.evaluate(_SHORT, most)
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
