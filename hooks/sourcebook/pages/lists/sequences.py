"""`sequences_of`: the visit before and after, of the same people and of the same level."""

from __future__ import annotations

from bisect import bisect_left

from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.labels import LEVELS
from sourcebook.pages.frame.views import Sequence, Step
from sourcebook.records.content import Visit
from sourcebook.site.graph import Node
from sourcebook.site.model import Page


def sequences_of(edition: Edition, page: Page) -> list[Sequence]:
    """Return the neighbours of a visit; sequences of one visit are left out."""
    visit = page.record.record if page.record else None
    if not isinstance(visit, Visit):
        return []
    people = dict.fromkeys(visitor.person for visitor in visit.visitors)
    lines = [
        (f"Visits of {edition.label(Node('people', person))}", f"person/{person}")
        for person in people
    ]
    level = f"level/{visit.level}/{visit.scope}"
    noun = "Related meetings" if visit.scope == "related" else "Visits"
    lines.append((f"{noun} at the level of {LEVELS[visit.level].lower()}", level))
    found = [_neighbours(edition, page, label, edition.visit_lines[key]) for label, key in lines]
    return [sequence for sequence in found if sequence.before or sequence.after]


def _neighbours(edition: Edition, page: Page, label: str, line: tuple[Node, ...]) -> Sequence:
    order = edition.visit_order
    # The line is in order of time, so the place in it is found by halving.
    position = bisect_left(line, order[page.node], key=order.__getitem__)

    def step(index: int) -> Step | None:
        if not 0 <= index < len(line):
            return None
        node, visit = edition.visits[order[line[index]]]
        return Step(visit.dates.display(), edition.title(node), edition.link(page.uri, node))

    return Sequence(label, step(position - 1), step(position + 1))
