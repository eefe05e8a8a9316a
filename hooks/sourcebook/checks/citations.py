"""`check_citations`: citations that name nothing, groups that are none, entries nobody cites."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sourcebook.checks.register import vanished
from sourcebook.diagnostics import Diagnostic, nearest, rules_cit
from sourcebook.formats.citations import locator_fault, unread_citations, unread_in_field
from sourcebook.site.model import CitedWork, Page, PlacedCitation, Site
from sourcebook.site.naming import page_uri
from sourcebook.site.parsing import parse_text


def check_citations(site: Site) -> Iterator[Diagnostic]:
    """Yield the problems of every citation, page by page, then of the entries."""
    known = [*site.works, *site.aliases]
    suggestions: dict[str, str | None] = {}
    for page in site.pages.values():
        for citation in page.citations:
            for cited in citation.works:
                citekey = cited.item.citekey
                if site.work(citekey) is None and citekey not in site.broken_citekeys:
                    if citekey not in suggestions:
                        suggestions[citekey] = nearest(citekey, known)
                    yield _unknown(citation, cited, suggestions[citekey])
                if reason := locator_fault(cited.item):
                    yield rules_cit.FAULTY_LOCATOR.at(
                        cited.location, citekey=citekey, reason=reason
                    )
        yield from _in_fields(site, page)
        for number, text in enumerate(page.texts):
            yield from _unread(site, page, number)
            for suspicion in parse_text(text.markdown).suspicions:
                yield rules_cit.MALFORMED_GROUP.at(
                    text.locate(suspicion.start, suspicion.end),
                    text=_shown(text.markdown[suspicion.start : suspicion.end]),
                    reason=suspicion.reason,
                    advice=suspicion.advice,
                )
    used = {citekey for numbers in site.cited.values() for citekey in numbers}
    if gone := {page_uri(node) for node in vanished(site)}:
        # That a page is gone is said by IDX004; what only it cited follows from that.
        used.update(key for row in site.ledger_lines or () if row.page in gone for key in row.works)
    for citekey, work in site.works.items():
        if citekey not in used and not work.keep:
            yield rules_cit.UNCITED_ENTRY.at(work.entry.location, citekey=citekey)


def _is_known(site: Site, citekey: str) -> bool:
    return site.work(citekey) is not None


def _in_fields(site: Site, page: Page) -> Iterator[Diagnostic]:
    """Yield the citations in the title and the description of a file."""
    for field in (page.title, page.description) if page.source is not None else ():
        found = unread_in_field(field, partial(_is_known, site)) if "@" in field else None
        if found is not None and page.source is not None:
            start = max(0, page.source.text.find(field)) + field.find(found[0])
            yield rules_cit.UNREAD_CITATION.at(
                page.source.locate(start, start + len(found[0])),
                text=found[0],
                citekey=found[1],
                reason="titles and descriptions are shown as they stand",
                advice="Cite in the text of the page.",
            )


def _unread(site: Site, page: Page, number: int) -> Iterator[Diagnostic]:
    text = page.texts[number]
    if text.kind == "fact" or not any(sign in text.markdown for sign in "[@{:"):
        return
    parts = parse_text(text.markdown)
    spans = [
        *((one.start, one.end) for one in parts.citations),
        *((one.start, one.end) for one in parts.suspicions),
    ]
    is_known = partial(_is_known, site)
    for found in unread_citations(text.markdown, is_known, tuple(spans)):
        yield rules_cit.UNREAD_CITATION.at(
            text.locate(found.start, found.end),
            text=_shown(text.markdown[found.start : found.end]),
            citekey=found.citekey,
            reason=found.reason,
            advice=f"Write {found.instead}."
            if found.instead
            else "Set the citation behind it, or the mark in backticks where it is an example.",
        )


def _unknown(citation: PlacedCitation, cited: CitedWork, meant: str | None) -> Diagnostic:
    citekey = cited.item.citekey
    if citation.citation.is_narrative and cited is citation.works[0]:
        near = f", such as “{meant}”" if meant else " as the bibliography has it"
        return rules_cit.UNKNOWN_NARRATIVE_CITEKEY.at(cited.location, citekey=citekey, nearest=near)
    return rules_cit.UNKNOWN_CITEKEY.at(cited.location, citekey=citekey, nearest=meant)


def _shown(text: str) -> str:
    """Return *text* on one line, cut where it is too long for a message."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
