"""`PageFinder`, `problems_panel`: in a preview, what was found about a page stands on that page."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath

from markupsafe import Markup

from sourcebook.diagnostics import Diagnostic, Location
from sourcebook.pages.frame.edition import Rendered
from sourcebook.pages.frame.labels import counted
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.urls import href
from sourcebook.project import DOCS, EXCERPTS
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Site
from sourcebook.site.naming import page_uri


class PageFinder:
    """Says of a place in a source which page shows what stands there."""

    def __init__(self, site: Site) -> None:
        self._stretches: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for work in site.works.values():
            self._add(work.entry.block_location, Node(SOURCES, work.citekey))
        for records in site.records.values():
            for id, loaded in records.items():
                if loaded.page_uri is None:
                    whole = loaded.located.location(loaded.prefix)
                    place = whole._replace(line=loaded.location().line)
                    self._add(place, Node(loaded.collection, id))
        for stretches in self._stretches.values():
            stretches.sort()

    def _add(self, place: Location, node: Node) -> None:
        self._stretches[place.file].append((place.line, place.end_line, page_uri(node)))

    def uri(self, place: Location) -> str | None:
        """Return the URI of the page, also where no such page is made."""
        if place.file.startswith(f"{DOCS}/"):
            return place.file.removeprefix(f"{DOCS}/")
        if place.file.startswith(f"{EXCERPTS}/"):
            return page_uri(Node(SOURCES, PurePosixPath(place.file).stem))
        stretches = self._stretches.get(place.file, [])
        before = bisect_right(stretches, place.line, key=lambda one: one[0]) - 1
        is_in = before >= 0 and place.line <= stretches[before][1]
        return stretches[before][2] if is_in else None

    def concerns(self, problem: Diagnostic, uri: str) -> bool:
        """Whether *problem*, or a place that it names, is about the page at *uri*."""
        places = (problem.location, *(place for place, _ in problem.related))
        return any(self.uri(place) == uri for place in places)


def problems_panel(
    rendered: Rendered, problems: Iterable[Diagnostic], finder: PageFinder
) -> Markup:
    """Return the panel of the problems that concern a page, with the number of all others.

    On the home page it is the panel of all.
    """
    every = tuple(problems)
    if not every:
        return Markup()
    is_home = rendered.kind == "home"
    shown = [one for one in every if is_home or finder.concerns(one, rendered.uri)]
    title = f"{counted(len(shown), 'problem')} {'in this project' if is_home else 'on this page'}"
    elsewhere = len(every) - len(shown)
    told = f"{counted(elsewhere, 'problem')} elsewhere" if elsewhere else ""
    home = href(rendered.uri, "index.md")
    return render("problems", problems=shown, title=title, elsewhere=told, home=home)
