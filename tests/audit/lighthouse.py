"""Lighthouse on six page types, as its own command runs it: a phone of the middle class.

It comes from npm, by the versions and digests of lighthouse/package-lock.json, into a folder
outside the sources; none of its packages runs anything while it is installed.

A figure for speed depends on the machine that measures. Lighthouse slows the processor down
four times, which turns a desktop into a phone; where the machine is busy or slow already (its
`benchmarkIndex`), the phone becomes one that nobody has. So each page is measured several times
and the median counts, and the table says how fast the machine was.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audit.chromium import program
from audit.kinds import KINDS
from audit.table import Figure

TYPES = ("home", "visits", "visit", "sector", "source", "map")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 98
PATIENCE = 300
"""Seconds for one run, reached only when something is broken."""
_HERE = Path(__file__).parent / "lighthouse"


class NoLighthouseError(Exception):
    """It could not be had, and why."""


def install(cache: Path) -> Path:
    """Return the path of the program, installed into *cache* unless it is there."""
    program_path = cache / "node_modules" / ".bin" / "lighthouse"
    if program_path.exists():
        return program_path
    if shutil.which("npm") is None:
        raise NoLighthouseError("npm is not installed")
    cache.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(_HERE / name, cache / name)
    done = subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=cache,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NoLighthouseError((done.stderr.strip() or "npm ci failed").splitlines()[-1])
    return program_path


def figures(site_url: str, cache: Path, runs: int) -> Iterator[Figure]:
    """Yield a line for each page type and category: the median of *runs*."""
    try:
        lighthouse = install(cache)
    except NoLighthouseError as error:
        yield Figure("Lighthouse", "not measured", str(error), f"≥ {LEAST}", False)
        return
    for kind in TYPES:
        reports = [_run(lighthouse, site_url + KINDS[kind]) for _ in range(runs)]
        scores = {name: [_score(report, name) for report in reports] for name in CATEGORIES}
        medians = {name: statistics.median(found) for name, found in scores.items()}
        found = " · ".join(f"{value:.0f}" for value in medians.values())
        speeds = statistics.median(one["environment"]["benchmarkIndex"] for one in reports)
        notes = [f"machine {speeds:.0f}; " + _timings(reports)] + [
            f"{name}: {why}"
            for name, value in medians.items()
            if value < LEAST
            for why in _reasons(reports[-1], name)
        ]
        yield Figure(
            "Lighthouse",
            f"{kind}: {', '.join(CATEGORIES)}",
            found,
            f"≥ {LEAST}",
            min(medians.values()) >= LEAST,
            tuple(notes),
        )


def _run(lighthouse: Path, url: str) -> dict[str, Any]:
    done = subprocess.run(
        [
            str(lighthouse),
            url,
            "--quiet",
            "--output=json",
            f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu --no-first-run "
            "--disable-background-networking --disable-component-update --disable-sync",
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
        env=os.environ | {"CHROME_PATH": program()},
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _score(report: dict[str, Any], category: str) -> float:
    return 100 * float(report["categories"][category]["score"] or 0)


def _timings(reports: list[dict[str, Any]]) -> str:
    names = {
        "first-contentful-paint": "first paint",
        "largest-contentful-paint": "largest paint",
        "total-blocking-time": "blocked",
    }
    parts = []
    for audit, name in names.items():
        value = statistics.median(one["audits"][audit]["numericValue"] for one in reports)
        parts.append(f"{name} {value:.0f} ms")
    shift = max(one["audits"]["cumulative-layout-shift"]["numericValue"] for one in reports)
    return ", ".join(parts) + f", shift {shift:.3f}"


def _reasons(report: dict[str, Any], category: str) -> Iterator[str]:
    for one in report["categories"][category]["auditRefs"]:
        audit = report["audits"][one["id"]]
        if one["weight"] and audit["score"] is not None and audit["score"] < 1:
            yield f"{audit['title']} {audit.get('displayValue', '')}".strip()
