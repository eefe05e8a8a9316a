"""`run_citeproc`: the only door to pandoc, the program in the PyPI package pypandoc_binary.

Pandoc gets a document and CSL-JSON of our own making, never an author's .bib or Markdown: pandoc
3.9 does not end on a two-entry crossref cycle and is exponential in nested brackets. It runs in
its sandbox and reads and writes JSON, so nothing is parsed twice. Its time has no limit: what it is
given is bounded (`formatting`), and a busy machine is no mistake of the author.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pypandoc

from sourcebook import SourcebookError


class CiteprocError(SourcebookError):
    """Pandoc could not be run, failed, or lost an entry: not an author's mistake."""


_MISSING = (
    "pandoc, which formats the references, is not there: install it with "
    "`python -m pip install pypandoc_binary`, which brings the program."
)


def version() -> str:
    """Return the version of the program. Raises `CiteprocError` where it is missing."""
    try:
        return str(pypandoc.get_pandoc_version())
    except OSError as error:
        raise CiteprocError(_MISSING) from error


def _program() -> str:
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError as error:
        raise CiteprocError(_MISSING) from error


def run_citeproc(document: dict[str, Any], items: str, style: str | None) -> dict[str, Any]:
    """Return *document* (pandoc's JSON) with its citations and references filled in.

    *items* is CSL-JSON, *style* the text of a CSL style or ``None`` for pandoc's own default.
    Raises `CiteprocError`.
    """
    with tempfile.TemporaryDirectory(prefix="sourcebook-") as folder:
        references = Path(folder, "references.json")
        references.write_text(items, encoding="utf-8")
        command = [
            "--sandbox",
            "--from=json",
            "--to=json",
            "--citeproc",
            f"--bibliography={references}",
        ]
        if style is not None:
            csl = Path(folder, "style.csl")
            csl.write_text(style, encoding="utf-8")
            command.append(f"--csl={csl}")
        try:
            finished = subprocess.run(
                [_program(), *command],
                input=json.dumps(document),
                capture_output=True,
                check=False,
                encoding="utf-8",
            )
        except OSError as error:
            raise CiteprocError(f"pandoc could not format the references: {error}") from error
    if finished.returncode != 0:
        raise CiteprocError(f"pandoc could not format the references: {finished.stderr.strip()}")
    answer: dict[str, Any] = json.loads(finished.stdout)
    return answer
