"""What holds for any rows and any numbers."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.diagnostics import Source
from sourcebook.formats.csv import csv_text, harmless, load_csv
from sourcebook.formats.edtf import EdtfError
from sourcebook.formats.period import Period, parse_period
from sourcebook.site.arithmetic import number_text, rounded_to

cells = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.just("\n"), max_size=12)
printable = cells.filter(lambda cell: not set(cell) & {"\ufffe", "\uffff"})
tables = st.lists(st.tuples(printable, printable), max_size=6)
numbers = st.decimals(-(10**12), 10**12, places=6, allow_nan=False, allow_infinity=False)


@given(tables)
def test_rows_that_are_written_are_read(table: list[tuple[str, str]]) -> None:
    """A file that is written reads back, but for the apostrophe before a formula."""
    located, problems = load_csv(Source("x.csv", csv_text([("a", "b"), *table])))

    expected = tuple(
        {name: harmless(cell) for name, cell in zip("ab", row, strict=True) if cell}
        for row in table
    )
    assert problems == ()
    assert located is not None
    assert located.value == expected


@given(st.text('abc,"\n ', max_size=40) | st.text(max_size=40))
def test_any_text_is_rows_or_problems(text: str) -> None:
    """No text makes the reader fail; what it cannot use it reports, with a place in the text."""
    source = Source("x.csv", text)
    located, problems = load_csv(source)

    assert located is not None or problems
    for problem in problems:
        at = problem.location
        assert 0 <= source.offset(at.line, at.column) <= len(text)


@given(tables)
def test_every_cell_lies_where_it_says(table: list[tuple[str, str]]) -> None:
    """The place of a cell is found by its row and column, and holds its letters."""
    source = Source("x.csv", csv_text([("a", "b"), *table]))
    located, _ = load_csv(source)
    assert located is not None

    for row in range(len(table)):
        for name in "ab":
            span = located.scalar_span((row, name))
            if span is not None:
                value = located.value[row][name]  # type: ignore[index]
                assert source.text[slice(*span)] == value


@given(st.text(max_size=12) | st.from_regex(r"(FY|asof-)?[0-9]{4}(-[0-9]{2})?", fullmatch=True))
def test_a_period_is_read_as_written_or_explained(text: str) -> None:
    """A period keeps its text, which is its name in references; anything else gets advice."""
    found = parse_period(text)

    if isinstance(found, Period):
        assert found.text == text
    else:
        assert isinstance(found, EdtfError)
        assert found.advice


@given(numbers, st.integers(-3, 6))
def test_rounding_stays_within_half_a_step(number: Decimal, decimals: int) -> None:
    """The rounded value is a multiple of the step, and no other is nearer."""
    rounded = rounded_to(number, decimals, "half-up")
    step = Decimal(1).scaleb(-decimals)

    assert rounded % step == 0
    assert abs(rounded - number) * 2 <= step


@given(numbers)
def test_numbers_are_printed_whole(number: Decimal) -> None:
    """No digit is lost, and no exponent is printed."""
    printed = number_text(number)

    assert Decimal(printed.replace(",", "").replace("−", "-")) == number
    assert "E" not in printed
