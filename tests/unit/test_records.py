"""Records: what data files and front matter may hold, and how every problem is said and placed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from pydantic import ValidationError

from sourcebook.diagnostics import Diagnostic, Location, Source
from sourcebook.formats.yaml import load_yaml
from sourcebook.records import content
from sourcebook.records.content import PEOPLE, PLACES, PageFields
from sourcebook.records.loading import LoadedRecords, load_records
from sourcebook.records.problems import WORDED, problems_of
from sourcebook.records.records import Loaded, citekeys_of, load, references_of, texts_of
from sourcebook.records.shapes import Shape, shape_of_record
from subjects import COLLECTIONS

VISIT = """\
---
title: Lavrov in Islamabad
visit:
  dates: 2021-04-06/2021-04-07
  from: russia
  to: pakistan
  level: foreign-minister
  setting: bilateral
  places: [islamabad]
  visitors: [{person: sergey-lavrov, office: foreign-minister-of-russia}]
  hosts:
    - person: shah-mahmood-qureshi
  sectors: [energy]
  summary: "He came. [@seed001]"
---
Body
"""

PERSON = """\
sergey-lavrov:
  name: Sergey Lavrov
  country: russia
  names: {ru: Сергей Лавров}
  offices:
    - office: foreign-minister-of-russia
      dates: 2021-04
      sources: [seed001, arabnews2021newturn]
  note: >-
    See
    [@seed001].
