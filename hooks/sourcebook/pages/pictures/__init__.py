"""The picture that other programs show beside a link to a page (Open Graph): a title card.

`pictures_of` says which page has which, `pieces_of` lays one out, `png_of` makes the file.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib.metadata import version

from sourcebook.cache import digest
from sourcebook.pages.pictures.choosing import Pictured, pictures_of
from sourcebook.pages.pictures.drawing import HEIGHT, WIDTH, png_of
from sourcebook.pages.pictures.title_card import TitleCard, pieces_of

_PARTS = ("title_card.py", "drawing.py", "faces.py", "serif.woff2", "sans.woff2")


@cache
def drawing_version() -> str:
    """Return what makes the same card another file: our program, its letters, that of others."""
    parts = (pkgutil.get_data(__name__, part) or b"" for part in _PARTS)
    return digest(version("pillow"), *(part.hex() for part in parts))


__all__ = [
    "HEIGHT",
    "WIDTH",
    "Pictured",
    "TitleCard",
    "drawing_version",
    "pictures_of",
    "pieces_of",
    "png_of",
]
