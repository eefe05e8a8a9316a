"""`check_register`, `vanished`: whether every id that was published still means what it meant."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.diagnostics import Diagnostic, Location, nearest, rules_idx
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Site
from sourcebook.site.naming import page_uri
from sourcebook.site.register import LIVE, living_ids, settled


def check_register(site: Site) -> Iterator[Diagnostic]:
    """Yield the problems of the register of ids; a project without one keeps none."""
    if site.register is None:
        return
    living = living_ids(site.subject.collections, site.records, site.works)
    found = settled(site.register, living)
    for node, one in site.register.items():
        if node in living:
            if one.state != LIVE:
                fate = f"is now “{one.renamed_to}”" if one.renamed_to else "was removed"
                related = ((one.location, "the line of the register"),)
                yield rules_idx.REUSED_ID.at(
                    _place(site, node), related=related, id=str(node), fate=fate
                )
        elif (now := one.successor) and node not in found and not _is_broken(site, now):
            known = [named.id for named in living if named.collection == node.collection]
            yield rules_idx.RENAMED_TO_NOTHING.at(
                one.location,
                id=str(node),
                target=one.renamed_to,
                nearest=nearest(one.renamed_to, known),
            )
    for node in vanished(site):
        yield rules_idx.VANISHED_ID.at(site.register[node].location, id=str(node))


def vanished(site: Site) -> tuple[Node, ...]:
    """Return the ids that were published and are gone, and nobody has said why."""
    if site.register is None:
        return ()
    living = living_ids(site.subject.collections, site.records, site.works)
    return tuple(
        node
        for node, one in site.register.items()
        if one.state == LIVE and node not in living and not _is_broken(site, node)
    )


def _is_broken(site: Site, node: Node) -> bool:
    if node.collection == SOURCES:
        return node.id in site.broken_citekeys
    return node in site.broken_nodes


def _place(site: Site, node: Node) -> Location:
    """Return where *node* is written."""
    if node.collection == SOURCES:
        return site.works[node.id].entry.location
    loaded = site.record(node)
    return loaded.location() if loaded else Location(page_uri(node))
