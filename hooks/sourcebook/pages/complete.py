"""`complete`: pages become a site that others can use: data, feeds, permanence, metadata."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from sourcebook.pages.evidence.gone import gone_pages
from sourcebook.pages.exports import export_files
from sourcebook.pages.feeds import ATOM_PATH, atom_feed, calendars
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.horizon import with_horizon
from sourcebook.pages.frame.imprint import Imprint
from sourcebook.pages.frame.memory import Memory
from sourcebook.pages.kinds.figures import series_files
from sourcebook.pages.kinds.search import Search, searches_of
from sourcebook.pages.lists.filters import redirects
from sourcebook.pages.lists.source_facets import source_facets
from sourcebook.pages.machine.surroundings import Surroundings, surroundings_of
from sourcebook.pages.pictures import TitleCard, pictures_of
from sourcebook.pages.tables.data_page import DATA_URI, data_page
from sourcebook.pages.tables.files import data_files
from sourcebook.pages.tables.ledger_files import ledger_files
from sourcebook.progress import Tell, tell_nobody
from sourcebook.site.model import Site


@dataclass(frozen=True, slots=True)
class Complete:
    """Everything that a site publishes."""

    pages: Mapping[str, Rendered] = field(default_factory=dict)
    """By URI: those given, then what was added."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Files that are no pages, by path below the root of the site."""
    surroundings: Mapping[str, Surroundings] = field(default_factory=dict)
    """By URI of the page."""
    searches: Mapping[str, Search] = field(default_factory=dict)
    """By URI of the page, of those that the search finds."""
    pictures: Mapping[str, TitleCard] = field(default_factory=dict)
    """By path below the root of the site."""


def site_files(site: Site) -> dict[str, str]:
    """Return the files that follow from the Site alone, by path: references, series, ledger."""
    return export_files(site) | series_files(site) | ledger_files(site)


def complete(
    edition: Edition,
    pages: Mapping[str, Rendered],
    imprint: Imprint,
    memory: Memory | None = None,
    tell: Tell = tell_nobody,
) -> Complete:
    """Return *pages* with all that belongs to them.

    *memory* is the one that *pages* were made with; *tell* hears how far it is.
    """
    site = edition.site
    if memory is None or memory.edition is None:
        exports = site_files(site)
    else:
        exports = memory.make("files", partial(site_files, memory.edition.site))
    data = data_files(site, imprint, exports)
    feed = atom_feed(site, imprint)
    feeds = ({ATOM_PATH: feed} if feed else {}) | calendars(site, imprint)
    whole = dict(pages)
    gone, moved = gone_pages(edition)
    for page in (data_page(edition, imprint, data, set(feeds)), *gone):
        # A written page stays; at the address of a gone record there can be none.
        whole.setdefault(page.uri, with_horizon(edition, page))
    pictures = pictures_of(edition, imprint, whole)
    around, own = surroundings_of(
        edition, imprint, whole, pictures, data, set(feeds), moved, memory, tell
    )
    if memory is not None:
        memory.end()
    facets = [*source_facets(edition), *chain(*edition.facets.values())]
    files = {**exports, **data.files, **feeds, **own, **redirects(facets)}
    return Complete(
        whole,
        files | _robots(imprint),
        around,
        searches_of(site, whole),
        {one.path: one.card for one in pictures.values()},
    )


def _robots(imprint: Imprint) -> dict[str, str]:
    """Return robots.txt, which counts at the root of a host only (RFC 9309, section 2.3)."""
    if not imprint.url or imprint.url.count("/") != 3:
        return {}
    return {"robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {imprint.url}sitemap.xml\n"}


__all__ = ["DATA_URI", "Complete", "complete", "site_files"]
