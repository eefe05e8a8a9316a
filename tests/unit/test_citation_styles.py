"""Citations as a style prints them: affixes, joints, styles of one's own, the same everywhere."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from building import MakeProject
from oracle.pandoc_rendering import ours
from sourcebook.cache import Cache
from sourcebook.citeproc.affixes import affix_inlines
from sourcebook.citeproc.fallback import plain_reference
from sourcebook.citeproc.inlines import to_markup
from sourcebook.citeproc.joints import has_punctuation_in_quotes, mend
from sourcebook.pages.frame.portable import for_files
from sourcebook.project import read
from sourcebook.publication import Publication, inserted, publish_sources

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>House</title><id>house</id><category citation-format="author-date"/></info>
  <citation disambiguate-add-year-suffix="true">
    <layout prefix="‹" suffix="›" delimiter=" | ">
      <names variable="author"><name form="short"/></names>
      <date variable="issued" prefix=" "><date-part name="year"/></date>
      <text variable="locator" prefix=" @ "/>
    </layout>
  </citation>
  <bibliography>
    <sort><key variable="title"/></sort>
    <layout><text variable="title" prefix="* "/></layout>
  </bibliography>
</style>
"""
BIBLIOGRAPHY = "".join(
    f"@book{{{key},\n  author = {{{{Press Office}}}},\n"
    f"  title = {{{title}}},\n  date = {{2021}},\n}}\n\n"
    for key, title in (("first", "Alpha"), ("second", "Beta"), ("third", "Gamma"))
)


def published(project: MakeProject, settings: str, **files: str) -> Publication:
    root = project(
        {
            "bibliography/works.bib": BIBLIOGRAPHY,
            "pyproject.toml": f"[tool.sourcebook.citations]\n{settings}\n",
            **files,
        }
    )
    sources, problems = read(root)
    return publish_sources(sources, problems, Cache(None))


def test_a_style_of_ones_own(project: MakeProject) -> None:
    """A style put into bibliography/styles/ is chosen by name and prints citations, lists."""
    made = published(
        project,
        'style = "house"\nmode = "author-date"',
        **{
            "bibliography/styles/house.csl": STYLE,
            "docs/index.md": "# Home\n\nOnce [@third, p. 3; @first].\n",
        },
    )
    shown = ours(made.pages["index.md"])

    assert shown.citations == ("‹Press Office 2021c @ 3 | Press Office 2021a›",)
    assert shown.references == (("first", "* Alpha"), ("third", "* Gamma"))


def test_year_suffixes_are_the_sites(project: MakeProject) -> None:
    """A work has the same year suffix on every page, whatever a page cites, and in which order."""
    made = published(
        project,
        'mode = "author-date"',
        **{
            "docs/a.md": "# A\n\nOnce [@third].\n",
            "docs/b.md": "# B\n\nOnce [@second], [@third], [@first].\n",
            "docs/c.md": "# C\n\nAs @second says.\n",
        },
    )

    assert ours(made.pages["a.md"]).citations == ("(Press Office 2021c)",)
    assert ours(made.pages["b.md"]).citations == (
        "(Press Office 2021b)",
        "(Press Office 2021c)",
        "(Press Office 2021a)",
    )
    assert ours(made.pages["c.md"]).citations == ("Press Office (2021b)",)
    assert dict(ours(made.pages["a.md"]).references)["third"] == "Press Office. 2021c. Gamma."


TEXTS = r"""
@article{bg, title={Русия ще помага}, author={Гечева, М.}, journaltitle={Сега}, langid={bulgarian}}
@article{ar, title={باكستان وروسيا}, author={{وكالة}}, journaltitle={الخبر}, langid={arabic}}
@article{fa, title={غرب زدگی}, author={آل احمد, جلال}, journaltitle={مطالعات}, langid={persian}}
@article{ru, title={Помощь}, author={Гечева, М.}, journaltitle={Сегодня}}
@article{greek, title={$\alpha$-decay of {$<$}i{$>$}radium{$<$}/i{$>$}}, journaltitle={Nature}}
@article{formula, title={$\sqrt{s}$ at work}, note={\url{http://e.org/b}}, url={http://e.org/a}}
"""


@pytest.mark.parametrize(
    ("citekey", "shown"),
    [
        ("bg", '<span lang="bg" dir="ltr">Русия ще помага</span>'),
        ("ar", '<span lang="ar" dir="rtl">الخبر</span>'),
        ("fa", '<span lang="fa" dir="rtl">مطالعات</span>'),
        ("ru", "“Помощь.”"),
        ("greek", "“α-Decay of Radium.”"),
        ("formula", "<i>$\\sqrt{s}$ at Work</i>"),
        ("formula", ">http://e.org/a</a>"),
    ],
)
def test_a_reference_says_what_the_entry_says(
    project: MakeProject, citekey: str, shown: str
) -> None:
    """The language is the one that is stated, and no style makes capitals where there are none."""
    made = published(project, "", **{"bibliography/texts.bib": TEXTS, "docs/index.md": "# Home\n"})

    assert shown in made.edition.reference(citekey)


