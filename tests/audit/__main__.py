"""`python -m audit`: build the site for a local address, measure, print one table.

Exit 0 when every figure is within its limit, 1 when one is not, 2 when nothing could be measured.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from audit import axe, lighthouse, pictures, printing, weight
from audit.chromium import NoBrowserError, launched
from audit.host import serve
from audit.table import Figure, printed

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("axe", "weight", "print", "pictures", "lighthouse")
CACHE = ROOT / ".cache" / "audit"
BELOW = "/pakistan-russia/"


def main() -> int:
    parser = argparse.ArgumentParser(prog="audit", description=__doc__)
    parser.add_argument("--part", action="append", choices=PARTS, help="only this one, or these")
    parser.add_argument("--site", type=Path, help="a built site, in place of building one")
    parser.add_argument("--artifacts", type=Path, default=ROOT / "tests" / "artifacts" / "audit")
    parser.add_argument("--runs", type=int, default=3, help="of Lighthouse on each page")
    parser.add_argument("--picture", type=Path, help="only make the picture of the README, here")
    given = parser.parse_args()
    port = _free_port()
    address = f"http://127.0.0.1:{port}{BELOW}"
    site = given.site or _build(address)
    if site is None:
        return 2
    try:
        with serve(site, urlsplit(address).path, port) as site_url:
            if given.picture:
                with launched() as browser:
                    pictures.picture(browser, site_url, given.picture)
                return 0
            found = []
            for figure in _measure(site_url, given.part or PARTS, given.artifacts, given.runs):
                found.append(figure)
                print(f"{figure.part}: {figure.what}: {figure.found}", file=sys.stderr)
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 2
    table = printed(found)
    given.artifacts.mkdir(parents=True, exist_ok=True)
    (given.artifacts / "table.txt").write_text(f"{table}\n", encoding="utf-8")
    print(table)
    return 0 if all(figure.is_within for figure in found) else 1


def _measure(
    site_url: str, parts: tuple[str, ...] | list[str], artifacts: Path, runs: int
) -> Iterator[Figure]:
    with launched() as browser:
        if "weight" in parts:
            yield from weight.figures(browser, site_url)
        if "print" in parts:
            yield from printing.figures(browser, site_url, artifacts)
        if "axe" in parts:
            yield from axe.figures(browser, site_url)
        if "pictures" in parts:
            yield from pictures.figures(browser, site_url, artifacts)
    if "lighthouse" in parts:
        yield from lighthouse.figures(site_url, CACHE / "lighthouse", runs)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _build(address: str) -> Path | None:
    """Build the shipped site for *address*, which its canonical links then name."""
    site = CACHE / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=ROOT,
        env=os.environ | {"SITE_URL": address, "NO_MKDOCS_2_WARNING": "1"},
        check=False,
    )
    return site if done.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main())
