"""`link`: Parsed → Site. Citations meet works, fields meet records, backlinks fall out.

One pass over the texts of every page. What does not resolve stays as it is; saying so is the work
of the checks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sourcebook.diagnostics import Source
from sourcebook.formats.frontmatter import PageParts
from sourcebook.site.content import COLLECTIONS
from sourcebook.site.graph import CITES, LINKS_TO, PAGES, SOURCES, Edge, Node, graph_of
from sourcebook.site.labels import Labels
from sourcebook.site.model import (
    CitedWork,
    Page,
    Passage,
    PlacedCitation,
    PlacedDirective,
    PlacedLink,
    Site,
    Text,
)
from sourcebook.site.naming import citation_anchor, page_uri
from sourcebook.site.parsing import Parsed, parse_text
from sourcebook.site.records import Loaded, references_of
from sourcebook.site.texts import texts_of_page


def link(parsed: Parsed) -> Site:
    """Return the linked site."""
    labels = Labels(parsed.records.by_collection, parsed.works)
    aliases = parsed.bibliography.aliases
    pages = {page.uri: page for page in _pages(parsed, labels)}
    edges: list[Edge] = [*_record_edges(parsed), *_work_edges(parsed)]
    cited: dict[str, dict[str, int]] = {}
    passages: dict[str, list[Passage]] = defaultdict(list)
    for page in pages.values():
        numbers: dict[str, int] = {}
        for citation in page.citations:
            for found in citation.works:
                citekey = aliases.get(found.item.citekey, found.item.citekey)
                if citekey in parsed.works:
                    numbers.setdefault(citekey, len(numbers) + 1)
                    passages[citekey].append(
                        Passage(page.uri, found, citation.text, found.location)
                    )
                    edges.append(Edge(page.node, Node(SOURCES, citekey), CITES, found.location))
        cited[page.uri] = numbers
        for placed in page.links:
            target = Node(placed.link.collection, placed.link.id)
            edges.append(Edge(page.node, target, LINKS_TO, placed.location))
    return Site(
        pages=pages,
        works=parsed.works,
        records=parsed.records.by_collection,
        labels=labels,
        graph=graph_of(edges),
        passages={citekey: tuple(passages.get(citekey, ())) for citekey in parsed.works},
        cited=cited,
        excerpts=parsed.excerpts,
        aliases=aliases,
        broken_citekeys=parsed.bibliography.broken,
        broken_nodes=frozenset(Node(*broken) for broken in parsed.records.broken),
    )


def _pages(parsed: Parsed, labels: Labels) -> Iterator[Page]:
    """Yield a page for every Markdown file, then for every record that has none of its own."""
    records: dict[str, Loaded] = {}
    for collection in COLLECTIONS:
        if collection.has_pages:
            for id, loaded in parsed.records.by_collection[collection.name].items():
                records[page_uri(Node(collection.name, id))] = loaded
    for uri, written in parsed.pages.items():
        yield _page(uri, records.pop(uri, None), written, parsed, labels)
    for uri, record in records.items():
        yield _page(uri, record, None, parsed, labels)


def _page(
    uri: str,
    record: Loaded | None,
    written: tuple[Source, PageParts] | None,
    parsed: Parsed,
    labels: Labels,
) -> Page:
    node = Node(record.collection, record.id) if record else Node(PAGES, uri)
    texts = texts_of_page(record, written, labels.of)
    parts = [parse_text(text.markdown) for text in texts]
    headings = parts[-1].headings if written else ()
    fields = parsed.records.pages.get(uri)
    first = next((found.text for found in headings if found.level == 1), "")
    title = (fields.title if fields else None) or (record.label if record else first) or uri
    citations: list[PlacedCitation] = []
    links: list[PlacedLink] = []
    occurrences: dict[str, int] = defaultdict(int)
    for index, (text, found) in enumerate(zip(texts, parts, strict=True)):
        for citation in found.citations:
            works = []
            for item in citation.items:
                occurrences[item.citekey] += 1
                anchor = citation_anchor(item.citekey, occurrences[item.citekey])
                works.append(CitedWork(item, anchor, text.locate(item.start, item.end)))
            at = text.locate(citation.start, citation.end)
            citations.append(PlacedCitation(citation, tuple(works), at, index))
        links += [
            PlacedLink(one, text.locate(one.target_start, one.end - 1), index)
            for one in found.links
        ]
    body = texts[-1] if written else None
    return Page(
        node=node,
        uri=uri,
        title=title,
        description=(fields.description if fields else None) or "",
        source=written[0] if written else None,
        record=record,
        texts=texts,
        headings=headings,
        citations=tuple(citations),
        links=tuple(links),
        directives=tuple(_directives(body)) if body else (),
        is_strict=fields is not None and fields.evidence == "strict",
    )


def _directives(body: Text) -> Iterator[PlacedDirective]:
    for found in parse_text(body.markdown).directives:
        end = found.name_start + max(1, len(found.name))
        yield PlacedDirective(found, body.locate(found.name_start, end))


def _record_edges(parsed: Parsed) -> Iterator[Edge]:
    for name, records in parsed.records.by_collection.items():
        for id, loaded in records.items():
            for pointer in references_of(loaded):
                target = Node(pointer.collection, pointer.id)
                yield Edge(Node(name, id), target, pointer.relation, pointer.location)


def _work_edges(parsed: Parsed) -> Iterator[Edge]:
    for citekey, work in parsed.works.items():
        for relation, targets in (
            ("basedon", work.basedon),
            ("citedby", (work.citedby,) if work.citedby else ()),
        ):
            at = work.entry.location
            for target in targets:
                yield Edge(Node(SOURCES, citekey), Node(SOURCES, target), relation, at)
