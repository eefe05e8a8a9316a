"""Where something is: `Source`, `Location`.

Every reader works on offsets (0-based code points, ends exclusive) into the text of a
`Source`; people and editors get a `Location` (1-based lines and columns, ends exclusive).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

KEPT = 1 << 17
"""Sources, entries and texts of which each reader keeps what it made of them: by content, never by
time, so that a preview reads again only what was changed. More than the largest site has: a reader
that forgets the first text before it is asked again remembers nothing."""


class Location(NamedTuple):
    """A stretch of one file, as people and SARIF count it.

    Lines and columns count from 1, columns in code points; the end is exclusive.
    """

    file: str
    """POSIX path relative to the project's root."""
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


_new = tuple.__new__
"""What a named tuple's own class calls, without a function of Python in between."""


@dataclass(frozen=True)
class Source:
    """The text of one file of the project. Line ends are ``\\n`` only (the reader sees to it)."""

    path: str
    """POSIX path relative to the project's root, such as ``docs/voyages/belgica-1897.md``."""
    text: str

    @cached_property
    def _line_starts(self) -> list[int]:
        lengths = [len(line) + 1 for line in self.text.split("\n")]
        return [0, *accumulate(lengths[:-1])]

    def position(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of *offset*; offsets outside are clamped."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def offset(self, line: int, column: int = 1) -> int:
        """Return the offset of a 1-based line and column: the inverse of `position`."""
        return self._line_starts[line - 1] + column - 1

    def locate(self, start: int, end: int | None = None) -> Location:
        """Return the location of the stretch from *start* to *end* (exclusive)."""
        last = len(self.text)
        start = 0 if start < 0 else start if start < last else last
        end = start if end is None or end < start else end if end < last else last
        starts = self._line_starts
        line = end_line = bisect_right(starts, start)
        begins = end_begins = starts[line - 1]
        if line < len(starts) and end >= starts[line]:
            end_line = bisect_right(starts, end, line)
            end_begins = starts[end_line - 1]
        place = (self.path, line, start - begins + 1, end_line, end - end_begins + 1)
        return _new(Location, place)

    def line(self, number: int) -> str:
        """Return the text of 1-based line *number* without its line end; "" past the end."""
        if not 1 <= number <= len(self._line_starts):
            return ""
        start = self._line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end == -1 else self.text[start:end]
