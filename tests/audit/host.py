"""`serve`: a folder as GitHub Pages serves it: 404.html, gzip, ten minutes in caches."""

from __future__ import annotations

import functools
import gzip
import hashlib
import http.server
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

PACKED = frozenset(
    {".bib", ".css", ".csv", ".html", ".ics", ".js", ".json", ".ris", ".svg", ".txt", ".xml"}
)
"""Suffixes of what is sent compressed. Fonts and pictures are compressed in themselves."""
TYPES = {".woff2": "font/woff2", ".js": "text/javascript", ".ics": "text/calendar"}


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | TYPES

    def __init__(self, *arguments: Any, directory: str, below: str) -> None:
        self.below = below
        super().__init__(*arguments, directory=directory)

    def log_message(self, *_: object) -> None: ...

    def do_GET(self) -> None:
        self._answer(has_body=True)

    def do_HEAD(self) -> None:
        self._answer(has_body=False)

    def _answer(self, *, has_body: bool) -> None:
        asked = urlsplit(self.path).path
        file = self._file(asked)
        if file.is_dir() and not asked.endswith("/"):
            self.send_response(301)
            self.send_header("Location", f"{asked}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        file = file / "index.html" if file.is_dir() else file
        code = 200 if file.is_file() else 404
        if code == 404:
            file = Path(self.directory, "404.html")
        body = file.read_bytes() if file.is_file() else b""
        mark = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if code == 200 and self.headers.get("If-None-Match") == mark:
            code, body = 304, b""
        self.send_response(code)
        kind = self.guess_type(str(file))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if "text/" in kind else kind)
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("ETag", mark)
        if file.suffix in PACKED:
            self.send_header("Vary", "Accept-Encoding")
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                self.send_header("Content-Encoding", "gzip")
                body = gzip.compress(body, 6, mtime=0)
        if code != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if has_body:
            self.wfile.write(body)

    def _file(self, asked: str) -> Path:
        """Return the file that *asked* means; one that does not exist for all outside the site."""
        root = Path(self.directory).resolve()
        if not asked.startswith(self.below):
            return root / "no such file"
        file = (root / unquote(asked.removeprefix(self.below))).resolve()
        return file if file.is_relative_to(root) else root / "no such file"


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        # A browser that leaves a page hangs up on what it no longer needs.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serve(folder: Path, below: str = "/", port: int = 0) -> Iterator[str]:
    """Serve *folder* on the loopback below the path *below*, and yield its address."""
    handler = functools.partial(_Handler, directory=str(folder), below=below)
    server = _Server(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{below}"
    finally:
        server.shutdown()
        server.server_close()
