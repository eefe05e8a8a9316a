"""`parse`: every source read by its format, nothing linked yet.

Reading one source is a pure function of its text, so `mkdocs serve` reads only what has changed:
results are kept by content, never by time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sourcebook.diagnostics import KEPT, Diagnostic, Source
from sourcebook.formats.bibtex import Bibliography, parse_bibliography
from sourcebook.formats.citations import Citation, Suspicion, mask, scan, suspicious
from sourcebook.formats.frontmatter import PageParts, split_page
from sourcebook.formats.hygiene import control_characters, pathological_paragraphs
from sourcebook.formats.prose import (
    Directive,
    Heading,
    RecordLink,
    Sentences,
    directives,
    escaped_signs,
    headings,
    record_links,
    sentences,
)
from sourcebook.formats.slips import conflict_markers
from sourcebook.project import Sources
from sourcebook.records.declaration import DECLARATION
from sourcebook.records.excerpts import Excerpts, load_excerpts
from sourcebook.records.loading import LoadedRecords, load_records
from sourcebook.records.subject import Subject, subject_of
from sourcebook.site.graph import Node
from sourcebook.site.ledger_file import LEDGER, LedgerLine, read_ledger
from sourcebook.site.register import REGISTER, RegisterLine, living_ids, one_each, read_register
from sourcebook.works.works import Work, interpret


@dataclass(frozen=True, slots=True)
class TextParts:
    """What is found in one piece of Markdown; offsets count from its beginning."""

    citations: tuple[Citation, ...]
    suspicions: tuple[Suspicion, ...]
    links: tuple[RecordLink, ...]
    directives: tuple[Directive, ...]
    headings: tuple[Heading, ...]
    escaped_signs: tuple[int, ...]
    sentences: Sentences
    masked: str
    """The text with NUL where it is no prose."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """All sources, read."""

    pages: Mapping[str, tuple[Source, PageParts]]
    """By URI (path below ``docs/``)."""
    works: Mapping[str, Work]
    bibliography: Bibliography
    records: LoadedRecords
    excerpts: Excerpts
    subject: Subject = field(default_factory=Subject)
    is_declared: bool = True
    """Whether the subject could be read; without it nothing can be said of records."""
    ledger_lines: tuple[LedgerLine, ...] | None = None
    """The ids of statements; ``None`` where the project has no ledger."""
    register: Mapping[Node, RegisterLine] | None = None
    """The ids that were ever published; ``None`` where the project does not write them down."""


@lru_cache(maxsize=KEPT)
def parse_text(markdown: str) -> TextParts:
    """Return the citations, links, directives, headings and sentences of *markdown*."""
    masked = mask(markdown)
    citations = scan(markdown)
    return TextParts(
        citations=citations,
        suspicions=tuple(suspicious(markdown)),
        links=record_links(markdown, masked),
        directives=directives(markdown),
        headings=headings(markdown, masked),
        escaped_signs=escaped_signs(markdown),
        sentences=sentences(markdown, citations, masked),
        masked=masked,
    )


def parse(sources: Sources) -> tuple[Parsed, tuple[Diagnostic, ...]]:
    """Return all sources, read, and every problem that one source shows by itself."""
    diagnostics: list[Diagnostic] = []
    bibliography, problems = _bibliography(tuple(sources.bibliography.values()))
    diagnostics += problems
    works: dict[str, Work] = {}
    for source in (*sources.pages.values(), *sources.bibliography.values()):
        diagnostics += _hygiene(source)
    others = (sources.data, sources.excerpts, sources.id_files, sources.styles)
    for source in (source for some in others for source in some.values()):
        diagnostics += _conflicts(source)
    diagnostics += _conflicts(sources.host) if sources.host else ()
    for entry in bibliography.entries:
        works[entry.citekey], problems = interpret(entry)
        diagnostics += problems
    pages: dict[str, tuple[Source, PageParts]] = {}
    for path, source in sources.pages.items():
        parts, problems = split_page(source)
        diagnostics += problems
        pages[path.partition("/")[2]] = (source, parts)
    written = {uri: source for uri, (source, _) in pages.items()}
    subject, problems = subject_of(sources.data.get(DECLARATION))
    diagnostics += problems
    known = subject or Subject()
    records, problems = load_records(written, sources.data, known.collections)
    if subject is not None:
        diagnostics += problems
    excerpts, problems = load_excerpts(sources.excerpts, works, bibliography.broken)
    diagnostics += problems
    ledger_lines = None
    if (kept := sources.id_files.get(LEDGER)) is not None:
        ledger_lines, problems = _ledger(kept)
        diagnostics += problems
    register = None
    if (kept := sources.id_files.get(REGISTER)) is not None:
        lines, problems = _register(kept)
        diagnostics += problems
        register = one_each(lines, living_ids(known.collections, records.by_collection, works))
    parsed = Parsed(
        *(pages, works, bibliography, records, excerpts, known, subject is not None),
        ledger_lines=ledger_lines,
        register=register,
    )
    return parsed, tuple(diagnostics)


@lru_cache(maxsize=2)
def _register(source: Source) -> tuple[tuple[RegisterLine, ...], tuple[Diagnostic, ...]]:
    return read_register(source)


@lru_cache(maxsize=2)
def _ledger(source: Source) -> tuple[tuple[LedgerLine, ...], tuple[Diagnostic, ...]]:
    return read_ledger(source)


@lru_cache(maxsize=4)
def _bibliography(
    sources: Sequence[Source],
) -> tuple[Bibliography, tuple[Diagnostic, ...]]:
    return parse_bibliography(sources)


@lru_cache(maxsize=KEPT)
def _conflicts(source: Source) -> tuple[Diagnostic, ...]:
    return tuple(conflict_markers(source))


@lru_cache(maxsize=KEPT)
def _hygiene(source: Source) -> tuple[Diagnostic, ...]:
    """Return what must not be in any text; YAML's own reader sees to data files."""
    is_page = source.path.endswith(".md")
    found = pathological_paragraphs(source, split_page(source)[0].body_start) if is_page else ()
    return (*control_characters(source), *found, *conflict_markers(source))
