"""`sourcebook tidy`: bibliography and data files in one layout, their meaning untouched."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sourcebook.cli.asking import say
from sourcebook.cli.frame import Project, add_root
from sourcebook.diagnostics import Location, Source, reporters
from sourcebook.formats.bibtex.layout import tidy_bibtex
from sourcebook.formats.csv_layout import tidy_csv
from sourcebook.formats.tidied import Tidied, counted
from sourcebook.formats.yaml_layout import tidy_yaml
from sourcebook.project import HOST, ProjectError

Mend = tuple[Location, str, str]
"""A place, what stands there, and what is to stand there."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_TIDY: dict[str, Callable[[Source], Tidied]] = {
    "bib": tidy_bibtex,
    "csv": tidy_csv,
    "yml": tidy_yaml,
    "yaml": tidy_yaml,
    # A page has no layout but its author's.
    "md": lambda page: Tidied(page.text),
}

HELP = "put bibliography and data files into one layout"
DESCRIPTION = (
    "Put the files of bibliography/ and data/ into one layout: in .bib files one "
    "field on a line, in a set order and aligned; in .csv files quotation marks where they "
    "are needed; in .yml files no blanks at line ends. Identifiers and addresses get their plain "
    "form, and links to what was renamed its new name, in pages too. What a file says stays: "
    "what cannot be read, comments and @string are left as they are. Exits 0, 1 where --check "
    "finds a file that is not tidy, 2 where it cannot run."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to *parser*."""
    add_root(parser)
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="only these (default: all)"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; say what is not tidy")


def run(options: argparse.Namespace) -> int:
    """Tidy or compare; return the exit status."""
    root: Path = options.root
    project = Project.at(root)
    known = {
        **project.sources.bibliography,
        **project.sources.data,
        **project.sources.excerpts,
    }
    mends = _mends(project)
    known |= {path: project.sources.pages[path] for path in mends if path in project.sources.pages}
    chosen = list(_chosen(root, options.files, known)) if options.files else sorted(known)
    found = {path: _tidied(root / path, known[path], mends.get(path, ())) for path in chosen}
    untidy = {path: tidied.text for path, tidied in found.items() if tidied.done}
    if not options.check:
        project.write(untidy)
    for path, tidied in found.items():
        if tidied.trouble:
            print(reporters.printable(f"{path}: left as it is, since {tidied.trouble}."))
        if tidied.done:
            print(reporters.printable(f"{path}: {', '.join(tidied.done)}"))
            for location, before, after in mends.get(path, ()):
                print(reporters.printable(f"  {location}: “{before}” → “{after}”"))
    if project.problems and not options.files:
        print("Some files could not be read: `sourcebook check` says which.")
    done = "not tidy: run `sourcebook tidy`." if options.check else "tidied."
    files = counted(len(chosen), "file", "files")
    say(f"{len(untidy)} of {files} {done}" if untidy else f"All tidy: {files}.")
    return 1 if options.check and untidy else 0


def _chosen(root: Path, files: list[Path], known: dict[str, Source]) -> Iterator[str]:
    """Yield the paths of *files* below *root*. Raises `ProjectError` for a file of no layout."""
    for file in files:
        for place in (file, root / file):
            inside = place.resolve()
            if inside.is_relative_to(root.resolve()):
                path = inside.relative_to(root.resolve()).as_posix()
                if path in known:
                    yield path
                    break
        else:
            raise ProjectError(f"{file} is no file of the bibliography or the data that is read.")


def _mends(project: Project) -> dict[str, tuple[Mend, ...]]:
    """Return what has one answer, by file, in the order of the places."""
    found: dict[str, list[Mend]] = {}
    for one in project.compiled().diagnostics:
        if one.mend is not None and one.location.file != HOST:
            found.setdefault(one.location.file, []).append((one.location, *one.mend))
    return {path: tuple(sorted(mends)) for path, mends in found.items()}


def _mended(source: Source, mends: Sequence[Mend]) -> tuple[str, int]:
    """Return the text of *source* with its names put right, and how many.

    Identifiers are not: what is written at their place is LaTeX, which the layout sees to.
    """
    text, done = source.text, 0
    for place, before, after in reversed(mends):
        start = source.offset(place.line, place.column)
        end = source.offset(place.end_line, place.end_column)
        if not source.path.endswith(".bib") and text[start:end].count(before) == 1:
            text = text[:start] + text[start:end].replace(before, after) + text[end:]
            done += 1
    return text, done


def _tidied(file: Path, source: Source, mends: Sequence[Mend]) -> Tidied:
    """Return what tidying makes of *file*, line ends and byte order mark included."""
    text, named = _mended(source, mends)
    tidied = _TIDY[source.path.rpartition(".")[2].lower()](Source(source.path, text))
    written = file.read_bytes()
    if written == tidied.text.encode() or (tidied.trouble and not named and not tidied.done):
        return tidied
    done = [*tidied.done, *([counted(named, "renamed link", "renamed links")] if named else [])]
    if b"\r" in written:
        done.append("line ends")
    if written.startswith(_BYTE_ORDER_MARK):
        done.append("byte order mark")
    return Tidied(tidied.text, tuple(done), tidied.trouble)
