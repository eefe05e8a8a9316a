"""`formats.bibtex`: files of ``bibliography/`` read whole, with the place of everything."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bibtexparser import model
from bibtexparser.splitter import Splitter

from growth import LINEAR, growth
from sourcebook.diagnostics import Diagnostic, Source
from sourcebook.formats.bibtex import Bibliography, parse_bibliography
from sourcebook.formats.bibtex.failures import explain_failure


def read(*texts: str) -> tuple[Bibliography, tuple[Diagnostic, ...]]:
    """Parse the texts as ``bibliography/0.bib``, ``bibliography/1.bib`` …"""
    return parse_bibliography(
        [Source(f"bibliography/{number}.bib", text) for number, text in enumerate(texts)]
    )


def values(text: str) -> dict[str, str]:
    """Return the evaluated fields of the only entry of *text*."""
    (entry,) = read(text)[0].entries
    return {name: field.value for name, field in entry.fields.items()}


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    ordered = sorted(diagnostics, key=lambda found: found.sort_key)
    return [f"{found.location.line}:{found.location.column} {found.rule.code}" for found in ordered]


# bibtexparser 2.1.0: what surprised us, and what is done about it in formats/bibtex/splitting.py.


def test_bibtexparser_lines_are_zero_based() -> None:
    """Splitting.py counts from the text; if this fails, look at `Block.start_line` there."""
    assert [block.start_line for block in Splitter("\n@book{a,\n t={x}}").split().blocks] == [1]


def test_bibtexparser_has_no_columns() -> None:
    """Places inside a line are searched for in the text, since the splitter has none."""
    (entry,) = Splitter("@book{a, t={x}}").split().blocks

    assert not hasattr(entry, "start_column")


def test_bibtexparser_takes_commentary_for_a_comment() -> None:
    """biblatex's @commentary is masked before splitting; remove the mask if this fails."""
    (block,) = Splitter("@commentary{a, title={x}}").split().blocks

    assert isinstance(block, model.ExplicitComment)


def test_bibtexparser_reads_entries_behind_percent_signs() -> None:
    """For biber and pandoc they are comments; the mask can go if this fails."""
    assert [entry.key for entry in Splitter("% @book{a, t={x}}").split().entries] == ["a"]


def test_bibtexparser_joins_fields_without_a_comma() -> None:
    """The second field is part of the first value; values.py takes them apart."""
    (entry,) = Splitter("@book{a,\n t={x}\n year={1984}}").split().entries

    assert [field.value for field in entry.fields] == ["{x}\n year={1984}"]


def test_bibtexparser_leaves_strings_and_joins_alone() -> None:
    """Names and “#” stay as written; values.py evaluates them."""
    (entry,) = Splitter('@book{a, t = x # "y", month = jan}').split().entries

    assert [field.value for field in entry.fields] == ['x # "y"', "jan"]


def test_bibtexparser_accepts_an_empty_key() -> None:
    """An entry without a key is an entry with the key “”; reading.py reports it."""
    assert [entry.key for entry in Splitter("@book{, t={x}}").split().entries] == [""]


def test_bibtexparser_wraps_duplicates() -> None:
    """A duplicate is no entry but a failed block that holds it; splitting.py unwraps it."""
    _, twice = Splitter("@book{a, t={x}}\n@book{a, t={y}, t={z}}").split().blocks

    assert isinstance(twice, model.DuplicateFieldKeyBlock)


def test_bibtexparser_gives_no_reason_as_text() -> None:
    """The reason of a failure is an attribute; str() of the error is empty."""
    (failed,) = Splitter("@book{a, t={x}").split().failed_blocks

    assert (
        str(failed.error),
        getattr(failed.error, "abort_reason", None),
    ) == ("", "Unexpectedly reached end of file.")


def test_bibtexparser_keeps_case_of_names() -> None:
    """“Title” and “title” are two fields for it; for us they are one."""
    (entry,) = Splitter("@book{a, Title={x}, title={y}}").split().entries

    assert [field.key for field in entry.fields] == ["Title", "title"]


# Reading