"""


def read(files: Mapping[str, str]) -> tuple[LoadedRecords, list[Diagnostic]]:
    sources = {path: Source(path, text) for path, text in files.items()}
    pages = {
        path.removeprefix("docs/"): source
        for path, source in sources.items()
        if path.startswith("docs/")
    }
    data = {path: source for path, source in sources.items() if path.startswith("data/")}
    records, problems = load_records(pages, data, COLLECTIONS)
    return records, list(problems)


def complaints(files: Mapping[str, str]) -> list[str]:
    return [
        f"{problem.location} {problem.rule.code} {problem.message}" for problem in read(files)[1]
    ]


def one(path: str, text: str) -> Loaded:
    records, problems = read({path: text})
    assert problems == []
    (record,) = (record for by_id in records.by_collection.values() for record in by_id.values())
    return record


def test_a_page_is_a_record() -> None:
    """The front matter of a visit page is the visit, under the name of the file."""
    loaded = one("docs/visits/lavrov-2021.md", VISIT)

    assert (
        loaded.collection,
        loaded.id,
        loaded.label,
        loaded.page_uri,
    ) == ("visits", "lavrov-2021", "Lavrov in Islamabad", "visits/lavrov-2021.md")
    visit: Any = loaded.record
    assert (visit.from_, visit.to, visit.status, visit.scope) == (
        *("russia", "pakistan"),
        *("held", "core"),
    )
    assert visit.dates.display() == "6–7 April 2021"
    assert Location("docs/visits/lavrov-2021.md", 3, 1, 3, 6) == loaded.location()
    assert (loaded.location(("level",)).line, loaded.location(("level",)).column) == (7, 10)


def test_references_have_places() -> None:
    """Every field that names a record is an edge, with the place of the id."""
    found = [
        (pointer.relation, f"{pointer.collection}/{pointer.id}", str(pointer.location))
        for pointer in references_of(one("docs/visits/lavrov-2021.md", VISIT))
    ]

    path = "docs/visits/lavrov-2021.md"
    assert [
        ("from", "places/russia", f"{path}:5:9"),
        ("to", "places/pakistan", f"{path}:6:7"),
        ("places", "places/islamabad", f"{path}:9:12"),
        ("visitors", "people/sergey-lavrov", f"{path}:10:23"),
        ("visitors", "offices/foreign-minister-of-russia", f"{path}:10:46"),
        ("hosts", "people/shah-mahmood-qureshi", f"{path}:12:15"),
        ("sectors", "sectors/energy", f"{path}:13:13"),
    ] == found


def test_texts_have_offsets_where_the_file_holds_them() -> None:
    """Citations in a summary can be placed to the letter; in a folded note, at the note."""
    summary = next(texts_of(one("docs/visits/lavrov-2021.md", VISIT)))
    note = next(texts_of(one("data/people.yml", PERSON)))

    assert summary.start is not None
    assert VISIT[summary.start :].startswith("He came. [@seed001]")
    assert (note.start, note.text) == (None, "See [@seed001].")
    assert Location("data/people.yml", 9, 9, 11, 16) == note.location


def test_citekeys_of_fields_have_places() -> None:
    """The works that attest an office are cited where their citekeys stand."""
    found = [(key, str(at)) for _, key, at in citekeys_of(one("data/people.yml", PERSON))]

    assert found == [
        ("seed001", "data/people.yml:8:17"),
        ("arabnews2021newturn", "data/people.yml:8:26"),
    ]


def test_a_bare_year_is_a_date() -> None:
    """YAML takes 1968 for a number; in a date field it is a year."""
    visit: Any = one("docs/visits/a.md", VISIT.replace("2021-04-06/2021-04-07", "1968")).record

    assert (visit.dates.text, visit.dates.precision) == ("1968", "year")


def edited(old: str, new: str) -> dict[str, str]:
    assert old in VISIT
    return {"docs/visits/a.md": VISIT.replace(old, new)}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            edited("  level:", "  levle:"),
            ["docs/visits/a.md:7:3 REC001 There is no field “levle” here."],
            id="misspelt-field-is-not-missing-too",
        ),
        pytest.param(
            edited("title:", "titel:"),
            ["docs/visits/a.md:2:1 REC001 There is no field “titel” here."],
            id="misspelt-title-is-not-missing-too",
        ),
        pytest.param(
            edited("title: Lavrov in Islamabad\n", ""),
            ["docs/visits/a.md:2:1 REC002 The field “title” is missing, and it is required here."],
            id="record-without-title",
        ),
        pytest.param(
            edited("  setting: bilateral\n", ""),
            [
                "docs/visits/a.md:3:1 REC002 The field “setting” is missing, and it is required "
                "here."
            ],
            id="missing-field",
        ),
        pytest.param(
            edited("{person: sergey-lavrov, ", "{"),
            [
                "docs/visits/a.md:10:14 REC002 The field “person” is missing, and it is required "
                "here."
            ],
            id="missing-field-in-a-list",
        ),
        pytest.param(
            edited("[islamabad]", "islamabad"),
            [
                "docs/visits/a.md:9:11 REC003 “places” must be a list, and this is the text "
                "“islamabad”."
            ],
            id="text-for-a-list",
        ),
        pytest.param(
            edited("from: russia", "from: [russia]"),
            ["docs/visits/a.md:5:9 REC003 “from” must be text, and this is a list."],
            id="list-for-a-text",
        ),
        pytest.param(
            edited("title: Lavrov in Islamabad", "title: 1968"),
            ["docs/visits/a.md:2:8 REC003 “title” must be text, and this is the number 1968."],
            id="number-for-a-text",
        ),
        pytest.param(
            edited("from: russia", "from: true"),
            [
                "docs/visits/a.md:5:9 REC003 “from” must be text, and this is the yes-or-no value "
                "“true”."
            ],
            id="truth-value-for-a-text",
        ),
        pytest.param(
            edited('  summary: "He came. [@seed001]"', "  summary:"),
            ["docs/visits/a.md:14:3 REC003 “summary” must be text, and this is empty."],
            id="empty-field-shows-its-key",
        ),
        pytest.param(
            edited("2021-04-06/2021-04-07", "[2021-04-06]"),
            ["docs/visits/a.md:4:10 REC003 “dates” must be a date, and this is a list."],
            id="list-for-a-date",
        ),
        pytest.param(
            edited("foreign-minister\n", "foreign minister\n"),
            [
                "docs/visits/a.md:7:10 REC004 “foreign minister” is not one of the words that "
                "“level” can hold."
            ],
            id="closed-list",
        ),
        pytest.param(
            edited("[islamabad]", "[Islamabad]"),
            [
                "docs/visits/a.md:9:12 REC005 “Islamabad” cannot be an id: an id has lower-case "
                "letters a to z, digits and single hyphens, at most 80 in all."
            ],
            id="id-in-capitals",
        ),
        pytest.param(
            edited("2021-04-06/2021-04-07", "2021-02-30"),
            [
                "docs/visits/a.md:4:10 REC006 “2021-02-30” is not a date that can be read, because "
                "February 2021 has 28 days."
            ],
            id="impossible-date-is-one-problem",
        ),
        pytest.param(
            edited("title: Lavrov in Islamabad", "title: 2021-02-30"),
            [
                "docs/visits/a.md:2:8 SRC024 MkDocs takes “2021-02-30” for a date that does not "
                "exist, fails, and drops all the front matter."
            ],
            id="impossible-date-as-a-title",
        ),
        pytest.param(
            edited("[energy]", "[energy, trade, energy]"),
            ["docs/visits/a.md:13:28 REC016 “energy” stands twice in “sectors”."],
            id="repeated-value",
        ),
        pytest.param(
            edited('"He came. [@seed001]"', '"  "'),
            ["docs/visits/a.md:14:12 REC012 “summary” is an empty text."],
            id="blank-text",
        ),
        pytest.param(
            edited("title: Lavrov in Islamabad", 'title: "a\\nb"'),
            [
                "docs/visits/a.md:2:8 REC013 “title” has several lines, and only one fits where it "
                "is shown."
            ],
            id="two-lines",
        ),
        pytest.param(
            edited("title: Lavrov in Islamabad", f"title: {'a' * 301}"),
            ["docs/visits/a.md:2:8 REC014 “title” has 301 characters; at most 300 fit."],
            id="too-long",
        ),
        pytest.param(
            {"docs/visits/Lavrov_2021.md": VISIT},
            [
                "docs/visits/Lavrov_2021.md:1:1 REC005 “Lavrov_2021” cannot be an id: an id has "
                "lower-case letters a to z, digits and single hyphens, at most 80 in all."
            ],
            id="name-of-the-file-is-no-id",
        ),
        pytest.param(
            {"docs/visits/a.md": VISIT, "docs/visits/2021/a.md": VISIT},
            [
                "docs/visits/2021/a.md:3:1 REC007 Two pages describe a visit with the id “a”, "
                "because their files have the same name."
            ],
            id="two-pages-of-one-id",
        ),
        pytest.param(
            {"docs/about/a.md": VISIT},
            [
                "docs/about/a.md:3:1 REC008 “visit” makes this page a visit, and only pages in "
                "docs/visits/ can be one."
            ],
            id="record-in-another-folder",
        ),
        pytest.param(
            {"docs/visits/a.md": VISIT + "", "docs/sectors/index.md": VISIT},
            [
                "docs/sectors/index.md:3:1 REC008 “visit” makes this page a visit, and only pages "
                "in docs/visits/ can be one."
            ],
            id="record-in-an-index",
        ),
        pytest.param(
            edited("visit:\n", "sector: {label: X, summary: Y}\nvisit:\n"),
            [
                "docs/visits/a.md:3:1 REC008 “sector” makes this page a sector, and only pages in "
                "docs/sectors/ can be one."
            ],
            id="two-records-in-one-page",
        ),
        pytest.param(
            {"docs/visits/a.md": "# Heading\n", "docs/visits/index.md": "# Visits\n"},
            [
                "docs/visits/a.md:1:1 REC009 A page in docs/visits/ describes a visit, and this "
                "one has no “visit” in its front matter."
            ],
            id="page-without-record",
        ),
        pytest.param(
            {"data/person.yml": "a: {name: A}\n"},
            [
                "data/person.yml:1:1 REC010 “data/person.yml” belongs to no collection, so nothing "
                "in it is used."
            ],
            id="unknown-data-file",
        ),
        pytest.param(
            {"data/people.yml": "- name: A\n"},
            [
                "data/people.yml:1:1 REC011 The file must hold people, each under its id, and it "
                "is something else."
            ],
            id="list-of-records",
        ),
        pytest.param(
            {"data/people.yml": "a: {name: A, names: {Russian: Б}}\n"},
            ["data/people.yml:1:22 REC015 “Russian” is not a language tag."],
            id="name-of-a-language",
        ),
        pytest.param(
            {"data/people.yml": 'a: {name: A, offices: [{office: b, sources: ["c d"]}]}\n'},
            ["data/people.yml:1:46 REC015 “c d” is not a citekey."],
            id="two-citekeys-in-one-text",
        ),
        pytest.param(
            {"data/people.yml": "index: {name: A}\n"},
            [
                "data/people.yml:1:1 REC017 “index” cannot be the id of a record: the page of that "
                "name lists the collection."
            ],
            id="reserved-id",
        ),
        pytest.param(
            {"data/people.yml": "a:\nb: text\n"},
            [
                "data/people.yml:1:1 REC003 “a” must be a mapping of fields, and this is empty.",
                "data/people.yml:2:4 REC003 “b” must be a mapping of fields, and this is the text "
                "“text”.",
            ],
            id="records-without-fields",
        ),
        pytest.param(
            {"docs/about/a.md": "---\nevidence: strickt\n---\n"},
            [
                "docs/about/a.md:2:11 REC004 “strickt” is not one of the words that “evidence” can "
                "hold."
            ],
            id="field-of-any-page",
        ),
        pytest.param(
            {"docs/about/a.md": "---\ntags: [a]\n---\n"},
            ["docs/about/a.md:2:1 REC001 There is no field “tags” here."],
            id="unknown-field-of-any-page",
        ),
        pytest.param({"data/people.yml": "# nothing yet\n"}, [], id="file-without-records"),
        pytest.param({"docs/about/a.md": "# A\n"}, [], id="page-without-front-matter"),
    ],
)
def test_problems_of_records(files: dict[str, str], expected: list[str]) -> None:
    """One mistake gives one diagnostic, at the key or value that is wrong."""
    assert expected == complaints(files)


@pytest.mark.parametrize(
    ("files", "hint"),
    [
        pytest.param(edited("  level:", "  levle:"), "Did you mean “level”?", id="field"),
        pytest.param(edited("sergey-lavrov,", "Sergey_Ланов,"), "Write “sergey”.", id="id"),
        pytest.param(edited("[islamabad]", "[Ислам]"), "", id="id-of-which-nothing-is-left"),
        pytest.param(
            edited("  setting: bilateral\n", ""),
            "Add “setting”: bilateral, multilateral, sideline (at a third country's meeting) or "
            "transit.",
            id="missing",
        ),
        pytest.param(
            edited("bilateral", "official"),
            "Choose one of bilateral, multilateral, sideline, transit.",
            id="word",
        ),
        pytest.param(
            edited("bilateral", "bi-lateral"), "Did you mean “bilateral”?", id="word-nearly"
        ),
        pytest.param(
            edited("title: Lavrov in Islamabad", "title: 1968"),
            "Put the value in quotation marks to make it text.",
            id="number",
        ),
        pytest.param(
            edited("2021-04-06/2021-04-07", "2021-02-30"),
            "Write a day from 01 to 28, or “2021-02” if it is not known.",
            id="date",
        ),
        pytest.param({"data/persons.yml": ""}, "", id="file-near-nothing"),
        pytest.param({"data/place.yml": ""}, "Did you mean “data/places.yml”?", id="file"),
    ],
)
def test_hints_say_what_to_write(files: dict[str, str], hint: str) -> None:
    """A hint names the word that was probably meant, or says what could stand there."""
    (problem,) = read(files)[1]

    assert hint == problem.hint


def test_broken_records_are_known() -> None:
    """A record that cannot be used still exists: what points to it must not be reported again."""
    records, _ = read(
        {
            "docs/visits/a.md": VISIT.replace("bilateral", "x"),
            "docs/visits/b.md": "---\ntitle: a: b\n---\n",
            "docs/visits/c.md": VISIT,
            "data/people.yml": "d: {nam: D}\ne: {name: E}\nF: {name: F}\n",
            "data/places.yml": "g: {name: G, kind: city}\nh: {name: 'H, kind: city}\n",
        }
    )

    assert {
        *(("visits", "a"), ("visits", "b")),
        *(("people", "d"), ("people", "F")),
        *(("places", "g"), ("places", "h")),
    } == records.broken
    assert {name: list(by_id) for name, by_id in records.by_collection.items() if by_id} == {
        "visits": ["c"],
        "people": ["e"],
    }


def test_page_fields_do_not_depend_on_the_record() -> None:
    """A mistake in a record leaves the page its title."""
    records, _ = read(edited("bilateral", "x"))

    assert records.pages["visits/a.md"].title == "Lavrov in Islamabad"


def test_records_keep_the_order_of_the_file() -> None:
    """Lists that are not sorted otherwise follow the author's order."""
    text = "b: {name: B, kind: city}\na: {name: A, kind: city}\n"
    source = Source("data/places.yml", text)
    located, _ = load_yaml(source)
    records, broken, problems = load(PLACES, source, located)

    assert (["b", "a"], frozenset(), ()) == ([record.id for record in records], broken, problems)


