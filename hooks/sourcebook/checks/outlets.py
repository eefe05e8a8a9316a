"""`check_outlets`: works as their outlets have them: type, spelling, who speaks; and who owns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sourcebook.checks.names import forms_of
from sourcebook.diagnostics import Diagnostic, nearest, rules_cit
from sourcebook.diagnostics import rules_out as rules
from sourcebook.formats.bibtex import Field
from sourcebook.formats.latex import to_unicode
from sourcebook.records.content import Outlet
from sourcebook.records.records import Loaded
from sourcebook.site.model import Site
from sourcebook.works.csl_tables import PRESS
from sourcebook.works.names import split_list
from sourcebook.works.works import Work

_FIELDS = ("journaltitle", "journal", "organization", "institution", "publisher")
"""Where an entry names its outlet; the first that names one counts."""
_COULD_BE_PRESS = frozenset({"article", "online", "misc"})

Outlets = Mapping[str, tuple[Loaded, Outlet]]
"""By every form of their names, without capitals, spaces and signs (`_key`)."""
Named = tuple[Field, str, tuple[Loaded, Outlet]]
"""A field that names an outlet, the name as written, and the outlet."""


def check_outlets(site: Site) -> Iterator[Diagnostic]:
    """Yield the problems of every work, in order, then of every outlet."""
    records = [
        (loaded, loaded.record)
        for loaded in site.records.get("outlets", {}).values()
        if isinstance(loaded.record, Outlet)
    ]
    outlets = {_key(form): pair for pair in records for form in forms_of(pair[1])}
    for work in site.works.values() if outlets else ():
        yield from _work(work, outlets)
    for work in site.works.values() if site.records.get("perspectives") else ():
        if not work.perspective:
            yield rules.NO_PERSPECTIVE.at(work.entry.location, citekey=work.citekey)
    for loaded, outlet in records:
        yield from _ownership(site, loaded, outlet)


def _work(work: Work, outlets: Outlets) -> Iterator[Diagnostic]:
    authors, carriers = list(_authors(work, outlets)), list(_carriers(work, outlets))
    for field, written, (loaded, outlet) in (*authors, *carriers):
        if written != outlet.name:
            yield rules.OUTLET_SPELLING.at(
                field.location,
                related=((loaded.location(("name",)), "its record"),),
                written=written,
                name=outlet.name,
            )
    if not carriers:
        return
    outlet = carriers[0][2][1]
    if outlet.kind in PRESS and (filed := _filed_otherwise(work, outlet.kind)):
        yield rules.PRESS_NOT_AS_PRESS.at(
            work.entry.type_location,
            outlet=outlet.name,
            kind=outlet.kind,
            citekey=work.citekey,
            filed=filed,
        )
    # An agency that is the author speaks, whoever prints it.
    yield from _perspective(work, [found for _, _, found in authors or carriers[:1]])


def _authors(work: Work, outlets: Outlets) -> Iterator[Named]:
    field = work.entry.fields.get("author")
    for person in work.authors if field else ():
        if field and person.literal and (found := outlets.get(_key(person.literal))):
            yield field, person.literal, found


def _carriers(work: Work, outlets: Outlets) -> Iterator[Named]:
    for name in _FIELDS:
        field = work.entry.fields.get(name)
        value = field.value if field else ""
        # A journal's title is one name, whatever “and” stands in it.
        for member in (value,) if name.startswith("journal") else split_list(value):
            written = to_unicode(member)[0].strip()
            if field and (found := outlets.get(_key(written))):
                yield field, written, found


def _key(name: str) -> str:
    # Without “the” and no other article: “A News” is not “The News”.
    return "".join(filter(str.isalnum, name.casefold().removeprefix("the ")))


def _filed_otherwise(work: Work, kind: str) -> str:
    """Return as what a text of the press is filed, if not as an article of its *kind*."""
    entry = work.entry
    if entry.type not in _COULD_BE_PRESS:
        return ""
    if entry.type != "article":
        return f"@{entry.type}"
    subtype = entry.value("entrysubtype")
    if subtype == kind:
        return ""
    return f"@article of a {subtype}" if subtype else "@article without “entrysubtype”"


def _perspective(work: Work, speakers: Sequence[tuple[Loaded, Outlet]]) -> Iterator[Diagnostic]:
    """Yield a label that none of the *speakers* has; one who prints texts of others has none."""
    expected = {outlet.perspective: (loaded, outlet) for loaded, outlet in speakers}
    if work.perspective is None or None in expected or work.perspective in expected:
        return
    perspective, (loaded, outlet) = next(iter(expected.items()))
    yield rules.PERSPECTIVE_OF_OUTLET.at(
        work.entry.fields["perspective"].location,
        related=((loaded.location(("perspective",)), "who speaks in the outlet"),),
        citekey=work.citekey,
        perspective=work.perspective,
        speaker=outlet.name,
        expected=perspective,
    )


def _ownership(site: Site, loaded: Loaded, outlet: Outlet) -> Iterator[Diagnostic]:
    if outlet.ownership and not outlet.sources:
        yield rules.OWNER_WITHOUT_SOURCE.at(
            loaded.location(("ownership",)), name=outlet.name, ownership=outlet.ownership
        )
    for position, citekey in enumerate(outlet.sources):
        if site.work(citekey) is None and citekey not in site.broken_citekeys:
            yield rules_cit.UNKNOWN_CITEKEY.at(
                loaded.location(("sources", position)),
                citekey=citekey,
                nearest=nearest(citekey[:80], site.works),
            )
