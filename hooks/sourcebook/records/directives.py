"""`DIRECTIVES`: what ``<!-- sourcebook: … -->`` may ask for, and where."""

from __future__ import annotations

from collections.abc import Mapping

DIRECTIVES: Mapping[str, str] = {
    "visits": "all visits by decade",
    "sectors": "all sectors",
    "latest": "the latest visits, the last one first",
    "people": "all people by the country they act for",
    "organisations": "all organisations by kind",
    "places": "all places by kind",
    "sources": "all works by who speaks",
    "agreements": "all agreements by their last proven state, and by its age",
    "series": "all series of figures with their newest values and charts",
    "figures": "the series of figures with most values: a chart, and newest values",
    "conflicts": "everything that sources say differently",
    "matrix": "the table of visits by sector",
    "decades": "the table of decades by sector",
    "timeline": "the visits drawn on one line of years",
    "map": "the places of the visits on a map, and the same as a table",
    "counts": "the numbers of visits, sectors, people, works, passages, figures, conflicts",
    "references": "the page's reference list, in place of its end",
}
"""Name → what it puts on the page. The text after the name is for arguments; none takes any."""
