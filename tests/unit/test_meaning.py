"""`site.meaning`: which rewordings say something else."""

from __future__ import annotations

import pytest

from sourcebook.site.meaning import changes_of


@pytest.mark.parametrize(
    ("before", "now", "changes"),
    [
        ("Talks failed to begin.", "Talks began.", ("negation: − failed",)),
        ("He refused to sign.", "He signed.", ("negation: − refused",)),
        ("It is impossible.", "It is possible.", ("opposite: − impossible + possible",)),
        (
            "He denied it.",
            "He admitted it.",
            ("negation: − denied", "opposite: − denied + admitted"),
        ),
        ("About 45 tonnes came.", "45 tonnes came.", ("bound: − about",)),
        (
            "It cost more than $45.",
            "It cost less than $45.",
            ("bound: − more than + less than", "opposite: − more + less"),
        ),
        ("It cost $45 million.", "It cost €45 million.", ("unit: − dollar + euro",)),
        ("It took 45 months.", "It took 45 years.", ("unit: − month + year",)),
        ("Trade rose.", "Trade fell.", ("opposite: − rose + fell",)),
        ("He made one visit.", "He made two visits.", ("opposite: − one + two",)),
        ("He came in spring 2011.", "He came in 2011.", ("bound: − spring",)),
        ("He left before 2011.", "He left in 2011.", ("bound: − before",)),
        ("He came. No one left.", "He came.", ("negation: − no",)),
        ("They came.", "They reportedly came.", ("doubt: + reportedly",)),
    ],
)
def test_a_change_of_meaning_is_told(before: str, now: str, changes: tuple[str, ...]) -> None:
    """It is told, and refuses nothing: what may be one is one."""
    assert changes_of(before, now) == changes


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Imports rose by 3 %.", "Imports grew by 3 percent."),
        ("It cost $45 million.", "It cost US$ 45,000,000."),
        ("It cost $45 million.", "It cost 45 million dollars."),
        ("Some 45 people came.", "About 45 people came."),
        ("He came on 6 April 2021.", "On April 6, 2021, he came."),
        ("At least 45 came.", "More than 45 came."),
        ("In spring 2011 he came.", "He came in the spring of 2011."),
        ("They won’t sign.", "They won't sign."),
        ("The talks about gas were long.", "The gas talks were long."),
        ("12 people came.", "A dozen people came."),
    ],
)
def test_other_words_are_no_other_meaning(before: str, now: str) -> None:
    """The same in other words is wording."""
    assert changes_of(before, now) == ()
