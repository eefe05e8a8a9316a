"""`sourcebook ids`: every page and every statement gets its permanent id, and keeps it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from sourcebook.cli.asking import say
from sourcebook.cli.frame import Project, add_root
from sourcebook.compilation import Compilation
from sourcebook.diagnostics import Diagnostic, Severity, reporters, rules_evd, rules_idx, rules_src
from sourcebook.project import ProjectError
from sourcebook.site import ledger
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.ledger_file import LEDGER, LedgerLine, ledger_text, read_ledger
from sourcebook.site.model import Site
from sourcebook.site.register import (
    LIVE,
    REGISTER,
    RegisterLine,
    living_ids,
    read_register,
    register_text,
    updated,
)

MOST_NAMED = 5
"""Ids that are named of each kind of change; the files have them all."""
_SETTLED_HERE = (
    *(rules_src.CONFLICT_MARKER, rules_evd.DUPLICATE_STATEMENT_ID, rules_idx.DUPLICATE_ID),
)
"""What a merge leaves in the files of ids."""

HELP = "give pages and statements their permanent ids"
DESCRIPTION = (
    f"Write the ids of pages into {REGISTER} and those of statements into {LEDGER}: what is new "
    "gets one, what was reworded or moved keeps its own, and what two branches gave twice is "
    "settled. The publishing workflow does it; who writes pages need not. A page that is gone "
    "keeps its id until --why or --renamed says what became of it. "
    "Exits 0, with --check 1 where something would change, or 2 where it cannot run."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to *parser*."""
    add_root(parser)
    parser.add_argument("--check", action="store_true", help="write nothing; say what would change")
    parser.add_argument(
        "--renamed",
        nargs=2,
        action="append",
        default=[],
        metavar=("OLD", "NEW"),
        help="voyages/old-id is voyages/new-id now",
    )
    parser.add_argument("--why", default="", metavar="TEXT", help="why ids are gone, for readers")


def run(options: argparse.Namespace) -> int:
    """Give the ids, or say which would be given; return the exit status."""
    project = Project.at(options.root)
    # What was not read would seem to be gone.
    project.refuse_unread()
    compilation = project.compiled()
    _refuse_errors(project, compilation)
    site = compilation.site
    # Not above: no other command asks git for the day.
    from sourcebook.revision import build_epoch

    epoch = build_epoch(options.root)
    day = datetime.fromtimestamp(epoch, UTC).date().isoformat() if epoch else ""
    lines = list(
        updated(
            site.register or {},
            living_ids(site.subject.collections, site.records, site.works),
            frozenset({*site.broken_nodes, *(Node(SOURCES, key) for key in site.broken_citekeys)}),
            day=day,
            renamed=_renamed(compilation, options.renamed),
            why=options.why,
        )
    )
    statements = [one.statement for one in site.ledger.sentences]
    known = site.ledger_lines or ()
    rows = ledger.updated(known, statements, site.pages, day=day, why=options.why)
    changed = {
        path: text
        for path, text in ((REGISTER, register_text(lines)), (LEDGER, ledger_text(rows)))
        if not project.holds(path, text)
    }
    if changed and not options.check:
        project.write(changed)
    _report(REGISTER, len(lines), _of_register(site, lines))
    _report(LEDGER, len(rows), _of_ledger(known, rows))
    if options.check and changed:
        say(f"{' and '.join(changed)} would change: run `sourcebook ids`.")
        return 1
    return 0


def _refuse_errors(project: Project, compilation: Compilation) -> None:
    """Raise `ProjectError` where something must be put right first.

    A statement that a mistake hides would lose its id; of a line that cannot be read nobody knows
    whose id it was, whatever the settings say of it.
    """
    sources = project.sources.id_files
    found: list[Diagnostic] = []
    if REGISTER in sources:
        found += read_register(sources[REGISTER])[1]
    if LEDGER in sources:
        found += read_ledger(sources[LEDGER])[1]
    found += compilation.at_least(Severity.ERROR)
    found += (one for one in compilation.diagnostics if one.rule is rules_idx.REUSED_ID)
    for one in found:
        if one.rule not in _SETTLED_HERE or one.location.file not in (REGISTER, LEDGER):
            raise ProjectError(
                f"No ids are given before this is put right: {one.location}: {one.message} "
                f"{one.hint}".strip()
            )


def _of_register(site: Site, lines: Iterable[RegisterLine]) -> dict[str, list[str]]:
    """Return the ids that change, by kind."""
    before = site.register or {}
    changes: dict[str, list[str]] = {"new": [], "renamed": [], "removed": []}
    for line in lines:
        known = before.get(line.node)
        if known is None:
            changes["new"].append(str(line.node))
        elif known.state == LIVE and line.renamed_to:
            changes["renamed"].append(f"{line.node} to {line.renamed_to}")
        elif known.state == LIVE and line.state != LIVE:
            changes["removed"].append(str(line.node))
    return changes


def _of_ledger(before: Iterable[LedgerLine], rows: Iterable[LedgerLine]) -> dict[str, list[str]]:
    """Return the ids of statements that change, by kind."""
    known = {row.id: row for row in before}
    changes: dict[str, list[str]] = {
        kind: [] for kind in ("new", "reworded or moved", "changed in meaning", "retired")
    }
    for row in rows:
        old = known.get(row.id)
        if old is None:
            changes["new"].append(row.id)
        elif old.is_live and not row.is_live:
            changes["retired"].append(row.id)
        elif row.history != old.history:
            changes["changed in meaning"].append(row.id)
        elif row != old:
            changes["reworded or moved"].append(row.id)
    return changes


def _report(path: str, count: int, changes: Mapping[str, list[str]]) -> None:
    """Print how many ids the file at *path* has and, by kind, what changes: the first of each."""
    print(f"{path}: {count:,} ids.")
    for kind, found in changes.items():
        if found:
            more = f" and {len(found) - MOST_NAMED:,} more" if len(found) > MOST_NAMED else ""
            named = ", ".join(found[:MOST_NAMED])
            print(reporters.printable(f"  {len(found):,} {kind}: {named}{more}"))


def _renamed(compilation: Compilation, pairs: list[list[str]]) -> dict[Node, str]:
    """Return the new ids by what had the old ones; works say so themselves, by ``ids``.

    Raises `ProjectError` for a pair that names nothing.
    """
    site = compilation.site
    living = living_ids(site.subject.collections, site.records, site.works)
    renamed = {Node(SOURCES, old): new for old, new in site.aliases.items()}
    for old, new in pairs:
        before, after = (Node(*text.partition("/")[::2]) for text in (old, new))
        if before.collection != after.collection:
            raise ProjectError(f"“{old}” and “{new}” are of two collections.")
        if after not in living:
            raise ProjectError(f"There is no “{new}”.")
        if before in living:
            raise ProjectError(f"“{old}” is still there.")
        if before not in (site.register or {}):
            raise ProjectError(f"“{old}” was never published, says {REGISTER}.")
        renamed[before] = after.id
    return renamed
