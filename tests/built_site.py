"""What the tests of the built site look at: `Page`, read from HTML with the standard library."""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
}  # fmt: skip
NOT_PROSE = ("code", "pre", "script", "style", "textarea", "template")


@dataclass(eq=False)
class Element:
    """One element with its attributes, its parent and what it holds."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in document order."""
        waiting: list[Element] = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [c for c in reversed(element.children) if isinstance(c, Element)]

    def all(self, tag: str = "", css_class: str = "") -> Iterator[Element]:
        for element in self.walk():
            if tag in ("", element.tag) and (not css_class or css_class in element.classes):
                yield element

    def text(self, without: tuple[str, ...] = ()) -> str:
        """Return the text, leaving out what stands in the tags *without*."""
        parts: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                parts.append(node)
            elif node.tag not in without:
                waiting += reversed(node.children)
        return "".join(parts)

    def ancestors(self) -> Iterator[Element]:
        element = self.parent
        while element is not None:
            yield element
            element = element.parent


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, None)
        self.open = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.children.append(element)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open = self.open.parent or self.root

    def handle_endtag(self, tag: str) -> None:
        # An end without its start is ignored; one that skips open elements closes them.
        element: Element | None = self.open
        while element is not None and element.tag != tag:
            element = element.parent
        if element is not None:
            self.open = element.parent or self.root

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)


def parse(text: str) -> Element:
    """Return the nameless root of all that stands in the HTML *text*."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.root


@dataclass(frozen=True, eq=False)
class Page:
    """One HTML file of the site."""

    path: str
    """POSIX path below the site's folder: ``visits/x/index.html``."""
    root: Element
    site_url: str
    """The public address of the site; ends in a slash."""

    @property
    def ids(self) -> list[str]:
        """Every ``id``, as often as it stands there."""
        return [e.attributes["id"] for e in self.root.walk() if "id" in e.attributes]

    @property
    def anchors(self) -> frozenset[str]:
        """What a fragment may name: ids, and names of ``<a>``."""
        return _anchors(self)

    def resolve(self, address: str) -> tuple[str, str] | None:
        """Return (file of the site, fragment) that *address* on this page means.

        ``None`` for an address outside the site. A folder means its index.html. An address
        that begins with the site's own (canonical links) is one within it.
        """
        return _resolved(self.site_url, self.path, address.strip())


# Ten tests ask for all the links of all pages, most of which are the same on each.
@cache
def _resolved(site_url: str, path: str, address: str) -> tuple[str, str] | None:
    meant = urlsplit(urljoin(site_url + path, address))
    home = urlsplit(site_url)
    if (meant.scheme, meant.netloc) != (home.scheme, home.netloc):
        return None
    path = unquote(meant.path)
    if not path.startswith(home.path):
        # Below the same host, but above the site: nothing of ours is there.
        return path, ""
    target = path.removeprefix(home.path)
    if target == "" or target.endswith("/"):
        target += "index.html"
    return target, unquote(meant.fragment)


@cache
def _anchors(page: Page) -> frozenset[str]:
    names = (e.attributes["name"] for e in page.root.all("a") if "name" in e.attributes)
    return frozenset({*page.ids, *names, "", "top"})


def closed_up(text: str) -> str:
    """Return *text* with single blanks, none of them before a stop (where a citation stood)."""
    return re.sub(r"\s+([.,;:])", r"\1", " ".join(text.split()))


def public_address(site: Path) -> str:
    """Return the address that the built *site* will have; it ends in a slash."""
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    # The shortest address is the home page's, and so the site's. A project that does not say
    # where it will stand (no site_url) has none.
    return min(re.findall(r"<loc>(.*?)</loc>", sitemap), key=len, default="https://site.invalid/")


@cache
def pages(site: Path) -> dict[str, Page]:
    """Return every page of the built *site* by its path, in order."""
    return {path: page for path, page in _html(site).items() if not _leads_on(page)}


def moved(site: Path) -> dict[str, Page]:
    """Return by path the files of the built *site* that are no pages, but lead to one."""
    return {path: page for path, page in _html(site).items() if _leads_on(page)}


def _leads_on(page: Page) -> bool:
    return not any(
        "data-sb-kind" in element.attributes for element in page.root.all("div")
    ) and any(
        element.attributes.get("http-equiv") == "refresh" for element in page.root.all("meta")
    )


@cache
def _html(site: Path) -> dict[str, Page]:
    found = {}
    site_url = public_address(site)
    # The elements of a whole site are millions, kept to the end: looking through them again and
    # again for what could be thrown away would be most of the time of all later tests.
    gc.disable()
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        found[path] = Page(path, parse(file.read_text(encoding="utf-8")), site_url)
    gc.freeze()
    gc.enable()
    return found


def fingerprint(folder: Path) -> dict[str, str]:
    """Return path → SHA-256 of every file below *folder*: equal means the same bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
