"""`compose`: one page that authors wrote, a record's or a free one, as Markdown with slots.

Order on a record's page: title, names, summary, chips, facts, the author's prose, where sources
differ, backlinks, neighbours, references.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sourcebook.pages.evidence.differences import conflicts_section
from sourcebook.pages.evidence.shares import evidence_line
from sourcebook.pages.frame.chips import chips_of
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.fact_markers import markers_of_facts
from sourcebook.pages.frame.horizon import with_horizon
from sourcebook.pages.frame.markdown import escape_markdown, heading
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
from sourcebook.pages.people import COLLECTION as PEOPLE
from sourcebook.pages.people import offices_section
from sourcebook.pages.prose import has_directive, render_text
from sourcebook.site.figures import SERIES
from sourcebook.site.graph import PAGES
from sourcebook.site.model import Page, Text
from sourcebook.site.naming import address_of

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
    made = Rendered(
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
    return with_horizon(edition, made)


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
    if not address_of(page.uri):
        return "home"
    if page.uri.endswith("/index.md") and page.node.collection == PAGES:
        return "index"
    collection = edition.site.collection_of(page.node)
    return collection.singular if collection else "page"


_OWN: Mapping[str, Callable[[Edition, Page, Slots], str]] = {
    AGREEMENTS: agreement_sections,
    PEOPLE: offices_section,
    SERIES: series_sections,
}
"""What only pages of these collections have."""


def _own_sections(edition: Edition, page: Page, slots: Slots) -> str:
    own = _OWN.get(page.node.collection)
    return own(edition, page, slots) if own else ""


def _differences(edition: Edition, page: Page, slots: Slots) -> str:
    """Return where sources differ on the record; a series says so above, beside its values."""
    if page.node.collection == SERIES:
        return ""
    markers = markers_of_facts(edition, page)
    # Where the author has a section of that name, two of them would confuse.
    is_told = any(one.told_at for one in edition.conflicts.get(page.node, ()))
    title = "The versions side by side" if is_told else ""
    return conflicts_section(edition, page.uri, page.node, markers, slots, title)


def _head(edition: Edition, page: Page, slots: Slots) -> list[str]:
    parts = []
    if names := names_of(page):
        parts.append(slots.block(render("names", names=names, rtl=rtl)))
    for index, text in enumerate(page.texts):
        if text.kind in {"summary", "note"}:
            deck = " ".join(render_text(edition, page, index, slots).split())
            kind = "\n{: .sb-deck }" if text.kind == "summary" else ""
            parts.append(f"\n\n{_label(edition, page, text)}{deck}{kind}\n\n")
    if chips := chips_of(edition, page.uri, page.node):
        parts.append(slots.block(render("chips", chips=chips)))
    if found := facts_of(edition, page):
        parts.append(slots.block(render("facts", facts=found, kind="box", rtl=rtl)))
    return parts


def _label(edition: Edition, page: Page, text: Text) -> str:
    """Return what stands before *text*: the label of a field that the site declares."""
    collection = edition.site.collection_of(page.node)
    field = collection.fields.get(str(text.path[0])) if collection and text.path else None
    if collection is None or field is None or field.meaning.role == "summary":
        return ""
    is_labelled = collection.is_declared or field.meaning.label
    return f"**{escape_markdown(field.label)}:** " if is_labelled else ""
