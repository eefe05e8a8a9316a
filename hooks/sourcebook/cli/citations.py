"""`sourcebook citations`: every citation of some files, one JSON object a line.

For editors, and for anyone who wants to compare with another reader of pandoc's syntax.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from sourcebook.cli.asking import say
from sourcebook.diagnostics import Source
from sourcebook.formats.citations import Citation, scan
from sourcebook.formats.frontmatter import split_page
from sourcebook.project import ProjectError, read_file

STANDARD_INPUT = "-"

HELP = "list the citations of Markdown files"
DESCRIPTION = (
    "List the citations in the text of Markdown files, front matter left out, in "
    "pandoc's terms: one JSON object a line. Exits 2 where a file cannot be read."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to *parser*."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a Markdown file; - reads standard input"
    )
    parser.add_argument("--format", choices=["json"], default="json", help="of the list")


def run(options: argparse.Namespace) -> int:
    """Print the citations of every file that can be read; return the exit status."""
    status = 0
    for name in options.files:
        try:
            source = (
                Source(STANDARD_INPUT, sys.stdin.read())
                if name == STANDARD_INPUT
                else read_file(Path(name))
            )
        except ProjectError as error:
            say(f"sourcebook: {error}")
            status = 2
            continue
        sys.stdout.writelines(lines(source))
    return status


def lines(source: Source) -> Iterator[str]:
    """Yield a line of JSON for every citation in the body of *source*, in order.

    Keys: ``file``, ``line``, ``column``, ``end_line``, ``end_column`` (from 1, columns in code
    points, ends exclusive), ``items``: objects with ``citekey``, ``mode``, ``prefix``,
    ``locator_label``, ``locator`` (strings or null), ``suffix`` and ``words``.
    """
    parts, _ = split_page(source)
    for citation in scan(source.text[parts.body_start :], parts.body_start):
        at = source.locate(citation.start, citation.end)
        told = {
            "file": at.file,
            "line": at.line,
            "column": at.column,
            "end_line": at.end_line,
            "end_column": at.end_column,
            "items": _items(citation),
        }
        yield json.dumps(told, ensure_ascii=False) + "\n"


def _items(citation: Citation) -> list[dict[str, str | None]]:
    return [
        {
            "citekey": one.citekey,
            "mode": one.mode,
            "prefix": one.prefix,
            "locator_label": one.locator.label if one.locator else None,
            "locator": one.locator.value if one.locator else None,
            "suffix": one.suffix,
            "words": one.words,
        }
        for one in citation.items
    ]
