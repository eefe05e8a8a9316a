"""`terminal` and `json`: diagnostics as text, one function a format.

A reporter takes sorted diagnostics and returns a string. It prints nothing.
"""

from __future__ import annotations

import json as json_
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from sourcebook.diagnostics.rule import Diagnostic, Severity
from sourcebook.diagnostics.source import Location, Source

JSON_VERSION = 1
"""Raised when a field of the JSON report changes its meaning or goes away."""

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_WIDEST_LINE = 160
_MOST_OF_A_KIND = 10
"""Findings of one kind in one file that are shown; of more only the number is told."""


def terminal(
    diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source], *, colour: bool = False
) -> str:
    """Return ``file:line:col: level CODE message`` with the line, carets, hint, other places.

    Of more than ten of one kind in one file, the others are counted.
    """

    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    lines: list[str] = []
    seen: Counter[tuple[str, str]] = Counter()
    all_of = Counter((one.location.file, one.rule.code) for one in diagnostics)
    for diagnostic in diagnostics:
        kind = (diagnostic.location.file, diagnostic.rule.code)
        seen[kind] += 1
        if seen[kind] > _MOST_OF_A_KIND:
            if seen[kind] == all_of[kind]:
                more = all_of[kind] - _MOST_OF_A_KIND
                lines += [f"{printable(kind[0])}: {more} more of {kind[1]}", ""]
            continue
        level = paint(diagnostic.severity.word, f"1;{_COLOURS[diagnostic.severity]}")
        where = paint(printable(str(diagnostic.location)), "1")
        lines.append(f"{where}: {level} {diagnostic.rule.code} {printable(diagnostic.message)}")
        lines += _excerpt(diagnostic.location, sources, paint)
        if diagnostic.hint:
            lines.append(printable(f"  hint: {diagnostic.hint}"))
        for location, what in diagnostic.related:
            lines.append(printable(f"  {location}: {what}"))
        lines.append("")
    return "\n".join(lines)


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return a line such as “2 errors, 1 warning” or “No problems found.”"""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    parts = [
        f"{counts[severity]} {severity.word}{'' if counts[severity] == 1 else 's'}"
        for severity in sorted(counts, reverse=True)
    ]
    return ", ".join(parts) if parts else "No problems found."


def json(diagnostics: Sequence[Diagnostic]) -> str:
    """Return one JSON object a line and a diagnostic: a stable contract, see `JSON_VERSION`.

    Keys: ``version``, ``file``, ``line``, ``column``, ``end_line``, ``end_column``, ``severity``,
    ``code``, ``slug``, ``message``, ``hint`` (a string or null), ``related`` (objects with a
    place and a ``message``).
    """
    return "".join(
        json_.dumps(
            {
                "version": JSON_VERSION,
                **_place(diagnostic.location),
                "severity": diagnostic.severity.word,
                "code": diagnostic.rule.code,
                "slug": diagnostic.rule.slug,
                "message": diagnostic.message,
                "hint": diagnostic.hint or None,
                "related": [{**_place(at), "message": what} for at, what in diagnostic.related],
            },
            ensure_ascii=False,
        )
        + "\n"
        for diagnostic in diagnostics
    )


def printable(text: str) -> str:
    """Return *text* with control characters shown, so that a file cannot drive the terminal."""
    return "".join(
        char if char.isprintable() or char == "\t" else f"\\u{ord(char):04x}" for char in text
    )


def _place(location: Location) -> dict[str, object]:
    return {
        "file": location.file,
        "line": location.line,
        "column": location.column,
        "end_line": location.end_line,
        "end_column": location.end_column,
    }


def _excerpt(
    location: Location, sources: Mapping[str, Source], paint: Callable[[str, str], str]
) -> list[str]:
    """Return the first line of the place with carets below it, or nothing for an empty line."""
    source = sources.get(location.file)
    text = source.line(location.line) if source else ""
    if not text.strip():
        return []
    end = location.end_column if location.end_line == location.line else len(text) + 1
    first = location.column - 1
    # A long line (a paragraph) is cut to a window around the place.
    left = max(0, first - 60) if len(text) > _WIDEST_LINE else 0
    shown = text[left : left + _WIDEST_LINE]
    carets = "^" * max(1, min(end - location.column, len(shown) - (first - left)))
    margin = f"{location.line:>5} | "
    gap = "".join("\t" if char == "\t" else " " for char in shown[: first - left])
    return [
        f"{margin}{printable(shown)}",
        " " * (len(margin) - 2) + "| " + gap + paint(carets, "1"),
    ]
