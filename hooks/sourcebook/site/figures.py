"""`Figures`: the values of all series by period, and how they are named and printed.

``series/bilateral-trade/2020`` names the values for a period, and with ``/@citekey`` the one of a
work. Where works differ and none is preferred, all are printed: never silently one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from sourcebook.records.content import Observation, Series
from sourcebook.records.records import Loaded
from sourcebook.site.graph import Node

SERIES = "series"
OBSERVATIONS = "observations"

_BEFORE = {
    "about": "about ",
    "more-than": "more than ",
    "less-than": "less than ",
    "at-least": "at least ",
    "at-most": "at most ",
}
"""Words before a value, by status; the others print the value alone."""


class FigureName(NamedTuple):
    """The parts of ``bilateral-trade/2020/@seed001``."""

    series: str
    period: str
    citekey: str | None


def is_figure(node: Node) -> bool:
    """Whether *node* names a value and not a record: ``series/bilateral-trade/2020``."""
    return node.collection == SERIES and "/" in node.id


def figure_name(text: str) -> FigureName:
    """Return the parts of *text*, ``series/period`` or ``series/period/@citekey``."""
    series, _, rest = text.partition("/")
    period, at, citekey = rest.rpartition("/@")
    return FigureName(series, period, citekey) if at else FigureName(series, rest, None)


def record_of(node: Node) -> Node:
    """Return the record that *node* leads to: the series for a value."""
    return Node(SERIES, figure_name(node.id).series) if is_figure(node) else node


@dataclass(frozen=True, slots=True)
class Observed:
    """A row of the file of observations."""

    id: str
    observation: Observation
    loaded: Loaded = field(repr=False)

    @property
    def number(self) -> Decimal:
        return Decimal(self.observation.value)

    @property
    def bounds(self) -> tuple[Decimal, Decimal, bool]:
        """The least and the greatest number meant, and whether they themselves are."""
        number, far = self.number, Decimal("Infinity")
        match self.observation.status:
            case "more-than":
                return number, far, False
            case "at-least":
                return number, far, True
            case "less-than":
                return -far, number, False
            case "at-most":
                return -far, number, True
        return number, number, True


@dataclass(frozen=True, slots=True)
class StatedValue:
    """One value for one period, with the rows that state it so."""

    text: str
    """As printed: “$790 million”."""
    rows: tuple[Observed, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All values: series → period as written → rows, periods in order of time."""

    by_series: Mapping[str, Mapping[str, tuple[Observed, ...]]] = field(default_factory=dict)
    series: Mapping[str, Series] = field(default_factory=dict)
    fiscal_year_starts: int = 1
    """The month, from 1."""

    def rows(self, series: str) -> tuple[Observed, ...]:
        """Return all rows of *series* in order of time."""
        return tuple(row for rows in self.by_series.get(series, {}).values() for row in rows)

    def row(self, name: FigureName) -> Observed | None:
        """Return the row that *name* names with its work."""
        rows = self.by_series.get(name.series, {}).get(name.period, ())
        return next((row for row in rows if row.observation.citekey == name.citekey), None)

    def shown(self, text: str) -> tuple[StatedValue, ...]:
        """Return the values that ``series/period`` or ``series/period/@citekey`` prints.

        The preferred one where there is one, else all, in the order of the file.
        """
        name = figure_name(text)
        rows = self.by_series.get(name.series, {}).get(name.period, ())
        if name.citekey is not None:
            rows = tuple(row for row in rows if row.observation.citekey == name.citekey)
        preferred = [row for row in rows if row.observation.preferred]
        values = self.values(name.series, rows)
        if not preferred:
            return values
        return tuple(value for value in values if preferred[0] in value.rows)

    def values(self, series: str, rows: Iterable[Observed]) -> tuple[StatedValue, ...]:
        """Return *rows* of *series* with those together that say the same."""
        stated: dict[str, list[Observed]] = {}
        for row in rows:
            stated.setdefault(self.text_of(series, row), []).append(row)
        return tuple(StatedValue(text, tuple(same)) for text, same in stated.items())

    def text_of(self, series: str, row: Observed) -> str:
        """Return the value of *row* as it is printed, in the form of its series."""
        number = f"{abs(row.number):,}"
        sign = "−" if row.number < 0 else ""
        declared = self.series.get(series)
        shown = (declared.shown_as or f"# {declared.unit}") if declared else "#"
        printed = shown.replace("#", number) if "#" in shown else f"{number} {shown}"
        return _BEFORE.get(row.observation.status or "", "") + sign + printed

    def label(self, text: str) -> str:
        """Return the words of a figure without its works; its name where there is none."""
        return " or ".join(value.text for value in self.shown(text)) or text


def figures_of(records: Mapping[str, Mapping[str, Loaded]], fiscal_year_starts: int = 1) -> Figures:
    """Return the figures in *records*, by collection and id. Linear but for sorting."""
    grouped: dict[str, dict[str, list[Observed]]] = {}
    for id, loaded in records.get(OBSERVATIONS, {}).items():
        if isinstance(loaded.record, Observation):
            periods = grouped.setdefault(loaded.record.series, {})
            row = Observed(id, loaded.record, loaded)
            periods.setdefault(loaded.record.period.text, []).append(row)
    return Figures(
        {
            series: {
                period: tuple(rows)
                for period, rows in sorted(
                    periods.items(), key=lambda pair: pair[1][0].observation.period.sort_key
                )
            }
            for series, periods in grouped.items()
        },
        {
            id: loaded.record
            for id, loaded in records.get(SERIES, {}).items()
            if isinstance(loaded.record, Series)
        },
        fiscal_year_starts,
    )
