"""`sourcebook new`: a visit, a sector, a source."""

from __future__ import annotations

import argparse

from sourcebook.cli import new_page, new_source


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to *commands*."""
    parser = commands.add_parser(
        "new",
        help="add a visit, a sector or a source",
        description="Add a page with its record, or an entry to the bibliography.",
    )
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="WHAT")
    new_page.add_parsers(kinds)
    new_source.add_parser(kinds)
