"""`site.resting`: what is said without a citation rests on cited statements of its page."""

from __future__ import annotations

import re

import pytest

from building import DECLARATION, MakeProject
from sourcebook.compilation import Compilation, compile_site
from sourcebook.project import read

WORKS = """
@book{ash, title = {A}, author = {Ash, Ann}, date = {2021}}
"""
BODY = """
## Talks

They met in Geneva on 6 April 1921 [@ash].
Trade came to $0.79 billion, Nansen said: “a great deal to discuss” [@ash].
In 1925 the Norwegian minister left, on 3 May [@ash].
"""


def compiled(project: MakeProject, lead: str, evidence: str = "strict") -> Compilation:
    front = f"---\ntitle: Talks\nevidence: {evidence}\n---\n\n"
    declared = "sides: [norway]\n"
    files = {
        DECLARATION: declared,
        "data/places.yml": "norway:\n  name: Norway\n  kind: country\n",
        "bibliography/a.bib": WORKS,
        "bibliography/excerpts/ash.yml": "- text: We have a great deal to discuss\n",
        "docs/a.png": "",
        "docs/index.md": front + lead + "\n" + BODY,
    }
    return compile_site(*read(project(files)))


@pytest.mark.parametrize(
    "lead",
    [
        pytest.param("They met in 1921.", id="a-year-of-a-day"),
        pytest.param("They met in April 1921, in Geneva.", id="a-month-and-a-place"),
        pytest.param("They traded for about 790 million dollars.", id="a-number-as-meant"),
        pytest.param("Nansen spoke of “a great deal to discuss”.", id="a-quotation"),
        pytest.param("A minister of Norway left on 3 May 1925.", id="a-name-and-its-adjective"),
        pytest.param("They talked for long.", id="nothing-that-can-be-compared"),
    ],
)
def test_a_lead_that_its_page_bears_out_cites_nothing(project: MakeProject, lead: str) -> None:
    compilation = compiled(project, lead)

    assert [one.message for one in compilation.diagnostics] == []
    (rest,) = compilation.site.ledger.rests
    assert rest.statements and not rest.missing
    assert not compilation.site.ledger.uncited


@pytest.mark.parametrize(
    ("lead", "what", "words"),
    [
        pytest.param("They met in 1922.", "date", "1922", id="another-year"),
        pytest.param("They met on 7 April 1921.", "date", "7 April 1921", id="another-day"),
        pytest.param("Trade came to 97 million.", "number", "97 million", id="another-number"),
        pytest.param("They talked with Lenin.", "name", "Lenin", id="a-name-that-is-not-there"),
        pytest.param("They had “much to discuss now”.", "quotation", "much to discuss now", id="q"),
    ],
)
def test_what_no_statement_bears_out_is_an_error(
    project: MakeProject, lead: str, what: str, words: str
) -> None:
    """Named with its words, at the sentence, with the statement nearest to it."""
    compilation = compiled(project, lead)
    (found,) = [one for one in compilation.diagnostics if one.rule.code == "EVD020"]

    assert found.message == f"The {what} “{words}” stands in no cited statement of the page."
    assert str(found.location).startswith("docs/index.md:6:1")
    assert len(compilation.site.ledger.uncited) == 1


def test_a_lead_of_a_page_that_is_not_strict_is_told_as_any_sentence(project: MakeProject) -> None:
    compilation = compiled(project, "They met in 1922.", evidence="normal")

    assert [one.rule.code for one in compilation.diagnostics] == ["EVD003"]


def test_a_lead_rests_on_a_page_that_it_links_to(project: MakeProject) -> None:
    root = project(
        {
            DECLARATION: "",
            "bibliography/a.bib": WORKS,
            "data/places.yml": "geneva:\n  name: Geneva\n  kind: city\n"
            "  note: The bank was founded in 1872 [@ash].\n",
            "docs/index.md": "---\nevidence: strict\n---\n"
            "It began in 1872: see [][places/geneva].\n\n## Talks\n\nThey met [@ash].\n",
        }
    )
    compilation = compile_site(*read(root))

    assert [one.rule.code for one in compilation.diagnostics] == []
    assert [one.page for one in compilation.site.ledger.rests[0].statements] == ["places/geneva.md"]


@pytest.mark.parametrize(
    ("heading", "missing"),
    [
        pytest.param("## The talks of 1921", [], id="of-the-page"),
        pytest.param("## The talks of 1922", ["1922"], id="another-year"),
        pytest.param("## 1922 to 1930", [], id="a-period"),
        pytest.param("- [In Paris in 1921][places/norway]", ["In Paris"], id="text-of-a-link"),
        pytest.param("*[SCO]: Shanghai Cooperation", ["SCO", "Shanghai Cooperation"], id="abbr"),
        pytest.param("![They met in 1922](a.png)", ["1922"], id="picture"),
        pytest.param("**What they said of Lenin.**", ["Lenin"], id="words-in-bold"),
        pytest.param(
            "| Year | Said of Lenin |\n| --- | --- |", ["Said of Lenin"], id="head-of-a-table"
        ),
    ],
)
def test_headings_say_what_the_page_proves(
    project: MakeProject, heading: str, missing: list[str]
) -> None:
    compilation = compiled(project, f"They met.\n\n{heading}\n\n")
    found = [re.findall("“(.*?)”", one.message)[0] for one in compilation.diagnostics]

    assert found == missing
