"""Figures: rows with their places, periods, arithmetic, conflicts, and how they are printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

import pytest
from markupsafe import Markup

from building import DECLARATION, MakeProject
from sourcebook.citeproc import Formatted
from sourcebook.compilation import compile_site
from sourcebook.diagnostics import Source
from sourcebook.formats.csv import csv_text, load_csv
from sourcebook.formats.edtf import Edtf, EdtfError, parse_edtf
from sourcebook.formats.period import parse_period
from sourcebook.pages.compose import compose
from sourcebook.pages.drawn.charts import cleaned, points_of
from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.slots import fill
from sourcebook.pages.kinds.agreements import age
from sourcebook.pages.kinds.figures import series_csv
from sourcebook.project import read
from sourcebook.records.content import Formula, StateReached
from sourcebook.site.arithmetic import number_text, reckon, rounded_to
from sourcebook.site.conflicts import conflicts_of
from sourcebook.site.figures import FigureName, figure_name
from sourcebook.site.kinds import can_all_be_true
from sourcebook.site.model import Site
from sourcebook.site.passages import section_of, sentence_of

BIBLIOGRAPHY = "".join(
    f"@online{{{key}, author = {{{name}}}, title = {{Paper {key}}}, date = {{2021}},\n"
    f"  url = {{https://example.org/{key}}}, urldate = {{2021-06-01}}, archivenote = {{None.}},\n"
    f"  verification = {{live}}, verificationdate = {{2026-11}}}}\n\n"
    for key, name in (
        ("bank", "{State Bank}"),
        ("office", "{Trade Office}"),
        ("press", "{Press Room}"),
    )
)
SERIES = 'trade:\n  name: Trade\n  definition: All goods.\n  unit: dollars\n  shown_as: "$#"\n'
HEADER = "series,period,value,unit,citekey,locator,excerpt,status,preferred,reason,note\n"


def rows(*cells: str) -> str:
    """Return a file of observations; each row is “period value citekey status preferred”."""
    lines = []
    for row in cells:
        period, value, citekey, status, preferred = (*row.split(), "", "")[:5]
        reason = "It is nearest." if preferred else ""
        lines.append(
            f"trade,{period},{value},dollars,{citekey},,,{status.strip('-')},{preferred},{reason},"
        )
    return HEADER + "".join(f"{line}\n" for line in lines)


def site_of(project: MakeProject, files: Mapping[str, str]) -> Site:
    """Return the linked site of a small project; it must have no errors but uncited works."""
    base = {DECLARATION: "", "docs/index.md": "# Home\n", "bibliography/a.bib": BIBLIOGRAPHY}
    root = project({**base, **files})
    compilation = compile_site(*read(root))
    found = [one for one in compilation.diagnostics if one.severity.word == "error"]
    assert [str(one.location) + one.message for one in found] == []
    return compilation.site


# Rows


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("a,b\n1,2\n", ({"a": "1", "b": "2"},), id="plain"),
        pytest.param("a,b\n1,2", ({"a": "1", "b": "2"},), id="no-line-end"),
        pytest.param('a,b\n"1,5","x ""y"" z"\n', ({"a": "1,5", "b": 'x "y" z'},), id="quoted"),
        pytest.param('a,b\n"1\n2",3\n', ({"a": "1\n2", "b": "3"},), id="line-end-in-a-cell"),
        pytest.param("a,b\n,2\n", ({"b": "2"},), id="an-empty-cell-is-not-there"),
        pytest.param("a,b\n\n1,2\n\n", ({"a": "1", "b": "2"},), id="blank-lines"),
        pytest.param("a,b\n 1 ,2\n", ({"a": " 1 ", "b": "2"},), id="blanks-are-kept"),
        pytest.param("", (), id="empty"),
    ],
)
def test_rows_are_read(text: str, values: tuple[dict[str, str], ...]) -> None:
    """Cells are what RFC 4180 says they are, and nothing is converted."""
    located, problems = load_csv(Source("data/x.csv", text))

    assert located is not None
    assert (located.value, problems) == (values, ())


def test_cells_have_places() -> None:
    """A problem in a cell is shown in its line and column, behind its quotation mark or not."""
    located, _ = load_csv(Source("data/x.csv", 'a,b\n1,"two"\n'))
    assert located is not None

    assert str(located.location((0, "a"))) == "data/x.csv:2:1"
    assert str(located.location((0, "b"))) == "data/x.csv:2:3"
    assert located.scalar_span((0, "b")) == (7, 10)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        pytest.param("=1+1", "'=1+1", id="formula"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("+1 (about)", "'+1 (about)", id="plus"),
        pytest.param("-12.5", "-12.5", id="negative-number"),
        pytest.param("a,b", '"a,b"', id="comma"),
        pytest.param('say "a"', '"say ""a"""', id="quotation-mark"),
    ],
)
def test_no_cell_is_a_formula(cell: str, written: str) -> None:
    """What a spreadsheet would reckon with is made harmless; numbers stay numbers."""
    assert csv_text([(cell,)]) == f"{written}\n"


