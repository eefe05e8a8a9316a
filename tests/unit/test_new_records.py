"""`sourcebook new visit` and `new sector`: a page that passes, or a word on what is missing."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from building import SMALL, MakeProject
from commands import converse, run, run_process

VISIT = (
    *("new", "visit", "--title", "Lavrov in Islamabad, 2012", "--dates", "2012-10-03"),
    *("--from", "russia", "--to", "Pakistan", "--level", "foreign-minister"),
    *("--setting", "bilateral"),
)
KEY = "arabnews2021newturn"
SUMMARY = "Lavrov came to Islamabad on 3 October 2012 [@arabnews2021newturn]."

PAGE = """\
---
title: Lavrov in Islamabad, 2012
visit:
  dates: 2012-10-03
  from: russia
  to: pakistan
  places: [islamabad]
  level: foreign-minister
  setting: bilateral
  visitors:
    - {person: sergey-lavrov}
  sectors: [energy]
  summary: "Lavrov came to Islamabad on 3 October 2012 [@arabnews2021newturn]."
---

<!-- One sentence a line, one fact a sentence, its citation before the full stop. -->
"""


@pytest.fixture
def small(project: MakeProject) -> Path:
    return project(SMALL)


def test_a_visit_by_flags_passes_the_check(small: Path) -> None:
    """Names are taken for ids; the page has no finding; what comes next is said."""
    told = ("--places", "islamabad", "--visitors", "Sergey Lavrov", "--sectors", "energy")
    done = run(small, *VISIT, *told, "--summary", SUMMARY)

    assert (done.returncode, done.stdout) == (0, "docs/visits/lavrov-islamabad-2012.md\n")
    assert "`sourcebook check` follows." in done.stderr
    page = (small / "docs/visits/lavrov-islamabad-2012.md").read_text(encoding="utf-8")
    assert page == PAGE
    checked = run(small, "check", "--fail-on", "warning")
    assert (checked.returncode, checked.stdout) == (0, "")


def test_without_a_terminal_every_missing_flag_is_named(small: Path) -> None:
    """Nothing waits for an answer that nobody can give."""
    done = run_process(small, "new", "visit", "--dates", "2012")

    assert done.returncode == 2
    assert done.stderr == (
        "sourcebook: “new visit” needs --title, --from, --to, --level, --setting, --summary: "
        "nobody is there to be asked.\n"
    )


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        pytest.param(
            ("--visitors", "lavrov"),
            "--visitors: There is no person “lavrov”. Did you mean “sergey-lavrov”? “+lavrov” "
            "makes it.",
            id="person",
        ),
        pytest.param(
            ("--places", "Islamabd"),
            "--places: There is no place “Islamabd”. Did you mean “islamabad”? “+Islamabd” "
            "makes it.",
            id="place",
        ),
        pytest.param(
            ("--sectors", "xyz"),
            "--sectors: There is no sector “xyz”. docs/sectors holds those that there are.",
            id="none-near",
        ),
        pytest.param(
            ("--level", "foreign minister"),
            "--level: “foreign minister” is no level. Did you mean “foreign-minister”?",
            id="level",
        ),
        pytest.param(
            ("--summary", "He came."),
            "--summary: It names no source: write a citekey before the full stop, [@citekey].",
            id="uncited",
        ),
        pytest.param(
            ("--summary", "He came [@arabnews2021]."),
            "--summary: There is no entry “arabnews2021”. Did you mean “arabnews2021newturn”?",
            id="unknown-source",
        ),
        pytest.param(
            ("--id", "lavrov-islamabad-2021"),
            "docs/visits/lavrov-islamabad-2021.md is there already.",
            id="overwriting",
        ),
        pytest.param(
            ("--id", "old"), "“old” was “Old visit”; an id is never given twice.", id="former-id"
        ),
    ],
)
def test_what_cannot_be_is_said_with_what_was_meant(
    small: Path, flags: tuple[str, ...], told: str
) -> None:
    """A wrong answer writes nothing."""
    header = "collection\tid\tsince\tstate\tchanged\tlabel\tnote\n"
    register = f"{header}visits\told\t2020-01-01\tremoved\t2021-01-01\tOld visit\t-\n"
    (small / "data/register.tsv").write_text(register, encoding="utf-8")
    before = sorted((small / "docs").rglob("*"))
    done = run(small, *VISIT, "--summary", SUMMARY, *flags)

    assert (2, f"sourcebook: {told}\n") == (done.returncode, done.stderr)
    assert sorted((small / "docs").rglob("*")) == before


def test_an_id_with_dots_is_no_path(small: Path) -> None:
    """An id names a file in the folder, and nothing above it."""
    done = run(small, *VISIT, "--summary", SUMMARY, "--id", "../../evil")

    assert done.returncode == 2
    assert not (small / "evil.md").exists()


def test_a_page_that_would_have_errors_is_not_written(small: Path) -> None:
    """What only the whole project can tell is told before anything is there."""
    done = run(small, *VISIT, "--dates", "2012-13-03", "--summary", SUMMARY)
    assert done.returncode == 2
    assert "“2012-13-03” is no date" in done.stderr

    done = run(small, *VISIT, "--summary", f"Back [to it][visits/nowhere] {SUMMARY}")
    assert done.returncode == 1
    assert "REF001" in done.stderr
    assert not (small / "docs/visits/lavrov-islamabad-2012.md").exists()


def test_on_a_terminal_everything_is_asked_for(small: Path) -> None:
    """A wrong answer is asked again, an empty one leaves out or takes what is offered."""
    answers = (
        *("Lavrov in Islamabad, 2012", "October", "2012-10-03", "", "russia", "pakistan"),
        *("islamabad", "foreign-minister", "bilateral", "Lavrov", "sergey-lavrov", "", ""),
        *("energy", "", "", "", SUMMARY, ""),
    )
    status, written, shown = converse(small, "new", "visit", answers=answers)

    assert (status, written) == (0, "docs/visits/lavrov-islamabad-2012.md\n"), shown
    assert "“October” is no date" in shown
    assert "Did you mean “sergey-lavrov”?" in shown
    assert "Id, for ever [lavrov-islamabad-2012]:" in shown
    page = (small / "docs/visits/lavrov-islamabad-2012.md").read_text(encoding="utf-8")
    assert "  status: held\n" in page
    assert "    - {person: sergey-lavrov}\n" in page


def test_who_leaves_has_written_nothing(small: Path) -> None:
    """Ctrl-D in the middle ends the questions without a trace."""
    status, written, shown = converse(small, "new", "visit", answers=("A title",))

    assert (status, written) == (2, "")
    assert "sourcebook: Nothing was written." in shown
    assert [path.name for path in (small / "docs/visits").iterdir()] == ["lavrov-islamabad-2021.md"]


@pytest.mark.parametrize("title", ["1984", "no", "a: b", "- x", "“#” it's 100 %", "Ω {x}, [y]"])
def test_any_title_is_text(small: Path, title: str) -> None:
    """What YAML would take for something else is written in quotation marks."""
    told = ("--label", title, "--summary", "Trade grew [@arabnews2021newturn].")
    done = run(small, "new", "sector", "--title", title, "--id", "trade", *told)

    assert (done.returncode, done.stderr.partition("Write its")[0]) == (0, "")
    assert run(small, "check", "--fail-on", "warning").returncode == 0


def test_a_title_without_latin_letters_needs_an_id(small: Path) -> None:
    """An address is made of letters that everybody can type."""
    told = ("--label", "Торговля", "--summary", "Trade grew [@arabnews2021newturn].")
    done = run(small, "new", "sector", "--title", "Торговля", *told)

    assert done.returncode == 2
    assert done.stderr == "sourcebook: “Торговля” makes no id: give one with --id.\n"


def test_a_sector_is_asked_for_in_the_same_way(small: Path) -> None:
    """What is asked follows from the declaration of the record."""
    told = ("--title", "Trade: goods", "--label", "Trade", "--order", "3", "--related", "energy")
    summary = "Trade grew [@arabnews2021newturn]."
    done = run(small, "new", "sector", *told, "--id", "trade", "--summary", summary)

    assert (done.returncode, done.stdout) == (0, "docs/sectors/trade.md\n")
    page = (small / "docs/sectors/trade.md").read_text(encoding="utf-8")
    assert page.startswith(
        '---\ntitle: "Trade: goods"\nsector:\n  label: Trade\n'
        '  summary: "Trade grew [@arabnews2021newturn]."\n  related: [energy]\n  order: 3\n---\n'
    )
    assert run(small, "check", "--fail-on", "warning").returncode == 0


def test_a_record_of_a_data_file_is_added_at_its_end(small: Path) -> None:
    """A visitor who is not known yet, the commonest case, is one command; the rest stays."""
    before = (small / "data/people.yml").read_text(encoding="utf-8")
    done = run(
        small,
        *("new", "person", "--name", "Fridtjof Nansen", "--country", "Russia"),
        *("--variants", "F. Nansen, Fritjof Nansen"),
    )

    assert (done.returncode, done.stdout) == (0, "data/people.yml\n"), done.stderr
    assert (small / "data/people.yml").read_text(encoding="utf-8") == (
        f"{before.rstrip()}\nfridtjof-nansen:\n  name: Fridtjof Nansen\n  country: russia\n"
        "  variants: [F. Nansen, Fritjof Nansen]\n"
    )
    again = run(small, "new", "person", "--name", "Fridtjof Nansen")
    assert again.stderr == "sourcebook: data/people.yml has “fridtjof-nansen” already.\n"


def test_an_agreement_is_made_with_its_states(small: Path) -> None:
    """What a record needs beside words, such as what proves a state, is asked in parts."""
    told = ("--name", "Gas contract", "--kind", "contract", "--states", "Russia, pakistan")
    history = ("--history", f"announced:2021-04-06:{KEY}, signed:2021-05-28:{KEY}")
    done = run(small, "new", "agreement", *told, *history)

    assert (done.returncode, done.stdout) == (0, "data/agreements.yml\n"), done.stderr
    assert (small / "data/agreements.yml").read_text(encoding="utf-8") == (
        "gas-contract:\n  name: Gas contract\n  kind: contract\n  states: [russia, pakistan]\n"
        "  history:\n"
        f"    - {{state: announced, dates: 2021-04-06, sources: [{KEY}]}}\n"
        f"    - {{state: signed, dates: 2021-05-28, sources: [{KEY}]}}\n"
    )


@pytest.mark.parametrize(
    ("history", "told"),
    [
        ("signd:2021", "“signd” is no state. Did you mean “signed”?"),
        ("signed", "“signed” has no dates."),
        ("signed:2021:a:b", "“signed:2021:a:b” has more than 3 parts."),
        ("signed:2021:arabnews2021", "Did you mean “arabnews2021newturn”?"),
    ],
)
def test_a_part_that_cannot_be_is_said(small: Path, history: str, told: str) -> None:
    """Parts are judged like fields, before anything is written."""
    done = run(
        small,
        *("new", "agreement", "--name", "Gas", "--kind", "contract", "--history", history),
    )

    assert done.returncode == 2
    assert told in done.stderr
    assert not (small / "data/agreements.yml").exists()


def test_an_observation_is_a_row_in_the_columns_of_the_file(small: Path) -> None:
    """A row has no id of its own; cells are quoted where they need it."""
    series = "trade:\n  name: Trade\n  definition: What was sold.\n  unit: million dollars\n"
    (small / "data/series.yml").write_text(series, encoding="utf-8")
    rows = small / "data/observations.csv"
    rows.write_text("period,series,value,unit,citekey,note\n", encoding="utf-8")
    told = ("--series", "Trade", "--period", "FY2020-21", "--value", "12.5")
    more = ("--unit", "million dollars", "--citekey", KEY, "--note", "Russia, Pakistan")
    done = run(small, "new", "observation", *told, *more)

    assert (done.returncode, done.stdout) == (0, "data/observations.csv\n"), done.stderr
    assert rows.read_text(encoding="utf-8") == (
        "period,series,value,unit,citekey,note\n"
        f'FY2020-21,trade,12.5,million dollars,{KEY},"Russia, Pakistan"\n'
    )


def test_who_is_not_known_is_made_with_the_visit(small: Path) -> None:
    """A “+” before a name makes its record; both are written, or neither."""
    told = ("--visitors", "+Fridtjof Nansen, sergey-lavrov", "--summary", SUMMARY)
    done = run(small, *VISIT, *told, "--level", "xyz")
    assert done.returncode == 2
    assert "Nansen" not in (small / "data/people.yml").read_text(encoding="utf-8")

    done = run(small, *VISIT, *told)
    page, people = "docs/visits/lavrov-islamabad-2012.md", "data/people.yml"
    assert (done.returncode, set(done.stdout.split())) == (0, {page, people}), done.stderr
    assert "{person: fridtjof-nansen}" in (small / page).read_text(encoding="utf-8")
    assert (
        (small / people)
        .read_text(encoding="utf-8")
        .endswith("fridtjof-nansen:\n  name: Fridtjof Nansen\n")
    )
    assert run(small, "check", "--fail-on", "warning").returncode == 0


def test_who_makes_a_place_is_asked_what_it_is(small: Path) -> None:
    """What the new record needs is asked there and then; without a terminal it is said."""
    done = run(small, *VISIT, "--places", "+Lahore", "--summary", SUMMARY)
    assert done.stderr == "sourcebook: --places: Make it first: `sourcebook new place`.\n"

    answers = (
        *("Lavrov in Lahore, 2012", "2012-10-03", "", "russia", "pakistan"),
        *("+Lahore", "city", "", "foreign-minister", "bilateral", "", "", ""),
        *("energy", "", "", "", SUMMARY, ""),
    )
    status, written, shown = converse(small, "new", "visit", answers=answers)
    assert status == 0, shown
    assert "data/places.yml" in written.split()
    # The sectors that there are, from the declaration.
    assert "  energy\n" in shown
    assert (
        (small / "data/places.yml")
        .read_text(encoding="utf-8")
        .endswith("lahore:\n  name: Lahore\n  kind: city\n")
    )


def test_who_is_interrupted_need_not_answer_again(small: Path) -> None:
    """The command to go on with holds what was answered, and is taken as it stands."""
    answers = ("Lavrov in Islamabad, 2012", "2012-10-03", "", "russia", "Pakistan")
    status, _, shown = converse(small, "new", "visit", answers=answers)

    assert status == 2
    found = re.search("^To go on: sourcebook (.*)$", shown, re.MULTILINE)
    assert found
    assert shlex.split(found[1]) == [
        *("new", "visit", "--title", "Lavrov in Islamabad, 2012", "--dates", "2012-10-03"),
        *("--status", "held", "--from", "russia", "--to", "Pakistan"),
    ]
