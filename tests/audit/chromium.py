"""`launched`: a headless Chromium of the system; `settle`: a page that has come to rest."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class NoBrowserError(Exception):
    """There is no browser to drive."""


def program() -> str:
    """Return the path of the browser; the variable ``CHROMIUM`` names another one."""
    names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else NAMES
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise NoBrowserError(f"No browser found ({', '.join(names)}): make chromium installs one.")
    return found


@contextmanager
def launched() -> Iterator[Browser]:
    path = program()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


def settle(page: Page, address: str) -> None:
    """Go to *address* and wait until all is there: files, fonts, the results of a search."""
    page.goto(address, wait_until="networkidle")
    if "/search/?q=" in address:
        page.wait_for_selector(".sb-found")
    page.evaluate("document.fonts.ready.then(() => true)")
