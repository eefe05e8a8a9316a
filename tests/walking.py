"""`python -m walking BASE`: a browser looks at the pages of the built site that a change is about.

Which pages those are, the lines that differ from the revision BASE say: the page of a file of
``docs/``, of a record in a data file, of an entry of the bibliography; and the home page. On each
no request may fail or go elsewhere, no script may complain, nothing may be wider than a phone, and
axe may find nothing. Exit 0 where all is well, 1 where something is not, 2 where it cannot be seen.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from audit import axe
from audit.chromium import NoBrowserError, launched, settle
from audit.host import serve
from building import ROOT
from built_site import public_address
from sourcebook.compilation import compile_site
from sourcebook.diagnostics import Location
from sourcebook.pages.problems import PageFinder
from sourcebook.project import BIBLIOGRAPHY, DATA, DOCS, read
from sourcebook.site.naming import address_of
from watching import watch

PHONE = {"viewport": {"width": 320, "height": 640}, "reduced_motion": "reduce"}
MOST = 40
"""Pages that are walked through: a change of all data is the affair of the whole suite."""
_FILE = re.compile(r"^\+\+\+ (?:b/(.*?)|/dev/null)\t?$")
_LINES = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@")


def changed_lines(diff: str) -> Iterator[Location]:
    """Yield the places that a unified *diff* without context adds or changes."""
    file = ""
    for line in diff.splitlines():
        if found := _FILE.match(line):
            file = found[1] or ""
        elif file and (found := _LINES.match(line)):
            first, number = int(found[1]), int(found[2] or 1)
            yield from (Location(file, first + step) for step in range(number))


def pages_of(root: Path, places: Iterable[Location]) -> list[str]:
    """Return the addresses below the root of the site that show what stands at *places*."""
    finder = PageFinder(compile_site(*read(root)).site)
    uris = (finder.uri(place) for place in places)
    found = {f"{address_of(uri)}/".lstrip("/") for uri in uris if uri and uri.endswith(".md")}
    return sorted({"", *found})


def troubles(browser: Browser, address: str) -> list[str]:
    """Return what is wrong with the page at *address*."""
    context = browser.new_context(**PHONE)  # type: ignore[arg-type]
    watched = watch(context)
    settle(watched.page, address)
    wide = watched.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    found = [*watched.complaints, *(f"asks for {url}" for url in watched.foreign)]
    found += ["is wider than a phone"] if wide else []
    found += axe.violations(watched.page, most=20)
    context.close()
    return found


def main() -> int:
    """Walk through the pages and print what is wrong."""
    parser = argparse.ArgumentParser(prog="walking", description=__doc__)
    parser.add_argument("base", metavar="BASE", help="the revision before the change")
    base = parser.parse_args().base
    diff = subprocess.run(
        [
            *("git", "-c", "core.quotePath=false", "diff", "--unified=0", "--no-color"),
            *("--no-ext-diff", "--src-prefix=a/", "--dst-prefix=b/", base),
            *("--", DOCS, BIBLIOGRAPHY, DATA),
        ],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    site = ROOT / "site"
    if diff.returncode or not site.is_dir():
        print(diff.stderr or "There is no site/: run `make site` before.", file=sys.stderr)
        return 2
    pages = [page for page in pages_of(ROOT, changed_lines(diff.stdout)) if (site / page).is_dir()]
    print(f"{len(pages)} pages show what changed; {min(MOST, len(pages))} are walked through.")
    is_well = True
    try:
        with serve(site, urlsplit(public_address(site)).path) as url, launched() as browser:
            for page in pages[:MOST]:
                found = troubles(browser, url + page)
                is_well = is_well and not found
                print("\n  ".join([f"{page or 'home'}: {'not well' if found else 'well'}", *found]))
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 2
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
