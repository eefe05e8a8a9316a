"""The rules ``DIR…``: directives, the comments ``<!-- sourcebook: … -->`` in pages."""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

UNKNOWN_DIRECTIVE = Rule(
    code="DIR001",
    slug="unknown-directive",
    severity=Severity.ERROR,
    message="There is no directive “{directive}”.",
    hint="Did you mean “{nearest}”?",
    why="A directive is a comment, so a misspelt one would leave no trace on the page.",
    example="<!-- sourcebook: timelin -->",
    instead="<!-- sourcebook: timeline -->",
)
