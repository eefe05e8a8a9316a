"""`problems_of`: the complaints of pydantic as located diagnostics in our words.

Pydantic's ``type`` of an error is stable, its wording is not; `WORDED` lists the types that have
words of ours. A test feeds wrong values to every declared field and finds no other type.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sourcebook.diagnostics import Diagnostic, Location, nearest, rules_rec
from sourcebook.formats.yaml import Located, Path
from sourcebook.records import shapes
from sourcebook.records.shapes import Shape

_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "date_type": "a date",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "mapping_type": "a mapping",
    "model_type": "a mapping of fields",
}
"""Error type → what the field holds, in “must be …”."""

_MALFORMED = {
    shapes.LANGUAGE_PATTERN: (
        "a language tag",
        "Write two or three small letters, such as “ru” or “ur”, or with a script, “sr-Latn”.",
    ),
    shapes.CITEKEY_PATTERN: (
        "a citekey",
        "Write it as in the bibliography; several stand in a list, [one, two].",
    ),
    shapes.NUMBER_PATTERN: (
        "a number",
        "Write digits with a point for decimals, such as “1234.5”, without commas and signs of "
        "currency.",
    ),
    shapes.COORDINATES_PATTERN: (
        "a pair of coordinates",
        "Write degrees north and degrees east, such as “33.72, 73.04”; south and west are below 0.",
    ),
    shapes.ADDRESS_PATTERN: (
        "the address of a page",
        "Write it whole, such as “https://www.bas.ac.uk/”.",
    ),
    shapes.TERM_PATTERN: (
        "a name of schema.org",
        "Write it as schema.org does, letters only, such as “Event” or “startDate”.",
    ),
    shapes.FIGURE_PATTERN: (
        "the name of a value",
        "Write series, period and work, such as “bilateral-trade/2020/@seed001”.",
    ),
}

WORDED = frozenset(
    {
        *_EXPECTED,
        "extra_forbidden",
        "missing",
        "literal_error",
        "malformed_date",
        "repeated_value",
        "string_pattern_mismatch",
        "string_too_long",
    }
)


def problems_of(
    errors: Sequence[Mapping[str, Any]], shape: Shape, located: Located, prefix: Path
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics for pydantic's ``errors()`` on the value at *prefix*.

    A required field that is there under a misspelt name is one mistake, not two.
    """
    unknown: dict[Path, list[str]] = {}
    for error in errors:
        if error["type"] == "extra_forbidden":
            unknown.setdefault(error["loc"][:-1], []).append(str(error["loc"][-1]))
    meant = {
        (*parent, nearest(name, shape.at(parent).fields))
        for parent, names in unknown.items()
        for name in names
    }
    return tuple(
        _problem(error, shape, located, prefix)
        for error in errors
        if not (error["type"] == "missing" and error["loc"] in meant)
    )


def _problem(error: Mapping[str, Any], shape: Shape, located: Located, prefix: Path) -> Diagnostic:
    kind: str = error["type"]
    context = error.get("ctx", {})
    is_key = error["loc"][-1:] == ("[key]",)
    path: Path = tuple(error["loc"][:-1] if is_key else error["loc"])
    value = error["input"]
    full = (*prefix, *path)
    name = _name(full)
    at = located.key_location(full) if is_key else located.location(full)
    if kind == "extra_forbidden":
        return unknown_field(shape.at(path[:-1]).fields, name, located.key_location(full))
    if kind == "missing":
        declared = shape.at(path[:-1]).fields.get(name)
        return missing_field(name, declared.description if declared else "", at)
    if kind in _EXPECTED:
        expected, found = _EXPECTED[kind], _found(value)
        return rules_rec.WRONG_TYPE.at(
            at, field=name, expected=expected, found=found, advice=_type_advice(kind, value)
        )
    if kind == "literal_error":
        return _not_in_list(shape.at(path), name, value, at)
    if kind == "malformed_date":
        return rules_rec.MALFORMED_DATE.at(
            at, date=_short(value), reason=context["reason"], advice=context["advice"]
        )
    if kind == "repeated_value":
        again = (*full, context["position"])
        repeated = value[context["position"]]
        first = located.location((*full, value.index(repeated)))
        return rules_rec.REPEATED_VALUE.at(
            located.location(again),
            related=((first, "first given here"),),
            value=_short(repeated),
            field=name,
        )
    if kind == "string_too_long":
        return rules_rec.TEXT_TOO_LONG.at(
            at, field=name, length=len(value), longest=context["max_length"]
        )
    if kind == "string_pattern_mismatch":
        return _malformed(context["pattern"], name, value, at)
    return rules_rec.INVALID_VALUE.at(at, field=name, reason=error["msg"])


