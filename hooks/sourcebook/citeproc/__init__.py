"""References and citations as CSL formats them, by pandoc's citeproc in one run.

`format_works` takes CSL-JSON of our own making and citations in pandoc's terms, and returns
escaped HTML. `pandoc` is the only door to the program.
"""

from sourcebook.citeproc.formatting import Formatted, Piece, Request, RequestItem, format_works
from sourcebook.citeproc.pandoc import CiteprocError
from sourcebook.citeproc.references import format_references
from sourcebook.citeproc.style import StyleKind, style_kind

__all__ = [
    "CiteprocError",
    "Formatted",
    "Piece",
    "Request",
    "RequestItem",
    "StyleKind",
    "format_references",
    "format_works",
    "style_kind",
]
