"""`Edition`: a Site with its formatted references, and the questions that every page asks of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup

from sourcebook.citeproc import Formatted, Piece, Request
from sourcebook.formats.edtf import Edtf
from sourcebook.formats.prose import plain_text
from sourcebook.pages.frame.facets import Facet
from sourcebook.pages.frame.labels import sentence_case
from sourcebook.pages.frame.scripts import mark_language
from sourcebook.pages.frame.slots import Slot
from sourcebook.pages.frame.urls import href
from sourcebook.pages.frame.views import Card, Chip, Value
from sourcebook.pages.frame.visit_facets import visit_facets
from sourcebook.records.content import Sector, Visit
from sourcebook.settings import DisplayMode
from sourcebook.site.conflicts import Conflict, conflicts_of
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Page, Site
from sourcebook.site.naming import page_uri


@dataclass(frozen=True, slots=True)
class Rendered:
    """One page, ready for the host."""

    uri: str
    title: str
    description: str
    markdown: str
    """With slots where HTML of ours belongs."""
    slots: Mapping[str, Slot]
    kind: str
    """What it is, for the theme: ``visit``, ``source``, ``index``, ``home`` …"""
    section: str
    """URI of the index that it belongs to, or ""."""
    page: Page | None = None
    """What authors wrote for it, if anything."""
    language: str = ""
    """The tag of the language of a work that it shows, for what stands in that one's script."""
    window_title: str = ""
    """What tells it from pages with the same title, in a list of windows or of results."""

    @property
    def host_text(self) -> str:
        """What the host has for this page before it asks us: the body of the file, or ours."""
        body = self.page.body if self.page else None
        return body.markdown if body else self.markdown


_OF_RECORDS = (
    *("reference_order", "visits", "visit_order", "visit_lines", "sectors"),
    *("as_of", "conflicts", "visit_facets", "visit_lists"),
)
"""What an edition makes of works and records, not of pages."""