# Periods


@pytest.mark.parametrize(
    ("text", "shown", "middle"),
    [
        pytest.param("2020", "2020", "2020-07-02", id="year"),
        pytest.param("FY2020-21", "fiscal year 2020–21", "2021-01-01", id="fiscal-year"),
        pytest.param("FY1999-00", "fiscal year 1999–00", "2000-01-01", id="turn-of-the-century"),
        pytest.param("asof-2003-02", "as of February 2003", "2003-02-15", id="as-of"),
        pytest.param("2025-01/2025-07", "January–July 2025", "2025-04-17", id="interval"),
        pytest.param("always", "", "None", id="always"),
        pytest.param("2015/..", "from 2015", "None", id="open"),
    ],
)
def test_periods(text: str, shown: str, middle: str) -> None:
    """A period is shown in words, and stands on an axis where it has a middle."""
    period = parse_period(text)
    assert not isinstance(period, EdtfError)

    assert (period.display(), str(period.middle_of(7))) == (shown, middle)


@pytest.mark.parametrize("text", ["FY2020", "FY2020-22", "asof-", "2020-13", "", "FY0000-01"])
def test_no_periods(text: str) -> None:
    """What is no period is told with advice."""
    found = parse_period(text)

    assert isinstance(found, EdtfError)
    assert found.reason
    assert found.advice


def test_the_parts_of_a_name() -> None:
    """An interval has a stroke of its own, so the work begins at the last “/@”."""
    assert figure_name("trade/2020/@bank") == FigureName("trade", "2020", "bank")
    assert figure_name("trade/2020/2021/@un/x") == FigureName("trade", "2020/2021", "un/x")
    assert figure_name("trade/2020/2021") == FigureName("trade", "2020/2021", None)


# Values


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        pytest.param(["2020 790 bank", "2020 790 office"], ["$790"], id="two-works-agree"),
        pytest.param(["2020 790 bank", "2020 780 office"], ["$790", "$780"], id="both"),
        pytest.param(["2020 790 bank", "2020 780 office - yes"], ["$780"], id="preferred"),
        pytest.param(["2020 1000 bank more-than"], ["more than $1,000"], id="bound"),
        pytest.param(["2020 -12.50 bank"], ["−$12.50"], id="digits-are-kept"),
    ],
)
def test_what_a_reference_prints(project: MakeProject, stated: list[str], shown: list[str]) -> None:
    """All values where works differ, the preferred one where one is; never silently one."""
    files = {"data/series.yml": SERIES, "data/observations.csv": rows(*stated)}
    site = site_of(project, files)

    assert [value.text for value in site.figures.shown("trade/2020")] == shown


