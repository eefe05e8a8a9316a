"""`read_drafts`, `Shelf`: works from elsewhere as entries, and where in the files they go."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from typing import Literal, get_args

from sourcebook.diagnostics import Diagnostic, Severity, Source
from sourcebook.formats.bibtex import parse_bibliography
from sourcebook.formats.bibtex.splitting import split
from sourcebook.formats.bibtex.writing import entry_text
from sourcebook.formats.csl_item import Fault
from sourcebook.formats.csl_json import read_csl_json
from sourcebook.formats.identifiers import url_host
from sourcebook.formats.ris import is_ris, read_ris
from sourcebook.works.drafts import Draft, draft_of_entry, draft_of_item
from sourcebook.works.works import Work, interpret

Form = Literal["ris", "csl-json", "bibtex"]
FORMS: tuple[Form, ...] = get_args(Form)

_KEYLESS = re.compile(
    r"^([ \t]*@(?!comment|string|preamble)[A-Za-z]+[ \t]*\{)(\s*)(,|(?=[A-Za-z][\w-]*[ \t]*=))",
    re.IGNORECASE | re.MULTILINE,
)

Problem = Fault | Diagnostic


def form_of(text: str) -> Form | None:
    """Return the form in which *text* describes works, or ``None`` where it is none of them."""
    start = text.lstrip("\ufeff \t\n")[:1]
    if start in ("[", "{"):
        return "csl-json"
    if is_ris(text):
        return "ris"
    return "bibtex" if "@" in text and "{" in text else None


def read_drafts(source: Source, form: Form) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """Return the works in *source*, and why others cannot be read. Never raises."""
    if form == "bibtex":
        read, problems = parse_bibliography((_with_citekeys(source),))
        serious = tuple(one for one in problems if one.severity == Severity.ERROR)
        return tuple(map(draft_of_entry, read.entries)), serious
    items, faults = (read_ris if form == "ris" else read_csl_json)(source.text)
    return tuple(map(draft_of_item, items)), faults


def _with_citekeys(source: Source) -> Source:
    """Return *source* with a citekey in entries without one (EndNote, R): each gets ours anyway."""
    numbers = count(1)

    def keyed(head: re.Match[str]) -> str:
        comma = "" if head[3] == "," else ","
        return f"{head[1]}keyless{next(numbers)}{comma}{head[2]}{head[3]}"

    return replace(source, text=_KEYLESS.sub(keyed, source.text))


def work_of(draft: Draft, citekey: str) -> tuple[Work, tuple[Diagnostic, ...]]:
    """Return the work that *draft* describes, and what a check says of its entry by itself."""
    text = entry_text(draft.type, citekey, draft.fields)
    read, _ = parse_bibliography((Source("new.bib", text),))
    return interpret(read.entries[0])


class Shelf:
    """The files of the bibliography, to find the place of a new entry."""

    def __init__(self, works: Iterable[Work], paths: Iterable[str]) -> None:
        self._paths = tuple(sorted(paths))
        self._works = tuple(works)

    def path_for(self, work: Work) -> str | None:
        """Return the file where entries of the same site or kind of speaker stand.

        Of several files that of the nearest year. ``None`` where nothing tells: then a person
        must.
        """
        if len(self._paths) < 2:
            return self._paths[0] if self._paths else None
        host = url_host(work.url or "")
        of_site = [one for one in self._works if host and url_host(one.url or "") == host]
        of_speaker = [
            one for one in self._works if work.perspective and one.perspective == work.perspective
        ]
        for alike in (of_site, of_speaker):
            if alike:
                return _nearest_file(work, alike)
        return None


def _nearest_file(work: Work, alike: Iterable[Work]) -> str:
    """Return the file of the works of *alike* nearest in time; of several that with most."""
    distances: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for one in alike:
        path = one.entry.location.file
        counts[path] += 1
        gap = abs(work.date.year - one.date.year) if work.date and one.date else 0
        distances[path] = min(gap, distances.get(path, gap))
    return min(distances, key=lambda path: (distances[path], -counts[path], path))


def with_entry(text: str, citekey: str, entry: str) -> str:
    """Return the file *text* with *entry* where it stands in order of citekeys, else at its end.

    After the entry before it, for a comment belongs to what follows; where there is none, after
    the comments that begin the file.
    """
    blocks = [block for block in split(text) if block.kind == "entry"]
    keys = [text[slice(*block.key)].casefold() for block in blocks]
    position = bisect_right(keys, citekey.casefold()) if keys == sorted(keys) else len(keys)
    if position == len(keys):
        start = text.rstrip("\n")
        return f"{start}\n\n{entry}" if start else entry
    if position == 0:
        return f"{text[: blocks[0].start]}{entry}\n{text[blocks[0].start :]}"
    end = blocks[position - 1].end
    return f"{text[:end]}\n\n{entry}\n{text[end:].lstrip(chr(10))}"
