"""The rules ``IDX…``: generated pages and their addresses."""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

PAGE_COLLISION = Rule(
    code="IDX001",
    slug="page-collision",
    severity=Severity.ERROR,
    message="The page “{uri}” is claimed by {first} and by {second}.",
    hint="Rename one of the two.",
    why="Two things at one address means that one of them cannot be reached, and which one would "
    "be chance.",
    example="docs/sources/talks2021.md        (beside the generated page of the work talks2021)",
    instead="docs/about/talks2021.md",
)
