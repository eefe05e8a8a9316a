"""`load_csv`, `csv_text`: rows of cells, read with the place of every cell, and written.

Follows RFC 4180: commas, cells in quotation marks, a mark inside written twice. The first line
names the columns. Line ends are ``\\n`` (the reader of files sees to it); blank lines are left
out; nothing is stripped or converted. An empty cell is one that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sourcebook.diagnostics import Diagnostic, Source, rules_csv, rules_src
from sourcebook.formats.located import Located, Node

_UNPRINTABLE = re.compile("[\0-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_OTHER_SEPARATOR = re.compile(r"\s*[^,;|\t\n]+([;|\t])[^,\n]*(?=\n|\Z)")
_END_OF_PLAIN = re.compile(r'[,\n"]')
_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
_MUST_QUOTE = re.compile(r'[,"\r\n]|^\s|\s$')
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class _UnreadableError(Exception):
    """The rest of the file cannot be read; the problem was noted."""


def load_csv(source: Source) -> tuple[Located | None, tuple[Diagnostic, ...]]:
    """Return the rows of *source* as a tuple of mappings, column → text, and all problems.

    A row that was reported is empty and broken. ``None`` means that nothing can be used: a bad
    first line, a quotation mark that is never closed, a control character. Never raises.
    """
    if found := _UNPRINTABLE.search(source.text):
        at = source.locate(found.start(), found.end())
        name = f"U+{ord(found.group()):04X}"
        return None, (rules_src.CONTROL_CHARACTER.at(at, name=name),)
    problems: list[Diagnostic] = []
    if found := _OTHER_SEPARATOR.match(source.text):
        reason = f"its cells are parted by “{found[1]}” and not by commas".replace("\t", "tab")
        return None, (rules_csv.BAD_HEADER.at(source.locate(*found.span()), reason=reason),)
    try:
        lines = list(_lines(source, problems))
    except _UnreadableError:
        return None, tuple(problems)
    if not lines:
        return Located((), source, Node((), 0, 0)), ()
    (header, is_broken), *rows = lines
    if is_broken or not _is_good_header(source, header, problems):
        return None, tuple(problems)
    nodes = tuple(_row(source, header, cells, broken, problems) for cells, broken in rows)
    root = Node(tuple(node.value for node in nodes), 0, len(source.text), nodes)
    return Located(root.value, source, root), tuple(problems)


def csv_cells(source: Source) -> tuple[tuple[str, ...], ...] | None:
    """Return the cells of every line that is not blank, or ``None`` where one cannot be read."""
    problems: list[Diagnostic] = []
    try:
        lines = [tuple(str(cell.value) for cell in cells) for cells, _ in _lines(source, problems)]
    except _UnreadableError:
        return None
    return None if problems else tuple(lines)


def _lines(source: Source, problems: list[Diagnostic]) -> Iterator[tuple[list[Node], bool]]:
    """Yield the cells of each line that is not blank, and whether it was reported."""
    text, offset = source.text, 0
    while offset < len(text):
        if text[offset] == "\n":
            offset += 1
            continue
        cells: list[Node] = []
        before = len(problems)
        while True:
            cell = _cell(source, offset, problems)
            cells.append(cell)
            offset = cell.end
            if text[offset : offset + 1] != ",":
                break
            offset += 1
        offset += 1
        yield cells, len(problems) > before


def _cell(source: Source, start: int, problems: list[Diagnostic]) -> Node:
    """Return the cell that begins at *start*; a stray mark is noted once a cell."""
    text = source.text
    if text[start : start + 1] != '"':
        end, stray = _end_of_plain(text, start)
        if stray is not None:
            problems.append(rules_csv.STRAY_QUOTE.at(source.locate(stray, stray + 1)))
        return Node(text[start:end], start, end, text=text[start:end], is_plain=True)
    closing = start + 1
    while True:
        closing = text.find('"', closing)
        if closing == -1:
            problems.append(rules_csv.UNCLOSED_CELL.at(source.locate(start, start + 1)))
            raise _UnreadableError
        if text[closing + 1 : closing + 2] != '"':
            break
        closing += 2
    value = text[start + 1 : closing].replace('""', '"')
    end, _ = _end_of_plain(text, closing + 1)
    if end != closing + 1:
        problems.append(rules_csv.STRAY_QUOTE.at(source.locate(closing, closing + 1)))
    return Node(value, start, end, text=value)


def _end_of_plain(text: str, start: int) -> tuple[int, int | None]:
    """Return where the cell ends that is open at *start*, and the first mark inside it."""
    stray, offset = None, start
    while found := _END_OF_PLAIN.search(text, offset):
        if found[0] != '"':
            return found.start(), stray
        stray = found.start() if stray is None else stray
        offset = found.end()
    return len(text), stray


def _is_good_header(source: Source, header: list[Node], problems: list[Diagnostic]) -> bool:
    seen: dict[object, Node] = {}
    before = len(problems)
    for cell in header:
        at = source.locate(cell.start, cell.end)
        first = seen.setdefault(cell.value, cell)
        if not cell.text or cell.text != cell.text.strip():
            reason = "a name is empty" if not (cell.text or "").strip() else "a name has blanks"
            problems.append(rules_csv.BAD_HEADER.at(at, reason=reason))
        elif first is not cell:
            related = ((source.locate(first.start, first.end), "the first of that name"),)
            reason = f"“{cell.text}” names two of them"
            problems.append(rules_csv.BAD_HEADER.at(at, related=related, reason=reason))
    return len(problems) == before


def _row(
    source: Source,
    header: list[Node],
    cells: list[Node],
    is_broken: bool,
    problems: list[Diagnostic],
) -> Node:
    start, end = cells[0].start, cells[-1].end
    if not is_broken and len(cells) != len(header):
        problems.append(
            rules_csv.RAGGED_ROW.at(
                source.locate(start, end),
                found=f"{len(cells)} cell{'' if len(cells) == 1 else 's'}",
                expected=str(len(header)),
            )
        )
        is_broken = True
    if is_broken:
        return Node({}, start, end, {}, is_broken=True)
    named = {str(name.value): cell for name, cell in zip(header, cells, strict=True) if cell.text}
    return Node(
        {name: cell.value for name, cell in named.items()},
        start,
        end,
        named,
        {str(name.value): (name.start, name.end) for name in header},
    )


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return *rows* as CSV that `load_csv` and spreadsheets read.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, “CSV
    injection”); numbers keep their signs.
    """
    return "".join(",".join(map(_written, row)) + "\n" for row in rows)


def harmless(cell: str) -> str:
    """Return *cell* so that no spreadsheet reckons with it."""
    is_formula = cell.startswith(_FORMULA_SIGNS) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if is_formula else cell


def _written(cell: str) -> str:
    return quoted(harmless(cell))


def quoted(cell: str) -> str:
    """Return *cell* in quotation marks where it needs them."""
    return '"' + cell.replace('"', '""') + '"' if _MUST_QUOTE.search(cell) else cell
