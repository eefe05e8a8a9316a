"""The rules ``SRC030`` and up: data files of rows (CSV)."""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

UNCLOSED_CELL = Rule(
    code="SRC030",
    slug="unclosed-cell",
    severity=Severity.ERROR,
    message="The quotation mark here opens a cell that is never closed, so the rest of the file "
    "cannot be read.",
    hint='Add the closing mark; a mark inside the cell is written twice (""…"").',
    why="Everything behind an open quotation mark would be one cell, line ends included.",
    example='bilateral-trade,2020,790,"hit the record high',
    instead='bilateral-trade,2020,790,"hit the record high"',
)

STRAY_QUOTE = Rule(
    code="SRC031",
    slug="stray-quote",
    severity=Severity.ERROR,
    message="A quotation mark stands where a cell neither begins nor ends.",
    hint='Put the whole cell in quotation marks and write those inside it twice (""…"").',
    why="Spreadsheets read such a row each in its own way (RFC 4180 forbids it), so a value could "
    "land in the wrong column without a word.",
    example='the "record" high,790',
    instead='"the ""record"" high",790',
)

RAGGED_ROW = Rule(
    code="SRC032",
    slug="ragged-row",
    severity=Severity.ERROR,
    message="The row has {found}, and the first line names {expected}.",
    hint="Put a cell that holds a comma in quotation marks, and leave none out: an empty cell is "
    "still followed by its comma.",
    why="In a row with a cell too many or too few, values stand in the wrong columns.",
    example="series,period,value\nwheat,2022,1,000,000",
    instead="series,period,value\nwheat,2022,1000000",
)

BAD_HEADER = Rule(
    code="SRC033",
    slug="bad-header",
    severity=Severity.ERROR,
    message="The first line cannot name the columns, because {reason}.",
    hint="Give each column one name of its own in the first line, and part cells with commas.",
    why="A cell is known by the name of its column; with two columns of one name, one of them "
    "would be lost.",
    example="series,value,value",
    instead="series,value,note",
)
