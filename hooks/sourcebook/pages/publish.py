"""`publish`: the Site becomes all its pages."""

from __future__ import annotations

from collections.abc import Mapping

from sourcebook.citeproc import Formatted
from sourcebook.pages.compose import compose
from sourcebook.pages.edition import Edition, Rendered
from sourcebook.pages.listings import DIRECTIVES, visits_table
from sourcebook.pages.markdown import heading
from sourcebook.pages.rules import RULES_URI, rules_page
from sourcebook.pages.slots import Slots
from sourcebook.pages.sources import source_page
from sourcebook.settings import DisplayMode
from sourcebook.site.model import Site

INDEXES: Mapping[str, tuple[str, str, str]] = {
    # URI: (directive, title, description)
    "visits/index.md": (
        "visits",
        "Visits",
        "Every visit and meeting in order of time, by decade.",
    ),
    "sectors/index.md": (
        "sectors",
        "Sectors",
        "The sectors of cooperation, and the visits that touched them.",
    ),
    "people/index.md": ("people", "People", "Everyone named, and where they appear."),
    "organisations/index.md": (
        "organisations",
        "Organisations",
        "Every organisation named, by kind, and where it appears.",
    ),
    "places/index.md": ("places", "Places", "Every place named, and the visits there."),
    "sources/index.md": (
        "sources",
        "Sources",
        "Every work cited, by who speaks, and how many passages rest on it.",
    ),
    "timeline.md": (
        "timeline",
        "Timeline",
        "The visits on one line of years, and the same as a table.",
    ),
    "matrix.md": ("matrix", "Visits and sectors", "Which visit touched which sector."),
}
"""Pages that list what is in the site. A written page at the same place is shown instead."""


def publish(site: Site, formatted: Formatted, mode: DisplayMode) -> dict[str, Rendered]:
    """Return every page of the site by URI: written pages first, then generated ones."""
    edition = Edition(site, formatted, mode)
    rendered = [compose(edition, page) for page in site.pages.values()]
    rendered += [source_page(edition, citekey) for citekey in site.works]
    pages = {page.uri: page for page in rendered}
    for uri in INDEXES:
        if uri not in pages:
            pages[uri] = _index(edition, uri)
    if RULES_URI not in pages:
        pages[RULES_URI] = rules_page()
    return pages


def _index(edition: Edition, uri: str) -> Rendered:
    directive, title, description = INDEXES[uri]
    slots = Slots(uri)
    listing = DIRECTIVES[directive](edition, uri, slots)
    if directive == "timeline":
        listing += visits_table(edition, uri, slots)
    return Rendered(
        uri=uri,
        title=title,
        description=description,
        markdown=f"{heading(1, title)}{description}\n{{: .sb-deck }}\n\n{listing}",
        slots=slots.made(),
        kind="index",
        section=uri,
    )
