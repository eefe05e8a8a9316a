"""`Text`, `Dot`, `Bar`, `png_of`: what lies on a picture, and the file of it. A door to Pillow.

A picture is one channel while it is drawn: level 0 is ink, `ACCENT` the accent, and paper lies
between, so that a blend of two levels at an edge is the same blend of the two colours. In the file
the levels are 16 colours of a palette, half a byte each: ten steps from ink to paper, and five
from paper to the accent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from sourcebook.pages.pictures.faces import SCALE, Face

WIDTH, HEIGHT = 1200, 630
"""What Open Graph's readers expect: 1.91 to 1."""

_INK_STEPS, _ACCENT_STEPS = 10, 5
_STEP = 17
"""Levels from one colour to the next: 255 is the last of 16."""
PAPER = _INK_STEPS * _STEP
ACCENT = PAPER + _ACCENT_STEPS * _STEP
_COLOURS = {0: (0x21, 0x1E, 0x1A), PAPER: (0xFD, 0xFC, 0xF9), ACCENT: (0x8A, 0x2F, 0x2B)}
"""Level → the theme's --sb-ink, --sb-paper and --sb-accent in light (assets/…/tokens.css)."""


def ink(share: float) -> int:
    """Return the level of ink of that *share* on paper, 0 to 1."""
    return round(PAPER * (1 - share))


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text that begins at *x* on the base line *y*."""

    x: float
    y: float
    line: str
    face: Face
    size: int
    level: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot around *x*, *y*."""

    x: float
    y: float
    radius: float
    level: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle from its left upper corner to its right lower one."""

    left: float
    top: float
    right: float
    bottom: float
    level: int


Piece = Text | Dot | Bar


def png_of(pieces: Iterable[Piece]) -> bytes:
    """Return a PNG of `WIDTH` by `HEIGHT` with *pieces* on it, the later ones on the earlier."""
    sheet = Image.new("L", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
    pen = ImageDraw.Draw(sheet)
    for piece in pieces:
        match piece:
            case Text():
                _write(sheet, piece)
            case Dot(x, y, radius, level):
                pen.ellipse(_box(x - radius, y - radius, x + radius, y + radius), fill=level)
            case Bar(left, top, right, bottom, level):
                pen.rectangle(_box(left, top, right, bottom), fill=level)
    picture = sheet.reduce(SCALE).point([round(level / _STEP) for level in range(256)])
    picture.putpalette(list(_palette()))
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def _write(sheet: Image.Image, text: Text) -> None:
    x, y = text.x * SCALE, round(text.y * SCALE)
    for letter in text.face.letters(text.line, text.size):
        if letter.mask is not None:
            sheet.paste(text.level, (round(x) + letter.left, y + letter.top), letter.mask)
        x += letter.width


def _box(left: float, top: float, right: float, bottom: float) -> tuple[int, int, int, int]:
    """Return the first and the last pixels, as Pillow wants them."""
    return (
        round(left * SCALE),
        round(top * SCALE),
        round(right * SCALE) - 1,
        round(bottom * SCALE) - 1,
    )


def _palette() -> Iterator[int]:
    """Yield red, green and blue of each colour."""
    for level in range(0, 256, _STEP):
        low, high = (0, PAPER) if level <= PAPER else (PAPER, ACCENT)
        for first, last in zip(_COLOURS[low], _COLOURS[high], strict=True):
            yield round(first + (last - first) * (level - low) / (high - low))
