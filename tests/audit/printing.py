"""A visit on paper: what Chromium prints, and whether it is cut off or leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser

from audit.chromium import settle
from audit.kinds import VISIT
from audit.table import Figure

PAPER = 658
"""Width of the text in CSS pixels: A4 less the margins of print.css."""
_LOOK = """() => {
    const shown = (element) => element.getClientRects().length > 0;
    const entries = [...document.querySelectorAll(".sb-reflist > li")];
    const cut = [...document.querySelectorAll("article *")]
        .filter((element) => shown(element) && !element.closest("svg, .sb-hidden, caption"))
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
        .map((element) => `${element.localName}.${element.className}`);
    const silent = [...document.querySelectorAll(".sb-page a[href^='http']")].filter(shown)
        .filter((link) => !link.textContent.includes(link.hostname.replace("www.", ""))
            && !getComputedStyle(link, "::after").content.includes(link.hostname));
    return {
        numbered: entries.filter((entry) => shown(entry)
            && getComputedStyle(entry).listStyleType === "decimal").length,
        entries: entries.length, cut, silent: silent.map((link) => link.href),
        address: shown(document.querySelector(".sb-printed") ?? document.createElement("i")),
    };
}"""


def figures(browser: Browser, site_url: str, folder: Path) -> list[Figure]:
    """Print a visit into *folder* and return what the paper shows."""
    context = browser.new_context(viewport={"width": PAPER, "height": 970})
    page = context.new_page()
    settle(page, site_url + VISIT)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "visit.pdf"
    path.write_bytes(page.pdf(prefer_css_page_size=True, print_background=False, tagged=True))
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", path.read_bytes()))
    page.emulate_media(media="print")
    seen = page.evaluate(_LOOK)
    context.close()
    numbered, entries = seen["numbered"], seen["entries"]
    return [
        Figure("print", "sheets of A4 for a visit", str(pages), "1 to 40", 1 <= pages <= 40),
        Figure(
            "print",
            "references with their number",
            f"{numbered} of {entries}",
            "all",
            numbered == entries > 0,
        ),
        _none("links to elsewhere without their address", seen["silent"]),
        _none("elements over the edge of the paper", seen["cut"]),
        Figure("print", "the page’s own address", str(seen["address"]), "True", seen["address"]),
    ]


def _none(what: str, found: list[str]) -> Figure:
    return Figure("print", what, str(len(found)), "0", not found, tuple(found[:10]))
