"""`clean_page`: HTML from outside, cut down to what is harmless.

The only door to nh3 (the ammonia sanitizer). Everything that Markdown or pandoc made out of
texts that strangers may write goes through here before HTML of our own is set into it.
"""

from __future__ import annotations

import re

import nh3

from sourcebook.formats.html_allowed import ATTRIBUTES, STYLES, TAGS, URL_SCHEMES

_NO_CHOICE = re.compile(r"<input(?![^>]*\stype=\"(?:radio|checkbox)\")[^>]*>")


def clean_page(html: str) -> str:
    """Return the HTML of a page without scripts, handlers, forms, frames and odd schemes.

    Relative links stay. Of inline styles only what extensions of Markdown write is kept.
    """
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=URL_SCHEMES,
        link_rel=None,
        filter_style_properties=STYLES,
        strip_comments=True,
    )
    # Of a field for text nobody reads what is typed; the boxes of tabs and lists are choices.
    return _NO_CHOICE.sub("", cleaned) if "<input" in cleaned else cleaned


def is_harmless_url(url: str) -> bool:
    """Whether *url* may stand in a link: absolute, with a scheme of `URL_SCHEMES`.

    Control characters and spaces are refused before the scheme is looked at: browsers drop some
    of them, and ``java\\nscript:`` would pass (goldmark, CVE-2026-5160).
    """
    if any(char <= " " or char == "\x7f" for char in url):
        return False
    scheme, separator, _ = url.partition(":")
    return bool(separator) and scheme.lower() in URL_SCHEMES