def test_words_stand_apart_from_the_word_before(project: MakeProject) -> None:
    """A number hangs on the word before it; author and date keep the space."""
    page = {"docs/index.md": "# Home\n\nOnce [@third].\n"}
    words = published(project, 'mode = "author-date"', **page).pages["index.md"].markdown
    number = published(project, 'mode = "numbered"', **page).pages["index.md"].markdown

    assert "Once <span" in words
    assert "Once<span" in number


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("see *this* word", "see <i>this</i> word", id="emphasis"),
        pytest.param("**very** much", "<b>very</b> much", id="strong"),
        pytest.param("snake_case_word", "snake_case_word", id="inside-a-word"),
        pytest.param('"so" it\'s', "“so” it’s", id="quotes"),
        pytest.param("a -- b --- c...", "a – b — c…", id="dashes"),
        pytest.param(r"\*no\* <b>", "*no* &lt;b&gt;", id="escapes"),
        pytest.param("[text](https://e.org) on", "text on", id="link"),
        pytest.param("`a*b*`", "a*b*", id="code"),
        pytest.param('* alone _ and "', "* alone _ and &#34;", id="unpaired"),
    ],
)
def test_affixes_are_markdown(markdown: str, expected: str) -> None:
    """What stands before and behind a citekey is read as pandoc reads it."""
    assert str(to_markup(affix_inlines(markdown))) == expected


@given(st.text(alphabet="xy *_`\"'[]()\\-.<", max_size=200))
def test_affixes_lose_no_letter(markdown: str) -> None:
    """Any text can stand in an affix: letters stay, and nothing of it becomes a tag of its own."""
    shown = re.sub(r"</?[ib]>", "", str(to_markup(affix_inlines(markdown))))

    assert "<" not in shown
    if "[" not in markdown:
        assert re.sub("[^xy]", "", html.unescape(shown)) == re.sub("[^xy]", "", markdown)


def _str(text: str) -> dict[str, object]:
    return {"t": "Str", "c": text}


def _link(*inlines: dict[str, object]) -> dict[str, object]:
    return {"t": "Link", "c": [["", [], []], list(inlines), ["#ref-a", ""]]}


SPACE: dict[str, object] = {"t": "Space"}


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        pytest.param([_str("("), _link(_str("A")), _str(";"), SPACE, _link(), _str(")")], "(A)",
                     id="nothing-last"),
        pytest.param([_str("("), _link(), _str(";"), SPACE, _link(_str("A")), _str(")")], "(A)",
                     id="nothing-first"),
        pytest.param([_link(_str("“T”")), _str(","), SPACE, _str("x")], "“T,” x", id="comma"),
        pytest.param([_link(_str("“T?”")), _str(","), SPACE, _str("x")], "“T?” x", id="question"),
        pytest.param([_link(_str("T")), _str(","), SPACE, _str("x")], "T, x", id="no-quotes"),
    ],
)  # fmt: skip
def test_joints_are_mended(inlines: list[dict[str, object]], expected: str) -> None:
    """With links a citation reads as without: no lone semicolon, the comma inside the quotes."""
    assert to_markup(mend(inlines, in_quotes=True)).striptags() == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ('<style class="in-text">', True),
        ('<style default-locale="en-US">', True),
        ('<style default-locale="en-GB">', False),
        (None, True),
    ],
)
def test_only_american_english_puts_commas_into_quotes(style: str | None, expected: bool) -> None:
    """A style for another language keeps its commas outside."""
    assert has_punctuation_in_quotes(style) is expected


def test_a_work_that_a_style_leaves_out_has_an_entry(project: MakeProject) -> None:
    """Chicago lists no letters; a page that cites one does, or the citation would lead nowhere."""
    made = published(
        project,
        'mode = "numbered"',
        **{
            "bibliography/letters.bib": "@letter{letter, author = {Bhutto, Z. A.}, "
            "title = {To Kosygin}, date = {1974-10-24}}\n",
            "docs/index.md": "# Home\n\nHe wrote [@letter].\n",
        },
    )

    assert ours(made.pages["index.md"]).references == (
        ("letter", "Bhutto, Z. A. To Kosygin. 24 October 1974."),
    )


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param({"id": "a"}, "a.", id="nothing"),
        pytest.param({"id": "a", "title": "<b>"}, "&lt;b&gt;.", id="escaped"),
        pytest.param(
            {"id": "a", "author": [{"literal": "X"}], "issued": {"date-parts": [[1968], [1970]]}},
            "X. 1968–1970.",
            id="range",
        ),
        pytest.param({"id": "a", "issued": {"literal": "1970s"}}, "1970s.", id="words"),
    ],
)
def test_plain_references(item: dict[str, object], expected: str) -> None:
    """A reference in no style holds what is known, and nothing of it is markup."""
    assert str(plain_reference(item)) == expected


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("a\nb", "a\nb\nc", "c"),
        ("a\nb", "x\na\nb", "x"),
        ("a\nb", "a\nx\ny\nb", "x\ny"),
        ("a\nb", "a\nb", ""),
        ("a\nb", "a", ""),
        ("", "a", "a"),
    ],
)
def test_what_was_inserted(before: str, now: str, expected: str) -> None:
    """What a plugin put into a generated page is told from what was there."""
    assert inserted(before, now) == expected


@pytest.mark.parametrize(
    ("uri", "link", "expected"),
    [
        ("visits/y.md", "../../sources/x/", "../sources/x/"),
        ("sources/x.md", "x.bib", "x/x.bib"),
        ("sources/index.md", "x/#a", "x/#a"),
        ("index.md", "sources/x/", "sources/x/"),
        ("a.md", "#ref-x", "#ref-x"),
        ("a.md", "https://e.org/x/", "https://e.org/x/"),
        ("a/b.md", "../..", "../"),
        ("visits/by/level/x.md", "../../../?level=x", "../../?level=x"),
    ],
)
def test_links_of_addresses_become_links_of_files(uri: str, link: str, expected: str) -> None:
    """A link from address to address is made one from file to file; others stay."""
    found = for_files(Markup('<a class="x" href="{}">x</a>').format(link), uri)

    assert found == f'<a class="x" href="{expected}">x</a>'
