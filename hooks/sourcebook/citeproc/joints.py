"""`mend`: a citation with links reads as the same citation without.

Pandoc puts each work's words into a link before it looks at the joints between them. So a work of
which nothing is printed leaves its semicolon (“(Khan; )”), and the comma behind a title in
quotation marks stays outside (pandoc 3.9; `link-citations: false` prints both right).
"""

from __future__ import annotations

import re
from typing import Any

from sourcebook.citeproc.inlines import Inline, stringified

_LOCALE = re.compile(r"<style\s[^>]*\bdefault-locale=[\"'](?!en-US)")
_CLOSING = ("”", "’")
_ENDS_IN_ASKING = re.compile(r"[?!][”’]\Z")
_AFTER_A_MARK = ("!", "?", ".", ",", ";", ":")


def has_punctuation_in_quotes(style: str | None) -> bool:
    """Whether commas go inside quotation marks: so in American English, which is the default."""
    return not _LOCALE.search(style or "")


def mend(inlines: list[Inline], *, in_quotes: bool) -> list[Inline]:
    """Return the inlines of a citation, spans taken apart, with its joints put right."""
    mended: list[Inline] = []
    skipped = 0
    for position, inline in enumerate(inlines):
        if skipped:
            skipped -= 1
        elif inline["t"] == "Link" and not inline["c"][1]:
            if _ends_in_joint(mended):
                del mended[-2:]
            elif _ends_in_joint(inlines[position + 1 : position + 3]):
                skipped = 2
        else:
            after = inline["c"][:1] if inline["t"] == "Str" else ""
            if in_quotes and after in {",", "."} and mended and mended[-1]["t"] == "Link":
                target = mended[-1]["c"]
                if (moved := _with_mark(target[1], after)) is not None:
                    mended[-1] = {"t": "Link", "c": [target[0], moved, target[2]]}
                    inline = {"t": "Str", "c": inline["c"][1:]}
                elif _ENDS_IN_ASKING.search(stringified(target[1])):
                    # “Where now?,” is none: of the two marks the stronger stays.
                    inline = {"t": "Str", "c": inline["c"][1:]}
            mended.append(inline)
    return mended


def _ends_in_joint(inlines: list[Inline]) -> bool:
    return (
        len(inlines) >= 2
        and inlines[-1]["t"] == "Space"
        and inlines[-2]["t"] == "Str"
        and inlines[-2]["c"] in {";", ","}
    )


def _with_mark(inlines: list[Inline], mark: str) -> list[Inline] | None:
    """Return *inlines* with *mark* inside the quotation mark at their end, if there is one."""
    if not inlines:
        return None
    *before, last = inlines
    kind: str = last["t"]
    content: Any = last.get("c")
    if kind == "Str" and content.endswith(_CLOSING):
        text, closing = content[:-1], content[-1]
        bare = text or (str(before[-1].get("c")) if before else "")
        if bare.endswith(_AFTER_A_MARK):
            return None
        return [*before, {"t": "Str", "c": f"{text}{mark}{closing}"}]
    if kind == "Quoted":
        inner = content[1]
        if inner and str(inner[-1].get("c", "")).endswith(_AFTER_A_MARK):
            return None
        return [*before, {"t": "Quoted", "c": [content[0], [*inner, {"t": "Str", "c": mark}]]}]
    if kind == "Span" and (inner := _with_mark(content[1], mark)) is not None:
        return [*before, {"t": "Span", "c": [content[0], inner]}]
    return None
