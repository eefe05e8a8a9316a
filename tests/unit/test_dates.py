"""`formats.loose_dates`: dates as people and reference managers write them."""

from __future__ import annotations

import pytest

from sourcebook.formats.edtf import Edtf, parse_edtf
from sourcebook.formats.loose_dates import read_loosely


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        # biblatex's own (manual, 2.3.8), of before version 3.9 too
        (("2016-07-18T20:26:06Z",), "2016-07-18"),
        (("2019-07-04T11:30:34+00:00",), "2019-07-04"),
        (("2001-02-01T10:00:00/2001-02-03",), "2001-02-01/2001-02-03"),
        (("1988/",), "1988/"),
        (("1988/open",), "1988/"),
        (("unknown/1988",), "/1988"),
        (("1723?~",), "1723%"),
        (("-0043",), "-0043"),
        (("2001-21",), "2001-21"),
        # In words
        (("6 April 2021",), "2021-04-06"),
        (("April 6th, 2021",), "2021-04-06"),
        (("6 апреля 2021 г.",), "2021-04-06"),
        (("15 de marzo de 2001",), "2001-03-15"),
        (("6-May-2024",), "2024-05-06"),
        (("2024-May-06",), "2024-05-06"),
        (("15. März 2001",), "2001-03-15"),
        (("Tue, 06 Apr 2021 10:00:00 GMT",), "2021-04-06"),
        (("Spring 1999",), "1999-21"),
        (("Summer–Autumn 2001",), "2001-22/2001-23"),
        (("April 2021 to May 2022",), "2021-04/2022-05"),
        (("May 3-5, 1999",), "1999-05-03/1999-05-05"),
        (("1970s",), "197X"),
        (("197-",), "197X"),
        (("[19--?]",), "19XX?"),
        (("1984a",), "1984"),
        (("c. 1968",), "1968~"),
        (("ca 1999?",), "1999%"),
        (("circa 44 BC",), "-0043~"),
        (("100–44 BCE",), "-0099/-0043"),
        (("44 B.C.",), "-0043"),
        (("A.D. 1066",), "1066"),
        (("1999-12--2000-01",), "1999-12/2000-01"),
        (("2010", "01-Feb"), "2010-02-01"),
        (("[1968]",), "1968"),
        (("©1968",), "1968"),
        # In numbers
        (("6.4.2021",), "2021-04-06"),
        (("30/04/2021",), "2021-04-30"),
        (("04/30/2021",), "2021-04-30"),
        (("2021/4/6",), "2021-04-06"),
        (("2021-4-6",), "2021-04-06"),
        (("20210406",), "2021-04-06"),
        (("2021-04-00",), "2021-04"),
        (("2021-00-00",), "2021"),
        (("10/1999",), "1999-10"),
        (("1999.10",), "1999-10"),
        (("1964–2008",), "1964/2008"),
        (("1981/82",), "1981/1982"),
        (("1999/00",), "1999/2000"),
        (("۲۰۲۱",), "2021"),
        # BibTeX's month, and day
        (("1999", "jan"), "1999-01"),
        (("1999", "7"), "1999-07"),
        (("1999", "Sept."), "1999-09"),
        (("1999", "octobre"), "1999-10"),
        (("1999", "July 30"), "1999-07-30"),
        (("1999", "10 jan"), "1999-01-10"),
        (("1999", "jan--feb"), "1999-01/1999-02"),
        (("1999", "may/ jun"), "1999-05/1999-06"),
        (("1999", "7-8"), "1999-07/1999-08"),
        (("1999", "jan/feb/mar"), "1999-01/1999-03"),
        (("1999", "12--17 August"), "1999-08-12/1999-08-17"),
        (("1999", "January 31--February 2"), "1999-01-31/1999-02-02"),
        (("1999/2000", "dec/jan"), "1999-12/2000-01"),
        (("1999", "Fall"), "1999-23"),
        (("1999", "jan", "5"), "1999-01-05"),
        (("1999", "11", "9"), "1999-11-09"),
        (("1968~", "apr"), "1968-04~"),
        (("2012", "2012-07-05"), "2012-07-05"),
    ],
    ids=" | ".join,
)
def test_what_is_plain_is_read(written: tuple[str, ...], edtf: str) -> None:
    """A date in another form than EDTF, or in several fields, is the date that it means."""
    found = read_loosely(*written)

    assert (edtf, "") == (found.edtf, found.unread)
    assert isinstance(parse_edtf(edtf), Edtf)


@pytest.mark.parametrize(
    ("written", "edtf", "unread"),
    [
        (("1995", "Fallish"), "1995", "“Fallish” says no day, month or year"),
        (("1999", "13"), "1999", "there is no month 13"),
        (("1999", "feb", "30"), "1999-02", "February 1999 has 28 days"),
        (("1999", "", "5"), "1999", "“5” is of no month"),
        (("1999", "Q1"), "1999", "“Q 1” says no day, month or year"),
        (("1999/2000", "jul"), "1999/2000", "“jul” is of one of two years"),
        (("Winter 1999/2000",), "1999-24", "“2000” says no day, month or year"),
        (("c1999",), "1999", "“c” may mean copyright or circa"),
        (("06/04/2021",), "2021", "in “06/04/2021” day and month cannot be told apart"),
        (("2003/04",), "2003", "“04” may be a month or the end of a time"),
        (("2021-13",), "2021", "“13” is neither a month nor the end of a time"),
        (("1999 [2000]",), "1999", "“2000” says no day, month or year"),
        (("in press",), "", "it says where publication stands"),
        (("n.d.",), "", "it says that the work shows no date"),
        (("????",), "", "it says that the work shows no date"),
        (("foo",), "", "“foo” says no day, month or year"),
        (("18th century",), "", "“century 18” says no day, month or year"),
    ],
    ids=str,
)
def test_what_is_good_is_kept_and_the_rest_is_named(
    written: tuple[str, ...], edtf: str, unread: str
) -> None:
    """A part of a date that cannot be read takes nothing else with it."""
    found = read_loosely(*written)

    assert (edtf, unread, False) == (found.edtf, found.unread, found.is_misleading)


@pytest.mark.parametrize(
    ("written", "edtf", "reason"),
    [
        ("1392/1973", "1973", "1392 and 1973 are one year in two calendars"),
        ("1973/1392", "1973", "1392 and 1973 are one year in two calendars"),
        ("۱۳۵۲/۱۹۷۳", "1973", "1352 and 1973 are one year in two calendars"),
        ("1392 AH [1973]", "1973", "1392 and 1973 are one year in two calendars"),
        ("2516/1973", "1973", "2516 and 1973 are one year in two calendars"),
        ("5733/1973", "1973", "5733 and 1973 are one year in two calendars"),
        ("1392 AH", "", "it is a year of another calendar"),
        ("1066/1967", "", "the interval lasts 901 years"),
        ("1986/1984", "", "the interval ends before it begins"),
    ],
)
def test_what_would_mislead_is_no_date(written: str, edtf: str, reason: str) -> None:
    """Two calendars are no interval, and a year of another calendar is none of ours."""
    found = read_loosely(written)

    assert (edtf, reason, True) == (found.edtf, found.unread, found.is_misleading)


def test_what_says_no_date_has_a_field_of_its_own() -> None:
    """“in press” and “n.d.” are what `pubstate` and `datebasis` are for."""
    assert read_loosely("In press").instead == ("pubstate", "inpress")
    assert read_loosely("s. d.").instead == ("datebasis", "unknown")
