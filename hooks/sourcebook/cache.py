"""`Cache`: a content-addressed store of results that are dear to make again.

A key is the digest of everything that can change the result, so nothing in the store is ever
stale: an entry is either right or not asked for. Entries are written beside their place and
renamed, so two builds at once, or one that is killed, leave whole entries only; and each begins
with a digest of what it holds and of its key, so that one which a full disk, a crash of the
machine or an edit has damaged is as if it were not there.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path


def digest(*parts: str) -> str:
    """Return the hexadecimal SHA-256 of *parts*; no two different sequences share a digest."""
    state = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        state.update(f"{len(encoded)}:".encode())
        state.update(encoded)
    return state.hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """Texts by digest, below *root* (or nowhere: a cache without a root forgets everything)."""

    root: Path | None

    def get(self, room: str, key: str) -> str | None:
        """Return the text kept in *room* under *key*, or ``None``: also where it is damaged."""
        if self.root is None:
            return None
        try:
            kept = self._path(self.root, room, key).read_bytes().decode("utf-8", "surrogatepass")
        except (OSError, UnicodeDecodeError):
            return None
        seal, _, text = kept.partition("\n")
        return text if seal == digest(key, text) else None

    def put(self, room: str, key: str, text: str) -> None:
        """Keep *text*. A store that cannot be written (read-only, full disk) is not an error."""
        if self.root is None:
            return
        path = self._path(self.root, room, key)
        with contextlib.suppress(OSError):
            try:
                handle, beside = tempfile.mkstemp(dir=path.parent)
            except FileNotFoundError:
                path.parent.mkdir(parents=True, exist_ok=True)
                handle, beside = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(f"{digest(key, text)}\n{text}".encode("utf-8", "surrogatepass"))
                Path(beside).replace(path)
            except OSError:
                Path(beside).unlink(missing_ok=True)

    def sweep(self, room: str, used: Collection[str]) -> None:
        """Bound *room*: where it has over three times as many entries as were *used* by the last
        build, remove the oldest of the others until it has twice as many."""
        if self.root is None:
            return
        entries = []
        with contextlib.suppress(OSError):
            for folder in os.scandir(self.root / room):
                entries += list(os.scandir(folder))
        if len(entries) <= 3 * len(used):
            return
        unused = [entry for entry in entries if entry.name not in used]
        for entry in sorted(unused, key=_age)[: len(entries) - 2 * len(used)]:
            with contextlib.suppress(OSError):
                Path(entry).unlink()

    @staticmethod
    def _path(root: Path, room: str, key: str) -> Path:
        return root / room / key[:2] / key


def _age(entry: os.DirEntry[str]) -> tuple[float, str]:
    """Return what sorts entries, the oldest first; one that another build removed comes first."""
    try:
        return entry.stat().st_mtime, entry.name
    except OSError:
        return 0, entry.name
