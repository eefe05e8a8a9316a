"""Citations in Markdown: `scan` finds them, `mask` says what of a text is prose.

`suspicious` names what looks like a citation and is none, `locator_fault` what looks like a
locator and is none. Everything here is pure and linear in the text.
"""

from sourcebook.formats.citations.citation import Citation, CiteItem, Locator, Mode
from sourcebook.formats.citations.grammar import scan
from sourcebook.formats.citations.mask import mask
from sourcebook.formats.citations.ranges import MASKED
from sourcebook.formats.citations.suspicion import Suspicion, locator_fault, suspicious
from sourcebook.formats.citations.unread import unread_citations, unread_in_field

__all__ = [
    "MASKED",
    "Citation",
    "CiteItem",
    "Locator",
    "Mode",
    "Suspicion",
    "locator_fault",
    "mask",
    "scan",
    "suspicious",
    "unread_citations",
    "unread_in_field",
]
