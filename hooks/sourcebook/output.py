"""`Output`: build beside the old site, then put the new one in its place whole.

MkDocs empties the output folder first and then writes into it, so a build that fails leaves half
a site (mkdocs/mkdocs#154). Here a reader finds the old site or the new one, never a part.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class Output:
    """The folder of the site, and the one beside it in which the new site grows."""

    def __init__(self, final: Path) -> None:
        self.final = final.absolute()
        self.beside = self.final.with_name(f".{self.final.name}-{os.getpid()}")
        self._is_done = False

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
