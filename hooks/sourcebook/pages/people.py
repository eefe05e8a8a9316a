"""`offices_section`: the offices that a person is known to have held, with their works."""

from __future__ import annotations

from itertools import groupby

from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.prose import render_text
from sourcebook.records.content import Person
from sourcebook.site.graph import Node
from sourcebook.site.model import Page

COLLECTION = "people"


def offices_section(edition: Edition, page: Page, slots: Slots) -> str:
    """Return the offices of *page*, each with its sentences; "" where none is known."""
    record = page.record.record if page.record else None
    held = record.offices if isinstance(record, Person) else ()
    facts = []
    for index, text in enumerate(page.texts):
        if text.path[:1] == ("offices",):
            office = edition.label(Node("offices", held[int(text.path[1])].office))
            facts.append((office, " ".join(render_text(edition, page, index, slots).split())))
    return heading(2, "Offices", "offices") + _listed(facts) + "\n\n" if facts else ""


def _listed(facts: list[tuple[str, str]]) -> str:
    """Return offices and their sentences “Office, date.” as a list.

    The sentences of one office stand together (`site.facts`); where there are several, the office
    is named once, with all its dates.
    """
    entries = []
    for office, found in groupby(facts, key=lambda fact: fact[0]):
        held = [sentence for _, sentence in found]
        dates = [sentence.removeprefix(f"{office}, ").removesuffix(".") for sentence in held]
        entries.append(f"- {office}: {', '.join(dates)}." if len(held) > 1 else f"- {held[0]}")
    return "\n".join(entries)
