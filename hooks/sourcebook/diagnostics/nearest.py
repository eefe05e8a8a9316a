"""`nearest`: the name that was probably meant, for “Did you mean …?”."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the member of *names* most like *name*, or ``None`` where none is near.

    Case is ignored in the comparison. Ties go to the alphabetically last, so that the answer
    does not depend on the order of *names*.
    """
    folded: dict[str, str] = {}
    for candidate in sorted(names):
        folded.setdefault(candidate.casefold(), candidate)
    matches = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return folded[matches[0]] if matches else None
