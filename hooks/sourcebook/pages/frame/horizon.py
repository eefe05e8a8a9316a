"""`with_horizon`: below the title of a page that speaks of the present, until when the record
reaches. Silence after that day means that nobody has looked yet, not that nothing happened."""

from __future__ import annotations

import re
from dataclasses import replace

from sourcebook.formats.edtf import Edtf
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.site.model import Page
from sourcebook.site.present import speaks_of_the_present

_TITLE = re.compile(r"^(?:# [^\n]*|[^\n#]+\n=+[ ]*)(?:\n|\Z)", re.MULTILINE)
_LISTS = frozenset(("index", "filter"))


def horizon_words(horizon: Edtf | None) -> str:
    """Return the sentence that says it; "" where the site does not."""
    return f"As of {horizon.display()}, where this record ends." if horizon else ""


def coverage_of_time(horizon: Edtf | None) -> str:
    """Return what the record covers as schema.org writes it, ``../2026-03-06``; or ""."""
    return f"../{horizon.iso_end}" if horizon and horizon.iso_end else ""


def is_of_the_present(edition: Edition, rendered: Rendered) -> bool:
    """Whether a page claims to say how things are: lists do, topics, and who writes “now”."""
    page = rendered.page
    if page is None:
        return rendered.kind in _LISTS
    topics = {one.name for one in edition.site.subject.topics}
    return page.node.collection in topics or _lists(page) or speaks_of_the_present(page)


def with_horizon(edition: Edition, rendered: Rendered) -> Rendered:
    """Return *rendered* with the horizon below its title, if it is of the present."""
    words = horizon_words(edition.site.subject.horizon)
    if not words or not is_of_the_present(edition, rendered):
        return rendered
    line = f"\n{words}\n{{: .sb-horizon }}\n"
    found = _TITLE.search(rendered.markdown)
    end = found.end() if found else 0
    markdown = f"{rendered.markdown[:end]}{line}{rendered.markdown[end:]}"
    return replace(rendered, markdown=markdown)


def _lists(page: Page) -> bool:
    return any(one.directive.name != "references" for one in page.directives)
