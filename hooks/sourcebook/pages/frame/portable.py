"""`for_files`: HTML with links as a page's *file* has them, for hosts that turn them to addresses.

Our links lead from address to address (``../../sources/x/`` on ``a/y/``). Zensical takes every
relative link of a page, in HTML too, for one from file to file, and adds a step where a file
becomes a folder (zensical 0.0.73); MkDocs leaves HTML alone.
"""

from __future__ import annotations

import posixpath
import re

from markupsafe import Markup

from sourcebook.pages.frame.urls import url_of

_LINK = re.compile(r'(?<=\s)(href|src)="([^"#/:?][^"#?:]*)([^":]*)"')
"""The path, and the query and fragment behind it."""


def for_files(markup: Markup, uri: str) -> Markup:
    """Return *markup*, made for the address of the page *uri*, as its file would have it."""
    address, folder = f"/{url_of(uri)}", f"/{posixpath.dirname(uri)}"

    def moved(match: re.Match[str]) -> str:
        path = match[2]
        target = posixpath.normpath(posixpath.join(address, path))
        is_folder = path.endswith("/") or posixpath.basename(path) in {".", ".."}
        relative = posixpath.relpath(target, folder) + ("/" if is_folder else "")
        return f'{match[1]}="{relative}{match[3]}"'

    # Only links that this package made are touched, and they are made of escaped text.
    return Markup(_LINK.sub(moved, markup))
