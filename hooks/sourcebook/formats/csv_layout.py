"""`tidy_csv`: a CSV file with quotation marks only where they are needed, and no blank lines.

No cell is changed; nor is one guarded against spreadsheets, as the files that the site gives away
are (`csv_text`).
"""

from __future__ import annotations

from sourcebook.diagnostics import Source
from sourcebook.formats.csv import csv_cells, load_csv, quoted
from sourcebook.formats.tidied import Tidied


def tidy_csv(source: Source) -> Tidied:
    """Return the text of *source*, tidied; a file with problems is left alone. Never raises."""
    located, problems = load_csv(source)
    rows = csv_cells(source)
    if located is None or problems or rows is None:
        return Tidied(source.text, trouble="it cannot be read without problems")
    # A row of one empty cell would be a blank line, which is no row.
    lines = [",".join(map(quoted, row)) or '""' for row in rows]
    text = "".join(f"{line}\n" for line in lines)
    if text == source.text:
        return Tidied(text)
    again, problems = load_csv(Source(source.path, text))
    if again is None or problems or again.value != located.value:
        return Tidied(source.text, trouble="it would not read as before")
    before = source.text.rstrip("\n").replace("\n\n", "\n")
    return Tidied(text, ("blank lines",) if before == text.rstrip("\n") else ("quotation marks",))
