"""Exports of other programs: what a check says of each, and what `sourcebook new source` takes.

``tests/corpus/exports/`` holds small files as Zotero, Mendeley, EndNote, JabRef, Better BibTeX,
Google Scholar, Crossref, publishers and libraries write them; ``tests/corpus/exports.yml`` says
what becomes of each. ``python tests/test_other_programs.py`` prints it anew, to be read before it
is kept.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml

import commands
from sourcebook.compilation import compile_site
from sourcebook.diagnostics import Severity
from sourcebook.project import read

CORPUS = Path(__file__).parent / "corpus"
EXPORTS = sorted((CORPUS / "exports").iterdir())
EXPECTED = yaml.safe_load((CORPUS / "exports.yml").read_text(encoding="utf-8"))

ENCODINGS = {"latin-1.bib": "latin-1", "utf-16.ris": "utf-16", "zotero-windows.ris": "utf-8-sig"}
"""What programs write that is not UTF-8, or begins with a mark: no file here is so itself."""
ALWAYS = frozenset({"CIT003", "BIB043", "BIB044"})
"""Said of every work that no page cites yet, and of every page that was read elsewhere."""
ERROR = re.compile(r"error ([A-Z]{3}[0-9]{3}) ")


def findings(root: Path) -> list[str]:
    """Return the kinds of what a check says of the project, the worst first."""
    sources, problems = read(root)
    found = {
        (one.severity, one.rule.code)
        for one in compile_site(sources, problems).diagnostics
        if one.rule.code not in ALWAYS
    }
    return [f"{severity.word} {code}" for severity, code in sorted(found, reverse=True)]


def as_exported(export: Path, folder: Path) -> Path:
    """Return a copy of *export* in *folder*, in the encoding and with the line ends it had."""
    text = export.read_text(encoding="utf-8")
    newline = "\r\n" if "windows" in export.name else "\n"
    copy = folder / export.name
    copy.write_text(text, encoding=ENCODINGS.get(export.name, "utf-8"), newline=newline)
    return copy


def outcome(export: Path, root: Path) -> dict[str, Any]:
    """Return what becomes of *export* in an empty project at *root*.

    ``checked``: the findings where a BibTeX file is laid into ``bibliography/`` as it is;
    ``added``: the works that the command takes; ``refused``: why it does not take others.
    """
    (root / "docs").mkdir()
    (root / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    (root / "bibliography").mkdir()
    told: dict[str, Any] = {}
    export = as_exported(export, root)
    if export.suffix == ".bib":
        shutil.copyfile(export, root / "bibliography/export.bib")
        told["checked"] = findings(root) or ["clean"]
        (root / "bibliography/export.bib").unlink()
    done = commands.run(root, "new", "source", str(export))
    told["added"] = len(done.stdout.splitlines())
    refused = ERROR.findall(done.stderr) or done.stderr.replace(str(export), "it").split("\n")[:1]
    if done.returncode:
        told["refused"] = list(dict.fromkeys(refused))
    return told


@pytest.mark.parametrize("export", EXPORTS, ids=lambda path: path.name)
def test_what_becomes_of_an_export(export: Path, tmp_path: Path) -> None:
    """It is clean, or has the findings that are listed, or is refused for the listed reason."""
    assert EXPECTED[export.name] == outcome(export, tmp_path)


@pytest.mark.parametrize("export", EXPORTS, ids=lambda path: path.name)
def test_what_was_taken_in_has_no_error(export: Path, tmp_path: Path) -> None:
    """Whatever is written, the next check does not stop at it, and it is tidy."""
    outcome(export, tmp_path)

    assert not any(word.startswith(Severity.ERROR.word) for word in findings(tmp_path))
    assert commands.run(tmp_path, "tidy", "--check").returncode == 0


def test_the_table_has_every_export() -> None:
    """No file is without its line, and none of the programs that people use is missing."""
    names = {path.name for path in EXPORTS}
    programs = {name.partition("-")[0].partition(".")[0] for name in names}

    assert EXPECTED.keys() == names
    assert len(names) >= 60
    assert programs >= {
        *("zotero", "betterbibtex", "mendeley", "endnote", "jabref", "scholar", "crossref"),
    }


if __name__ == "__main__":
    for path in EXPORTS:
        with tempfile.TemporaryDirectory() as folder:
            line = yaml.safe_dump(
                outcome(path, Path(folder)),
                allow_unicode=True,
                default_flow_style=True,
                sort_keys=False,
                width=200,
            )
        sys.stdout.write(f"{path.name}: {line}")
