"""`Ranges`, `line_ranges`, `closing_tags`: stretches of a text and how they are painted over."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

MASKED = "\0"
"""Stands for a character that is not prose: not a space, not a letter, not punctuation."""
BLANK = " "
BODY_TAGS = "script|style|pre|code|textarea"
"""Elements whose text is not prose."""
_CLOSING = re.compile(rf"</({BODY_TAGS})[ \t\n]*>|-->", re.IGNORECASE)


@dataclass(slots=True)
class Ranges:
    """Stretches (start, end) of a text, ends exclusive, in any order."""

    stretches: list[tuple[int, int]] = field(default_factory=list)

    def add(self, start: int, end: int) -> None:
        if start < end:
            self.stretches.append((start, end))

    def paint(self, text: str, fill: str) -> str:
        """Return *text* with every stretch filled with *fill*, line ends kept; same length."""
        if not self.stretches:
            return text
        parts: list[str] = []
        at = 0
        for start, end in sorted(self.stretches):
            if end <= at:
                continue
            start = max(start, at)
            parts.append(text[at:start])
            if text.find("\n", start, end) == -1:
                parts.append(fill * (end - start))
            else:
                parts.append("\n".join(fill * len(line) for line in text[start:end].split("\n")))
            at = end
        parts.append(text[at:])
        return "".join(parts)


def line_ranges(text: str) -> list[tuple[int, int]]:
    """Return start and end of every line, line ends left out."""
    lines: list[tuple[int, int]] = []
    start = 0
    while (end := text.find("\n", start)) != -1:
        lines.append((start, end))
        start = end + 1
    lines.append((start, len(text)))
    return lines


def closing_tags(text: str) -> dict[str, list[int]]:
    """Return where elements that hide their text end, by name; comments are under ``""``."""
    ends: dict[str, list[int]] = {}
    if "</" not in text and "-->" not in text:
        return ends
    for match in _CLOSING.finditer(text):
        ends.setdefault((match.group(1) or "").lower(), []).append(match.end())
    return ends


def next_from(offsets: list[int], at: int) -> int | None:
    """Return the first of the sorted *offsets* that is not before *at*."""
    index = bisect_left(offsets, at)
    return offsets[index] if index < len(offsets) else None
