"""`downloads`: the links by which a reader takes references away, in every format."""

from __future__ import annotations

from markupsafe import Markup

from sourcebook.pages.exports import FORMATS
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.urls import file_href
from sourcebook.pages.frame.views import Download


def downloads(page: str, path: str, what: str, name: str) -> Markup:
    """Return the links from the page at URI *page* to the files at *path* (without suffix).

    *what* says what the files hold; *name* is the name, without suffix, under which they are saved.
    """
    links = [
        Download(
            text=form.name,
            url=file_href(page, f"{path}.{form.suffix}"),
            name=f"{name}.{form.suffix}",
            media_type=form.media_type,
        )
        for form in FORMATS
    ]
    return render("downloads", downloads=links, what=what)
