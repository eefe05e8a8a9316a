"""`pages.frame.horizon`, `site.present`: until when the record reaches, where it is said."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import pytest

from building import DECLARATION, VISITS, MakeProject
from publishing import FILES, completed
from sourcebook.pages.complete import Complete

WORDS = "As of March 1996, where this record ends."
PAGES = {
    "docs/about/index.md": "# About\n\nNow we are few.\n",
    "docs/about/list.md": "# All visits\n\n<!-- sourcebook: timeline -->\n",
    "docs/places/town.md": "---\ntitle: The town\n---\n\nIt is now large [@knuth1984].\n",
    "docs/places/here.md": "---\ntitle: Here\n---\n\nHe wrote: “now at last” [@knuth1984].\n",
}


def published(project: MakeProject, horizon: str) -> Complete:
    declared: Mapping[str, str] = {DECLARATION: f"{horizon}\n{VISITS}"}
    return completed(project, {**FILES, **PAGES, **declared})


@pytest.fixture
def site(project: MakeProject) -> Complete:
    return published(project, "horizon: 1996-03")


def test_it_stands_below_titles_that_claim_a_present(site: Complete) -> None:
    """Topics and lists have it, written or made, and records that say “now” of themselves."""
    having = {uri for uri, page in site.pages.items() if WORDS in page.markdown}

    assert having >= {"sectors/type.md", "visits/index.md", "about/list.md", "places/town.md"}
    assert not having & {
        *("about/index.md", "places/here.md", "visits/trip-1984.md", "sources/knuth1984.md"),
        *("evidence/index.md", "people/alpha-beta.md"),
    }
    assert site.pages["about/list.md"].markdown.startswith(f"# All visits\n\n{WORDS}\n{{: .sb")


def test_it_stands_in_what_is_taken_away(site: Complete) -> None:
    """A citation, the feed, the calendar and the data say it to those who never see the page."""
    box = str(site.surroundings["visits/trip-1984.md"].after)
    graph = re.search(r">(\{.*)</script>", str(site.surroundings["sectors/type.md"].head))
    assert graph is not None
    covered = [one.get("temporalCoverage") for one in json.loads(graph[1])["@graph"]]

    assert '<dt>The record ends</dt><dd><time datetime="1996-03">March 1996</time></dd>' in box
    assert f"{WORDS}</subtitle>" in site.files["feed.xml"]
    assert "X-WR-CALDESC:As of March 1996\\, where this record ends." in site.files["visits.ics"]
    assert json.loads(site.files["datapackage.json"])["description"].endswith(WORDS)
    assert "../1996-03" in covered


def test_nothing_is_said_that_is_not_declared(project: MakeProject) -> None:
    """Without a horizon no page has the line, and no program hears of one."""
    site = published(project, "")

    assert not any("record ends" in page.markdown for page in site.pages.values())
    assert not any("record ends" in str(one.after) for one in site.surroundings.values())
    assert not any("record ends" in text for text in site.files.values())
    assert not any('"temporalCoverage"' in str(one.head) for one in site.surroundings.values())