@pytest.mark.parametrize(
    ("stated", "are_compatible"),
    [
        pytest.param(["2020 45 bank more-than", "2020 46 office"], True, id="within-a-bound"),
        pytest.param(["2020 45 bank at-most", "2020 46 office"], False, id="beyond-a-bound"),
        pytest.param(["2020 45 bank more-than", "2020 45 office"], True, id="a-rounding-apart"),
        pytest.param(["2020 45 bank", "2020 45.0 office"], True, id="one-number"),
        pytest.param(["2020 45 bank", "2020 45.1 office"], False, id="two-numbers"),
        pytest.param(["2020 9 bank less-than", "2020 9 office more-than"], True, id="touching"),
    ],
)
def test_what_is_a_conflict(project: MakeProject, stated: list[str], are_compatible: bool) -> None:
    """Values conflict where no number can satisfy them all."""
    files = {"data/series.yml": SERIES, "data/observations.csv": rows(*stated)}
    site = site_of(project, files)

    found = list(conflicts_of(site))

    assert can_all_be_true(site.figures.rows("trade")) is are_compatible
    assert [conflict.about for conflict in found] == ([] if are_compatible else ["2020"])


def test_plans_are_not_held_against_outcomes(project: MakeProject) -> None:
    """A planned value and a reported one are two things; two plans may differ."""
    stated = rows("2020 50 bank planned", "2020 45 office", "2020 60 press planned")
    site = site_of(project, {"data/series.yml": SERIES, "data/observations.csv": stated})

    found = list(conflicts_of(site))

    assert [(one.about, [v.text for v in one.versions]) for one in found] == [
        ("2020, as planned", ["$50", "$60"])
    ]


# Arithmetic


def formula(kind: str, *of: str, **more: object) -> Formula:
    """Return a formula for the value of 2020 by State Bank from values of other years."""
    named = tuple(f"trade/{year}/@bank" for year in of)
    fields = {"name": "F", "result": "trade/2020/@bank", "kind": kind, "of": named, **more}
    return Formula.model_validate(fields)


@pytest.mark.parametrize(
    ("asked", "arithmetic", "agrees"),
    [
        pytest.param(
            formula("sum", "2018", "2019", decimals=2), "171.94 + 773.93 = 945.87", True, id="sum"
        ),
        pytest.param(
            formula("difference", "2019", "2018", decimals=2),
            "773.93 − 171.94 = 601.99",
            False,
            id="difference",
        ),
        pytest.param(
            formula("share", "2018", "2020", decimals=1),
            "171.94 ÷ 945.87 × 100 ≈ 18.2",
            False,
            id="share",
        ),
        pytest.param(
            formula("growth", "2019", "2018"),
            "(773.93 − 171.94) ÷ 171.94 × 100 ≈ 350",
            False,
            id="growth",
        ),
        pytest.param(
            formula("sum", "2020", factor="1.000"), "945.87 × 1.000 ≈ 946", False, id="conversion"
        ),
        pytest.param(
            formula("sum", "2020", decimals=-2), "945.87 ≈ 900", False, id="to-the-hundreds"
        ),
    ],
)
def test_formulas(project: MakeProject, asked: Formula, arithmetic: str, agrees: bool) -> None:
    """Reckoning is exact, rounded once as stated, and shown as it was done."""
    stated = rows("2018 171.94 bank", "2019 773.93 bank", "2020 945.87 bank")
    site = site_of(project, {"data/series.yml": SERIES, "data/observations.csv": stated})

    found = reckon(asked, site.figures)

    assert not isinstance(found, str)
    assert (found.arithmetic, found.agrees) == (arithmetic, agrees)


@pytest.mark.parametrize(
    ("number", "decimals", "rounding", "expected"),
    [
        pytest.param("683.5081", 0, "half-up", "684", id="half-up"),
        pytest.param("683.5081", 0, "down", "683", id="down"),
        pytest.param("2.5", 0, "half-even", "2", id="half-even"),
        pytest.param("2.5", 0, "half-up", "3", id="half-up-at-the-half"),
        pytest.param("-2.5", 0, "half-up", "−3", id="negative"),
        pytest.param("683.5", -1, "half-up", "680", id="tens"),
        pytest.param("1234567.1", 1, "up", "1,234,567.1", id="thousands"),
    ],
)
def test_rounding(number: str, decimals: int, rounding: str, expected: str) -> None:
    """Decimal digits are rounded as people round them, never as binary fractions."""
    assert number_text(rounded_to(Decimal(number), decimals, rounding)) == expected


