"""`check_observations`: the words of observations against the excerpts kept, and their values."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.diagnostics import Diagnostic, rules_fig
from sourcebook.formats.quotations import word_diff
from sourcebook.records.excerpts import excerpts_path
from sourcebook.site.figures import Observed
from sourcebook.site.model import Site
from sourcebook.site.proof import proof_of


def check_observations(site: Site) -> Iterator[Diagnostic]:
    """Yield what the words of observations do not prove; one whose work is unknown was reported."""
    for id in site.figures.by_series:
        for row in site.figures.rows(id):
            work = site.work(row.observation.citekey)
            if work is not None and row.observation.excerpt is not None:
                yield from _row(site, row, work.citekey, row.observation.excerpt)


def _row(site: Site, row: Observed, citekey: str, words: str) -> Iterator[Diagnostic]:
    observation = row.observation
    proof = proof_of(observation, site.excerpts.get(citekey, ()))
    at = row.loaded.location(("excerpt",))
    path = excerpts_path(citekey)
    if proof.kept == "altered" and proof.nearest is not None:
        yield rules_fig.ALTERED_WORDS.at(
            at,
            related=((proof.nearest.location, "the nearest excerpt"),),
            citekey=citekey,
            diff=f"“{word_diff(words, proof.nearest.excerpt.text)}”.",
            path=path,
        )
    elif proof.kept == "not-kept":
        yield rules_fig.WORDS_NOT_KEPT.at(at, citekey=citekey, path=path)
    if proof.shows_value is False:
        yield rules_fig.VALUE_NOT_IN_WORDS.at(
            row.loaded.location(("value",)), value=observation.value, unit=observation.unit
        )
