"""`theme_values`, `asset_versions`: what the theme shows around a page, and where its files are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from markupsafe import Markup

from sourcebook.pages.frame.edition import Rendered
from sourcebook.pages.frame.urls import url_of
from sourcebook.pages.kinds.search import Search
from sourcebook.pages.machine.surroundings import Surroundings

THEME_ASSETS = "assets/sourcebook/"
"""The folder of the theme's own style sheets and scripts."""

_BARE = Surroundings()
_NO_PROBLEMS = Markup()


def asset_versions(files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Return the address of each of *files* (path, content) with a digest of what is in it.

    With a new release a page asks for another address, so no browser shows it in an old style.
    The names of the files stay: what links to them without the digest gets the newest.
    """
    return {path: f"{path}?v={sha256(content).hexdigest()[:8]}" for path, content in files}


def theme_values(
    rendered: Rendered,
    pages: Mapping[str, Rendered],
    problems: Markup = _NO_PROBLEMS,
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
        "problems": problems,
        "head": around.head,
        "after": around.after,
        "og": around.og,
        "canonical": around.canonical,
        "search": search,
    }
