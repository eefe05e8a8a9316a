"""`ledger_of`, `updated`: the statements of a site with their permanent ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sourcebook.site.ledger_file import (
    LIVE,
    MERGED,
    RETIRED,
    SPLIT,
    LedgerLine,
    outcome,
    stem_of,
)
from sourcebook.site.matching import Wording, match
from sourcebook.site.meaning import changes_of
from sourcebook.site.model import Page, Site
from sourcebook.site.statement import Entered, Ledger, Retired, Statement
from sourcebook.site.statements import Statements, statements_of


def ledger_of(site: Site) -> Ledger:
    """Return the ledger of *site*; a sentence has the id that the file gives to its equal."""
    found = statements_of(site)
    return enter(found, site.ledger_lines or ())


def enter(found: Statements, lines: Sequence[LedgerLine]) -> Ledger:
    """Return *found* with the ids of the live lines of *lines* that say the same.

    The same text on the same page is the same statement; what is only like it waits for
    ``sourcebook ids``. A figure has the id of its observation, which is written down
    with it.
    """
    ids: dict[tuple[str, str], list[LedgerLine]] = {}
    by_id: dict[str, LedgerLine] = {}
    for row in lines:
        if by_id.setdefault(row.id, row) is row and row.is_live:
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
        known = waiting.pop() if waiting else None
        history = known.history if known else ""
        entered.append(Entered(known.id if known else None, statement, history))
    lost = [row for waiting in ids.values() for row in waiting]
    lost.sort(key=lambda row: row.sort_key)
    gone = (row for row in by_id.values() if not row.is_live)
    retired = {row.id: Retired(row, outcome(by_id, row.id)) for row in gone}
    return Ledger(tuple(entered), found.uncited, tuple(lost), found.rests, retired)


def updated(
    lines: Sequence[LedgerLine],
    statements: Iterable[Statement],
    pages: Mapping[str, Page],
    *,
    day: str = "",
    why: str = "",
) -> tuple[LedgerLine, ...]:
    """Return *lines* as it should be for *statements* on *pages* (by URI), sorted.

    These are sentences: the ids of figures stand in the file of observations.

    Statements keep their ids through rewording and moving (see `matching`); one that comes back
    word for word gets its old id again; the others get the next number of their page, which no
    statement ever had. What is gone is retired and stays, with the *day* and *why*. Of lines with
    one id the first whose statement is there has it; the others' statements get ids of their own.
    """
    now = tuple(statements)
    old = sorted(lines, key=lambda row: row.sort_key)
    live = [row for row in old if row.is_live]
    wordings = [wording_of(one) for one in now]
    matched = match([_wording(row) for row in live], wordings)
    kept: dict[int, LedgerLine] = {}
    given: set[str] = set()
    for at, position in sorted(
        (at, position) for position, at in enumerate(matched.same) if at is not None
    ):
        if live[at].id not in given:
            kept[position] = live[at]
            given.add(live[at].id)
    for position, row in _come_back(old, wordings, kept, given).items():
        kept[position] = row
        given.add(row.id)
    numbers = _last_numbers(old)
    ids = []
    rows: dict[str, LedgerLine] = {}
    for position, one in enumerate(now):
        known = kept.get(position)
        if known is not None:
            id, history = known.id, _told(known, day, *_changes(known, one))
        else:
            stem = stem_of(pages[one.page].node)
            numbers[stem] = numbers.get(stem, 0) + 1
            id, history = f"{stem}.{numbers[stem]}", ""
        ids.append(id)
        rows[id] = LedgerLine(id, LIVE, one.page, one.citekeys, one.text, history)
    into = {live[at].id: [ids[new] for new in places] for at, places in matched.into.items()}
    for row in sorted(old, key=lambda row: row.is_live):
        # Where one side retired it, and the other did not, it is retired.
        rows.setdefault(row.id, _retired(row, into.get(row.id, ()), day, why))
    return tuple(sorted(rows.values(), key=lambda row: row.sort_key))


def _changes(row: LedgerLine, now: Statement) -> tuple[str, ...]:
    return changes_of(row.text, now.text, row.works, now.citekeys)


def _retired(row: LedgerLine, into: Sequence[str], day: str, why: str) -> LedgerLine:
    """Return *row* as that of a statement that is gone, or went *into* others."""
    if not row.is_live:
        return row
    state = " ".join((SPLIT if len(into) > 1 else MERGED, *into)) if into else RETIRED
    word = {SPLIT: "split", MERGED: "merged", RETIRED: "cut"}[state.split()[0]]
    return row._replace(state=state, history=_told(row, day, f"{word}: {why}" if why else word))


def _told(row: LedgerLine, day: str, *changes: str) -> str:
    """Return the history of *row* with what came to pass on *day*."""
    entry = " ".join(filter(None, (day, ", ".join(changes))))
    return "; ".join(filter(None, (row.history, entry if changes else "")))


def wording_of(statement: Statement) -> Wording:
    """Return *statement* as it is compared."""
    return Wording(statement.page, statement.text, statement.citekeys)


def _wording(row: LedgerLine) -> Wording:
    return Wording(row.page, row.text, row.works)


def _come_back(
    old: Iterable[LedgerLine],
    wordings: Sequence[Wording],
    kept: Mapping[int, LedgerLine],
    given: set[str],
) -> dict[int, LedgerLine]:
    """Return the retired lines of statements that stand again as they stood, by position."""
    waiting: dict[tuple[str, str], dict[str, LedgerLine]] = {}
    for row in old:
        if not row.is_live and row.id not in given:
            waiting.setdefault((row.page, row.text), {}).setdefault(row.id, row)
    found: dict[int, LedgerLine] = {}
    taken: set[str] = set()
    for position, one in enumerate(wordings):
        known = waiting.get((one.page, one.text), {}) if position not in kept else {}
        for id in [id for id in known if id not in taken][:1]:
            found[position] = known[id]
            taken.add(id)
    return found


def _last_numbers(lines: Iterable[LedgerLine]) -> dict[str, int]:
    last: dict[str, int] = {}
    for row in lines:
        stem, number = row.sort_key
        last[stem] = max(last.get(stem, 0), number)
    return last
