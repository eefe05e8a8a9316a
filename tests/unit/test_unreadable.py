"""Files that cannot be read: not in case files, which hold only text (SRC001–SRC005, SRC009)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sourcebook.formats.bibtex import parse_bibliography
from sourcebook.project import LARGEST, read

MakeProject = Callable[[Mapping[str, str]], Path]


def complaints(root: Path) -> list[str]:
    sources, problems = read(root)
    assert list(sources.pages) == ["docs/index.md"]
    return [f"{problem.location} {problem.rule.code} {problem.message}" for problem in problems]


def test_a_page_in_another_encoding_is_reported(project: MakeProject) -> None:
    """SRC001 names the byte and shows its line and column."""
    root = project({"docs/index.md": "# Home\n"})
    (root / "docs/a.md").write_bytes("# A\n\nVisite à Moscou\n".encode("latin-1"))

    assert complaints(root) == [
        "docs/a.md:3:8 SRC001 The file is not UTF-8 text: the byte 0xE0 cannot stand here."
    ]


def test_symbolic_links_are_refused(project: MakeProject) -> None:
    """SRC002: neither a linked file nor a linked folder is read, wherever it leads."""
    root = project({"docs/index.md": "# Home\n", "outside/b.md": "# B\n"})
    (root / "docs/a.md").symlink_to(root / "outside/b.md")
    (root / "docs/c").symlink_to(root / "outside", target_is_directory=True)
    shutil.rmtree(root / "data")
    (root / "data").symlink_to(root / "outside", target_is_directory=True)
    (root / "docs/d.md").symlink_to(root / "nowhere")

    assert complaints(root) == [
        f"{path}:1:1 SRC002 “{path}” is a symbolic link, so it is not read."
        for path in ("data", "docs/a.md", "docs/c", "docs/d.md")
    ]


def test_very_large_pages_are_refused(project: MakeProject) -> None:
    """SRC004: a page over the limit is not read, one at the limit is."""
    root = project({"docs/index.md": "x" * LARGEST["md"], "docs/a.md": "x" * (LARGEST["md"] + 1)})

    assert complaints(root) == [
        "docs/a.md:1:1 SRC004 The file has 2000001 bytes; at most 2000000 are read."
    ]


def test_data_are_as_large_as_they_are(project: MakeProject) -> None:
    """What is not a page has no limit: not the bibliography, not rows, records or registers."""
    entries = "".join(
        f"@misc{{m{n}, title = {{Note {n}}}, note = {{{'x' * 200}}}}}\n" for n in range(9_000)
    )
    filler = "# " + "x" * LARGEST["md"]
    files = {
        "docs/index.md": "# Home\n",
        "bibliography/a.bib": entries,
        "data/places.yml": filler,
        "data/register.tsv": filler,
        "data/observations.csv": "series\n" + "x\n" * LARGEST["md"],
    }
    sources, problems = read(project(files))

    assert min(len(text) for path, text in files.items() if path != "docs/index.md") > LARGEST["md"]
    assert problems == ()
    assert files.keys() == sources.all().keys() - {"data/collections.yml"}
    assert len(parse_bibliography(tuple(sources.bibliography.values()))[0].entries) == 9_000


def test_files_that_cannot_be_opened_are_reported(
    project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SRC005: the reason that the system gives is shown, and the other files are read."""
    root = project({"docs/index.md": "# Home\n", "docs/a.md": "# A\n"})
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "a.md":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    # Permissions on disk would not stop a test that runs as root.
    monkeypatch.setattr(Path, "read_bytes", refuse)

    assert complaints(root) == [
        "docs/a.md:1:1 SRC005 “docs/a.md” cannot be read: Permission denied."
    ]


def test_names_that_cannot_be_addresses_are_reported(project: MakeProject) -> None:
    """SRC009: a page must end in “.md” as it stands, and its name must be text."""
    root = project({"docs/index.md": "# Home\n", "docs/b.MD": "# B\n", "docs/c.markdown": "# C\n"})
    (root / os.fsdecode(b"docs/d\xe9.md")).write_text("# D\n", encoding="utf-8")

    assert complaints(root) == [
        "docs/b.MD:1:1 SRC009 “docs/b.MD” is not read, because the host takes “.MD” for a page, and"
        " pages end in “.md” here.",
        "docs/c.markdown:1:1 SRC009 “docs/c.markdown” is not read, because the host takes"
        " “.markdown” for a page, and pages end in “.md” here.",
        "docs/d\ufffd.md:1:1 SRC009 “docs/d\ufffd.md” is not read, because its name is not UTF-8"
        " text.",
    ]
