"""`gone_pages`: a page at every address that was published and has no page any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sourcebook.formats.edtf import Edtf, parse_edtf
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.markdown import escape_markdown, heading
from sourcebook.pages.frame.urls import source_path
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Site
from sourcebook.site.naming import page_uri
from sourcebook.site.register import LIVE, RegisterLine, living_ids, settled

REMOVED = "removed"
MOVED = "moved"
"""Kinds of these pages."""


def gone_pages(edition: Edition) -> tuple[tuple[Rendered, ...], Mapping[str, str]]:
    """Return the pages of what was removed or renamed, and where renamed ones lead (by URI).

    What the register calls live and is not there has no page: the checker says so.
    """
    site = edition.site
    register = site.register or {}
    living = living_ids(site.subject.collections, site.records, site.works)
    found = settled(register, living)
    pages: list[Rendered] = []
    targets: dict[str, str] = {}
    for node, one in register.items():
        if node in living or one.state == LIVE or node not in found:
            continue
        uri = page_uri(node)
        if one.successor is not None:
            targets[uri] = page_uri(one.successor)
        label = living.get(one.successor or node, "")
        pages.append(_page(site, uri, one, targets.get(uri, ""), label))
    return tuple(pages), targets


def _page(site: Site, uri: str, one: RegisterLine, target: str, new_label: str) -> Rendered:
    singular = _singular(site, one.node)
    label = one.label or one.node.id
    title = f"{'Moved' if target else 'Removed'}: {label}"
    if target:
        link = f"[{escape_markdown(new_label or one.renamed_to)}]({source_path(uri, target)})"
        told = [f"This {singular} has another address now: {link}."]
    else:
        told = [f"The page of this {singular} was removed.", *_when(one)]
    told += [f"Its id was “{escape_markdown(one.node.id)}”, and no other has it."]
    if one.note:
        told.append(f"Why: {escape_markdown(one.note)}")
    return Rendered(
        uri=uri,
        title=title,
        description=f"What became of the {singular} “{label}”.",
        markdown=heading(1, title) + "\n".join(told) + "\n",
        slots={},
        kind=MOVED if target else REMOVED,
        section=f"{one.node.collection}/index.md",
    )


def _when(one: RegisterLine) -> Iterator[str]:
    since, until = _day(one.since), _day(one.changed)
    if since and until:
        yield f"It was published from {since} to {until}."
    elif until:
        yield f"That was on {until}."
    elif since:
        yield f"It had been published since {since}."


def _day(text: str) -> str:
    date = parse_edtf(text) if text else None
    return date.display() if isinstance(date, Edtf) else ""


def _singular(site: Site, node: Node) -> str:
    collection = site.collection_of(node)
    if collection is not None:
        return collection.singular
    return "work" if node.collection == SOURCES else "record"
