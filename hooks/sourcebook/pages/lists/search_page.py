"""`search_page`: where the search stands by itself, and what can be browsed without it."""

from __future__ import annotations

from collections.abc import Mapping

from sourcebook.pages.frame.edition import Rendered
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.urls import href
from sourcebook.pages.frame.views import Card

SEARCH_URI = "search.md"


def search_page(pages: Mapping[str, Rendered]) -> Rendered:
    """Return the page of the search, with every index among *pages*."""
    slots = Slots(SEARCH_URI)
    cards = [
        Card(page.title, href(SEARCH_URI, uri), summary=page.description)
        for uri, page in pages.items()
        if page.kind == "index" and uri != SEARCH_URI
    ]
    markdown = (
        heading(1, "Search")
        + slots.block(render("search"))
        + heading(2, "What there is to browse", "browse")
        + slots.block(render("records", cards=cards, compact=False))
    )
    return Rendered(
        uri=SEARCH_URI,
        title="Search",
        description="Search all pages, or browse them by what they are about.",
        markdown=markdown,
        slots=slots.made(),
        kind="search",
        section="",
    )