def test_references_name_collections() -> None:
    """Every field that holds an id says of which declared collection."""

    def collections(shape: Shape) -> Iterator[str]:
        if shape.marker is not None and hasattr(shape.marker, "collection"):
            yield shape.marker.collection
        below = [declared.shape for declared in shape.fields.values()]
        for inner in [*below, *([shape.each] if shape.each else [])]:
            yield from collections(inner)

    named = {
        name for found in COLLECTIONS for name in collections(shape_of_record(found.record_type))
    }

    assert {
        *("visits", "sectors", "people", "offices", "organisations", "places"),
        *("agreements", "series", "perspectives"),
    } == named
    assert named <= {found.name for found in COLLECTIONS}


@pytest.mark.parametrize("record_type", [PageFields, *(c.record_type for c in COLLECTIONS)])
def test_every_field_is_described(record_type: Any) -> None:
    """Hints and schemas show the description of a field."""

    def undescribed(shape: Shape) -> Iterator[str]:
        for name, declared in shape.fields.items():
            if not declared.description:
                yield name
            yield from undescribed(declared.shape)

    assert list(undescribed(shape_of_record(record_type))) == []


WRONG_VALUES: tuple[object, ...] = (
    None,
    True,
    7,
    -7,
    10**17,
    1.5,
    "",
    " ",
    "Two words",
    "a\nb",
    "x" * 6_000,
    "2021-02-30",
    (),
    (None,),
    ("a", "a"),
    ("A b",),
    (1,),
    ({},),
    ({"person": 1, "office": (), "dates": {}, "sources": ("a", 1)},),
    {},
    {"a": 1},
    {"RU": "x", "ru": ""},
)


