"""`report`, `warnings_counted`: what is said goes to MkDocs' log, and strict mode counts it."""

from __future__ import annotations

import logging

from sourcebook.diagnostics import Diagnostic, Severity, reporters

# Strict mode counts the records of the loggers below “mkdocs” only.
log = logging.getLogger("mkdocs.hooks.sourcebook")

_LEVELS = {
    Severity.ERROR: logging.ERROR,
    Severity.WARNING: logging.WARNING,
    Severity.NOTE: logging.INFO,
}


def report(diagnostic: Diagnostic) -> None:
    """Give *diagnostic* to MkDocs' log, where strict mode counts it. MkDocs names files only, so
    the place comes first."""
    hint = f" {diagnostic.hint}" if diagnostic.hint else ""
    message = f"{diagnostic.location}: {diagnostic.rule.code} {diagnostic.message}{hint}"
    log.log(_LEVELS[diagnostic.severity], "%s", reporters.printable(message))


def warnings_counted() -> bool:
    """Whether strict mode has counted a warning: MkDocs looks only after `on_post_build`."""
    return any(counter.get_counts() for counter in _counters())  # type: ignore[attr-defined]


def count_no_warnings() -> None:
    """Let strict mode count nothing from here on. Its counter is attached before `on_config`."""
    for counter in _counters():
        logging.getLogger("mkdocs").removeHandler(counter)


def _counters() -> list[logging.Handler]:
    return [one for one in logging.getLogger("mkdocs").handlers if hasattr(one, "get_counts")]
