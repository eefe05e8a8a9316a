"""References are made in runs, each kept: an edited entry formats its own run again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from building import ROOT
from sourcebook.cache import Cache
from sourcebook.citeproc import format_references, formatting, references
from sourcebook.citeproc.references import runs_of
from sourcebook.citeproc.style import without_disambiguation_of_names

STYLE = (ROOT / "bibliography/styles/chicago-author-date.csl").read_text(encoding="utf-8")


def work(title: str, *years: int) -> dict[str, object]:
    """Return a work of Knuth's as CSL-JSON."""
    issued = {"issued": {"date-parts": [[year] for year in years]}} if years else {}
    author = [{"family": "Knuth", "given": "Donald E."}]
    return {"type": "book", "title": title, "author": author, **issued}


WORKS = {
    "art1": work("Fundamental Algorithms", 1968),
    "art2": work("Seminumerical Algorithms", 1969),
    "art3": work("Sorting and Searching", 1973),
    "tex": work("The TeXbook", 1984),
    "literate": work("Literate Programming", 1984),
    "undated": work("A note"),
}


@pytest.fixture(autouse=True)
def short_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run takes two works."""
    monkeypatch.setattr(references, "MOST", 2)


def test_the_works_of_a_year_go_together() -> None:
    """They share the letters of their year; those without a date are one more year."""
    assert [list(run) for run in runs_of(WORKS)] == [
        ["undated", "art1"],
        ["art2", "art3"],
        ["tex", "literate"],
    ]


def test_an_edited_work_formats_its_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three runs the first time, none the second, one after an edit; the letters are the same."""
    asked: list[str] = []

    def counting(*given: Any) -> dict[str, Any]:
        asked.append(given[1])
        return run(*given)

    run = formatting.run_citeproc
    monkeypatch.setattr(formatting, "run_citeproc", counting)
    cache = Cache(tmp_path)
    first = format_references(WORKS, STYLE, cache)
    again = format_references(WORKS, STYLE, cache)
    edited = format_references({**WORKS, "art3": work("Searching", 1973)}, STYLE, cache)

    assert len(asked) == 4
    assert again == first
    assert "Searching" in asked[-1]
    assert edited.references["tex"] == first.references["tex"]
    assert ["1984b" in first.references[key] for key in ("literate", "tex")] == [False, True]


def test_names_tell_no_works_apart_in_a_numbered_display() -> None:
    """Pandoc compares each work with all others for it, and nobody sees what comes of it."""
    style = '<citation disambiguate-add-givenname="true" et-al-min="3" disambiguate-add-names="x">'

    assert without_disambiguation_of_names(style) == '<citation et-al-min="3">'
