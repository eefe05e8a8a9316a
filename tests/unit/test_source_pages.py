"""The index of sources with its filters, references at the head of a page, long rows of links."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from building import MakeProject
from sourcebook.citeproc import Formatted
from sourcebook.compilation import compile_site
from sourcebook.diagnostics import Source
from sourcebook.formats.bibtex import parse_bibliography
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.facets import slugs_of
from sourcebook.pages.lists.source_facets import source_facets
from sourcebook.pages.machine.tags import citation_reference
from sourcebook.pages.publish import publish
from sourcebook.project import read
from sourcebook.works.works import interpret

BIBLIOGRAPHY = """
@online{a, title = {A}, organization = {TASS}, date = {2021-04-06}, langid = {russian}}
@online{b, title = {B}, organization = {Tass}, date = {2020}, langid = {british}}
@article{c, title = {C}, journaltitle = {Dawn}, date = {2021}, langid = {english}}
@book{d, title = {D}, publisher = {دنیا}, date = {197X}, keep = {for readers}, langid = {ur}}
@book{e, title = {E}}
"""
FILES = {
    "bibliography/main.bib": BIBLIOGRAPHY,
    "docs/index.md": "# Home\n\nOne [@a], two [@b], three [@c].\n",
}


def edition_of(project: MakeProject, files: Mapping[str, str]) -> Edition:
    """Return the edition of a project, each reference formatted as its citekey."""
    sources, problems = read(project(files))
    site = compile_site(sources, problems).site
    return Edition(site, Formatted({key: Markup.escape(key) for key in site.works}, {}))


def published(edition: Edition) -> dict[str, Rendered]:
    return publish(edition.site, edition.formatted, edition.mode)


def shown(page: Rendered) -> str:
    """Return the HTML of the slots of *page*, in order."""
    return "".join(str(slot.markup) for slot in page.slots.values())


def test_facets_sort_every_work_once(project: MakeProject) -> None:
    """Values by name, years in order of time, what is not stated last; each work once."""
    facets = source_facets(edition_of(project, FILES))

    assert {
        facet.id: [(value.text, value.slug, value.members) for value in facet.values]
        for facet in facets
    } == {
        "publisher": [
            ("Dawn", "dawn", ("c",)),
            # Two publishers whose names differ by capitals only keep their own pages.
            ("TASS", "tass-faf1b4c4", ("a",)),
            ("Tass", "tass-cc531907", ("b",)),
            ("دنیا", "92ed3b3f", ("d",)),
            ("Publisher not stated", "publisher-not-stated", ("e",)),
        ],
        "side": [("Speaker not stated", "speaker-not-stated", ("a", "b", "c", "d", "e"))],
        "year": [
            ("1970s", "1970s", ("d",)),
            ("2020", "2020", ("b",)),
            ("2021", "2021", ("a", "c")),
            ("No date known", "no-date-known", ("e",)),
        ],
        "language": [
            ("English", "english", ("b", "c")),
            ("Russian", "russian", ("a",)),
            ("Urdu", "urdu", ("d",)),
            ("Language not stated", "language-not-stated", ("e",)),
        ],
        "type": [
            ("Book", "book", ("d", "e")),
            ("Journal article", "journal-article", ("c",)),
            ("Web page", "web-page", ("a", "b")),
        ],
    }


MORE = {
    **FILES,
    "bibliography/more.bib": "@book{f, title = {Third}, author = {Knuth, Donald}, date = {2021}}",
}
"""With a third work of 2021, and a third book: fewer have no page of their own."""


names = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=80)


@given(st.lists(names, max_size=8))
def test_values_have_addresses_of_their_own(publishers: list[str]) -> None:
    """Whatever publishers are called, their pages have names of their own, plain and short."""
    slugs = list(slugs_of(dict.fromkeys(publishers)).values())

    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"[a-z0-9-]{1,70}", slug) and slug != "index" for slug in slugs)


def test_filters_are_links(project: MakeProject) -> None:
    """The index leads to a page for each value, with the number of works; so does that page."""
    pages = published(edition_of(project, MORE))
    index = shown(pages["sources/index.md"])

    assert (
        'href="by/year/2021/" data-sb-filter="year/2021">2021 '
        '<span class="sb-chip__count">3</span></a>'
    ) in index
    assert 'href="by/year/#2020" data-sb-filter="year/2020">2020 ' in index
    # All works speak from the same side, so there is nothing to filter.
    assert "by/side/" not in index
    year = pages["sources/by/year/2021.md"]
    assert year.title == "Sources by year: 2021"
    current = '<a class="sb-chip" href="." data-sb-filter="year/2021" aria-current="page">2021'
    assert current in shown(year)
    assert re.findall(r'sb-record__title" href="([^"]*)"', shown(year)) == [
        "../../../c/",
        "../../../f/",
        "../../../a/",
    ]
    assert '<a href="../../../">All sources</a>' in shown(year)
    assert {page.kind for uri, page in pages.items() if uri.startswith("sources/by/")} == {"filter"}


def test_many_values_are_a_page_away(project: MakeProject) -> None:
    """Of more than twelve values the index shows those with most works, in order, and “all n”."""
    entries = [f"@online{{k{n}, title = {{T}}, organization = {{P{n:02}}}}}" for n in range(30)]
    entries += [f"@online{{m{n}, title = {{T}}, organization = {{P29}}}}" for n in range(3)]
    pages = published(
        edition_of(project, {"bibliography/x.bib": "\n".join(entries), "docs/index.md": "# H\n"})
    )
    index = shown(pages["sources/index.md"])
    chips = re.findall(r'href="by/publisher/(?:#)?(\w+)/?" data', index)

    assert chips == [*(f"p{n:02}" for n in range(11)), "p29"]
    assert '<a class="sb-filters__more" href="by/publisher/">all 30</a>' in index
    assert shown(pages["sources/by/publisher/index.md"]).count("sb-record__title") == 30


def test_uncited_works_stand_apart(project: MakeProject) -> None:
    """A work that no page cites is listed last, with the reason why it is kept."""
    pages = published(edition_of(project, MORE))
    page = pages["sources/by/type/book.md"]

    assert "## Kept&#44; not cited" in page.markdown
    assert "Kept because: for readers" in shown(page)
    assert "Why it is kept is not said." in shown(page)


def test_a_copy_is_told_as_what_it_is(project: MakeProject) -> None:
    """Styles leave out notes, so the page says that the address is that of a copy."""
    bibliography = (
        "@article{a, title = {Talks}, journaltitle = {Dawn}, entrysubtype = {newspaper},"
        " addendum = {Copy at e.org}, date = {2021}, url = {https://e.org/1}}\n"
    )
    edition = edition_of(
        project, {"bibliography/all.bib": bibliography, "docs/index.md": "# H\n\nSee [@a].\n"}
    )

    page = shown(published(edition)["sources/a.md"])
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())

    assert "Address https://e.org/1 Note Copy at e.org" in words


def test_citation_reference_in_full() -> None:
    """Authors, date, container, identifiers; a semicolon in a value is no separator."""
    (entry,) = parse_bibliography(
        [
            Source(
                "bibliography/x.bib",
                "@article{k, author = {van Beethoven, Ludwig and {Ministry; X} and others},"
                " title = {Gas; oil}, journaltitle = {Asian Affairs}, volume = {52}, number = {3},"
                " pages = {311--330}, date = {2021-04-06}, doi = {10.1080/x.1}, issn = {0306-8374},"
                " langid = {english}, url = {https://e.org/}}",
            )
        ]
    )[0].entries

    assert citation_reference(interpret(entry)[0]).split("; ") == [
        "citation_title=Gas, oil",
        "citation_author=van Beethoven, Ludwig",
        "citation_author=Ministry, X",
        "citation_publication_date=2021/04/06",
        "citation_journal_title=Asian Affairs",
        "citation_volume=52",
        "citation_issue=3",
        "citation_firstpage=311",
        "citation_lastpage=330",
        "citation_doi=10.1080/x.1",
        "citation_issn=0306-8374",
        "citation_language=en-US",
        "citation_public_url=https://e.org/",
    ]


@pytest.mark.parametrize(
    ("uses", "open_", "folded"),
    [
        pytest.param(8, 8, 0, id="eight"),
        pytest.param(9, 5, 4, id="nine"),
        pytest.param(40, 5, 35, id="forty"),
    ],
)
def test_a_long_row_of_links_back_folds(
    uses: int, open_: int, folded: int, project: MakeProject
) -> None:
    """More than eight links back fold away behind the fifth; none is lost."""
    text = "# Home\n\n" + "".join(f"Sentence {n} [@a].\n" for n in range(uses))
    pages = published(edition_of(project, {**FILES, "docs/index.md": text}))
    html = shown(pages["index.md"])
    row = html.partition('<div class="sb-backlinks">')[2].partition("</div>")[0]
    before, _, rest = row.partition("<details")

    assert (before.count("<a "), rest.count("<a ")) == (open_, folded)
    assert re.findall(r'href="#cite-a-(\d+)"', row) == [str(n) for n in range(1, uses + 1)]
    assert (f"all {uses} citations" in rest) == (folded > 0)


def test_references_can_be_taken_away(project: MakeProject) -> None:
    """Below a page's references, and on each source's page, are links to the three formats."""
    pages = published(edition_of(project, FILES))
    links = re.compile(r'<a href="([^"]*)" download="([^"]*)" type="([^"]*)">')

    assert links.findall(shown(pages["index.md"])) == [
        ("references.bib", "index.bib", "application/x-bibtex"),
        ("references.ris", "index.ris", "application/x-research-info-systems"),
        ("references.json", "index.json", "application/vnd.citationstyles.csl+json"),
    ]
    assert [link[0] for link in links.findall(shown(pages["sources/a.md"]))] == [
        "a.bib",
        "a.ris",
        "a.json",
    ]
    assert [link[0] for link in links.findall(shown(pages["sources/index.md"]))] == [
        "../bibliography.bib",
        "../bibliography.ris",
        "../bibliography.json",
    ]
