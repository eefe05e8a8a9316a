"""The command `sourcebook`: one module for each of its commands.

Exit status: 0 clean, 1 findings at or above ``--fail-on``, 2 could not run.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence

from sourcebook import __version__
from sourcebook.cli import (
    check,
    citations,
    diff,
    explain,
    export,
    ids,
    init,
    new,
    schema,
    tidy,
)
from sourcebook.cli.frame import carried_out

_COMMANDS = (
    *(check, explain, new, tidy, ids, diff),
    *(schema, citations, export, init),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with *arguments* (those of the process by default); return its status."""
    whole = argparse.ArgumentParser(
        prog="sourcebook",
        description="Check a site and its sources, and add to them. Each command has a --help.",
    )
    whole.add_argument("--version", action="version", version=f"sourcebook {__version__}")
    commands = whole.add_subparsers(
        dest="command", required=True, metavar="COMMAND", title="commands"
    )
    for module in _COMMANDS:
        name = module.__name__.rpartition(".")[2]
        parser = commands.add_parser(name, help=module.HELP, description=module.DESCRIPTION)
        # “new” has several.
        parser.set_defaults(run=getattr(module, "run", None))
        module.add_options(parser)
    options = whole.parse_args(arguments)
    # Texts are in any script, whatever the locale of the terminal.
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    return carried_out(options)
