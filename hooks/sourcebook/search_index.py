"""`write_search_index`, `Indexing`: the search index of a finished site. The only door to Pagefind.

Pagefind (1.5, a program in the PyPI package pagefind-bin) is given one page after the other and
writes `pagefind/`: the text of the pages in pieces, of which a browser loads those it needs, and
the script that reads them. It runs in an empty folder and without our environment: otherwise a
`pagefind.yml` where MkDocs was started, or a PAGEFIND_… variable, would change it.

Left to walk through a folder it numbers pages as the file system happens to list them, and it
writes filters in the order of a hash table with a random seed. So pages are handed over in the
order of their addresses (its protocol of ``--service``: JSON in base64, a comma after each), and
what is filtered by stands beside its index, in `pages.json`, with all that ranks a page before its
text is read: kind, names, date. Two builds of the same sources are the same bytes, on any disk
(`tests/site/test_builds.py`).
"""

from __future__ import annotations

import base64
import gzip
import html
import json
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pagefind_bin import get_executable

from sourcebook import SourcebookError
from sourcebook.formats.latin import LATIN

FOLDER = "pagefind"
"""Where the index stands in the site."""

PAGES = "pages.json"
"""What the search knows of all pages before it reads their texts."""

_FILTER = "filter:"
"""With this the names of what is filtered by begin."""

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

_BODY = " data-pagefind-body"
"""Only pages that say so are found (main.html)."""

_TOLD = re.compile(r'<meta name="sourcebook:([^"]+)" content="([^"]*)"')
_WORD = re.compile(r"[^\W_]{2,}")


class SearchIndexError(SourcebookError):
    """Pagefind could not be run or failed: not an author's mistake."""


def write_search_index(site: Path) -> None:
    """Write the index of the pages in the folder *site* into it. Raises `SearchIndexError`."""
    with tempfile.TemporaryDirectory(prefix="sourcebook-") as folder:
        process = _start(Path(folder))
        told = _hand_over(process, site, Path(folder))
        _finish(told, Path(folder), site)


class Indexing:
    """The making of an index beside a preview, which does not wait for it."""

    def __init__(self, site: Path, complain: Callable[[str], None]) -> None:
        """Begin. *complain* is called, from another thread, with what went wrong."""
        self._site = site
        self._complain = complain
        self._is_stopped = False
        self._lock = threading.Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="sourcebook-")
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self._process = _start(Path(self._folder.name))
        except SearchIndexError as error:
            complain(str(error))
            return
        self._thread = threading.Thread(target=self._make, args=(self._process,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End it, if it still runs: the pages are about to change."""
        with self._lock:
            self._is_stopped = True
        if self._process is not None:
            self._process.kill()
            self._thread.join()
        self._folder.cleanup()

    def _make(self, process: subprocess.Popen[bytes]) -> None:
        folder = Path(self._folder.name)
        try:
            told = _hand_over(process, self._site, folder)
            with self._lock:
                if not self._is_stopped:
                    _finish(told, folder, self._site)
        except (SearchIndexError, OSError) as error:
            if not self._is_stopped:
                self._complain(str(error))


def _start(folder: Path) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            [str(get_executable()), "--service"],
            cwd=folder,
            env={},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise SearchIndexError(
            f"Pagefind, which makes the search, could not be run: {error}. Install it with "
            "`python -m pip install 'pagefind[bin]'`."
        ) from error


_Told = dict[str, list[tuple[str, str]]]
"""Address of a page, as Pagefind has it → what its head tells the search."""


def _hand_over(process: subprocess.Popen[bytes], site: Path, folder: Path) -> _Told:
    """Have every page of *site* indexed in *folder*; return what the pages tell of themselves."""
    told: _Told = {}
    with process:
        _ask(process, {"type": "NewIndex", "config": {"exclude_selectors": [*NOT_INDEXED]}})
        for path, text in _found_pages(site):
            page = {"file_path": path, "file_contents": text}
            answer = _ask(process, {"type": "AddFile", "index_id": 0, **page})
            head = text.partition("</head>")[0]
            told[answer["page_url"]] = [
                (html.unescape(name), html.unescape(value)) for name, value in _TOLD.findall(head)
            ]
        # Left to write them itself, it may answer, and end, before the last one is on the disk.
        for file in _ask(process, {"type": "GetFiles", "index_id": 0})["files"]:
            path = folder / FOLDER / file["path"]
            if not any(path.match(pattern) for pattern in _INTERFACES):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(base64.b64decode(file["content"]))
    return told


def _found_pages(site: Path) -> Iterator[tuple[str, str]]:
    """Yield path and text of every page that is found, in the order of their paths."""
    for path in sorted(one.relative_to(site).as_posix() for one in site.rglob("*.html")):
        text = (site / path).read_text(encoding="utf-8")
        if _BODY in text:
            yield path, text


def _ask(process: subprocess.Popen[bytes], question: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to one message. The next is sent only then, so pages keep their order."""
    assert process.stdin is not None and process.stdout is not None
    message = json.dumps({"message_id": 0, "payload": question}).encode()
    told = bytearray()
    try:
        process.stdin.write(base64.b64encode(message) + b",")
        process.stdin.flush()
        while not told.endswith(b","):
            piece: bytes = process.stdout.read1()  # type: ignore[attr-defined]
            if not piece:
                raise BrokenPipeError("it ended early")
            told += piece
        # The index of a large site comes in one message, so no copy of it is kept.
        del told[-1]
        told = bytearray(base64.b64decode(told))
        payload: dict[str, Any] = json.loads(told)["payload"]
    except (OSError, ValueError, KeyError) as error:
        raise SearchIndexError(f"Pagefind could not index the pages: {error}") from error
    if payload["type"] == "Error":
        raise SearchIndexError(f"Pagefind could not index the pages: {payload['message']}")
    return payload


def _finish(told: _Told, folder: Path, site: Path) -> None:
    """Put the index into the site, with the table of its pages, or raise `SearchIndexError`."""
    made = folder / FOLDER
    try:
        table = _table(made, told)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise SearchIndexError(f"Pagefind's index is not as expected: {error}") from error
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    (made / PAGES).write_text(text, encoding="utf-8", newline="")
    target = site / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    shutil.move(made, target)


def _table(index: Path, told: _Told) -> dict[str, Any]:
    """Return what search.js ranks and filters by: pages by address, words, letters.

    A page is [id in the index, address, number of words, {title, date, names, around, weight},
    [place of a filter …]]; a filter [name, value].
    """
    filters: dict[tuple[str, str], int] = {}
    words: set[str] = set()
    pages = []
    for path in (index / "fragment").glob("*"):
        about = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_MARK))
        words.update(_WORD.findall(about["content"].lower()))
        pages.append((about["url"], path.stem, about["word_count"]))
    rows = []
    for url, id, length in sorted(pages):
        own = {name: value for name, value in told[url] if not name.startswith(_FILTER)}
        values = [
            filters.setdefault((name.removeprefix(_FILTER), value), len(filters))
            for name, value in told[url]
            if name.startswith(_FILTER)
        ]
        rows.append([id, url, length, own, values])
    return {
        "letters": dict(LATIN),
        "filters": [*filters],
        "pages": rows,
        "words": " ".join(sorted(words)),
    }
