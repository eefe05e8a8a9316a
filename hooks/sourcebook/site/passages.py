"""`sentence_of`, `sentence_naming`, `section_of`: passages in words.

Made when a page shows them, not when linking.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from sourcebook.formats.prose import plain_text
from sourcebook.site.facts import fact_section
from sourcebook.site.figures import record_of
from sourcebook.site.graph import Node
from sourcebook.site.model import Page, Passage, Site, Stretch
from sourcebook.site.parsing import parse_text


def sentence_of(site: Site, passage: Passage) -> str:
    """Return what the citation covers, as plain text on one line."""
    page = site.pages[passage.page]
    return in_words(site, page, stretch_at(page, passage.text, passage.cited.item.start))


def sentence_naming(site: Site, page: Page, node: Node) -> str:
    """Return the first sentence of *page* that links to *node*, as plain text; "" without one."""
    for placed in page.links:
        if record_of(Node(placed.link.collection, placed.link.id)) == node:
            text = page.texts[placed.text].markdown
            spans = parse_text(text).sentences.spans
            at = bisect_right(spans, placed.link.start, key=lambda span: span[0]) - 1
            return plain_text(text[slice(*spans[at])], site.labels.by_id) if at >= 0 else ""
    return ""


def stretch_at(page: Page, index: int, offset: int) -> Stretch:
    """Return the stretch at *offset* in the *index*-th text of *page*."""
    after = bisect_right(page.stretches, (index, offset), key=lambda one: (one.index, one.start))
    return page.stretches[after - 1]


def in_words(site: Site, page: Page, stretch: Stretch) -> str:
    """Return *stretch* of *page* as plain text on one line; dots stand for the rest of a sentence
    that it is a part of."""
    text = page.texts[stretch.index]
    written = [one.citation for one in stretch.citations if not one.is_of_figure]
    words = text.markdown[stretch.start : stretch.end]
    told = plain_text(words, site.labels.by_id, written, offset=stretch.start)
    if text.kind == "fact":
        # A fact is told without its subject, which is the page it stands on.
        return f"{page.title}: {told}"
    spans = parse_text(text.markdown).sentences.spans
    at = bisect_left(spans, (stretch.start,))
    begins = at < len(spans) and spans[at][0] == stretch.start
    ends = spans[bisect_left(spans, (stretch.end,)) - 1][1] == stretch.end
    return f"{'' if begins else '… '}{told}{'' if ends else ' …'}"


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
