"""What people ask the search of the shipped site, and how often it answers at once."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from playwright.sync_api import Page, expect

from watching import OpenPage

pytestmark = pytest.mark.browser

QUERIES: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("queries.yml").read_text(encoding="utf-8")
)


class Asked(NamedTuple):
    """One query, where its right answer stands among the results, and what stands first."""

    kind: str
    query: str
    place: int
    """From 0; −1 where it is not among the first three."""
    first: str


def ask(page: Page, site_url: str) -> list[Asked]:
    """Ask every query on the page of the search, as a reader would, and judge the answers."""
    page.goto(site_url + "search/")
    asked = []
    for kind, queries in QUERIES.items():
        for query, right in queries.items():
            page.locator(".sb-search__input").fill(query)
            expect(page.locator(".sb-search__status")).to_contain_text(f"“{query}”")
            found = page.locator(".sb-found__title").evaluate_all("all => all.map((a) => a.href)")
            first = [url.removeprefix(site_url) for url in found[:3]]
            place = next((at for at, url in enumerate(first) if url in right), -1)
            asked.append(Asked(kind, query, place, first[0] if first else ""))
    return asked


def report(asked: list[Asked]) -> str:
    """Return both rates by kind of query, and every query whose first result is wrong."""
    lines = []
    for kind in [*QUERIES, ""]:
        of_kind = [one for one in asked if kind in ("", one.kind)]
        first = sum(one.place == 0 for one in of_kind)
        three = sum(one.place >= 0 for one in of_kind)
        lines.append(f"{kind or 'all':20} {len(of_kind):4} first {first:4} of three {three:4}")
    lines += [f"  {o.query}: {o.place} ({o.first})" for o in asked if o.place]
    return "\n".join(lines)


def test_the_first_result_answers(open_page: OpenPage, site_url: str) -> None:
    """Of what people ask, nine in ten have their answer first, in three scripts and misspelt."""
    watched = open_page()
    asked = ask(watched.page, site_url)
    first = sum(one.place == 0 for one in asked) / len(asked)
    three = sum(one.place >= 0 for one in asked) / len(asked)
    print(report(asked))

    assert len(asked) >= 120
    assert first >= 0.9, report(asked)
    assert three >= 0.95, report(asked)
    assert watched.complaints == []
