"""`sourcebook new`: a visit, a sector, a source."""

from __future__ import annotations

from sourcebook.cli import new_page, new_source
from sourcebook.cli.frame import Commands


def add_to(commands: Commands) -> None:
    """Add the command to *commands*."""
    parser = commands.add_parser(
        "new",
        help="add a visit, a sector or a source",
        description="Add a page with its record, or an entry to the bibliography.",
    )
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="WHAT")
    new_page.add_to(kinds)
    new_source.add_to(kinds)
