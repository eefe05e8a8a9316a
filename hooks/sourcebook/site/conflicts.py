"""`conflicts_of`: what works say differently, each version with its works.

Declared in a record's ``disputed``, or found: values of one series for one period that cannot
all be true. “More than 45” and 46 can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sourcebook.formats.located import Path
from sourcebook.site.content import Dispute
from sourcebook.site.figures import SERIES, Figures, Observed
from sourcebook.site.graph import Node
from sourcebook.site.records import Loaded


@dataclass(frozen=True, slots=True)
class Version:
    """What some of the works say."""

    text: str
    citekeys: tuple[str, ...]
    facts: tuple[Path, ...]
    """The paths of the facts that cite these works (`Text.path`)."""
    excerpts: tuple[str, ...] = ()
    """The words of the works, where kept, in their order."""
    is_preferred: bool = False
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something on which works differ."""

    node: Node
    """The record whose page shows it."""
    about: str
    versions: tuple[Version, ...]
    period: str = ""
    """As written, for figures."""


def conflicts_of(
    records: Mapping[str, Mapping[str, Loaded]], figures: Figures
) -> Iterator[Conflict]:
    """Yield every conflict: those of figures first, then those declared."""
    for series in figures.series:
        yield from conflicts_of_series(figures, series)
    for found in records.values():
        for loaded in found.values():
            yield from conflicts_of_record(loaded)


def conflicts_of_series(figures: Figures, series: str) -> Iterator[Conflict]:
    """Yield the conflicts between the rows of *series*, in order of time."""
    for period, rows in figures.by_series.get(series, {}).items():
        # What was planned and what came of it are two things.
        planned = [row for row in rows if row.observation.status == "planned"]
        others = [row for row in rows if row.observation.status != "planned"]
        for group in (others, planned):
            if not can_all_be_true(group):
                about = rows[0].observation.period.display()
                about += ", as planned" if group is planned else ""
                yield Conflict(
                    Node(SERIES, series),
                    about,
                    tuple(_version(figures, series, group)),
                    period,
                )


def can_all_be_true(rows: Iterable[Observed]) -> bool:
    """Whether one number can satisfy all *rows* at once.

    Bounds count as reached: “exceeded 1 billion” and “reached 1 billion” are a rounding apart.
    """
    bounds = [row.bounds for row in rows]
    return not bounds or max(low for low, _, _ in bounds) <= min(high for _, high, _ in bounds)


def _version(figures: Figures, series: str, rows: list[Observed]) -> Iterator[Version]:
    for value in figures.values(series, rows):
        preferred = next((row for row in value.rows if row.observation.preferred), None)
        yield Version(
            text=value.text,
            citekeys=tuple(row.observation.citekey for row in value.rows),
            facts=tuple((row.id,) for row in value.rows),
            excerpts=tuple(row.observation.excerpt or "" for row in value.rows),
            is_preferred=preferred is not None,
            reason=(preferred.observation.reason or "") if preferred else "",
            note=" ".join(row.observation.note for row in value.rows if row.observation.note),
        )


def disputes_of(loaded: Loaded) -> tuple[Dispute, ...]:
    """Return what is declared as disputed in the record."""
    return tuple(getattr(loaded.record, "disputed", ()))


def conflicts_of_record(loaded: Loaded) -> Iterator[Conflict]:
    """Yield the conflicts that the record declares."""
    for position, dispute in enumerate(disputes_of(loaded)):
        versions = tuple(
            Version(
                text=claim.value,
                citekeys=tuple(claim.sources),
                facts=(("disputed", position, "claims", place),),
                is_preferred=claim.preferred,
                reason=claim.reason or "",
                note=claim.note or "",
            )
            for place, claim in enumerate(dispute.claims)
        )
        yield Conflict(Node(loaded.collection, loaded.id), dispute.about, versions)
