"""The records as CSV and JSON, and the Data Package that describes them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace

import pytest

from building import MakeProject
from publishing import FILES, IMPRINT, completed, site_of
from sourcebook.pages.tables.data_page import size_text
from sourcebook.pages.tables.tables import tables_of
from sourcebook.records.content import COLLECTIONS


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_collection_with_records_is_a_table(project: MakeProject) -> None:
    """Collections, then what they have many of; a collection without records has no file."""
    tables = tables_of(site_of(project))

    assert [(table.name, len(table.rows), table.key) for table in tables] == [
        ("visits", 2, ("id",)),
        ("visits-visitors", 2, ("visit", "visitors_no")),
        ("sectors", 1, ("id",)),
        ("people", 1, ("id",)),
        ("people-names", 2, ("person", "language")),
        ("people-offices", 1, ("person", "offices_no")),
        ("places", 3, ("id",)),
        ("places-names", 1, ("place", "language")),
        ("places-variants", 2, ("place", "variants_no")),
        ("offices", 1, ("id",)),
        ("sources", 2, ("citekey",)),
    ]


def test_a_row_says_names_dates_and_citekeys(project: MakeProject) -> None:
    """A name stands beside an id, days beside a date, citekeys beside a plain text."""
    rows = rows_of(completed(project).files["data/visits.csv"])
    (trip,) = (row for row in rows if row["id"] == "trip-1984")

    assert trip == {
        "id": "trip-1984",
        "title": "A trip, 1984",
        "page": "https://example.org/small/visits/trip-1984/",
        "dates": "1984-05-30/1984-06-01",
        "dates_earliest": "1984-05-30",
        "dates_latest": "1984-06-01",
        "from": "there",
        "from_label": "There",
        "to": "here",
        "to_label": "Here",
        "level": "minister",
        "setting": "bilateral",
        "status": "held",
        "places": "town;here",
        "places_labels": "Town, the;Here",
        "organisations": "",
        "organisations_labels": "",
        "sectors": "type",
        "sectors_labels": "Type",
        "agreements": "",
        "agreements_labels": "",
        "related": "",
        "related_labels": "",
        "scope": "core",
        "summary": "She came to Town, the, and stayed.",
        "summary_citekeys": "knuth1984",
    }


def test_another_citekey_of_a_work_becomes_its_own(project: MakeProject) -> None:
    """A cell that names a work names a row of the table of works."""
    rows = rows_of(completed(project).files["data/people-offices.csv"])

    assert [row["sources"] for row in rows] == ["knuth1984;lamport1994"]


def test_a_formula_is_made_harmless(project: MakeProject) -> None:
    """A cell that a spreadsheet would reckon with has an apostrophe before it; JSON has none."""
    files = completed(project).files

    assert [row["text"] for row in rows_of(files["data/places-variants.csv"])] == [
        "'=1+1",
        "Here; also",
    ]
    assert json.loads(files["data/places.json"])[0]["variants"] == ["=1+1", "Here; also"]


def test_json_keeps_the_shape_of_the_records(project: MakeProject) -> None:
    """Names of columns and the nesting of the record; absent is null."""
    (person,) = json.loads(completed(project).files["data/people.json"])

    assert person == {
        "id": "alpha-beta",
        "page": "https://example.org/small/people/alpha-beta/",
        "name": "Alpha Beta",
        "sort_name": None,
        "country": "there",
        "country_label": "There",
        "names": {"ru": "Альфа Бета", "ur": "الفا"},
        "variants": [],
        "name_reason": None,
        "offices": [
            {
                "office": "minister",
                "office_label": "Minister of There",
                "dates": "1984-05",
                "dates_earliest": "1984-05-01",
                "dates_latest": "1984-05-31",
                "sources": ["knuth1984", "lamport1994"],
                "sources_labels": ["Knuth", "Lamport"],
            }
        ],
        "note": None,
        "note_citekeys": [],
        "disputed": [],
    }


def test_files_are_text_of_one_form(project: MakeProject) -> None:
    """UTF-8, LF, an end of line at the end, in every file of data."""
    files = completed(project).files
    ours = {path: text for path, text in files.items() if path.startswith("data/")}

    assert len(ours) > 10
    assert [path for path, text in ours.items() if "\r" in text or not text.endswith("\n")] == []


def test_the_package_describes_what_is_there(project: MakeProject) -> None:
    """Every file of data, of the whole bibliography and of the ledger, and nothing else."""
    files = completed(project).files
    package = json.loads(files["datapackage.json"])
    found = {
        resource["path"]: (resource["bytes"], resource["hash"]) for resource in package["resources"]
    }

    assert found == {
        path: (len(text.encode()), f"sha256:{hashlib.sha256(text.encode()).hexdigest()}")
        for path, text in files.items()
        if path.startswith(("data/", "bibliography.", "ledger"))
    }
    assert (package["name"], package["created"]) == ("a-small-sourcebook", "2023-11-14T22:13:20Z")
    assert [one["name"] for one in package["licenses"]] == ["CC0-1.0"]


def test_columns_of_a_table_have_names_of_their_own(project: MakeProject) -> None:
    """No field of any record clashes with a column that is made."""
    for table in tables_of(site_of(project)):
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names)), table.name
        assert {len(row) for row in table.rows} == {len(names)}, table.name


def test_collections_do_not_clash_with_parts() -> None:
    """“-” parts a collection from a field of it, so that no two tables have one file."""
    assert [one.name for one in COLLECTIONS if "-" in one.name] == []


def test_the_page_of_data_links_every_table(project: MakeProject) -> None:
    """Each file is one click away, with its size, the licence and how to cite."""
    whole = completed(project)
    page = whole.pages["data/index.md"]
    shown = page.markdown + "".join(str(slot.markup) for slot in page.slots.values())
    paths = [
        path
        for path in whole.files
        if path.startswith(("data/", "bibliography.", "feed", "visits.ics", "datapackage"))
    ]

    assert [path for path in paths if path.removeprefix("data/") not in shown] == []
    assert "https://creativecommons.org/publicdomain/zero/1.0/" in shown
    assert "The contributors" in shown


def test_a_written_page_of_data_stays(project: MakeProject) -> None:
    """A generated page never overwrites a written one."""
    whole = completed(project, {**FILES, "docs/data/index.md": "# Our data\n"})

    assert whole.pages["data/index.md"].title == "Our data"


@pytest.mark.parametrize(
    ("size", "text"),
    [
        pytest.param(1, "1 byte", id="one"),
        pytest.param(812, "812 bytes", id="bytes"),
        pytest.param(3_400, "3.4 kB", id="kilobytes"),
        pytest.param(1_200_000, "1.2 MB", id="megabytes"),
    ],
)
def test_sizes_are_readable(size: int, text: str) -> None:
    """A size has a unit."""
    assert size_text(size) == text


def test_robots_are_told_at_the_root_only(project: MakeProject) -> None:
    """robots.txt counts at the root of a host (RFC 9309); elsewhere there is none."""
    below = completed(project)
    root = completed(project, imprint=replace(IMPRINT, url="https://example.org/"))

    assert "robots.txt" not in below.files
    assert "Sitemap: https://example.org/sitemap.xml\n" in root.files["robots.txt"]
