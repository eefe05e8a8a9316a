"""`add_root`, `carried_out`, `Project`: what the commands have in common.

A command is a function from its options to its exit status: 0 clean, 1 findings, 2 could not run.
What stops it is raised, and said here in one line.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from sourcebook import SourcebookError
from sourcebook.cli.asking import say
from sourcebook.compilation import Compilation, compile_site
from sourcebook.diagnostics import Diagnostic, Source, reporters
from sourcebook.project import ProjectError, Sources, read
from sourcebook.writing import refuse_place, told, write_all

_INTERRUPTED, _PIPE_CLOSED = 130, 141
"""As a shell counts a command that Ctrl-C or SIGPIPE ended."""


def add_root(parser: argparse.ArgumentParser) -> None:
    """Add the option that says which project is meant."""
    parser.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="the project (default: here)"
    )


def carried_out(options: argparse.Namespace) -> int:
    """Run the command that *options* name, say what stops it, and return the exit status."""
    try:
        status = int(options.run(options))
        # Here, where what it raises is caught.
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # `sourcebook check | head`: the reader has seen enough.
        _let_go()
        return _PIPE_CLOSED
    except KeyboardInterrupt:
        return _INTERRUPTED
    except (SourcebookError, OSError) as error:
        say(f"sourcebook: {told(error)}")
        _let_go()
        return 2


def _let_go() -> None:
    """Turn to nowhere what cannot be written to: Python would try again at the end, and say so."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), stream.fileno())


@dataclass(frozen=True, slots=True)
class Project:
    """A project as it was read, and the only way to write into it."""

    root: Path
    sources: Sources
    problems: tuple[Diagnostic, ...]
    """What could not be read."""

    @classmethod
    def at(cls, root: Path) -> Project:
        """Return the project at *root*. Raises `ProjectError` where none is."""
        return cls(root, *read(root))

    def compiled(self) -> Compilation:
        return compile_site(self.sources, self.problems)

    def refuse_unread(self) -> None:
        """Raise `ProjectError` where something could not be read, whatever the settings say of it.

        What was not read would seem to be gone.
        """
        if self.problems:
            first = self.problems[0]
            raise ProjectError(f"{first.location}: {first.message} {first.hint}".strip())

    def text(self, path: str) -> str | None:
        """Return the text of the file at *path*, or ``None`` where nothing is.

        Raises `ProjectError` or `WritingError` where something is there that was not read: what
        is not known is not written over.
        """
        source = self.sources.all().get(path)
        if source is not None:
            return source.text
        refuse_place(self.root, path)
        if (self.root / path).exists():
            raise ProjectError(f"{path} cannot be read: `sourcebook check` says why.")
        return None

    def holds(self, path: str, text: str) -> bool:
        """Whether the file at *path* is *text* to the byte: line ends, too. Raises as `text`."""
        return self.text(path) is not None and (self.root / path).read_bytes() == text.encode()

    def write(self, files: Mapping[str, str]) -> None:
        """Write *files* by path, all or none. Raises as `text` does, and `WritingError`."""
        for path in files:
            self.text(path)
        write_all(self.root, files)


def report(found: Sequence[Diagnostic], sources: Mapping[str, Source], stream: TextIO) -> None:
    """Show *found* with its lines on *stream*, in colours where somebody looks at it."""
    colour = stream.isatty() and "NO_COLOR" not in os.environ
    text = reporters.terminal(found, sources, colour=colour)
    stream.write(f"{text}\n" if text else "")
