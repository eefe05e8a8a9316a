"""`Output`: build beside the old site, then put the new one in its place whole.

MkDocs empties the output folder first and then writes into it, so a build that fails leaves half
a site (mkdocs/mkdocs#154). Here a reader finds the old site or the new one, never a part.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
from pathlib import Path

from sourcebook.writing import WritingError, sweep

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class Output:
    """The folder of the site, and the one beside it in which the new site grows."""

    def __init__(self, final: Path) -> None:
        self.final = final.absolute()
        self.beside = self.final.with_name(f".{self.final.name}-{os.getpid()}")
        self._is_done = False

    def begin(self) -> None:
        """Remove what builds that were killed left.

        Raises `WritingError` where the new site could not take the place of the old one.
        """
        if self.final.is_symlink() or (self.final.exists() and not self.final.is_dir()):
            what = "a symbolic link" if self.final.is_symlink() else "no folder"
            raise WritingError(
                f"{self.final} is {what}, and the new site would take its place. Move it away, or "
                "give another folder as site_dir."
            )
        if self.final.is_mount():
            raise WritingError(
                f"{self.final} is a disk of its own, which cannot be exchanged for a folder. Give "
                "a folder in it as site_dir."
            )
        if self.final.parent.exists():
            # The old site itself bears such a name where its exchange was cut off in the middle.
            old = "(?:-old)?" if self.final.exists() else ""
            name = re.escape(self.final.name)
            sweep(self.final.parent, re.compile(rf"\.{name}-([0-9]+){old}"))

    def publish(self) -> None:
        """Put the new site in the place of the old one, and remove the old one."""
        if self._is_done:
            return
        self._is_done = True
        if not self.final.exists():
            self.beside.rename(self.final)
        elif _exchange(self.beside, self.final):
            shutil.rmtree(self.beside)
        else:
            # No atomic exchange here (not Linux): two renames, and the old site back if the
            # second fails.
            old = self.beside.with_name(f"{self.beside.name}-old")
            self.final.rename(old)
            try:
                self.beside.rename(self.final)
            except OSError:
                old.rename(self.final)
                raise
            shutil.rmtree(old)

    def discard(self) -> None:
        """Remove what was built; the old site stays as it is."""
        if not self._is_done:
            shutil.rmtree(self.beside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step (renameat2(2), Linux); return whether it could be done."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    status = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(status == 0)
