"""`render_text`: what an author wrote, with markers for citations, links for records, listings
for directives. Everything else passes through as it is: Markdown is the host's work."""

from __future__ import annotations

from sourcebook.formats.prose import Directive
from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.markdown import escape_markdown
from sourcebook.pages.frame.markers import marker, reference_list, rest_marks
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.urls import source_path
from sourcebook.pages.kinds.figures import figure
from sourcebook.pages.lists.listings import listing_of
from sourcebook.site.figures import record_of
from sourcebook.site.graph import Node
from sourcebook.site.model import Page
from sourcebook.site.naming import page_uri
from sourcebook.site.parsing import parse_text

Replacement = tuple[int, int, str]
"""Start, end (exclusive) and what stands there instead."""


def render_text(edition: Edition, page: Page, index: int, slots: Slots) -> str:
    """Return the Markdown of the *index*-th text of *page*, ready for the host."""
    markdown = page.texts[index].markdown
    replacements: list[Replacement] = []
    for citation in page.citations:
        if citation.text == index and not citation.is_of_figure:
            start, end = citation.citation.start, citation.citation.end
            mark = marker(edition, page, citation)
            # A number hangs on the word before it, as in any printed work; words stand apart.
            hangs = edition.mode == "numbered" and not citation.citation.is_narrative
            before = _without_space(markdown, start) if hangs else start
            replacements.append(
                (before, end, slots.inline(mark, markdown[before:end], citation.location))
            )
    # Text that comes late, from another plugin, is not the text of the ledger.
    is_of_file = page.texts[index].source is not None
    for rest in edition.site.ledger.rests_by_page.get(page.uri, ()) if is_of_file else ():
        if rest.index == index:
            end = rest.start + len(markdown[rest.start : rest.end].rstrip())
            at = page.texts[index].locate(rest.start, end)
            replacements.append((end, end, slots.inline(rest_marks(page, rest), "", at)))
    for shown in page.figures:
        if shown.link.text == index:
            start, end = shown.link.link.start, shown.link.link.end
            mark = figure(edition, page, shown)
            made = slots.inline(mark, markdown[start:end], shown.link.location)
            replacements.append((start, end, made))
    for placed in page.links:
        if placed.text == index:
            link = placed.link
            node = Node(link.collection, link.id)
            record = record_of(node)
            if edition.exists(record) and (link.text or record == node):
                text = link.text or escape_markdown(edition.label(node))
                path = source_path(page.uri, page_uri(record))
                replacements.append((link.start, link.end, f"[{text}]({path})"))
    replacements += [
        (at, at + 2, f"&#{ord(markdown[at + 1])};") for at in parse_text(markdown).escaped_signs
    ]
    if page.texts[index].kind == "body":
        for place in page.directives:
            directive = place.directive
            replacements.append(
                (directive.start, directive.end, _expand(edition, page, directive, slots))
            )
    return _replace(markdown, replacements)


def _expand(edition: Edition, page: Page, directive: Directive, slots: Slots) -> str:
    if directive.name == "references":
        return slots.block(reference_list(edition, page))
    listing = listing_of(edition, directive.name, directive.arguments)
    return listing(edition, page.uri, slots) if listing else ""


def _without_space(text: str, offset: int) -> int:
    before = offset
    while before > 0 and text[before - 1] in " \t":
        before -= 1
    # A citation that begins its line hangs on no word; the spaces may be an indentation.
    return offset if before == 0 or text[before - 1] == "\n" else before


def _replace(text: str, replacements: list[Replacement]) -> str:
    pieces: list[str] = []
    end = 0
    for start, stop, instead in sorted(replacements):
        if start < end:
            # Nested: a link around a citation, for one. The outer one came first and stays.
            continue
        pieces += [text[end:start], instead]
        end = stop
    return "".join([*pieces, text[end:]])


def has_directive(page: Page, name: str) -> bool:
    """Whether an author placed the directive *name* on *page*."""
    return any(place.directive.name == name for place in page.directives)
