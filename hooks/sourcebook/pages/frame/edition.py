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
from sourcebook.pages.frame.event import Event
from sourcebook.pages.frame.facets import Facet
from sourcebook.pages.frame.labels import sentence_case
from sourcebook.pages.frame.record_facets import facets_of, listed
from sourcebook.pages.frame.scripts import mark_language
from sourcebook.pages.frame.slots import Part, Slot
from sourcebook.pages.frame.urls import href
from sourcebook.pages.frame.views import Card, Chip, Value
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
    """What it is, for the theme: ``source``, ``index``, ``home`` …, or one of a collection."""
    section: str
    """URI of the index that it belongs to, or ""."""
    page: Page | None = None
    """What authors wrote for it, if anything."""
    language: str = ""
    """The tag of the language of a work that it shows, for what stands in that one's script."""
    window_title: str = ""
    """What tells it from pages with the same title, in a list of windows or of results."""
    parts: tuple[Part, ...] = ()
    """Of lists that are too long for it; pages of their own."""
    is_of_others: bool = False
    """Made by another plugin."""

    @property
    def host_text(self) -> str:
        """What the host has for this page before it asks us: the body of the file, or ours."""
        body = self.page.body if self.page else None
        return body.markdown if body else self.markdown


_OF_RECORDS = (
    *("reference_order", "events", "events_of", "lines", "lists", "facets"),
    *("as_of", "conflicts"),
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
    def events(self) -> Mapping[Node, Event]:
        """What has a time, in order of time."""
        found = []
        for collection in self.site.subject.dated:
            for id, loaded in self.site.records.get(collection.name, {}).items():
                dates = collection.value_of(loaded.record, "when")
                found.append(Event(Node(collection.name, id), collection, loaded.record, dates))
        return {event.node: event for event in sorted(found, key=lambda event: event.order)}

    @cached_property
    def events_of(self) -> Mapping[str, tuple[Event, ...]]:
        """The events of each collection that has any, in order of time."""
        found: dict[str, list[Event]] = {}
        for event in self.events.values():
            found.setdefault(event.collection.name, []).append(event)
        return {name: tuple(events) for name, events in found.items()}

    @cached_property
    def lines(self) -> Mapping[str, tuple[Event, ...]]:
        """Events in order of time, by what they have in common.

        Keys are ``<collection>/who/<id>`` and ``<collection>/rank/<word>/<scope>``.
        """
        lines: dict[str, list[Event]] = {}
        for event in self.events.values():
            for key in self.lines_of(event):
                lines.setdefault(key, []).append(event)
        return {key: tuple(events) for key, events in lines.items()}

    @staticmethod
    def lines_of(event: Event) -> list[str]:
        """Return the keys of the lines that *event* is in."""
        name = event.collection.name
        keys = [f"{name}/who/{id}" for id in dict.fromkeys(event.ids("who"))]
        rank = event.word("rank")
        return [*keys, f"{name}/rank/{rank}/{event.word('scope')}"] if rank else keys

    @cached_property
    def lists(self) -> Mapping[str, tuple[Node, ...]]:
        """The records of each declared collection, in the order in which it lists them."""
        return {one.name: listed(self.site, one) for one in self.site.subject.declared}

    def short(self, node: Node) -> str:
        """Return the name of *node* for chips and columns."""
        return self.site.short(node)

    @cached_property
    def facets(self) -> Mapping[str, tuple[Facet, ...]]:
        """The ways to filter the records of each declared collection that has any."""
        return {
            one.name: facets_of(self.site, one, self.lists, self.short)
            for one in self.site.subject.declared
            if self.lists[one.name]
        }

    def filtered(self, page: str, node: Node, facet: str, slug: str, anchor: str = "") -> str:
        """Return the link to the page of those like *node* with a value of *facet*, or ""."""
        return self.filtered_in(page, node.collection, facet, slug, anchor)

    def filtered_in(self, page: str, name: str, facet: str, slug: str, anchor: str = "") -> str:
        """Return the link to the page of the records of *name* with a value of *facet*; "" where
        there is none, or where all are alike."""
        for one in self.facets.get(name, ()):
            if one.id == facet and one.narrows:
                value = next((value for value in one.values if value.slug == slug), None)
                return one.way(page, value, anchor) if value else ""
        return ""

    @cached_property
    def as_of(self) -> Edtf | None:
        """The horizon; without one, the newest date on which a work was verified."""
        if self.site.subject.horizon is not None:
            return self.site.subject.horizon
        dates = [work.verificationdate for work in self.site.works.values()]
        known = [date for date in dates if date is not None and date.latest is not None]
        return max(known, key=lambda date: (date.latest, date.sort_key), default=None)

    @cached_property
    def conflicts(self) -> Mapping[Node, tuple[Conflict, ...]]:
        """What works say differently, by the record that it is about, in the order of records."""
        found: dict[Node, list[Conflict]] = {}
        for conflict in conflicts_of(self.site):
            if self.exists(conflict.node):
                found.setdefault(conflict.node, []).append(conflict)
        return {node: tuple(conflicts) for node, conflicts in found.items()}

    def direction(self, event: Event) -> str:
        """Return “Norway → Sweden”; "" for a record without both ends."""
        ends = [*event.ids("from"), *event.ids("to")]
        return " → ".join(self.label(Node("places", id)) for id in ends) if len(ends) == 2 else ""

    def card(
        self,
        page: str,
        node: Node,
        meta: str = "",
        chips: tuple[Chip, ...] = (),
        tokens: str = "",
    ) -> Card:
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
            tokens=tokens,
        )

    def title(self, node: Node) -> str:
        """Return the title of the page of *node*."""
        if node.collection == SOURCES:
            work = self.site.works[node.id]
            return work.title or work.label
        written = self.site.page_of(node)
        return written.title if written else self.label(node)

    def meta(self, node: Node) -> str:
        """Return what tells *node* from others of its kind: when and where it was."""
        event = self.events.get(node)
        if event is None:
            return ""
        places = [self.label(Node("places", id)) for id in event.ids("where")]
        return " · ".join([event.dates.display(), *places])

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
