"""`agreement_sections`, `agreements_listing`: what was agreed, and what became of it.

The age of a proof is counted to the newest date on which a work was verified: nothing later can
be known from here, and no clock is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.formats.edtf import Edtf
from sourcebook.pages.frame.edition import Edition, datetime_of
from sourcebook.pages.frame.fact_markers import markers_of_facts, work_values
from sourcebook.pages.frame.labels import counted
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.views import Card
from sourcebook.records.content import AGREEMENT_STATES, Agreement, StateReached
from sourcebook.site.facts import state_label
from sourcebook.site.graph import Node
from sourcebook.site.model import Page

COLLECTION = "agreements"

_BECAME = Markup(
    '<p class="sb-became"><b>{state}</b>, {when}{note}. {age}Shown by {works}. {nothing}</p>'
)
_LINK = Markup('<a href="{}">{}</a>')


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement in a table."""

    title: str
    url: str
    state: str
    when: str
    datetime: str
    age: str


def agreement_sections(edition: Edition, page: Page, slots: Slots) -> str:
    """Return what the page of an agreement shows below its facts: outcome and history."""
    record = page.record.record if page.record else None
    if not isinstance(record, Agreement) or not record.history:
        return ""
    markers = markers_of_facts(edition, page)
    rows = [
        {
            "when": reached.dates.display(),
            "datetime": datetime_of(reached.dates),
            "state": state_label(reached.state),
            "note": reached.note or "",
            "works": work_values(edition, page.uri, reached.sources),
            "marker": markers.get(("history", position), Markup()),
        }
        for position, reached in enumerate(record.history)
    ]
    return (
        heading(2, "What became of it", "outcome")
        + slots.block(_outcome(edition, page, record))
        + heading(2, "History", "history")
        + slots.block(render("history", rows=rows))
    )


def _outcome(edition: Edition, page: Page, agreement: Agreement) -> Markup:
    last = agreement.history[-1]
    works = work_values(edition, page.uri, last.sources)
    named = Markup(", ").join(
        _LINK.format(work.url, work.text) if work.url else Markup.escape(work.text)
        for work in works
    )
    old = age(last, edition.as_of)
    as_of = edition.as_of.display() if edition.as_of else ""
    is_end = last.state in {"carried-out", "lapsed", "superseded"}
    return _BECAME.format(
        state=state_label(last.state),
        when=last.dates.display(),
        note=f": {last.note.rstrip('.')}" if last.note else "",
        age=f"As of {as_of} that is {old} ago. " if old else "",
        works=named or "no work",
        nothing="" if is_end else "Nothing later is proven.",
    )


def age(reached: StateReached, as_of: Edtf | None) -> str:
    """Return how long ago a state was reached at *as_of*, in whole years or months.

    "" where it cannot be said: no *as_of*, an open date, or a date after it.
    """
    start = reached.dates.latest
    end = as_of.latest if as_of else None
    if start is None or end is None or start > end:
        return ""
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    if months >= 12:
        return counted(months // 12, "year")
    return counted(months, "month") if months > 0 else "less than a month"


def agreements_listing(edition: Edition, page: str, slots: Slots) -> str:
    """All agreements by their last proven state, then all by the age of that proof."""
    found = [
        (Node(COLLECTION, id), loaded.record)
        for id, loaded in edition.site.records.get(COLLECTION, {}).items()
        if isinstance(loaded.record, Agreement) and loaded.record.history
    ]
    ordered = sorted(found, key=lambda pair: (pair[1].history[-1].dates.sort_key, pair[0]))
    as_of = edition.as_of.display() if edition.as_of else ""
    groups = {
        state: [pair for pair in ordered if pair[1].history[-1].state == state]
        for state in reversed(AGREEMENT_STATES)
    }
    groups = {state: group for state, group in groups.items() if group}
    parts = [_at_a_glance(len(ordered), groups, as_of)] if ordered else []
    for state, group in groups.items():
        title = state_label(state)
        caption = f"Last proven state: {title.lower()}; the oldest proof first"
        table = _table(edition, page, group, caption, has_states=False)
        parts.append(heading(2, f"{title} ({len(group)})", state) + slots.block(table))
    if len(groups) > 1:
        caption = f"The oldest proof first; ages as of {as_of}" if as_of else "The oldest first"
        parts.append(heading(2, "By the age of the proof", "by-age"))
        parts.append(slots.block(_table(edition, page, ordered, caption, has_states=True)))
    return "".join(parts)


def _at_a_glance(
    number: int, groups: Mapping[str, list[tuple[Node, Agreement]]], as_of: str
) -> str:
    """Return how many agreements are proven to have come how far, each number a link."""
    states = ", ".join(
        f"[{len(group)} {state_label(state).lower()}](#{state})" for state, group in groups.items()
    )
    told = f"Of {counted(number, 'agreement')}, the last proven state is: {states}."
    return f"{told} Ages are counted to {as_of}.\n\n" if as_of else f"{told}\n\n"


def _table(
    edition: Edition,
    page: str,
    found: Iterable[tuple[Node, Agreement]],
    caption: str,
    *,
    has_states: bool,
) -> Markup:
    rows = [_row(edition, page, node, agreement) for node, agreement in found]
    return render(
        "agreements",
        rows=rows,
        caption=caption,
        has_states=has_states,
        has_ages=any(row.age for row in rows),
    )


def _row(edition: Edition, page: str, node: Node, agreement: Agreement) -> AgreementRow:
    last = agreement.history[-1]
    return AgreementRow(
        title=edition.title(node),
        url=edition.link(page, node),
        state=state_label(last.state),
        when=last.dates.display(),
        datetime=datetime_of(last.dates),
        age=age(last, edition.as_of),
    )


def agreement_cards(edition: Edition, page: str, nodes: Iterable[Node]) -> list[Card]:
    """Return the agreements among *nodes* as entries of a list, each with its last state."""
    cards = []
    for node in nodes:
        record = edition.site.record(node)
        if record is not None and isinstance(record.record, Agreement):
            history = record.record.history
            last = history[-1] if history else None
            words = [state_label(last.state), last.dates.display()] if last else []
            old = age(last, edition.as_of) if last else ""
            meta = ", ".join(words) + (f" · {old} ago" if old else "")
            cards.append(edition.card(page, node, meta=meta))
    return cards
