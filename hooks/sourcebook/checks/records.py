"""`check_records`: fields and links that name records which are not there."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.meaning import meant_record
from sourcebook.diagnostics import Diagnostic, Location, nearest, rules_cit, rules_ref
from sourcebook.records.records import Collection
from sourcebook.records.shapes import Field
from sourcebook.site.figures import is_figure
from sourcebook.site.graph import CITES, LINKS_TO, SOURCES, Node
from sourcebook.site.model import PlacedLink, Site


def check_records(site: Site) -> Iterator[Diagnostic]:
    """Yield the problems of every field that names a record, then of every link in prose."""
    for name, records in site.records.items():
        for id in records:
            # The pointers of its fields; what its prose cites and links is an edge too.
            for edge in site.graph.out(Node(name, id)):
                if edge.relation not in (CITES, LINKS_TO):
                    yield from _missing(site, edge.target, edge.location)
    for collection in site.subject.collections:
        for field in collection.fields.values():
            if field.meaning.is_acyclic and field.names == collection.name:
                yield from _cycles(site, collection, field)
    yield from _sides(site)
    for work in site.works.values():
        if work.perspective:
            node = Node("perspectives", work.perspective)
            written = work.entry.fields["perspective"]
            yield from _missing(site, node, written.location)
    for page in site.pages.values():
        for placed in page.links:
            yield from _link(site, placed)


def _cycles(site: Site, collection: Collection, field: Field) -> Iterator[Diagnostic]:
    """Yield a problem for each circle that *field* makes; every record is passed once."""
    records = site.records[collection.name]
    following = {id: next(iter(field.ids_of(one.record)), "") for id, one in records.items()}
    passed: dict[str, str] = {}
    for start in records:
        way, id = [], start
        while id in following and id not in passed:
            passed[id] = start
            way.append(id)
            id = following[id]
        if passed.get(id) == start and id in way:
            circle = way[way.index(id) :]
            yield rules_ref.RECORD_CYCLE.at(
                records[circle[-1]].location((field.name,)),
                field=field.name,
                id=circle[-1],
                way=" → ".join([circle[-1], *circle]),
            )


def _sides(site: Site) -> Iterator[Diagnostic]:
    for id, at in site.subject.places_of_sides:
        yield from _missing(site, Node("places", id), at)


def _missing(site: Site, node: Node, at: Location) -> Iterator[Diagnostic]:
    if site.record(node) is None and node not in site.broken_nodes:
        collection = site.subject.by_name[node.collection]
        renamed = (site.register or {}).get(node)
        yield rules_ref.UNKNOWN_RECORD.at(
            at,
            mend=(node.id, renamed.renamed_to) if renamed and renamed.renamed_to else None,
            singular=collection.singular,
            id=node.id,
            nearest=meant_record(site, node),
        )


def _link(site: Site, placed: PlacedLink) -> Iterator[Diagnostic]:
    node = Node(placed.link.collection, placed.link.id)
    collections = site.subject.by_name
    if is_figure(node):
        return  # `check_figures` sees to it.
    if not node.id and (node.collection in collections or node.collection == SOURCES):
        yield rules_ref.LINK_WITHOUT_RECORD.at(placed.location, collection=node.collection)
    elif node.collection == SOURCES:
        if site.work(node.id) is None and node.id not in site.broken_citekeys:
            near = nearest(node.id, site.works)
            yield rules_cit.UNKNOWN_CITEKEY.at(placed.location, citekey=node.id, nearest=near)
    elif node.collection not in collections:
        names = [SOURCES, *(name for name, one in collections.items() if one.has_pages)]
        yield rules_ref.UNKNOWN_COLLECTION.at(
            placed.location, collection=node.collection, nearest=nearest(node.collection, names)
        )
    elif not collections[node.collection].has_pages:
        singular = collections[node.collection].singular
        yield rules_ref.RECORD_WITHOUT_PAGE.at(placed.location, singular=singular, id=node.id)
    else:
        yield from _missing(site, node, placed.location)
