"""`TitleCard`, `pieces_of`: the title of a page, what it is of, and where in time it lies.

The mark of the site and its name above; the title in as large letters as fit; below, every voyage
as a dot in its year, those that the page is about in the accent colour.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sourcebook.pages.pictures.drawing import ACCENT, WIDTH, Bar, Dot, Piece, Text, ink
from sourcebook.pages.pictures.faces import SANS, SERIF, wrapped

_EDGE = 84
_ROOM = WIDTH - 2 * _EDGE
_SITE, _SITE_SIZE, _BESIDE_MARK = 81, 29, 54
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
"""The radius of the dot of the one voyage meant, and the room it takes from those above it."""
_TALLEST = 150
"""Room for the dots of one year, one above the other; less where the text needs it."""
_CLEAR = 48
"""Between two labels of years."""
_QUIET, _FAINT = ink(0.7), ink(0.3)
_MARK: tuple[Piece, ...] = (
    *(Bar(x, 52.5, x + 3.5, 88.5, ink(1)) for x in (83.5, 114)),
    *(Bar(x, y, x + 10, y + 3.5, ink(1)) for x in (83.5, 107.5) for y in (52.5, 85)),
    Dot(100.5, 63.5, 4.5, ACCENT),
)
"""Of the site: a point between brackets."""


@dataclass(frozen=True, slots=True)
class Year:
    """The voyages of one year: how many there are, and how many of them are meant."""

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
    """Those with voyages, in order."""

    def is_drawable(self) -> bool:
        """Whether there is every letter."""
        return SERIF.has(self.title) and SANS.has("".join((self.site, self.kind, *self.lines)))

    def words(self) -> str:
        """Return the picture in words, for those who do not see it."""
        return ". ".join(part for part in (self.title, self.kind, *self.lines, self.site) if part)


def pieces_of(card: TitleCard) -> Iterator[Piece]:
    """Yield the pieces of *card*, which must be drawable."""
    yield from _MARK
    for line in wrapped(card.site, SANS, _SITE_SIZE, _ROOM - _BESIDE_MARK, 1):
        yield Text(_EDGE + _BESIDE_MARK, _SITE, line, SANS, _SITE_SIZE, _QUIET)
    for line in wrapped(card.kind, SANS, _KIND_SIZE, _ROOM, 1):
        yield Text(_EDGE, _KIND, line, SANS, _KIND_SIZE, ACCENT)
    size, title = _title(card.title)
    first = _TOP + size * 0.72
    for place, line in enumerate(title):
        yield Text(_EDGE, first + size * _LEADING * place, line, SERIF, size, ink(1))
    last = bottom = round(first + size * _LEADING * (len(title) - 1))
    for place, text in enumerate(card.lines):
        # The first line may go on in the second where there is but one.
        for line in wrapped(text, SANS, _LINE_SIZE, _ROOM, _MOST_LINES + 1 - len(card.lines)):
            bottom += _LINE_LEADING if bottom > last else _BELOW_TITLE
            yield Text(_EDGE, bottom, line, SANS, _LINE_SIZE, _QUIET if place else ink(1))
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


def _strip(years: tuple[Year, ...], room: int) -> Iterator[Piece]:
    """Yield the dots of *years*, the axis, and the years on it; dots are at most *room* high."""
    start = years[0].year // 5 * 5
    end = max(years[-1].year // 5 * 5 + 5, start + 20)

    def x_of(year: float) -> float:
        return _EDGE + _ROOM * (year - start) / (end - start)

    every = next(step for step in (10, 20, 50, 100, 10_000) if (end - start) / step <= 10)
    ticks = range(-(-start // every) * every, end + 1, every)
    yield Bar(_EDGE, _AXIS - 1, _EDGE + _ROOM, _AXIS + 0.5, _FAINT)
    for x in (round(x_of(year)) for year in ticks):
        yield Bar(x - 1, _AXIS, x + 0.5, _AXIS + 6, _FAINT)
    # The year of one voyage is named below its dot; another label makes room for it.
    meant = [one.year for one in years for _ in range(one.meant)]
    named = meant if len(meant) == 1 else []
    for year in named:
        yield _year(year, ACCENT, x_of(year + 0.5))
    for year in ticks:
        if all(abs(x_of(year) - x_of(other + 0.5)) >= _CLEAR for other in named):
            yield _year(year, _QUIET, x_of(year))
    yield from _dots(years, min(room - _LIFT, _TALLEST), _ROOM / (end - start), x_of)


def _year(year: int, level: int, x: float) -> Text:
    label = str(year)
    left = x - SANS.width(label, _YEAR_SIZE) / 2
    return Text(left, _LABEL, label, SANS, _YEAR_SIZE, level)


def _dots(
    years: tuple[Year, ...], room: int, column: float, x_of: Callable[[float], float]
) -> Iterator[Dot]:
    """Yield a dot for each voyage; for each few of them where they have no room, and none where
    the *column* of a year is too narrow."""
    tallest = max(one.count for one in years)
    share = -(-tallest // max(room // _LEAST_PITCH, 1))
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
            yield Dot(x, y, radius, ACCENT if is_meant else _FAINT)
            y -= pitch + (_LIFT if is_meant and is_one else 0)
