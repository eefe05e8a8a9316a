"""`build_epoch`, `revisions`, `files_of`: the one clock of a build, and the history of the files.

SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/) if it is set, else the
time of the newest commit, else `UNKNOWN`. The wall clock is never asked: same sources, same bytes.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sourcebook import SourcebookError

UNKNOWN = 0
"""No time is known; the sitemap then says none."""


def build_epoch(root: Path) -> int:
    """Return seconds since 1970 UTC."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    written = _git(root, "log", "-1", "--format=%ct").strip()
    return int(written) if written.isdecimal() else UNKNOWN


def revisions(root: Path) -> Mapping[str, int]:
    """Return when each file below *root* last changed in the history, by path relative to *root*.

    Empty where there is no history, or only the end of one (a shallow clone): there every file
    would seem to be as new as the newest.
    """
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    # One pass for all files; the newest commit of a file comes first.
    log = _git(
        root, "-c", "core.quotePath=false", "log", "--relative", "--name-only", "--no-renames",
        "--format=%x01%ct", "--", ".",
    )  # fmt: skip
    found: dict[str, int] = {}
    for block in log.split("\x01")[1:]:
        time, *names = block.split("\n")
        if time.isdecimal():
            for name in filter(None, names):
                found.setdefault(name, int(time))
    return found


def tracked(root: Path, *tops: str) -> tuple[str, ...]:
    """Return the files below *tops* that the index of git holds, by path relative to *root*."""
    return tuple(_git(root, "ls-files", "-z", "--", *tops).split("\0")[:-1])


def _git(root: Path, *arguments: str) -> str:
    """Return what git prints, or "" where it fails or is not there."""
    try:
        finished = subprocess.run(
            ["git", "-C", str(root), *arguments],
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
            timeout=20,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return finished.stdout if finished.returncode == 0 else ""


class RevisionError(SourcebookError):
    """A revision that git cannot show; the text says why."""


def files_of(
    root: Path, revision: str, tops: Sequence[str], suffixes: tuple[str, ...]
) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the ordinary files below *tops* at *revision*, in git's order.

    Only files whose name ends in one of *suffixes*. Paths are relative to *root*, which may be a
    folder of a repository. Blobs are read as they are: attributes of the revision
    (``export-ignore``) hide nothing, and nothing is checked out. Raises `RevisionError`.
    """
    commit = _ask(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    listed = _ask(root, "ls-tree", "-r", "-z", commit.decode("ascii").strip(), "--", *tops)
    entries: list[tuple[bytes, str]] = []
    for line in listed.split(b"\0"):
        facts, _, name = line.partition(b"\t")
        path = name.decode("utf-8", "surrogateescape")
        # 120000 is a symbolic link, 160000 another repository.
        if facts.startswith((b"100644 ", b"100755 ")) and path.lower().endswith(suffixes):
            entries.append((facts.split()[2], path))
    answer = _ask(
        root, "cat-file", "--batch", given=b"".join(b"%b\n" % blob for blob, _ in entries)
    )
    offset = 0
    for blob, path in entries:
        end = answer.index(b"\n", offset)
        told = answer[offset:end].split()
        if len(told) != 3:
            raise RevisionError(f"{path} ({blob.decode('ascii')}) is not in this clone.")
        start, offset = end + 1, end + 1 + int(told[2]) + 1
        yield path, answer[start : offset - 1]


def _ask(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    try:
        finished = subprocess.run(
            ["git", "-C", str(root), *arguments],
            input=given,
            capture_output=True,
            check=False,
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise RevisionError(f"git cannot be asked: {error}") from error
    if finished.returncode != 0:
        said = finished.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise RevisionError(f"git {arguments[0]} says: {said}")
    return finished.stdout
