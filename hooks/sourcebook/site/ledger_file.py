"""`LedgerLine`, `read_ledger`, `ledger_text`: the ids of statements, written down.

``data/statements.tsv`` is a table with tabs between six columns and one statement a line: its id,
its state, the page where it stands, the citekeys it rests on, its text, its history. An id is the
name of the page where the statement was first seen and a number, such as
``nansen-geneva-1921.48392011``; it stays when the statement is reworded or moved, and is never
given to another. A statement that is gone stays in the ledger: its state is ``retired``, or where
its words went: ``merged-into ID``; ``split-into ID ID`` is read, and no longer written, since the
likest part keeps the id. The history says on which day it changed its meaning, and how, what it was
split into, or why it is gone; “-” is nothing.

The file is written by ``sourcebook ids``; builds and checks only read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sourcebook.diagnostics import Diagnostic, Location, Source, rules_evd
from sourcebook.site.graph import PAGES, Node
from sourcebook.site.id_file import NO_HEADER, NOTHING, rows_of, table_text

LEDGER = "data/statements.tsv"

LIVE, RETIRED, MERGED, SPLIT = "live", "retired", "merged-into", "split-into"
_HEADER = ("id", "state", "page", "works", "text", "history")
_ID = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.([1-9][0-9]{0,8})")
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")


class LedgerLine(NamedTuple):
    """One line of the ledger."""

    id: str
    state: str
    page: str
    """URI of the page where the statement stands, or stood last."""
    works: tuple[str, ...]
    """Citekeys in the order of the citations."""
    text: str
    history: str = ""
    """“DAY HOW; DAY HOW”, or ""."""

    @property
    def is_live(self) -> bool:
        return self.state == LIVE

    @property
    def into(self) -> tuple[str, ...]:
        """The ids of the statements that its words went into."""
        return tuple(self.state.split()[1:])

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


def outcome(lines: Mapping[str, LedgerLine], id: str) -> tuple[str, ...]:
    """Return the live ids at which the retired *id* ends; empty where it was cut.

    What it was merged into may have been merged, too. Circles, made by hand, end.
    """
    found: dict[str, None] = {}
    seen: set[str] = set()
    waiting = [id]
    while waiting:
        one = waiting.pop(0)
        if one in lines and one not in seen:
            seen.add(one)
            if lines[one].is_live:
                found[one] = None
            waiting += lines[one].into
    return tuple(found)


def read_ledger(source: Source) -> tuple[tuple[LedgerLine, ...], tuple[Diagnostic, ...]]:
    """Return the lines of the ledger *source*, and what is wrong with the others.

    Lines that give one id twice are all among them: which is meant, the pages say.
    """
    rows: list[LedgerLine] = []
    diagnostics: list[Diagnostic] = []
    first: dict[str, Location] = {}
    for at, cells in rows_of(source, _HEADER):
        # Five columns were written until December 2026.
        cells = cells if len(cells) != len(_HEADER) - 1 else (*cells, NOTHING)
        if reason := _fault(cells):
            diagnostics.append(rules_evd.UNREADABLE_LEDGER_LINE.at(at, reason=reason))
            continue
        id, state, page, works, text, history = cells
        if id in first:
            related = ((first[id], "first given here"),)
            diagnostics.append(rules_evd.DUPLICATE_STATEMENT_ID.at(at, related=related, id=id))
        first.setdefault(id, at)
        told = "" if history == NOTHING else history
        rows.append(LedgerLine(id, state, page, tuple(works.split()), text, told))
    return tuple(rows), tuple(diagnostics)


def _fault(cells: tuple[str, ...]) -> str:
    """Return why the line with these *cells* cannot be used, or ""."""
    if not cells:
        return NO_HEADER
    if len(cells) != len(_HEADER):
        return f"it does not have {len(_HEADER)} columns"
    if not _ID.fullmatch(cells[0]):
        return "its id is not a name, a full stop and a number"
    word, *ids = cells[1].split(" ")
    if word not in (LIVE, RETIRED, MERGED, SPLIT):
        return "its state is not “live”, “retired”, “merged-into …” or “split-into …”"
    if bool(ids) != (word in (MERGED, SPLIT)) or not all(map(_ID.fullmatch, ids)):
        return f"its state “{cells[1]}” does not name the ids"
    return "" if cells[4] else "it has no text"


def ledger_text(rows: Iterable[LedgerLine]) -> str:
    """Return the text of the ledger: sorted, so that two people's changes merge by line."""
    ordered = sorted(rows, key=lambda row: row.sort_key)
    cells = (
        (row.id, row.state, row.page, " ".join(row.works), row.text, row.history or NOTHING)
        for row in ordered
    )
    return table_text(_HEADER, cells)
