"""`sourcebook tidy`: bibliography and data files in one layout, their meaning untouched."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from sourcebook.cli.writing import write_whole
from sourcebook.diagnostics import Source, reporters
from sourcebook.formats.bibtex.layout import tidy_bibtex
from sourcebook.formats.csv_layout import tidy_csv
from sourcebook.formats.tidied import Tidied, counted
from sourcebook.formats.yaml_layout import tidy_yaml
from sourcebook.project import ProjectError, read

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_TIDY: dict[str, Callable[[Source], Tidied]] = {
    "bib": tidy_bibtex,
    "csv": tidy_csv,
    "yml": tidy_yaml,
    "yaml": tidy_yaml,
}


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to *commands*."""
    parser = commands.add_parser(
        "tidy",
        help="put bibliography and data files into one layout",
        description="Put the files of bibliography/ and data/ into one layout: in .bib files one "
        "field on a line, in a set order and aligned; in .csv files quotation marks where they "
        "are needed; in .yml files no blanks at line ends. Identifiers and addresses get their "
        "plain form. What a file says stays: what cannot be read, comments and @string are left "
        "as they are. Exits 0, 1 where --check finds a file that is not tidy, 2 where it cannot "
        "run.",
    )
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="only these (default: all)"
    )
    parser.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="the project (default: here)"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; say what is not tidy")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Tidy or compare; return the exit status."""
    root: Path = options.root
    try:
        sources, unread = read(root)
        known = {**sources.bibliography, **sources.data, **sources.excerpts}
        chosen = list(_chosen(root, options.files, known)) if options.files else sorted(known)
        untidy = 0
        for path in chosen:
            tidied = _tidied(root / path, known[path])
            if tidied.trouble:
                print(f"{path}: left as it is, since {tidied.trouble}.")
            if tidied.done:
                untidy += 1
                print(reporters.printable(f"{path}: {', '.join(tidied.done)}"))
                if not options.check:
                    write_whole(root / path, tidied.text)
    except ProjectError as error:
        print(reporters.printable(f"sourcebook: {error}"), file=sys.stderr)
        return 2
    except OSError as error:
        told = f"sourcebook: {error.filename} cannot be written: {error.strerror}."
        print(reporters.printable(told), file=sys.stderr)
        return 2
    if unread and not options.files:
        print("Some files could not be read: `sourcebook check` says which.")
    done = "not tidy: run `sourcebook tidy`." if options.check else "tidied."
    files = counted(len(chosen), "file", "files")
    print(f"{untidy} of {files} {done}" if untidy else f"All tidy: {files}.", file=sys.stderr)
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


def _tidied(file: Path, source: Source) -> Tidied:
    """Return what tidying makes of *file*, line ends and byte order mark included."""
    tidied = _TIDY[source.path.rpartition(".")[2].lower()](source)
    written = file.read_bytes()
    if written == tidied.text.encode() or (tidied.trouble and not tidied.done):
        return tidied
    done = list(tidied.done)
    if b"\r" in written:
        done.append("line ends")
    if written.startswith(_BYTE_ORDER_MARK):
        done.append("byte order mark")
    return Tidied(tidied.text, tuple(done), tidied.trouble)
