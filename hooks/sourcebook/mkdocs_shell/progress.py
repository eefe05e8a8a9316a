"""`Bars`: how far a build is, on a terminal. The only door to click.

A build of thousands of pages takes minutes, in which MkDocs says nothing. Where nobody looks (a
file, a pipe, CI) nothing is said: what is read later is the log.
"""

from __future__ import annotations

import sys
from typing import TextIO

import click


class Bars:
    """One bar at a time, of the step that was told of last."""

    def __init__(self, stream: TextIO | None = None) -> None:
        """*stream* is standard error if it is not given."""
        self._stream = sys.stderr if stream is None else stream
        self._what = self._counted = ""
        self._done = 0
        self._bar: click._termui_impl.ProgressBar[int] | None = None

    def tell(self, what: str, done: int, total: int) -> None:
        """Show that *done* of *total* are done: a `sourcebook.progress.Tell`."""
        if not self._stream.isatty():
            return
        if what != self._what:
            self.end()
            self._what = what
            self._bar = click.progressbar(
                length=max(total, 1), label=f"{what:20}", show_pos=True, file=self._stream
            )
            self._bar.render_progress()
        if self._bar is not None:
            self._bar.update(done - self._bar.pos)
        if done >= total:
            self.end()

    def count(self, what: str, total: int) -> None:
        """Show that one more of *total* is done."""
        self._done = self._done + 1 if what == self._counted else 1
        self._counted = what
        self.tell(what, self._done, total)

    def end(self) -> None:
        """Go to the next line: something else is about to be said."""
        if self._bar is not None:
            self._bar.render_finish()
        self._bar = None
