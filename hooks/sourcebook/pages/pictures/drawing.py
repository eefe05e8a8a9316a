"""`Piece`, `Placed`: parts of a picture, as shapes in levels of two inks on paper.

A picture is one channel: level 0 is ink, 128 is paper, 255 is the accent. A piece is drawn by
itself and placed on whole pixels, so that what many pictures have in common is drawn once.
"""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.pages.pictures.faces import Face

PAPER = 128
ACCENT = 255
_MARGIN = 8
"""Around the text of a piece: letters reach over their widths."""


def ink(share: float) -> int:
    """Return the level of ink of that *share* on paper, 0 to 1."""
    return round(PAPER * (1 - share))


@dataclass(frozen=True, slots=True)
class Shape:
    """A path of SVG, filled, or drawn as a line where it has a width."""

    path: str
    level: int
    line: float = 0
    x: float = 0
    y: float = 0
    scale: float = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """Shapes on a sheet of paper, none of which touches its left or right edge."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece, and where its left upper corner lies."""

    piece: Piece
    x: int
    y: int


def text_piece(
    lines: tuple[str, ...], face: Face, size: int, leading: float, level: int, x: float, y: float
) -> Placed:
    """Return *lines* of text whose first begins at *x* on the base line *y*."""
    above = round(size * 1.1)
    left, top = int(x) - _MARGIN, int(y) - above
    scale = round(size / face.per_size, 4)
    shapes = tuple(
        Shape(
            face.outline(line),
            level,
            x=round(x - left, 1),
            y=round(y - top + leading * place, 1),
            scale=scale,
        )
        for place, line in enumerate(lines)
    )
    width = max(face.width(line, size) for line in lines) + 2 * _MARGIN
    height = above + leading * (len(lines) - 1) + size * 0.4
    return Placed(Piece(int(width) + 2, int(height) + 1, shapes), left, top)


def dot_piece(radius: float, level: int, x: int, y: int) -> Placed:
    """Return a dot around the pixel at *x*, *y*."""
    half = int(radius) + 2
    across = f"a{radius:.2f} {radius:.2f} 0 1 0"
    path = f"M{half - radius:.2f} {half}{across} {2 * radius:.2f} 0{across} -{2 * radius:.2f} 0z"
    return Placed(Piece(2 * half, 2 * half, (Shape(path, level),)), x - half, y - half)
