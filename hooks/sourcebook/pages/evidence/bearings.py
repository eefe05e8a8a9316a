"""`bearings`, `percent`: for how many citations there are words that bear them out."""

from __future__ import annotations

from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.views import Formula
from sourcebook.site.bearing import LEAST_PERCENT, Counts

_CITATIONS = "citations on pages that make statements, each work in brackets counted"
_MEANINGS = (
    (
        "named",
        "Words named",
        "citations that name words of the work, which stand in an excerpt kept of it",
        "",
    ),
    (
        "matched",
        "Words matched",
        "citations for which the excerpt that shares most with the passage shares "
        f"{LEAST_PERCENT} % of its content words, dates and numbers",
        "Found by a rule and read by nobody. Of 105 pairs that were read, 6 did not bear the "
        "passage out; and of 54 that did, 12 shared too little to be shown.",
    ),
    (
        "none",
        "No words",
        "citations for which no excerpt is kept that says as much, so none is shown",
        "The work may say it all the same, in words that are not kept here.",
    ),
    (
        "unreadable",
        "Words in another script",
        "citations whose excerpts are all in another script than the passage, and share too few "
        "dates and numbers with it",
        "Words of another script are not compared.",
    ),
)
"""Name in `Counts`, label, what is counted, what it does not say."""


def bearings(slots: Slots, counts: Counts) -> str:
    """Return the section with *counts*, as Markdown; "" where nothing is cited."""
    if not counts.all:
        return ""
    formulas = [
        Formula(
            label,
            percent(count, counts.all),
            f"{count:,} of {counts.all:,}",
            what,
            _CITATIONS,
            limits,
        )
        for name, label, what, limits in _MEANINGS
        if (count := getattr(counts, name)) or name != "unreadable"
    ]
    formulas.append(
        Formula(
            "Borne out by two independent works",
            percent(counts.twice, counts.together),
            f"{counts.twice:,} of {counts.together:,}",
            "citations for which words named or matched are shown of two works or more, of "
            "different outlets, of which neither repeats the other nor both a third, and whose "
            "excerpts have no eight words in a row in common",
            "citations on pages that make statements, those in one pair of brackets counted once",
            "The two may bear out two parts of the passage.",
        )
    )
    title = heading(2, "Which words bear it out", "words")
    return title + slots.block(render("formulas", formulas=formulas))


def percent(count: int, of: int) -> str:
    """Return *count* of *of* as a share, rounded down: 100 % is all of them, and 0 % none."""
    share = 100 * count // of
    return f"{share} %" if share or not count else "under 1 %"
