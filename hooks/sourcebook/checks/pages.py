"""`check_pages`: directives that ask for nothing known, two things that claim one page."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.diagnostics import Diagnostic, Location, nearest, rules_dir, rules_idx
from sourcebook.site.directives import DIRECTIVES
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Site
from sourcebook.site.naming import page_uri


def check_pages(site: Site) -> Iterator[Diagnostic]:
    """Yield the problems of pages as such."""
    claims: dict[str, tuple[str, Location]] = {}
    for page in site.pages.values():
        for placed in page.directives:
            name = placed.directive.name
            if name not in DIRECTIVES:
                near = nearest(name, DIRECTIVES)
                yield rules_dir.UNKNOWN_DIRECTIVE.at(placed.location, directive=name, nearest=near)
        at = Location(page.source.path) if page.source else _place(site, page.node)
        claims[page.uri.casefold()] = (f"“{page.node}”", at)
    for citekey, work in site.works.items():
        uri = page_uri(Node(SOURCES, citekey))
        what = f"the work “{citekey}”"
        first, at = claims.setdefault(uri.casefold(), (what, work.entry.location))
        if first != what:
            yield rules_idx.PAGE_COLLISION.at(
                work.entry.location,
                related=((at, "claimed here too"),),
                first=first,
                second=what,
                uri=uri,
            )


def _place(site: Site, node: Node) -> Location:
    loaded = site.record(node)
    assert loaded is not None
    return loaded.location()
