"""`canonical`: dates of numbers alone as EDTF writes them.

“6.4.2021”, “30/4/2021”, “20210406”, “1981/82”: where only one reading fits, that; nothing is
guessed: of “06/04/2021” only the year is sure.
"""

from __future__ import annotations

import re

from sourcebook.formats.edtf import Edtf, parse_edtf

_SLASHED = re.compile(r"(?<![0-9-])([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})(?![0-9])")
_SHORT_END = re.compile(r"(?<![0-9-])([0-9]{2})([0-9]{2})\s?[-–/]+\s?([0-9]{2})(?![0-9-])")
_NUMERIC = (
    # 2021/4/6, 2021.04.06, 2021-4-6
    (re.compile(r"(?<![0-9])([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])"), (1, 3, 4)),
    # 6.4.2021
    (re.compile(r"(?<![0-9])([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})(?![0-9])"), (3, 2, 1)),
    (re.compile(r"(?<![0-9])([12][0-9]{3})([0-9]{2})([0-9]{2})(?![0-9])"), (1, 2, 3)),
    (re.compile(r"(?<![0-9./-])([0-9]{1,2})[./]([0-9]{4})(?![0-9])"), (2, 1)),
    (re.compile(r"(?<![0-9])([0-9]{4})[.-]([0-9]{1,2})(?![0-9./-])"), (1, 2)),
)
"""Forms that only numbers make, and the groups that are year, month and day."""
_COPYRIGHT = re.compile(r"\bc(?=[0-9]{4}\b)")
_NAMED_MONTH = re.compile(r"(?<![0-9])([0-9]{1,4})[-/]([^\W\d_]{3,})\.?[-/]([0-9]{1,4})(?![0-9])")
_LETTER = re.compile(r"(?<=^[0-9]{4})[a-rt-z]$")
"""That by which a style tells two works of one year apart: “1984a”."""
_COARSE = re.compile(r"^[\[(]?([0-9]{2}--|[0-9]{3}-)(\??)[\])]?$")
"""A library's decade, “197-”, and century, “19--”."""
_BEFORE_CHRIST = re.compile(r"\bB\. ?C\.(?: ?E\.)?", re.IGNORECASE)
_CHRISTIAN = re.compile(r"\b(?:A\. ?D\.|C\. ?E\.)", re.IGNORECASE)
_LONG_DASH = re.compile(r" ?(?:-{2,}|[–—]) ?")
_UNKNOWN = re.compile(r"(?<=[0-9]{4})(?:-00){1,2}(?![0-9])|(?<=[0-9]{4}-[0-9]{2})-00(?![0-9])")
"""What databases write for a month or day that they do not have."""


def canonical(text: str) -> tuple[str, str]:
    """Return *text* with dates of numbers as in EDTF, and what cannot be told in them."""
    unread = ""

    def slashed(match: re.Match[str]) -> str:
        nonlocal unread
        first, second = int(match[1]), int(match[2])
        if first <= 12 and second <= 12 and first != second:
            unread = f"in “{match[0]}” day and month cannot be told apart"
            return match[3]
        day, month = (first, second) if second <= 12 else (second, first)
        return f"{match[3]}-{month:02}-{day:02}"

    def short_end(match: re.Match[str]) -> str:
        nonlocal unread
        end = int(match[3])
        if "-" in match[0] and 1 <= end <= 12:
            return match[0]
        if end > 12 and end > int(match[2]):
            return f"{match[1]}{match[2]}/{match[1]}{match[3]}"
        if match[2] == "99" and end == 0:
            return f"{match[1]}99/{int(match[1]) + 1}00"
        may_be = "may be" if end <= 12 else "is neither"
        unread = f"“{match[3]}” {may_be} a month {'or' if end <= 12 else 'nor'} the end of a time"
        return match[1] + match[2]

    if _COPYRIGHT.search(text):
        text, unread = _COPYRIGHT.sub("", text), "“c” may mean copyright or circa"
    text = _COARSE.sub(lambda match: match[1].replace("-", "X") + match[2], _LETTER.sub("", text))
    text = _LONG_DASH.sub("/", _CHRISTIAN.sub("", _BEFORE_CHRIST.sub("BC", text)))
    text = _NAMED_MONTH.sub(r"\1 \2 \3", _UNKNOWN.sub("", text))
    for form, groups in _NUMERIC:
        text = form.sub(lambda m, g=groups: _iso(m, g), text)  # type: ignore[misc]
    return _SHORT_END.sub(short_end, _SLASHED.sub(slashed, text)), unread


def _iso(match: re.Match[str], groups: tuple[int, ...]) -> str:
    """Return the date that *match* writes, or what it matched where that is none."""
    parts = [match[group].zfill(2) for group in groups]
    found = "-".join(parts)
    return found if isinstance(parse_edtf(found), Edtf) and int(parts[1]) <= 12 else match[0]