def missing_field(name: str, description: str, at: Location) -> Diagnostic:
    """Return the diagnostic for a field that must be there and is not."""
    return rules_rec.MISSING_FIELD.at(at, field=name, description=_as_clause(description))


def bad_id(id: str, at: Location) -> Diagnostic:
    """Return the diagnostic for a text that cannot be an id, with one that could."""
    return rules_rec.BAD_ID.at(at, id=_short(id), suggestion=_suggested_id(id))


def unknown_field(names: Collection[str], name: str, at: Location) -> Diagnostic:
    """Return the diagnostic for a field that is none of *names*."""
    close = nearest(name, names)
    words = ", ".join(sorted(names))
    advice = f"Did you mean “{close}”?" if close else f"The fields are {words}."
    return rules_rec.UNKNOWN_FIELD.at(at, field=_short(name), advice=advice)


def _not_in_list(shape: Shape, name: str, value: object, at: Location) -> Diagnostic:
    close = nearest(value, shape.choices) if isinstance(value, str) else None
    words = ", ".join(shape.choices)
    advice = f"Did you mean “{close}”?" if close else f"Choose one of {words}."
    return rules_rec.NOT_IN_LIST.at(at, value=_short(value), field=name, advice=advice)


def _malformed(pattern: str, name: str, value: str, at: Location) -> Diagnostic:
    if pattern == shapes.ID_PATTERN:
        return bad_id(value, at)
    if pattern in _MALFORMED:
        expected, advice = _MALFORMED[pattern]
        return rules_rec.MALFORMED_VALUE.at(
            at, value=_short(value), expected=expected, advice=advice
        )
    if value.strip(" \t\n\r"):
        return rules_rec.SEVERAL_LINES.at(at, field=name)
    return rules_rec.EMPTY_TEXT.at(at, field=name)


def _name(path: Path) -> str:
    """Return the innermost name on *path*: a position in a list has the name of the list."""
    return next((step for step in reversed(path) if isinstance(step, str)), "front matter")


def _found(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "the yes-or-no value “true”" if value else "the yes-or-no value “false”"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, tuple):
        return "a list"
    if isinstance(value, Mapping):
        return "a mapping of fields"
    return f"the text “{_short(value)}”"


def _type_advice(kind: str, value: object) -> str:
    if value is None:
        return "Write a value after the colon, or remove the field."
    if kind in ("string_type", "date_type") and isinstance(value, bool | int | float):
        return "Put the value in quotation marks to make it text."
    if kind == "tuple_type":
        return "Write it as a list in square brackets: [first, second]."
    if isinstance(value, tuple):
        return "Write one value, without square brackets."
    if kind in ("model_type", "mapping_type", "dict_type"):
        return "Write its fields below it, indented, one “field: value” a line."
    return f"Write {_EXPECTED[kind]}."


def _short(value: object) -> str:
    """Return *value* as one line of a length that a message can hold."""
    line = " ".join(str(value).split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def _as_clause(description: str) -> str:
    """Return the first sentence of *description* as it follows a colon."""
    sentence = description.partition(". ")[0].removesuffix(".")
    return sentence[:1].lower() + sentence[1:]


def _suggested_id(text: str) -> str:
    """Return *text* as an id, or "" where nothing of it is left."""
    plain = unicodedata.normalize("NFKD", text[:200]).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[: shapes.LONGEST_ID].strip("-")
