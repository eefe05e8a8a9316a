"""`conflicts_section`, `conflicts_listing`: where sources differ, side by side, on a page and all.

Every version stands with its works and with the words kept of them that say it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from sourcebook.formats.located import Path
from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.fact_markers import work_values
from sourcebook.pages.frame.labels import counted
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.parts import Place, in_parts, place_of
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.views import Value, rtl
from sourcebook.site.conflicts import Conflict, Version
from sourcebook.site.figures import SERIES
from sourcebook.site.graph import Node
from sourcebook.site.kinds import NOTES, Kind
from sourcebook.site.naming import source_slug

_GROUPS: tuple[tuple[Kind, str, str], ...] = (
    # (kind, id of the section, its title); what weighs most comes first
    ("substance", "facts", "What happened"),
    ("amount", "figures", "Amounts"),
    ("date", "dates", "Dates"),
    ("precision", "precision", "Precision and rounding"),
    ("name", "names", "Spellings of names"),
)
MOST_SHOWN = 3
"""Passages of one version; the works are named all the same."""


@dataclass(frozen=True, slots=True)
class ShownWords:
    """A passage of a work, for the template."""

    text: str
    lang: str
    """"" for English, the language of the page."""
    work: Value | None
    """Where the version has several."""


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """One version of a conflict, for the template."""

    text: str
    marker: Markup
    works: tuple[Value, ...]
    words: tuple[ShownWords, ...]
    more: int
    """How many passages are not shown."""
    is_preferred: bool
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class ShownConflict:
    """One conflict, for the template."""

    title: str
    url: str
    id: str
    versions: tuple[ShownVersion, ...]
    is_told: bool
    """Whether the versions are sentences of an author."""


def conflict_anchor(conflict: Conflict) -> str:
    """Return the anchor of *conflict* on the page of its record."""
    return conflict.told_at or f"differ-{source_slug(conflict.about.replace(' ', '-'))}"


def conflicts_section(
    edition: Edition,
    uri: str,
    node: Node,
    markers: Mapping[Path, Markup],
    slots: Slots,
    title: str = "",
) -> str:
    """Return the section of the page at *uri* with the conflicts on *node*; "" without any.

    What its author tells stands in the text.
    """
    conflicts = [one for one in edition.conflicts.get(node, ()) if not one.told_at]
    if not conflicts:
        return ""
    shown = [
        _shown(
            edition,
            uri,
            conflict,
            title=conflict.about or "The value",
            # Figures have their markers in the table: an anchor stands once on a page.
            markers={} if node.collection == SERIES else markers,
        )
        for conflict in conflicts
    ]
    block = slots.block(render("differ", conflicts=shown, folded="", rtl=rtl))
    return heading(2, title or edition.site.subject.differences, "differ") + block


def conflicts_listing(edition: Edition, page: str, slots: Slots) -> str:
    """All conflicts by their kinds, with their numbers; what is no more than a note is folded."""
    groups: dict[Kind, list[Conflict]] = {}
    for conflicts in edition.conflicts.values():
        for conflict in conflicts:
            groups.setdefault(conflict.kind, []).append(conflict)
    if not groups:
        return "No work is known to differ from another.\n\n"
    parts = [_at_a_glance([one for found in groups.values() for one in found])]
    for kind, anchor, title in _GROUPS:
        if found := groups.get(kind):
            listed = in_parts(
                page,
                slots,
                found,
                partial(_place, edition),
                partial(_listed, edition, is_folded=kind in NOTES),
                kind="section",
                section=(anchor, title),
            )
            parts.append(heading(2, f"{title} ({len(found)})", anchor) + listed)
    return "".join(parts)


def _place(edition: Edition, conflict: Conflict) -> Place:
    """Return where *conflict* stands in a list too long for a page: with others of its collection.

    By decades and letters there would be twenty parts, most of them of one screen.
    """
    names = [one.name for one in edition.site.subject.collections]
    order = names.index(conflict.node.collection)
    title = edition.site.subject.collections[order].title
    return Place((True, order, ""), title, place_of(edition, conflict.node).part)


def _at_a_glance(conflicts: Sequence[Conflict]) -> str:
    """Return how many *conflicts* there are, of which weight, and in how many one side is taken."""
    works = {key for one in conflicts for version in one.versions for key in version.citekeys}
    notes = sum(one.kind in NOTES for one in conflicts)
    followed = sum(one.preferred is not None for one in conflicts)
    what = "is a spelling or a rounding" if notes == 1 else "are spellings and roundings"
    aside = f" {notes} of them {what}, folded at the end." if notes else ""
    told = (
        " What several pages tell stands here for each."
        if any(one.told_at for one in conflicts)
        else ""
    )
    return (
        f"{counted(len(conflicts), 'difference')} between {counted(len(works), 'work')}.{aside}"
        f"{told} In {followed} one version is followed, with the reason given.\n\n"
    )


def _listed(
    edition: Edition, page: str, slots: Slots, conflicts: list[Conflict], *, is_folded: bool
) -> str:
    shown = [_entry(edition, page, conflict) for conflict in conflicts]
    folded = f"Show {'it' if len(shown) == 1 else f'all {len(shown)}'}" if is_folded else ""
    return slots.block(render("differ", conflicts=shown, folded=folded, rtl=rtl))


def _entry(edition: Edition, page: str, conflict: Conflict) -> ShownConflict:
    name = edition.title(conflict.node)
    title = f"{name}: {conflict.about}" if conflict.about else name
    url = edition.link(page, conflict.node, conflict_anchor(conflict))
    return _shown(edition, page, conflict, title=title, url=url, markers={})


def _shown(
    edition: Edition,
    uri: str,
    conflict: Conflict,
    title: str,
    markers: Mapping[Path, Markup],
    url: str = "",
) -> ShownConflict:
    return ShownConflict(
        title=title,
        url=url,
        id="" if url else conflict_anchor(conflict),
        versions=tuple(_version(edition, uri, one, markers) for one in conflict.versions),
        is_told=bool(conflict.told_at),
    )


def _version(
    edition: Edition, uri: str, version: Version, markers: Mapping[Path, Markup]
) -> ShownVersion:
    shown = tuple(_words(edition, uri, version))
    return ShownVersion(
        text=version.text,
        marker=Markup("").join(markers.get(path, Markup()) for path in version.facts),
        works=work_values(edition, uri, version.citekeys),
        words=shown[:MOST_SHOWN],
        more=len(shown[MOST_SHOWN:]),
        is_preferred=version.is_preferred,
        reason=version.reason,
        note=version.note,
    )


def _words(edition: Edition, uri: str, version: Version) -> Iterator[ShownWords]:
    """Yield the passages, of equal ones the first."""
    seen: set[str] = set()
    for words in version.words:
        if words.text in seen:
            continue
        seen.add(words.text)
        work = edition.site.work(words.citekey)
        lang = words.lang or (str(work.csl.get("language", "")) if work else "")
        (named,) = work_values(edition, uri, (words.citekey,))
        yield ShownWords(
            text=words.text,
            lang="" if lang.startswith("en") else lang,
            work=named if len(version.citekeys) > 1 else None,
        )
