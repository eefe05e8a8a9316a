"""`compose`: one page that authors wrote, a record's or a free one, as Markdown with slots.

Order on a record's page: title, names, summary, chips, facts, the author's prose, where sources
differ, backlinks, neighbours, references.
"""

from __future__ import annotations

from itertools import groupby

from sourcebook.formats.located import Path
from sourcebook.pages.evidence.differences import conflicts_section
from sourcebook.pages.evidence.shares import evidence_line
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.fact_markers import markers_of_facts
from sourcebook.pages.frame.markdown import heading
from sourcebook.pages.frame.markers import reference_list
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.views import rtl
from sourcebook.pages.kinds.agreements import COLLECTION as AGREEMENTS
from sourcebook.pages.kinds.agreements import agreement_sections
from sourcebook.pages.kinds.backlinks import backlinks
from sourcebook.pages.kinds.facts import facts_of, names_of
from sourcebook.pages.kinds.figures import series_sections
from sourcebook.pages.lists.sequences import sequences_of
from sourcebook.pages.prose import has_directive, render_text
from sourcebook.records.content import Person
from sourcebook.site.figures import SERIES
from sourcebook.site.graph import PAGES, Node
from sourcebook.site.model import Page

_WINDOW = {"agreements": " (agreement)", "series": " (figures)"}
"""Behind the title of a window: an agreement and its figures may bear one name."""


def compose(edition: Edition, page: Page) -> Rendered:
    """Return *page*, ready for the host."""
    slots = Slots(page.uri)
    parts: list[str] = []
    if not _has_title(page):
        parts.append(heading(1, page.title))
    if page.record is not None:
        parts += _head(edition, page, slots)
    body = ""
    for index, text in enumerate(page.texts):
        if text.kind == "body":
            body = render_text(edition, page, index, slots)
    if page.record is not None:
        parts.append(_own_sections(edition, page, slots))
    parts.append(body)
    if page.record is not None:
        parts.append(_differences(edition, page, slots))
        parts.append(backlinks(edition, page, slots))
        parts.append(slots.block(render("sequence", sequences=sequences_of(edition, page))))
    if not has_directive(page, "references"):
        listed = reference_list(edition, page)
        if listed:
            parts.append(heading(2, "References", "references"))
            if _is_declared(edition, page):
                parts.append(evidence_line(edition, page))
            parts.append(slots.block(listed))
    return Rendered(
        uri=page.uri,
        title=page.title,
        window_title=f"{page.title}{_WINDOW.get(page.node.collection, '')}",
        description=page.description or edition.plain(page.summary),
        markdown="\n".join(parts).strip() + "\n",
        slots=slots.made(),
        parts=tuple(slots.parts),
        kind=_kind(edition, page),
        section=_section(page),
        page=page,
    )


def _has_title(page: Page) -> bool:
    return any(found.level == 1 for found in page.headings)


def _section(page: Page) -> str:
    """Return the URI of the index of a record, or of the folder that a free page stands in."""
    if page.node.collection != PAGES:
        return f"{page.node.collection}/index.md"
    folder = page.uri.rpartition("/")[0]
    return f"{folder}/index.md" if folder else ""


def _is_declared(edition: Edition, page: Page) -> bool:
    collection = edition.site.collection_of(page.node)
    return collection is not None and collection.is_declared


def _kind(edition: Edition, page: Page) -> str:
    if page.uri == "index.md":
        return "home"
    if page.uri.endswith("/index.md") and page.node.collection == PAGES:
        return "index"
    collection = edition.site.collection_of(page.node)
    return collection.singular if collection else "page"


def _own_sections(edition: Edition, page: Page, slots: Slots) -> str:
    """Return what only pages of this collection have."""
    if page.node.collection == AGREEMENTS:
        return agreement_sections(edition, page, slots)
    if page.node.collection == SERIES:
        return series_sections(edition, page, slots)
    return ""


def _differences(edition: Edition, page: Page, slots: Slots) -> str:
    """Return where sources differ on the record; a series says so above, beside its values."""
    if page.node.collection == SERIES:
        return ""
    markers = markers_of_facts(edition, page)
    # Where the author has a section of that name, two of them would confuse.
    is_told = any("sources differ" in found.text.casefold() for found in page.headings)
    title = "The versions side by side" if is_told else "Where sources differ"
    return conflicts_section(edition, page.uri, page.node, markers, slots, title)


def _head(edition: Edition, page: Page, slots: Slots) -> list[str]:
    parts = []
    if names := names_of(page):
        parts.append(slots.block(render("names", names=names, rtl=rtl)))
    facts = []
    for index, text in enumerate(page.texts):
        if text.kind in {"summary", "note"}:
            deck = " ".join(render_text(edition, page, index, slots).split())
            parts.append(
                f"\n\n{deck}\n{{: .sb-deck }}\n\n" if text.kind == "summary" else f"\n\n{deck}\n\n"
            )
        elif text.path[:1] == ("offices",):
            office = edition.label(Node("offices", _office(page, text.path)))
            facts.append((office, " ".join(render_text(edition, page, index, slots).split())))
    if chips := edition.chips(page.uri, page.node):
        parts.append(slots.block(render("chips", chips=chips)))
    if found := facts_of(edition, page):
        parts.append(slots.block(render("facts", facts=found, kind="box", rtl=rtl)))
    if facts:
        parts.append(heading(2, "Offices", "offices") + _offices(facts) + "\n\n")
    return parts


def _office(page: Page, path: Path) -> str:
    """Return the id of the office that the fact at *path* is about."""
    record = page.record.record if page.record else None
    held = record.offices if isinstance(record, Person) else ()
    return held[int(path[1])].office


def _offices(facts: list[tuple[str, str]]) -> str:
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
