"""`ledger_of`, `updated`: the statements of a site with their permanent ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sourcebook.site.ledger_file import LedgerLine, stem_of
from sourcebook.site.matching import Wording, match
from sourcebook.site.model import Page, Site
from sourcebook.site.statement import Entered, Ledger, Statement
from sourcebook.site.statements import Statements, statements_of


def ledger_of(site: Site) -> Ledger:
    """Return the ledger of *site*; a sentence has the id that the file gives to its equal."""
    found = statements_of(site)
    return enter(found, site.ledger_lines or ())


def enter(found: Statements, lines: Sequence[LedgerLine]) -> Ledger:
    """Return *found* with the ids of the live lines of *lines* that say the same.

    The same text on the same page is the same statement; what is only like it waits for
    ``sourcebook ledger --update``. A figure has the id of its observation, which is written down
    with it.
    """
    ids: dict[tuple[str, str], list[LedgerLine]] = {}
    for row in lines:
        if row.state == "live":
            ids.setdefault((row.page, row.text), []).append(row)
    # Equal sentences of one page take their ids in order.
    for same in ids.values():
        if len(same) > 1:
            same.sort(key=lambda row: row.sort_key, reverse=True)
    entered = []
    for statement in found.statements:
        if statement.figure is not None:
            entered.append(Entered(statement.figure.observation, statement))
            continue
        waiting = ids.get((statement.page, statement.text))
        entered.append(Entered(waiting.pop().id if waiting else None, statement))
    lost = [row for waiting in ids.values() for row in waiting]
    lost.sort(key=lambda row: row.sort_key)
    return Ledger(tuple(entered), found.uncited, tuple(lost), found.rests)


def updated(
    lines: Sequence[LedgerLine], statements: Iterable[Statement], pages: Mapping[str, Page]
) -> tuple[LedgerLine, ...]:
    """Return *lines* as it should be for *statements* on *pages* (by URI), sorted.

    These are sentences: the ids of figures stand in the file of observations.

    Statements keep their ids through rewording and moving (see `matching`); one that comes back
    word for word gets its old id again; the others get the next number of their page, which no
    statement ever had. What is gone is retired and stays.
    """
    now = tuple(statements)
    old = sorted(lines, key=lambda row: row.sort_key)
    live = [row for row in old if row.state == "live"]
    retired = [row for row in old if row.state == "retired"]
    wordings = [wording_of(one) for one in now]
    found = match([_wording(row) for row in live], wordings)
    ids = [None if at is None else live[at].id for at in found]
    back = _come_back(retired, wordings, ids)
    ids = [id or back.get(position) for position, id in enumerate(ids)]
    numbers = _last_numbers(old)
    rows = {row.id: LedgerLine(row.id, "retired", row.page, row.works, row.text) for row in old}
    for statement, id in zip(now, ids, strict=True):
        if id is None:
            stem = stem_of(pages[statement.page].node)
            numbers[stem] = numbers.get(stem, 0) + 1
            id = f"{stem}.{numbers[stem]}"
        rows[id] = LedgerLine(id, "live", statement.page, statement.citekeys, statement.text)
    return tuple(sorted(rows.values(), key=lambda row: row.sort_key))


def wording_of(statement: Statement) -> Wording:
    """Return *statement* as it is compared."""
    return Wording(statement.page, statement.text, statement.citekeys)


def _wording(row: LedgerLine) -> Wording:
    return Wording(row.page, row.text, row.works)


def _come_back(
    retired: Iterable[LedgerLine], wordings: Sequence[Wording], ids: Sequence[str | None]
) -> dict[int, str]:
    """Return the retired ids of statements that stand again as they stood, by position."""
    waiting: dict[tuple[str, str], list[str]] = {}
    for row in retired:
        waiting.setdefault((row.page, row.text), []).append(row.id)
    found: dict[int, str] = {}
    for position, (one, id) in enumerate(zip(wordings, ids, strict=True)):
        old = waiting.get((one.page, one.text)) if id is None else None
        if old:
            found[position] = old.pop(0)
    return found


def _last_numbers(lines: Iterable[LedgerLine]) -> dict[str, int]:
    last: dict[str, int] = {}
    for row in lines:
        stem, number = row.sort_key
        last[stem] = max(last.get(stem, 0), number)
    return last
