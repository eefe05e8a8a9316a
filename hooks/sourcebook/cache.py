"""`Cache`: a content-addressed store of results that are dear to make again.

A key is the digest of everything that can change the result, so nothing in the store is ever
stale: an entry is either right or not asked for. Entries are written beside their place and
renamed, so two builds at once, or one that is killed, leave whole entries only.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
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
        """Return the text kept in *room* under *key*, or ``None``."""
        if self.root is None:
            return None
        try:
            return self._path(self.root, room, key).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def put(self, room: str, key: str, text: str) -> None:
        """Keep *text*. A store that cannot be written (read-only, full disk) is not an error."""
        if self.root is None:
            return
        path = self._path(self.root, room, key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as stream:
                    stream.write(text)
                Path(beside).replace(path)
            except OSError:
                Path(beside).unlink(missing_ok=True)

    @staticmethod
    def _path(root: Path, room: str, key: str) -> Path:
        return root / room / key[:2] / key
