"""`Grounds`, `grounds_of`, `is_lead`: what is said without a citation, and what it rests on.

A lead (the summary, and what stands before the first heading) may cite nothing, where every date,
number, name and quotation in it stands in a cited statement of the page or of a page that it
links to. The same is asked of what asserts on a strict page and bears no marks: headings, words
in bold, titles and descriptions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sourcebook.formats.claims import dates_of, names_of, numbers_of
from sourcebook.formats.quotations import fits, quotations, words_of
from sourcebook.site.figures import record_of
from sourcebook.site.graph import Node
from sourcebook.site.model import Page, Site, Stretch
from sourcebook.site.naming import page_uri
from sourcebook.site.passages import in_words, stretch_at
from sourcebook.site.statement import Claim, Kind, Rest, Statement

_STEM = 5
"""Letters in which a name and its adjective agree: “Pakistani”, “Russian”."""


@dataclass(frozen=True)
class Grounds:
    """Cited statements, and what of a text they bear out."""

    statements: tuple[Statement, ...]
    names: tuple[str, ...] = ()
    """Of what they link to, and of the sides of the site."""

    def of(self, text: str) -> tuple[tuple[Statement, ...], tuple[Claim, ...]]:
        """Return the statements that *text*, on one line, rests on, and what none bears out."""
        found: list[Statement] = []
        missing: list[Claim] = []
        compared: tuple[tuple[Kind, Callable[[str], Sequence[Any]]], ...]
        compared = (("date", dates_of), ("number", numbers_of))
        for what, read in compared:
            for claim in read(text):
                words = text[claim.start : claim.end]
                bearing = self._with(words) or self._meaning(claim, read)
                found += bearing[:1]
                if not bearing:
                    missing.append(Claim(what, words))
        for quotation in quotations(text):
            bearing = [one for one in self.statements if fits(quotation.text, one.text)]
            found += bearing[:1]
            if not bearing:
                missing.append(Claim("quotation", quotation.text))
        missing += (
            Claim("name", text[name.start : name.end])
            for name in names_of(text)
            if not all(self._knows(word) for part in name.words for word in part.split())
        )
        return tuple(dict.fromkeys(found)), tuple(missing)

    def nearest(self, text: str) -> tuple[Statement, ...]:
        """Return the statement that shares most words with *text*; none where there is none."""
        words = frozenset(words_of(text))

        def likeness(one: Statement) -> float:
            own = frozenset(words_of(one.text))
            return len(words & own) / (len(words) + len(own))

        return tuple(sorted(self.statements, key=likeness)[-1:])

    def _with(self, words: str) -> Sequence[Statement]:
        """Return the statements that have *words* as they are written: most have."""
        written = re.compile(rf"(?<![\w.,]){re.escape(words)}(?![\w]|[.,]\d)")
        having = (one for one in self.statements if words in one.text)
        return [one for one in having if written.search(one.text)]

    def _meaning(self, claim: Any, read: Callable[[str], Sequence[Any]]) -> Sequence[Statement]:
        read_once = [(one, read(one.text)) for one in self.statements]
        alone = [one for one, others in read_once if claim.is_borne_out_by(others)]
        if alone:
            return alone
        # The day in one statement, and its year in another.
        every = [other for _, others in read_once for other in others]
        if claim.is_borne_out_by(every):
            return [one for one, others in read_once if others]
        return []

    @cached_property
    def _written(self) -> str:
        return " ".join((*(one.text for one in self.statements), *self.names)).casefold()

    def _knows(self, word: str) -> bool:
        return re.search(rf"\b{re.escape(word[:_STEM])}", self._written) is not None


def grounds_of(site: Site, stated: Mapping[str, Sequence[Statement]], page: Page) -> Grounds:
    """Return what *page* states with a citation; *stated* has all statements by URI of the page."""
    nodes = [
        *(Node("places", side) for side in site.subject.sides),
        *(
            record_of(Node(placed.link.collection, placed.link.id))
            for placed in page.links
            if stretch_at(page, placed.text, placed.link.start).citations
        ),
    ]
    names = [name for node in dict.fromkeys(nodes) for name in names_of_record(site, node)]
    if (collection := site.collection_of(page.node)) is not None:
        names += (collection.title, collection.singular)
    return Grounds(tuple(stated.get(page.uri, ())), tuple(names))


def rests_of(site: Site, stated: Mapping[str, Sequence[Statement]], page: Page) -> Iterator[Rest]:
    """Yield what the leads of *page* say without a citation, with what it rests on."""
    own: Grounds | None = None
    for stretch in page.stretches:
        if not is_lead(page, stretch):
            continue
        own = own or grounds_of(site, stated, page)
        linked = [
            node
            for placed in page.links
            if placed.text == stretch.index and stretch.start <= placed.link.start < stretch.end
            if stated.get(page_uri(node := Node(placed.link.collection, placed.link.id)))
        ]
        grounds = Grounds(
            (*own.statements, *(one for node in linked for one in stated[page_uri(node)])),
            (*own.names, *(name for node in linked for name in names_of_record(site, node))),
        )
        text = in_words(site, page, stretch)
        found, missing = grounds.of(text)
        # What claims nothing that can be compared rests on what is most like it.
        found = found or grounds.nearest(text)
        yield Rest(page.uri, stretch.index, stretch.start, stretch.end, found, missing)


def is_lead(page: Page, stretch: Stretch) -> bool:
    """Whether *stretch* stands in a summary or before the first heading, and ought to cite."""
    if not stretch.uncited:
        return False
    kind = page.texts[stretch.index].kind
    first = next((one.start for one in page.headings if one.level > 1), stretch.end)
    return kind == "summary" or (kind == "body" and stretch.start < first)


def names_of_record(site: Site, node: Node) -> Iterator[str]:
    """Yield what *node* is called: its label, id, variants, and names in other languages."""
    yield node.id.replace("-", " ")
    loaded = site.record(node)
    yield site.label(node)
    if loaded is not None:
        yield from getattr(loaded.record, "variants", ())
        yield from getattr(loaded.record, "names", {}).values()
