"""The comparison of two built sites tells what readers and programs get otherwise, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

import comparing
from building import MakeProject

SITE = {
    "index.html": """<html lang="en"><head>
<title>Home</title>
<meta name="description" content="What it is.">
<meta name="topic" content="Energy" data-pagefind-filter="topic[content]">
<link rel="canonical" href="https://example.org/">
<link rel="stylesheet" href="assets/main.0123abcd.min.css?v=1f">
<script type="application/ld+json">{"@graph": [{"@id": "#a", "name": "A"}, {"@id": "#b"}]}</script>
</head><body><nav><a href="visits/">Visits</a></nav><main><article class="page">
<h1 id="home">Home</h1>
<p class="chips"><span class="sb-chip">held</span> <span class="sb-chip">2021</span></p>
<dl><div><dt>From</dt> <dd>Russia</dd></div></dl>
<p>One <b>and</b> two.</p>
<ul><li>Three</li><li lang="ru">Четыре</li></ul>
<h2 id="more">More</h2>
<table><tr><th>Year</th><th>Value</th></tr><tr><td>2020</td><td>1</td></tr></table>
<p>See <a href="visits/a/">A</a>.<svg><title>A chart</title><text>12</text></svg></p>
</article></main></body></html>
""",
    "visits/a/index.html": '<main><article><p><a href="../../visits/b/">B</a></p></article></main>',
    "data/visits.csv": "id,level,note\na,minister,\nb,head,\nc,head,\n",
    "data/visits.json": '[{"id": "a", "year": 1}, {"id": "b", "year": 2}]',
    "feed.xml": "<feed/>",
}


def kinds_between(project: MakeProject, tmp_path: Path, files: dict[str, str]) -> dict[str, int]:
    """Return what was found between `SITE` and it with *files* in place of its own."""
    after = project({**SITE, **files}).rename(tmp_path / "after")
    kinds = comparing.compare(project(SITE), after)
    return {
        f"{kind} {what}": sum(map(len, files.values())) for (kind, what), files in kinds.items()
    }


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("index.html", "<title>Home", "<title>Start", {"page title[] changed": 1}),
        ("index.html", "What it is.", "What?", {"page meta description[] changed": 1}),
        ("index.html", "Energy", "Trade", {"page meta topic[] changed": 1}),
        (
            "index.html",
            "topic[content]",
            "subject[content]",
            {"page head meta data-pagefind-filter[] changed": 1},
        ),
        ("index.html", "example.org", "example.com", {"page link canonical[] changed": 1}),
        ("index.html", '"name": "A"', '"name": 1', {"page JSON-LD[] @graph[] name changed": 1}),
        ("index.html", ', {"@id": "#b"}', "", {"page JSON-LD[] @graph[] gone": 1}),
        ("index.html", '">Visits', '">All', {"page frame links to visits/[] text changed": 1,
                                             "page frame texts[] text changed": 1}),
        ("index.html", 'id="more"', 'id="rest"', {"page main headings[] anchor changed": 1}),
        ("index.html", "h2", "h3", {"page main headings[] level changed": 1,
                                    "page main texts[] block changed": 1}),
        ("index.html", ">held<", ">planned<", {"page main texts[] chips[] changed": 1}),
        ("index.html", ">Russia<", ">Pakistan<", {"page main facts[] From[] changed": 1}),
        ("index.html", ">From<", ">Origin<", {"page main facts[] From[] gone": 1,
                                              "page main facts[] Origin[] added": 1}),
        ("index.html", "two.", "three.", {"page main texts[] text changed": 1}),
        ("index.html", "<li>Three</li>", "", {"page main texts[] gone": 1}),
        ("index.html", '"ru"', '"uk"', {"page main li lang[] changed": 1}),
        ("index.html", "2020", "2021", {"page main tables[][][] changed": 1}),
        ("index.html", "<tr><td>2020</td><td>1</td></tr>", "",
         {"page main tables[][] gone": 1}),
        ("index.html", '"visits/a/"', '"visits/c/"',
         {"page main links to visits/[] to changed": 1}),
        ("index.html", ">12<", ">13<", {"page main texts[] text changed": 1}),
        ("data/visits.json", "2", "3", {"visits.json[] year changed": 1}),
        ("data/visits.json", "2", "true", {"visits.json[] year changed": 1}),
        ("data/visits.json", '{"id": "a", "year": 1}, ', "", {"visits.json[] gone": 1}),
        ("data/visits.csv", "head", "chief", {"visits.csv[] level changed": 2}),
        ("data/visits.csv", "note", "remark", {"visits.csv[] columns[] changed": 1,
                                               "visits.csv[] note gone": 3,
                                               "visits.csv[] remark added": 3}),
        ("data/visits.csv", "a,minister,\n", "", {"visits.csv[] gone": 1}),
        ("feed.xml", "<feed/>", "<feed />", {"file *.xml changed": 1}),
    ],
)  # fmt: skip
def test_difference(
    project: MakeProject, tmp_path: Path, path: str, old: str, new: str, expected: dict[str, int]
) -> None:
    """Each difference is told once, by its kind."""
    changed = SITE[path].replace(old, new)

    assert expected == kinds_between(project, tmp_path, {path: changed})


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        pytest.param("index.html", 'class="page"', 'class="other" style="x"', id="class"),
        pytest.param("index.html", "0123abcd", "4567cdef", id="version-in-name"),
        pytest.param("index.html", "?v=1f", "?v=2e", id="version-in-address"),
        pytest.param("index.html", " <b>and</b> two", "\n  <b>and</b>\n\ttwo", id="white-space"),
        pytest.param("index.html", "</p>\n<dl>", "</p><dl>", id="white-space-between"),
        pytest.param("visits/a/index.html", "../../visits/b/", "../b/", id="same-address"),
        pytest.param("data/visits.json", '"id": "a", "year": 1', '"year":1,"id":"a"', id="json"),
        pytest.param("data/visits.csv", "a,minister,\n", '"a","minister",""\r\n', id="csv"),
    ],
)
def test_no_difference(project: MakeProject, tmp_path: Path, path: str, old: str, new: str) -> None:
    """What nobody gets is no difference."""
    changed = SITE[path].replace(old, new)

    assert SITE[path] != changed
    assert kinds_between(project, tmp_path, {path: changed}) == {}


def test_other_order(project: MakeProject, tmp_path: Path) -> None:
    """What stands elsewhere is neither gone nor added."""
    changed = SITE["index.html"].replace('<h2 id="more">More</h2>\n', "")
    changed = changed.replace("<p>One", '<h2 id="more">More</h2>\n<p>One')

    found = kinds_between(project, tmp_path, {"index.html": changed})

    assert found == {"page main texts in another order": 1}


def test_pages_and_files(project: MakeProject, tmp_path: Path) -> None:
    """Pages and files that one site alone has are told by their folder."""
    after = project({**SITE, "visits/a/b/index.html": "<p>New</p>"})
    (after / "feed.xml").unlink()
    after = after.rename(tmp_path / "after")

    kinds = comparing.compare(project(SITE), after)

    assert list(kinds) == [("file *.xml in feed.xml", "gone"), ("page in visits/", "added")]


def test_report(project: MakeProject, tmp_path: Path) -> None:
    """One change of many pages is one line, with three examples."""
    pages = {f"visits/{number}/index.html": "<article>Old</article>" for number in range(1000)}
    old = project({**pages, "data/a.json": '[{"id": "x", "n": 1}]'}).rename(tmp_path / "old")
    pages = {path: text.replace("Old", "New") for path, text in pages.items()}
    new = project({**pages, "data/a.json": '[{"id": "x", "n": 2}]'})

    assert list(comparing.printed(comparing.compare(old, new))) == [
        "page main texts[] text changed: 1,000 in 1,000 files: visits/ 1,000",
        "    visits/0/index.html: Old → New",
        "    visits/1/index.html: Old → New",
        "    visits/10/index.html: Old → New",
        "a.json[] n changed: 1 in 1 files: data/ 1",
        "    data/a.json: x: 1 → 2",
        "2 kinds of difference.",
    ]
    assert list(comparing.printed(comparing.compare(old, old))) == ["No difference."]