@dataclass(frozen=True)
class Edition:
    """What pages are made of. What every page asks again is made once and kept."""

    site: Site
    formatted: Formatted
    mode: DisplayMode = "numbered"

    def of(self, view: Site, citations: Mapping[Request, tuple[Piece, ...]]) -> Edition:
        """Return the edition of a *view* in which only pages differ, with its own *citations*.

        What is made of works and records is made once for all views.
        """
        twin = replace(self, site=view, formatted=Formatted(self.formatted.references, citations))
        for name in _OF_RECORDS:
            twin.__dict__[name] = getattr(self, name)
        return twin

    @cached_property
    def window_titles(self) -> Mapping[str, str]:
        """A title for each work that no other has: with who says it and when, else its citekey."""
        told = {
            citekey: ", ".join([work.label, *([work.date.display()] if work.date else [])])
            for citekey, work in self.site.works.items()
        }
        titles = {
            citekey: f"{work.title or work.label} ({told[citekey]})"
            for citekey, work in self.site.works.items()
        }
        times = Counter(titles.values())
        return {
            citekey: title if times[title] == 1 else f"{title} [{citekey}]"
            for citekey, title in titles.items()
        }

    @cached_property
    def reference_order(self) -> Mapping[str, int]:
        """The position of each work in the order of the style."""
        return {citekey: place for place, citekey in enumerate(self.formatted.references)}

    def label(self, node: Node) -> str:
        """Return the name of *node* as readers see it."""
        return self.site.label(node)

    def link(self, page: str, node: Node, anchor: str = "") -> str:
        """Return the link from the page at URI *page* to the page of *node*, which must exist."""
        if not self.exists(node):
            raise KeyError(f"{node} has no page")
        return href(page, page_uri(node), anchor)

    def exists(self, node: Node) -> bool:
        """Whether *node* has a page, written or generated."""
        if node.collection == SOURCES:
            return node.id in self.site.works
        return page_uri(node) in self.site.pages

    def plain(self, markdown: str) -> str:
        """Return inline Markdown as plain text with the labels of the records it links to."""
        return plain_text(markdown, lambda collection, id: self.label(Node(collection, id)))

    def value(self, page: str, node: Node, gloss: str = "") -> Value:
        """Return a linked value of a fact box; plain text where the record is not there."""
        url = self.link(page, node) if self.exists(node) else ""
        return Value(self.label(node), url=url, gloss=gloss)

    def values(self, page: str, collection: str, ids: Iterable[str]) -> tuple[Value, ...]:
        """Return linked values of the records of *collection* with *ids*, in order."""
        return tuple(self.value(page, Node(collection, id)) for id in ids)

    @cached_property
    def visits(self) -> tuple[tuple[Node, Visit], ...]:
        """All visits in order of time."""
        found = [
            (Node("visits", id), loaded.record)
            for id, loaded in self.site.records.get("visits", {}).items()
            if isinstance(loaded.record, Visit)
        ]
        return tuple(sorted(found, key=lambda pair: (pair[1].dates.sort_key, pair[0].id)))

    @cached_property
    def visit_order(self) -> Mapping[Node, int]:
        """The position of each visit in order of time."""
        return {node: position for position, (node, _) in enumerate(self.visits)}

    @cached_property
    def visit_lines(self) -> Mapping[str, tuple[Node, ...]]:
        """Visits in order of time, by what they have in common: a visitor, a level and scope.

        Keys are ``person/<id>`` and ``level/<level>/<scope>``.
        """
        lines: dict[str, list[Node]] = {}
        for node, visit in self.visits:
            keys = [f"person/{visitor.person}" for visitor in visit.visitors]
            for key in dict.fromkeys([*keys, f"level/{visit.level}/{visit.scope}"]):
                lines.setdefault(key, []).append(node)
        return {key: tuple(nodes) for key, nodes in lines.items()}

    @cached_property
    def sectors(self) -> tuple[tuple[Node, Sector], ...]:
        """All sectors: core before related, then in the order they ask for, then by name."""
        found = [
            (Node("sectors", id), loaded.record)
            for id, loaded in self.site.records.get("sectors", {}).items()
            if isinstance(loaded.record, Sector)
        ]
        return tuple(
            sorted(
                found,
                key=lambda pair: (
                    pair[1].scope != "core",
                    pair[1].order if pair[1].order is not None else 1_000,
                    pair[1].label.casefold(),
                ),
            )
        )

    @cached_property
    def visit_facets(self) -> tuple[Facet, ...]:
        """The ways to filter the visits."""
        return visit_facets(self.site, self.visits, self.sectors)

    @cached_property
    def visit_lists(self) -> Mapping[tuple[str, str], str]:
        """The URI of the page of the visits with a value, by facet and value; of no facet in
        which all are alike."""
        return {
            (facet.id, value.slug): facet.value_uri(value)
            for facet in self.visit_facets
            if facet.narrows
            for value in facet.values
        }

    def visits_with(self, page: str, facet: str, slug: str, anchor: str = "") -> str:
        """Return the link to the page of the visits with a value of *facet*; "" where none is."""
        uri = self.visit_lists.get((facet, slug))
        return href(page, uri, anchor) if uri else ""

    @cached_property
    def as_of(self) -> Edtf | None:
        """The newest date on which a work was verified: nothing later is known from here."""
        dates = [work.verificationdate for work in self.site.works.values()]
        known = [date for date in dates if date is not None and date.latest is not None]
        return max(known, key=lambda date: (date.latest, date.sort_key), default=None)

    @cached_property
    def conflicts(self) -> Mapping[Node, tuple[Conflict, ...]]:
        """What works say differently, by the record that it is about, in the order of records."""
        found: dict[Node, list[Conflict]] = {}
        for conflict in conflicts_of(self.site.records, self.site.figures, self.site.excerpts):
            if self.exists(conflict.node):
                found.setdefault(conflict.node, []).append(conflict)
        return {node: tuple(conflicts) for node, conflicts in found.items()}

    def direction(self, visit: Visit) -> str:
        """Return “Russia → Pakistan”."""
        start, end = (self.label(Node("places", id)) for id in (visit.from_, visit.to))
        return f"{start} → {end}"

    def visit_chips(self, page: str, visit: Visit, *, full: bool = True) -> tuple[Chip, ...]:
        """Return the chips of a visit: status where it was not held, direction, level, sectors."""
        chips = []
        if full or visit.status != "held":
            chips.append(Chip(visit.status.replace("-", " "), f"status-{visit.status}"))
        chips.append(Chip(self.direction(visit), "direction"))
        chips.append(Chip(visit.level.replace("-", " "), "level"))
        if visit.scope == "related":
            chips.append(Chip("related", "related"))
        places = self.values(page, "places", visit.places)
        chips += [Chip(value.text, "place", value.url) for value in places]
        for id in visit.sectors:
            sector = self.site.records["sectors"].get(id)
            if sector is not None and isinstance(sector.record, Sector):
                url = self.link(page, Node("sectors", id))
                chips.append(Chip(sector.record.label, "sector", url))
        return tuple(chips)

    def card(self, page: str, node: Node, meta: str = "", chips: tuple[Chip, ...] = ()) -> Card:
        """Return *node* as an entry of a list on the page at URI *page*."""
        written = self.site.page_of(node)
        return Card(
            title=sentence_case(self.label(node))
            if node.collection == SOURCES
            else self.title(node),
            url=self.link(page, node),
            meta=meta or self.meta(node),
            summary=self.plain(written.summary) if written else "",
            chips=chips,
        )

    def title(self, node: Node) -> str:
        """Return the title of the page of *node*."""
        if node.collection == SOURCES:
            work = self.site.works[node.id]
            return work.title or work.label
        written = self.site.page_of(node)
        return written.title if written else self.label(node)

    def meta(self, node: Node) -> str:
        """Return what tells *node* from others of its kind: a visit's date and places."""
        record = self.site.record(node)
        if record is not None and isinstance(record.record, Visit):
            places = [self.label(Node("places", id)) for id in record.record.places]
            return " · ".join([record.record.dates.display(), *places])
        return ""

    def reference(self, citekey: str) -> Markup:
        """Return the formatted reference of a work, in the language that its entry states."""
        return self.in_its_language(citekey, self.formatted.references[citekey])

    def in_its_language(self, citekey: str, text: str) -> Markup:
        """Return *text* of a work, escaped, with its language on what is in another script."""
        language = self.site.works[citekey].langid or ""
        return Markup(mark_language(Markup.escape(text), language))


def datetime_of(date: Edtf) -> str:
    """Return what ``<time datetime>`` may hold of *date*: its start, or "" for an open one.

    HTML knows no intervals and no decades; an uncertain date stays out of the attribute.
    """
    if date.is_uncertain or date.is_approximate or date.precision not in {"day", "month", "year"}:
        return ""
    return date.iso_start or ""
