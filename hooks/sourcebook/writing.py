"""`write_all`: files that are there whole or as they were, and all of a command or none.

A new text grows in a file beside its place (``.sourcebook-PID-NUMBER``), reaches the disk, and
takes the place in one step. Nothing is written through a symbolic link: it may lead out of the
project.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

from sourcebook import SourcebookError

_BESIDE = ".sourcebook-{}-{}"
_LEFT = re.compile(r"\.sourcebook-([0-9]+)-[0-9]+")
_MANY = 50
_ADVICE = {
    errno.ENOSPC: "Free some space, then run the command again.",
    errno.EDQUOT: "Free some space, then run the command again.",
    errno.EACCES: "See to it that you may write there, then run the command again.",
    errno.EPERM: "See to it that you may write there, then run the command again.",
    errno.EROFS: "Make the disk writable, or work on a copy of the folder.",
}


class WritingError(SourcebookError):
    """A file cannot be written; the text says why, and what to do."""


def write_all(root: Path, files: Mapping[str, str | bytes | Path]) -> None:
    """Put *files*, by path below *root*, into their places: text, bytes, or a copy of a file.

    No place is taken before all of them are on the disk: where that fails, `WritingError` is
    raised and nothing has changed. Folders are made; the rights of a file that is replaced stay.
    """
    grown: dict[Path, Path] = {}
    made: list[Path] = []
    swept: set[Path] = set()
    path = ""
    try:
        for path, content in files.items():
            place = _place(root, path, made)
            if place.parent not in swept:
                swept.add(place.parent)
                sweep(place.parent)
            beside = place.with_name(_BESIDE.format(os.getpid(), len(grown)))
            grown[place] = beside
            _grow(beside, content)
            if place.exists():
                beside.chmod(place.stat().st_mode & 0o777)
        _reach_disk(grown.values())
        for place, beside in grown.items():
            path = place.relative_to(root).as_posix()
            beside.replace(place)
    except OSError as error:
        raise WritingError(f"{path} cannot be written: {_reason(error)}") from error
    finally:
        with contextlib.suppress(OSError):
            for beside in grown.values():
                beside.unlink(missing_ok=True)
            # A folder in which something was written is not empty, and stays.
            for folder in reversed(made):
                folder.rmdir()


def refuse_place(root: Path, path: str) -> None:
    """Raise `WritingError` where *path* below *root* cannot be an ordinary file in our hands."""
    place = root
    for part in PurePosixPath(path).parts:
        place /= part
        if place.is_symlink():
            link = place.relative_to(root).as_posix()
            raise WritingError(
                f"{link} is a symbolic link, and nothing is written through it. Put what it points "
                "to in its place."
            )
    if place.exists() and not place.is_file():
        what = "a folder" if place.is_dir() else "no ordinary file"
        raise WritingError(f"{path} is {what}, and a file is to stand there. Move it away.")


def told(error: Exception) -> str:
    """Return what went wrong, and what to do where that is known, as sentences."""
    if not isinstance(error, OSError):
        return str(error)
    named = f"{error.filename}: " if error.filename else ""
    return f"{named}{_reason(error)}"


def _reason(error: OSError) -> str:
    advice = _ADVICE.get(error.errno or 0)
    return f"{error.strerror}. {advice}" if advice else f"{error.strerror}."


def is_fault(error: Exception) -> bool:
    """Return whether the machine is at fault, and neither an author nor we."""
    return isinstance(error, OSError) and error.errno in _ADVICE


def sweep(folder: Path, left: re.Pattern[str] = _LEFT) -> None:
    """Remove what processes that were killed left in *folder*; the group of *left* is their id."""
    for entry in list(os.scandir(folder)):
        found = left.fullmatch(entry.name)
        if found is None or _is_running(int(found[1])):
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry, ignore_errors=True)
        else:
            Path(entry).unlink(missing_ok=True)


def _is_running(pid: int) -> bool:
    """Return whether another process has the number *pid*; `True` where that is not known."""
    # In a container the one that was killed had our number, too. Signal 0 is none, but on Windows
    # it is Ctrl-C.
    if pid == os.getpid() or os.name != "posix":
        return pid != os.getpid()
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _place(root: Path, path: str, made: list[Path]) -> Path:
    """Return the place of *path*; its folder is there then, and those that were *made* are added.

    Raises `WritingError` where nothing may be written there, and `OSError`.
    """
    refuse_place(root, path)
    place = root / path
    missing = [folder for folder in place.parents if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir()
        made.append(folder)
    return place


def _grow(beside: Path, content: str | bytes | Path) -> None:
    with beside.open("xb") as stream:
        if isinstance(content, Path):
            if not content.is_file():
                # Reading a pipe would wait for ever.
                raise OSError(errno.EINVAL, f"{content} is no ordinary file")
            with content.open("rb") as source:
                shutil.copyfileobj(source, stream)
        else:
            stream.write(content.encode() if isinstance(content, str) else content)


def _reach_disk(files: Collection[Path]) -> None:
    """Wait until *files* are on the disk: a machine that loses its power would keep their names
    and not their texts."""
    if len(files) > _MANY and hasattr(os, "sync"):
        # A site of 5,000 files takes half a second so, and 20 seconds file by file.
        os.sync()
        return
    for file in files:
        with file.open("r+b") as stream:
            os.fsync(stream.fileno())
