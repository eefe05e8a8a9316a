"""The linked site: `Text`, `CitedWork`, `PlacedCitation`, `Passage`, `Page`, `Site`.

All frozen. A `Page` is everything that authors wrote for one page of the site: the texts of its
record (summary, notes, sourced facts) and the body of its Markdown file, in reading order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from sourcebook.diagnostics import Location, Source
from sourcebook.formats.citations import Citation, CiteItem
from sourcebook.formats.located import Path
from sourcebook.formats.prose import Directive, Heading, RecordLink
from sourcebook.formats.quotations import Quotation
from sourcebook.records.content import Place
from sourcebook.records.excerpts import Excerpts
from sourcebook.records.records import Collection, Loaded
from sourcebook.records.subject import Subject
from sourcebook.site.figures import Figures, StatedValue
from sourcebook.site.graph import PAGES, Graph, Node
from sourcebook.site.labels import Labels
from sourcebook.site.ledger_file import LedgerLine
from sourcebook.site.naming import page_uri
from sourcebook.site.register import RegisterLine
from sourcebook.site.statement import Ledger
from sourcebook.works.works import Work


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of Markdown that authors wrote, with its way back to the file."""

    kind: Literal["summary", "note", "fact", "body"]
    """`fact` is a sentence made from a record's field and its ``sources``."""
    markdown: str
    location: Location
    """Of the whole, where *offset* is unknown."""
    source: Source | None = None
    offset: int | None = None
    """Where *markdown* begins in *source*, if it stands there to the letter."""
    path: Path = ()
    """Of the field that it is or is made from; the id of an observation for its value."""

    def locate(self, start: int, end: int) -> Location:
        """Return the place of a stretch of *markdown*, as exactly as it is known."""
        if self.source is None or self.offset is None:
            return self.location
        return self.source.locate(self.offset + start, self.offset + end)


@dataclass(frozen=True, slots=True)
class CitedWork:
    """One citekey in one citation, and where its marker is on the page."""

    item: CiteItem
    anchor: str
    """``cite-<citekey>-<n>``: stable while the citekey's own order on the page is."""
    location: Location


@dataclass(frozen=True, slots=True)
class PlacedCitation:
    """A citation in a text of a page."""

    citation: Citation
    works: tuple[CitedWork, ...]
    location: Location
    text: int
    """Index of the text in `Page.texts`."""
    is_of_figure: bool = False
    """Not written by the author: it comes with a figure, and is placed with it."""

    @property
    def covers_sentence(self) -> bool:
        """Whether what it bears out may stand behind it: a mention (“@key says …”), a figure.

        Others cover what stands before them in their paragraph, back to the citation before.
        """
        return self.is_of_figure or self.citation.is_narrative


class Passage(NamedTuple):
    """The stretch that a citation covers; `passages` says it in words for a source page."""

    page: str
    """URI of the page."""
    cited: CitedWork
    text: int
    """Index of the text in `Page.texts`."""
    location: Location


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A record link in a text of a page."""

    link: RecordLink
    location: Location
    """Of ``collection/id``."""
    text: int


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure in a text of a page: its values, each with the citation of the works stating it."""

    link: PlacedLink
    values: tuple[tuple[StatedValue, PlacedCitation], ...]
    """More than one where works differ and none is preferred."""


