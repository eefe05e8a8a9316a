"""`refused`: what HTML may stand in a page, and what of a tag may not.

Beside `html`, which takes it out: the check asks where nh3 is not installed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

URL_SCHEMES = {"http", "https", "mailto"}

_INLINE_TAGS = {"a", "b", "em", "i", "q", "small", "span", "strong", "sub", "sup"}

_MEDIA_TAGS = {"audio", "picture", "source", "track", "video"}
_SVG_TAGS = {"circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "svg"}
"""What icons are made of; nothing that loads, links, moves or holds HTML."""
_MATH_TAGS = {
    "annotation", "math", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded",
    "mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub",
    "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "semantics",
}  # fmt: skip
_EXTENSION_TAGS = {"autoref", "input", "label"}
"""Of content tabs and task lists (`_CHOICES` only), and of the plugin autorefs, which makes links
of its own element after us."""

_BLOCK_TAGS = {
    "abbr", "address", "article", "aside", "bdi", "bdo", "blockquote", "br", "caption", "cite",
    "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "img", "ins", "kbd",
    "li", "mark", "ol", "p", "pre", "rp", "rt", "ruby", "s", "samp", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
}  # fmt: skip

ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "id", "lang", "dir", "title", "role", "aria-label", "aria-hidden",
          "aria-describedby", "data-citation", "data-slot", "data-tabs", "markdown", "tabindex",
          "aria-labelledby", "aria-live", "aria-level", "hidden", "translate"},
    "a": {"href", "rel", "hreflang", "download", "name", "type"},
    "annotation": {"encoding"},
    "audio": {"src", "controls", "loop", "muted", "preload"},
    "autoref": {"identifier", "optional", "hover", "slug", "domain", "backlink-type",
                "backlink-anchor"},
    "abbr": {"title"},
    "bdo": {"dir"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "details": {"open"},
    "div": {"style"},
    "img": {"src", "alt", "width", "height", "loading", "srcset", "sizes", "align", "decoding"},
    "input": {"type", "name", "checked", "disabled"},
    "ins": {"datetime"},
    "label": {"for"},
    "li": {"value"},
    "math": {"display", "xmlns"},
    "mo": {"stretchy", "fence", "separator", "lspace", "rspace", "minsize", "maxsize"},
    "mspace": {"width", "height", "depth"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "mtable": {"columnalign", "rowspacing", "columnspacing", "displaystyle"},
    "mi": {"mathvariant"},
    "mover": {"accent"},
    "ol": {"start", "type", "reversed"},
    "source": {"src", "srcset", "media", "type", "sizes", "width", "height"},
    "svg": {"xmlns", "viewBox", "width", "height", "focusable", "preserveAspectRatio"},
    "td": {"colspan", "rowspan", "headers", "style", "align", "valign"},
    "th": {"colspan", "rowspan", "headers", "scope", "style", "align", "valign", "abbr"},
    "time": {"datetime"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "video": {"src", "controls", "loop", "muted", "preload", "poster", "width", "height",
              "playsinline"},
}  # fmt: skip
_DRAWN = {
    "cx", "cy", "d", "fill", "fill-opacity", "fill-rule", "clip-rule", "height", "opacity",
    "points", "r", "rx", "ry", "stroke", "stroke-linecap", "stroke-linejoin", "stroke-width",
    "transform", "width", "x", "x1", "x2", "y", "y1", "y2",
}  # fmt: skip
ATTRIBUTES |= {tag: ATTRIBUTES.get(tag, set()) | _DRAWN for tag in _SVG_TAGS}

TAGS = _INLINE_TAGS | _BLOCK_TAGS | _MEDIA_TAGS | _SVG_TAGS | _MATH_TAGS | _EXTENSION_TAGS

STYLES = {"text-align", "width"}
"""Of cells, as the tables extension writes it, and of bars of progress."""
_CHOICES = frozenset(("radio", "checkbox"))
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?"
)
_SCHEME = re.compile(r"[\0- ]*([A-Za-z][A-Za-z0-9+.\0- -]*):")
_ADDRESSES = frozenset(("href", "src", "poster"))
_ADVICE = {
    **dict.fromkeys(("iframe", "object", "embed", "frame"), "Link to it, or show a picture of it."),
    **dict.fromkeys(("script", "style", "link", "meta", "base"), "Put it into the theme."),
    **dict.fromkeys(("form", "button", "select", "textarea"), "Link to a page that has it."),
    **dict.fromkeys(("center", "font", "big", "tt"), "Give the text a class, as in {.name}."),
}


def refused(name: str, attributes: str) -> Iterator[tuple[str, str, str]]:
    """Yield what `html.clean_page` takes from a start tag: what it is, why, and what to do.

    *attributes* is what stands in the tag behind its *name*.
    """
    tag = name.lower()
    found = {
        one["name"].lower(): next((value for value in one.groups()[1:] if value is not None), "")
        for one in _ATTRIBUTE.finditer(attributes)
    }
    if tag not in TAGS or (tag == "input" and found.get("type", "").lower() not in _CHOICES):
        usual = f"Write “&lt;{name}&gt;”, or put it in backticks, where no element is meant."
        yield f"“<{name}>”", "it is not among the elements of pages", _ADVICE.get(tag, usual)
        return
    allowed = {one.lower() for one in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())}
    for attribute, value in found.items():
        what = f"“{attribute}” of “<{name}>”"
        scheme = _SCHEME.match(value) if attribute in _ADDRESSES else None
        if attribute.startswith("on"):
            yield what, "it would run a script", "Take it out."
        elif attribute == "style" and attribute in allowed:
            names = {part.partition(":")[0].strip().lower() for part in value.split(";")}
            if names - STYLES - {""}:
                yield what, "looks are the work of the theme", "Take it out, or give a class."
        elif attribute not in allowed:
            yield what, "it is not among the attributes of pages", "Take it out, or give a class."
        elif scheme and scheme[1].lower() not in URL_SCHEMES:
            yield what, f"addresses with “{scheme[1]}:” are not followed", "Write an https address."
