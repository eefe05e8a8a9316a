"""`sequences_of`: the record before and after, of the same people and of the same rank."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.event import Event
from sourcebook.pages.frame.views import Sequence, Step
from sourcebook.site.graph import Node
from sourcebook.site.model import Page


def sequences_of(edition: Edition, page: Page) -> list[Sequence]:
    """Return the neighbours of a record with a time; sequences of one are left out."""
    event = edition.events.get(page.node)
    if event is None:
        return []
    found = [
        _neighbours(edition, event, label, edition.lines[key])
        for label, key in zip(_labels(edition, event), edition.lines_of(event), strict=True)
    ]
    return [sequence for sequence in found if sequence.before or sequence.after]


def _labels(edition: Edition, event: Event) -> Iterator[str]:
    """Yield the name of each line that *event* is in, in the order of `Edition.lines_of`."""
    collection = event.collection
    for id in dict.fromkeys(event.ids("who")):
        yield f"{collection.title} of {edition.label(Node('people', id))}"
    rank, scope = collection.field_of("rank"), collection.field_of("scope")
    if rank is not None and (word := event.word("rank")):
        aside = collection.says(event.record, "scope")
        noun = scope.meaning.label_of(aside) if scope and aside else collection.title
        yield f"{noun} at the {rank.label.lower()} of {rank.meaning.label_of(word).lower()}"


def _neighbours(edition: Edition, event: Event, label: str, line: tuple[Event, ...]) -> Sequence:
    # The line is in order of time, so the place in it is found by halving.
    position = bisect_left(line, event.order, key=lambda one: one.order)

    def step(index: int) -> Step | None:
        if not 0 <= index < len(line):
            return None
        near = line[index]
        url = edition.link(f"{event.node.collection}/{event.node.id}.md", near.node)
        return Step(near.dates.display(), edition.title(near.node), url)

    return Sequence(label, step(position - 1), step(position + 1))
