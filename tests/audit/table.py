"""`Figure`: one line of the audit's table, and how the table is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its limit."""

    part: str
    what: str
    found: str
    limit: str
    is_within: bool
    notes: tuple[str, ...] = ()
    """What is wrong, a line for each."""


def printed(figures: Iterable[Figure]) -> str:
    """Return *figures* as a table in columns, what is wrong below the line that it concerns."""
    lines = [("", "part", "what", "found", "limit")]
    rows = [
        (("ok" if one.is_within else "NO"), one.part, one.what, one.found, one.limit, one.notes)
        for one in figures
    ]
    widths = [max(len(row[n]) for row in (*lines, *rows)) for n in range(5)]
    made = []
    for row in (*lines, *rows):
        cells = (str(cell).ljust(width) for cell, width in zip(row[:5], widths, strict=True))
        made.append("  ".join(cells).rstrip())
        made += [f"      {note}" for note in (row[5] if len(row) > 5 else ())]
    return "\n".join(made)
