"""`series_listing`, `figures_listing`: all series at a glance, and those with most values."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.pages.drawn.charts import chart_of
from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.markdown import escape_markdown, heading
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.kinds.figures import series_block, statement_of
from sourcebook.site.figures import SERIES
from sourcebook.site.graph import Node

_MOST = 6
"""Series beside the one that is drawn."""


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series in a table."""

    id: str
    """"" where the page has a part of its own for it."""
    title: str
    url: str
    definition: str
    newest: str
    """All values of the last period, or the preferred one."""
    period: str
    number: int
    differs: bool


def series_listing(edition: Edition, page: str, slots: Slots) -> str:
    """All series with their newest values as a table, then the charts of those that have one."""
    figures = edition.site.figures
    drawn = [id for id in figures.series if _chart(edition, id)]
    rows = [_row(edition, page, id, has_id=id not in drawn) for id in figures.series]
    parts = [_table(slots, rows, "All series with their newest values")] if rows else []
    for id in drawn:
        series = figures.series[id]
        parts.append(heading(2, series.name, id))
        parts.append(escape_markdown(edition.plain(series.definition)) + "\n\n")
        parts.append(series_block(edition, page, Node(SERIES, id), slots, has_title=False))
    return "".join(parts)


def figures_listing(edition: Edition, page: str, slots: Slots) -> str:
    """The chart of the series with most values, and the newest values of those that follow."""
    figures = edition.site.figures
    ids = sorted(figures.series, key=lambda id: -len(figures.rows(id)))
    drawn = next((id for id in ids if _chart(edition, id)), "")
    rest = [id for id in ids if id != drawn and figures.rows(id)][:_MOST]
    parts = [series_block(edition, page, Node(SERIES, drawn), slots)] if drawn else []
    if rest:
        rows = [_row(edition, page, id) for id in rest]
        parts.append(_table(slots, rows, "Other figures with their newest values"))
    return "".join(parts)


def _chart(edition: Edition, id: str) -> Markup:
    figures = edition.site.figures
    series = figures.series[id]
    return chart_of(figures, id, series.name, statement_of(series), figures.rows(id))


def _table(slots: Slots, rows: list[SeriesRow], caption: str) -> str:
    return slots.block(render("series", rows=rows, caption=caption))


def _row(edition: Edition, page: str, id: str, *, has_id: bool = False) -> SeriesRow:
    figures, node = edition.site.figures, Node(SERIES, id)
    series, rows = figures.series[id], figures.rows(id)
    last = rows[-1].observation.period if rows else None
    shown = figures.shown(f"{id}/{last.text}") if last else ()
    differing = {conflict.period for conflict in edition.conflicts.get(node, ())}
    return SeriesRow(
        id=id if has_id else "",
        title=edition.title(node),
        url=edition.link(page, node),
        definition=edition.plain(series.definition),
        newest=" or ".join(dict.fromkeys(value.text for value in shown)),
        period=last.display() if last else "",
        number=len(rows),
        differs=last is not None and last.text in differing,
    )
