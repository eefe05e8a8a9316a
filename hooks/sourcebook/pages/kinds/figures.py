"""`figure`, `series_sections`, `series_block`, `series_files`: figures as readers see them."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from sourcebook.formats.csv import csv_text
from sourcebook.formats.located import Path
from sourcebook.pages.drawn.charts import chart_of
from sourcebook.pages.evidence.differences import conflicts_section
from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.fact_markers import markers_of_facts, work_values
from sourcebook.pages.frame.labels import VALUE_STATUSES, counted
from sourcebook.pages.frame.markdown import escape_markdown, heading
from sourcebook.pages.frame.markers import marker
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.urls import href, source_path
from sourcebook.pages.frame.views import rtl
from sourcebook.records.content import Formula, Series
from sourcebook.site.arithmetic import Reckoned, reckon
from sourcebook.site.figures import SERIES, Figures, Observed, figure_name
from sourcebook.site.graph import Node
from sourcebook.site.model import Page, PlacedFigure, Site
from sourcebook.site.naming import page_uri, source_slug

_FIGURE = Markup('<a class="sb-figure" href="{}">{}</a>{}')
_OR = Markup(" or ")
_DOWNLOAD = Markup('<p class="sb-downloads"><a href="{}" download>{}</a></p>')
_COLUMNS = ("series", "period", "value", "unit", "citekey", "locator", "excerpt", "status")
_MORE_COLUMNS = ("preferred", "reason", "note")


def figure(edition: Edition, page: Page, placed: PlacedFigure) -> Markup:
    """Return a figure in prose: each value with a link to its table and its markers."""
    name = figure_name(placed.link.link.id)
    target = page_uri(Node(SERIES, name.series))
    address = href(page.uri, target, value_anchor(name.period))
    return _OR.join(
        _FIGURE.format(address, value.text, marker(edition, page, citation))
        for value, citation in placed.values
    )


def value_anchor(period: str) -> str:
    """Return the anchor of the first value for *period* on the page of its series."""
    return f"value-{source_slug(period)}"


def series_sections(edition: Edition, page: Page, slots: Slots) -> str:
    """Return what the page of a series shows: chart, values, conflicts, sums, file."""
    site, id = edition.site, page.node.id
    rows = site.figures.rows(id)
    markers = markers_of_facts(edition, page)
    series = site.figures.series[id]
    statement = statement_of(series)
    chart = chart_of(site.figures, id, page.title, statement, rows)
    parts = [
        slots.block(chart),
        heading(2, "Values", "values"),
        slots.block(_table(edition, page, rows, markers)) if rows else "No value is recorded.\n\n",
        conflicts_section(edition, page.uri, page.node, markers, slots),
        _sums(edition, id, slots),
    ]
    if rows:
        words = f"These values as a table (CSV, {counted(len(rows), 'row')})"
        parts.append(slots.block(_DOWNLOAD.format(f"{id}.csv", words)))
    return "".join(parts)


def statement_of(series: Series) -> str:
    return series.unit[:1].upper() + series.unit[1:]


def _table(
    edition: Edition, page: Page, rows: tuple[Observed, ...], markers: Mapping[Path, Markup]
) -> Markup:
    figures, id = edition.site.figures, page.node.id
    differing = {conflict.period for conflict in edition.conflicts.get(page.node, ())}
    seen: set[str] = set()
    shown = []
    for row in rows:
        observation = row.observation
        period = observation.period
        is_first = period.text not in seen
        seen.add(period.text)
        (work,) = work_values(edition, page.uri, [observation.citekey])
        entry = edition.site.work(observation.citekey)
        language = str(entry.csl.get("language", "")) if entry else ""
        shown.append(
            {
                "id": value_anchor(period.text) if is_first else "",
                "period": period.display() or "at all times",
                "value": figures.text_of(id, row),
                "status": VALUE_STATUSES[observation.status or "reported"],
                "work": work,
                "marker": markers.get((row.id,), Markup()),
                "differs": is_first and period.text in differing,
                "excerpt": observation.excerpt or "",
                "lang": language if not language.startswith("en") else "",
                "note": observation.note or "",
            }
        )
    has_periods = any(row.observation.period.display() for row in rows)
    caption = f"{page.title}: every value with the work that states it"
    return render("values", rows=shown, caption=caption, has_periods=has_periods, rtl=rtl)


def _sums(edition: Edition, series: str, slots: Slots) -> str:
    """Return the formulas that check a value of *series*."""
    site = edition.site
    sums = []
    for loaded in site.records.get("formulas", {}).values():
        formula = loaded.record
        if not isinstance(formula, Formula) or figure_name(formula.result).series != series:
            continue
        found = reckon(formula, site.figures)
        if isinstance(found, Reckoned):
            verdict = "as stated" if found.agrees else f"the source states {found.stated}"
            sums.append(
                {
                    "name": formula.name,
                    "arithmetic": found.arithmetic,
                    "verdict": verdict,
                    "differs": formula.differs or "",
                }
            )
    if not sums:
        return ""
    return heading(2, "Reckoned from other values", "sums") + slots.block(render("sums", sums=sums))


def series_block(
    edition: Edition, page: str, node: Node, slots: Slots, *, has_title: bool = True
) -> str:
    """Return the chart of a series, and the link to its values with their sources."""
    figures = edition.site.figures
    series, rows = figures.series[node.id], figures.rows(node.id)
    works = {row.observation.citekey for row in rows}
    differing = len(edition.conflicts.get(node, ()))
    words = [
        counted(len(rows), "value"),
        counted(len(works), "work"),
        *([f"{counted(differing, 'conflict')} between them"] if differing else []),
    ]
    chart = chart_of(figures, node.id, series.name, statement_of(series), rows)
    shown = escape_markdown(series.name) if has_title else "All values with their sources"
    link = f"[{shown}]({source_path(page, page_uri(node))}): {', '.join(words)}.\n\n"
    return slots.block(chart) + link


def series_files(site: Site) -> dict[str, str]:
    """Return the CSV file of each series by its path below the root of the site."""
    return {
        path: series_csv(site.figures, id)
        for id in site.figures.series
        if (path := series_file(site, Node(SERIES, id)))
    }


def series_file(site: Site, node: Node) -> str:
    """Return the path of the CSV file of the series *node*; "" for other records, and for none."""
    is_filled = node.collection == SERIES and bool(site.figures.rows(node.id))
    return f"{SERIES}/{node.id}/{node.id}.csv" if is_filled else ""


def series_csv(figures: Figures, series: str) -> str:
    """Return the rows of *series* as a file of rows, every cell harmless to spreadsheets."""
    names = (*_COLUMNS, *_MORE_COLUMNS)
    lines: list[tuple[str, ...]] = [names]
    for row in figures.rows(series):
        values = [getattr(row.observation, name) for name in names]
        lines.append(tuple(str(getattr(value, "text", value) or "") for value in values))
    return csv_text(lines)
