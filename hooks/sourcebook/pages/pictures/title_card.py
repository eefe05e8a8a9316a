"""`TitleCard`, `pieces_of`: the title of a page, what it is of, and where in time it lies.

The mark of the site and its name above; the title in as large letters as fit; below, every visit
as a dot in its year, those that the page is about in the accent colour.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sourcebook.pages.pictures.drawing import (
    ACCENT,
    Piece,
    Placed,
    Shape,
    dot_piece,
    ink,
    text_piece,
)
from sourcebook.pages.pictures.faces import SANS, SERIF, wrapped

WIDTH, HEIGHT = 1200, 630
"""What Open Graph's readers expect: 1.91 to 1."""

_EDGE = 84
_ROOM = WIDTH - 2 * _EDGE
_SITE, _SITE_SIZE = 81, 29
_KIND, _KIND_SIZE = 160, 27
_TITLES = ((88, 1), (76, 2), (64, 2), (56, 2), (48, 3))
"""Size of letters, and lines that have room; the first that holds the title is taken."""
_TOP = 180
"""Where the title may begin."""
_LEADING = 1.14
_LINE_SIZE, _LINE_LEADING = 32, 43
_BELOW_TITLE = 56
_MOST_LINES = 2

_AXIS = 548
_LABEL, _YEAR_SIZE = 582, 19
_FIRST_DOT = 12
"""From the axis to the middle of a dot on it."""
_PITCH, _LEAST_PITCH = 10, 4
"""From the middle of a dot to that of the next above it."""
_LARGE, _LIFT = 4.6, 3
"""The radius of the dot of the one visit meant, and the room it takes from those above it."""
_TALLEST = 150
"""Room for the dots of one year, one above the other; less where the text needs it."""
_CLEAR = 48
"""Between two labels of years."""
_QUIET, _FAINT = ink(0.72), ink(0.3)
_MARK = (Shape("M7 0H1v24h6M17 0h6v24h-6", ink(1), 2.5, 8, 2, 1.375),)
_MARK_DOT = (Shape("M8.5 7a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z", ACCENT, 0, 8, 2, 1.375),)


@dataclass(frozen=True, slots=True)
class Year:
    """The visits of one year: how many there are, and how many of them are meant."""

    year: int
    count: int
    meant: int


@dataclass(frozen=True, slots=True)
class TitleCard:
    """What a picture says."""

    site: str
    """The name of the site; "" on its own picture, where it is the title."""
    kind: str
    title: str
    lines: tuple[str, ...] = ()
    """Below the title, such as its dates and its places."""
    years: tuple[Year, ...] = ()
    """Those with visits, in order."""

    def is_drawable(self) -> bool:
        """Whether there is every letter."""
        return SERIF.has(self.title) and SANS.has("".join((self.site, self.kind, *self.lines)))

    def words(self) -> str:
        """Return the picture in words, for those who do not see it."""
        return ". ".join(part for part in (self.title, self.kind, *self.lines, self.site) if part)


def pieces_of(card: TitleCard) -> Iterator[Placed]:
    """Yield the pieces of *card*, which must be drawable. None lies on another."""
    yield Placed(Piece(50, 38, _MARK + _MARK_DOT), _EDGE - 8, 52)
    if card.site:
        yield _line(card.site, _SITE_SIZE, _QUIET, _EDGE + 54, _SITE)
    if card.kind:
        yield _line(card.kind, _KIND_SIZE, ACCENT, _EDGE, _KIND)
    size, title = _title(card.title)
    first = _TOP + size * 0.72
    yield text_piece(title, SERIF, size, size * _LEADING, ink(1), _EDGE, first)
    last = bottom = round(first + size * _LEADING * (len(title) - 1))
    for place, text in enumerate(card.lines):
        # The first line may go on in the second where there is but one.
        for line in wrapped(text, SANS, _LINE_SIZE, _ROOM, _MOST_LINES + 1 - len(card.lines)):
            bottom += _LINE_LEADING if bottom > last else _BELOW_TITLE
            yield _line(line, _LINE_SIZE, _QUIET if place else ink(1), _EDGE, bottom)
    if card.years:
        yield from _strip(card.years, _AXIS - 2 * _FIRST_DOT - bottom)


