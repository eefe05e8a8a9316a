"""`sourcebook check`: read, compile, report. MkDocs and pandoc are not started."""

from __future__ import annotations

import argparse
import sys

from sourcebook import __version__
from sourcebook.cli.frame import Project, add_root, report
from sourcebook.compilation import THRESHOLD
from sourcebook.diagnostics import Severity, reporters
from sourcebook.diagnostics.reporters_github import github
from sourcebook.diagnostics.reporters_sarif import sarif

HELP = "check every citation, record and link"
DESCRIPTION = (
    "Check the project: citations, bibliography, records and links. "
    "Exits 0 where nothing is found at or above --fail-on, 1 where something is, "
    "2 where it cannot run."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to *parser*."""
    add_root(parser)
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


def run(options: argparse.Namespace) -> int:
    """Check and report; return the exit status."""
    project = Project.at(options.root)
    compilation = project.compiled()
    if options.format == "json":
        sys.stdout.write(reporters.json(compilation.diagnostics))
    elif options.format == "github":
        sys.stdout.write(github(compilation.diagnostics))
    elif options.format == "sarif":
        sys.stdout.write(sarif(compilation.diagnostics, __version__))
    else:
        report(compilation.diagnostics, project.sources.all(), sys.stdout)
    # The report first, also where both streams go into one file.
    sys.stdout.flush()
    print(reporters.summary(compilation.diagnostics), file=sys.stderr)
    return 1 if compilation.at_least(Severity[options.fail_on.upper()]) else 0