@pytest.mark.parametrize("record_type", [PageFields, *(c.record_type for c in COLLECTIONS)])
def test_no_problem_slips_by_unworded(record_type: Any) -> None:
    """Whatever is wrong with a field has words of ours: pydantic's wording is not stable."""
    shape = shape_of_record(record_type)
    kinds = set()
    for name in (*shape.fields, "unknown"):
        for value in WRONG_VALUES:
            try:
                record_type.model_validate({name: value})
            except ValidationError as error:
                kinds |= {problem["type"] for problem in error.errors()}
    for value in WRONG_VALUES:
        try:
            record_type.model_validate(value)
        except ValidationError as error:
            kinds |= {problem["type"] for problem in error.errors()}

    assert kinds - WORDED == set()
    assert {"extra_forbidden", "model_type"} <= kinds


def test_an_unworded_problem_is_still_reported() -> None:
    """A new kind of problem of a later pydantic falls to REC018 and keeps its place."""
    located, _ = load_yaml(Source("data/people.yml", "a: {name: A}\n"))
    assert located is not None
    error = {"type": "new_kind", "loc": ("name",), "msg": "Something new", "input": "A"}

    (problem,) = problems_of([error], shape_of_record(PEOPLE.record_type), located, ("a",))

    assert (
        f"{problem.location} {problem.rule.code} {problem.message}"
    ) == "data/people.yml:1:11 REC018 “name” cannot have this value: Something new."


def test_pydantic_keeps_its_error_types() -> None:
    """The types that the words hang on; an upgrade that renames one fails here."""
    with pytest.raises(ValidationError) as caught:
        content.Person.model_validate(
            {"name": 1, "country": "A", "names": {"x1": "y"}, "offices": "a", "extra": 1}
        )

    assert [(problem["loc"], problem["type"]) for problem in caught.value.errors()] == [
        (("name",), "string_type"),
        (("country",), "string_pattern_mismatch"),
        (("names", "x1", "[key]"), "string_pattern_mismatch"),
        (("offices",), "tuple_type"),
        (("extra",), "extra_forbidden"),
    ]
