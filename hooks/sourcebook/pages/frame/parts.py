"""`in_parts`, `part_pages`: a list too long for one page, cut by decade or first letter.

Each part is a page of its own, ``<page>/part/<slug>/``, with links to all parts, to the one before
and the one after: plain links, so they work without JavaScript. The page itself shows the newest
part, or the first of a list without time. A list that is short enough is shown whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, Literal, NamedTuple, TypeVar

from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.event import Event
from sourcebook.pages.frame.facets import MOST_NAMES, folded, slugs_of
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Part, Slots
from sourcebook.pages.frame.urls import href
from sourcebook.pages.frame.views import Filter, FilterLine, Filters, Value
from sourcebook.site.graph import Node

Kind = Literal["entries", "section", "rows", "names"]

MOST: dict[Kind, int] = {"entries": 200, "section": 100, "rows": 300, "names": MOST_NAMES}
"""What a page shows of a list: entries that say what they are about, those in one of several
sections, rows of a table or lines without chips, names. So no page is over 300 KB."""

Entry = TypeVar("Entry")
Show = Callable[[str, Slots, list[Entry]], str]
"""Takes the URI of a page, its slots, and what it is to show; returns Markdown."""


class Place(NamedTuple):
    """Where an entry belongs in a list that is cut."""

    order: tuple[bool, int, str]
    """Of the part: what has a time comes first."""
    part: str
    """“1990s”, “G”."""
    within: str = ""
    """What parts a part that is too long itself: the year."""

    @property
    def has_time(self) -> bool:
        return not self.order[0]


@dataclass(frozen=True, slots=True)
class _Piece(Generic[Entry]):
    """A part of a list, and where its page is."""

    uri: str
    title: str
    place: Place
    entries: list[Entry]


def by_time(event: Event) -> Place:
    """Return the place of *event*: its decade, within that its year."""
    year = event.dates.year
    return Place((False, year // 10, ""), event.dates.decade, str(year))


def by_name(name: str) -> Place:
    """Return the place of what has no time: the first letter of *name*."""
    letter = folded(name.strip())[:1].upper()
    part = letter if letter.isalpha() else "0–9"
    return Place((True, 0, part), part)


def place_of(edition: Edition, node: Node) -> Place:
    """Return the place of a record."""
    event = edition.events.get(node)
    return by_time(event) if event is not None else by_name(edition.title(node))


def is_cut(kind: Kind, entries: Sequence[object]) -> bool:
    """Whether *entries* are too many for one page."""
    return len(entries) > MOST[kind]


def in_parts(
    page: str,
    slots: Slots,
    entries: Sequence[Entry],
    place: Callable[[Entry], Place],
    show: Show[Entry],
    kind: Kind = "entries",
    section: tuple[str, str] = ("", ""),
) -> str:
    """Return *entries* as *show* shows them on the page at URI *page*, or one part of them.

    *section* is anchor and title of the section that the list stands in, where it is not what the
    page is for.
    """
    if not is_cut(kind, entries):
        return show(page, slots, list(entries))
    anchor, name = section
    pieces = list(_cut(entries, place, MOST[kind]))
    slugs = slugs_of(title for _, title, _ in pieces)
    cut = [
        _Piece(_uri(page, "-".join(filter(None, (anchor, slugs[title])))), title, at, found)
        for at, title, found in pieces
    ]
    label = f"Parts of {name}" if name else "Parts"
    for number, piece in enumerate(cut):
        own = Slots(piece.uri)
        listed = show(piece.uri, own, piece.entries)
        markdown = (
            _filters(own, _links(piece.uri, label, cut, piece))
            + listed
            + _filters(own, _steps(piece.uri, cut[max(number - 1, 0) : number + 2], piece))
        )
        title = ", ".join(filter(None, (name, piece.title)))
        told = f"{len(piece.entries):,} of {len(entries):,}, in {len(cut)} parts."
        slots.parts.append(Part(piece.uri, title, told, markdown, own.made()))
    shown = cut[-1] if cut[-1].place.has_time else cut[0]
    top = _filters(slots, _links(page, label, cut, shown, has_anchors=not anchor))
    return top + show(page, slots, shown.entries)


def _filters(slots: Slots, filters: Filters) -> str:
    return slots.block(render("filters", filters=filters))


def _links(
    page: str,
    label: str,
    cut: list[_Piece[Entry]],
    shown: _Piece[Entry],
    *,
    has_anchors: bool = False,
) -> Filters:
    """Return the links to all parts; with anchors, those that led to a decade of the list."""
    line = []
    seen = {shown.place.part}
    for one in cut:
        is_first = has_anchors and one.place.has_time and one.place.part not in seen
        seen.add(one.place.part)
        line.append(
            Filter(
                text=one.title,
                count=len(one.entries),
                url=href(page, one.uri),
                token="",
                is_current=one is shown,
                anchor=one.place.part if is_first else "",
            )
        )
    return Filters(label, (FilterLine("Parts", tuple(line)),))


def _steps(page: str, near: list[_Piece[Entry]], shown: _Piece[Entry]) -> Filters:
    """Return the links to the part before and the part after."""
    texts = ("← {}", "{} →") if near[0] is not shown else ("", "{} →")
    ways = (one for one in near if one is not shown)
    named = zip(filter(None, texts), ways, strict=False)
    return Filters(
        "Next parts",
        (),
        ways=tuple(Value(text.format(one.title), href(page, one.uri)) for text, one in named),
    )


def part_pages(rendered: Rendered) -> Iterator[Rendered]:
    """Yield the pages of the parts of the lists on a page."""
    for part in rendered.parts:
        title = f"{rendered.title}: {part.title}"
        yield Rendered(
            uri=part.uri,
            title=title,
            description=part.description,
            markdown=f"{heading(1, title)}{part.description}\n{{: .sb-deck }}\n\n{part.markdown}",
            slots=part.slots,
            kind="filter",
            section=rendered.uri,
            window_title=f"{rendered.window_title or rendered.title}: {part.title}",
        )


def _uri(page: str, slug: str) -> str:
    folder = page.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{folder}/part/{slug}.md".lstrip("/")


def _cut(
    entries: Iterable[Entry], place: Callable[[Entry], Place], most: int
) -> Iterator[tuple[Place, str, list[Entry]]]:
    """Yield place, title and entries of each part, in order; within a part the order is kept."""
    found: dict[tuple[bool, int, str], list[tuple[Place, Entry]]] = {}
    for entry in entries:
        at = place(entry)
        found.setdefault(at.order, []).append((at, entry))
    for order in sorted(found):
        group = found[order]
        if len(group) <= most:
            yield group[0][0], group[0][0].part, [entry for _, entry in group]
        else:
            yield from _split(group, most)


def _split(group: list[tuple[Place, Entry]], most: int) -> Iterator[tuple[Place, str, list[Entry]]]:
    """Yield a part that is too long in pieces of whole years, and of numbers where that fails."""
    pieces: list[list[tuple[Place, Entry]]] = []
    for _, run in groupby(sorted(group, key=lambda one: one[0].within), lambda one: one[0].within):
        together = list(run)
        if pieces and len(pieces[-1]) + len(together) <= most:
            pieces[-1] += together
        else:
            pieces.append(together)
    for piece in pieces:
        first, last = piece[0][0], piece[-1][0]
        title = "–".join(dict.fromkeys((first.within, last.within))) or first.part
        for number, start in enumerate(range(0, len(piece), most), 1):
            several = f", part {number}" if len(piece) > most else ""
            yield first, f"{title}{several}", [entry for _, entry in piece[start : start + most]]
