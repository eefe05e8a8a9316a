"""`write_search_index`, `Indexing`: the search index of a finished site. The only door to Pagefind.

Pagefind (1.5, a program in the PyPI package pagefind-bin) reads the HTML of a folder and writes
`pagefind/` beside it: the index in pieces, of which a browser loads those it needs, and the script
that reads them. It runs in an empty folder and without our environment: otherwise a `pagefind.yml`
where MkDocs was started, or a PAGEFIND_… variable, would change it.

What it writes depends on the pages only, but for the order of filters and of their values, which
Pagefind 1.5.2 takes from a hash table with a random seed. They are put in order here, in the files
as they are, and the files named anew by what they hold, as Pagefind does: so two builds of the
same sources are the same bytes (`tests/site/test_builds.py`).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pagefind_bin import get_executable

from sourcebook import SourcebookError
from sourcebook.formats.cbor import read_cbor, write_cbor

FOLDER = "pagefind"
"""Where the index stands in the site."""

NOT_INDEXED = (
    "sup.sb-cite",
    ".headerlink",
    ".sb-references",
    ".sb-bibtex",
    ".sb-downloads",
    ".sb-filters",
    ".sb-seq",
    ".sb-counts",
    # Labels and facts: filters and names of the page (main.html) say the same.
    ".sb-chips",
    # On every list and topic.
    ".sb-horizon",
    ".sb-facts",
    ".sb-fullref",
    ".sb-work",
    ".sb-strip",
    ".sb-map",
    ".sb-matrix",
    # What these show of other pages is found there.
    ".sb-passages",
    ".sb-records",
    ".sb-series",
    ".sb-timeline",
    "h2.sb-of-others",
    '[data-sb-kind="source"] h2',
    '[data-sb-kind="source"] h3',
    '[data-sb-kind="index"] .sb-scroll',
)
"""Selectors of what is on a page but not of it."""

# Interfaces that Pagefind brings along; ours is hooks/theme/assets/sourcebook/search.js.
_INTERFACES = (
    "pagefind-component-ui.*",
    "pagefind-highlight.js",
    "pagefind-modular-ui.*",
    "pagefind-ui.*",
)

_MARK = b"pagefind_dcd"
"""With this every file of the index begins, once unpacked."""


class SearchIndexError(SourcebookError):
    """Pagefind could not be run or failed: not an author's mistake."""


def write_search_index(site: Path) -> None:
    """Write the index of the pages in the folder *site* into it. Raises `SearchIndexError`."""
    with tempfile.TemporaryDirectory(prefix="sourcebook-") as folder:
        process = _start(site, Path(folder))
        _, said = process.communicate()
        _finish(process, said, Path(folder), site)


class Indexing:
    """The making of an index beside a preview, which does not wait for it."""

    def __init__(self, site: Path, complain: Callable[[str], None]) -> None:
        """Begin. *complain* is called, from another thread, with what went wrong."""
        self._site = site
        self._complain = complain
        self._is_stopped = False
        self._lock = threading.Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="sourcebook-")
        self._process: subprocess.Popen[str] | None = None
        try:
            self._process = _start(site, Path(self._folder.name))
        except SearchIndexError as error:
            complain(str(error))
            return
        self._thread = threading.Thread(target=self._wait, args=(self._process,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End it, if it still runs: the pages are about to change."""
        with self._lock:
            self._is_stopped = True
        if self._process is not None:
            self._process.kill()
            self._thread.join()
        self._folder.cleanup()

    def _wait(self, process: subprocess.Popen[str]) -> None:
        _, said = process.communicate()
        with self._lock:
            if self._is_stopped:
                return
            try:
                _finish(process, said, Path(self._folder.name), self._site)
            except (SearchIndexError, OSError) as error:
                self._complain(str(error))


def _start(site: Path, folder: Path) -> subprocess.Popen[str]:
    try:
        return subprocess.Popen(
            [
                str(get_executable()),
                *("--site", str(site.absolute())),
                *("--output-path", str(folder / FOLDER)),
                *("--exclude-selectors", ", ".join(NOT_INDEXED)),
                "--quiet",
            ],
            cwd=folder,
            env={},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise SearchIndexError(
            f"Pagefind, which makes the search, could not be run: {error}. Install it with "
            "`python -m pip install 'pagefind[bin]'`."
        ) from error


def _finish(process: subprocess.Popen[str], said: str, folder: Path, site: Path) -> None:
    """Put the index into the site, or raise `SearchIndexError`."""
    if process.returncode != 0:
        raise SearchIndexError(f"Pagefind could not index the pages: {said.strip()[-500:]}")
    for pattern in _INTERFACES:
        for path in (folder / FOLDER).glob(pattern):
            path.unlink()
    try:
        _put_in_order(folder / FOLDER)
    except (OSError, ValueError, TypeError, KeyError, IndexError) as error:
        raise SearchIndexError(f"Pagefind's index is not as expected: {error}") from error
    target = site / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    shutil.move(folder / FOLDER, target)


def _put_in_order(index: Path) -> None:
    """Sort the filters in the folder *index*, and the values of each."""
    entry_path = index / "pagefind-entry.json"
    entry = json.loads(entry_path.read_text(encoding="utf-8"))
    for language, about in entry["languages"].items():
        meta_path = index / f"pagefind.{about['hash']}.pf_meta"
        meta = _read(meta_path)
        # [version, pages, chunks of the index, [filter, name of its file] …, sorts, fields]
        meta[3] = sorted(_sorted_filter(index, language, *pair) for pair in meta[3])
        meta_path.unlink()
        about["hash"] = f"{language}_{_digest(meta)[:10]}"
        _write(index / f"pagefind.{about['hash']}.pf_meta", meta)
    entry["languages"] = dict(sorted(entry["languages"].items()))
    entry_path.write_text(
        json.dumps(entry, ensure_ascii=False, separators=(",", ":")), encoding="utf-8", newline=""
    )


def _sorted_filter(index: Path, language: str, name: str, file: str) -> list[Any]:
    """Sort the values of the filter *name* in *file*; return its name and that of its new file."""
    path = index / "filter" / f"{file}.pf_filter"
    # [name, [value, [page …]] …]
    content = _read(path)
    content[1] = sorted(content[1])
    path.unlink()
    file = f"{language}_{_digest(content)[:7]}"
    _write(index / "filter" / f"{file}.pf_filter", content)
    return [name, file]


def _read(path: Path) -> list[Any]:
    unpacked = gzip.decompress(path.read_bytes())
    content = read_cbor(unpacked.removeprefix(_MARK))
    if not unpacked.startswith(_MARK) or not isinstance(content, list):
        raise ValueError(path.name)
    return content


def _write(path: Path, content: list[Any]) -> None:
    path.write_bytes(gzip.compress(_MARK + write_cbor(content), mtime=0))


def _digest(content: list[Any]) -> str:
    return hashlib.sha1(write_cbor(content), usedforsecurity=False).hexdigest()
