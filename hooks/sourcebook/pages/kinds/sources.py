"""`source_page`: one work, and all that rests on it."""

from __future__ import annotations

from itertools import groupby

from sourcebook.formats.html import is_harmless_url
from sourcebook.pages.exports import bibtex_text, wiki_text, work_path
from sourcebook.pages.frame.downloads import downloads
from sourcebook.pages.frame.edition import Edition, Rendered, datetime_of
from sourcebook.pages.frame.excerpts import borne_out, excerpts_of, voice_of
from sourcebook.pages.frame.labels import (
    DATE_BASES,
    TITLE_BASES,
    VERIFICATIONS,
    counted,
    locator_text,
)
from sourcebook.pages.frame.markdown import escape_markdown, heading
from sourcebook.pages.frame.parts import Place, in_parts, place_of
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.slots import Slots
from sourcebook.pages.frame.urls import href, source_path
from sourcebook.pages.frame.views import Chip, Fact, Mention, Value, rtl
from sourcebook.site.graph import SOURCES, Node
from sourcebook.site.model import Passage
from sourcebook.site.naming import page_uri, source_slug
from sourcebook.site.passages import section_of, sentence_of
from sourcebook.works.works import Work


def source_page(edition: Edition, citekey: str) -> Rendered:
    """Return the page of the work *citekey*."""
    work = edition.site.works[citekey]
    node = Node(SOURCES, citekey)
    uri = page_uri(node)
    slots = Slots(uri)
    title = work.title or work.label
    passages = edition.site.passages[citekey]
    parts = [
        heading(1, title),
        slots.block(render("work", formatted=edition.reference(citekey))),
        slots.block(downloads(uri, work_path(citekey), "This reference", source_slug(citekey))),
        slots.block(render("chips", chips=_chips(edition, uri, work))),
        slots.block(render("facts", facts=_facts(edition, uri, work), kind="work", rtl=rtl)),
    ]
    if excerpts := excerpts_of(edition, citekey):
        parts.append(heading(2, "Excerpts") + slots.block(excerpts))
    parts += [
        heading(2, "What rests on this source"),
        _passages(edition, uri, slots, passages),
    ]
    if echoes := _echoes(edition, work):
        parts.append(heading(2, "Texts that repeat this one") + _list(edition, uri, echoes))
    parts += [
        heading(2, "BibTeX"),
        slots.block(render("bibtex", bibtex=bibtex_text(work.entry).strip())),
        heading(2, "For Wikipedia"),
        slots.block(render("bibtex", bibtex=wiki_text(work))),
    ]
    return Rendered(
        uri=uri,
        title=title,
        description=f"{work.label}: what the work is and the "
        f"{counted(len(passages), 'passage')} of this site that cite it.",
        markdown="\n".join(parts).strip() + "\n",
        slots=slots.made(),
        parts=tuple(slots.parts),
        kind="source",
        language=work.langid or "",
        window_title=edition.window_titles[citekey],
        section="sources/index.md",
    )


def _chips(edition: Edition, uri: str, work: Work) -> tuple[Chip, ...]:
    chips = [Chip(work.kind, "kind")]
    if voice := voice_of(edition, work):
        chips.append(Chip(voice, "perspective"))
    return tuple(chips)


def _facts(edition: Edition, uri: str, work: Work) -> list[Fact]:
    facts: list[Fact] = []

    def fact(label: str, *values: Value) -> None:
        shown = tuple(value for value in values if value.text)
        if shown:
            facts.append(Fact(label, shown))

    named = [name for name in work.authors if not name.is_others]
    others = [Value("and others")] if len(named) < len(work.authors) else []
    fact("Author", *(Value(name.display()) for name in named), *others)
    fact("Published by", Value(work.publisher or ""))
    basis = DATE_BASES.get(work.datebasis or "shown", "") if work.datebasis else ""
    if work.date is not None:
        fact("Date", Value(work.date.display(), datetime=datetime_of(work.date), gloss=basis))
    else:
        fact("Date", Value("not known", gloss=basis if work.datebasis != "unknown" else ""))
    if work.titlebasis:
        fact("Title", Value(TITLE_BASES.get(work.titlebasis, work.titlebasis)))
    if work.url:
        fact("Address", Value(work.url, url=work.url if is_harmless_url(work.url) else ""))
    # A copy that stands elsewhere, which most styles leave out.
    fact("Note", Value(str(work.csl.get("note", ""))))
    if work.urldate:
        fact("Accessed", Value(work.urldate.display(), datetime=datetime_of(work.urldate)))
    if work.verification:
        when = f"in {work.verificationdate.display()}" if work.verificationdate else ""
        fact(
            "How the text was verified",
            Value(VERIFICATIONS.get(work.verification, work.verification), gloss=when),
        )
    fact("About the text", Value(work.verificationnote or ""))
    if work.citedby:
        fact("Known from", *(edition.value(uri, Node(SOURCES, key)) for key in (work.citedby,)))
    if work.archiveurl:
        when = f"as of {work.archivedate.display()}" if work.archivedate else ""
        safe = work.archiveurl if is_harmless_url(work.archiveurl) else ""
        fact("Archived copy", Value(work.archiveurl, url=safe, gloss=when))
    else:
        fact("Archived copy", Value(work.archivenote or "None is recorded."))
    if work.basedon:
        fact("Repeats", *(edition.value(uri, Node(SOURCES, key)) for key in work.basedon))
    fact("Language", Value(work.langid or ""))
    fact("Kept because", Value(work.keep or ""))
    fact("Citekey", Value(work.citekey))
    return facts


def _passages(edition: Edition, uri: str, slots: Slots, passages: tuple[Passage, ...]) -> str:
    if not passages:
        return "No page cites this work.\n\n"
    pages = {passage.page for passage in passages}
    told = f"{counted(len(passages), 'passage')} on {counted(len(pages), 'page')}" + (
        " cite this work.\n\n" if len(passages) > 1 else " cites this work.\n\n"
    )

    def show(uri: str, slots: Slots, passages: list[Passage]) -> str:
        listed = []
        for page, group in groupby(passages, key=lambda passage: passage.page):
            title = edition.site.pages[page].title
            mentions = [mention_of(edition, uri, passage) for passage in group]
            link = f"[{escape_markdown(title)}]({source_path(uri, page)})"
            block = slots.block(render("passages", mentions=mentions))
            listed.append(f"\n\n### {link}\n\n{block}")
        return "".join(listed)

    def place(passage: Passage) -> Place:
        return place_of(edition, edition.site.pages[passage.page].node)

    return told + in_parts(uri, slots, passages, place, show, "rows")


def mention_of(edition: Edition, uri: str, passage: Passage) -> Mention:
    """Return *passage* as the page at *uri* shows it, with a link to its marker."""
    title = edition.site.pages[passage.page].title
    section = section_of(edition.site, passage)
    work = edition.site.work(passage.cited.item.citekey)
    return Mention(
        sentence=sentence_of(edition.site, passage),
        url=href(uri, passage.page, passage.cited.anchor),
        where=f"{title}, § {section}" if section else title,
        locator=locator_text(passage.cited.item.locator),
        borne=borne_out(edition, work, (passage,)) if work else (),
    )


def _echoes(edition: Edition, work: Work) -> list[Node]:
    return list(edition.site.graph.sources_of(Node(SOURCES, work.citekey), "basedon"))


def _list(edition: Edition, uri: str, nodes: list[Node]) -> str:
    return "".join(
        f"- [{escape_markdown(edition.title(node))}]({source_path(uri, page_uri(node))})\n"
        for node in nodes
    )
