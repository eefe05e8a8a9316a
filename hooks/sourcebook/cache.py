"""`Cache`: a content-addressed store of results that are dear to make again.

A key is the digest of everything that can change the result, so nothing in the store is ever
stale: an entry is either right or not asked for. Entries are written beside their place and
renamed, so two builds at once, or one that is killed, leave whole entries only.

The store lies in the checkout, where a stranger's branch can put files. So each entry begins with a
seal: the HMAC of what it holds, its room and its key, under a secret of this machine that lies
outside (`SECRET`). What is cut, edited, of another machine or no file at all is as if it were not
there. To clean kept pages again when they are read would protect one room of four.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import hmac
import os
import secrets
import stat
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

SECRET = "sourcebook/cache.key"
"""Below ``$XDG_STATE_HOME``; where nothing can be kept there, nothing is kept at all."""
_SIZE = 32


def digest(*parts: str) -> str:
    """Return the hexadecimal SHA-256 of *parts*; no two different sequences share a digest."""
    state = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        state.update(f"{len(encoded)}:".encode())
        state.update(encoded)
    return state.hexdigest()


def read_ordinary(path: Path) -> bytes:
    """Return what is in the file *path* itself: a pipe is not waited for, a link not followed.

    Raises `OSError`.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is not an ordinary file", str(path))
        return stream.read()


@dataclass(frozen=True, slots=True)
class Cache:
    """Texts by digest, below *root* (or nowhere: a cache without a root forgets everything)."""

    root: Path | None

    def get(self, room: str, key: str) -> str | None:
        """Return the text kept in *room* under *key*, or ``None``: also where it is not ours."""
        if (path := self._path(room, key)) is None:
            return None
        try:
            kept = read_ordinary(path).decode("utf-8", "surrogatepass")
        except (OSError, UnicodeDecodeError):
            return None
        seal, _, text = kept.partition("\n")
        is_ours = hmac.compare_digest(seal.encode("utf-8", "replace"), _seal(room, key, text))
        return text if is_ours else None

    def put(self, room: str, key: str, text: str) -> None:
        """Keep *text*. A store that cannot be written (read-only, full disk) is not an error."""
        if (path := self._path(room, key)) is None:
            return
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(_seal(room, key, text) + b"\n")
                    stream.write(text.encode("utf-8", "surrogatepass"))
                Path(beside).replace(path)
            except OSError:
                Path(beside).unlink(missing_ok=True)

    def sweep(self, room: str, used: Collection[str]) -> None:
        """Bound *room*: where it has over three times as many entries as were *used* by the last
        build, remove the oldest of the others until it has twice as many."""
        if (path := self._path(room, digest())) is None:
            return
        entries = []
        with contextlib.suppress(OSError):
            for folder in os.scandir(path.parent.parent):
                if folder.is_dir(follow_symlinks=False):
                    entries += list(os.scandir(folder))
        if len(entries) <= 3 * len(used):
            return
        unused = [entry for entry in entries if entry.name not in used]
        for entry in sorted(unused, key=_age)[: len(entries) - 2 * len(used)]:
            with contextlib.suppress(OSError):
                Path(entry).unlink()

    def _path(self, room: str, key: str) -> Path | None:
        """Return the place of an entry; ``None`` where none is kept, or a link is on the way."""
        if self.root is None or _secret(_state()) is None:
            return None
        path = self.root / room / key[:2] / key
        # A branch may hold a link in the place of a folder, to files of ours that are no entries.
        return None if any(folder.is_symlink() for folder in path.parents[:4]) else path


def _age(entry: os.DirEntry[str]) -> tuple[float, str]:
    """Return what sorts entries, the oldest first; one that another build removed comes first."""
    try:
        return entry.stat().st_mtime, entry.name
    except OSError:
        return 0, entry.name


def _seal(room: str, key: str, text: str) -> bytes:
    told = digest(room, key, text).encode("ascii")
    return hmac.new(_secret(_state()) or b"", told, hashlib.sha256).hexdigest().encode("ascii")


def _state() -> str:
    return os.environ.get("XDG_STATE_HOME") or "~/.local/state"


@lru_cache(maxsize=1)
def _secret(state: str) -> bytes | None:
    """Return the secret of this user here, made at first use; ``None`` without a place for it."""
    try:
        place = Path(state).expanduser() / SECRET
        # Of two builds that both make it, the later wins; what the other keeps is not found again.
        return _known(place) or _made(place)
    except (OSError, RuntimeError):  # No home.
        return None


def _made(place: Path) -> bytes | None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=place.parent)  # Readable by its owner alone.
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(secrets.token_bytes(_SIZE))
        Path(beside).replace(place)
    finally:
        Path(beside).unlink(missing_ok=True)
    return _known(place)


def _known(place: Path) -> bytes | None:
    """Return the secret at *place*; ``None`` where others could have written or read it."""
    try:
        found, status = read_ordinary(place), place.lstat()
    except OSError:
        return None
    is_private = os.name != "posix" or (
        status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    )
    return found if is_private and len(found) == _SIZE else None
