"""The rules ``SRC010`` and up: YAML in data files, and the front matter of pages."""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

YAML_SYNTAX = Rule(
    code="SRC010",
    slug="yaml-syntax",
    severity=Severity.ERROR,
    message="This cannot be read as YAML: {reason}.",
    hint="{advice}",
    why="Nothing after the mistake can be trusted, so no record of the file is used. MkDocs "
    "alone would print the whole block on the page and say nothing.",
    example="summary: Nansen: first voyage in nine years",
    instead='summary: "Nansen: first voyage in nine years"',
)

YAML_TAB = Rule(
    code="SRC011",
    slug="yaml-tab",
    severity=Severity.ERROR,
    message="A tab stands where YAML allows only spaces.",
    hint="Indent with spaces, two for each level.",
    why="Editors show a tab at different widths, so YAML refuses to guess how deep it means.",
    example="voyage:\n\tdates: 2021-04-06",
    instead="voyage:\n  dates: 2021-04-06",
)

DUPLICATE_KEY = Rule(
    code="SRC012",
    slug="duplicate-key",
    severity=Severity.ERROR,
    message="“{key}” stands twice in the same mapping, and only one of the two can count.",
    hint="Keep one of them, or give the second its own name.",
    why="YAML readers silently keep the last one, so the first author's text would vanish.",
    example="fridtjof-nansen:\n  name: Fridtjof Nansen\n  name: Fridtjov Nansen",
    instead="fridtjof-nansen:\n  name: Fridtjof Nansen\n  variants: [Fridtjov Nansen]",
)

YAML_TAG = Rule(
    code="SRC013",
    slug="yaml-tag",
    severity=Severity.ERROR,
    message="The tag “{tag}” {reason}.",
    hint="Write the value without a tag; put it in quotation marks if it is text.",
    why="Tags can make a reader build arbitrary objects. Data here are text, numbers, lists and "
    "mappings, nothing else.",
    example='name: !!python/name:os.system ""',
    instead="name: Fridtjof Nansen",
)

MERGE_KEY = Rule(
    code="SRC014",
    slug="merge-key",
    severity=Severity.ERROR,
    message="The merge key “<<” is not part of YAML 1.2 and is not read.",
    hint="Write the fields out in each record.",
    why="A merged field has no place of its own, so no problem in it can be shown, and a reader "
    "of the file has to look elsewhere to know what a record says.",
    example="geneva:\n  <<: *city\n  name: Geneva",
    instead="geneva:\n  kind: city\n  name: Geneva",
)

YAML_LIMIT = Rule(
    code="SRC015",
    slug="yaml-limit",
    severity=Severity.ERROR,
    message="The YAML has {what} than the {most} that are read.",
    hint="Split the file, write repeated parts out, or nest less deeply.",
    why="A few lines of YAML with aliases can unfold to gigabytes: a limit keeps every build "
    "short.",
    example="a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]        (and so on)",
    instead="a: [x, x, x]",
)

YAML_KEY = Rule(
    code="SRC016",
    slug="yaml-key",
    severity=Severity.ERROR,
    message="A key must be one line of text, and this one is {what}.",
    hint="Write a plain word before the colon; put a value that begins with a bracket or brace in "
    "quotation marks.",
    why="Fields and ids are words. A list or mapping in their place is nearly always a value "
    "whose quotation marks were forgotten.",
    example="[Fridtjof, Nansen]: minister",
    instead="fridtjof-nansen: {name: Fridtjof Nansen}",
)

SEVERAL_DOCUMENTS = Rule(
    code="SRC017",
    slug="several-documents",
    severity=Severity.ERROR,
    message="A second YAML document begins here, and a file is read as one.",
    hint="Remove the line “---” and keep all records in one document.",
    why="Only the first document would be read, and the records after it would be missing.",
    example="geneva: {name: Geneva, kind: city}\n---\nvienna: {name: Vienna, kind: city}",
    instead="geneva: {name: Geneva, kind: city}\nvienna: {name: Vienna, kind: city}",
)

UNKNOWN_ANCHOR = Rule(
    code="SRC018",
    slug="unknown-anchor",
    severity=Severity.ERROR,
    message="“*{name}” repeats the value marked “&{name}”, and {reason}.",
    hint="Write the value out; a text that begins with “*” must be in quotation marks.",
    why="In YAML a leading asterisk is not emphasis: it stands for a value defined earlier.",
    example="note: *italic* text",
    instead='note: "*italic* text"',
)

FRONT_MATTER_UNCLOSED = Rule(
    code="SRC020",
    slug="front-matter-unclosed",
    severity=Severity.ERROR,
    message="The front matter that begins here has no closing line “---”{reason}.",
    hint="Put a line that holds only “---” after the last field.",
    why="MkDocs would print the whole block on the page as text and say nothing.",
    example="---\ntitle: Nansen in Geneva\n\nNansen arrived on 6 April.",
    instead="---\ntitle: Nansen in Geneva\n---\nNansen arrived on 6 April.",
)

FRONT_MATTER_SHAPE = Rule(
    code="SRC021",
    slug="front-matter-shape",
    severity=Severity.ERROR,
    message="The front matter is {what}, so MkDocs prints it on the page as text.",
    hint="Write one “field: value” a line between the two lines “---”, or remove both lines.",
    why="Front matter holds the fields of a page. Anything else between two lines “---” at its "
    "top shows up as text that nobody meant to publish.",
    example="---\nNansen in Geneva\n---",
    instead="---\ntitle: Nansen in Geneva\n---",
)

SWALLOWED_LINE = Rule(
    code="SRC022",
    slug="swallowed-line",
    severity=Severity.ERROR,
    message="A page that begins with “{key}:” loses its first lines: MkDocs takes them for "
    "metadata.",
    hint="Begin the page with front matter between two lines “---”, with a heading, or with an "
    "empty line.",
    why="MkDocs still knows an old form of metadata without “---”. The sentence vanishes from "
    "the page, and nothing says so.",
    example="Note: the talks were closed to the press.",
    instead="# The talks\n\nNote: the talks were closed to the press.",
)

FRONT_MATTER_LATE = Rule(
    code="SRC023",
    slug="front-matter-late",
    severity=Severity.ERROR,
    message="Front matter must open with the line “---” at the very top, and {what}.",
    hint="Move the opening line “---” to the very beginning of the file, and write it with three "
    "hyphens.",
    why="MkDocs would print the block on the page as text and say nothing.",
    example="\n---\ntitle: Nansen in Geneva\n---",
    instead="---\ntitle: Nansen in Geneva\n---",
)

UNCONVERTIBLE_VALUE = Rule(
    code="SRC024",
    slug="unconvertible-value",
    severity=Severity.ERROR,
    message="MkDocs takes “{value}” for {what}, fails, and drops all the front matter.",
    hint="Put the value in quotation marks.",
    why="MkDocs reads front matter by the older rules of YAML 1.1, and one value that it cannot "
    "convert makes it print the whole block on the page.",
    example="title: 2024-02-30",
    instead='title: "2024-02-30"',
)
