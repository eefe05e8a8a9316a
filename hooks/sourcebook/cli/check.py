"""`sourcebook check`: read, compile, report. MkDocs and pandoc are not started."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from sourcebook import __version__
from sourcebook.compilation import THRESHOLD, compile_site
from sourcebook.diagnostics import Severity, reporters
from sourcebook.diagnostics.reporters_github import github
from sourcebook.diagnostics.reporters_sarif import sarif
from sourcebook.project import ProjectError, read


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to *commands*."""
    parser = commands.add_parser(
        "check",
        help="check every citation, record and link",
        description="Check the project: citations, bibliography, records and links. "
        "Exits 0 where nothing is found at or above --fail-on, 1 where something is, "
        "2 where it cannot run.",
    )
    parser.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="the project (default: here)"
    )
    parser.add_argument(
        "--format",
        choices=["terminal", "json", "github", "sarif"],
        default="terminal",
        help="terminal (default); json, an object a line; github, annotations of a workflow; "
        "sarif, a log for editors and code scanning",
    )
    parser.add_argument(
        "--fail-on",
        choices=["error", "warning"],
        default=THRESHOLD.word,
        help="the least severity that fails (default: %(default)s, as in a strict build)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check and report; return the exit status."""
    try:
        sources, problems = read(options.root)
    except ProjectError as error:
        print(f"sourcebook: {error}", file=sys.stderr)
        return 2
    compilation = compile_site(sources, problems)
    if options.format == "json":
        sys.stdout.write(reporters.json(compilation.diagnostics))
    elif options.format == "github":
        sys.stdout.write(github(compilation.diagnostics))
    elif options.format == "sarif":
        sys.stdout.write(sarif(compilation.diagnostics, __version__))
    else:
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        report = reporters.terminal(compilation.diagnostics, sources.all(), colour=colour)
        sys.stdout.write(report + "\n" if report else "")
    # The report first, also where both streams go into one file.
    sys.stdout.flush()
    print(reporters.summary(compilation.diagnostics), file=sys.stderr)
    return 1 if compilation.at_least(Severity[options.fail_on.upper()]) else 0
