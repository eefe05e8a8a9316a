"""`sourcebook register`: every id that was ever published, written down in data/register.tsv."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import UTC, datetime

from sourcebook.cli.asking import say
from sourcebook.cli.frame import Project, add_root
from sourcebook.compilation import Compilation
from sourcebook.diagnostics import reporters, rules_idx
from sourcebook.project import ProjectError
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.register import (
    LIVE,
    REGISTER,
    RegisterLine,
    living_ids,
    read_register,
    register_text,
    updated,
)

MOST_NAMED = 5
"""Ids that are named of each kind of change; the file has them all."""

HELP = "keep the register of published ids"
DESCRIPTION = (
    f"Say how {REGISTER} differs from the site, or bring it up to date: what is new "
    "is added, what is gone is marked as removed or renamed and keeps a page that says so. "
    "Exits 0 where it is up to date, 1 where it is not, 2 where it cannot run."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to *parser*."""
    add_root(parser)
    parser.add_argument("--update", action="store_true", help="write the file")
    parser.add_argument(
        "--renamed",
        nargs=2,
        action="append",
        default=[],
        metavar=("OLD", "NEW"),
        help="voyages/old-id is voyages/new-id now (with --update)",
    )
    parser.add_argument(
        "--why", default="", metavar="TEXT", help="why ids are gone, for readers (with --update)"
    )


def run(options: argparse.Namespace) -> int:
    """Compare or write; return the exit status."""
    project = Project.at(options.root)
    project.refuse_unread()
    kept = project.text(REGISTER)
    compilation = project.compiled()
    _settled(project, compilation)
    renamed = _renamed(compilation, options.renamed)
    site = compilation.site
    # Not above: no other command asks git for the day.
    from sourcebook.revision import build_epoch

    epoch = build_epoch(options.root)
    day = datetime.fromtimestamp(epoch, UTC).date().isoformat() if epoch else ""
    lines = list(
        updated(
            site.register or {},
            living_ids(site.subject.collections, site.records, site.works),
            frozenset({*site.broken_nodes, *(Node(SOURCES, key) for key in site.broken_citekeys)}),
            day=day,
            renamed=renamed,
            why=options.why,
        )
    )
    text = register_text(lines)
    if kept == text:
        print(f"{REGISTER} is up to date: {len(lines)} ids.")
        return 0
    if options.update:
        project.write({REGISTER: text})
    _report(site.register or {}, lines)
    if not options.update:
        say(f"{REGISTER} is behind: run `sourcebook register --update`.")
        return 1
    print(f"{REGISTER}: {len(lines)} ids.")
    return 0


def _report(before: Mapping[Node, RegisterLine], lines: list[RegisterLine]) -> None:
    """Print what changes, by kind: how many, and the first of them."""
    changes: dict[str, list[str]] = {"new": [], "renamed": [], "removed": []}
    for line in lines:
        known = before.get(line.node)
        if known is None:
            changes["new"].append(str(line.node))
        elif known.state == LIVE and line.renamed_to:
            changes["renamed"].append(f"{line.node} to {line.renamed_to}")
        elif known.state == LIVE and line.state != LIVE:
            changes["removed"].append(str(line.node))
    for kind, found in changes.items():
        if found:
            more = f" and {len(found) - MOST_NAMED:,} more" if len(found) > MOST_NAMED else ""
            named = ", ".join(found[:MOST_NAMED])
            print(reporters.printable(f"{len(found):,} {kind}: {named}{more}"))


def _settled(project: Project, compilation: Compilation) -> None:
    """Raise `ProjectError` where something else must be put right first, whatever the settings say.

    An id that the register could not be read for, or that is used again, is an author's to settle.
    """
    written = project.sources.id_files.get(REGISTER)
    found = list(read_register(written)[1]) if written else []
    found += (one for one in compilation.diagnostics if one.rule is rules_idx.REUSED_ID)
    if found:
        raise ProjectError(f"{found[0].location}: {found[0].message} {found[0].hint}")


def _renamed(compilation: Compilation, pairs: list[list[str]]) -> dict[Node, str]:
    """Return the new ids by what had the old ones; works say so themselves, by ``ids``.

    Raises `ProjectError` for a pair that names nothing.
    """
    site = compilation.site
    living = living_ids(site.subject.collections, site.records, site.works)
    renamed = {Node(SOURCES, old): new for old, new in site.aliases.items()}
    for old, new in pairs:
        before, after = (Node(*text.partition("/")[::2]) for text in (old, new))
        if before.collection != after.collection:
            raise ProjectError(f"“{old}” and “{new}” are of two collections.")
        if after not in living:
            raise ProjectError(f"There is no “{new}”.")
        if before in living:
            raise ProjectError(f"“{old}” is still there.")
        if before not in (site.register or {}):
            raise ProjectError(f"“{old}” was never published, says {REGISTER}.")
        renamed[before] = after.id
    return renamed
