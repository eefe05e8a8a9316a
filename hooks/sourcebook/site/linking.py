"""`link`: Parsed → Site. Citations meet works, fields meet records, backlinks fall out.

One pass over the texts of every page. What does not resolve stays as it is; saying so is the work
of the checks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from sourcebook.diagnostics import Location, Source
from sourcebook.formats.frontmatter import PageParts
from sourcebook.project import DOCS
from sourcebook.records.records import Loaded, references_of
from sourcebook.site.checkable import stretches_of
from sourcebook.site.figures import figures_of, record_of
from sourcebook.site.graph import CITES, LINKS_TO, PAGES, SOURCES, Edge, Node, graph_of
from sourcebook.site.labels import Labels
from sourcebook.site.ledger import ledger_of
from sourcebook.site.model import (
    Page,
    Passage,
    PlacedDirective,
    Site,
    Text,
)
from sourcebook.site.naming import page_uri
from sourcebook.site.parsing import Parsed, parse_text
from sourcebook.site.placing import placed_in
from sourcebook.site.texts import texts_of_page

_Value = TypeVar("_Value", covariant=True)


def link(parsed: Parsed) -> Site:
    """Return the linked site."""
    records = parsed.records.by_collection
    labels = Labels(records, parsed.works, figures_of(records, parsed.subject.fiscal_year_starts))
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
                    if page.is_of_subject:
                        passages[citekey].append(
                            Passage(page.uri, found, citation.text, found.location)
                        )
                    edges.append(Edge(page.node, Node(SOURCES, citekey), CITES, found.location))
        cited[page.uri] = numbers
        for placed in page.links:
            target = record_of(Node(placed.link.collection, placed.link.id))
            edges.append(Edge(page.node, target, LINKS_TO, placed.location))
    site = Site(
        pages=pages,
        works=parsed.works,
        records=records,
        labels=labels,
        graph=graph_of(edges),
        passages={citekey: tuple(passages.get(citekey, ())) for citekey in parsed.works},
        cited=cited,
        excerpts=parsed.excerpts,
        subject=parsed.subject,
        aliases=aliases,
        broken_citekeys=parsed.bibliography.broken,
        broken_nodes=frozenset(Node(*broken) for broken in parsed.records.broken),
        ledger_lines=parsed.ledger_lines,
        register=parsed.register,
    )
    return replace(site, ledger=ledger_of(site))


def with_body(site: Site, page: Page, markdown: str) -> Site:
    """Return *site* as it is for the host that shows *page* with the body *markdown*.

    For text that is known only when the host has it: other plugins insert some late. The page is
    linked anew: citations, numbers, record links, directives. Nothing else changes, so passages,
    graph and source pages are those of the files; the cost does not depend on the site.
    """
    whole = Location(page.source.path if page.source else f"{DOCS}/{page.uri}")
    body = Text("body", markdown, whole)
    texts = (*(text for text in page.texts if text.kind != "body"), body)
    citations, links, figures = placed_in(texts, site.figures)
    changed = replace(
        page,
        texts=texts,
        headings=parse_text(markdown).headings,
        citations=citations,
        links=links,
        directives=tuple(_directives(body)),
        figures=figures,
    )
    changed = replace(changed, stretches=tuple(stretches_of(changed)))
    numbers: dict[str, int] = {}
    for citation in citations:
        for cited in citation.works:
            if (work := site.work(cited.item.citekey)) is not None:
                numbers.setdefault(work.citekey, len(numbers) + 1)
    return replace(
        site,
        pages=_Overlay(site.pages, page.uri, changed),
        cited=_Overlay(site.cited, page.uri, numbers),
    )


class _Overlay(Mapping[str, _Value]):
    """A mapping with one value changed, without a copy of the others."""

    def __init__(self, below: Mapping[str, _Value], key: str, value: _Value) -> None:
        self._below, self._key, self._value = below, key, value

    def __getitem__(self, key: str) -> _Value:
        return self._value if key == self._key else self._below[key]

    def __iter__(self) -> Iterator[str]:
        yield from self._below
        if self._key not in self._below:
            yield self._key

    def __len__(self) -> int:
        return len(self._below) + (self._key not in self._below)


def _pages(parsed: Parsed, labels: Labels) -> Iterator[Page]:
    """Yield a page for every Markdown file, then for every record that has none of its own."""
    records: dict[str, Loaded] = {}
    for collection in parsed.subject.collections:
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
    texts = texts_of_page(record, written, labels)
    headings = parse_text(texts[-1].markdown).headings if written else ()
    fields = parsed.records.pages.get(uri)
    first = next((found.text for found in headings if found.level == 1), "")
    title = (fields.title if fields else None) or (record.label if record else first) or uri
    citations, links, figures = placed_in(texts, labels.figures)
    body = texts[-1] if written else None
    evidence = fields.evidence if fields else None
    page = Page(
        node=node,
        uri=uri,
        title=title,
        description=(fields.description if fields else None) or "",
        source=written[0] if written else None,
        record=record,
        texts=texts,
        headings=headings,
        citations=citations,
        links=links,
        directives=tuple(_directives(body)) if body else (),
        figures=figures,
        is_strict=evidence == "strict",
        # Where nothing is declared, every page is about the subject.
        is_of_subject=bool(record or evidence) or not parsed.subject.declared,
    )
    return replace(page, stretches=tuple(stretches_of(page)))


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
