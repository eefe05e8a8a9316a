"""The rules ``CIT…``: citations in the text of pages and in fields."""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

UNKNOWN_CITEKEY = Rule(
    code="CIT001",
    slug="unknown-citekey",
    severity=Severity.ERROR,
    message="No bibliography entry has the citekey “{citekey}”.",
    hint="Did you mean “{nearest}”?",
    why="A reader who follows the marker must arrive at a source. A citekey that is in no file of "
    "bibliography/ leads nowhere, so the statement before it stands unsourced.",
    example="They met in 1948 [@knuth1948].",
    instead="They met in 1984 [@knuth1984].",
)

UNKNOWN_NARRATIVE_CITEKEY = Rule(
    code="CIT002",
    slug="unknown-narrative-citekey",
    severity=Severity.WARNING,
    message="“@{citekey}” reads as the mention of a work, and no bibliography entry has this "
    "citekey.",
    hint="Write the citekey of an entry{nearest}, or `@{citekey}` in backticks where no work is "
    "meant.",
    why="An at sign before a word, outside brackets, cites the work by name. A handle or a "
    "decorator looks the same, so this is a warning; the text stays on the page as written.",
    example="@knuth1948 says so, and so does @nobody.",
    instead="@knuth1984 says so, and so does `@nobody`.",
)

UNCITED_ENTRY = Rule(
    code="CIT003",
    slug="uncited-entry",
    severity=Severity.WARNING,
    message="No page cites the entry “{citekey}”.",
    hint="Cite it, remove it, or say in a field `keep` why it stays.",
    why="A bibliography that lists what nothing rests on makes the site look better sourced than "
    "it is. An entry may stay for further reading; then it says so.",
    example="@book{knuth1984, title = {Literate Programming}}",
    instead="@book{knuth1984, title = {Literate Programming}, keep = {further reading}}",
)

MALFORMED_GROUP = Rule(
    code="CIT004",
    slug="malformed-citation",
    severity=Severity.ERROR,
    message="“{text}” is not read as the citation that it looks like: {reason}.",
    hint="{advice}",
    why="Brackets that do not follow the grammar stay in the page as text, or cite less than they "
    "show, and the reader cannot follow them to the source.",
    example="Trade grew [@first, @second] and fell [@third; see].",
    instead="Trade grew [@first; @second] and fell [see @third].",
)

MARK_LOST = Rule(
    code="CIT005",
    slug="citation-lost",
    severity=Severity.ERROR,
    message="The citation “{text}” is not in the finished page exactly once: Markdown has taken "
    "its place for code, for part of a tag, or dropped it.",
    hint="Move the citation out of the markup around it, or put it in backticks where it is meant "
    "as an example.",
    why="Citations are found in the source and filled into the finished page. Where the two do not "
    "agree, the reader would see no marker, or one in the wrong place.",
    example='<img alt="A chart, from [@knuth1984]" src="chart.svg"',
    instead='<img alt="A chart" src="chart.svg"> From [@knuth1984].',
)

FAULTY_LOCATOR = Rule(
    code="CIT006",
    slug="faulty-locator",
    severity=Severity.WARNING,
    message="The place in “{citekey}” cannot be read: {reason}.",
    hint="Write one label and its value, as in [@{citekey}, p. 3].",
    why="The label and the value say where in the work a statement stands. Without both, the words "
    "are printed as a remark, and no style can format them.",
    example="It ended in 1984 [@knuth1984, p. p. 3] or later [@knuth1984, p.].",
    instead="It ended in 1984 [@knuth1984, p. 3] or later [@knuth1984].",
)

UNREAD_CITATION = Rule(
    code="CIT007",
    slug="unread-citation",
    severity=Severity.WARNING,
    message="“{text}” names the work “{citekey}” and cites nothing: {reason}.",
    hint="{advice}",
    why="What looks like a citation to its author and like brackets to a reader leads nobody to "
    "the source.",
    example="They met in 1984 [knuth1984].",
    instead="They met in 1984 [@knuth1984].",
)

SHOWN_CITATION = Rule(
    code="CIT008",
    slug="shown-citation",
    severity=Severity.ERROR,
    message="The finished page shows “{text}”: nothing read it as a citation.",
    hint="Write it where Markdown reads text, or in backticks as an example; what an extension "
    "inserts while it converts (docstrings) cannot cite.",
    why="A reader would see at signs and brackets, and no way to the source.",
    example="Text of a docstring: After [@knuth1984].",
    instead="After [@knuth1984].   (in the page itself)",
)
