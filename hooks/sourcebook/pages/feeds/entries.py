"""`entries_of`: the visits as a feed and a calendar tell them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from sourcebook.formats.prose import plain_text
from sourcebook.pages.frame.imprint import Imprint
from sourcebook.pages.frame.labels import STATUSES
from sourcebook.records.content import Sector, Visit
from sourcebook.site.graph import Node
from sourcebook.site.model import Site
from sourcebook.site.naming import page_uri

NO_HOST = "sourcebook.invalid"
"""Stands in names where a site does not say where it will be (RFC 2606, section 2)."""

_UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold or advises against; joiners that scripts need stay."""


def one_line(text: str) -> str:
    """Return *text* on one line, without control characters."""
    return " ".join(_UNWRITABLE.sub("", text).split())


@dataclass(frozen=True, slots=True)
class Entry:
    """One visit in plain text."""

    id: str
    visit: Visit
    title: str
    """With the status, where the visit did not simply take place."""
    summary: str
    url: str
    """Relative to the root of the site where its address is not known."""
    places: tuple[str, ...]
    sectors: tuple[str, ...]
    revised: int
    """Seconds since 1970 UTC."""


def entries_of(site: Site, imprint: Imprint) -> Iterator[Entry]:
    """Yield the visits that have a page, in the order of their files."""
    for id, loaded in site.records.get("visits", {}).items():
        visit = loaded.record
        if not isinstance(visit, Visit):
            continue
        title = site.label(Node("visits", id))
        if visit.status != "held":
            title = f"{title} ({STATUSES[visit.status].lower()})"
        yield Entry(
            id=id,
            visit=visit,
            title=title,
            summary=plain_text(visit.summary, lambda name, one: site.label(Node(name, one))),
            url=imprint.address(page_uri(Node("visits", id))),
            places=tuple(site.label(Node("places", one)) for one in visit.places),
            sectors=tuple(_sector(site, one) for one in visit.sectors),
            revised=imprint.revised([loaded.source.path]),
        )


def host_of(imprint: Imprint) -> str:
    """Return the host of the site, for names that must belong to somebody."""
    return urlsplit(imprint.url).hostname or NO_HOST


def _sector(site: Site, id: str) -> str:
    loaded = site.records.get("sectors", {}).get(id)
    known = loaded is not None and isinstance(loaded.record, Sector)
    return loaded.record.label if known else id  # type: ignore[union-attr]
