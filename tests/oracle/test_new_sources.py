"""What the site gives away comes back: every shipped work through its own RIS, CSL-JSON, BibTeX.

What RIS has no place for, or its readers mistake, is listed with its reason.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from building import ROOT
from sourcebook.diagnostics import Source
from sourcebook.formats.bibtex import parse_bibliography
from sourcebook.pages.exports import bibtex_text, ris_text
from sourcebook.project import read
from sourcebook.works.new_entries import Form, form_of, read_drafts, work_of
from sourcebook.works.works import Work, interpret

NOT_TAKEN_OVER = frozenset({"keyword", "note", "abstract", "annote"})
"""Keywords name visits and sectors of this site; the notes and abstracts of others are theirs."""


def as_csl_json(work: Work) -> str:
    return json.dumps([dict(work.csl)])


def as_bibtex(work: Work) -> str:
    return bibtex_text(work.entry)


@pytest.mark.parametrize(
    ("form", "written", "lost"),
    [
        # The kind of a @misc is a note in RIS, where M3 would be taken for a DOI; a treaty is a
        # government document there.
        pytest.param("ris", ris_text, {"genre": 10, "title-short": 1, "type": 3}, id="ris"),
        # A short title that ends in a space.
        pytest.param("csl-json", as_csl_json, {"title-short": 1}, id="csl-json"),
        pytest.param("bibtex", as_bibtex, {}, id="bibtex"),
    ],
)
def test_every_shipped_work_comes_back(
    form: Form, written: Callable[[Work], str], lost: dict[str, int]
) -> None:
    """Names, dates, addresses and languages of every work, and its type."""
    sources, _ = read(Path(ROOT))
    entries = parse_bibliography(tuple(sources.bibliography.values()))[0].entries
    differing: Counter[str] = Counter()
    for entry in entries:
        work, _ = interpret(entry)
        source = Source("input", written(work).replace("\r\n", "\n"))
        assert form_of(source.text) == form
        (draft,), problems = read_drafts(source, form)
        assert problems == ()
        again, _ = work_of(draft, work.citekey)
        differing.update(
            name
            for name in {*work.csl, *again.csl} - NOT_TAKEN_OVER
            if work.csl.get(name) != again.csl.get(name)
        )

    assert len(entries) > 500
    assert all(differing[name] <= most for name, most in lost.items())
    assert set(differing) <= set(lost)
