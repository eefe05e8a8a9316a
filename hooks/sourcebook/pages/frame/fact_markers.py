"""`markers_of_facts`, `work_values`: the works of a fact, as markers and as names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from sourcebook.formats.located import Path
from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.markers import marker
from sourcebook.pages.frame.views import Value
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Page


def markers_of_facts(edition: Edition, page: Page) -> Mapping[Path, Markup]:
    """Return the markers of the facts of *page* by the paths of the facts (`Text.path`)."""
    markers: dict[Path, Markup] = {}
    for citation in page.citations:
        text = page.texts[citation.text]
        if text.kind == "fact":
            mark = marker(edition, page, citation)
            markers[text.path] = markers.get(text.path, Markup()) + mark
    return markers


def work_values(edition: Edition, uri: str, citekeys: Iterable[str]) -> tuple[Value, ...]:
    """Return the works with *citekeys* as the page at *uri* names them; unknown ones plain."""
    values = []
    for citekey in citekeys:
        work = edition.site.work(citekey)
        if work is None:
            values.append(Value(citekey))
        else:
            values.append(Value(work.label, edition.link(uri, Node(SOURCES, work.citekey))))
    return tuple(values)
