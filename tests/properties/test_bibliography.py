"""What holds for every bibliography, date and LaTeX text, not only for those in the tables."""

from __future__ import annotations

import calendar
import unicodedata
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.checks.bibliography import check_bibliography
from sourcebook.diagnostics import Location, Source
from sourcebook.formats.bibtex import parse_bibliography
from sourcebook.formats.bibtex.splitting import split
from sourcebook.formats.edtf import Edtf, EdtfError, parse_edtf
from sourcebook.formats.identifiers import isbn_problem, url_key, url_problem, url_scheme
from sourcebook.formats.latex import to_unicode
from sourcebook.works.names import parse_names
from sourcebook.works.works import interpret

PIECES = [
    "@book{", "@misc", "@string{", "@comment{", "@commentary{", "@xdata{", "@article(", "@",
    "{", "}", "(", ")", '"', ",", "=", "#", "%", "\\", "\n", " ", "a", "b", "title", "author",
    "date", "crossref", "xdata", "ids", "basedon", "url", "jan", "1984", "a,", "title={", "\\'e",
    "\\foo", "~", "$", "and", "é", "ی", "\ufeff", "\0", "\u2028", "\x85", "ı", "ǆ",
    "@book{a,", "@xdata{b,", "crossref={a}", "xdata={a,b}", "},", "}\n", "title={x}",
]  # fmt: skip
bib_like = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
"""Text made of what BibTeX files are made of, in any order."""

anything = st.text(max_size=200)


@st.composite
def whole_dates(draw: st.DrawFn) -> str:
    """A date of the subset at any precision, with or without a qualifier."""
    year = draw(st.integers(1, 9999))
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, calendar.monthrange(year, month)[1]))
    text = draw(
        st.sampled_from(
            [f"{year:04}", f"{year:04}-{month:02}", f"{year:04}-{month:02}-{day:02}",
             f"{year:04}-{month:02}-XX", f"{year:04}-XX", f"{max(year, 10):04}"[:3] + "X"]
        )
    )  # fmt: skip
    return text + draw(st.sampled_from(["", "?", "~", "%"]))


def _holds(outer: Source, at: Location) -> bool:
    start, end = outer.offset(at.line, at.column), outer.offset(at.end_line, at.end_column)
    return 0 <= start <= end <= len(outer.text) and outer.locate(start, end) == at


@given(bib_like | anything)
def test_any_text_is_a_bibliography_with_diagnostics(text: str) -> None:
    """Nothing raises, and every diagnostic lies inside its file."""
    source = Source("bibliography/a.bib", text)
    bibliography, problems = parse_bibliography([source])
    diagnostics = list(problems)
    works = {}
    for entry in bibliography.entries:
        works[entry.citekey], found = interpret(entry)
        diagnostics += found
    diagnostics += check_bibliography(works, bibliography.aliases, bibliography.broken)

    assert all(_holds(source, found.location) for found in diagnostics)
    assert all(_holds(source, at) for found in diagnostics for at, _ in found.related)
    assert not bibliography.broken & works.keys()


@given(bib_like)
def test_places_cut_their_text_out_of_the_file(text: str) -> None:
    """The places of blocks, citekeys and names of fields are those of the text."""
    source = Source("bibliography/a.bib", text)

    for entry in parse_bibliography([source])[0].entries:
        at = entry.location
        start = source.offset(at.line, at.column)
        assert text[start : source.offset(at.end_line, at.end_column)] == entry.citekey
        for name, field in entry.fields.items():
            at = field.name_location
            start = source.offset(at.line, at.column)
            written = text[start : source.offset(at.end_line, at.end_column)]
            assert field.inherited_from or written.lower() == name


@given(bib_like)
def test_blocks_stand_in_order(text: str) -> None:
    """Blocks are found again in the text in the order in which they stand."""
    starts = [block.start for block in split(text)]

    assert starts == sorted(set(starts))


