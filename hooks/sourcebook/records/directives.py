"""`DIRECTIVES`: what ``<!-- sourcebook: … -->`` may ask for, and where."""

from __future__ import annotations

from collections.abc import Mapping

DIRECTIVES: Mapping[str, str] = {
    "latest": "the latest records with a time, the last one first",
    "people": "all people by the country they act for",
    "organisations": "all organisations by kind",
    "places": "all places by kind",
    "sources": "all works by who speaks",
    "agreements": "all agreements by their last proven state, and by its age",
    "series": "all series of figures with their newest values and charts",
    "figures": "the series of figures with most values: a chart, and newest values",
    "conflicts": "everything that sources say differently",
    "matrix": "the table of records by topic",
    "decades": "the table of decades by topic",
    "timeline": "the records with a time, drawn on one line of years",
    "map": "the places of the records on a map, and the same as a table",
    "counts": "the numbers of records, works, passages, figures, conflicts",
    "references": "the page's reference list, in place of its end",
}
"""Name → what it puts on the page; the name of a declared collection lists all its records.

`latest`, `matrix`, `decades`, `timeline` and `map` are of the first collection whose records have
a time, or of the one that is named after them: ``<!-- sourcebook: timeline expeditions -->``.
"""
