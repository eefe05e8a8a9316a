"""`sourcebook ledger`: whether every sentence has its permanent id; ``--update`` gives them."""

from __future__ import annotations

import argparse

from sourcebook.cli.frame import Project, add_root
from sourcebook.diagnostics import Severity, reporters
from sourcebook.project import ProjectError
from sourcebook.site.ledger import updated
from sourcebook.site.ledger_file import LEDGER, ledger_text, read_ledger

HELP = "count the statements, and give new ones their permanent ids"
DESCRIPTION = (
    f"Say how many sentences stand in {LEDGER} with their permanent ids. With "
    "--update, find reworded and moved sentences again, give new ones an id, and retire "
    "what is gone. A figure has the id of its observation. "
    "Exits 0 where the ledger is up to date, 1 where it is not, 2 where it cannot run."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to *parser*."""
    add_root(parser)
    parser.add_argument("--update", action="store_true", help=f"write {LEDGER}")


def run(options: argparse.Namespace) -> int:
    """Count, or update; return the exit status."""
    project = Project.at(options.root)
    compilation = project.compiled()
    site = compilation.site
    count = f"{len(site.ledger.sentences)} sentences"
    if not options.update:
        new, lost = len(site.ledger.new), len(site.ledger.lost)
        print(
            f"{count}, {new} without an id; {len(site.ledger.figures)} figures, each with its own."
        )
        print(f"{lost} lines of {LEDGER} without a sentence.")
        return 1 if new or lost else 0
    # A page that cannot be read would have its statements retired, and a line its id.
    project.refuse_unread()
    written = project.sources.id_files.get(LEDGER)
    errors = compilation.at_least(Severity.ERROR) or (read_ledger(written)[1] if written else ())
    if errors:
        raise ProjectError(
            f"{reporters.summary(errors)}, so {LEDGER} stays as it is. `sourcebook check` shows "
            "them."
        )
    before = {row.id: row for row in site.ledger_lines or ()}
    rows = updated(
        site.ledger_lines or (), (one.statement for one in site.ledger.sentences), site.pages
    )
    project.write({LEDGER: ledger_text(rows)})
    added = sum(row.id not in before for row in rows)
    retired = sum(
        row.state == "retired" and before[row.id].state == "live"
        for row in rows
        if row.id in before
    )
    kept = sum(row.id in before and row.state == "live" and row != before[row.id] for row in rows)
    print(f"{count}: {added} new, {kept} changed, {retired} retired.")
    return 0
