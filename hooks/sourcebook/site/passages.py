"""`sentence_of`, `sentence_naming`, `section_of`: passages in words.

Made when a page shows them, not when linking.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sourcebook.formats.citations import Citation
from sourcebook.formats.prose import plain_text
from sourcebook.site.facts import fact_section
from sourcebook.site.figures import record_of
from sourcebook.site.graph import Node
from sourcebook.site.model import Page, Passage, Site, Text
from sourcebook.site.parsing import parse_text


def sentence_of(site: Site, passage: Passage) -> str:
    """Return the sentence that carries the citation, as plain text on one line."""
    page = site.pages[passage.page]
    text = page.texts[passage.text]
    start, end = parse_text(text.markdown).sentences.around(passage.cited.item.start)
    return sentence_between(site, page, passage.text, start, end)


def sentence_naming(site: Site, page: Page, node: Node) -> str:
    """Return the first sentence of *page* that links to *node*, as plain text; "" without one."""
    for placed in page.links:
        if record_of(Node(placed.link.collection, placed.link.id)) == node:
            sentences = parse_text(page.texts[placed.text].markdown).sentences
            start, end = sentences.around(placed.link.start)
            return sentence_between(site, page, placed.text, start, end)
    return ""


def sentence_between(site: Site, page: Page, index: int, start: int, end: int) -> str:
    """Return the stretch of the *index*-th text of *page* as plain text on one line."""
    text = page.texts[index]
    found = parse_text(text.markdown).citations
    first = bisect_left(found, start, key=lambda citation: citation.start)
    after = bisect_left(found, end, key=lambda citation: citation.start)
    return in_words(site, page, text, start, end, found[first:after])


def in_words(
    site: Site, page: Page, text: Text, start: int, end: int, citations: Sequence[Citation]
) -> str:
    """Return a stretch of *text*, which holds the *citations*, as plain text on one line."""
    sentence = plain_text(text.markdown[start:end], site.labels.by_id, citations, offset=start)
    # A fact is told without its subject, which is the page it stands on.
    return f"{page.title}: {sentence}" if text.kind == "fact" else sentence


def section_of(site: Site, passage: Passage) -> str:
    """Return the heading above the passage as plain text, or ""."""
    page = site.pages[passage.page]
    return section_at(site, page, passage.text, passage.cited.item.start)


def section_at(site: Site, page: Page, index: int, offset: int) -> str:
    """Return the heading above *offset* in the *index*-th text of *page* as plain text, or ""."""
    kind = page.texts[index].kind
    if kind == "fact":
        return fact_section(page.texts[index].path)
    if kind != "body":
        return ""
    if not page.headings or page.headings[0].start > offset:
        return ""
    above = bisect_right(page.headings, offset, key=lambda found: found.start)
    return plain_text(page.headings[above - 1].text, site.labels.by_id)
