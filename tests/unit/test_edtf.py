"""`formats.edtf`: the claimed subset of EDTF, level 0 and 1.

The examples are those of the specification (Library of Congress, 4 February 2019) that fall into
the subset, and beside them those that do not, which are answered with advice.
"""

from __future__ import annotations

from datetime import date

import pytest

from sourcebook.formats.edtf import Edtf, EdtfError, parse_edtf


def read(text: str) -> Edtf:
    found = parse_edtf(text)
    assert isinstance(found, Edtf), found
    return found


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        # Level 0: date
        ("1985-04-12", "1985-04-12", "1985-04-12", "day"),
        ("1985-04", "1985-04-01", "1985-04-30", "month"),
        ("1985", "1985-01-01", "1985-12-31", "year"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("1900-02", "1900-02-01", "1900-02-28", "month"),
        # Level 0: interval
        ("1964/2008", "1964-01-01", "2008-12-31", "year"),
        ("2004-06/2006-08", "2004-06-01", "2006-08-31", "month"),
        ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", "day"),
        ("2004-02-01/2005-02", "2004-02-01", "2005-02-28", "month"),
        ("2004-02-01/2005", "2004-02-01", "2005-12-31", "year"),
        ("2005/2006-02", "2005-01-01", "2006-02-28", "year"),
        # Level 1: qualification of a date
        ("1984?", "1984-01-01", "1984-12-31", "year"),
        ("2004-06~", "2004-06-01", "2004-06-30", "month"),
        ("2004-06-11%", "2004-06-11", "2004-06-11", "day"),
        # Level 1: unspecified digits from the right
        ("201X", "2010-01-01", "2019-12-31", "decade"),
        ("20XX", "2000-01-01", "2099-12-31", "century"),
        ("2004-XX", "2004-01-01", "2004-12-31", "year"),
        ("1985-04-XX", "1985-04-01", "1985-04-30", "month"),
        ("1985-XX-XX", "1985-01-01", "1985-12-31", "year"),
        ("2021-XX?", "2021-01-01", "2021-12-31", "year"),
        # Level 1: extended interval
        ("1985-04-12/..", "1985-04-12", None, "day"),
        ("1985-04/..", "1985-04-01", None, "month"),
        ("1985/..", "1985-01-01", None, "year"),
        ("../1985-04-12", None, "1985-04-12", "day"),
        ("../1985-04", None, "1985-04-30", "month"),
        ("../1985", None, "1985-12-31", "year"),
        ("1985-04-12/", "1985-04-12", None, "day"),
        ("/1985", None, "1985-12-31", "year"),
        # Level 1: seasons, which do not say which months they are
        ("2001-21", "2001-01-01", "2001-12-31", "season"),
        ("2001-21~/2002-24", "2001-01-01", "2002-12-31", "season"),
        # Level 1: years before Christ, for which Python has no dates
        ("0000", None, None, "year"),
        ("-1985", None, None, "year"),
        ("-0044-02-29/0012", None, "0012-12-31", "year"),
        # Level 1: qualified intervals
        ("1984~/2004-06", "1984-01-01", "2004-06-30", "year"),
        ("1984/2004-06~", "1984-01-01", "2004-06-30", "year"),
        ("1984?/2004%", "1984-01-01", "2004-12-31", "year"),
        # An end that is coarser than its start, and may be before it.
        ("2004-06-11/2004-06", "2004-06-11", "2004-06-30", "month"),
        ("2004-06-11/2004-06-11", "2004-06-11", "2004-06-11", "day"),
        ("0001/9999-12-31", "0001-01-01", "9999-12-31", "year"),
    ],
)
def test_accepted_dates(
    text: str, earliest: str | None, latest: str | None, precision: str
) -> None:
    """A date has a first and a last day, and the precision that is written."""
    found = read(text)

    bounds = tuple(day and date.fromisoformat(day) for day in (earliest, latest))
    assert (*bounds, precision) == (found.earliest, found.latest, found.precision)
    assert text == found.text


