"""`style_kind`: how a CSL style cites: by author and date, by number, by author, in notes."""

from __future__ import annotations

import re
from typing import Literal, cast

StyleKind = Literal["author-date", "author", "numeric", "label", "note"]

_CATEGORY = re.compile(
    r"<category\s[^>]*citation-format=\"(author-date|author|numeric|label|note)\""
)


_SUBSTITUTE = re.compile(r"\ssubsequent-author-substitute(?:-rule)?=(?:\"[^\"]*\"|'[^']*')")


def without_substitutes(style: str) -> str:
    """Return *style* so that it writes the same author's name each time.

    “———” stands for the name in the entry above, and on a page another entry may be above.
    """
    return _SUBSTITUTE.sub("", style)


def style_kind(style: str | None) -> StyleKind:
    """Return what the style says of itself (CSL 1.0.2, “cs:category”); author-date by default."""
    found = _CATEGORY.search(style or "")
    return cast("StyleKind", found[1]) if found else "author-date"