# Prose and pages


def test_a_figure_in_prose_cites_its_works(project: MakeProject) -> None:
    """A figure counts as a citation of the works that state it, at its place on the page."""
    site = site_of(
        project,
        {
            "data/series.yml": SERIES,
            "data/observations.csv": rows("2020 790 bank", "2020 780 office"),
            "docs/index.md": "# Home\n\nTrade came to [][series/trade/2020].\n",
        },
    )

    passages = [found for found in site.passages["office"] if found.page == "index.md"]

    assert list(site.cited["index.md"]) == ["bank", "office"]
    assert [sentence_of(site, passage) for passage in passages] == ["Trade came to $790 or $780."]
    assert [str(passage.location) for passage in passages] == ["docs/index.md:3:18"]


def test_a_figure_of_one_work_is_no_citation_by_itself(project: MakeProject) -> None:
    """The work in a reference is part of the link: it is cited once, with its own value only."""
    site = site_of(
        project,
        {
            "data/series.yml": SERIES,
            "data/observations.csv": rows("2020 790 bank", "2020 780 office"),
            "docs/index.md": "# Home\n\nIt was [][series/trade/2020/@office] then.\n",
        },
    )
    page = site.pages["index.md"]

    (passage,) = [found for found in site.passages["office"] if found.page == "index.md"]

    assert [one.citation.items[0].citekey for one in page.citations] == ["office"]
    assert sentence_of(site, passage) == "It was $780 then."


def test_a_value_is_a_passage_of_its_series(project: MakeProject) -> None:
    """The page of a work lists the values that it states, with series and section."""
    stated = rows("2020 790 bank", "always 5 office")
    site = site_of(project, {"data/series.yml": SERIES, "data/observations.csv": stated})

    found = [(sentence_of(site, one), section_of(site, one)) for one in site.passages["bank"]]

    assert found == [("Trade: 2020: $790.", "Values")]
    assert [sentence_of(site, one) for one in site.passages["office"]] == ["Trade: $5."]


AGREEMENT = """\
gas:
  name: Gas agreement
  kind: protocol
  history:
    - {state: announced, dates: 2020-11, sources: [bank], note: "A plan, [not] a text."}
    - {state: signed, dates: 2021-05-28, sources: [bank, office]}
  disputed:
    - about: Date of signature
      claims:
        - {value: 28 May 2021, sources: [bank], preferred: true, reason: It is the text itself.}
        - {value: June 2021, sources: [office]}
"""


def words_of(site: Site, uri: str) -> str:
    """Return what stands in the slots of a page, as one line of words without tags."""
    formatted = Formatted({key: Markup(f"Reference {key}") for key in site.works}, {})
    rendered = compose(Edition(site, formatted), site.pages[uri])
    marks = "".join(f'<div data-slot="{number}"></div>\n' for number in rendered.slots)
    html, lost = fill(marks, rendered.slots)

    assert lost == ()
    words = " ".join(Markup(re.sub("<[^>]*>", " ", html)).unescape().split())
    return re.sub(r" ([.,:;])", r"\1", words)


def test_the_page_of_an_agreement(project: MakeProject) -> None:
    """It says what became of it, how old that proof is, its history, and where works differ."""
    words = words_of(site_of(project, {"data/agreements.yml": AGREEMENT}), "agreements/gas.md")

    assert words == (
        "Kind Protocol "
        "Signed, 28 May 2021. As of November 2026 that is 5 years ago. "
        "Shown by State Bank, Trade Office. "
        "Nothing later is proven. "
        "The states it is proven to have passed Date State What happened Sources "
        "November 2020 Announced A plan, [not] a text. State Bank 1 "
        "28 May 2021 Signed State Bank, Trade Office 1; 2 "
        "Date of signature 28 May 2021 1 State Bank followed here It is the text itself. "
        "June 2021 2 Trade Office "
        "Reference bank a b c All 3 passages that use this source "
        "Reference office a b All 2 passages that use this source "
        "These references BibTeX copy · RIS copy · CSL-JSON copy"
    )


