"""`LedgerLine`, `read_ledger`, `ledger_text`: the ids of statements, written down.

``data/statements.tsv`` is a table with tabs between five columns and one statement a line: its
id, its state, the page where it stands, the citekeys it rests on, its text. An id is the name of
the page where the statement was first seen and a number, such as ``nansen-geneva-1921.12``; it
stays when the statement is reworded or moved, and is never given to another. A statement that is
gone stays in the ledger as ``retired``.

The file is written by ``sourcebook ledger --update``; builds and checks only read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple, cast

from sourcebook.diagnostics import Diagnostic, Source, rules_evd
from sourcebook.site.graph import PAGES, Node

LEDGER = "data/statements.tsv"

State = Literal["live", "retired"]
_HEADER = ("id", "state", "page", "works", "text")
_ID = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.([1-9][0-9]{0,8})")
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")


class LedgerLine(NamedTuple):
    """One line of the ledger."""

    id: str
    state: State
    page: str
    """URI of the page where the statement stands, or stood last."""
    works: tuple[str, ...]
    """Citekeys in the order of the citations."""
    text: str

    @property
    def sort_key(self) -> tuple[str, int]:
        """By the page of its first sight, then by number."""
        stem, _, number = self.id.rpartition(".")
        return stem, int(number)


def stem_of(node: Node) -> str:
    """Return the first part of the ids of statements first seen on the page of *node*.

    It is the id of a record; other pages have their path in it.

    >>> stem_of(Node("voyages", "belgica-1897")), stem_of(Node("pages", "about/method.md"))
    ('belgica-1897', 'about-method')
    """
    name = node.id.removesuffix(".md") if node.collection == PAGES else node.id
    return _NOT_IN_ID.sub("-", name.lower()).strip("-") or "page"


def read_ledger(source: Source) -> tuple[tuple[LedgerLine, ...], tuple[Diagnostic, ...]]:
    """Return the lines of the ledger *source*, and what is wrong with the others."""
    rows: list[LedgerLine] = []
    diagnostics: list[Diagnostic] = []
    first: dict[str, tuple[int, int]] = {}
    offset = 0
    for number, line in enumerate(source.text.split("\n")):
        at = (offset, offset + len(line))
        offset += len(line) + 1
        cells = tuple(line.split("\t"))
        if not line or (number == 0 and cells == _HEADER):
            continue
        if reason := _fault(cells):
            where = source.locate(*at)
            diagnostics.append(rules_evd.UNREADABLE_LEDGER_LINE.at(where, reason=reason))
            continue
        id, state, page, works, text = cells
        if id in first:
            related = ((source.locate(*first[id]), "first given here"),)
            where = source.locate(*at)
            diagnostics.append(rules_evd.DUPLICATE_STATEMENT_ID.at(where, related=related, id=id))
            continue
        first[id] = at
        rows.append(LedgerLine(id, cast("State", state), page, tuple(works.split()), text))
    return tuple(rows), tuple(diagnostics)


def _fault(cells: tuple[str, ...]) -> str:
    """Return why the line with these *cells* cannot be used, or ""."""
    if len(cells) != len(_HEADER):
        return f"it does not have {len(_HEADER)} columns"
    if not _ID.fullmatch(cells[0]):
        return "its id is not a name, a full stop and a number"
    if cells[1] not in ("live", "retired"):
        return "its state is neither “live” nor “retired”"
    return "" if cells[4] else "it has no text"


def ledger_text(rows: Iterable[LedgerLine]) -> str:
    """Return the text of the ledger: sorted, so that two people's changes merge by line."""
    ordered = sorted(rows, key=lambda row: row.sort_key)
    cells = ((row.id, row.state, row.page, " ".join(row.works), row.text) for row in ordered)
    lines = [_HEADER, *cells]
    return "".join("\t".join(line) + "\n" for line in lines)
