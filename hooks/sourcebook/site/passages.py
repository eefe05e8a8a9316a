"""`sentence_of`, `section_of`: a passage in words. Made when a page shows it, not when linking."""

from __future__ import annotations

from bisect import bisect_right

from sourcebook.formats.prose import plain_text
from sourcebook.site.model import Passage, Site
from sourcebook.site.parsing import parse_text


def sentence_of(site: Site, passage: Passage) -> str:
    """Return the sentence that carries the citation, as plain text on one line."""
    page = site.pages[passage.page]
    text = page.texts[passage.text]
    start, end = parse_text(text.markdown).sentences.around(passage.cited.item.start)
    sentence = plain_text(text.markdown[start:end], site.labels.by_id)
    # A fact is told without its subject, which is the page it stands on.
    return f"{page.title}: {sentence}" if text.kind == "fact" else sentence


def section_of(site: Site, passage: Passage) -> str:
    """Return the heading above the passage as plain text, or ""."""
    page = site.pages[passage.page]
    kind = page.texts[passage.text].kind
    if kind == "fact":
        return "Offices"
    if kind != "body":
        return ""
    above = bisect_right(page.headings, passage.cited.item.start, key=lambda found: found.start)
    return plain_text(page.headings[above - 1].text, site.labels.by_id) if above else ""
