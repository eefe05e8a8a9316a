"""Attempts to say on a strict page what none of its citations bears out, and what finds them."""

from __future__ import annotations

import pytest

from building import DECLARATION, MakeProject
from sourcebook.compilation import compile_site
from sourcebook.project import read

WORKS = "@book{ash, title = {A}, author = {Ash, Ann}, date = {2021}}\n"
DECLARED = """\
collections:
  talks:
    title: Talks
    singular: talk
    description: Talks.
    folder: docs/talks
    fields:
      dates: {type: date, role: when, required: true, description: When}
      level: {type: choice, description: Of whom, choices: {ministers: Ministers, kings: Kings}}
      towns: {type: reference, to: places, many: true, role: where, description: Where}
      summary: {type: text, role: summary, required: true, description: In short}
"""
PAGE = """\
---
title: TITLE
description: DESCRIPTION
evidence: strict
talk:
  dates: 1921
  level: LEVEL
  towns: [TOWN]
  summary: SUMMARY
---

LEAD

## HEADING

Nansen met the ministers in Geneva on 6 April 1921 [@ash]. REST

MORE
"""
TRUE = {
    "TITLE": "Nansen in Geneva",
    "DESCRIPTION": "Talks of 1921.",
    "LEVEL": "ministers",
    "TOWN": "geneva",
    "SUMMARY": "Nansen met ministers in 1921.",
    "LEAD": "They met in Geneva.",
    "HEADING": "The talks in Geneva",
    "REST": "He left [@ash].",
    "MORE": "",
}
ATTEMPTS = [
    pytest.param({}, None, id="nothing-but-the-truth"),
    pytest.param({"TITLE": "Nansen in Paris"}, "EVD020", id="a-place-in-the-title"),
    pytest.param({"DESCRIPTION": "Talks of 1922."}, "EVD020", id="a-year-in-the-description"),
    pytest.param({"SUMMARY": "Nansen met 45 ministers."}, "EVD020", id="a-number-in-the-summary"),
    pytest.param({"LEAD": "He met the Norwegian king."}, "EVD020", id="a-people-in-the-lead"),
    pytest.param({"LEAD": "He spoke of “peace for all”."}, "EVD020", id="a-quotation-in-the-lead"),
    pytest.param({"HEADING": "The treaty of 1922"}, "EVD020", id="a-year-in-a-heading"),
    pytest.param({"MORE": "**Money for Norway.**"}, "EVD020", id="a-line-in-bold"),
    pytest.param({"MORE": "- **The king of Norway.**"}, "EVD020", id="a-list-entry-in-bold"),
    pytest.param({"MORE": "- they signed a treaty"}, "EVD003", id="a-list-entry"),
    pytest.param({"MORE": "They signed a treaty"}, "EVD003", id="without-a-full-stop"),
    pytest.param({"MORE": "They signed these papers:"}, "EVD003", id="ending-in-a-colon"),
    pytest.param(
        {"REST": "He left [@ash], and a treaty was signed."}, "EVD003", id="a-second-claim"
    ),
    pytest.param({"REST": "He left [@ash]. They signed."}, "EVD003", id="after-the-last-mark"),
    pytest.param(
        {"MORE": "| What | Who |\n| --- | --- |\n| treaty | the king |"}, "EVD003", id="a-cell"
    ),
    pytest.param(
        {"MORE": "| Treaty of Norway |\n| --- |\n| He left [@ash] |"},
        "EVD020",
        id="the-head-of-a-table",
    ),
    pytest.param({"MORE": "- [In Paris in 1922][places/geneva]"}, "EVD020", id="text-of-a-link"),
    pytest.param({"MORE": "*[ILO]: Labour Office"}, "EVD020", id="an-abbreviation"),
    pytest.param({"MORE": "![They met in 1922](a.png)"}, "EVD020", id="the-text-of-a-picture"),
    pytest.param(
        {"MORE": "<figure><figcaption>In Paris.</figcaption></figure>"}, "EVD003", id="a-caption"
    ),
    pytest.param({"REST": "He left [@ash].[^1]\n\n[^1]: A king came."}, "EVD003", id="a-footnote"),
    pytest.param({"TOWN": "paris"}, "EVD021", id="a-place-in-the-facts"),
    # What gets through, with the reason.
    pytest.param({"LEAD": "They did not meet in Geneva."}, None, id="passes: only words differ"),
    pytest.param({"SUMMARY": "Ministers met Nansen in vain."}, None, id="passes: no name or date"),
    pytest.param({"LEVEL": "kings"}, None, id="passes: a choice has no words to look for"),
    pytest.param({"REST": "The king came. He left [@ash]."}, None, id="passes: not in an excerpt"),
    pytest.param(
        {"MORE": '<span title="A king came"></span>'}, None, id="passes: attributes of HTML"
    ),
]


@pytest.mark.parametrize(("lies", "caught"), ATTEMPTS)
def test_an_attempt(project: MakeProject, lies: dict[str, str], caught: str | None) -> None:
    """What is caught is caught by that rule alone; what gets through is known to."""
    page = PAGE
    for name, words in {**TRUE, **lies}.items():
        page = page.replace(name, words)
    files = {
        DECLARATION: DECLARED,
        "bibliography/a.bib": WORKS,
        "data/places.yml": "geneva: {name: Geneva, kind: city}\nparis: {name: Paris, kind: city}\n",
        "docs/a.png": "",
        "docs/talks/nansen.md": page,
    }
    found = {one.rule.code for one in compile_site(*read(project(files))).diagnostics}

    assert found == ({caught} if caught else set())
