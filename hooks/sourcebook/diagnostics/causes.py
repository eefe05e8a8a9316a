"""`causes_first`: what follows from a file that cannot be read is held back, and counted there.

A citekey in a file that cannot be read is unknown on every page; the file is what to mend.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sourcebook.diagnostics.rule import Diagnostic, Severity

_CONFLICT = "SRC019"
_UNREAD = frozenset(
    (
        *("SRC001", "SRC002", "SRC004", "SRC005", _CONFLICT, "SRC009", "SRC010", "SRC011"),
        *("SRC015", "SRC017", "SRC020", "SRC030", "SRC033", "BIB001"),
    )
)
"""Rules that say of a file that it, or the rest of it, is not read."""
_MAY_FOLLOW = {
    "docs": frozenset(("CIT003", "REF001", "REF006", "REF007", "IDX004")),
    "bibliography": frozenset(("CIT001", "CIT002", "CIT003", "CIT007", "IDX004", "BIB011")),
    "data": frozenset(("REF001", "REF006", "IDX004", "CIT003", "FIG001", "FIG002", "REC030")),
}
"""By the folder of the file: what is reported elsewhere where its contents are missing."""


def causes_first(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return *found* without what only follows from an unread file; the first of them counts it."""
    every = tuple(found)
    unread = [one for one in every if one.rule.code in _UNREAD and one.severity is Severity.ERROR]
    files = {one.location.file for one in unread}
    conflicts = {one.location.file for one in unread if one.rule.code == _CONFLICT}
    following: frozenset[str] = frozenset().union(
        *(_MAY_FOLLOW.get(file.partition("/")[0], frozenset()) for file in files)
    )
    kept = []
    for one in every:
        file, code = one.location.file, one.rule.code
        is_effect = code in following or (file in conflicts and code != _CONFLICT)
        if not is_effect or (code in _UNREAD and file not in conflicts):
            kept.append(one)
    held = len(every) - len(kept)
    if held and unread:
        first = kept.index(next(one for one in kept if one.location.file in files))
        hint = f"{kept[first].hint} What may follow from it is not shown: {held}.".strip()
        kept[first] = replace(kept[first], hint=hint)
    return tuple(kept)
