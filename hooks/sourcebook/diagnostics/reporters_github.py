"""`github`: diagnostics as annotations on the lines of a pull request.

Workflow commands of GitHub Actions, ``::error file=…,line=…::message`` (docs.github.com, “Workflow
commands for GitHub Actions”; escapes as in actions/toolkit ``packages/core/src/command.ts``).
GitHub shows ten of each level for a step and the rest only in the log, without their file; so the
message names its place once more.
"""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.diagnostics.reporters import printable
from sourcebook.diagnostics.rule import Diagnostic, Severity
from sourcebook.diagnostics.source import Location

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github(diagnostics: Sequence[Diagnostic]) -> str:
    """Return one workflow command a line and a diagnostic, the worst first."""
    ordered = sorted(diagnostics, key=lambda diagnostic: -diagnostic.severity)
    return "".join(f"{_command(diagnostic)}\n" for diagnostic in ordered)


def _command(diagnostic: Diagnostic) -> str:
    properties = {
        "title": f"{diagnostic.rule.code} {diagnostic.rule.slug}",
        "file": diagnostic.location.file,
        **_region(diagnostic.location),
    }
    joined = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    lines = [f"{diagnostic.location}: {diagnostic.rule.code} {diagnostic.message}"]
    if diagnostic.hint:
        lines.append(f"hint: {diagnostic.hint}")
    lines += [f"{location}: {what}" for location, what in diagnostic.related]
    # Control characters are shown before the lines are joined by one that counts.
    message = "\n".join(map(printable, lines))
    return f"::{_COMMANDS[diagnostic.severity]} {joined}::{_message(message)}"


def _region(at: Location) -> dict[str, int]:
    """Return the lines, and the columns where GitHub takes them: within one line."""
    if at.end_line != at.line:
        return {"line": at.line, "endLine": at.end_line}
    region = {"line": at.line, "endLine": at.line, "col": at.column}
    return region if at.end_column == at.column else {**region, "endColumn": at.end_column}


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
