"""Pictures of every page type in every width and in light and dark, to be looked at."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from audit.chromium import settle
from audit.kinds import KINDS
from audit.table import Figure

WIDTHS = {320: 640, 768: 1024, 1440: 900}
"""Width → height of the window."""
SCHEMES = ("light", "dark")
TALLEST = 6000
_SIZE = """() => {
    const {scrollWidth, scrollHeight, clientWidth} = document.documentElement;
    return [scrollHeight, scrollWidth - clientWidth];
}"""


def figures(browser: Browser, site_url: str, folder: Path) -> list[Figure]:
    """Leave the pictures in *folder*; return how many pages are wider than their window."""
    folder.mkdir(parents=True, exist_ok=True)
    wide = []
    number = 0
    for scheme in SCHEMES:
        for width, height in WIDTHS.items():
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page = context.new_page()
            for kind, path in KINDS.items():
                settle(page, site_url + path)
                tall, over = page.evaluate(_SIZE)
                name = f"{kind.replace(' ', '-')}-{width}-{scheme}.png"
                page.screenshot(
                    path=folder / name,
                    full_page=True,
                    clip={"x": 0, "y": 0, "width": width, "height": min(tall, TALLEST)},
                )
                number += 1
                if over > 0:
                    wide.append(f"{kind} at {width} px: {over} px")
            context.close()
    what = f"pages that scroll sideways, {number} pictures"
    return [Figure("pictures", what, str(len(wide)), "0", not wide, tuple(wide))]


def picture(browser: Browser, site_url: str, path: Path) -> None:
    """Leave the picture of the README at *path*: a visit, light, as a reader's window shows it."""
    context = browser.new_context(viewport={"width": 1200, "height": 900}, color_scheme="light")
    page = context.new_page()
    settle(page, site_url + KINDS["visit"])
    page.screenshot(path=path)
    context.close()
