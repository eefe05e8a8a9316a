"""`facts_of`: fields that rest on works, as sentences with citations.

An office held, a state of an agreement, a value of a series, a version of what is disputed: so
they are passages like any other sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from sourcebook.formats.located import Path
from sourcebook.records.content import Agreement, Dispute, Person, Series
from sourcebook.records.records import Loaded
from sourcebook.site.figures import Observed
from sourcebook.site.graph import Node
from sourcebook.site.labels import Labels
from sourcebook.site.model import Text

_LAST = (date.max.toordinal() + 1, 0, 0, "")
"""In order of time, what has no date."""
_SPECIAL = re.compile(r"([\\`*_\[\]<>@{}#|])")


def disputes_of(loaded: Loaded) -> tuple[Dispute, ...]:
    """Return what is declared as disputed in the record."""
    return tuple(getattr(loaded.record, "disputed", ()))


def facts_of(loaded: Loaded, labels: Labels) -> Iterator[Text]:
    """Yield the facts of the record, in the order in which its page shows them."""
    match loaded.record:
        case Person():
            yield from _offices(loaded, loaded.record, labels)
        case Agreement():
            yield from _states(loaded, loaded.record)
        case Series():
            for row in labels.figures.rows(loaded.id):
                yield _value(loaded.id, row, labels)
    yield from _claims(loaded)


def fact_section(path: Path) -> str:
    """Return the heading under which the fact at *path* stands on its page."""
    sections = {"offices": "Offices", "history": "History", "disputed": "Where sources differ"}
    return sections.get(str(path[0]) if path else "", "Values")


def state_label(state: str) -> str:
    """Return “In force” for ``in-force``."""
    return state.replace("-", " ").capitalize()


def _offices(loaded: Loaded, person: Person, labels: Labels) -> Iterator[Text]:
    """Yield the offices in order of time, each with all its dates before the next."""
    dated = [(held.dates.sort_key if held.dates else _LAST, held) for held in person.offices]
    order = sorted(range(len(dated)), key=lambda position: dated[position][0])
    rank: dict[str, int] = {}
    for position in order:
        rank.setdefault(person.offices[position].office, len(rank))
    for position in sorted(order, key=lambda position: rank[person.offices[position].office]):
        held = person.offices[position]
        office = labels.of(Node("offices", held.office))
        when = f", {held.dates.display()}" if held.dates else ""
        sentence = f"{office}{when}{_cited(held.sources)}."
        path = ("offices", position, "sources" if held.sources else "office")
        yield Text("fact", sentence, loaded.location(path), path=("offices", position))


def _states(loaded: Loaded, agreement: Agreement) -> Iterator[Text]:
    for position, reached in enumerate(agreement.history):
        note = f": {_plain(reached.note).rstrip('.')}" if reached.note else ""
        words = f"{state_label(reached.state)}, {reached.dates.display()}{note}"
        path: Path = ("history", position)
        at = loaded.location((*path, "sources" if reached.sources else "state"))
        yield Text("fact", f"{words}{_cited(reached.sources)}.", at, path=path)


def _value(series: str, row: Observed, labels: Labels) -> Text:
    observation = row.observation
    when = observation.period.display()
    value = _plain(labels.figures.text_of(series, row))
    planned = ", as planned" if observation.status == "planned" else ""
    locator = f", {observation.locator}" if observation.locator else ""
    cited = f" [@{{{observation.citekey}}}{locator}]"
    sentence = f"{when}: {value}{planned}{cited}." if when else f"{value}{planned}{cited}."
    return Text("fact", sentence, row.loaded.location(("citekey",)), path=(row.id,))


def _claims(loaded: Loaded) -> Iterator[Text]:
    for place, dispute in enumerate(disputes_of(loaded)):
        for position, claim in enumerate(dispute.claims):
            path: Path = ("disputed", place, "claims", position)
            sentence = f"{_plain(dispute.about)}: {_plain(claim.value)}{_cited(claim.sources)}."
            yield Text("fact", sentence, loaded.location((*path, "sources")), path=path)


def _cited(citekeys: Iterable[str]) -> str:
    group = "; ".join(f"@{{{citekey}}}" for citekey in citekeys)
    return f" [{group}]" if group else ""


def _plain(text: str) -> str:
    """Return *text* so that nothing in it is a citation, a link or emphasis."""
    return _SPECIAL.sub(r"\\\1", text)
