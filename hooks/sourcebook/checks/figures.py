"""`check_figures`: values, formulas, disputes, and figures named in prose."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.diagnostics import Diagnostic, Location, nearest, rules_fig, rules_ref
from sourcebook.formats.located import Path
from sourcebook.records.content import Claim, Formula
from sourcebook.records.records import Loaded
from sourcebook.site.arithmetic import Reckoned, reckon
from sourcebook.site.facts import disputes_of
from sourcebook.site.figures import OBSERVATIONS, SERIES, Figures, figure_name, is_figure
from sourcebook.site.graph import Node
from sourcebook.site.model import PlacedLink, Site

MOST_WORDS = 25
"""Of an excerpt."""


def check_figures(site: Site) -> Iterator[Diagnostic]:
    """Yield the problems of the file of observations, of formulas, of disputes, then of prose."""
    yield from _rows(site.figures)
    names = _Names(site)
    for loaded in site.records.get("formulas", {}).values():
        if isinstance(loaded.record, Formula):
            yield from _formula(site, loaded, loaded.record, names)
    for records in site.records.values():
        for loaded in records.values():
            yield from _disputes(loaded)
    for page in site.pages.values():
        for placed in page.links:
            if is_figure(Node(placed.link.collection, placed.link.id)):
                yield from _figure(site, placed)


def _rows(figures: Figures) -> Iterator[Diagnostic]:
    for series, periods in figures.by_series.items():
        declared = figures.series.get(series)
        for rows in periods.values():
            preferred = None
            for row in rows:
                observation = row.observation
                if declared is not None and observation.unit != declared.unit:
                    yield rules_fig.WRONG_UNIT.at(
                        row.loaded.location(("unit",)),
                        unit=observation.unit,
                        series=series,
                        expected=declared.unit,
                    )
                words = len((observation.excerpt or "").split())
                if words > MOST_WORDS:
                    yield rules_fig.LONG_EXCERPT.at(
                        row.loaded.location(("excerpt",)), words=words, most=MOST_WORDS
                    )
                if observation.preferred is None:
                    continue
                at = row.loaded.location(("preferred",))
                if observation.reason is None:
                    yield rules_fig.PREFERRED_WITHOUT_REASON.at(at)
                if preferred is not None:
                    yield rules_fig.TWO_PREFERRED.at(at, related=((preferred, "the first"),))
                preferred = preferred or at


class _Names:
    """The names of all values, for suggestions; made when the first is needed."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._names: list[str] = []

    def nearest(self, name: str) -> str | None:
        if not self._names:
            for id in self._site.records.get(OBSERVATIONS, {}):
                series_and_period, _, citekey = id.rpartition("/")
                self._names.append(f"{series_and_period}/@{citekey}")
        return nearest(name, self._names)


def _formula(site: Site, loaded: Loaded, formula: Formula, names: _Names) -> Iterator[Diagnostic]:
    named: list[tuple[Path, str]] = [(("result",), formula.result)]
    named += [(("of", place), text) for place, text in enumerate(formula.of)]
    missing = False
    for path, text in named:
        if site.figures.row(figure_name(text)) is None:
            missing = True
            at = loaded.location(path)
            if not _is_broken(site, text):
                yield rules_fig.UNKNOWN_OPERAND.at(at, figure=text, nearest=names.nearest(text))
    if missing:
        return
    found = reckon(formula, site.figures)
    at = loaded.location(("kind",))
    if not isinstance(found, Reckoned):
        yield rules_fig.WRONG_OPERANDS.at(at, reason=found)
    elif not found.agrees and formula.differs is None:
        yield rules_fig.FORMULA_DIFFERS.at(
            loaded.location(("result",)),
            related=tuple(
                (row.loaded.location(("value",)), row.observation.value)
                for row in map(site.figures.row, map(figure_name, (formula.result, *formula.of)))
                if row is not None
            ),
            expected=found.expected,
            stated=found.stated,
            arithmetic=found.arithmetic,
        )
    elif found.agrees and formula.differs is not None:
        at = loaded.location(("differs",))
        yield rules_fig.NEEDLESS_DIFFERENCE.at(at, expected=found.expected)


def _disputes(loaded: Loaded) -> Iterator[Diagnostic]:
    for place, dispute in enumerate(disputes_of(loaded)):
        at = loaded.location(("disputed", place, "about"))
        if len({claim.value for claim in dispute.claims}) < 2:
            yield rules_fig.ONE_VERSION.at(at, reason="there are fewer than two")
        preferred: Location | None = None
        for position, claim in enumerate(dispute.claims):
            path = ("disputed", place, "claims", position)
            if not claim.sources:
                reason = f"no work is named for “{claim.value}”"
                yield rules_fig.ONE_VERSION.at(loaded.location((*path, "value")), reason=reason)
            yield from _preferred(claim, loaded.location((*path, "preferred")), preferred)
            if claim.preferred:
                preferred = preferred or loaded.location((*path, "preferred"))


def _preferred(claim: Claim, at: Location, first: Location | None) -> Iterator[Diagnostic]:
    if claim.preferred and claim.reason is None:
        yield rules_fig.PREFERRED_WITHOUT_REASON.at(at)
    if claim.preferred and first is not None:
        yield rules_fig.TWO_PREFERRED.at(at, related=((first, "the first"),))


def _figure(site: Site, placed: PlacedLink) -> Iterator[Diagnostic]:
    """Yield what is wrong with a figure that prose names; its series is checked as a record."""
    text = placed.link.id
    name = figure_name(text)
    node = Node(SERIES, name.series)
    if site.record(node) is None:
        if node not in site.broken_nodes:
            near = nearest(name.series, site.records.get(SERIES, {}))
            yield rules_ref.UNKNOWN_RECORD.at(
                placed.location, singular="series", id=name.series, nearest=near
            )
        return
    if site.figures.shown(text) or _is_broken(site, text):
        return
    periods = site.figures.by_series.get(name.series, {})
    if name.citekey is not None and name.period in periods:
        citekeys = ", ".join(f"“{row.observation.citekey}”" for row in periods[name.period])
        yield rules_fig.FIGURE_OF_ANOTHER_WORK.at(
            placed.location,
            series=name.series,
            period=name.period,
            citekey=name.citekey,
            citekeys=citekeys,
        )
        return
    near = nearest(name.period, periods)
    known = ", ".join(f"“{period}”" for period in periods)
    advice = f"Did you mean “{near}”?" if near else f"It has values for {known or 'no period'}."
    yield rules_fig.UNKNOWN_FIGURE.at(
        placed.location, series=name.series, period=name.period, advice=advice
    )


def _is_broken(site: Site, text: str) -> bool:
    """Whether a row that may be the one meant exists and was reported."""
    name = figure_name(text)
    start = f"{name.series}/{name.period}/{name.citekey or ''}"
    return any(
        node.collection == OBSERVATIONS and node.id.startswith(start) for node in site.broken_nodes
    )
