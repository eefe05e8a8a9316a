"""`sourcebook diff BASE HEAD`: which statements and figures changed, and how the evidence did."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sourcebook.cli.frame import Project, add_root
from sourcebook.project import BIBLIOGRAPHY, DATA, DOCS, SETTINGS, ProjectError
from sourcebook.site.model import Site

_READ = (".md", ".markdown", ".bib", ".yml", ".yaml", ".csv", ".tsv", ".toml")
"""Files that a comparison needs; pictures and styles change no statement."""

HELP = "compare the statements of two states"
DESCRIPTION = (
    "Compare two states of a project, statement by statement: added, removed, "
    "re-sourced, weakened, reworded; figures changed and by how much; coverage before and "
    "after. Exits 0, or 2 where it cannot run."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to *parser*."""
    add_root(parser)
    for name in ("base", "head"):
        parser.add_argument(
            name,
            metavar=name.upper(),
            help="the folder of a project, or a git revision of the one at --root",
        )
    parser.add_argument(
        "--format", choices=["markdown", "json"], default="markdown", help="of the report"
    )


def run(options: argparse.Namespace) -> int:
    """Compare and report; return the exit status."""
    # Not above: the other commands compare nothing and never ask git.
    from sourcebook.pages.evidence.changes import comparison_json, comparison_markdown
    from sourcebook.site.comparison import compare

    before, now = (_site(options.root, name) for name in (options.base, options.head))
    comparison = compare(before.ledger, now.ledger, _values(before), _values(now))
    report = comparison_json if options.format == "json" else comparison_markdown
    sys.stdout.write(report(comparison))
    return 0


def _site(root: Path, name: str) -> Site:
    """Return the site in the folder *name*, or at the revision *name* of the project at *root*.

    What is wrong with it is the business of ``sourcebook check``.
    """
    if (Path(name) / DOCS).is_dir():
        return Project.at(Path(name)).compiled().site
    if Path(name).is_dir():
        raise ProjectError(f"{name} has no folder {DOCS}/, so it is not a Sourcebook project.")
    from sourcebook.revision import files_of

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / DOCS).mkdir()
        for path, content in files_of(root, name, (DOCS, BIBLIOGRAPHY, DATA, SETTINGS), _READ):
            # git lets no path out of the tree; neither does this.
            if ".." not in Path(path).parts:
                file = Path(folder) / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
        return Project.at(Path(folder)).compiled().site


def _values(site: Site) -> Mapping[str, str]:
    """Return the values of the observations by id."""
    rows = site.records.get("observations", {})
    return {id: str(getattr(loaded.record, "value", "")) for id, loaded in rows.items()}
