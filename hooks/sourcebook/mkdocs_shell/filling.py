"""`filled`: HTML of ours in its places, once Markdown and the cleaner are through with a page."""

from __future__ import annotations

from collections.abc import Mapping

from sourcebook.diagnostics import Diagnostic, Location, rules_cit
from sourcebook.pages.frame.edition import Rendered
from sourcebook.pages.frame.scripts import mark_language, mark_scripts
from sourcebook.pages.frame.slots import fill
from sourcebook.project import DOCS


def filled(
    html: str, rendered: Rendered, scripts: Mapping[str, str]
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return *html* with the slots of its page, and what did not come back from Markdown."""
    filled, lost = fill(html, rendered.slots)
    own = Location(f"{DOCS}/{rendered.uri}")
    marked = mark_scripts(mark_language(filled, rendered.language), scripts)
    return marked, tuple(
        rules_cit.MARK_LOST.at(slot.location or own, text=slot.written.strip()) for slot in lost
    )
