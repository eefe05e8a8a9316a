"""`entry_date`: the date of an entry, from one EDTF field or from BibTeX's year, month and day."""

from __future__ import annotations

from collections.abc import Mapping

from sourcebook.formats.bibtex import Field
from sourcebook.formats.bibtex.values import MONTHS
from sourcebook.formats.edtf import Edtf, EdtfError, parse_edtf

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)


def entry_date(fields: Mapping[str, Field], prefix: str = "") -> Edtf | EdtfError | None:
    """Return ``date`` or, where there is none, what ``year``, ``month`` and ``day`` make.

    *prefix* is "", ``event``, ``orig`` or ``url``. Values may hold ``~`` as TeX's space only
    where EDTF has none.
    """
    whole = fields.get(f"{prefix}date")
    if whole and whole.value:
        return parse_edtf(whole.value)
    start = _edtf_text(fields, prefix)
    if isinstance(start, EdtfError) or start is None:
        return start
    end = _edtf_text(fields, f"{prefix}end")
    if isinstance(end, EdtfError):
        return end
    return parse_edtf(f"{start}/{end}" if end else start)


def date_field(fields: Mapping[str, Field], prefix: str = "") -> Field | None:
    """Return the field to which an error of `entry_date` belongs."""
    whole = fields.get(f"{prefix}date")
    if whole and whole.value:
        return whole
    filled = [
        fields[name]
        for name in (f"{prefix}year", f"{prefix}month", f"{prefix}day")
        if name in fields and fields[name].value
    ]
    if filled and isinstance(parse_edtf(_value(fields, f"{prefix}year")), EdtfError):
        return filled[0]
    if len(filled) > 1 and month_number(_value(fields, f"{prefix}month")) is None:
        return filled[1]
    return filled[-1] if filled else None


def _edtf_text(fields: Mapping[str, Field], prefix: str) -> str | EdtfError | None:
    year = _value(fields, f"{prefix}year")
    if not year:
        return None
    month, day = _value(fields, f"{prefix}month"), _value(fields, f"{prefix}day")
    if not month:
        return year
    number = month_number(month)
    if number is None:
        return EdtfError(
            "it is not a month",
            "Write a number from 1 to 12, or “jan” … “dec” without braces.",
        )
    return f"{year}-{number:02}" + (f"-{day.zfill(2)}" if day else "")


def _value(fields: Mapping[str, Field], name: str) -> str:
    found = fields.get(name)
    return found.value.strip("{} ") if found else ""


def month_number(text: str) -> int | None:
    """Return 1 to 12 for “4”, “apr”, “April” or “Apr.”, else ``None``."""
    name = text.strip().rstrip(".").lower()
    if name in _MONTH_NAMES:
        return _MONTH_NAMES.index(name) + 1
    if name in MONTHS:
        return MONTHS.index(name) + 1
    return int(name) if name.isascii() and name.isdigit() and 1 <= int(name[:3]) <= 12 else None
