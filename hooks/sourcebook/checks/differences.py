"""`check_differences`: what pages tell as differences between works has works on each side."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from sourcebook.diagnostics import Diagnostic, rules_evd_pages
from sourcebook.formats.prose import plain_text
from sourcebook.records.declaration import DECLARATION
from sourcebook.site.model import Page, Site, Text
from sourcebook.site.told import told_differences

_ALIKE = 0.7
"""How like two headings are that are meant to be one: “Where sources disagree”."""


def check_differences(site: Site) -> Iterator[Diagnostic]:
    """Yield the problems of the sections that say where works differ."""
    for page in site.pages.values():
        if page.record is not None and page.body is not None:
            yield from _headings(site, page, page.body)
            for told in told_differences(site, page):
                what = f"“{told.about}”" if told.about else "a paragraph"
                for at in told.uncited:
                    reason = "no work is cited for this sentence"
                    yield rules_evd_pages.UNWITNESSED_DIFFERENCE.at(at, what=what, reason=reason)
                if told.witnesses < 2 and not told.uncited:
                    reason = f"cites {'one work, once' if told.witnesses else 'no work'}"
                    yield rules_evd_pages.UNWITNESSED_DIFFERENCE.at(
                        told.location, what=what, reason=reason
                    )


def _headings(site: Site, page: Page, body: Text) -> Iterator[Diagnostic]:
    declared = site.subject.differences
    likeness = SequenceMatcher(b=declared.casefold(), autojunk=False)
    for found in page.headings:
        heading = plain_text(found.text)
        likeness.set_seq1(heading.casefold())
        is_alike = likeness.quick_ratio() >= _ALIKE and likeness.ratio() >= _ALIKE
        if found.level > 1 and is_alike and heading.casefold() != declared.casefold():
            at = body.locate(found.start, found.start + found.level)
            yield rules_evd_pages.OTHER_HEADING.at(
                at, heading=heading, declared=declared, file=DECLARATION
            )
