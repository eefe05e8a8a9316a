"""`visit_facets`, `Sides`: the visits sorted by direction, level, sector, decade and more.

A visit may have several values of one facet: the sectors it touched, the countries it led to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sourcebook.pages.frame.facets import Facet, FacetValue
from sourcebook.pages.frame.labels import LEVELS, SCOPES, SETTINGS, STATUSES
from sourcebook.records.content import Place, Sector, Visit
from sourcebook.site.graph import Node
from sourcebook.site.model import Site

VISITS = "visits"
ELSEWHERE = "third-countries"

Visits = tuple[tuple[Node, Visit], ...]
"""In order of time."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The two states between which the visits run."""

    site: Site
    ids: tuple[str, ...]
    """Sorted; fewer than two where all visits are of one state."""

    @classmethod
    def of(cls, site: Site, visits: Visits) -> Sides:
        found: Counter[str] = Counter()
        for _, visit in visits:
            if visit.scope == "core":
                found.update({site.side(visit.from_), site.side(visit.to)})
        return cls(site, tuple(sorted(side for side, _ in found.most_common(2))))

    def direction(self, visit: Visit) -> str:
        """Return ``<from>-to-<to>`` of the two sides, or `ELSEWHERE`."""
        start, end = self.site.side(visit.from_), self.site.side(visit.to)
        return f"{start}-to-{end}" if tuple(sorted((start, end))) == self.ids else ELSEWHERE

    def names(self) -> tuple[tuple[str, str], ...]:
        """Return the directions, each with its name for readers."""
        if len(self.ids) < 2:
            return ((ELSEWHERE, "Elsewhere"),)
        pairs = (self.ids, self.ids[::-1])
        label = {id: self.site.label(Node("places", id)) for id in self.ids}
        return (
            *((f"{start}-to-{end}", f"{label[start]} → {label[end]}") for start, end in pairs),
            (ELSEWHERE, "To third countries"),
        )

    def note(self, visits: Visits) -> str:
        """Return which states of *visits* count as the sides that continue them."""
        ends = sorted({id for _, visit in visits for id in (visit.from_, visit.to)})
        counted = [
            (self.site.label(Node("places", id)), self.site.label(Node("places", side)))
            for id in ends
            if (side := self.site.side(id)) != id and side in self.ids
        ]
        return " ".join(f"{name} counts as {side}." for name, side in counted)


def visit_facets(
    site: Site, visits: Visits, sectors: Iterable[tuple[Node, Sector]]
) -> tuple[Facet, ...]:
    """Return the facets of *visits*, those first that carry most; one pass over them for each."""
    sides = Sides.of(site, visits)

    def facet(
        id: str,
        label: str,
        names: Iterable[tuple[str, str]],
        slugs_of: Callable[[Visit], Iterable[str]],
        note: str = "",
    ) -> Facet:
        members: dict[str, list[str]] = {}
        for node, visit in visits:
            for slug in dict.fromkeys(slugs_of(visit)):
                members.setdefault(slug, []).append(node.id)
        values = (
            FacetValue(text, slug, tuple(members[slug])) for slug, text in names if slug in members
        )
        return Facet(VISITS, id, label, tuple(values), note)

    decades = sorted({visit.dates.year // 10 * 10 for _, visit in visits})
    countries = {id for _, visit in visits for id in _countries(site, visit)}
    named = sorted((site.label(Node("places", id)), id) for id in countries)
    return (
        facet(
            "direction",
            "Direction",
            sides.names(),
            lambda visit: [sides.direction(visit)],
            sides.note(visits),
        ),
        facet("level", "Level", LEVELS.items(), lambda visit: [visit.level]),
        facet(
            "sector",
            "Sector",
            [(node.id, sector.label) for node, sector in sectors],
            lambda visit: visit.sectors,
        ),
        facet(
            "decade",
            "Decade",
            [(f"{year}s", f"{year}s") for year in decades],
            lambda visit: [visit.dates.decade],
        ),
        facet(
            "country",
            "Country",
            [(id, label) for label, id in named],
            lambda visit: _countries(site, visit),
            "By the country in which the place lies today.",
        ),
        facet("setting", "Setting", SETTINGS.items(), lambda visit: [visit.setting]),
        facet("scope", "Scope", SCOPES.items(), lambda visit: [visit.scope]),
        facet("status", "Status", STATUSES.items(), lambda visit: [visit.status]),
    )


def _countries(site: Site, visit: Visit) -> list[str]:
    """Return the countries in which the places of *visit* lie today, or else where it led to."""
    found = []
    for id in visit.places:
        loaded = site.record(Node("places", id))
        if loaded is not None and isinstance(loaded.record, Place):
            is_country = loaded.record.kind == "country"
            country = id if is_country else loaded.record.country
            found += [site.side(country)] if country else []
    return found or [site.side(visit.to)]


def pairs_of(
    facets: Iterable[Facet], paired: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the members that two values share, by the tokens of both, in order of the visits.

    Both orders of two facets are there. A pass over the visits: a visit has few values.
    """
    named = {facet.id: facet for facet in facets}
    found: dict[tuple[str, str], list[str]] = {}
    for one, other in paired:
        tokens: dict[str, list[str]] = {}
        for value in named[other].values:
            for member in value.members:
                tokens.setdefault(member, []).append(named[other].token(value))
        for value in named[one].values:
            for member in value.members:
                for token in tokens.get(member, ()):
                    found.setdefault((named[one].token(value), token), []).append(member)
    shared = {pair: tuple(members) for pair, members in found.items()}
    return shared | {(other, one): members for (one, other), members in shared.items()}
