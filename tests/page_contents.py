"""What a page gives to readers and programs, as one value that can be compared.

Not in it: classes and styles, white space, versions in the addresses of our files, and how an
address within the site is written (``../x/`` and ``/x/`` are the same).
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urljoin

from built_site import Element, parse

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = HEADINGS | {
    "article", "aside", "blockquote", "br", "button", "details", "div", "dl", "figcaption",
    "figure", "footer", "form", "header", "hr", "label", "legend", "li", "main", "nav", "ol",
    "option", "p", "pre", "section", "summary", "table", "text", "title", "ul",
}  # fmt: skip
"""Elements that begin a text of their own; ``text`` and ``title`` are those of charts."""

GIVEN = {
    "alt", "colspan", "datetime", "dir", "download", "hidden", "hreflang", "id", "lang", "media",
    "name", "open", "placeholder", "role", "rowspan", "scope", "src", "start", "title", "type",
    "value",
}  # fmt: skip
"""Attributes that somebody gets: a reader, a screen reader, a search engine, a script of ours.

So are those in ``aria-`` and ``data-``, without ``data-md-``: these are the theme's own.
"""

HERE = "https://site.invalid/"
VERSION = re.compile(r"\?v=[0-9a-f]+\b|\.[0-9a-f]{8}(?=\.)")


def contents(path: str, html: str) -> dict[str, list[Any]]:
    """Return what the page at *path* (``visits/x/index.html``) gives: kind → values, in order.

    A kind begins with its region: ``head``, ``main`` (the article: what the page is about) or
    ``frame`` (the rest: navigation, table of contents, footer).
    """
    reading = _Reading(path)
    reading.read(parse(html), "frame", "")
    for kind in [kind for kind in reading.found if kind.endswith(" texts")]:
        blocks = [{**block, "text": _words(block["text"])} for block in reading.found[kind]]
        reading.found[kind] = [block for block in blocks if block["text"] or len(block) > 2]
    return reading.found


class _Reading:
    def __init__(self, path: str) -> None:
        self.path = path
        self.found: dict[str, list[Any]] = {}
        self.block: dict[str, Any] | None = None
        """The block that the next words go on in; ``None`` where they begin another."""

    def read(self, element: Element, region: str, block: str, told: bool = False) -> None:
        """Read *element*, which stands in a *block*; if *told*, its words were read before."""
        tag = element.tag
        region = {"head": "head", "article": "main"}.get(tag, region)
        for name, value in element.attributes.items():
            if _is_given(tag, name):
                self._add(f"{region} {tag} {name}", self._address(value, name == "src"))
        if tag in BLOCKS:
            self.block, block = None, tag
        told = self._read_for_programs(element, region) or told
        told = told or self._read_apart(element, region, block)
        for child in element.children:
            if isinstance(child, Element):
                self.read(child, region, block, told)
            elif not told:
                self._going_on(region, block)["text"] += child
        if tag in BLOCKS:
            self.block = None

    def _read_for_programs(self, element: Element, region: str) -> bool:
        """Read what has no words for readers, and links; return whether there are no such words."""
        attributes = element.attributes
        match element.tag:
            case "a" if "href" in attributes:
                to = self._address(attributes["href"], True)
                link = {"text": _words(element.text()), "to": to}
                self._add(f"{region} links to {_room(to)}", link)
                return False
            case "title" if region == "head":
                self._add("title", _words(element.text()))
            case "meta":
                name = attributes.get("name") or attributes.get("property") or "charset"
                self._add(f"meta {name}", attributes.get("content") or attributes.get("charset"))
            case "link":
                to = self._address(attributes.get("href", ""), True)
                self._add(f"link {attributes.get('rel')}", to)
            case "script" if attributes.get("type") == "application/ld+json":
                self._add("JSON-LD", json.loads(element.text()))
            case "script":
                self._add(f"{region} scripts", _words(element.text()))
        return region == "head" or element.tag in ("script", "style", "template")

    def _read_apart(self, element: Element, region: str, block: str) -> bool:
        """Read what is a kind of its own, and note where it stands among the texts."""
        tag = element.tag
        value: object
        if "sb-chip" in element.classes:
            self._going_on(region, block).setdefault("chips", []).append(_words(element.text()))
            return True
        if tag in HEADINGS:
            anchor = element.attributes.get("id", "")
            kind = "headings"
            value = {"level": tag, "anchor": anchor, "text": _words(element.text())}
        elif tag == "table":
            kind, value = "tables", [_cells(row) for row in element.all("tr")]
        elif tag == "dl":
            kind, value = "facts", _facts(element)
        else:
            return False
        self._add(f"{region} {kind}", value)
        self._add(f"{region} texts", {"block": tag, "text": "", "told": kind})
        return True

    def _going_on(self, region: str, tag: str) -> dict[str, Any]:
        if self.block is None:
            self.block = {"block": tag, "text": ""}
            self._add(f"{region} texts", self.block)
        return self.block

    def _address(self, value: str, is_address: bool) -> str:
        """Return *value* without a version; an address as it is seen from the site's root."""
        value = VERSION.sub("", value)
        if not is_address or "://" in value:
            return value
        return urljoin(HERE + self.path, value).removeprefix(HERE)

    def _add(self, kind: str, value: object) -> None:
        self.found.setdefault(kind, []).append(value)


def _is_given(tag: str, attribute: str) -> bool:
    if (tag in HEADINGS and attribute == "id") or (tag == "meta" and attribute == "name"):
        # These name what is told with its name.
        return False
    is_data = attribute.startswith(("aria-", "data-")) and not attribute.startswith("data-md-")
    return is_data or attribute in GIVEN


def _words(text: str) -> str:
    return " ".join(text.split())


def _room(address: str) -> str:
    """Return where an *address* leads, so that a report has few lines: the first folder."""
    if "://" in address or address.startswith("mailto:"):
        return "elsewhere"
    first, slash, _ = address.partition("/")
    return f"{first}/" if slash else "the root"


def _cells(row: Element) -> list[str]:
    return [_words(cell.text()) for cell in row.walk() if cell.tag in ("th", "td")]


def _facts(terms: Element) -> dict[str, list[str]]:
    """Return the definitions of each term of a ``<dl>``."""
    facts: dict[str, list[str]] = {}
    term: list[str] = []
    for element in terms.walk():
        if element.tag == "dt":
            term = facts.setdefault(_words(element.text()), [])
        elif element.tag == "dd":
            term.append(_words(element.text()))
    return facts
