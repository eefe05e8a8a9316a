"""Files in, diagnostics out: every file of ``tests/cases/`` is a small project and its report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from sourcebook.compilation import compile_site
from sourcebook.project import read

CASES = sorted(Path(__file__).parent.glob("cases/*.yml"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_report_of_a_project_is_exactly(
    case: Path, project: Callable[[dict[str, str]], Path]
) -> None:
    """A project with one kind of mistake gets that diagnostic, at its place, and no other."""
    told = yaml.safe_load(case.read_text(encoding="utf-8"))

    sources, problems = read(project(told["files"]))
    compilation = compile_site(sources, problems)

    found = [
        f"{one.location}: {one.severity.word} {one.rule.code} {one.message}"
        for one in compilation.diagnostics
    ]
    assert told["diagnostics"] == found


def test_there_are_cases() -> None:
    """The table above is not empty by accident."""
    assert CASES
