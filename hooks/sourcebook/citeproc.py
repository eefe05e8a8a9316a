"""`format_references`: CSL items to formatted references, by pandoc's citeproc.

The only door to pandoc (the program in the PyPI package pypandoc_binary). One run formats the
whole bibliography, because year suffixes (2021a, 2021b) depend on all of it; the result is kept
by content, so an unchanged bibliography costs nothing.

Pandoc gets CSL-JSON of our own making, never an author's .bib or Markdown: pandoc 3.9 does not
end on a two-entry crossref cycle and is exponential in nested brackets. It runs in its sandbox
under a time limit, and what comes back is cleaned like any other input.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pypandoc

from sourcebook.cache import Cache, digest
from sourcebook.formats.html import clean_inline

TIME_LIMIT = 120
"""Seconds; 3,000 entries take about five."""

_ROOM = "references"
_FORMAT = "2"
"""Part of the key: raise it when this module makes something else of the same input."""

_ENTRY = re.compile(r'<div id="ref-r(\d+)" class="csl-entry"[^>]*>\n?(.*?)\n?</div>', re.DOTALL)


class CiteprocError(Exception):
    """Pandoc could not be run, failed, or lost an entry: not an author's mistake."""


def format_references(
    items: Mapping[str, Mapping[str, object]], style: str | None, cache: Cache
) -> dict[str, str]:
    """Return clean inline HTML for each citekey of *items* (CSL-JSON by citekey).

    *style* is the text of a CSL style; ``None`` is pandoc's own default, Chicago author-date.
    Raises `CiteprocError`.
    """
    if not items:
        return {}
    citekeys = sorted(items)
    # Numbers stand for the citekeys, so that no citekey can be mistaken for markup.
    numbered = [{**items[key], "id": f"r{number}"} for number, key in enumerate(citekeys)]
    bibliography = json.dumps(numbered, ensure_ascii=False, sort_keys=True)
    key = digest(_FORMAT, pypandoc.get_pandoc_version(), style or "", bibliography)
    kept = cache.get(_ROOM, key)
    if kept is None:
        kept = _run(bibliography, style)
        cache.put(_ROOM, key, kept)
    formatted = {citekeys[int(number)]: html for number, html in _ENTRY.findall(kept)}
    if missing := sorted(set(citekeys) - formatted.keys()):
        raise CiteprocError(f"pandoc returned no reference for: {', '.join(missing)}")
    return {citekey: clean_inline(html) for citekey, html in formatted.items()}


def _run(bibliography: str, style: str | None) -> str:
    with tempfile.TemporaryDirectory(prefix="sourcebook-") as folder:
        references = Path(folder, "references.json")
        references.write_text(bibliography, encoding="utf-8")
        command = [
            pypandoc.get_pandoc_path(),
            "--sandbox",
            "--from=markdown",
            "--to=html",
            "--wrap=none",
            "--citeproc",
            f"--bibliography={references}",
        ]
        if style is not None:
            csl = Path(folder, "style.csl")
            csl.write_text(style, encoding="utf-8")
            command.append(f"--csl={csl}")
        try:
            finished = subprocess.run(
                command,
                input="---\nnocite: '@*'\n---\n",
                capture_output=True,
                check=False,
                encoding="utf-8",
                timeout=TIME_LIMIT,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise CiteprocError(f"pandoc could not format the references: {error}") from error
    if finished.returncode != 0:
        raise CiteprocError(f"pandoc could not format the references: {finished.stderr.strip()}")
    return finished.stdout
