"""`png_of`: placed pieces as a PNG of one channel. The other door to vl-convert.

vl-convert 1.9 (resvg) draws a piece; what its red channel holds is kept, as numbers of a palette:
from 0 to 128 the colours from ink to paper, from 128 to 255 those from paper to the accent. So a
blend of two levels at an edge is the same blend of the two colours, and a file has a quarter of
the size that vl-convert writes. Its lines are of differences (“sub”: each byte less the
one of the pixel before, PNG specification 9.2), and so are ours: a piece that begins and ends in
paper is set into a sheet of paper as it is.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

import vl_convert

from sourcebook.pages.frame.render import render
from sourcebook.pages.pictures.drawing import ACCENT, PAPER, Piece, Placed
from sourcebook.pages.pictures.title_card import HEIGHT, WIDTH

_COLOURS = {0: (0x21, 0x1E, 0x1A), PAPER: (0xFD, 0xFC, 0xF9), ACCENT: (0x8A, 0x2F, 0x2B)}
"""Level → the theme's --sb-ink, --sb-paper and --sb-accent in light (assets/…/tokens.css)."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_AS_IT_IS, _SUB = 0, 1
"""Filters; vl-convert takes the first for pieces of a few pixels."""


def png_of(placed: Iterable[Placed]) -> bytes:
    """Return a picture of `WIDTH` by `HEIGHT` with the pieces *placed*."""
    # The first pixel is paper, and every other one no more and no less.
    lines = [bytearray((_SUB, PAPER)) + bytes(WIDTH - 1) for _ in range(HEIGHT)]
    for one in placed:
        for place, drawn in _drawn(one.piece):
            start = 1 + one.x
            lines[one.y + place][start : start + len(drawn)] = drawn
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    return _SIGNATURE + b"".join(
        (
            _chunk(b"IHDR", header),
            _chunk(b"PLTE", _palette()),
            _chunk(b"IDAT", zlib.compress(b"".join(lines), 6)),
            _chunk(b"IEND", b""),
        )
    )


@lru_cache(maxsize=128)
def _drawn(piece: Piece) -> tuple[tuple[int, bytes], ...]:
    """Return the lines of *piece* that are not blank, by their numbers, as differences."""
    svg = render("piece", piece=piece, paper=PAPER)
    png = vl_convert.svg_to_png(svg)
    width, height, depth, kind = struct.unpack_from(">IIBB", png, 16)
    if (width, height, depth, kind) != (piece.width, piece.height, 8, 6):
        raise ValueError(f"a PNG of {width} by {height}, depth {depth} and kind {kind}")
    content = zlib.decompress(b"".join(_chunks(png, b"IDAT")))
    found = []
    for place, start in enumerate(range(0, len(content), 1 + 4 * width)):
        line = content[start + 1 : start + 1 + 4 * width : 4]
        if content[start] == _AS_IT_IS:
            line = bytes((after - before) % 256 for before, after in pairwise(b"\0" + line))
        elif content[start] != _SUB:
            raise ValueError(f"a PNG with a line of filter {content[start]}")
        # The first pixel is paper less nothing; in the sheet it is paper less paper.
        if any(line[1:]):
            found.append((place, b"\0" + line[1:]))
    return tuple(found)


def _palette() -> bytes:
    ends = sorted(_COLOURS)
    colours = bytearray()
    for level in range(256):
        low, high = (ends[0], ends[1]) if level <= PAPER else (ends[1], ends[2])
        for first, last in zip(_COLOURS[low], _COLOURS[high], strict=True):
            colours.append(round(first + (last - first) * (level - low) / (high - low)))
    return bytes(colours)


def _chunks(png: bytes, wanted: bytes) -> list[bytes]:
    found = []
    place = len(_SIGNATURE)
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        if png[place + 4 : place + 8] == wanted:
            found.append(png[place + 8 : place + 8 + length])
        place += 12 + length
    return found


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)
