"""What a docstring shows is what comes out."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

from building import ROOT

HOOKS = ROOT / "hooks"
EXAMPLES = {
    path: number
    for path in sorted(HOOKS.rglob("sourcebook/**/*.py"))
    if (number := path.read_text(encoding="utf-8").count(">>> "))
}
"""How many examples the modules show, those that show any."""


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples(path: Path) -> None:
    """Each example of a module is found and prints what stands below it."""
    module = importlib.import_module(".".join(path.relative_to(HOOKS).with_suffix("").parts))
    runner = doctest.DocTestRunner()
    said: list[str] = []

    for example in doctest.DocTestFinder().find(module):
        runner.run(example, out=said.append)

    assert ("", EXAMPLES[path]) == ("".join(said), runner.tries)
