"""`SERIF`, `SANS`, `wrapped`: the letters of the pictures, and lines of text measured with them.

A door to Pillow. Its fonts are files of this folder, cut from those of the theme, one to a face
(hooks/theme/assets/fonts/README.md says how), so that a text has the same form on every machine.
A letter is drawn once and kept, and each is placed by its own width. The plain layout of Pillow 13
does so, too, but draws anew all that it places; its other layout, Raqm, sets some pairs closer,
but needs a library of the machine (FriBiDi) that is not on all.
A text with a letter that is not there is not drawn at all.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

SCALE = 2
"""Pictures are drawn so many times as large, so that edges are soft when they are made smaller."""
_NO_LETTER = "\uffff"
"""What no font has (Unicode, section 23.7): Pillow draws a box for it, as for all it has not."""
_PROBED = 20
"""A size at which a letter is told from the box."""


class Letter(NamedTuple):
    """A letter `SCALE` times as large, and where it lies from its place on the base line."""

    mask: Image.Image | None
    """``None`` for a space."""
    left: int
    top: int
    width: float
    """To the place of the next."""


@dataclass(frozen=True, slots=True)
class Face:
    """Letters of one kind and weight."""

    name: str

    def has(self, text: str) -> bool:
        """Whether there is every letter of *text*."""
        return all(_is_there(self.name, letter) for letter in set(text))

    def width(self, text: str, size: int) -> float:
        """Return the width of *text* in letters of *size*."""
        return sum(_letter(self.name, size, letter).width for letter in text) / SCALE

    def letters(self, text: str, size: int) -> Iterator[Letter]:
        """Yield the letters of *text* in *size*."""
        return (_letter(self.name, size, letter) for letter in text)


SERIF = Face("serif")
SANS = Face("sans")


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    stored = BytesIO(pkgutil.get_data(__name__, f"{face}.woff2") or b"")
    return ImageFont.truetype(stored, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _is_there(face: str, letter: str) -> bool:
    font = _font(face, _PROBED)
    return bytes(font.getmask(letter)) != bytes(font.getmask(_NO_LETTER))


@lru_cache(maxsize=1024)
def _letter(face: str, size: int, letter: str) -> Letter:
    font = _font(face, size * SCALE)
    left, top, right, bottom = map(int, font.getbbox(letter, anchor="ls"))
    mask = None
    if right > left and bottom > top:
        mask = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(mask).text((-left, -top), letter, fill=255, font=font, anchor="ls")
    return Letter(mask, left, top, font.getlength(letter))


def wrapped(text: str, face: Face, size: int, width: float, most: int) -> tuple[str, ...]:
    """Return *text* in at most *most* lines of *width*; what has no room ends in “…”.

    *face* must have every letter. A word too long for a line stands alone on it, cut.
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(_cut(word, face, size, width))
    if len(lines) > most:
        lines[most - 1] = _cut(f"{lines[most - 1]} {lines[most]}…", face, size, width)
    return tuple(lines[:most])


def _cut(text: str, face: Face, size: int, width: float) -> str:
    if face.width(text, size) <= width:
        return text
    room = width - face.width("…", size)
    end = 0
    for letter in text:
        room -= face.width(letter, size)
        if room < 0:
            break
        end += 1
    return f"{text[:end].rstrip(' ,…')}…"
