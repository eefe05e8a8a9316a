"""`plain_reference`: a reference in no style, for works that a style leaves out of its lists.

Chicago and APA cite letters and other private communication in the text only. On our pages every
citation leads to an entry of a list, so such a work gets one: who, what, when, where.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from markupsafe import Markup

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def plain_reference(item: Mapping[str, object]) -> Markup:
    """Return the reference of a CSL-JSON *item*: names, title, date, place, address."""
    text = [str(item.get(name, "")) for name in ("title", "genre", "publisher", "archive", "URL")]
    date = _date(cast("Mapping[str, Any]", item.get("issued", {})))
    parts = [_names(item), text[0], text[1], date, *text[2:]]
    sentences = [f"{part.removesuffix('.')}." for part in parts if part]
    return Markup.escape(" ".join(sentences) or f"{item['id']}.")


def _names(item: Mapping[str, object]) -> str:
    people = cast("Sequence[Mapping[str, str]]", item.get("author") or item.get("editor") or ())
    return "; ".join(
        person.get("literal")
        or ", ".join(filter(None, (person.get("family", ""), person.get("given", ""))))
        for person in people
    )


def _date(date: Mapping[str, Any]) -> str:
    if "literal" in date:
        return str(date["literal"])
    return "–".join(_day(part) for part in date.get("date-parts", ()))


def _day(parts: Sequence[int]) -> str:
    year, *rest = parts
    month = f"{_MONTHS[rest[0] - 1]} " if rest and 1 <= rest[0] <= len(_MONTHS) else ""
    return f"{f'{rest[1]} ' if len(rest) > 1 and month else ''}{month}{year}"
