"""`conflicts_section`, `conflicts_listing`: where sources differ, side by side, on a page and all.

Every version stands with its works and, for figures, with their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.formats.located import Path
from sourcebook.pages.edition import Edition
from sourcebook.pages.fact_markers import work_values
from sourcebook.pages.labels import counted
from sourcebook.pages.markdown import heading
from sourcebook.pages.render import render
from sourcebook.pages.slots import Slots
from sourcebook.pages.views import Value
from sourcebook.site.conflicts import Conflict, Version
from sourcebook.site.figures import SERIES
from sourcebook.site.graph import Node
from sourcebook.site.naming import source_slug

_GROUPS = (
    ("figures", "Figures"),
    ("names", "Names"),
    ("facts", "Dates and facts"),
)
_NAMES = ("name", "spelling")


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """One version of a conflict, for the template."""

    text: str
    marker: Markup
    works: tuple[Value, ...]
    excerpts: tuple[str, ...]
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


def conflict_anchor(conflict: Conflict) -> str:
    """Return the anchor of *conflict* on the page of its record."""
    return f"differ-{source_slug(conflict.about.replace(' ', '-'))}"


def conflicts_section(
    edition: Edition,
    uri: str,
    node: Node,
    markers: Mapping[Path, Markup],
    slots: Slots,
    title: str = "Where sources differ",
) -> str:
    """Return the section of the page at *uri* with the conflicts on *node*; "" without any."""
    conflicts = edition.conflicts.get(node, ())
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
    block = slots.block(render("differ", conflicts=shown))
    return heading(2, title, "differ") + block


def conflicts_listing(edition: Edition, page: str, slots: Slots) -> str:
    """All conflicts by what they are about, with their numbers."""
    groups: dict[str, list[Conflict]] = {}
    for conflicts in edition.conflicts.values():
        for conflict in conflicts:
            groups.setdefault(_group(conflict), []).append(conflict)
    total = sum(len(found) for found in groups.values())
    works = {
        citekey
        for found in groups.values()
        for conflict in found
        for version in conflict.versions
        for citekey in version.citekeys
    }
    if not total:
        return "No work is known to differ from another.\n\n"
    followed = sum(
        any(version.is_preferred for version in conflict.versions)
        for found in groups.values()
        for conflict in found
    )
    parts = [
        f"{counted(total, 'conflict')} between {counted(len(works), 'work')}; in "
        f"{followed} of them one version is followed, with the reason given.\n\n"
    ]
    for name, title in _GROUPS:
        if found := groups.get(name):
            shown = [_listed(edition, page, conflict) for conflict in found]
            parts.append(heading(2, f"{title} ({len(found)})", name))
            parts.append(slots.block(render("differ", conflicts=shown)))
    return "".join(parts)


def _group(conflict: Conflict) -> str:
    if conflict.node.collection == SERIES:
        return "figures"
    return "names" if conflict.about.casefold().startswith(_NAMES) else "facts"


def _listed(edition: Edition, page: str, conflict: Conflict) -> ShownConflict:
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
    )


def _version(
    edition: Edition, uri: str, version: Version, markers: Mapping[Path, Markup]
) -> ShownVersion:
    return ShownVersion(
        text=version.text,
        marker=Markup("").join(markers.get(path, Markup()) for path in version.facts),
        works=work_values(edition, uri, version.citekeys),
        excerpts=_each_once(version.excerpts),
        is_preferred=version.is_preferred,
        reason=version.reason,
        note=version.note,
    )


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))
