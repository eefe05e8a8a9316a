"""`site.bearing`, `site.kinship`: which words bear a statement out, and which works are kin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from building import DECLARATION, MakeProject
from sourcebook.compilation import compile_site
from sourcebook.diagnostics import Location
from sourcebook.project import read
from sourcebook.records.excerpts import Excerpt, KeptExcerpt
from sourcebook.site.bearing import counts_of, nearest, stem_of, weight_shared
from sourcebook.site.common_words import common_words
from sourcebook.site.kinship import kinship_of
from sourcebook.site.model import Site

MakeSite = Callable[[dict[str, str]], Site]
PAIRS = Path(__file__).parents[1] / "evidence" / "pairs.yml"


@pytest.fixture
def make_site(project: MakeProject) -> MakeSite:
    """Return a function from files to the linked site."""
    return lambda files: compile_site(*read(project({DECLARATION: "", **files}))).site


@pytest.fixture(scope="module")
def pairs() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = yaml.safe_load(PAIRS.read_text(encoding="utf-8"))
    return found


def _is_shown(pair: dict[str, Any]) -> bool:
    return weight_shared(pair["passage"], pair["excerpt"]) > 0


def test_what_is_shown_bears_the_passage_out(pairs: dict[str, list[dict[str, Any]]]) -> None:
    """Of 100 pairs drawn at random 45 share enough, 3 of them wrongly; 12 good ones do not."""
    drawn = pairs["drawn"]
    shown = [pair for pair in drawn if _is_shown(pair)]
    wrong = [pair for pair in shown if not pair["bears_out"]]
    missed = [pair for pair in drawn if pair["bears_out"] and pair not in shown]

    assert (len(drawn), len(shown), len(wrong), len(missed)) == (100, 45, 3, 12)


def test_the_error_holds_for_pairs_judged_afterwards(
    pairs: dict[str, list[dict[str, Any]]],
) -> None:
    """Of 60 more that share enough, 3 do not bear their passage out: 5 %."""
    shown = pairs["shown"]

    assert all(map(_is_shown, shown))
    assert (len(shown), sum(not pair["bears_out"] for pair in shown)) == (60, 3)


def _kept(*texts: str) -> list[KeptExcerpt]:
    at = Location("bibliography/excerpts/seed001.yml")
    return [KeptExcerpt(Excerpt(text=text), at) for text in texts]


@pytest.mark.parametrize(
    ("passage", "excerpts", "how", "number"),
    [
        pytest.param(
            "Trade came to about 790 million dollars.",
            ("They met in Geneva", "it grew to $0.79 billion, trade officials told us"),
            "matched",
            1,
            id="a-number-as-it-is-meant",
        ),
        pytest.param(
            "He left Geneva on 6 April 1921.",
            ("on April 6 he left for Moscow", "the famine of 1921"),
            "matched",
            0,
            id="a-day-without-its-year",
        ),
        pytest.param("He came late.", ("Trade grew by 5 percent",), "none", 0, id="nothing"),
        pytest.param("He came late.", (), "none", 0, id="no-excerpt"),
        pytest.param(
            "He came to Moscow in 1921.", ("Он приехал в Москву",), "unreadable", 0, id="script"
        ),
        pytest.param(
            "In 1921 it was 800,000 tonnes.",
            ("в 1921 году около 0,8 млн тонн",),
            "matched",
            0,
            id="numbers-of-another-script",
        ),
        pytest.param(
            "Grain came: see Nansen in Geneva, 1921.", ("see Geneva 1921",), "none", 0, id="aside"
        ),
    ],
)
def test_the_nearest_excerpt(
    passage: str, excerpts: tuple[str, ...], how: str, number: int
) -> None:
    """Words, dates and numbers decide; what cannot be compared is told from what differs."""
    kept = _kept(*excerpts)
    found = nearest(passage, kept)

    assert found.how == how
    assert found.kept == (kept[number] if how == "matched" else None)


def test_named_matched_and_none_are_counted_apart(make_site: MakeSite) -> None:
    """Each citation is one of the four, and words that are not kept count as none."""
    site = make_site(
        {
            "bibliography/a.bib": "@book{knuth1984, title = {The TeXbook}, date = {1984}}",
            "bibliography/excerpts/knuth1984.yml": "- text: this is a handbook about TeX\n",
            "docs/index.md": (
                "# A\n\nIt is new [@knuth1984, “a handbook about TeX”].\n"
                "It is a handbook about TeX [@knuth1984].\n"
                "It sold well [@knuth1984].\nIt is old [@knuth1984, “a manual about TeX”].\n"
            ),
        }
    )
    counts = counts_of(site)

    assert (
        *(counts.named, counts.matched, counts.none, counts.unreadable),
        counts.all,
    ) == (1, 1, 2, 0, 4)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("grain for two million people must arrive before", "he said grain for two million "
         "people must arrive before the frost", 8),
        ("of the League of Nations in Geneva, Switzerland, the", "of the League of Nations in "
         "Geneva, Switzerland, the", 0),
        ("grain for two million people must arrive", "grain for two million people must arrive", 0),
    ],
    ids=["eight-words", "a-name", "seven-words"],
)  # fmt: skip
def test_words_in_common(one: str, other: str, count: int) -> None:
    """Eight words in a row are hardly chance, unless they are a name."""
    found = common_words({"a": tuple(_kept(one)), "b": tuple(_kept(other))})

    assert ([count] if count else []) == [len(each.words) for each in found]


def test_a_citation_is_borne_out_twice_by_two_that_are_no_kin(make_site: MakeSite) -> None:
    """Two works whose own words bear a passage out count, and one that is only cited does not."""
    entry = "@book{{{}, title = {{T}}, publisher = {{{}}}, date = {{1921}}}}\n"
    site = make_site(
        {
            "bibliography/a.bib": "".join(map(entry.format, "abc", ("Times", "Figaro", "Nature"))),
            "bibliography/excerpts/a.yml": "- text: the ships left Geneva in June\n",
            "bibliography/excerpts/b.yml": "- text: from Geneva ships went home\n",
            "bibliography/excerpts/c.yml": "- text: nothing of the kind is known\n",
            "docs/index.md": "# A\n\nGeneva had ships [@a; @b].\n\nShips in Geneva [@a; @c].\n",
        }
    )
    counts = counts_of(site)

    assert (counts.matched, counts.none, counts.together, counts.twice) == (3, 1, 2, 1)


def test_what_makes_works_kin(make_site: MakeSite) -> None:
    """One outlet, one origin, or the same words: then two works are one witness."""
    entry = "@book{{{}, title = {{T}}, publisher = {{{}}}, date = {{1921}}{}}}\n"
    site = make_site(
        {
            "bibliography/a.bib": entry.format("a", "The Times", "")
            + entry.format("b", "THE TIMES", "")
            + entry.format("c", "Le Figaro", ", basedon = {a}")
            + entry.format("d", "Le Temps", "")
            + entry.format("e", "Nature", ""),
            "bibliography/excerpts/d.yml": "- text: grain for two million people must come soon\n",
            "bibliography/excerpts/e.yml": "- text: grain for two million people must come soon\n",
            "docs/index.md": "# A\n",
        }
    )
    kinship = kinship_of(site)

    assert [kinship.independent(pair) for pair in ("ab", "ac", "de", "ad")] == [1, 1, 1, 2]


def test_works_in_two_citations_are_not_counted_together(make_site: MakeSite) -> None:
    """Two works for two parts of a sentence are no two witnesses of either."""
    entry = "@book{{{}, title = {{{}}}, publisher = {{{}}}, date = {{1921}}}}\n"
    site = make_site(
        {
            "bibliography/a.bib": entry.format("a", "A", "The Times")
            + entry.format("b", "B", "Le Figaro"),
            "docs/index.md": "# A\n\nHe came [@a; @b].\n\nHe, @a says, came, as @b says.\n",
        }
    )

    assert [one.statement.witnesses for one in site.ledger.entered] == [2, 1]


def test_stems() -> None:
    """Endings of grammar do not count, and short words keep all their letters."""
    words = ("agreement", "agreements", "visited", "visits", "rice")
    assert [stem_of(word) for word in words] == ["agree", "agree", "visit", "visit", "rice"]
