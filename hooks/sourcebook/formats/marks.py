"""`without_marks`: inline Markdown as plain text."""

from __future__ import annotations

import re
from functools import lru_cache

_LIST_MARK = re.compile(r"\A[ \t\n>]*(?:[-*+]|\d{1,9}[.)]|#{1,6}|:)[ \t]+")
_IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:[ \t]+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_EMPHASIS = re.compile(r"(?<!\\)(?:\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|`+)")
_CITING_CODE = re.compile(r"`[^`\n]*@[^`\n]*`")
"""An example of a citation: out of its code it would read as one that was forgotten."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->|\{:?[^{}\n]*\}")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


# A sentence is shown by many pages and read again by every compilation.
@lru_cache(maxsize=16384)
def without_marks(bare: str) -> str:
    """Return *bare*, which holds no citation and no record link, as one line without marks.

    Most sentences hold few kinds of marks, so each is looked for before it is taken out.
    """
    if mark := _LIST_MARK.match(bare):
        bare = bare[mark.end() :]
    if "<" in bare or "{" in bare:
        bare = _TAG.sub("", bare)
    if "[" in bare:
        bare = _FOOTNOTE.sub("", bare)
    if "`" in bare:
        bare = _CITING_CODE.sub("…", bare)
    if "[" in bare:
        bare = _IMAGE_OR_LINK.sub(r"\1", bare)
    if "*" in bare or "_" in bare or "`" in bare:
        bare = _EMPHASIS.sub("", bare)
    if "\\" in bare:
        bare = _ESCAPE.sub(r"\1", bare)
    bare = " ".join(bare.split())
    # What remains before a full stop where a citation stood: “text .”
    return bare.replace(" .", ".").replace(" ,", ",").strip("| ")
