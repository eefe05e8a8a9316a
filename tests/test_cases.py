"""Files in, diagnostics out: every file of ``tests/cases/`` is a small project and its report.

``files`` holds texts by path; a project that declares nothing is about visits (`building.VISITS`).
What a text cannot be stands beside it: ``bytes`` (hexadecimal, by path), ``sizes`` (a file of so
many letters), ``links`` (path → what it points to), ``pipes``; ``git`` lists what is added to
its index.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from repositories import git
from sourcebook.compilation import compile_site
from sourcebook.project import read

CASES = sorted(Path(__file__).parent.glob("cases/*.yml"))


def lay_out(root: Path, told: dict[str, Any]) -> None:
    """Put what is not text into the project at *root*."""
    for path, digits in told.get("bytes", {}).items():
        (root / path).write_bytes(bytes.fromhex(digits))
    for path, size in told.get("sizes", {}).items():
        (root / path).write_text("x" * size, encoding="utf-8")
    for path, target in told.get("links", {}).items():
        (root / path).symlink_to(target)
    for path in told.get("pipes", []):
        os.mkfifo(root / path)
    if "git" in told:
        git(root, "init")
        git(root, "add", "--force", *told["git"])


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_report_of_a_project_is_exactly(
    case: Path, project: Callable[[dict[str, str]], Path]
) -> None:
    """A project with one kind of mistake gets that diagnostic, at its place, and no other."""
    told = yaml.safe_load(case.read_text(encoding="utf-8"))
    root = project(told["files"])
    lay_out(root, told)

    sources, problems = read(root)
    compilation = compile_site(sources, problems)

    found = [
        f"{one.location}: {one.severity.word} {one.rule.code} {one.message}"
        for one in compilation.diagnostics
    ]
    assert told["diagnostics"] == found


def test_there_are_cases() -> None:
    """The table above is not empty by accident."""
    assert CASES
