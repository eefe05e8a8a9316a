"""`sourcebook ledger`: whether every sentence has its permanent id; ``--update`` gives them."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from sourcebook.compilation import compile_site
from sourcebook.diagnostics import Severity, reporters
from sourcebook.project import ProjectError, read
from sourcebook.site.ledger import updated
from sourcebook.site.register import REGISTER, register_text


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to *commands*."""
    parser = commands.add_parser(
        "ledger",
        help="count the statements, and give new ones their permanent ids",
        description=f"Say how many sentences stand in {REGISTER} with their permanent ids. With "
        "--update, find reworded and moved sentences again, give new ones an id, and retire "
        "what is gone. A figure has the id of its observation. "
        "Exits 0 where the register is up to date, 1 where it is not, 2 where it cannot run.",
    )
    parser.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="the project (default: here)"
    )
    parser.add_argument("--update", action="store_true", help=f"write {REGISTER}")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Count, or update; return the exit status."""
    try:
        sources, problems = read(options.root)
    except ProjectError as error:
        print(f"sourcebook: {error}", file=sys.stderr)
        return 2
    compilation = compile_site(sources, problems)
    site = compilation.site
    count = f"{len(site.ledger.sentences)} sentences"
    if not options.update:
        new, lost = len(site.ledger.new), len(site.ledger.lost)
        print(
            f"{count}, {new} without an id; {len(site.ledger.figures)} figures, each with its own."
        )
        print(f"{lost} lines of {REGISTER} without a sentence.")
        return 1 if new or lost else 0
    if errors := compilation.at_least(Severity.ERROR):
        # A page that cannot be read would have its statements retired.
        told = f"{reporters.summary(errors)}, so {REGISTER} stays as it is."
        print(f"sourcebook: {told} `sourcebook check` shows them.", file=sys.stderr)
        return 2
    before = {row.id: row for row in site.register or ()}
    rows = updated(
        site.register or (), (one.statement for one in site.ledger.sentences), site.pages
    )
    try:
        _write(options.root / REGISTER, register_text(rows))
    except OSError as error:
        print(f"sourcebook: {REGISTER} cannot be written: {error.strerror}.", file=sys.stderr)
        return 2
    added = sum(row.id not in before for row in rows)
    retired = sum(
        row.state == "retired" and before[row.id].state == "live"
        for row in rows
        if row.id in before
    )
    kept = sum(row.id in before and row.state == "live" and row != before[row.id] for row in rows)
    print(f"{count}: {added} new, {kept} changed, {retired} retired.")
    return 0


def _write(path: Path, text: str) -> None:
    """Put *text* in the place of the file at *path* whole, or leave the file as it was."""
    path.parent.mkdir(exist_ok=True)
    beside = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
