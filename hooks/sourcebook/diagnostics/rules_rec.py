"""The rules ``REC…``: records in data files, and in the front matter of pages."""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

UNKNOWN_FIELD = Rule(
    code="REC001",
    slug="unknown-record-field",
    severity=Severity.ERROR,
    message="There is no field “{field}” here.",
    hint="{advice}",
    why="A misspelt field would be left out of the page without a word.",
    example="fridtjof-nansen:\n  name: Fridtjof Nansen\n  varients: [Fridtjov Nansen]",
    instead="fridtjof-nansen:\n  name: Fridtjof Nansen\n  variants: [Fridtjov Nansen]",
)

MISSING_FIELD = Rule(
    code="REC002",
    slug="missing-record-field",
    severity=Severity.ERROR,
    message="The field “{field}” is missing, and it is required here.",
    hint="Add “{field}”: {description}.",
    why="Indexes, cards and the matrix of voyages show this field for every record.",
    example="voyage:\n  from: norway\n  to: sweden",
    instead="voyage:\n  dates: 2021-04-06/2021-04-07\n  from: norway\n  to: sweden",
)

WRONG_TYPE = Rule(
    code="REC003",
    slug="wrong-type",
    severity=Severity.ERROR,
    message="“{field}” must be {expected}, and this is {found}.",
    hint="{advice}",
    why="YAML guesses what an unquoted value is: true is a truth value and 1968 a number. "
    "Nothing is converted in silence here.",
    example="name: 1968",
    instead='name: "1968"',
)

NOT_IN_LIST = Rule(
    code="REC004",
    slug="not-in-list",
    severity=Severity.ERROR,
    message="“{value}” is not one of the words that “{field}” can hold.",
    hint="{advice}",
    why="Indexes group and filter by these words, so each thing has one word.",
    example="kind: armed forces",
    instead="kind: armed-forces",
)

BAD_ID = Rule(
    code="REC005",
    slug="bad-id",
    severity=Severity.ERROR,
    message="“{id}” cannot be an id: an id has lower-case letters a to z, digits and single "
    "hyphens, at most 80 in all.",
    hint="Write “{suggestion}”.",
    why="Ids become addresses of pages and parts of links, and must read the same everywhere.",
    example="Fridtjof_Nansen:\n  name: Fridtjof Nansen",
    instead="fridtjof-nansen:\n  name: Fridtjof Nansen",
)

MALFORMED_DATE = Rule(
    code="REC006",
    slug="malformed-record-date",
    severity=Severity.ERROR,
    message="“{date}” is not a date that can be read, because {reason}.",
    hint="{advice}",
    why="Timelines and indexes sort by dates. The format, EDTF, can say “about” and “some time "
    "in April”, so no precision has to be made up.",
    example="dates: 6-7 April 2021",
    instead="dates: 2021-04-06/2021-04-07",
)

DUPLICATE_ID = Rule(
    code="REC007",
    slug="duplicate-id",
    severity=Severity.ERROR,
    message="Two pages describe a {singular} with the id “{id}”, because their files have the "
    "same name.",
    hint="Rename one of the two files.",
    why="An id stands for one record, whatever folder its page is in.",
    example="docs/voyages/1920/nansen.md\ndocs/voyages/1921/nansen.md",
    instead="docs/voyages/1920/nansen-1920.md\ndocs/voyages/1921/nansen-1921.md",
)

MISPLACED_RECORD = Rule(
    code="REC008",
    slug="misplaced-record",
    severity=Severity.ERROR,
    message="“{key}” makes this page a {singular}, and only pages in {folder}/ can be one.",
    hint="Move the file to {folder}/, or remove “{key}” from its front matter.",
    why="The folder says what a page is; a record elsewhere would be missing from its index.",
    example="docs/about/nansen-1921.md:\n  voyage: …",
    instead="docs/voyages/nansen-1921.md:\n  voyage: …",
)

PAGE_WITHOUT_RECORD = Rule(
    code="REC009",
    slug="page-without-record",
    severity=Severity.ERROR,
    message="A page in {folder}/ describes a {singular}, and this one has no “{key}” in its front "
    "matter.",
    hint="Add “{key}” with its fields to the front matter, or move the page to another folder.",
    why="Without its record the page is in no index and no timeline.",
    example="---\ntitle: Nansen in Geneva\n---",
    instead="---\ntitle: Nansen in Geneva\nvisit:\n  dates: 1921-04-06/1921-04-07\n  …\n---",
)

