"""`url_of`, `href`, `file_href`: from the path of a page, or of a file, to its address.

Addresses are folders (MkDocs' ``use_directory_urls``): ``voyages/x.md`` is ``voyages/x/`` and
``voyages/index.md`` is ``voyages/``. Links are relative, so a site works below any path.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache
from urllib.parse import quote

from sourcebook.site.naming import address_of


@lru_cache(maxsize=8192)
def url_of(uri: str) -> str:
    """Return the address of the page at *uri*, relative to the site's root; "" is the home page."""
    address = address_of(uri)
    return quote(f"{address}/") if address else ""


def href(page: str, target: str, anchor: str = "") -> str:
    """Return the link from the page at URI *page* to *anchor* on the page at URI *target*."""
    fragment = f"#{quote(anchor)}" if anchor else ""
    if page == target:
        return fragment or "."
    return f"{_between(url_of(page), url_of(target))}/{fragment}"


def _between(start: str, end: str) -> str:
    """Return the path from the folder *start* to the folder *end*, as `posixpath.relpath` does.

    That one asks for the working folder and normalizes at each of 60,000 links; these are clean.
    """
    ours, theirs = start.split("/")[:-1], end.split("/")[:-1]
    common = 0
    for one, other in zip(ours, theirs, strict=False):
        if one != other:
            break
        common += 1
    return "/".join([".."] * (len(ours) - common) + theirs[common:]) or "."


def file_href(page: str, path: str) -> str:
    """Return the link from the page at URI *page* to the file at *path* of the site."""
    return posixpath.relpath(f"/{quote(path)}", f"/{url_of(page)}")


def source_path(page: str, target: str) -> str:
    """Return the link between the *files* of two pages, as Markdown wants it."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")
