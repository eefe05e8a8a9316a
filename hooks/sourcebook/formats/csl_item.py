"""`CslItem`, `Fault`: a work as another program describes it, made safe to use.

What the readers `ris` and `csl_json` return. Variables have the names of CSL 1.0.2; every text is
one line, every date EDTF.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sourcebook.formats.edtf import Edtf, parse_edtf
from sourcebook.formats.name import Name


@dataclass(frozen=True, slots=True)
class CslItem:
    """One work."""

    type: str
    """Of CSL: ``article-journal``."""
    texts: Mapping[str, str]
    """Variable → text, numbers included."""
    names: Mapping[str, tuple[Name, ...]]
    dates: Mapping[str, str]
    """Variable → EDTF."""
    left_out: tuple[str, ...] = ()
    """What was there and is in none of the three, in words."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text, or one record of it, cannot be read."""

    line: int
    """From 1."""
    reason: str
    """A sentence."""


def edtf_of(parts: Sequence[int | None], ending: Sequence[int | None] = ()) -> str:
    """Return the EDTF date of (year, month, day), or of the interval to *ending*; "" for none.

    A year before Christ is negative, and there is none 0; a month of 13 to 16, or of 21 to 24, is
    a season. What makes no date is cut from the right: a month 17, a 31 February.
    """
    start, end = _edtf_of_one(parts), _edtf_of_one(ending)
    whole = f"{start}/{end}" if start and end and start != end else start
    return whole if whole and isinstance(parse_edtf(whole), Edtf) else start


def _edtf_of_one(parts: Sequence[int | None]) -> str:
    found = ""
    for place, value in enumerate(parts[:3]):
        if value is None:
            break
        if place == 0:
            longer = f"-{-1 - value:04}" if value < -1 else f"{max(value, 0):04}"
        else:
            longer = f"{found}-{value + 8 if place == 1 and 12 < value < 17 else value:02}"
        if not isinstance(parse_edtf(longer), Edtf):
            break
        found = longer
    return found
