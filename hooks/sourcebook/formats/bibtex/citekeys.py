"""`citekey_problem`, `distinct`: what can be a citekey, and that each belongs to one entry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sourcebook.diagnostics import Diagnostic, Location, rules_bib
from sourcebook.formats.bibtex.model import Entry

_NOT_IN_CITEKEY = re.compile(r"[\s{}\"\\,\x00-\x20\x7f-\x9f]")
LONGEST = 150
"""Bytes of a citekey; a file name may have 255, and gets a digest and an ending."""
_USUAL = 60
_RUNS = re.compile(r"[^\w:.#$%&\-+?<>~/]+")


def citekey_problem(citekey: str) -> str | None:
    """Return why *citekey* cannot be cited, as a clause, or ``None`` where it can.

    Pandoc's ``@{…}`` takes any key without spaces and with balanced braces. Beyond that a
    citekey must not step out of a folder, since its work's page is named after it.
    """
    wrong = _NOT_IN_CITEKEY.search(citekey)
    if wrong:
        if wrong[0].isspace():
            return "it holds a space"
        shown = f"the character “{wrong[0]}”" if wrong[0].isprintable() else "a control character"
        return f"it holds {shown}"
    if any(unicodedata.category(char) in ("Cf", "Cs", "Co", "Cn") for char in citekey):
        return "it holds a character that cannot be seen"
    if citekey.startswith("@"):
        return "it begins with “@”"
    if {".", ".."} & set(citekey.split("/")):
        return "it would step out of its folder"
    if len(citekey.encode("utf-8")) > LONGEST:
        return f"it has more than {LONGEST} bytes, and files are named after it"
    return None


def usable_citekey(citekey: str) -> str:
    """Return *citekey* with all that cannot stand in one as hyphens; "" where nothing is left."""
    parts = [part.strip(".-") for part in _RUNS.sub("-", citekey).split("/")]
    return "/".join(part for part in parts if part)[:_USUAL].rstrip("/-.")


def distinct(
    entries: Iterable[Entry],
) -> tuple[dict[str, Entry], dict[str, str], tuple[Diagnostic, ...]]:
    """Return the entries by citekey, alias (field ``ids``) → citekey, and the clashes.

    The first entry with a citekey counts; a citekey goes before an alias.
    """
    kept: dict[str, Entry] = {}
    diagnostics: list[Diagnostic] = []
    for entry in entries:
        first = kept.setdefault(entry.citekey, entry)
        if first is not entry:
            diagnostics.append(
                _taken(entry.location, entry.citekey, first.location, "this entry is not used")
            )
    aliases: dict[str, str] = {}
    places: dict[str, Location] = {}
    for entry in kept.values():
        listed = entry.fields.get("ids")
        for match in re.finditer(r"[^\s,]+", listed.value) if listed else ():
            alias, at = match[0], listed.within(*match.span()) if listed else entry.location
            if alias == entry.citekey:
                continue
            if alias in kept or alias in aliases:
                before = kept[alias].location if alias in kept else places[alias]
                diagnostics.append(_taken(at, alias, before, "it cannot be an alias"))
            else:
                aliases[alias], places[alias] = entry.citekey, at
    diagnostics += _differ_by_case(kept)
    return kept, aliases, tuple(diagnostics)


def _taken(at: Location, citekey: str, before: Location, consequence: str) -> Diagnostic:
    return rules_bib.DUPLICATE_CITEKEY.at(
        at,
        citekey=citekey,
        consequence=consequence,
        related=((before, "first defined here"),),
    )


def _differ_by_case(entries: dict[str, Entry]) -> Iterable[Diagnostic]:
    folded: dict[str, Entry] = {}
    for entry in entries.values():
        first = folded.setdefault(entry.citekey.casefold(), entry)
        if first is not entry:
            yield rules_bib.CITEKEY_CASE.at(
                entry.location,
                citekey=entry.citekey,
                other=first.citekey,
                related=((first.location, "the other one"),),
            )
