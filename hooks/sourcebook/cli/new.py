"""`sourcebook new`: a visit, a sector, a source."""

from __future__ import annotations

import argparse

from sourcebook.cli import new_page, new_source

HELP = "add a visit, a sector or a source"
DESCRIPTION = "Add a page with its record, or an entry to the bibliography."


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add a command for each kind to *parser*."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="WHAT")
    for singular, collection in new_page.PAGES.items():
        description = new_page.DESCRIPTION.format(folder=collection.folder)
        page = kinds.add_parser(
            singular, help=f"write the page of a {singular}", description=description
        )
        page.set_defaults(run=new_page.run, collection=collection)
        new_page.add_options(page, collection)
    source = kinds.add_parser("source", help=new_source.HELP, description=new_source.DESCRIPTION)
    source.set_defaults(run=new_source.run)
    new_source.add_options(source)
