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

    What makes no date is cut from the right: a month 13, a 31 February.
    """
    start, end = _edtf_of_one(parts), _edtf_of_one(ending)
    whole = f"{start}/{end}" if start and end and start != end else start
    return whole if whole and isinstance(parse_edtf(whole), Edtf) else start


def _edtf_of_one(parts: Sequence[int | None]) -> str:
    found = ""
    for count, width in enumerate((4, 2, 2), 1):
        if len(parts) < count or (value := parts[count - 1]) is None:
            break
        longer = f"{found}-{value:0{width}}" if found else f"{value:0{width}}"
        if not isinstance(parse_edtf(longer), Edtf):
            break
        found = longer
    return found
