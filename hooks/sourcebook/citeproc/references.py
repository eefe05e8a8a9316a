"""`format_references`: works to formatted references, for a display that numbers its citations.

Works go to pandoc some hundred at a time, and each run is kept: a run that was cut off, or an entry
that was edited, leaves the others as they are. What one reference takes from another is the letter
of its year (2021a, 2021b), so the works of one year go together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from sourcebook.cache import Cache
from sourcebook.citeproc.formatting import Formatted, format_works
from sourcebook.citeproc.style import without_disambiguation_of_names
from sourcebook.progress import Tell, tell_nobody

MOST = 250
"""Works of one run; more only where one year has more."""

Items = Mapping[str, Mapping[str, object]]


def format_references(
    items: Items, style: str | None, cache: Cache, tell: Tell = tell_nobody
) -> Formatted:
    """Return *items* (CSL-JSON by citekey) as *style* formats them, in the order of years.

    Raises `CiteprocError`.
    """
    style = without_disambiguation_of_names(style) if style is not None else None
    references: dict[str, Markup] = {}
    for run in runs_of(items):
        tell("References", len(references), len(items))
        references |= format_works(run, style, [], cache).references
    tell("References", len(items), len(items))
    return Formatted(references, {})


def runs_of(items: Items) -> Iterator[Items]:
    """Yield *items* in runs of whole years."""
    years: dict[str, list[str]] = {}
    for citekey, item in items.items():
        years.setdefault(_year(item), []).append(citekey)
    run: dict[str, Mapping[str, object]] = {}
    for year in sorted(years):
        if run and len(run) + len(years[year]) > MOST:
            yield run
            run = {}
        run |= {citekey: items[citekey] for citekey in years[year]}
    if run:
        yield run


def _year(item: Mapping[str, object]) -> str:
    """Return the year of a work as CSL has it (CSL 1.0.2, “Date variables”), or ""."""
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
    return f"{parts[0][0]}" if parts else ""
