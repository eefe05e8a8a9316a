"""`sourcebook new`: a record of the kinds that the site declares, or a source."""

from __future__ import annotations

import argparse
from pathlib import Path

from sourcebook.cli import new_page, new_source
from sourcebook.project import ProjectError, read
from sourcebook.records.declaration import DECLARATION
from sourcebook.records.subject import Subject, subject_of


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to *commands*; its kinds are known when the project is."""
    parser = commands.add_parser(
        "new",
        help="add a record or a source",
        description="Add a page with its record, or an entry to the bibliography.",
        add_help=False,
    )
    parser.add_argument("rest", nargs=argparse.REMAINDER)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read which kinds there are, then do as the arguments say; return the exit status."""
    finder = argparse.ArgumentParser(add_help=False)
    finder.add_argument("--root", type=Path, default=Path())
    root = finder.parse_known_args(options.rest)[0].root
    parser = argparse.ArgumentParser(
        prog="sourcebook new",
        description="Add a page with its record, or an entry to the bibliography.",
    )
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="WHAT")
    new_page.add_parsers(kinds, _subject(root))
    new_source.add_parser(kinds)
    chosen = parser.parse_args(options.rest)
    status: int = chosen.run(chosen)
    return status


def _subject(root: Path) -> Subject:
    """Return the subject of the project at *root*; that of no project where there is none."""
    try:
        sources, _ = read(root)
    except ProjectError:
        return Subject()
    return subject_of(sources.data.get(DECLARATION))[0] or Subject()
