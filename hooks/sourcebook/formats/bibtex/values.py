"""`read_value`, `join`: what stands after the ``=`` of a field, evaluated.

A value is one or more pieces joined by ``#``: text in braces or quotes, a number, or the name of
an @string. bibtexparser 2.1.0 leaves all of that as written, and takes ``{a}`` line end ``year =
{1984}`` (a comma is missing) for one value; here the second field is found again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

MONTHS: tuple[str, ...] = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
"""Names that need no @string."""

LARGEST_STRING = 5_000
LARGEST_VALUE = 100_000
"""Most characters that joining @strings may make: each may double the one before."""

_DELIMITER = re.compile(r"(?<!\\)[{}\"]")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_SIMPLE = re.compile(r"[ \t\n\r\f]*\{([^{}\"\\]*)\}[ \t\n\r\f]*")
"""One text in braces without any inside: nearly every value."""
_NOT_SINGLE = re.compile(r"[\t\n\r\f]|  ")
_BARE = re.compile(r"[^\s#,\"{}=]+")
_NEXT_FIELD = re.compile(r"([A-Za-z][\w:+.-]*)[ \t\n\r\f]*=[ \t\n\r\f]*")


class Piece(NamedTuple):
    """A piece of a value; offsets into the file, without braces or quotes around it."""

    is_name: bool
    text: str
    """White space made single; a name as written (its case does not matter)."""
    start: int
    end: int


class Value(NamedTuple):
    """What `read_value` found."""

    pieces: tuple[Piece, ...]
    rest: int | None = None
    """Where text begins that belongs to no piece; ``None`` where all was read."""
    next_field: tuple[int, int, int] | None = None
    """Start and end of the name, and start of the value, of a field found in the rest."""


def read_value(text: str, start: int, end: int) -> Value:
    """Return the pieces of the value between the offsets *start* and *end* of *text*."""
    if simple := _SIMPLE.fullmatch(text, start, end):
        return Value((Piece(False, single_spaced(simple[1]), *simple.span(1)),))
    pieces: list[Piece] = []
    position = start
    while True:
        position = _skip(text, position, end)
        piece, after = _read_piece(text, position, end)
        if piece is None:
            return Value(tuple(pieces), position if position < end or not pieces else None)
        pieces.append(piece)
        position = _skip(text, after, end)
        if position >= end:
            return Value(tuple(pieces))
        if text[position] != "#":
            found = _NEXT_FIELD.match(text, position, end)
            field = (found.start(), found.end(1), found.end()) if found else None
            return Value(tuple(pieces), position, field)
        position += 1


def join(pieces: tuple[Piece, ...], strings: Mapping[str, str], largest: int) -> tuple[str, bool]:
    """Return the text of *pieces* and whether it was cut at *largest* characters.

    A name that is neither in *strings* nor a month nor a number stands for itself. Spaces at the
    ends stay, for an @string may begin or end with one.
    """
    if len(pieces) == 1 and not pieces[0].is_name:
        return pieces[0].text, False
    texts: list[str] = []
    length = 0
    for piece in pieces:
        part = strings.get(piece.text.lower(), piece.text) if piece.is_name else piece.text
        length += len(part)
        if length > largest:
            return single_spaced("".join(texts)), True
        texts.append(part)
    return single_spaced("".join(texts)), False


def is_known_name(name: str, strings: Mapping[str, str]) -> bool:
    """Whether *name* may stand without braces: a number, a month or an @string."""
    return name.isdecimal() or name.lower() in strings or name.lower() in MONTHS


def single_spaced(text: str) -> str:
    """Return *text* with every run of spaces and line ends as one space, as TeX reads it."""
    return _SPACE.sub(" ", text) if _NOT_SINGLE.search(text) else text


def _skip(text: str, position: int, end: int) -> int:
    found = _SPACE.match(text, position, end)
    return found.end() if found else position


def _read_piece(text: str, position: int, end: int) -> tuple[Piece | None, int]:
    """Return the piece at *position* and the offset after it; ``None`` where there is none."""
    opening = text[position : min(position + 1, end)]
    if opening and opening in '{"':
        close = _closing(text, position, end)
        if close is None:
            return None, position
        content = single_spaced(text[position + 1 : close])
        return Piece(False, content, position + 1, close), close + 1
    bare = _BARE.match(text, position, end)
    if not bare:
        return None, position
    return Piece(True, bare[0], bare.start(), bare.end()), bare.end()


def _closing(text: str, opening: int, end: int) -> int | None:
    """Return the offset of the brace or quote that closes the one at *opening*.

    A quote inside braces is text, and so is a brace or quote after a backslash: bibtexparser
    counts so.
    """
    wanted = "}" if text[opening] == "{" else '"'
    depth = 0
    for match in _DELIMITER.finditer(text, opening + 1, end):
        sign = match[0]
        if depth == 0 and sign == wanted:
            return match.start()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
    return None
