"""`ledger_of`, `updated`: the statements of a site with their permanent ids."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Iterable, Mapping, Sequence

from sourcebook.site.ledger_file import LIVE, MERGED, RETIRED, LedgerLine, outcome, stem_of
from sourcebook.site.matching import Wording, match
from sourcebook.site.meaning import changes_of
from sourcebook.site.model import Page, Site
from sourcebook.site.statement import Entered, Ledger, Retired, Statement
from sourcebook.site.statements import Statements, statements_of

_CUT_FOR_NOTHING = re.compile(r"(?:^|[ ;])cut$")
"""Of a history whose last word is that the statement went, and not why."""


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
    word for word gets its old id again; the others get ids that no statement ever had. What is gone
    is retired and stays, with the *day* and *why*; a *why* that comes later reaches what went with
    its page.
    """
    now = tuple(statements)
    old = _settled(lines, now)
    live = [row for row in old if row.is_live]
    matched = match([_wording(row) for row in live], [wording_of(one) for one in now])
    kept = {position: live[at] for position, at in enumerate(matched.same) if at is not None}
    kept |= _come_back((row for row in old if not row.is_live), now, kept)
    ids = {position: row.id for position, row in kept.items()}
    taken = {row.id for row in old}
    for position, one in enumerate(now):
        if position not in ids:
            ids[position] = _new_id(stem_of(pages[one.page].node), one, taken)
            taken.add(ids[position])
    parts = {live[at].id: places for at, places in matched.into.items()}
    rows: dict[str, LedgerLine] = {}
    for position, one in enumerate(now):
        id, known, history = ids[position], kept.get(position), ""
        if known is not None:
            wholes, places = matched.together(position)
            changes = _changes(
                [live[at] for at in wholes] or [known], [now[place] for place in places]
            )
            others = [f"split: + {ids[place]}" for place in places if place != position]
            back = [] if known.is_live else ["back"]
            history = _told(known, day, *back, *others, *changes)
        rows[id] = LedgerLine(id, LIVE, one.page, one.citekeys, one.text, history)
    for row in old:
        if row.id not in rows:
            into = [ids[place] for place in parts.get(row.id, ())]
            rows[row.id] = _retired(row, into, day, why, is_page_gone=row.page not in pages)
    return tuple(sorted(rows.values(), key=lambda row: row.sort_key))


def _settled(lines: Iterable[LedgerLine], now: Iterable[Statement]) -> list[LedgerLine]:
    """Return one line for each id, sorted.

    Where branches met, an id may have several: that counts which stands word for word on its page,
    else one that says what became of it. Any other could lead the id to a statement of the other
    branch.
    """
    here = {(one.page, one.text) for one in now}

    def rank(row: LedgerLine) -> tuple[bool, bool]:
        is_here = (row.page, row.text) in here
        return not is_here, row.is_live != is_here

    found: dict[str, LedgerLine] = {}
    for row in lines:
        found[row.id] = min(found.get(row.id, row), row, key=rank)
    return sorted(found.values(), key=lambda row: row.sort_key)


def _new_id(stem: str, one: Statement, taken: Container[str]) -> str:
    """Return an id that no statement ever had.

    Its number comes from the page and the words: branches that do not know of each other give
    different ids to different statements, so none has to change when they meet. Counting on gave
    the next number to one on each side. Of eight digits, so that a thousand new statements a side
    on one page meet by chance once in ninety such merges, and ten of them once in 900,000.
    """
    digest = hashlib.sha256(f"{one.page}\n{one.text}".encode()).digest()
    number = 10_000_000 + int.from_bytes(digest[:8], "big") % 90_000_000
    while (id := f"{stem}.{number}") in taken:
        number += 1
    return id


def _changes(before: Sequence[LedgerLine], now: Sequence[Statement]) -> tuple[str, ...]:
    """Return what the statements *now* say together otherwise than those *before* did."""
    return changes_of(
        " ".join(row.text for row in before),
        " ".join(one.text for one in now),
        [citekey for row in before for citekey in row.works],
        [citekey for one in now for citekey in one.citekeys],
    )


def _retired(
    row: LedgerLine, into: Sequence[str], day: str, why: str, *, is_page_gone: bool
) -> LedgerLine:
    """Return *row* as that of a statement that is gone, or went *into* another."""
    if row.is_live:
        word = "merged" if into else "cut"
        state = f"{MERGED} {into[0]}" if into else RETIRED
        return row._replace(state=state, history=_told(row, day, f"{word}: {why}" if why else word))
    if why and is_page_gone and _CUT_FOR_NOTHING.search(row.history):
        return row._replace(history=f"{row.history}: {why}")
    return row


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
    retired: Iterable[LedgerLine], now: Sequence[Statement], kept: Container[int]
) -> dict[int, LedgerLine]:
    """Return the retired lines of statements that stand again as they stood, by position."""
    waiting: dict[tuple[str, str], list[LedgerLine]] = {}
    for row in retired:
        waiting.setdefault((row.page, row.text), []).append(row)
    found: dict[int, LedgerLine] = {}
    for position, one in enumerate(now):
        if position not in kept and (same := waiting.get((one.page, one.text))):
            found[position] = same.pop(0)
    return found