def test_entry_has_places() -> None:
    """Every place is a line and column of the file, both from 1."""
    (entry,) = read("\n  @Book{ knuth1984 ,\n  Title = {The {TeXbook}},\n  year=1984\n}")[0].entries

    assert (entry.citekey, entry.type) == ("knuth1984", "book")
    assert str(entry.location) == "bibliography/0.bib:2:10"
    assert str(entry.type_location) == "bibliography/0.bib:2:4"
    assert (
        entry.block_location.line,
        entry.block_location.column,
        entry.block_location.end_line,
        entry.block_location.end_column,
    ) == (2, 3, 5, 2)
    title, year = entry.fields["title"], entry.fields["year"]
    assert (
        f"{title.name_location.line}:{title.name_location.column}",
        f"{title.location.line}:{title.location.column}",
        title.location.end_column,
    ) == ("3:3", "3:12", 25)
    assert (
        f"{year.name_location.line}:{year.name_location.column}",
        f"{year.location.line}:{year.location.column}",
    ) == ("4:3", "4:8")
    assert entry.raw.startswith("@Book{ knuth1984") and entry.raw.endswith("1984\n}")


def test_within_points_into_a_value() -> None:
    """A stretch of a value that stands in one line has a place of its own."""
    (entry,) = read("@book{a, title = {The TeXbook}, note = {a\n b}}")[0].entries

    inside = entry.fields["title"].within(4, 7)
    assert (inside.column, inside.end_column) == (23, 26)
    assert entry.fields["note"].location == entry.fields["note"].within(2, 3)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        pytest.param("@book{a, t = {x}}", {"t": "x"}, id="braces"),
        pytest.param('@book{a, t = "x {y, z} w"}', {"t": "x {y, z} w"}, id="quotes"),
        pytest.param('@book{a, t = "a {"} b"}', {"t": 'a {"} b'}, id="quote-in-braces"),
        pytest.param("@book{a, t = {a {b {c}}}}", {"t": "a {b {c}}"}, id="nested"),
        pytest.param(r"@book{a, t = {a\} b}}", {"t": r"a\} b"}, id="escaped-brace"),
        pytest.param("@book{a, t = 12, m = apr}", {"t": "12", "m": "apr"}, id="bare"),
        pytest.param("@book{a, t = {  x\n\t y  }}", {"t": "x y"}, id="white-space"),
        pytest.param("@book{a, T = {x},}", {"t": "x"}, id="capital-and-last-comma"),
        pytest.param("@book(a, t = {x)y})", {"t": "x)y"}, id="parentheses"),
        pytest.param("@book{a}", {}, id="no-fields"),
        pytest.param("@book{a, t={m@e.org and @b{c}}}", {"t": "m@e.org and @b{c}"}, id="at-sign"),
        pytest.param(
            '@string{s = "one" # t}@book{a, t = S # { and } # s}@string(t = { two})',
            {"t": "one two and one two"},
            id="strings-in-any-order",
        ),
        pytest.param("@book{a, t={x} u={y}\n v=3}", {"t": "x", "u": "y", "v": "3"}, id="no-commas"),
        pytest.param("@commentary{a, t={x}}", {"t": "x"}, id="commentary"),
        pytest.param("\ufeff@book{a, t={x}}", {"t": "x"}, id="byte-order-mark"),
        pytest.param("free text\n%@book{b,\n%}\n@book{a, t={x}}", {"t": "x"}, id="comments"),
        pytest.param("@comment{@book{b,}}\n@book{a, t={x}}", {"t": "x"}, id="comment-block"),
    ],
)
def test_values_are_evaluated(text: str, fields: dict[str, str]) -> None:
    """Strings, joins and white space are gone; LaTeX and the braces inside are still there."""
    assert fields == values(text)


