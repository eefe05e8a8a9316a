"""The rules ``TXT…``: Markdown that a reader would see otherwise than it was meant."""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

UNCLOSED_ATTRIBUTES = Rule(
    code="TXT001",
    slug="unclosed-attributes",
    severity=Severity.WARNING,
    message="The braces of “{text}” are not closed on their line, so readers see them as text.",
    hint="Close them, as in {{.name}}.",
    why="Braces that are not closed give no class and no id; they stand in the page.",
    example="The dates {#dates",
    instead="The dates {#dates}",
)

SECOND_TITLE = Rule(
    code="TXT002",
    slug="second-title",
    severity=Severity.WARNING,
    message="“{text}” is a second title: the page has “{title}”.",
    hint="Write “## {text}”, or take the signs off where no heading is meant.",
    why="A page has one title. A second one takes its place on the page of a record, in the "
    "contents list and for who listens to the page.",
    example="# The talks\n\n# What was agreed",
    instead="# The talks\n\n## What was agreed",
)

UNBALANCED_ELEMENT = Rule(
    code="TXT003",
    slug="unbalanced-element",
    severity=Severity.ERROR,
    message="“{tag}” {fault}.",
    hint="{advice}",
    why="Markdown takes everything behind an open tag for HTML: headings and lists to the end of "
    "the page are shown as they were typed.",
    example="<div>\n\n## What was agreed",
    instead="<div markdown>\n\n## What was agreed\n\n</div>",
)

NOTE_APART = Rule(
    code="TXT004",
    slug="note-apart",
    severity=Severity.WARNING,
    message="The footnote “[^{label}]” has no {missing} on this page.",
    hint="{advice}",
    why="A mark without its note stays in the text as brackets; a note without a mark is found by "
    "nobody.",
    example="They met twice.[^1]",
    instead="They met twice.[^1]\n\n[^1]: In May and in June.",
)

UNDEFINED_LABEL = Rule(
    code="TXT005",
    slug="undefined-label",
    severity=Severity.WARNING,
    message="The link “{text}” has the label “{label}”, and nothing on the page says where it "
    "leads.",
    hint="Add a line “[{label}]: address”, or write the address in parentheses.",
    why="A link whose label is not defined stays in the page as square brackets.",
    example="See [the archive][archive].",
    instead="See [the archive][archive].\n\n[archive]: https://archive.example/",
)
