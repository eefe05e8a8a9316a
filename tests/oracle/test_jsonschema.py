"""The JSON Schemas against `jsonschema`: editors and the checker agree on what may be written.

They differ only where the schema cannot speak, and each difference is listed in `DIFFERENCES`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from sourcebook.diagnostics import Location
from sourcebook.formats.edtf import Edtf, parse_edtf
from sourcebook.records.content import PageFields
from sourcebook.records.records import Collection, Record, id_problem
from sourcebook.records.schema import json_schema
from subjects import COLLECTIONS

DIFFERENCES = {
    "date": "The pattern of a date admits texts that are no dates, such as 2021-02-30.",
    "whole number": "To JSON Schema 1.0 is an integer; to the checker it is a fraction.",
}


def _pattern(_: Any, pattern: str, instance: object, __: Any) -> Iterator[ValidationError]:
    """Match as ECMA 262 does, where “$” is the end of the text and never before a line end."""
    if isinstance(instance, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


Validator = extend(Draft202012Validator, {"pattern": _pattern})

words = st.sampled_from(
    [
        *(
            "russia",
            "sergey-lavrov",
            "Russia",
            "a--b",
            "-a",
            "a-",
            "x" * 80,
            "x" * 81,
            "",
            " ",
            "é",
        ),
        *("a\n", "a\nb", "Sergey Lavrov", "x" * 301, "x" * 5001, "seed001", "a b", "ru", "ur-Arab"),
        *("RU", "held", "core", "related", "minister", "foreign-minister", "bilateral", "country"),
        *("city", "ministry", "strict", "2021-04", "2021-04-06/2021-04-07", "1968/..", "index"),
        *("FY2020-21", "FY2020-22", "asof-2003-02", "always", "trade/2020/@a", "trade/@a", "1.5"),
        *("1,000", "-3", "signed", "protocol", "sum", "about", "yes"),
    ]
)
scalars = st.one_of(words, st.none(), st.booleans(), st.integers(-3000, 3000), st.just(1.5))
NAMES = [
    *("dates", "from", "to", "level", "setting", "status", "places", "visitors", "hosts", "scope"),
    *("organisations", "sectors", "related", "summary", "label", "order", "name", "sort_name"),
    *("country", "names", "variants", "offices", "note", "organisation", "short", "kind", "parent"),
    *("history", "disputed", "period", "value", "unit", "of", "result", "factor", "decimals"),
    *("definition", "status", "preferred", "citekey", "states", "superseded_by"),
    *("succeeded_by", "side", "person", "office", "sources", "title", "description", "evidence"),
]
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(NAMES), words), inner, max_size=4),
    ),
    max_leaves=8,
)

SOUND: dict[str, dict[str, Any]] = {
    "visits": {
        "dates": "2021-04-06/2021-04-07",
        "from": "russia",
        "to": "pakistan",
        "level": "foreign-minister",
        "setting": "bilateral",
        "visitors": [{"person": "sergey-lavrov"}],
        "sectors": ["energy", "trade"],
        "summary": "He came.",
    },
    "sectors": {"label": "Energy", "summary": "Oil and gas.", "order": 3},
    "people": {
        "name": "Sergey Lavrov",
        "names": {"ru": "Сергей Лавров"},
        "variants": ["Sergei Lavrov"],
        "offices": [{"office": "minister", "dates": 2021, "sources": ["seed001"]}],
    },
    "offices": {"name": "Minister", "country": "russia"},
    "organisations": {"name": "Gazprom", "kind": "company"},
    "places": {"name": "Moscow", "kind": "city", "country": "russia"},
    "perspectives": {"label": "Press", "side": None},
    "outlets": {
        "name": "TASS",
        "names": {"ru": "ТАСС"},
        "kind": "news agency",
        "perspective": "press",
        "ownership": "state",
        "sources": ["seed001"],
    },
    "agreements": {
        "name": "Gas agreement",
        "kind": "protocol",
        "states": ["russia"],
        "history": [{"state": "signed", "dates": "2021-04", "sources": ["seed001"]}],
        "disputed": [
            {
                "about": "Date",
                "claims": [{"value": "April", "sources": ["a"], "preferred": True, "reason": "B"}],
            }
        ],
    },
    "series": {"name": "Trade", "definition": "What is counted.", "unit": "km", "shown_as": "#"},
    "observations": {
        "series": "trade",
        "period": "FY2020-21",
        "value": "-1.5",
        "unit": "km",
        "citekey": "seed001",
        "status": "about",
        "preferred": "yes",
        "reason": "A",
    },
    "formulas": {
        "name": "Sum",
        "result": "trade/2020/@seed001",
        "kind": "sum",
        "of": ["trade/2020/@seed001", "a/asof-2021-04/@b"],
        "factor": "0.5",
        "decimals": 1,
    },
}


@st.composite
def records(draw: st.DrawFn, collection: Collection) -> Any:
    """A sound record with a few fields changed, taken away or added; or any value at all."""
    if draw(st.integers(0, 9)) == 0:
        return draw(values)
    record = dict(SOUND[collection.name])
    for _ in range(draw(st.integers(0, 2))):
        name = draw(st.sampled_from([*record, *NAMES]))
        if draw(st.booleans()):
            record.pop(name, None)
        else:
            record[name] = draw(values)
    return record


def frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(frozen, value))
    return {k: frozen(v) for k, v in value.items()} if isinstance(value, dict) else value


def accepts(record_type: type[Record], value: Any) -> tuple[bool, bool]:
    """Return whether pydantic takes *value*, and whether all it minds are impossible dates."""
    try:
        record_type.model_validate(frozen(value))
    except ValueError as error:
        kinds = {problem["type"] for problem in error.errors()}  # type: ignore[attr-defined]
        return False, kinds == {"malformed_date"}
    return True, False


@pytest.mark.parametrize("collection", [pytest.param(c, id=c.name) for c in COLLECTIONS])
def test_schemas_are_schemas(collection: Collection) -> None:
    """Every schema is a valid one of draft 2020-12."""
    Draft202012Validator.check_schema(json_schema(collection))


@pytest.mark.parametrize("collection", [pytest.param(c, id=c.name) for c in COLLECTIONS])
@given(sample=st.data())
def test_checker_and_schema_agree(collection: Collection, sample: st.DataObject) -> None:
    """A record that the one accepts the other accepts, but for impossible dates."""
    record = sample.draw(records(collection))
    whole = {"a": record} if collection.file else {"title": "A", collection.key: record}
    is_valid = Validator(json_schema(collection)).is_valid(whole)
    is_accepted, only_dates = accepts(collection.record_type, record)

    assert is_valid == is_accepted or (is_valid and only_dates)


@pytest.mark.parametrize("collection", [pytest.param(c, id=c.name) for c in COLLECTIONS])
def test_sound_records_are_sound(collection: Collection) -> None:
    """The samples that the other test changes are accepted by both."""
    sound = SOUND[collection.name]
    whole = {"a": sound} if collection.file else {"title": "A", collection.key: sound}

    assert [error.message for error in Validator(json_schema(collection)).iter_errors(whole)] == []
    assert accepts(collection.record_type, sound) == (True, False)


@given(st.one_of(words, st.text("ab1-_A é\n", max_size=6)))
def test_ids_agree(id: str) -> None:
    """A key that cannot be an id is refused by both."""
    (places,) = (found for found in COLLECTIONS if found.name == "places")
    is_valid = Validator(json_schema(places)).is_valid({id: SOUND["places"]})

    assert is_valid == (id_problem(id, Location("data/places.yml")) is None)


@given(st.dictionaries(st.sampled_from(["title", "description", "evidence", "x"]), values))
def test_page_fields_agree(fields: dict[str, Any]) -> None:
    """The fields of any page, on a page with a record, where the title is required."""
    (sectors,) = (found for found in COLLECTIONS if found.name == "sectors")
    whole = {**fields, "sector": SOUND["sectors"]}
    is_valid = Validator(json_schema(sectors)).is_valid(whole)

    assert is_valid == (accepts(PageFields, fields)[0] and fields.get("title") is not None)


@given(st.text("0123456789X?~%./- \n:T", max_size=12))
def test_the_pattern_of_dates_admits_every_date(text: str) -> None:
    """The schema never refuses a date that the checker reads."""
    (people,) = (found for found in COLLECTIONS if found.name == "people")
    record = {"name": "A", "offices": [{"office": "b", "dates": text}]}
    is_valid = Validator(json_schema(people)).is_valid({"a": record})

    assert is_valid or not isinstance(parse_edtf(text), Edtf)


def test_whole_numbers_differ() -> None:
    """`DIFFERENCES`: 1.0 is an integer to JSON Schema only."""
    (sectors,) = (found for found in COLLECTIONS if found.name == "sectors")
    record = {**SOUND["sectors"], "order": 1.0}

    assert Validator(json_schema(sectors)).is_valid({"title": "A", "sector": record})
    assert accepts(sectors.record_type, record) == (False, False)


def test_references_are_in_the_schema() -> None:
    """An editor can offer the ids of the collection that a field names."""
    (visits,) = (found for found in COLLECTIONS if found.name == "visits")
    fields = json_schema(visits)["properties"]["visit"]["properties"]

    assert fields["from"]["x-references"] == "places"
    assert fields["sectors"]["items"]["x-references"] == "sectors"
