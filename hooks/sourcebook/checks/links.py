"""`check_links`: where written pages lead, by the rules of the host, before the host is asked.

What only a build knows (pages that plugins add, ids that the engine makes, files of exports) is
not judged here: the look at the finished pages (`mkdocs_shell.looking`) sees to it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from sourcebook.checks.meaning import meant_page
from sourcebook.diagnostics import Diagnostic, Location, rules_ref, rules_txt
from sourcebook.formats.host import Host
from sourcebook.formats.html_allowed import URL_SCHEMES
from sourcebook.formats.links import Link, anchors, attribute_links, links
from sourcebook.project import DOCS
from sourcebook.site.graph import PAGES, SOURCES, Node
from sourcebook.site.model import Page, Site, Text
from sourcebook.site.naming import address_of, page_uri
from sourcebook.site.parsing import parse_text

_SHOWS = re.compile(r"--8<--|\{\{|\{%|^:::", re.MULTILINE)
"""What plugins and extensions put something in the place of."""
_MADE = frozenset(("timeline.md", "matrix.md", "search.md", "about/rules.md"))
_MADE_FOLDERS = frozenset(("map", "conflicts", "evidence", "ledger", "data", "pagefind"))
_MADE_FILES = frozenset((".bib", ".csv", ".ics", ".json", ".ris", ".xml", ".txt"))
"""Pages and files that the engine makes: which of them there are, a build knows."""


@dataclass(frozen=True)
class Places:
    """What a link can lead to."""

    site: Site
    host: Host
    assets: frozenset[str]
    """Below ``docs/``."""

    @classmethod
    def of(cls, site: Site, host: Host, assets: frozenset[str]) -> Places:
        """Return the places of *site*; *assets* are the files that are no pages, by path."""
        return cls(site, host, frozenset(path.removeprefix(f"{DOCS}/") for path in assets))

    @cached_property
    def pages(self) -> frozenset[str]:
        works = (page_uri(Node(SOURCES, citekey)) for citekey in self.site.works)
        indexes = (f"{name}/index.md" for name in (SOURCES, *self.site.records))
        gone = (page_uri(node) for node in self.site.register or ())
        return frozenset((*self.site.pages, *works, *indexes, *gone))

    @cached_property
    def urls(self) -> Mapping[str, str]:
        """The pages by their address below the root of the site."""
        return {address_of(uri): uri for uri in self.pages}

    def has(self, path: str) -> bool:
        return path in self.pages or path in self.assets

    def may_be_made(self, path: str) -> bool:
        """Whether a build may have something at *path* that is not known here."""
        top, _, rest = path.partition("/")
        is_folder = top == SOURCES or top in self.site.records
        extension = posixpath.splitext(path)[1]
        if extension != ".md":
            is_in = is_folder or top in _MADE_FOLDERS
            is_file = (is_in or not rest) and extension in _MADE_FILES
            is_file |= (is_in and extension == ".png") or path.startswith("assets/sourcebook/")
            # What is moved to a line of a list leaves a file that leads there.
            is_file |= is_folder and rest.startswith("by/") and path.endswith("/index.html")
            return is_file or not self.host.knows_all_pages
        is_list = is_folder and "/" in rest
        return path in _MADE or top in _MADE_FOLDERS or is_list or not self.host.knows_all_pages


def check_links(places: Places) -> Iterator[Diagnostic]:
    """Yield the links of written pages that lead nowhere, and the pages that the nav has not."""
    host = places.host
    if not host.has_directory_urls and host.directory_urls_at:
        yield rules_ref.DIRECTORY_URLS.at(host.directory_urls_at)
    for path, at in host.nav:
        target = posixpath.normpath(path.lstrip("/"))
        if not _is_elsewhere(path) and not places.has(target) and not places.may_be_made(target):
            yield _dead(places, "", target, path, at, "navigation")
    has_lists = "attr_list" in host.extensions
    for page in places.site.pages.values():
        for text in page.texts:
            if text.kind != "fact":
                listed = attribute_links(text.markdown) if has_lists else ()
                for link in (*links(text.markdown), *listed):
                    yield from _link(places, page, text, link)


def _link(places: Places, page: Page, text: Text, link: Link) -> Iterator[Diagnostic]:
    at = text.locate(link.start, link.end)
    try:
        scheme, host, path, _, anchor = urlsplit(link.url)
    except ValueError:
        yield rules_ref.UNREADABLE_ADDRESS.at(at, url=link.url)
        return
    if scheme and scheme not in URL_SCHEMES and not link.is_raw:
        what = "“src” of “<img>”" if link.is_media else "“href” of “<a>”"
        reason = f"addresses with “{scheme}:” are not followed"
        advice = "Write an https address."
        yield rules_txt.REMOVED.at(at, what=what, reason=reason, advice=advice)
        return
    if scheme or host:
        if link.is_media and scheme != "data":
            yield rules_ref.FOREIGN_MEDIA.at(at, host=host or scheme)
        return
    if _SHOWS.search(link.url):
        return
    path = unquote(path)
    if not path:
        if anchor:
            yield from _anchor(places, page.uri, anchor, link, at)
        return
    if "@" in path and "." in path and "/" not in path and not places.has(path):
        hint = f"Did you mean “mailto:{path}”?"
        yield rules_ref.DEAD_LINK.at(at, url=link.url, why="", hint=hint)
        return
    if link.is_raw:
        target = _by_address(places, page.uri, path)
    elif path.startswith("/") and not places.host.absolute_is_of_docs:
        yield _absolute(places, page.uri, path, link.url, at)
        return
    else:
        base = "" if path.startswith("/") else posixpath.dirname(page.uri)
        target = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
        target = page.uri if posixpath.normpath(path) == "." else target
    if not places.has(target):
        if not places.may_be_made(target):
            yield _dead(places, page.uri, target, link.url, at, "link", is_raw=link.is_raw)
        return
    renamed = (places.site.register or {}).get(_node_of(target))
    if renamed is not None and renamed.renamed_to and target not in places.site.pages:
        yield _dead(places, page.uri, target, link.url, at, "link")
    elif anchor:
        yield from _anchor(places, target, anchor, link, at)


def _by_address(places: Places, uri: str, path: str) -> str:
    """Return what the address *path* on the page at *uri* leads to: raw HTML is left as it is."""
    base = "" if path.startswith("/") else address_of(uri)
    address = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
    address = "" if address == "." else address
    # A page is there under its address only, and not under the name of its file.
    is_folder = path.endswith(("/", ".", ".md")) or address in places.urls
    return places.urls.get(address, f"{address}/") if is_folder else address


def _anchor(
    places: Places, uri: str, anchor: str, link: Link, at: Location
) -> Iterator[Diagnostic]:
    known = _anchors_of(places, uri)
    wanted = unquote(anchor)
    if known is not None and wanted not in known and anchor not in known:
        near = meant_page(wanted, known)
        hint = f"Did you mean “#{near}”?" if near else "The ids are those of its headings."
        yield rules_ref.DEAD_ANCHOR.at(at, anchor=wanted, uri=f"{DOCS}/{uri}", hint=hint)


def _anchors_of(places: Places, uri: str) -> frozenset[str] | None:
    """Return the ids of the page at *uri*; ``None`` where only a build knows them all."""
    page, host = places.site.pages.get(uri), places.host
    if page is None or page.node.collection != PAGES or page.body is None or page.directives:
        return None
    if host.slug_is_unicode is None or _SHOWS.search(page.body.markdown):
        return None
    text = page.body.markdown
    if not any(heading.level == 1 for heading in page.headings):
        text = f"# {page.title}\n\n{text}"
    has_attributes = "attr_list" in host.extensions
    own = anchors(text, parse_text(text).masked, host.slug_is_unicode, has_attributes)
    if not page.citations:
        return own
    marks = (cited.anchor for citation in page.citations for cited in citation.works)
    # The list of references has its own, which the marks lead to.
    return own | {"references", *marks} | {f"ref-{citekey}" for citekey in places.site.cited[uri]}


def _absolute(places: Places, uri: str, path: str, url: str, at: Location) -> Diagnostic:
    bare = path.strip("/")
    guesses = (bare, f"{bare}.md", f"{bare}/index.md", "index.md")
    found = next((one for one in guesses if one and places.has(one)), None)
    hint = f"Did you mean “{_relative(uri, found)}”?" if found else "Name the file from this page."
    return rules_ref.DEAD_LINK.at(at, url=url, why=" from the root of the host", hint=hint)


def _dead(
    places: Places,
    uri: str,
    target: str,
    url: str,
    at: Location,
    what: str,
    *,
    is_raw: bool = False,
) -> Diagnostic:
    node = _node_of(target)
    renamed = (places.site.register or {}).get(node)
    folder = target.rstrip("/").removesuffix(".html")
    guesses = (f"{folder}.md", f"{folder}/index.md", f"{folder}/README.md")
    found = next((one for one in guesses if places.has(one)), None)
    mend = None
    if renamed is not None and renamed.successor is not None:
        found = _relative(uri, page_uri(renamed.successor))
        hint = f"It was renamed: write “{found}”."
        path = url.partition("#")[0]
        mend = None if is_raw else (path, found)
    else:
        found = found or meant_page(target, (*places.site.pages, *places.assets))
        hint = f"Did you mean “{_relative(uri, found)}”?" if found else "Name a file of docs/."
    why = f": there is no “{DOCS}/{target}”"
    if is_raw:
        why = f": the finished site has no “{target.rstrip('/')}”"
        hint = f"In HTML an address is that of the finished page; write it in Markdown. {hint}"
    return rules_ref.DEAD_LINK.at(at, url=url, why=why, hint=hint, mend=mend)


def _relative(uri: str, target: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(uri) or ".")


def _node_of(uri: str) -> Node:
    folder, _, name = uri.removesuffix(".md").rpartition("/")
    return Node(folder, name)


def _is_elsewhere(path: str) -> bool:
    return ":" in path or path.startswith("//")
