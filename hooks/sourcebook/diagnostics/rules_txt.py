"""The rules ``TXT…``: Markdown that a reader would see otherwise than it was meant."""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

UNCLOSED_ATTRIBUTES = Rule(
    code="TXT001",
    slug="unclosed-attributes",
    severity=Severity.WARNING,
    message="The braces of “{text}” are not closed on their line, so readers see them as text.",
    hint="Write the closing brace on the same line.",
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


REMOVED = Rule(
    code="TXT006",
    slug="removed-markup",
    severity=Severity.WARNING,
    message="{what} is not let through to the page, because {reason}.",
    hint="{advice}",
    why="Strangers may write pages, so what could run, load or cover something is taken out; what "
    "is taken out is said.",
    example='<iframe src="map.html"></iframe>',
    instead="[The map](map.md)",
)

LEFT_AS_TEXT = Rule(
    code="TXT007",
    slug="markup-left-as-text",
    severity=Severity.WARNING,
    message="The finished page shows “{text}”, which was meant for Markdown.",
    hint="Look at the markup around it, or put it in backticks where it is meant as an example.",
    why="Marks that Markdown did not take for its own are read out and printed like words.",
    example="## The dates { #dates }   (inside an element that Markdown does not look into)",
    instead="## The dates { #dates }   (outside of it)",
)

PAGE_FAILED = Rule(
    code="TXT008",
    slug="page-failed",
    severity=Severity.ERROR,
    message="The page cannot be {done}: {reason}.",
    hint="Take out half of the page, then half of that, to find the lines that do it.",
    why="One page that a library cannot take would else hold up all others.",
    example="<![",
    instead="`<![`",
)
