"""`conflicts_of`: what works say differently, each version with its works and their words.

Declared in a record's ``disputed``, told by the author on its page, or found: values of one series
for one period that cannot all be true (“more than 45” and 46 can), and names that works spell in
several ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sourcebook.formats.located import Path
from sourcebook.records.content import Claim
from sourcebook.records.excerpts import Excerpts
from sourcebook.records.records import Loaded
from sourcebook.site.facts import disputes_of
from sourcebook.site.figures import SERIES, Figures, Observed
from sourcebook.site.graph import Node
from sourcebook.site.kinds import (
    Kind,
    can_all_be_true,
    kind_of_sentences,
    kind_of_values,
    kind_of_versions,
)
from sourcebook.site.model import Page, Site
from sourcebook.site.spellings import SpelledName, Spelling, spelled_names
from sourcebook.site.telling import telling_words
from sourcebook.site.told import told_differences

SPELLING = "Spelling of the name"


@dataclass(frozen=True, slots=True)
class Words:
    """A passage of a work that says what a version says."""

    citekey: str
    text: str
    lang: str = ""
    """Language tag, or "" for the language of the work."""


@dataclass(frozen=True, slots=True)
class Version:
    """What some of the works say."""

    text: str
    citekeys: tuple[str, ...]
    facts: tuple[Path, ...]
    """The paths of the facts that cite these works (`Text.path`)."""
    words: tuple[Words, ...] = ()
    """Of those works of which a passage is kept, in their order."""
    is_preferred: bool = False
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something on which works differ."""

    node: Node
    """The record whose page shows it."""
    about: str
    versions: tuple[Version, ...]
    kind: Kind
    period: str = ""
    """As written, for figures."""
    told_at: str = ""
    """The anchor on the page where its author tells it; "" where the page shows it by itself."""

    @property
    def preferred(self) -> Version | None:
        """The version that is followed, if one is."""
        return next((version for version in self.versions if version.is_preferred), None)


def conflicts_of(site: Site) -> Iterator[Conflict]:
    """Yield every conflict: those of figures, those declared, those told, those of names."""
    for series in site.figures.series:
        yield from conflicts_of_series(site.figures, series)
    for found in site.records.values():
        for loaded in found.values():
            yield from conflicts_of_record(loaded, site.excerpts)
    for page in site.pages.values():
        yield from _conflicts_told(site, page)
    yield from _conflicts_of_names(site.records, site.excerpts)


def conflicts_of_series(figures: Figures, series: str) -> Iterator[Conflict]:
    """Yield the conflicts between the rows of *series*, in order of time."""
    for period, rows in figures.by_series.get(series, {}).items():
        # What was planned and what came of it are two things.
        planned = [row for row in rows if row.observation.status == "planned"]
        others = [row for row in rows if row.observation.status != "planned"]
        for group in (others, planned):
            if not can_all_be_true(group):
                about = rows[0].observation.period.display()
                about += ", as planned" if group is planned else ""
                yield Conflict(
                    Node(SERIES, series),
                    about,
                    tuple(_version(figures, series, group)),
                    kind_of_values(group),
                    period,
                )


def _version(figures: Figures, series: str, rows: list[Observed]) -> Iterator[Version]:
    for value in figures.values(series, rows):
        preferred = next((row for row in value.rows if row.observation.preferred), None)
        yield Version(
            text=value.text,
            citekeys=tuple(row.observation.citekey for row in value.rows),
            facts=tuple((row.id,) for row in value.rows),
            words=tuple(
                Words(row.observation.citekey, row.observation.excerpt)
                for row in value.rows
                if row.observation.excerpt
            ),
            is_preferred=preferred is not None,
            reason=(preferred.observation.reason or "") if preferred else "",
            note=" ".join(row.observation.note for row in value.rows if row.observation.note),
        )


def conflicts_of_record(loaded: Loaded, excerpts: Excerpts) -> Iterator[Conflict]:
    """Yield the conflicts that the record declares."""
    for position, dispute in enumerate(disputes_of(loaded)):
        versions = tuple(
            Version(
                text=claim.value,
                citekeys=tuple(claim.sources),
                facts=(("disputed", position, "claims", place),),
                words=tuple(_words(claim, excerpts)),
                is_preferred=claim.preferred,
                reason=claim.reason or "",
                note=claim.note or "",
            )
            for place, claim in enumerate(dispute.claims)
        )
        node = Node(loaded.collection, loaded.id)
        kind = kind_of_versions([version.text for version in versions])
        yield Conflict(node, dispute.about, versions, kind)


def _conflicts_told(site: Site, page: Page) -> Iterator[Conflict]:
    for told in told_differences(site, page):
        if told.claims:
            versions = tuple(Version(one.text, one.citekeys, ()) for one in told.claims)
            kind = kind_of_sentences([version.text for version in versions])
            at = told.claims[0].anchor
            yield Conflict(page.node, told.about, versions, kind, told_at=at)


def _words(claim: Claim, excerpts: Excerpts) -> Iterator[Words]:
    for citekey in claim.sources:
        kept = telling_words(claim.value, excerpts.get(citekey, ()))
        if kept is not None:
            yield Words(citekey, kept.excerpt.text, kept.excerpt.lang or "")


def _conflicts_of_names(
    records: Mapping[str, Mapping[str, Loaded]], excerpts: Excerpts
) -> Iterator[Conflict]:
    seen: set[Node] = set()
    for name in spelled_names(records, excerpts):
        first = name.spellings[0].form
        # A record has several where its full name and a shorter one are both spelled in two ways.
        about = SPELLING if name.node not in seen else f"{SPELLING} “{first}”"
        seen.add(name.node)
        versions = tuple(_spelling(name, one) for one in name.spellings)
        yield Conflict(name.node, about, versions, "name")


def _spelling(name: SpelledName, one: Spelling) -> Version:
    is_preferred = one is name.preferred
    return Version(
        text=one.form,
        citekeys=tuple(citekey for citekey, _ in one.kept),
        facts=(),
        words=tuple(
            Words(citekey, kept.excerpt.text, kept.excerpt.lang or "") for citekey, kept in one.kept
        ),
        is_preferred=is_preferred,
        reason=(getattr(name.loaded.record, "name_reason", None) or "") if is_preferred else "",
    )
