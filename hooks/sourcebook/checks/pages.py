"""`check_pages`: directives that ask for nothing known, two things that claim one address."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.diagnostics import Diagnostic, Location, nearest, rules_dir, rules_idx
from sourcebook.records.directives import DIRECTIVES
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Page, Site
from sourcebook.site.naming import address_of, page_uri


def check_pages(site: Site) -> Iterator[Diagnostic]:
    """Yield the problems of pages as such."""
    collections = [one.name for one in site.subject.declared]
    for page in site.pages.values():
        for placed in page.directives:
            name, known = placed.directive.name, [*DIRECTIVES, *collections]
            if name not in known:
                near = nearest(name, known)
                yield rules_dir.UNKNOWN_DIRECTIVE.at(placed.location, directive=name, nearest=near)
    yield from _collisions(site)


def _collisions(site: Site) -> Iterator[Diagnostic]:
    """Yield a problem for every address that is claimed twice.

    Addresses are compared without regard to capitals, as many file systems and hosts do.
    Citekeys that differ only so are reported by BIB008 and not again.
    """
    claims: dict[str, tuple[str, Location]] = {}
    for page in site.pages.values():
        what, at = _claim(site, page)
        yield from _claimed(claims, page.uri, what, at)
    indexes = [SOURCES, *(one.name for one in site.subject.collections if one.has_pages)]
    for name in indexes:
        if f"{name}/index.md" not in site.pages:
            claim = claims.get(name)
            if claim is not None:
                what = f"the index of {name}"
                yield from _claimed(claims, f"{name}/index.md", what, claim[1])
    seen: set[str] = set()
    for citekey, work in site.works.items():
        if citekey.casefold() not in seen:
            seen.add(citekey.casefold())
            uri = page_uri(Node(SOURCES, citekey))
            yield from _claimed(claims, uri, f"the work “{citekey}”", work.entry.location)


def _claimed(
    claims: dict[str, tuple[str, Location]], uri: str, what: str, at: Location
) -> Iterator[Diagnostic]:
    address = address_of(uri).casefold()
    first, place = claims.setdefault(address, (what, at))
    if first != what:
        related = ((place, "claimed here too"),) if place != at else ()
        yield rules_idx.PAGE_COLLISION.at(at, related=related, first=first, second=what, uri=uri)


def _claim(site: Site, page: Page) -> tuple[str, Location]:
    if page.source is not None:
        return f"“{page.source.path}”", Location(page.source.path)
    loaded = site.record(page.node)
    assert loaded is not None, "a page has a file or a record"
    return f"the record “{page.node}”", loaded.location()