@pytest.mark.parametrize(
    ("text", "reason", "advice"),
    [
        ("", "it is empty", "Write the date"),
        (" 2021", "a space around it", "space out"),
        ("2021-02-30", "February 2021 has 28 days", "“2021-02”"),
        ("2021-02-29", "February 2021 has 28 days", "“2021-02”"),
        ("1985-04-00", "April 1985 has 30 days", "“1985-04”"),
        ("2021-13", "no month 13", "year, month, day"),
        ("2021-00", "no month 00", "year, month, day"),
        ("2005/2004", "ends before it begins", "“2004/2005”"),
        ("2004-06-11/2004-06-10", "ends before it begins", "“2004-06-10/2004-06-11”"),
        ("2021-04-06/07", "has no year", "“2021-04-06/2021-04-07”"),
        ("2021/04", "has no year", "“2021-04” if one date is meant"),
        ("2021/04/06", "not joined by hyphens", "“2021-04-06”"),
        ("2021.04", "not joined by hyphens", "“2021-04-06”"),
        ("2021-4-6", "two digits", "“2021-04-06”"),
        ("20210406", "hyphens are missing", "“2021-04-06”"),
        ("1964-2008", "joined by a dash", "“1964/2008”"),
        ("1964–2008", "joined by a dash", "“1964/2008”"),
        ("6 April 2021", "form year-month-day", "“2021-04-06”"),
        ("1970s", "decade", "X for the digit"),
        ("197x", "small x", "capital X"),
        ("2021-xx", "small x", "capital X"),
        ("٢٠٢١", "form year-month-day", "“2021-04-06”"),
        # Level 0 and 1 beyond the subset
        ("1985-04-12T23:20:30", "time of day", "day alone"),
        ("1985-04-12T23:20:30Z", "time of day", "day alone"),
        ("Y170000002", "more than four digits", "in words"),
        ("-44", "needs four digits", "“-0044”"),
        ("-0000", "no sign", "“0000” for 1 BC"),
        ("2001-25", "no month 25", "year, month, day"),
        ("2001-21-03", "a season has no days", "“2001-21”"),
        ("/", "both ends", "out"),
        ("../..", "both ends", "out"),
        # Level 2
        ("156X-12-25", "a year that is not known", "“156X” alone"),
        ("1985-XX-12", "a month that is not known", "“1985-XX” alone"),
        ("2004-06~-11", "inside the date", "once, at the end"),
        ("?2004-06", "inside the date", "once, at the end"),
        ("[1667,1668]", "sets of dates", "one date"),
        ("{1960,1961-12}", "sets of dates", "one date"),
        ("1950S2", "form year-month-day", "“2021-04-06”"),
        ("1X97", "form year-month-day", "“2021-04-06”"),
        ("2" * 1000, "form year-month-day", "“2021-04-06”"),
    ],
)
def test_rejected_dates(text: str, reason: str, advice: str) -> None:
    """What is no date of the subset is answered with a reason and with what to write."""
    found = parse_edtf(text)

    assert isinstance(found, EdtfError)
    assert reason in found.reason
    assert advice in found.advice


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2021-04-06", "6 April 2021"),
        ("2021-04", "April 2021"),
        ("2021", "2021"),
        ("197X", "1970s"),
        ("19XX", "1900–1999"),
        ("2021-XX", "2021"),
        ("2021-04-XX", "April 2021"),
        ("2021-04~", "about April 2021"),
        ("2021-04?", "perhaps April 2021"),
        ("2021%", "perhaps about 2021"),
        ("2021-04-06/2021-04-07", "6–7 April 2021"),
        ("2021-04-06~/2021-04-07~", "about 6–7 April 2021"),
        ("2021-04-06/2021-04-06", "6 April 2021"),
        ("2021-04-30/2021-05-02", "30 April – 2 May 2021"),
        ("2020-12-30/2021-01-02", "30 December 2020 – 2 January 2021"),
        ("2021-02/2021-04", "February–April 2021"),
        ("2020-11/2021-02", "November 2020 – February 2021"),
        ("1964/2008", "1964–2008"),
        ("197X/198X", "1970s–1980s"),
        ("2004-02-01/2005", "1 February 2004 – 2005"),
        ("1984~/2004", "about 1984 – 2004"),
        ("1968/..", "from 1968"),
        ("../1968-04", "until April 1968"),
        ("1968~/..", "from about 1968"),
        ("1985/", "from 1985"),
        ("2001-21", "Spring 2001"),
        ("2001-24?", "perhaps Winter 2001"),
        ("2001-21/2001-23", "Spring–Autumn 2001"),
        ("2001-24/2002-21", "Winter 2001 – Spring 2002"),
        ("0000", "1 BC"),
        ("-0043-03-15", "15 March 44 BC"),
        ("-0099/-0043", "100 BC–44 BC"),
    ],
)
def test_display_says_no_more_than_is_known(text: str, words: str) -> None:
    """A date is shown at its own precision; what both ends share is said once."""
    assert words == read(text).display()


@pytest.mark.parametrize(
    ("text", "start", "end", "decade"),
    [
        ("2021-04-06", "2021-04-06", "2021-04-06", "2020s"),
        ("2021-04", "2021-04", "2021-04", "2020s"),
        ("2021-04-XX", "2021-04", "2021-04", "2020s"),
        ("1968/..", "1968", None, "1960s"),
        ("../1968", None, "1968", "1960s"),
        ("197X", "1970", "1979", "1970s"),
        ("0987", "0987", "0987", "980s"),
        ("2001-21", "2001", "2001", "2000s"),
        ("-0043", "-0043", "-0043", "40s BC"),
    ],
)
def test_plain_iso_and_decade(text: str, start: str | None, end: str | None, decade: str) -> None:
    """The ends as plain ISO 8601 have the precision of what is written."""
    found = read(text)

    assert (start, end, decade) == (found.iso_start, found.iso_end, found.decade)


def test_order_is_by_earliest_day_then_coarse_first() -> None:
    """A year stands before its months, these before their days; open starts before everything."""
    expected = [
        "../1960", "../1968", "-0043", "-0043-03-15", "-0042", "0000", "0001", "196X",
        "1960", "1960-01", "1960-01-01", "1968", "1968/1970", "1968/..", "1968-21", "1968-22",
        "2021-04", "2021-04-06", "2021-04-06/2021-04-07", "2021-04-07",
    ]  # fmt: skip

    shuffled = [*expected[1::2], *expected[::2]]
    assert expected == sorted(shuffled, key=lambda text: read(text).sort_key)


def test_qualifiers_are_kept_apart() -> None:
    """“?” is uncertain, “~” approximate, “%” both; an interval has what its ends have."""
    flags = {
        text: (read(text).is_uncertain, read(text).is_approximate)
        for text in ("2021", "2021?", "2021~", "2021%", "2020/2021~", "2020?/..")
    }

    assert flags == {
        "2021": (False, False),
        "2021?": (True, False),
        "2021~": (False, True),
        "2021%": (True, True),
        "2020/2021~": (False, True),
        "2020?/..": (True, False),
    }
