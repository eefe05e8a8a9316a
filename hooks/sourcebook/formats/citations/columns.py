"""`indent`, `skip_columns`, `fence_key`: the white space before a line, tabs at every four."""

from __future__ import annotations

import re

PREFIX = re.compile(r"[ \t>]*")
"""What may stand before a fence: white space and the marks of quotes."""


def fence_key(prefix: str, marks: str) -> str:
    """Return what must be the same at both ends of a fence: columns, quote level, marks."""
    return f"{len(prefix.expandtabs(4))}:{prefix.count('>')}:{marks}"


def indent(text: str, at: int, end: int) -> tuple[int, int]:
    """Return the columns of white space at *at* and the offset behind it."""
    width = 0
    while at < end and text[at] in " \t":
        width = width + 1 if text[at] == " " else (width // 4 + 1) * 4
        at += 1
    return width, at


def skip_columns(text: str, at: int, columns: int) -> int:
    """Return the offset behind *columns* columns of white space at *at*, or where it ends."""
    width = 0
    while width < columns and at < len(text) and text[at] in " \t":
        width = width + 1 if text[at] == " " else (width // 4 + 1) * 4
        at += 1
    return at


def closing_fences(text: str, lines: list[tuple[int, int]]) -> dict[str, list[int]]:
    """Return the numbers of the *lines* that may end a fence, by `fence_key`."""
    closers: dict[str, list[int]] = {}
    if "```" not in text and "~~~" not in text:
        return closers
    for number, (start, end) in enumerate(lines):
        prefix = PREFIX.match(text, start, end)
        at = prefix.end() if prefix else start
        marks = text[at:end].rstrip()
        if len(marks) >= 3 and marks[0] in "`~" and not marks.strip(marks[0]):
            closers.setdefault(fence_key(text[start:at], marks), []).append(number)
    return closers
