"""`entries_of`: records with a time as a feed and a calendar tell them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from sourcebook.formats.edtf import Edtf
from sourcebook.formats.prose import plain_text
from sourcebook.pages.frame.imprint import Imprint
from sourcebook.records.records import Collection, Loaded
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
    """One record with a time, in plain text."""

    node: Node
    dates: Edtf
    status: str
    """What its status says to programs, in the words of `declaration.Means`."""
    title: str
    """With the status, where it is not the usual one."""
    summary: str
    url: str
    """Relative to the root of the site where its address is not known."""
    places: tuple[str, ...]
    topics: tuple[str, ...]
    revised: int
    """Seconds since 1970 UTC."""


def entries_of(site: Site, imprint: Imprint, view: str) -> Iterator[Entry]:
    """Yield the records of the collections that declare *view*, in the order of their files."""
    for collection in site.subject.dated:
        if getattr(collection.views, view) is not None:
            for id, loaded in site.records.get(collection.name, {}).items():
                yield _entry(site, imprint, collection, Node(collection.name, id), loaded)


def _entry(
    site: Site, imprint: Imprint, collection: Collection, node: Node, loaded: Loaded
) -> Entry:
    record, status = loaded.record, collection.field_of("status")
    title = site.label(node)
    if status is not None and (word := collection.says(record, "status")):
        title = f"{title} ({status.meaning.label_of(word).lower()})"
    means = status.meaning.means.get(status.value_of(record) or "", "") if status else ""
    summary = collection.value_of(record, "summary") or ""
    topic = collection.field_of("topic")
    return Entry(
        node=node,
        dates=collection.value_of(record, "when"),
        status=means or "happened",
        title=title,
        summary=plain_text(summary, lambda name, one: site.label(Node(name, one))),
        url=imprint.address(page_uri(node)),
        places=tuple(site.label(Node("places", one)) for one in collection.ids_of(record, "where")),
        topics=tuple(
            site.short(Node(topic.names, one)) for one in collection.ids_of(record, "topic")
        )
        if topic
        else (),
        revised=imprint.revised([loaded.source.path]),
    )


def host_of(imprint: Imprint) -> str:
    """Return the host of the site, for names that must belong to somebody."""
    return urlsplit(imprint.url).hostname or NO_HOST
