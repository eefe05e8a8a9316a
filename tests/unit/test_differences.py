"""`site.kinds`, `site.told`: what works say differently, of which kind, and what pages tell."""

from __future__ import annotations

from decimal import Decimal
from html import unescape

import pytest
from markupsafe import Markup

from building import MakeProject
from sourcebook.citeproc import Formatted
from sourcebook.compilation import compile_site
from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.slots import fill
from sourcebook.pages.publish import publish
from sourcebook.project import read
from sourcebook.site.conflicts import conflicts_of
from sourcebook.site.kinds import are_near, kind_of_sentences, kind_of_versions
from sourcebook.site.model import Site
from sourcebook.site.spellings import are_spellings

FILES = {
    "bibliography/main.bib": """
@book{nansen1897, author = {Nansen, Fridtjof}, title = {Farthest North}, date = {1897}}
@book{amundsen1912, author = {Amundsen, Roald}, title = {The South Pole}, date = {1912}}
""",
    "data/collections.yml": """
differences: Where the books differ
collections:
  ships:
    title: Ships
    singular: ship
    folder: docs/ships
    fields:
      summary: {type: text, role: summary, required: true, description: One cited sentence}
""",
    "docs/index.md": "# Home\n",
    "docs/ships/fram.md": """---
title: Fram
ship:
  summary: The ship was built for the ice [@nansen1897; @amundsen1912].
---

## Where the books differ

Nansen calls her [a *good* ship][ships/fram] [@nansen1897].
Amundsen calls her the best. He had seen others [@amundsen1912, p. 3].

Both leave out her cost [@nansen1897; @amundsen1912].

**The crew.**
Nansen counts 13 men [@nansen1897].

- Amundsen counts 19 [@amundsen1912].

### Spelling

Nansen writes Sverdrup, Amundsen Sverdrop [@nansen1897; @amundsen1912].

## Afterwards

She lies in a house [@amundsen1912].
""",
}


def site_of(project: MakeProject) -> Site:
    return compile_site(*read(project(FILES))).site


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        pytest.param(["27 April to 1 May 1948", "1 May 1948", "May 1948"], "precision", id="dates"),
        pytest.param(["45,000 tonnes", "45,142 tonnes"], "precision", id="rounded"),
        pytest.param(["3 July 2017", "4 July 2017"], "date", id="two-days"),
        pytest.param(["One day", "Two days"], "amount", id="in-words"),
        pytest.param(["200 on both sides", "200 from each side"], "substance", id="same-number"),
        pytest.param(["the minister", "the secretary"], "substance", id="persons"),
        pytest.param(["Sergey Lavrov", "Sergei Lavrov"], "name", id="transliterated"),
        pytest.param(["in 1912", "never"], "substance", id="one-without-a-date"),
    ],
)
def test_the_kind_is_found_by_comparing(texts: list[str], kind: str) -> None:
    """Versions that can both be right differ in precision, others in what they give."""
    assert kind_of_versions(texts) == kind


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        pytest.param(["Dawn has 16 May.", "The Nation has 17 May."], "date", id="days"),
        pytest.param(["Dawn has two.", "The Nation has 3."], "amount", id="numbers"),
        pytest.param(["In 1912 it had 3.", "In 1913 it had 4."], "substance", id="both"),
        pytest.param(["One has it in May 1948.", "May 1948 is late."], "date", id="never-a-note"),
        pytest.param(["He writes Istrakov.", "She writes Israkov."], "name", id="a-letter"),
        pytest.param(["RIA Novosti says so.", "He denies it.", "She, too.", "Novostei has it."],
                     "name", id="half-of-them"),
        pytest.param(["RIA Novosti says so.", "He denies it.", "She, too.", "So do Novostei.",
                      "All deny it."], "substance", id="fewer-than-half"),
    ],
)  # fmt: skip
def test_sentences_are_judged_with_more_care(texts: list[str], kind: str) -> None:
    """A sentence says other things too, so no difference of one becomes a note by its numbers."""
    assert kind_of_sentences(texts) == kind


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        pytest.param("1100", "1122", True, id="rounded-to-two-digits"),
        pytest.param("1", "1.1", True, id="rounded-to-one"),
        pytest.param("1", "1.4", False, id="rounded-too-far"),
        pytest.param("12.3", "12.4", True, id="within-a-hundredth"),
        pytest.param("790", "780", False, id="more-than-a-hundredth"),
        pytest.param("50000", "55000", False, id="rounded-elsewhere"),
        pytest.param("0", "0", True, id="nothing"),
    ],
)
def test_near_numbers(one: str, other: str, is_near: bool) -> None:
    """Two numbers are one amount where they are nearly equal, or one is the other rounded."""
    assert are_near(Decimal(one), Decimal(other)) is is_near
    assert are_near(Decimal(other), Decimal(one)) is is_near


@pytest.mark.parametrize(
    ("one", "other", "is_spelling"),
    [
        pytest.param("Organisation", "Organization", True, id="z-for-s"),
        pytest.param("Nosatov", "Nostatov", True, id="a-letter-more"),
        pytest.param("Iceland", "Icelandic", False, id="derived"),
        pytest.param("Havana", "Hanoi", False, id="others"),
        pytest.param("Ufa", "Ufah", False, id="too-short"),
    ],
)
def test_two_spellings(one: str, other: str, is_spelling: bool) -> None:
    """Words that sound alike, or with a letter more, are one name; what is derived is another."""
    assert are_spellings(one, other) is are_spellings(other, one) is is_spelling


def test_what_a_page_tells_is_collected(project: MakeProject) -> None:
    """A paragraph, a line in bold or a heading is a difference; its cited sentences are claims."""
    found = [
        (one.about, one.kind, [(version.text, *version.citekeys) for version in one.versions])
        for one in conflicts_of(site_of(project))
    ]

    assert found == [
        (
            "",
            "substance",
            [
                ("Nansen calls her a good ship.", "nansen1897"),
                # Without a mark of its own, it is covered by the citation that follows.
                (
                    "Amundsen calls her the best. He had seen others.",
                    "amundsen1912",
                ),
            ],
        ),
        ("", "substance", [("Both leave out her cost.", "nansen1897", "amundsen1912")]),
        (
            "The crew",
            "amount",
            [
                ("Nansen counts 13 men.", "nansen1897"),
                ("Amundsen counts 19.", "amundsen1912"),
            ],
        ),
        (
            "Spelling",
            "name",
            [("Nansen writes Sverdrup, Amundsen Sverdrop.", "nansen1897", "amundsen1912")],
        ),
    ]


def test_the_page_of_all_opens_with_substance(project: MakeProject) -> None:
    """What happened comes first; spellings stand folded at the end; each leads to its sentence."""
    site = site_of(project)
    formatted = Formatted({key: Markup.escape(key) for key in site.works}, {})
    page = publish(Edition(site, formatted).site, formatted, "numbered")["conflicts/index.md"]
    html = unescape(fill(page.markdown, page.slots)[0])

    places = [html.index(words) for words in ("What happened (2)", "Amounts (1)", "<details")]
    assert places == sorted(places)
    assert "Spellings of names (1)" in html[: places[2]]
    assert html.index("Sverdrop") > places[2]
    assert 'href="../ships/fram/#cite-nansen1897-' in html
    assert "4 differences between 2 works. 1 of them is a spelling or a rounding" in html
