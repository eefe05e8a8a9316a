"""`check_names`: offices on the day of a record, forms of names in links, spellings of names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.diagnostics import Diagnostic, Location, nearest, rules_evd, rules_fig, rules_ref
from sourcebook.formats.edtf import Edtf
from sourcebook.formats.prose import plain_text
from sourcebook.records.content import Participant, Person
from sourcebook.records.fields import Record
from sourcebook.records.records import Collection, Loaded
from sourcebook.site.graph import Node
from sourcebook.site.model import PlacedLink, Site
from sourcebook.site.spellings import SpelledName, spelled_names

_NAME = re.compile(
    r"[^\W\d_a-zа-яё][\w.'’-]*(?:[ -](?:[^\W\d_a-zа-яё][\w.'’-]*|ul|al|ur|bin|de|von))+"
)
"""Two words or more that begin with capitals: a name, and not “the minister”."""


def check_names(site: Site) -> Iterator[Diagnostic]:
    """Yield the problems of offices by record, of names by link, of spellings by record."""
    for collection in site.subject.dated:
        for loaded in site.records[collection.name].values():
            yield from _offices(site, collection, loaded)
    for page in site.pages.values():
        for placed in page.links:
            yield from _form(site, placed)
    for name in spelled_names(site.records, site.excerpts):
        yield from _spellings(name)


def _spellings(name: SpelledName) -> Iterator[Diagnostic]:
    loaded, preferred = name.loaded, name.preferred
    if preferred is None or getattr(loaded.record, "name_reason", None) is not None:
        return
    yield rules_fig.UNEXPLAINED_SPELLING.at(
        loaded.location(("name",)),
        related=tuple(
            (kept.location, f"“{one.form}”") for one in name.spellings for _, kept in one.kept[:1]
        ),
        count=len(name.spellings),
        forms=", ".join(f"“{one.form}”" for one in name.spellings),
        name=preferred.form,
    )


def _offices(site: Site, collection: Collection, loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield the problems of the offices of participants, on the day of the record."""
    dates = collection.value_of(loaded.record, "when")
    for name, field in collection.fields.items():
        if field.shape.each is None or "office" not in field.shape.each.fields or dates is None:
            continue
        for position, participant in enumerate(field.value_of(loaded.record)):
            person = site.records.get("people", {}).get(participant.person)
            if participant.office and person and isinstance(person.record, Person):
                at = loaded.location((name, position, "office"))
                yield from _office(site, at, dates, participant, person.record)


def _office(
    site: Site, at: Location, dates: Edtf, participant: Participant, person: Person
) -> Iterator[Diagnostic]:
    office = site.label(Node("offices", participant.office or ""))
    held = [one.dates for one in person.offices if one.office == participant.office]
    if not held:
        yield rules_evd.OFFICE_UNATTESTED.at(at, person=person.name, office=office)
    elif not any(one is None or one.overlaps(dates) for one in held):
        known = ", ".join(one.display() for one in held if one is not None)
        yield rules_evd.OFFICE_ON_OTHER_DATES.at(
            at, person=person.name, office=office, dates=dates.display(), known=known
        )


def _form(site: Site, placed: PlacedLink) -> Iterator[Diagnostic]:
    if not placed.link.text:
        return
    loaded = site.record(Node(placed.link.collection, placed.link.id))
    shown = plain_text(placed.link.text)
    if loaded is None or placed.link.collection != "people" or not _NAME.fullmatch(shown):
        return
    forms = forms_of(loaded.record)
    if shown not in forms and not _is_part(shown, forms):
        near = nearest(shown, forms) or loaded.label
        yield rules_ref.UNKNOWN_NAME_FORM.at(
            placed.location, form=shown, name=loaded.label, nearest=near
        )


def forms_of(record: Record) -> tuple[str, ...]:
    """Return every form of the name that a record lists: preferred, in scripts, variants."""
    name = getattr(record, "name", "")
    scripts = getattr(record, "names", {})
    return (name, *scripts.values(), *getattr(record, "variants", ()))


def _is_part(shown: str, forms: tuple[str, ...]) -> bool:
    """Whether the words of *shown* stand in one form in order: “A C” in “A B C”."""
    wanted = shown.split()
    for form in forms:
        words = iter(form.split())
        if all(word in words for word in wanted):
            return True
    return False
