"""`EdtfError`, and what to say to someone who wrote a date in another way."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EdtfError:
    """Why a text is no date of the subset: a value, not an exception."""

    reason: str
    """A clause that can follow “because”: “February 2021 has 28 days”."""
    advice: str
    """A sentence that says what to write."""


_ADVICE: tuple[tuple[str, str, str], ...] = (
    (r"", "it is empty", "Write the date, or leave the field out."),
    (r"\s.*|.*\s", "there is a space around it", "Take the space out."),
    (
        r"[0-9]{4}[-0-9]*[T ][0-9].*",
        "it holds a time of day, and only days are read",
        "Write the day alone, such as “2021-04-06”.",
    ),
    (
        r"[0-9]{4}[-–—][0-9]{4}",
        "two years are joined by a dash",
        "Write a slash between the two ends: “1964/2008”.",
    ),
    (r"[0-9]{8}", "the hyphens are missing", "Write “2021-04-06”."),
    (
        r"[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?[?~%]?",
        "month and day need two digits",
        "Write “2021-04-06”, not “2021-4-6”.",
    ),
    (
        r"[0-9]{4}[./][0-9]{1,2}([./][0-9]{1,2})?",
        "its parts are not joined by hyphens",
        "Write “2021-04-06”; a slash stands between the two ends of an interval.",
    ),
    (
        r"Y.*|-?[0-9]{5,}",
        "years of more than four digits are not read",
        "Write the date in words, in a field for text.",
    ),
    (
        r"-[0-9]{1,3}",
        "a year before Christ needs four digits",
        "Write the year before 44 BC as “-0044”, since “0000” is 1 BC.",
    ),
    (r"[\[{].*", "sets of dates are not read", "Write one date or an interval."),
    (
        r"[?~%].*|[0-9X]+-?[0-9X]*[?~%]-.*",
        "a qualifier stands inside the date",
        "Write “?”, “~” or “%” once, at the end: “2021-04~”.",
    ),
    (
        r"[0-9]{2,3}x{1,2}|[0-9]{4}(-[0-9x]{2}){1,2}",
        "unknown digits are written with a small x",
        "Write a capital X: “197X”.",
    ),
    (r"[0-9]{3,4}s", "a decade is written “197X”", "Write an X for the digit that is not known."),
)
_ADVISED = tuple((re.compile(form, re.DOTALL), reason, advice) for form, reason, advice in _ADVICE)


_SHORT_END = re.compile(r"[0-9]{1,2}(?:-[0-9]{1,2})?")


def not_a_date(text: str) -> EdtfError:
    """Return what is wrong with a text that has not the form of a date."""
    # No form of advice is longer than a line; a longer text is not worth the patterns.
    for form, reason, advice in _ADVISED if len(text) <= 80 else ():
        if form.fullmatch(text):
            return EdtfError(reason, advice)
    return EdtfError(
        "it does not have the form year-month-day",
        "Write “2021-04-06”, “2021-04”, “2021”, “197X”, or two of these with a slash between them;"
        " “~” at the end means about, “?” uncertain.",
    )


def bad_end(first: str, second: str, error: EdtfError) -> EdtfError:
    """Return *error*, or what a short end means: ``2021-04-06/07`` and ``2021/04`` are common."""
    if not _SHORT_END.fullmatch(second):
        return error
    full = first[: len(first) - len(second)] + second
    one_date = f", or “{first}-{second}” if one date is meant" if len(first) < 8 else ""
    return EdtfError(
        f"the end of the interval, “{second}”, has no year",
        f"Write both ends in full, such as “{first}/{full}”{one_date}."
        if len(full) == len(first) > 4
        else f"Write both ends in full{one_date}.",
    )