@pytest.mark.parametrize(
    ("text", "citekeys", "broken", "found"),
    [
        pytest.param("@book{a,t={x}}", ["a"], set(), [], id="clean"),
        pytest.param(
            "@book{a,\n t={x\n\n@book{b,t={y}}", ["b"], {"a"}, ["1:7 BIB001"], id="open-brace"
        ),
        pytest.param(
            "@book{a, t={x @book{b, t={y}\n@book{c,}", ["c"], {"a", "b"}, ["1:7 BIB001"],
            id="swallowed-entry",
        ),
        pytest.param("@book{a t={x}}\n@book{b,}", ["b"], {"a"}, ["1:7 BIB001"], id="no-comma"),
        pytest.param("@book{", [], set(), ["1:1 BIB001"], id="cut-short"),
        pytest.param("@string{a}\n@book{b,}", ["b"], {"a"}, ["1:9 BIB001"], id="empty-string"),
        pytest.param("@book{a b,}", [], {"a b"}, ["1:7 BIB007"], id="space-in-key"),
        pytest.param("@book{a,}\n @book{a,}", ["a"], set(), ["2:8 BIB002"], id="duplicate"),
        pytest.param("@book{a,x=1,X=2,x=3}", ["a"], set(), ["1:13 BIB003", "1:17 BIB003"],
                     id="duplicate-fields"),
        pytest.param("text\n @misc a\n", [], set(), ["2:2 BIB004"], id="lost"),
        pytest.param("mail me@e.org\n% @misc a\n", [], set(), [], id="plain-comment"),
        pytest.param("@book{a,t={x}},\n u={y}\n}", ["a"], set(), ["1:15 BIB015"], id="left-over"),
        pytest.param("@book{a,t={x\0y}}", ["a"], set(), ["1:13 SRC003"], id="control-character"),
        pytest.param("@book{A,}\n@book{a,}", ["A", "a"], set(), ["2:7 BIB008"], id="case"),
        pytest.param("@book{é:1/b.c,}@book{ключ,}@book{a'b,}", ["é:1/b.c", "ключ", "a'b"], set(),
                     [], id="usable-keys"),
        pytest.param("@book{@a,}\n@book{a\\b,}\n@book{a/../b,}", [], {"@a", "a\\b", "a/../b"},
                     ["1:7 BIB007", "2:7 BIB007", "3:7 BIB007"], id="unusable-keys"),
    ],
)  # fmt: skip
def test_nothing_is_lost_without_a_word(
    text: str, citekeys: list[str], broken: set[str], found: list[str]
) -> None:
    """An entry is read, or its citekey is broken and its place reported."""
    bibliography, diagnostics = read(text)

    assert citekeys == [entry.citekey for entry in bibliography.entries]
    assert broken == bibliography.broken
    assert found == codes(diagnostics)


def test_files_are_one_bibliography() -> None:
    """Strings and citekeys hold for all files, in the order of their paths."""
    first = Source("bibliography/a.bib", "@book{k, publisher = cup, ids = {old}}")
    second = Source("bibliography/b.bib", "@string{cup = {CUP}}\n@book{k,}\n@misc{l,}\n@misc{old,}")
    bibliography, diagnostics = parse_bibliography([second, first])

    assert [entry.citekey for entry in bibliography.entries] == ["k", "l", "old"]
    assert bibliography.entries[0].fields["publisher"].value == "CUP"
    assert [str(found.location) for found in diagnostics] == [
        "bibliography/b.bib:2:7",
        "bibliography/a.bib:1:34",
    ]
    assert [(str(at), what) for at, what in diagnostics[0].related] == [
        ("bibliography/a.bib:1:7", "first defined here")
    ]


def test_fields_are_taken_over() -> None:
    """xdata gives all, crossref what biblatex lets through, under biblatex's names."""
    bibliography, diagnostics = read(
        "@incollection{part, title={P}, crossref={whole}, keywords={k}}\n"
        "@collection{whole, title={W}, subtitle={S}, editor={E}, shorttitle={w}, keep={r}, "
        "keywords={no}, xdata={house, town}}\n"
        "@xdata{house, publisher={H}}\n@xdata{town, location={T}}\n"
        "@inbook{chapter, title={C}, crossref={book}}\n@book{book, author={A}, title={B}}"
    )
    entries = {entry.citekey: entry for entry in bibliography.entries}

    assert diagnostics == ()
    assert list(entries) == ["part", "whole", "chapter", "book"]
    assert [entry.citekey for entry in bibliography.xdata] == ["house", "town"]
    part = entries["part"].fields
    assert {name: field.value for name, field in part.items()} == {
        "title": "P", "crossref": "whole", "keywords": "k", "booktitle": "W", "booksubtitle": "S",
        "editor": "E", "publisher": "H", "location": "T",
    }  # fmt: skip
    assert (
        part["title"].inherited_from,
        part["editor"].inherited_from,
        part["publisher"].inherited_from,
    ) == (None, "whole", "house")
    assert {name: field.value for name, field in entries["chapter"].fields.items()} == {
        "title": "C",
        "crossref": "book",
        "bookauthor": "A",
        "author": "A",
        "booktitle": "B",
    }


