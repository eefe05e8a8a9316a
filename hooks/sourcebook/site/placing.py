"""`placed_in`: the citations, record links and figures of the texts of one page."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from sourcebook.diagnostics import Location
from sourcebook.formats.citations import Citation, scan
from sourcebook.formats.prose import RecordLink
from sourcebook.site.figures import Figures, Observed, is_figure
from sourcebook.site.graph import Node
from sourcebook.site.model import CitedWork, PlacedCitation, PlacedFigure, PlacedLink, Text
from sourcebook.site.naming import citation_anchor
from sourcebook.site.parsing import parse_text

Placed = tuple[tuple[PlacedCitation, ...], tuple[PlacedLink, ...], tuple[PlacedFigure, ...]]


def placed_in(texts: tuple[Text, ...], figures: Figures) -> Placed:
    """Return what the *texts* cite and link, in reading order; a figure brings its citations."""
    citations: list[PlacedCitation] = []
    links: list[PlacedLink] = []
    placed_figures: list[PlacedFigure] = []
    occurrences: Counter[str] = Counter()

    def cite(citation: Citation, text: Text, index: int, at: Location | None) -> PlacedCitation:
        works = []
        for item in citation.items:
            occurrences[item.citekey] += 1
            anchor = citation_anchor(item.citekey, occurrences[item.citekey])
            works.append(CitedWork(item, anchor, at or text.locate(item.start, item.end)))
        whole = at or text.locate(citation.start, citation.end)
        placed = PlacedCitation(citation, tuple(works), whole, index, at is not None)
        citations.append(placed)
        return placed

    for index, text in enumerate(texts):
        found = parse_text(text.markdown)
        both: list[Citation | RecordLink] = [*found.citations, *found.links]
        for one in sorted(both, key=lambda one: one.start):
            if isinstance(one, Citation):
                cite(one, text, index, None)
                continue
            at = text.locate(one.target_start, one.end - 1)
            link = PlacedLink(one, at, index)
            links.append(link)
            if one.text or not is_figure(Node(one.collection, one.id)):
                continue
            values = tuple(
                (value, cite(_citation(value.rows, one.start, one.end), text, index, at))
                for value in figures.shown(one.id)
            )
            if values:
                placed_figures.append(PlacedFigure(link, values))
    return tuple(citations), tuple(links), tuple(placed_figures)


def _citation(rows: tuple[Observed, ...], start: int, end: int) -> Citation:
    """Return the citation of the works that state a value, as if it stood from *start* to *end*."""
    items = []
    for row in rows:
        locator = row.observation.locator
        written = f"[@{{{row.observation.citekey}}}{f', {locator}' if locator else ''}]"
        (citation, *_) = scan(written)
        items += [replace(item, start=start, end=end) for item in citation.items]
    return Citation(tuple(items), start, end, is_narrative=False)
