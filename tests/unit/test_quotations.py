"""`formats.quotations`: what is quoted, and whether the words are the work's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.formats.quotations import fits, likeness, quotations, word_diff

EXCERPT = "Russia is the most important country in this region, no one can deny its value"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        pytest.param("He said: “One two.” Then “three”.", ["One two.", "three"], id="curly"),
        pytest.param('He said "one two" and left.', ["one two"], id="straight"),
        pytest.param("Он сказал: «раз, два».", ["раз, два"], id="angle"),
        pytest.param("It's the writers' own.", [], id="apostrophes"),
        pytest.param("An “unclosed mark.\n\nAnd ” later.", [], id="over-paragraphs"),
        pytest.param("Hon sade: ”ett, två.”", ["ett, två."], id="swedish"),
        pytest.param("« a “b c d” e »", [" a “b c d” e "], id="nested-french"),
        pytest.param("<Q>one <em>two</em></Q>", ["one <em>two</em>"], id="tags-within"),
        pytest.param("<blockquote>one two</blockquote>", ["one two"], id="block-of-html"),
        pytest.param("&ldquo;one two&rdquo;", ["one two"], id="entities"),
        pytest.param("“a ‘b’ c”", ["a ‘b’ c"], id="nested"),
    ],
)
def test_what_is_quoted(text: str, quoted: list[str]) -> None:
    """Words between double quote marks, in one paragraph."""
    found = quotations(text)

    assert [one.text for one in found] == quoted
    assert [text[one.start : one.end] for one in found] == quoted


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        pytest.param("Russia is the most important country in this region", True, id="verbatim"),
        pytest.param("russia is the most important country", True, id="case-at-the-start"),
        pytest.param("Russia  is the\nmost important", True, id="spaces"),
        pytest.param("*Russia* is the **most** important", True, id="emphasis"),
        pytest.param("Russia is […] in this region", True, id="left-out"),
        pytest.param("Russia is … in this region", True, id="left-out-dots"),
        pytest.param("Russia [the federation] is the most important", True, id="put-in"),
        pytest.param("[C]ountry in this region", True, id="another-capital"),
        pytest.param("Russia is <em>the most</em> important", True, id="tags"),
        pytest.param("Russia is [almost] the most important", False, id="a-doubt-put-in"),
        pytest.param("one [thousand] can deny its value", False, id="a-scale-put-in"),
        pytest.param("in this region [and] Russia is", False, id="other-order"),
        pytest.param("Russia is the most important nation", False, id="another-word"),
        pytest.param("Russia is most important", False, id="a-word-left-out-unmarked"),
    ],
)
def test_a_quotation_fits_its_excerpt(quotation: str, expected: bool) -> None:
    """Typography does not count; words and their order do."""
    assert fits(quotation, EXCERPT) == expected


def test_typography_does_not_count() -> None:
    """Quote marks, dashes and composed letters are the printer's, not the author's."""
    assert fits("the “café’s” North–South line", "the 'cafe\u0301's' North-South line")


words = st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta"]), min_size=1, max_size=12)


@given(words, st.data())
def test_any_stretch_of_an_excerpt_fits(excerpt: list[str], data: st.DataObject) -> None:
    """Whatever is cut out whole is a true quotation."""
    start = data.draw(st.integers(0, len(excerpt) - 1))
    end = data.draw(st.integers(start + 1, len(excerpt)))
    quotation = " ".join(excerpt[start:end])

    assert fits(quotation, " ".join(excerpt))
    assert likeness(quotation, " ".join(excerpt)) == 1


def test_the_difference_is_told_word_by_word() -> None:
    """The reviewer sees which word is wrong, not two long strings."""
    diff = word_diff("Russia is the most important nation in this region", EXCERPT)

    assert diff == "Russia is the most important [-nation-] {+country+} in this region"
