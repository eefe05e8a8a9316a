"""`to_markup`: pandoc's inline elements as HTML, everything escaped.

Only what citeproc makes out of a CSL style can come: emphasis, small capitals, sub- and
superscript, quotes, links, spans. Anything else is shown as the text it holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from sourcebook.formats.html import is_harmless_url

Inline = dict[str, Any]

_ELEMENTS = {
    "Emph": Markup("<i>{}</i>"),
    "Strong": Markup("<b>{}</b>"),
    "Superscript": Markup("<sup>{}</sup>"),
    "Subscript": Markup("<sub>{}</sub>"),
    "SmallCaps": Markup('<span class="sb-smallcaps">{}</span>'),
}
_LINK = Markup('<a href="{}">{}</a>')
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}


def to_markup(inlines: list[Inline]) -> Markup:
    """Return *inlines* as HTML. A link whose scheme is not allowed is shown as its text."""
    return Markup("").join(_one(inline) for inline in inlines)


def _one(inline: Inline) -> Markup:
    kind: str = inline["t"]
    content: Any = inline.get("c")
    if kind == "Str":
        return Markup.escape(content)
    if kind in {"Space", "SoftBreak", "LineBreak"}:
        return Markup(" ")
    if kind in _ELEMENTS:
        return _ELEMENTS[kind].format(to_markup(content))
    if kind == "Quoted":
        opening, closing = _QUOTES[content[0]["t"]]
        return Markup(opening) + to_markup(content[1]) + closing
    if kind == "Link":
        text, target = to_markup(content[1]), content[2][0]
        return _LINK.format(target, text) if is_harmless_url(target) else text
    if kind == "Span":
        return to_markup(content[1])
    if kind in {"Underline", "Strikeout"}:
        return to_markup(content)
    if kind in {"Code", "Math", "RawInline"}:
        return Markup.escape(content[1])
    return Markup("")


def stringified(inlines: list[Inline]) -> str:
    """Return the text of *inlines* as it reads, without markup."""
    return to_markup(inlines).striptags()


def top_level(inlines: list[Inline]) -> Iterator[Inline]:
    """Yield *inlines* with spans that only group taken apart."""
    for inline in inlines:
        if inline["t"] == "Span":
            yield from top_level(inline["c"][1])
        else:
            yield inline


def has_class(inline: Inline, name: str) -> bool:
    """Whether *inline* is a span of that class."""
    return inline["t"] == "Span" and name in inline["c"][0][1]