@pytest.mark.parametrize(
    ("dates", "as_of", "expected"),
    [
        pytest.param("2015-10-16", "2026-11-21", "11 years", id="years"),
        pytest.param("2025-11-22", "2026-11-21", "11 months", id="a-day-short-of-a-year"),
        pytest.param("2026-11", "2026-11", "less than a month", id="now"),
        pytest.param("2015", "2026-11", "10 years", id="the-latest-day-counts"),
        pytest.param("2027", "2026-11", "", id="later"),
        pytest.param("2015/..", "2026-11", "", id="open"),
    ],
)
def test_ages(dates: str, as_of: str, expected: str) -> None:
    """An age is told in whole years or months, and never more than is known."""
    reached = StateReached.model_validate({"state": "signed", "dates": dates})
    day = parse_edtf(as_of)
    assert isinstance(day, Edtf)

    assert age(reached, day) == expected


def test_the_page_of_a_series(project: MakeProject) -> None:
    """It shows a chart for three periods, every value with its work, and where they differ."""
    stated = rows("2018 10 bank", "2019 20 bank", "2020 30 bank", "2020 31 office")
    site = site_of(project, {"data/series.yml": SERIES, "data/observations.csv": stated})

    words = words_of(site, "series/trade.md")
    drawing = (
        "Trade 2018: $10; 2019: $20; 2020: $30; 2020: $31 2018 2019 2020 2021 0 10 20 30 40 "
        "2018: $10 2019: $20 2020: $30 2020: $31 "
    )

    assert words == (
        f"Unit dollars {drawing}{drawing}Dollars. "
        "Trade: every value with the work that states it "
        "Period Value Source In the words of the source "
        "2018 $10 State Bank 1 2019 $20 State Bank 1 "
        "2020 $30 State Bank 1 sources differ 2020 $31 Trade Office 2 "
        "2020 $30 State Bank $31 Trade Office These values as a table (CSV, 4 rows) "
        "Reference bank a b c All 3 passages that use this source "
        "Reference office a The one passage that uses this source "
        "These references BibTeX copy · RIS copy · CSL-JSON copy"
    )


def test_two_values_make_no_chart(project: MakeProject) -> None:
    """Two periods are a table and no drawing."""
    stated = rows("2018 10 bank", "2019 20 bank", "2019 21 office")
    site = site_of(project, {"data/series.yml": SERIES, "data/observations.csv": stated})

    assert len(points_of(site.figures, "trade", site.figures.rows("trade"))) == 3
    assert "2018: $10; " not in words_of(site, "series/trade.md")


def test_charts_hold_no_more_than_shapes_and_words() -> None:
    """Scripts, links, styles and addresses of an SVG do not come through."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script>'
        '<style>@import "https://example.org"</style><g onload="x()">'
        '<text fill="#000001" onclick="x()" transform="translate(1.23456,2)">5 &lt; 6</text>'
        '<path fill="#000005" style="fill:url(https://example.org)" d="M0,0" aria-label="a &amp; b"'
        '/><image href="https://example.org/x.png"/></g></svg>'
    )

    assert cleaned(svg) == (
        '<text class="sb-label" transform="translate(1.23,2.00)">5 &lt; 6</text>'
        '<path class="sb-point" d="M0,0"><title>a &amp; b</title></path>'
    )


def test_the_file_of_a_series_reads_back(project: MakeProject) -> None:
    """What a reader downloads is read by the reader of the file it came from."""
    stated = rows("2018 10 bank", "2019 -20 bank about")
    site = site_of(project, {"data/series.yml": SERIES, "data/observations.csv": stated})

    located, problems = load_csv(Source("x.csv", series_csv(site.figures, "trade")))

    assert problems == ()
    assert located is not None
    assert located.value == (
        {"series": "trade", "period": "2018", "value": "10", "unit": "dollars", "citekey": "bank"},
        {
            "series": "trade",
            "period": "2019",
            "value": "-20",
            "unit": "dollars",
            "citekey": "bank",
            "status": "about",
        },
    )
