"""`clean_page`, `clean_inline`: HTML from outside, cut down to what is harmless.

The only door to nh3 (the ammonia sanitizer). Everything that Markdown or pandoc made out of
texts that strangers may write goes through here before HTML of our own is set into it.
"""

from __future__ import annotations

import nh3

URL_SCHEMES = {"http", "https", "mailto"}

_INLINE_TAGS = {"a", "b", "em", "i", "q", "small", "span", "strong", "sub", "sup"}

_BLOCK_TAGS = {
    "abbr", "article", "aside", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col",
    "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "figcaption", "figure", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "rp",
    "rt", "ruby", "s", "samp", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "time", "tr", "u", "ul", "var", "wbr",
}  # fmt: skip

_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "id", "lang", "dir", "title", "role", "aria-label", "aria-hidden",
          "aria-describedby", "data-citation", "data-slot", "markdown"},
    "a": {"href", "rel", "hreflang"},
    "abbr": {"title"},
    "bdo": {"dir"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "pre": {"tabindex"},
    "table": {"tabindex"},
    "td": {"colspan", "rowspan", "headers", "style"},
    "th": {"colspan", "rowspan", "headers", "scope", "style"},
    "time": {"datetime"},
}  # fmt: skip


def clean_page(html: str) -> str:
    """Return the HTML of a page without scripts, handlers, forms, frames and odd schemes.

    Relative links stay. Of inline styles only the alignment of table cells is kept, which is what
    Python-Markdown's tables extension writes.
    """
    return nh3.clean(
        html,
        tags=_INLINE_TAGS | _BLOCK_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=URL_SCHEMES,
        link_rel=None,
        filter_style_properties={"text-align"},
        strip_comments=True,
    )


def is_harmless_url(url: str) -> bool:
    """Whether *url* may stand in a link: absolute, with a scheme of `URL_SCHEMES`.

    Control characters and spaces are refused before the scheme is looked at: browsers drop some
    of them, and ``java\\nscript:`` would pass (goldmark, CVE-2026-5160).
    """
    if any(char <= " " or char == "\x7f" for char in url):
        return False
    scheme, separator, _ = url.partition(":")
    return bool(separator) and scheme.lower() in URL_SCHEMES