@dataclass(frozen=True, slots=True)
class PlacedDirective:
    """A directive in the body of a page."""

    directive: Directive
    location: Location
    """Of its name."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one citation covers, or a sentence that none does; offsets count in the text.

    It begins where the stretch of the citation before ends, or the paragraph does.
    """

    index: int
    """Of the text in `Page.texts`."""
    start: int
    end: int
    citations: tuple[PlacedCitation, ...]
    quotations: tuple[Quotation, ...]
    uncited: str
    """What a reader would want to check, where nothing is cited; else ""."""
    is_heading: bool = False
    """A heading, words in bold that are one, or what else says something and can bear no mark."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as authors wrote it."""

    node: Node
    uri: str
    """Path below ``docs/``, such as ``voyages/belgica-1897.md``, also where no such file exists."""
    title: str
    description: str
    source: Source | None
    """The Markdown file, or ``None`` for a record that lives in ``data/`` only."""
    record: Loaded | None
    texts: tuple[Text, ...]
    headings: tuple[Heading, ...]
    """Of the body."""
    citations: tuple[PlacedCitation, ...]
    links: tuple[PlacedLink, ...]
    directives: tuple[PlacedDirective, ...]
    figures: tuple[PlacedFigure, ...] = ()
    """Their citations stand in *citations* too, in reading order."""
    is_strict: bool = False
    """Whether the page asks for strict evidence."""
    is_of_subject: bool = True
    """Whether it makes statements: pages about the site make none."""
    stretches: tuple[Stretch, ...] = field(default=(), repr=False)
    """Of its texts, in reading order."""

    @property
    def body(self) -> Text | None:
        """The text of the Markdown file without its front matter."""
        return self.texts[-1] if self.texts and self.texts[-1].kind == "body" else None

    @property
    def summary(self) -> str:
        """The Markdown of the record's summary or first note, or ""."""
        return next((text.markdown for text in self.texts if text.kind in {"summary", "note"}), "")


@dataclass(frozen=True, slots=True)
class Site:
    """Everything linked. Mappings keep file order; all keys are citekeys, ids or URIs."""

    pages: Mapping[str, Page]
    works: Mapping[str, Work]
    records: Mapping[str, Mapping[str, Loaded]]
    """By collection, then by id."""
    labels: Labels
    graph: Graph
    passages: Mapping[str, tuple[Passage, ...]]
    """By citekey, in page order."""
    cited: Mapping[str, Mapping[str, int]]
    """By page URI: the known citekeys with their numbers (from 1, by first citation), in order."""
    excerpts: Excerpts
    subject: Subject
    aliases: Mapping[str, str]
    """Other citekeys of a work (biblatex ``ids``) to its own."""
    broken_citekeys: frozenset[str]
    """Entries that exist but could not be read; citing them is not a second mistake."""
    broken_nodes: frozenset[Node]
    """Records that exist but could not be read."""
    ledger_lines: tuple[LedgerLine, ...] | None = None
    """The ids of statements; ``None`` where the project has no ledger."""
    ledger: Ledger = field(default_factory=Ledger)
    """What the files say; late text of other plugins is not in it."""
    register: Mapping[Node, RegisterLine] | None = None
    """The ids that were ever published; ``None`` where the project does not write them down."""

    @property
    def figures(self) -> Figures:
        """The values of all series."""
        return self.labels.figures

    def label(self, node: Node) -> str:
        """Return the name of *node* as readers see it; its id where it does not exist."""
        if node.collection == PAGES and node.id in self.pages:
            return self.pages[node.id].title
        return self.labels.of(node)

    def side(self, place: str) -> str:
        """Return the id of the state that continues *place*, at the end of all successions."""
        seen = {place}
        while (loaded := self.records.get("places", {}).get(place)) is not None:
            following = loaded.record.succeeded_by if isinstance(loaded.record, Place) else None
            if following is None or following in seen:
                break
            place = following
            seen.add(place)
        return place

    def collection_of(self, node: Node) -> Collection | None:
        """Return the collection of *node*; ``None`` for works and free pages."""
        return self.subject.by_name.get(node.collection)

    def short(self, node: Node) -> str:
        """Return the name of *node* for chips and columns: its short one, where it has one."""
        loaded, collection = self.record(node), self.collection_of(node)
        name = collection.value_of(loaded.record, "name") if loaded and collection else None
        return name or self.label(node)

    def record(self, node: Node) -> Loaded | None:
        return self.records.get(node.collection, {}).get(node.id)

    def page_of(self, node: Node) -> Page | None:
        """Return the page that authors wrote for *node*, if any."""
        return self.pages.get(page_uri(node))

    def work(self, citekey: str) -> Work | None:
        return self.works.get(self.aliases.get(citekey, citekey))