@given(st.lists(bib_like, min_size=2, max_size=4))
def test_order_of_files_does_not_matter(texts: list[str]) -> None:
    """Files count by their paths, in whatever order they are handed over."""
    sources = [Source(f"bibliography/{number}.bib", text) for number, text in enumerate(texts)]

    assert parse_bibliography(sources) == parse_bibliography(sources[::-1])


@given(st.text(alphabet="abc é'`-~${}\\\"^nfoosv \n", max_size=80) | anything)
def test_to_unicode_never_raises_and_keeps_letters(text: str) -> None:
    """Every text has a reading; every unknown macro in it is where it is said to be."""
    result, unknown = to_unicode(text)

    assert isinstance(result, str)
    for macro in unknown:
        assert text[macro.start : macro.end] == macro.name


@given(st.text(alphabet=st.characters(exclude_characters="\\{}~`'$-"), max_size=80))
def test_text_without_latex_stays(text: str) -> None:
    """Unicode text comes through unchanged, in whatever script."""
    assert to_unicode(text) == (text, ())


@given(st.sampled_from(list("`'^~=.\"")), st.sampled_from(list("aeiounsczAEIOUNSCZ")))
def test_accents_compose(accent: str, letter: str) -> None:
    """An accent and its letter are one character wherever Unicode has it."""
    for form in (f"\\{accent}{letter}", f"\\{accent}{{{letter}}}", f"{{\\{accent} {letter}}}"):
        text = to_unicode(form)[0]

        assert text == unicodedata.normalize("NFC", text)
        assert unicodedata.normalize("NFD", text)[0] == letter


@given(anything)
def test_names_are_read_without_exception(text: str) -> None:
    """Every text is a list of names, perhaps with problems, whose places lie in it."""
    _, problems = parse_names(text)

    assert all(0 <= found.start <= found.end <= len(text) for found in problems)


@given(st.text(alphabet="0123456789X-/.?~% T", max_size=24) | anything)
def test_any_text_is_a_date_or_has_advice(text: str) -> None:
    """No text raises; what is no date has a reason and a sentence of advice."""
    found = parse_edtf(text)

    if isinstance(found, EdtfError):
        assert found.reason and found.advice.endswith((".", "”."))
    else:
        assert found.text == text
        assert found.display()


@given(whole_dates())
def test_days_of_a_date_lie_in_it(text: str) -> None:
    """The first day is not after the last, and the words hold the year."""
    found = parse_edtf(text)

    assert isinstance(found, Edtf)
    assert found.earliest and found.latest and found.earliest <= found.latest
    assert str(found.year) in found.display()
    if found.precision == "day":
        assert found.earliest == found.latest == date.fromisoformat(text[:10])


@given(whole_dates(), whole_dates())
def test_intervals_are_accepted_in_order_only(first: str, second: str) -> None:
    """An interval of two dates is one if the first can begin before the second ends."""
    start, end, both = (parse_edtf(text) for text in (first, second, f"{first}/{second}"))

    assert isinstance(start, Edtf) and isinstance(end, Edtf)
    assert start.earliest and end.latest
    assert isinstance(both, Edtf) == (start.earliest <= end.latest)
    if isinstance(both, Edtf):
        assert (both.earliest, both.latest) == (start.earliest, end.latest)
        assert isinstance(parse_edtf(f"{first}/.."), Edtf)


@given(st.text(alphabet="https:/.e@[]%ü?#& \t\0-_1javcript", max_size=40) | anything)
def test_addresses_are_judged_without_exception(text: str) -> None:
    """An address without a problem has a scheme that a browser reads the same way."""
    if url_problem(text) is None:
        assert url_scheme(text) == text.partition(":")[0].lower()
    assert url_key(text) == url_key(url_key(text)) or url_problem(text) is None


@given(st.lists(st.integers(0, 9), min_size=9, max_size=9))
def test_one_check_digit_fits(digits: list[int]) -> None:
    """Of the eleven possible check digits of an ISBN-10 exactly one is right."""
    stem = "".join(map(str, digits))

    assert sum(isbn_problem(stem + last) is None for last in "0123456789X") == 1
