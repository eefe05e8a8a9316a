"""`formats.claims`: the dates, numbers and names that prose claims."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.formats.claims import dates_of, names_of, numbers_of
from sourcebook.formats.prose_dates import edtf_dates

AN_APRIL = ("2021-4-6", "2021-4-7")


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        pytest.param("on 6 April 2021", ["2021-4-6"], id="day-first"),
        pytest.param("April 6, 2021", ["2021-4-6"], id="month-first"),
        pytest.param("the 6th of April 2021", ["2021-4-6"], id="ordinal"),
        pytest.param("Sept. 5, 2019", ["2019-9-5"], id="abbreviated"),
        pytest.param("2021-04-06", ["2021-4-6"], id="iso"),
        pytest.param("6.4.2021", ["2021-4-6"], id="dots"),
        pytest.param("30/4/2021", ["2021-4-30"], id="only-one-can-be-the-month"),
        pytest.param("06/04/2021", ["2021-4-6", "2021-6-4"], id="either-can"),
        pytest.param("6 and 7 April 2021", AN_APRIL, id="two-days"),
        pytest.param("April 6–7, 2021", AN_APRIL, id="a-span"),
        pytest.param("28 May to 3 June 2021", ["2021-5-28", "2021-6-3"], id="one-year-for-two"),
        pytest.param("June, July and August 2019", ["2019-6", "2019-7", "2019-8"], id="months"),
        pytest.param("on 28 May he left", ["-5-28"], id="no-year"),
        pytest.param("May he come in May; it may 12 times", ["-5"], id="may"),
        pytest.param("FY2020-21 and 2010-11", ["2020", "2021", "2010", "2011"], id="fiscal"),
        pytest.param("2010-08", ["2010-8"], id="a-month-in-numbers"),
        pytest.param("in the 1960s", ["196X"], id="decade"),
        pytest.param("17 апреля 1968 года", ["1968-4-17"], id="russian"),
        pytest.param("6 اپریل 2021", ["2021-4-6"], id="urdu"),
        pytest.param("6 avril 2021", ["2021-4-6"], id="french"),
        pytest.param("$2000, 2,019 men, 2000 tonnes", [], id="no-years"),
        pytest.param("July 2019, 5 people", ["2019-7"], id="a-number-behind"),
    ],
)
def test_dates_in_every_form(text: str, dates: list[str]) -> None:
    """A date is the same however it is written."""
    found = ["-".join(str(part or "") for part in _parts(one)) for one in dates_of(text)]

    assert list(dates) == [one.rstrip("-") for one in found]


def test_dates_that_a_calendar_has() -> None:
    """What has a year and a day that there is is a date by itself, and so can be ordered."""
    found = edtf_dates("on 31 June 2021, 6–7 April 2021, in May 1948, the 1960s and on 28 May")

    assert [date.text for date in found] == ["2021-04-06", "2021-04-07", "1948-05", "196X"]


def _parts(one: object) -> tuple[object, ...]:
    return tuple(getattr(one, name) for name in ("year", "month", "day"))


@pytest.mark.parametrize(
    ("claimed", "stated", "expected"),
    [
        ("in May 2021", "on 28 May 2021", True),
        ("28 May 2021", "in May 2021", False),
        ("28 May 2021", "on 28 May", False),
        ("28 May 2021", "In 2021 he came, on 28 May.", True),
        ("the 1960s", "3 April 1968", True),
        ("3 April 1968", "4 April 1968", False),
        ("about 790 million", "$0.79 billion", True),
        ("fifty thousand", "50,000", True),
        ("45 of them", "54 of them", False),
        ("met Sergey Lavrov", "and Lavrov said", True),
        ("met Sergey Lavrov", "and Sergey Shoigu said", False),
        ("the Ministry of Energy of Russia", "in Russia", False),
    ],
)
def test_what_bears_out_what(claimed: str, stated: str, expected: bool) -> None:
    """Less is borne out by more, and a number by the same number however it is said."""
    claims = [
        one.is_borne_out_by(found(stated))  # type: ignore[operator]
        for found in (dates_of, numbers_of, names_of)
        for one in found(claimed)  # type: ignore[operator]
    ]

    assert [expected] == claims


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("on 6 April 2021, $0.79 billion", [["790000000"]], id="not-of-dates"),
        pytest.param("four Mi-35M, the G20 and an S-400", [["4"]], id="not-of-names"),
        pytest.param("one of two, three", [["3"]], id="one-and-two-count-nothing"),
        pytest.param("Rs500 or US$1.5", [["500"], ["1.5"]], id="currencies"),
        pytest.param("the 9th round of 16-member talks", [["9"], ["16"]], id="ordinals"),
    ],
)
def test_numbers_that_are_claimed(text: str, numbers: list[list[str]]) -> None:
    """Numbers stand apart from dates and from names that hold digits."""
    found = [[f"{one.normalize():f}" for one in each.readings] for each in numbers_of(text)]

    assert numbers == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Talks with Sergey Lavrov ended.", ["sergey lavrov"], id="first-word"),
        pytest.param("In Moscow he spoke on Monday.", ["moscow"], id="small-words-and-days"),
        pytest.param("Energy counts. SCO too. The Energy", ["energy", "sco", "energy"], id="else"),
        pytest.param("with Russia’s N. M. Pegov, in May", ["russia", "pegov"], id="initials"),
        pytest.param("the Ministry of Energy", ["ministry energy"], id="small-words-inside"),
        pytest.param("وزیر اعظم عمران خان", [], id="no-capitals"),
    ],
)
def test_names_that_are_claimed(text: str, names: list[str]) -> None:
    """Capitals make names, but for those of a sentence's beginning and of the calendar."""
    assert names == [" ".join(one.words) for one in names_of(text)]


@given(st.text(alphabet="0123456789 .,-–/AprilMay6thof'’sand\n“”", max_size=60))
def test_claims_stand_where_they_say(text: str) -> None:
    """Any text is read, and a claim lies in it."""
    for one in (*dates_of(text), *numbers_of(text), *names_of(text)):
        assert 0 <= one.start < one.end <= len(text)
