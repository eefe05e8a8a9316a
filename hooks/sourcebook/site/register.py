"""`RegisterLine`, `read_register`, `register_text`: every id that was ever published, written down.

``data/register.tsv`` is a table with tabs between seven columns and one id a line: collection (or
``sources`` for the citekey of a work), id, since, state, changed, label, note. An id stays where
it is for ever. Its state is ``live``, ``removed`` or ``renamed-to ID``; *since* and *changed* are
days; “-” is nothing. The page of what was removed says so, and why (the note).

``sourcebook ids`` writes the file; builds and checks only read it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sourcebook.diagnostics import Diagnostic, Location, Source, rules_idx
from sourcebook.formats.edtf import Edtf, parse_edtf
from sourcebook.records.records import Collection, Loaded
from sourcebook.records.shapes import ID_PATTERN
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.id_file import NO_HEADER, NOTHING, rows_of, table_text
from sourcebook.works.works import Work

REGISTER = "data/register.tsv"

LIVE, REMOVED = "live", "removed"
_RENAMED = "renamed-to "
_HEADER = ("collection", "id", "since", "state", "changed", "label", "note")
_NAME = re.compile(ID_PATTERN)
"""Of a collection; a site that gave one up keeps the ids that it gave."""
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of the register."""

    node: Node
    since: str
    """Day of its first publication, ``2021-04-06``; "" where it is not known."""
    state: str
    """`LIVE`, `REMOVED`, or "" for a renamed one."""
    renamed_to: str
    """The id that it has now, or ""."""
    changed: str
    """Day on which it was removed or renamed, or ""."""
    label: str
    """The name that readers knew."""
    note: str
    """Why, for readers; or ""."""
    location: Location

    @property
    def successor(self) -> Node | None:
        """What it is called now, if it was renamed."""
        return Node(self.node.collection, self.renamed_to) if self.renamed_to else None


def read_register(source: Source) -> tuple[tuple[RegisterLine, ...], tuple[Diagnostic, ...]]:
    """Return the lines of the register *source*, and what is wrong with the others.

    Lines that have one id are all among them: `one_each` settles which counts.
    """
    found: list[RegisterLine] = []
    first: dict[Node, Location] = {}
    diagnostics: list[Diagnostic] = []
    for at, cells in rows_of(source, _HEADER):
        if reason := _fault(cells):
            diagnostics.append(rules_idx.UNREADABLE_REGISTER_LINE.at(at, reason=reason))
            continue
        renamed = cells[3].removeprefix(_RENAMED) if cells[3].startswith(_RENAMED) else ""
        node = Node(cells[0], cells[1])
        since, changed = _text(cells[2]), _text(cells[4])
        state = "" if renamed else cells[3]
        note = _text(cells[6])
        found.append(RegisterLine(node, since, state, renamed, changed, cells[5], note, at))
        if first.setdefault(node, at) is not at:
            related = ((first[node], "first written here"),)
            diagnostics.append(rules_idx.DUPLICATE_ID.at(at, related=related, id=str(node)))
    return tuple(found), tuple(diagnostics)


def one_each(lines: Iterable[RegisterLine], living: Container[Node]) -> Mapping[Node, RegisterLine]:
    """Return the lines of the register by what they name.

    Of several with one id, the live one counts where it lives, else the one that says what became
    of it; since the earlier day.
    """

    def rank(one: RegisterLine) -> tuple[bool, bool]:
        return (one.state == LIVE) == (one.node in living), bool(one.renamed_to)

    found: dict[Node, RegisterLine] = {}
    for one in lines:
        if (known := found.setdefault(one.node, one)) is not one:
            since = min(filter(None, (known.since, one.since)), default="")
            found[one.node] = replace(max(known, one, key=rank), since=since)
    return found


def _fault(cells: tuple[str, ...]) -> str:
    """Return why the line with these *cells* cannot be used, or ""."""
    if not cells:
        return NO_HEADER
    if len(cells) != len(_HEADER):
        return f"it has {len(cells)} columns and not {len(_HEADER)}"
    collection, id, since, state, changed, _, _ = cells
    if not _NAME.fullmatch(collection):
        return f"“{collection}” cannot be a collection"
    if not id or id != id.strip():
        return "it has no id"
    if state not in (LIVE, REMOVED) and not state.removeprefix(_RENAMED).strip():
        return f"its state “{state}” names no id"
    if state not in (LIVE, REMOVED) and not state.startswith(_RENAMED):
        return f"its state is “{state}” and not “live”, “removed” or “renamed-to …”"
    for day in (since, changed):
        found = parse_edtf(day) if day != NOTHING else None
        if found is not None and not (isinstance(found, Edtf) and found.precision == "day"):
            return f"“{day}” is neither a day nor “-”"
    return ""


def living_ids(
    collections: Iterable[Collection],
    records: Mapping[str, Mapping[str, Loaded]],
    works: Mapping[str, Work],
) -> Mapping[Node, str]:
    """Return the label of every record and work that has a page, collection by collection."""
    living = {
        Node(collection.name, id): loaded.label
        for collection in collections
        if collection.has_pages
        for id, loaded in records.get(collection.name, {}).items()
    }
    return living | {Node(SOURCES, key): work.title or work.label for key, work in works.items()}


def _text(cell: str) -> str:
    return "" if cell == NOTHING else cell


def settled(register: Mapping[Node, RegisterLine], living: Mapping[Node, str]) -> frozenset[Node]:
    """Return the ids that lead to a page at last: living, removed, or renamed to one of these.

    What is renamed in a circle, or to what never was, is not among them.
    """
    former: dict[Node, list[Node]] = {}
    waiting = list(living)
    for node, one in register.items():
        if one.successor is not None and node not in living:
            former.setdefault(one.successor, []).append(node)
        elif one.successor is None:
            waiting.append(node)
    found: set[Node] = set()
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += former.get(node, ())
    return frozenset(found)


def register_text(lines: Iterable[RegisterLine]) -> str:
    """Return the text of the register: sorted, so that two people's changes merge by line."""
    rows = []
    for one in sorted(lines, key=lambda line: line.node):
        state = f"{_RENAMED}{one.renamed_to}" if one.renamed_to else one.state
        days = (one.since or NOTHING, one.changed or NOTHING)
        label, note = (_BLANKS.sub(" ", text).strip() for text in (one.label, one.note))
        rows.append((*one.node, days[0], state, days[1], label, note or NOTHING))
    return table_text(_HEADER, rows)


def updated(
    register: Mapping[Node, RegisterLine],
    living: Mapping[Node, str],
    broken: frozenset[Node],
    *,
    day: str,
    renamed: Mapping[Node, str],
    why: str = "",
) -> Iterator[RegisterLine]:
    """Yield the lines of the register as it should be.

    *living* is the label of all that has a page now, *renamed* the new id of what has another
    name. Ids that come back stay as they are: that is an error for the author to settle. *broken*
    ones exist and cannot be read. What is gone stays as it is until somebody says *why*: an address
    that leads nowhere is for people to decide.
    """
    for node, label in living.items():
        known = register.get(node)
        if known is None:
            yield RegisterLine(node, day, LIVE, "", "", label, "", Location(REGISTER))
        elif known.state == LIVE:
            yield replace(known, label=label)
        else:
            yield known
    for node, known in register.items():
        if node in living:
            continue
        if node in renamed:
            yield replace(known, state="", renamed_to=renamed[node], changed=day, note=why)
        elif why and known.state == LIVE and node not in broken:
            yield replace(known, state=REMOVED, changed=day, note=why)
        else:
            yield known
