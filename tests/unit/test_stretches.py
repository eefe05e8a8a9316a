"""`site.checkable`: what a citation covers; `site.passages` tells it in words."""

from __future__ import annotations

import pytest

from building import DECLARATION, VISITS, MakeProject
from sourcebook.compilation import compile_site
from sourcebook.project import read
from sourcebook.site.model import Site
from sourcebook.site.passages import in_words, sentence_of

WORKS = """
@book{ash, title = {A}, author = {Ash, Ann}, date = {2021}}
@book{elm, title = {B}, author = {Elm, Eve}, date = {2022}}
"""


def site_of(project: MakeProject, text: str, declaration: str = "") -> Site:
    files = {DECLARATION: declaration, "bibliography/a.bib": WORKS, "docs/index.md": text}
    return compile_site(*read(project(files))).site


@pytest.mark.parametrize(
    ("text", "covered", "left"),
    [
        pytest.param("He came [@ash].", ["He came."], [], id="a-sentence"),
        pytest.param(
            "He came. She left in 1921 [@ash]. They met [@elm].",
            ["He came. She left in 1921.", "They met."],
            [],
            id="back-to-the-citation-before",
        ),
        pytest.param(
            "He came.\n\nShe left [@ash].", ["She left."], ["He came."], id="within-its-paragraph"
        ),
        pytest.param(
            "- He came.\n- She left [@ash].", ["She left."], ["He came."], id="within-its-entry"
        ),
        pytest.param(
            "He came [@ash], and she left [@elm].",
            ["He came, …", "… and she left."],
            [],
            id="parts-of-a-sentence",
        ),
        pytest.param("He came [@ash] [@elm].", ["He came."], [], id="marks-without-a-word-between"),
        pytest.param(
            "He came [@ash], and she left.", ["He came, …"], ["… and she left."], id="nothing-after"
        ),
        pytest.param(
            "He came [@ash], and she left. They met [@elm].",
            ["He came, …", "… and she left. They met."],
            [],
            id="a-rest-goes-with-the-next",
        ),
        pytest.param("He came. [@ash] She left.", ["He came."], ["She left."], id="behind-a-stop"),
        pytest.param(
            "He came. @ash says that she left. They met.",
            ["Ash says that she left."],
            ["He came.", "They met."],
            id="a-mention-covers-its-sentence",
        ),
        pytest.param(
            "@ash says that he came, and others that she left [@elm].",
            ["Ash says that he came, and others that she left."],
            [],
            id="a-mention-within-a-stretch",
        ),
        pytest.param(
            "**The day.** He came [@ash].", ["He came."], ["The day."], id="a-heading-in-bold"
        ),
        pytest.param("## 1921\n\nHe came [@ash].", ["He came."], ["1921"], id="a-heading"),
        pytest.param(
            "| A | B |\n| --- | --- |\n| 1 | 2 [@ash] |",
            ["1 | 2"],
            ["A | B", "--- | ---"],
            id="a-row",
        ),
    ],
)
def test_a_citation_covers_what_stands_before_it(
    project: MakeProject, text: str, covered: list[str], left: list[str]
) -> None:
    """Back to the citation before in its paragraph, also into the midst of a sentence."""
    site = site_of(project, text)
    page = site.pages["index.md"]
    told: dict[bool, list[str]] = {True: [], False: []}
    for one in page.stretches:
        told[bool(one.citations)].append(in_words(site, page, one).strip("| "))

    assert told == {True: covered, False: left}
    assert [one.statement.text.strip("| ") for one in site.ledger.entered] == covered
    passages = sorted(
        (one for found in site.passages.values() for one in found),
        key=lambda one: one.cited.item.start,
    )
    assert list(dict.fromkeys(sentence_of(site, one).strip("| ") for one in passages)) == covered


def test_pages_about_the_site_make_no_statements(project: MakeProject) -> None:
    """An example of syntax is no statement, and nothing rests on it; its entry is used."""
    text = "Write `[@ash]` as here [@ash]. It was 1921."
    for front, counts in (("", False), ("---\nevidence: normal\n---\n", True)):
        site = site_of(project, front + text, VISITS)

        assert bool(site.ledger.entered) == counts
        assert bool(site.passages["ash"]) == counts
        assert bool(site.ledger.uncited) == counts
        assert list(site.cited["index.md"]) == ["ash"]
