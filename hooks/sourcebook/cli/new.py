"""`sourcebook new`: a record of the kinds that the site declares, or a source."""

from __future__ import annotations

import argparse
from pathlib import Path

from sourcebook.cli import new_record, new_source
from sourcebook.cli.frame import add_root
from sourcebook.project import ProjectError, read
from sourcebook.records.declaration import DECLARATION
from sourcebook.records.page_drafts import is_whole
from sourcebook.records.subject import Subject, subject_of

HELP = "add a record or a source"
DESCRIPTION = "Add a page with its record, or an entry to the bibliography."


def add_options(parser: argparse.ArgumentParser) -> None:
    """Let *parser* leave everything to `run`: which kinds there are, the project says."""
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="WHAT …")
    # Of “new voyage --help” the kind is asked.
    parser.prefix_chars = "\0"


def run(options: argparse.Namespace) -> int:
    """Read which kinds there are, then do as the arguments say; return the exit status."""
    finder = argparse.ArgumentParser(add_help=False)
    add_root(finder)
    root: Path = finder.parse_known_args(options.rest)[0].root
    parser = argparse.ArgumentParser(prog="sourcebook new", description=DESCRIPTION)
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="WHAT")
    for collection in _subject(root).collections:
        if is_whole(collection.record_type):
            place = new_record.place_of(collection)
            page = kinds.add_parser(
                collection.singular,
                help=f"write {place}",
                description=new_record.DESCRIPTION.format(place=place),
            )
            page.set_defaults(run=new_record.run, collection=collection)
            new_record.add_options(page, collection)
    source = kinds.add_parser("source", help=new_source.HELP, description=new_source.DESCRIPTION)
    source.set_defaults(run=new_source.run)
    new_source.add_options(source)
    chosen = parser.parse_args(options.rest)
    status: int = chosen.run(chosen)
    return status


def _subject(root: Path) -> Subject:
    """Return the subject of the project at *root*; the engine's own where none can be read."""
    try:
        sources, _ = read(root)
    except ProjectError:
        return Subject()
    return subject_of(sources.data.get(DECLARATION))[0] or Subject()
