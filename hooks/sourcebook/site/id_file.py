"""`rows_of`, `table_text`: a file of ids, a table with tabs whose lines people's changes meet in.

Two branches may both add to it. ``.gitattributes`` lets git keep the lines of both; where it left
its signs all the same, the lines between them are read like any others, and SRC019 names the signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sourcebook.diagnostics import Location, Source

NOTHING = "-"
"""An empty cell: a blank at the end of a line would be lost in an editor."""
_PARTING = str.maketrans("\t\n\r", "   ")
NO_HEADER = "the file does not begin with the names of its columns"
_MERGE_SIGN = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: .*)?")


def rows_of(source: Source, header: tuple[str, ...]) -> Iterator[tuple[Location, tuple[str, ...]]]:
    """Yield the cells of each line of *source* with their place; not those of the *header*.

    Where that is missing, a line without cells comes first: an emptied file would else be one
    that never had ids, and those that were published would be given again.
    """
    if not any(header[0] == line.partition("\t")[0] for line in source.text.split("\n")):
        yield source.locate(0), ()
    offset = 0
    for line in source.text.split("\n"):
        start, offset = offset, offset + len(line) + 1
        cells = tuple(line.split("\t"))
        if line and cells != header[: len(cells)] and not _MERGE_SIGN.fullmatch(line):
            yield source.locate(start, start + len(line)), cells


def table_text(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return the text of a file of ids."""
    cells = ((cell.translate(_PARTING) for cell in row) for row in (header, *rows))
    return "".join("\t".join(row) + "\n" for row in cells)