def _title(text: str) -> tuple[int, tuple[str, ...]]:
    """Return the size of the letters of a title, and its lines."""
    whole = " ".join(text.split())
    for size, most in _TITLES:
        lines = wrapped(text, SERIF, size, _ROOM, most)
        if " ".join(lines) == whole:
            break

    def holds(width: int) -> bool:
        return " ".join(wrapped(text, SERIF, size, width, len(lines))) == whole

    # As narrow as so many lines can be: no year stands alone on the last.
    widths = range(320, _ROOM, 16)
    narrowest = bisect_left(widths, True, key=holds)
    if narrowest < len(widths):
        lines = wrapped(text, SERIF, size, widths[narrowest], len(lines))
    return size, lines


def _line(text: str, size: int, level: int, x: float, y: int) -> Placed:
    return text_piece((text,), SANS, size, 0, level, x, y)


def _strip(years: tuple[Year, ...], room: int) -> Iterator[Placed]:
    """Yield the dots of *years*, the axis, and the years on it; dots are at most *room* high."""
    start = years[0].year // 5 * 5
    end = max(years[-1].year // 5 * 5 + 5, start + 20)

    def x_of(year: float) -> float:
        return _EDGE + _ROOM * (year - start) / (end - start)

    every = next(step for step in (10, 20, 50, 100, 10_000) if (end - start) / step <= 10)
    ticks = range(-(-start // every) * every, end + 1, every)
    notches = "".join(f"M{x_of(year) - _EDGE + 8:.1f} 2v6" for year in ticks)
    axis = Shape(f"M8 2H{_ROOM + 8}{notches}", _FAINT, 1.5)
    yield Placed(Piece(_ROOM + 16, 10, (axis,)), _EDGE - 8, _AXIS - 2)
    # The year of one visit is named below its dot; another label makes room for it.
    meant = [one.year for one in years for _ in range(one.meant)]
    named = meant if len(meant) == 1 else []
    for year in named:
        yield _year(year, ACCENT, x_of(year + 0.5))
    for year in ticks:
        if all(abs(x_of(year) - x_of(other + 0.5)) >= _CLEAR for other in named):
            yield _year(year, _QUIET, x_of(year))
    yield from _dots(years, min(room - _LIFT, _TALLEST), _ROOM / (end - start), x_of)


def _year(year: int, level: int, x: float) -> Placed:
    label = str(year)
    return _line(label, _YEAR_SIZE, level, int(x - SANS.width(label, _YEAR_SIZE) / 2), _LABEL)


def _dots(
    years: tuple[Year, ...], room: int, column: float, x_of: Callable[[float], float]
) -> Iterator[Placed]:
    """Yield a dot for each visit; for each few of them where they have no room, and none where
    the *column* of a year is too narrow."""
    tallest = max(one.count for one in years)
    share = -(-tallest * _LEAST_PITCH // max(room, _LEAST_PITCH))
    pitch = min(_PITCH, room // -(-tallest // share), int(column) - 2)
    if pitch < _LEAST_PITCH:
        return
    is_one = sum(one.meant for one in years) == 1
    for one in years:
        x, y = round(x_of(one.year + 0.5)), _AXIS - _FIRST_DOT
        for row in range(-(-one.count // share)):
            is_meant = row * share < one.meant
            radius = pitch * 0.37
            if is_meant and is_one:
                # One dot among a hundred has to be seen.
                radius = max(radius, min(_LARGE, column * 0.42))
            yield dot_piece(radius, ACCENT if is_meant else _FAINT, x, y)
            y -= pitch + (_LIFT if is_meant and is_one else 0)
