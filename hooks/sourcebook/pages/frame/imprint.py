"""`Imprint`: what a site says of itself: its name, address, licences, and when pages changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sourcebook.pages.frame.edition import Rendered
from sourcebook.pages.frame.urls import url_of
from sourcebook.settings import Licence
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Site
from sourcebook.site.naming import page_uri


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a site says of itself. Times are seconds since 1970 UTC; 0 is “not known”."""

    name: str
    description: str = ""
    url: str = ""
    """Where it stands in public; ends in a slash, "" where that is not known."""
    language: str = "en"
    author: str = ""
    """Who answers for its pages, a body or a person; "" for nobody named."""
    text_licence: Licence | None = None
    data_licence: Licence | None = None
    epoch: int = 0
    """Of the build: nothing is newer."""
    revisions: Mapping[str, int] = field(default_factory=dict)
    """By path of a file of the project: when it last changed, where its history is known."""

    def address(self, uri: str, fragment: str = "") -> str:
        """Return the public address of the page at *uri*, or its address below the root."""
        return f"{self.url}{url_of(uri)}" + (f"#{fragment}" if fragment else "")

    def revised(self, paths: Iterable[str]) -> int:
        """Return when the newest of the files at *paths* changed; the build's time otherwise."""
        times = [self.revisions.get(path, self.epoch) for path in paths] or [self.epoch]
        return min(max(times), self.epoch)


def day_of(time: int) -> str:
    """Return the day of *time* in UTC as ``2021-04-06``; "" for 0."""
    return datetime.fromtimestamp(time, UTC).date().isoformat() if time else ""


def paths_of(site: Site, pages: Mapping[str, Rendered]) -> dict[str, tuple[str, ...]]:
    """Return by URI the files of the project that a page is made of; () for indexes.

    The page of a record is its own text; that of a work is its entry and the pages that cite it.
    """
    works = {page_uri(Node(SOURCES, citekey)): citekey for citekey in site.works}
    files: dict[str, tuple[str, ...]] = {}
    for uri, rendered in pages.items():
        page = rendered.page
        if uri in works and rendered.kind == "source":
            citing = (site.pages[one.page] for one in site.passages[works[uri]])
            found = [site.works[works[uri]].entry.location.file]
            found += [path for one in citing for path in _own(one.source, one.record)]
            files[uri] = tuple(dict.fromkeys(found))
        else:
            files[uri] = _own(page.source, page.record) if page else ()
    return files


def _own(source: object, record: object) -> tuple[str, ...]:
    path = getattr(source, "path", None)
    held = getattr(getattr(record, "source", None), "path", None)
    return tuple(dict.fromkeys(one for one in (path, held) if one))
