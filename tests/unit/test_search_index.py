"""The search index: what it says of pages, in which order, and how other letters are read."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from sourcebook.formats.latin import LATIN
from sourcebook.search_index import FOLDER, PAGES, write_search_index

PAGE = """<!doctype html><html lang="en"><head><title>{name}</title>
<meta name="sourcebook:title" content="{name} &amp; Co" data-pagefind-meta="title[content]">
<meta name="sourcebook:weight" content="9">
<meta name="sourcebook:filter:type" content="Voyage">
<meta name="sourcebook:filter:year" content="{year}">
</head><body><div data-pagefind-body>
<meta name="sourcebook:weight" content="1"><p>Words of {name}.</p></div></body></html>
"""


def index(site: Path, names: list[str]) -> dict[str, bytes]:
    """Write a page for each of *names*, in this order; return the files of their index."""
    for number, name in enumerate(names):
        path = site / name / "index.html"
        path.parent.mkdir(parents=True)
        path.write_text(PAGE.format(name=name, year=1900 + len(name)), encoding="utf-8")
        if not number:
            (site / "404.html").write_text("<html><body>Not found</body></html>", encoding="utf-8")
    write_search_index(site)
    folder = site / FOLDER
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_table_says_what_pages_tell_of_themselves(tmp_path: Path) -> None:
    """Names, weight and filters come from a page's head, never from what stands in its text."""
    table = json.loads(index(tmp_path, ["fram", "maud"])[PAGES])

    assert table["filters"] == [["type", "Voyage"], ["year", "1904"]]
    assert [row[1:] for row in table["pages"]] == [
        ["/fram/", 3, {"title": "fram & Co", "weight": "9"}, [0, 1]],
        ["/maud/", 3, {"title": "maud & Co", "weight": "9"}, [0, 1]],
    ]
    assert table["words"] == "fram maud of words"


def test_the_index_does_not_follow_the_order_of_files(tmp_path: Path) -> None:
    """Pages written in another order, or listed so by a disk, give the same bytes."""
    names = [f"ship-{number}" for number in range(40)]

    one = index(tmp_path / "one", names)
    other = index(tmp_path / "other", names[::-1])

    assert one == other
    ids = [row[0] for row in json.loads(one[PAGES])["pages"]]
    (meta,) = (body for name, body in one.items() if name.endswith(".pf_meta"))
    unpacked = gzip.decompress(meta)
    places = [unpacked.index(id.encode()) for id in ids]
    assert places == sorted(places)


def test_a_site_may_have_no_page_to_find(tmp_path: Path) -> None:
    """Where no page is to be found the table is empty, and the build goes on."""
    (tmp_path / "index.html").write_text("<html><body>Nothing</body></html>", encoding="utf-8")

    write_search_index(tmp_path)

    assert json.loads((tmp_path / FOLDER / PAGES).read_text(encoding="utf-8"))["pages"] == []


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        pytest.param("горбачёв", "gorbachev", id="cyrillic"),
        pytest.param("türkiye", "turkiye", id="latin-with-marks"),
        pytest.param("شہباز", "shhbz", id="urdu-without-vowels"),
        pytest.param("اسلام", "slm", id="urdu-alef"),
    ],
)
def test_letters_are_read_as_latin(written: str, plain: str) -> None:
    """Each letter has its plain Latin ones, so that names meet whatever their script."""
    assert "".join(LATIN.get(letter, letter) for letter in written) == plain