def test_circles_of_parents_end() -> None:
    """Two entries that wait for one another are both read, and the circle is reported once."""
    bibliography, diagnostics = read("@book{a, crossref={b}}\n@book{b, crossref={a}}")

    assert [entry.citekey for entry in bibliography.entries] == ["a", "b"]
    assert codes(diagnostics) == ["2:20 BIB012"]


def test_citing_a_broken_parent_is_not_reported_again() -> None:
    """One mistake is one diagnostic."""
    _, diagnostics = read("@inbook{a, crossref={b}}\n@book{b, title={x\n")

    assert codes(diagnostics) == ["2:7 BIB001"]


def test_aliases_lead_to_their_entry() -> None:
    """Further citekeys are in `aliases`; a crossref may use them."""
    bibliography, diagnostics = read("@book{a, ids={b, c}, title={T}}@inbook{d, crossref={c}}")

    assert (bibliography.aliases, diagnostics) == ({"b": "a", "c": "a"}, ())
    assert bibliography.entries[1].fields["booktitle"].value == "T"


@pytest.mark.parametrize(
    "reason",
    ["Unexpected block start: `@book`. Was still looking for field-value closing `,` or `}` ",
     "Expected a `=` after entry key `x`, but found the end of the entry (`}`)."],
)  # fmt: skip
def test_failures_are_explained(reason: str) -> None:
    """The reasons of bibtexparser are put in plain words."""
    cause, advice = explain_failure(reason)

    assert "pair up" not in cause
    assert advice.endswith((".", "”."))


@pytest.mark.parametrize(
    ("text", "size"),
    [
        pytest.param(lambda n: "@" * n, 40_000, id="at-signs"),
        pytest.param(lambda n: "@a{" * n, 2_000, id="open-entries"),
        pytest.param(lambda n: "@a{\n" * n, 2_000, id="open-entries-on-lines"),
        pytest.param(lambda n: "@a{b,c=" + "{" * n + "}" * n + "}", 20_000, id="deep-braces"),
        pytest.param(lambda n: "@a{b," + "c={" * n, 10_000, id="open-fields"),
        pytest.param(lambda n: "@a{b,c=1}\n" * n, 1_000, id="duplicate-entries"),
        pytest.param(lambda n: "@a{b," + "c=1," * n + "}", 2_000, id="duplicate-fields"),
        pytest.param(lambda n: "@a{b," + "c={x} " * n + "}", 2_000, id="missing-commas"),
        pytest.param(
            lambda n: "".join(f"@string{{a{k}=a{k + 1} # a{k + 1}}}\n" for k in range(n)),
            1_000,
            id="doubling-strings",
        ),
        pytest.param(
            lambda n: "".join(f"@a{{b{k},c=x{k}}}\n" for k in range(n)),
            1_000,
            id="undefined-strings",
        ),
        pytest.param(
            lambda n: "".join(f"@a{{b{k},crossref={{b{k + 1}}}}}\n" for k in range(n)),
            1_000,
            id="chain-of-parents",
        ),
        pytest.param(
            lambda n: "".join(f"@a{{b{k},xdata={{b0,b{k + 1}}}}}\n" for k in range(n)),
            1_000,
            id="circles-of-parents",
        ),
        pytest.param(lambda n: "\n" * (6 * n) + "% @\n" * n, 10_000, id="empty-lines"),
    ],
)
def test_time_is_linear(text: Callable[[int], str], size: int) -> None:
    """Twice as much of anything takes twice as long."""
    assert growth(read, text, size) < LINEAR
