"""`conflicts_section`, `conflicts_listing`: where sources differ, side by side, on a page and all.

Every version stands with its works and with the words kept of them that say it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.formats.located import Path
from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.fact_markers import work_values
from sourcebook.pages.frame.labels import counted
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.views import Value, rtl
from sourcebook.site.conflicts import Conflict, Version
from sourcebook.site.figures import SERIES
from sourcebook.site.graph import Node
from sourcebook.site.naming import source_slug

_GROUPS = (
    # (kind, id of the section, its title)
    ("figure", "figures", "Figures"),
    ("name", "names", "Names"),
    ("fact", "facts", "Dates and facts"),
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
    block = slots.block(render("differ", conflicts=shown, rtl=rtl))
    return heading(2, title, "differ") + block


def conflicts_listing(edition: Edition, page: str, slots: Slots) -> str:
    """All conflicts by what they are about, with their numbers."""
    groups: dict[str, list[Conflict]] = {}
    for conflicts in edition.conflicts.values():
        for conflict in conflicts:
            groups.setdefault(conflict.kind, []).append(conflict)
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
        conflict.preferred is not None for found in groups.values() for conflict in found
    )
    parts = [
        f"{counted(total, 'conflict')} between {counted(len(works), 'work')}; in "
        f"{followed} of them one version is followed, with the reason given.\n\n"
    ]
    for kind, anchor, title in _GROUPS:
        if found := groups.get(kind):
            shown = [_listed(edition, page, conflict) for conflict in found]
            parts.append(heading(2, f"{title} ({len(found)})", anchor))
            parts.append(slots.block(render("differ", conflicts=shown, rtl=rtl)))
    return "".join(parts)


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
