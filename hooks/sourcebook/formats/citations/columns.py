"""`indent`, `skip_columns`, `fence_key`: the white space before a line, tabs at every four."""

from __future__ import annotations


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
