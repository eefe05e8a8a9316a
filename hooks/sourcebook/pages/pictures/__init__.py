"""The picture that other programs show beside a link to a page (Open Graph): a title card.

`pictures_of` says which page has which, `pieces_of` lays one out, `png_of` makes the file.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib.metadata import version

from sourcebook.cache import digest
from sourcebook.pages.pictures.choosing import Pictured, pictures_of
from sourcebook.pages.pictures.png import png_of
from sourcebook.pages.pictures.title_card import HEIGHT, WIDTH, TitleCard, pieces_of

_MODULES = ("title_card", "drawing", "faces", "png")


@cache
def drawing_version() -> str:
    """Return what makes the same card another file: our program, its letters, that of others."""
    paths = ["pictures/letters.json", "frame/templates/piece.html.jinja"]
    paths += [f"pictures/{name}.py" for name in _MODULES]
    texts = ((pkgutil.get_data("sourcebook.pages", path) or b"").decode() for path in paths)
    return digest(version("vl-convert-python"), *texts)


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
