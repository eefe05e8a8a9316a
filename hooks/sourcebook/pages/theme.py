"""`theme_values`, `asset_versions`: what the theme shows around a page, and where its files are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from markupsafe import Markup

from sourcebook.diagnostics import Diagnostic
from sourcebook.pages.frame.edition import Rendered
from sourcebook.pages.frame.labels import counted
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.urls import url_of
from sourcebook.pages.kinds.search import Search
from sourcebook.pages.machine.surroundings import Surroundings

THEME_ASSETS = "assets/sourcebook/"
"""The folder of the theme's own style sheets and scripts."""

_BARE = Surroundings()


def asset_versions(files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Return the address of each of *files* (path, content) with a digest of what is in it.

    With a new release a page asks for another address, so no browser shows it in an old style.
    The names of the files stay: what links to them without the digest gets the newest.
    """
    return {path: f"{path}?v={sha256(content).hexdigest()[:8]}" for path, content in files}


def theme_values(
    rendered: Rendered,
    pages: Mapping[str, Rendered],
    problems: Iterable[Diagnostic] = (),
    search: Search | None = None,
    around: Surroundings = _BARE,
) -> dict[str, object]:
    """Return the variable ``sourcebook`` of the theme.

    Keys: ``title``, ``description`` (plain text), ``kind``, ``section`` (address of the index),
    ``breadcrumbs`` (mappings with ``title`` and ``url``), ``problems`` (`Markup`, preview only),
    ``search`` (`pages.search.Search`, ``None`` for a page that the search does not find), and of
    `pages.machine.surroundings` ``head``, ``after``, ``og`` and ``canonical``.
    """
    section = pages.get(rendered.section)
    breadcrumbs = []
    if section is not None and section.uri != rendered.uri:
        breadcrumbs.append({"title": section.title, "url": url_of(section.uri)})
    return {
        "title": rendered.window_title or rendered.title,
        "description": rendered.description,
        "kind": rendered.kind,
        "section": url_of(rendered.section) if rendered.section else "",
        "breadcrumbs": breadcrumbs,
        "problems": problems_panel(rendered, problems),
        "head": around.head,
        "after": around.after,
        "og": around.og,
        "canonical": around.canonical,
        "search": search,
    }


def problems_panel(rendered: Rendered, problems: Iterable[Diagnostic]) -> Markup:
    """Return the panel of the problems that concern a page; on the home page, of all."""
    source = rendered.page.source.path if rendered.page and rendered.page.source else None
    record = rendered.page.record if rendered.page else None
    files = {source, record.source.path if record else None}
    shown = [
        problem for problem in problems if rendered.kind == "home" or problem.location.file in files
    ]
    if not shown:
        return Markup()
    where = "in this project" if rendered.kind == "home" else "on this page"
    title = f"{counted(len(shown), 'problem')} {where}"
    return render("problems", problems=shown, title=title)
