"""`roots_of_works`, `independent`: which works are one witness.

A work that repeats another (``basedon``) adds no witness: its roots are the works at the end of
all that it repeats. A work that repeats nothing is its own root.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sourcebook.works.works import Work

MOST_ROOTS = 16
"""Roots kept of one work: bounds the work on a bibliography made to be slow."""

Roots = Mapping[str, frozenset[str]]
"""By citekey; never empty."""


def roots_of_works(works: Mapping[str, Work], aliases: Mapping[str, str]) -> Roots:
    """Return the roots of every work. Linear in the works and their ``basedon``.

    A citekey that no entry has stands for itself. Works that repeat one another in a circle
    (BIB047 says so) share the first of their citekeys.
    """
    targets = {
        citekey: tuple(sorted({aliases.get(named, named) for named in work.basedon} - {citekey}))
        for citekey, work in works.items()
    }
    waiting = {citekey: len(named) for citekey, named in targets.items()}
    repeated_by: dict[str, list[str]] = {}
    for citekey, named in targets.items():
        for target in named:
            repeated_by.setdefault(target, []).append(citekey)
    roots: dict[str, frozenset[str]] = {}
    # From the works that repeat nothing upwards, so that each is looked at once.
    ready = [
        citekey for citekey in dict.fromkeys([*works, *repeated_by]) if not waiting.get(citekey)
    ]
    while ready:
        citekey = ready.pop()
        roots[citekey] = _roots(citekey, targets.get(citekey, ()), roots)
        for other in repeated_by.get(citekey, ()):
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    in_circles = sorted(citekey for citekey in works if citekey not in roots)
    for citekey in in_circles:
        # What is left repeats itself in the end; one name for all of it counts no witness twice.
        roots[citekey] = frozenset(in_circles[:1])
    return MappingProxyType(roots)


def _roots(citekey: str, targets: tuple[str, ...], roots: Roots) -> frozenset[str]:
    if not targets:
        return frozenset((citekey,))
    found = sorted({root for target in targets for root in roots[target]})
    return frozenset(found[:MOST_ROOTS])


def independent(citekeys: Iterable[str], roots: Roots) -> int:
    """Return how many of the works share no root with one another.

    Works with few roots are counted first: a report made from two agencies does not make the two
    agencies one.
    """
    taken: set[str] = set()
    count = 0
    for citekey in sorted(set(citekeys), key=lambda key: (len(roots[key]), key)):
        if taken.isdisjoint(roots[citekey]):
            taken |= roots[citekey]
            count += 1
    return count
