"""`diagnostics`: places, rules, reports."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.diagnostics import (
    Diagnostic,
    Location,
    Rule,
    Severity,
    Source,
    nearest,
    reporters,
    rules_cit,
    rules_src,
)
from sourcebook.diagnostics.causes import causes_first

RULE = Rule(
    code="XXX001",
    slug="example",
    severity=Severity.ERROR,
    message="No entry has the key “{key}”.",
    hint="Did you mean “{near}”?",
)


@given(st.text(alphabet="ab\n😀é", max_size=60), st.integers(0, 60))
def test_offsets_and_positions_are_inverse(text: str, offset: int) -> None:
    """Every offset has one line and column, and they lead back to it."""
    offset = min(offset, len(text))
    source = Source("docs/x.md", text)

    line, column = source.position(offset)

    assert source.offset(line, column) == offset
    assert source.line(line)[: column - 1] == text[offset - column + 1 : offset]


def test_lines_and_columns_count_from_one_in_code_points() -> None:
    """An emoji is one column, and the end of a place is exclusive."""
    source = Source("docs/x.md", "one\n😀 two\n")

    assert source.locate(6, 9) == Location("docs/x.md", 2, 3, 2, 6)


@pytest.mark.parametrize(
    ("near", "hint"),
    [
        pytest.param("knuth", "Did you mean “knuth”?", id="near"),
        pytest.param(None, "", id="none"),
        pytest.param("", "", id="empty"),
    ],
)
def test_a_hint_without_its_value_is_left_out(near: str | None, hint: str) -> None:
    """“Did you mean …?” falls silent where nothing is near."""
    assert RULE.at(Location("x"), key="k", near=near).hint == hint


def test_a_message_without_its_value_is_our_mistake() -> None:
    """A rule that is given too little raises."""
    with pytest.raises(KeyError):
        RULE.at(Location("x"))


@pytest.mark.parametrize(
    ("name", "names", "expected"),
    [
        pytest.param("knuth1948", ["knuth1984", "lamport"], "knuth1984", id="digits-swapped"),
        pytest.param("KNUTH1984", ["knuth1984"], "knuth1984", id="case"),
        pytest.param("zzz", ["knuth1984"], None, id="nothing-near"),
        pytest.param("ab", ["ac", "ad"], None, id="too-short-to-tell"),
        pytest.param("abcd1", ["abcd3", "abcd2"], "abcd3", id="tie"),
    ],
)
def test_the_nearest_name_is_offered(name: str, names: list[str], expected: str | None) -> None:
    """The name that was probably meant, whatever the order of the names."""
    assert nearest(name, names) == expected
    assert nearest(name, reversed(names)) == expected


def report(*diagnostics: Diagnostic, text: str = "# Home\nSee [@k] now.\n") -> str:
    return reporters.terminal(diagnostics, {"docs/x.md": Source("docs/x.md", text)})


def test_the_terminal_shows_place_line_carets_hint_and_related_places() -> None:
    """One glance says where, what and what to do."""
    at = Location("docs/x.md", 2, 6, 2, 8)
    related = ((Location("b.bib", 3, 7, 3, 9), "first defined here"),)

    shown = report(RULE.at(at, key="k", near="kk", related=related))

    assert shown == (
        "docs/x.md:2:6: error XXX001 No entry has the key “k”.\n"
        "    2 | See [@k] now.\n"
        "      |      ^^\n"
        "  hint: Did you mean “kk”?\n"
        "  b.bib:3:7: first defined here\n"
    )


def test_a_file_cannot_drive_the_terminal() -> None:
    """Escape sequences in names and lines are shown, not sent."""
    at = Location("docs/x.md", 1, 1, 1, 2)

    shown = report(RULE.at(at, key="\x1b[31m"), text="\x1b]0;gone\x07\n")

    assert "\x1b" not in shown
    assert "\\u001b[31m" in shown


def test_a_long_line_is_cut_around_the_place() -> None:
    """A paragraph on one line does not fill the screen."""
    at = Location("docs/x.md", 1, 5001, 1, 5004)

    line, carets = report(RULE.at(at, key="k"), text="a" * 5000 + "@@@" + "b" * 5000).split("\n")[
        1:3
    ]

    assert len(line) < 200
    assert line[carets.index("^") : carets.rindex("^") + 1] == "@@@"


def test_json_has_one_object_a_line_with_every_field() -> None:
    """Other programs read the report without guessing."""
    at = Location("docs/x.md", 2, 6, 2, 8)

    told = json.loads(reporters.json([RULE.at(at, key="k")]))

    assert told == {
        "version": 1,
        "file": "docs/x.md",
        "line": 2,
        "column": 6,
        "end_line": 2,
        "end_column": 8,
        "severity": "error",
        "code": "XXX001",
        "slug": "example",
        "message": "No entry has the key “k”.",
        "hint": None,
        "related": [],
    }


@given(st.lists(st.tuples(st.integers(1, 9), st.text(max_size=20)), max_size=8))
def test_every_diagnostic_is_reported_once(found: list[tuple[int, str]]) -> None:
    """Neither report leaves one out, whatever is in the message."""
    diagnostics = [RULE.at(Location("docs/x.md", line), key=key) for line, key in found]

    assert reporters.json(diagnostics).count("\n") == len(diagnostics)
    assert reporters.terminal(diagnostics, {}).count(": error XXX001 ") == len(diagnostics)


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        pytest.param([], "No problems found.", id="none"),
        pytest.param([Severity.ERROR], "1 error", id="one"),
        pytest.param(
            [Severity.NOTE, Severity.ERROR, Severity.WARNING, Severity.ERROR],
            "2 errors, 1 warning, 1 note",
            id="several",
        ),
    ],
)
def test_the_summary_counts_by_severity(severities: list[Severity], expected: str) -> None:
    """The worst comes first."""
    diagnostics = [RULE.at(Location("x"), key="k").with_severity(one) for one in severities]

    assert reporters.summary(diagnostics) == expected


def test_the_terminal_folds_what_is_alike() -> None:
    """Of more than ten findings of one kind in one file the others are counted."""
    found = [RULE.at(Location("a.md", line), key="k") for line in range(1, 14)]

    report = reporters.terminal(found, {})

    assert report.count("error XXX001") == 10
    assert report.rstrip().endswith("a.md: 3 more of XXX001")


def test_causes_come_without_what_follows() -> None:
    """Where a bibliography is not read, unknown citekeys are counted at the file and not shown."""
    cause = rules_src.NOT_UTF8.at(Location("bibliography/a.bib"), byte="0xE0")
    effect = rules_cit.UNKNOWN_CITEKEY.at(Location("docs/a.md"), citekey="a")
    other = rules_src.SYMBOLIC_LINK.at(Location("docs/b.md"), path="docs/b.md")

    kept = causes_first([cause, effect, other])

    assert [one.rule.code for one in kept] == ["SRC001", "SRC002"]
    assert kept[0].hint.endswith("What may follow from it is not shown: 1.")
    assert causes_first([effect]) == (effect,)
