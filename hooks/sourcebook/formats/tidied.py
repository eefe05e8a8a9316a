"""`Tidied`: the text of a file in our layout, and what was done to it, in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tidied:
    """What tidying made of one file."""

    text: str
    """As it was, where nothing was to be done or nothing could be."""
    done: tuple[str, ...] = ()
    """“3 entries laid out”."""
    trouble: str = ""
    """Why the file was left alone, as a clause; or ""."""


def counted(number: int, one: str, many: str = "") -> str:
    """Return “1 entry laid out”, “2 entries laid out”."""
    return f"{number} {one if number == 1 else many or one}"
