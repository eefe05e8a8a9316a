"""The recipes “Add a collection” and “Add a field” of CONTRIBUTING, followed to the letter."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

import pytest

from building import DECLARATION, ROOT, Built, build, copy_small
from commands import run

pytestmark = pytest.mark.site

PAGE = """\
---
title: Friendship, 2021
exercise:
  dates: 2021-09-28/2021-10-09
  places: [islamabad]
  kind: land
  water: 12
  history: None is told
  called: {ru: Дружба}
  remark: A remark *in short* [@arabnews2021newturn].
  lede: Lavrov spoke of exercises [@arabnews2021newturn].
---

Lavrov spoke of exercises [@arabnews2021newturn].
"""


def recipe(title: str) -> str:
    """Return the section *title* of CONTRIBUTING."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return text.partition(f"### {title}\n")[2].partition("\n### ")[0]


@pytest.fixture(scope="module")
def declared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose author did what the recipes say: one file edited, one page written."""
    root = copy_small(tmp_path_factory.mktemp("declaring") / "project")
    (block,) = re.findall(r"```yaml\n(.*?)```", recipe("Add a collection"), re.DOTALL)
    block = textwrap.dedent(block).rstrip().removeprefix("collections:\n") + "\n"
    assert "exercises:" in block
    # “Add a field”: with a label, and among the columns of nothing else; and one of prose, with
    # another name for the summary, since behaviour follows the role.
    block = block.replace(
        "      summary:",
        "      water: {type: integer, label: Rivers crossed, description: W}\n"
        "      history: {type: line, description: H}\n"
        "      called: {type: names, description: C}\n"
        "      remark: {type: text, description: R}\n      lede:",
    )
    file = root / DECLARATION
    file.write_text(file.read_text(encoding="utf-8") + block, encoding="utf-8")
    (root / "docs/exercises").mkdir()
    (root / "docs/exercises/friendship-2021.md").write_text(PAGE, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def built(declared: Path) -> Built:
    done = run(declared, "check", "--fail-on", "warning")
    assert done.returncode == 0, done.stdout + done.stderr
    assert run(declared, "schema").returncode == 0
    made = build(declared, "--strict", PYTHONPATH=str(declared / "hooks"))
    assert made.exit_code == 0, made.output
    return made


def test_its_page_shows_every_field(built: Built) -> None:
    """Labels and choices are those of the declaration; the new field has its own."""
    text = (built.site / "exercises/friendship-2021/index.html").read_text(encoding="utf-8")
    facts = dict(re.findall(r"<div><dt>(.*?)</dt>(.*?)</div>", text))

    assert list(facts) == ["Dates", "Places", "Kind", "Rivers crossed", "History", "Called"]
    assert "<dd>On land</dd>" in facts["Kind"]
    assert "<dd>12</dd>" in facts["Rivers crossed"]
    assert re.search(r'lang="ru"[^>]*>Дружба<', facts["Called"])
    assert '"@type":"Event"' in text
    deck, remark = re.findall(r"<p[^>]*>(?:Lavrov spoke|<strong>Remark).*?</p>", text)[:2]
    assert deck.startswith('<p class="sb-deck">Lavrov spoke of exercises')
    assert remark.startswith("<p><strong>Remark:</strong> A remark <em>in short</em>")
    assert '<meta name="description" content="Lavrov spoke of exercises.' in text


def test_its_index_and_views_are_there(built: Built) -> None:
    """Index, timeline and the sections of those who are named follow."""
    index = (built.site / "exercises/index.html").read_text(encoding="utf-8")
    place = (built.site / "places/islamabad/index.html").read_text(encoding="utf-8")
    line = (built.site / "timeline/exercises/index.html").read_text(encoding="utf-8")

    assert "Friendship, 2021" in index
    assert re.search(r'<h2[^>]* id="exercises"[^>]*>Exercises', place)
    assert "Exercises in time" in line
    # What its list does not declare follows: on chips the choice as readers see it, in the table
    # beside the line of time, time and title and what stands on chips.
    assert re.search(r'<span class="[^"]*"[^>]*>On land<', index)
    assert re.findall(r'<th scope="col"[^>]*>([^<]*)', line) == [
        "Dates", "Exercise", "Kind", "Places"
    ]  # fmt: skip


def test_its_data_are_published(built: Built) -> None:
    """A table with every field, in the Data Package; a schema for editors."""
    head = (built.site / "data/exercises.csv").read_text(encoding="utf-8").split("\n")[0]
    package = json.loads((built.site / "datapackage.json").read_text(encoding="utf-8"))
    schema = json.loads(
        (built.root / "data/schema/exercises.schema.json").read_text(encoding="utf-8")
    )

    assert {"dates", "places", "kind", "water", "lede", "remark"} <= {*head.split(",")}
    assert "data/exercises.csv" in {one["path"] for one in package["resources"]}
    assert "water" in schema["properties"]["exercise"]["properties"]


def test_new_asks_for_its_fields(declared: Path) -> None:
    """`sourcebook new exercise` knows them, and writes a page that is sound."""
    told = run(declared, "new", "exercise", "--help").stdout
    done = run(
        declared,
        *("new", "exercise", "--title", "Friendship, 2020", "--dates", "2020-11-05"),
        *("--places", "Islamabad", "--kind", "land"),
        *("--lede", "Lavrov spoke of exercises [@arabnews2021newturn]."),
    )

    assert "--water" in told
    assert (done.returncode, done.stdout) == (0, "docs/exercises/friendship-2020.md\n")
