"""Attempts to slip altered quotations and false witnesses past the checker, and what finds them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from building import DECLARATION, MakeProject
from sourcebook.compilation import compile_site
from sourcebook.project import read

TOLD: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "evidence" / "attempts.yml").read_text(encoding="utf-8")
)
ATTEMPTS: list[dict[str, Any]] = TOLD["attempts"]

_ENTRY = (
    "@article{{{0}, author = {{{{{1}}}}}, title = {{{2}}}, journaltitle = {{{1}}}, "
    "date = {{1921}}}}\n"
)
_PEOPLE = "fridtjof-nansen: {name: Fridtjof Nansen}\njules-cambon: {name: Jules Cambon}\n"


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=[one["name"] for one in ATTEMPTS])
def test_an_attempt(project: MakeProject, attempt: dict[str, Any]) -> None:
    """What is said to be caught is caught, by that rule alone, and what passes has its reason."""
    works = ("times1921", "The Times", "Relief"), ("times1922", "The Times", "Ships")
    others = ("figaro1921", "Le Figaro", "Le grain"), ("temps1921", "Le Temps", "La mer")
    files = {
        DECLARATION: "",
        "data/people.yml": _PEOPLE,
        "bibliography/a.bib": "".join(
            _ENTRY.format(*work) for work in (*works, *others) if work[0] in attempt["text"]
        ),
        "bibliography/excerpts/times1921.yml": yaml.safe_dump(
            [{"text": text} for text in TOLD["excerpts"]], allow_unicode=True
        ),
        "docs/index.md": f"# Home\n\n{attempt['text']}\n",
    }
    if "figaro1921" in attempt["text"]:
        files["bibliography/excerpts/figaro1921.yml"] = yaml.safe_dump([{"text": TOLD["other"]}])
    found = compile_site(*read(project(files)))
    codes = {one.rule.code for one in found.diagnostics if one.rule.code.startswith("EVD")}
    statements = [one.statement for one in found.site.ledger.entered]

    assert codes - {"EVD003", "EVD008"} == ({attempt["caught"]} if "caught" in attempt else set())
    assert [one.witnesses for one in statements] == [attempt.get("witnesses", 1)] * len(statements)
    assert {"caught", "witnesses", "passes"} & set(attempt)