FILE_WITHOUT_COLLECTION = Rule(
    code="REC010",
    slug="file-without-collection",
    severity=Severity.WARNING,
    message="“{path}” belongs to no collection, so nothing in it is used.",
    hint="Did you mean “{nearest}”?",
    why="A data file with a misspelt name would be ignored without a word.",
    example="data/persons.yml",
    instead="data/people.yml",
)

NOT_RECORDS = Rule(
    code="REC011",
    slug="not-records",
    severity=Severity.ERROR,
    message="The file must hold {plural}, each under its id, and it is something else.",
    hint="Begin each record with its id and a colon at the left margin, its fields indented below.",
    why="The id is how pages and other records name the record.",
    example="- name: Geneva\n  kind: city",
    instead="geneva:\n  name: Geneva\n  kind: city",
)

EMPTY_TEXT = Rule(
    code="REC012",
    slug="empty-text",
    severity=Severity.ERROR,
    message="“{field}” is an empty text.",
    hint="Write the text, or remove the field.",
    why="An empty name or summary leaves a gap in every list that shows it.",
    example='name: ""',
    instead="name: Fridtjof Nansen",
)

SEVERAL_LINES = Rule(
    code="REC013",
    slug="several-lines",
    severity=Severity.ERROR,
    message="“{field}” has several lines, and only one fits where it is shown.",
    hint="Write it on one line; a longer text belongs on a page or in a note.",
    why="Names and labels stand in headings, tables and links, which have one line.",
    example="name: |\n  Fridtjof\n  Nansen",
    instead="name: Fridtjof Nansen",
)

TEXT_TOO_LONG = Rule(
    code="REC014",
    slug="text-too-long",
    severity=Severity.ERROR,
    message="“{field}” has {length} characters; at most {longest} fit.",
    hint="Shorten it; a longer text belongs on a page.",
    why="These texts stand in lists, cards and addresses.",
    example="label: Cooperation in the field of … and other matters (400 characters)",
    instead="label: Energy",
)

MALFORMED_VALUE = Rule(
    code="REC015",
    slug="malformed-record-value",
    severity=Severity.ERROR,
    message="“{value}” is not {expected}.",
    hint="{advice}",
    why="Browsers choose fonts and voices by language tags, and citekeys lead to works; both "
    "work only in their exact form.",
    example="names: {Greek: Νάνσεν}",
    instead="names: {el: Νάνσεν}",
)

REPEATED_VALUE = Rule(
    code="REC016",
    slug="repeated-value",
    severity=Severity.ERROR,
    message="“{value}” stands twice in “{field}”.",
    hint="Remove one of the two.",
    why="The record would be listed twice wherever this list is shown.",
    example="topics: [energy, trade, energy]",
    instead="topics: [energy, trade]",
)

RESERVED_ID = Rule(
    code="REC017",
    slug="reserved-id",
    severity=Severity.ERROR,
    message="“{id}” cannot be the id of a record: the page of that name lists the collection.",
    hint="Choose another id.",
    why="Two pages cannot have one address.",
    example="index:\n  name: Index of Geneva",
    instead="index-of-geneva:\n  name: Index of Geneva",
)

INVALID_VALUE = Rule(
    code="REC018",
    slug="invalid-value",
    severity=Severity.ERROR,
    message="“{field}” cannot have this value: {reason}.",
    hint="The page on records says what each field holds.",
    why="This is the rule for problems that have no rule of their own yet. If you meet it, tell "
    "the maintainers.",
    example="(no case is known)",
    instead="(no case is known)",
)

NOT_A_LIST = Rule(
    code="REC019",
    slug="not-a-list",
    severity=Severity.ERROR,
    message="The file must hold a list of {plural}, and it is something else.",
    hint="Begin each of them with a hyphen at the left margin, its fields indented below.",
    why="Their order is theirs alone, and they have no ids to be named by.",
    example="first:\n  text: An excerpt",
    instead="- text: An excerpt",
)
