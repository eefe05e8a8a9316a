"""`Kinship`, `kinship_of`: which works are no independent witnesses of one another.

Two works are kin where one repeats the other or both a third (``basedon``), where one outlet
published both, and where their excerpts have the same words: whatever the reason, the words of one
are not borne out by the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sourcebook.records.content import Outlet
from sourcebook.site.common_words import CommonWords, common_words
from sourcebook.site.model import Site
from sourcebook.site.roots import Roots, independent, roots_of_works


@dataclass(frozen=True, slots=True)
class Kinship:
    """What works have in common, by citekey."""

    roots: Roots
    common: tuple[CommonWords, ...]
    ties: Mapping[str, frozenset[str]]
    """What makes a work kin: its roots, its outlet, the words that it shares."""

    def independent(self, citekeys: Iterable[str]) -> int:
        """Return how many of the works have no tie with one another."""
        return independent(citekeys, self.ties)


def kinship_of(site: Site) -> Kinship:
    """Return the kinship of the works of *site*. Linear in works and excerpts."""
    roots = roots_of_works(site.works, site.aliases)
    ties = {citekey: set(found) for citekey, found in roots.items()}
    outlets = _outlets(site)
    for citekey, work in site.works.items():
        published = outlets.get(_folded(work.publisher), _folded(work.publisher))
        if published:
            ties[citekey].add(f"outlet {published}")
    common = common_words(site.excerpts)
    for found in common:
        for citekey in found.citekeys:
            ties.setdefault(citekey, set()).add(f"words of {' and '.join(found.citekeys)}")
    return Kinship(roots, common, {key: frozenset(value) for key, value in ties.items()})


def _outlets(site: Site) -> Mapping[str, str]:
    """Return the ids of outlets by every form of their names."""
    return {
        _folded(form): id
        for id, loaded in site.records.get("outlets", {}).items()
        if isinstance(outlet := loaded.record, Outlet)
        for form in (outlet.name, *outlet.variants)
    }


def _folded(name: str | None) -> str:
    return " ".join((name or "").casefold().split())
