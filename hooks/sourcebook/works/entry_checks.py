"""`check_entry`: what is wrong with one entry, seen by itself.

Fields taken over from a parent are checked where they stand, not in every child.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sourcebook.diagnostics import Diagnostic, nearest, rules_bib
from sourcebook.diagnostics import rules_bib_fields as rules
from sourcebook.diagnostics import rules_bib_works as work_rules
from sourcebook.formats.bibtex import Field
from sourcebook.formats.bibtex.datamodel import (
    DATE_FIELDS,
    KNOWN_FIELDS,
    KNOWN_TYPES,
    NAME_FIELDS,
    OWN_FIELDS,
    TEXT_FIELDS,
    is_known_field,
)
from sourcebook.formats.edtf import Edtf
from sourcebook.formats.latex import to_unicode
from sourcebook.works.dates import DateProblem, entry_date
from sourcebook.works.entry_fields import Reading
from sourcebook.works.identifier_checks import check_identifier, excerpt
from sourcebook.works.name_problems import NameProblem
from sourcebook.works.names import parse_names
from sourcebook.works.requirements import missing_fields

_HTML = re.compile(
    r"</?[A-Za-z][A-Za-z0-9]{0,20}(?:\s[^<>]{0,200})?/?>"
    r"|(?<!\\)&(?:[A-Za-z]{2,31}|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});"
)
_HYPHEN = re.compile(r"(?<![\w.-])([0-9]+)-([0-9]+)(?![\w.-])")
_OWN_VALUES = {field.name: field.values for field in OWN_FIELDS if field.values}
_OWN_TEXTS = frozenset({"archivenote", "commonwords", "verificationnote", "keep"})
_LATEX_FIELDS = TEXT_FIELDS | NAME_FIELDS | _OWN_TEXTS | {"journal", "address", "school", "annote"}


def check_entry(reading: Reading, pairs: Sequence[tuple[Field, Field]]) -> Iterator[Diagnostic]:
    """Yield the problems of an entry; *pairs* are fields that stand there under two names."""
    entry = reading.entry
    if entry.type not in KNOWN_TYPES:
        yield rules.UNKNOWN_ENTRY_TYPE.at(
            entry.type_location, type=entry.type, nearest=_nearest_type(entry.type)
        )
    for found in entry.fields.values():
        if found.inherited_from is None:
            yield from _check_field(found)
    for first, second in pairs:
        yield rules.SAME_FIELD_TWICE.at(
            second.name_location,
            name=first.name,
            other=second.name,
            related=((first.name_location, "the first one"),),
        )
    yield from _check_dates(reading)
    if entry.type in KNOWN_TYPES:
        for wanted, advice in missing_fields(reading):
            yield rules.MISSING_FIELD.at(
                entry.location, type=entry.type, wanted=wanted, citekey=entry.citekey, advice=advice
            )
    yield from _check_evidence(reading)


def _check_field(found: Field) -> Iterator[Diagnostic]:
    name = found.name
    if not is_known_field(name):
        yield rules.UNKNOWN_FIELD.at(found.name_location, name=name, nearest=_nearest_field(name))
        return
    if not found.value:
        return
    if name in _LATEX_FIELDS:
        yield from _check_text(found)
    if name in NAME_FIELDS:
        for problem in parse_names(found.value)[1]:
            yield _name_problem(found, problem)
    elif name in _OWN_VALUES and found.value not in _OWN_VALUES[name]:
        yield rules.UNKNOWN_VALUE.at(
            found.location,
            name=name,
            value=found.value,
            values=", ".join(f"“{value}”" for value in _OWN_VALUES[name]),
            nearest=nearest(found.value[:80], _OWN_VALUES[name]),
        )
    elif name == "pages":
        yield from _check_pages(found)
    else:
        yield from check_identifier(found)


def _name_problem(found: Field, problem: NameProblem) -> Diagnostic:
    at = found.within(problem.start, problem.end)
    if problem.kind == "plain":
        written = excerpt(found.value[problem.start : problem.end])
        return rules.OTHER_FORM.at(
            at, value=written, name=found.name, read=f"“{problem.cause}”", advice=problem.advice
        )
    rule = rules.MALFORMED_NAME if problem.kind == "malformed" else work_rules.DOUBTFUL_NAME
    return rule.at(at, name=found.name, cause=problem.cause, advice=problem.advice)


def _check_text(found: Field) -> Iterator[Diagnostic]:
    for macro in to_unicode(found.value)[1]:
        yield rules_bib.UNKNOWN_MACRO.at(found.within(macro.start, macro.end), name=macro.name)
    if not unicodedata.is_normalized("NFC", found.value):
        yield rules.NOT_NFC.at(found.location, name=found.name)
    for markup in _HTML.finditer(found.value):
        yield rules.HTML_IN_FIELD.at(found.within(*markup.span()), markup=markup[0])


def _check_pages(found: Field) -> Iterator[Diagnostic]:
    for pages in _HYPHEN.finditer(found.value):
        yield rules.SINGLE_HYPHEN.at(found.within(*pages.span()), pages=pages[0])


def _check_dates(reading: Reading) -> Iterator[Diagnostic]:
    fields = reading.fields
    for name in sorted(DATE_FIELDS):
        prefix = name.removesuffix("date")
        read = entry_date(fields, prefix)
        if read.problem is not None and not read.problem.field.inherited_from:
            yield _date_problem(read.problem, read.date)
        whole, older = fields.get(name), fields.get(f"{prefix}year")
        if whole and older and not (whole.inherited_from or older.inherited_from):
            yield rules.SAME_FIELD_TWICE.at(
                older.name_location,
                name=whole.name,
                other=older.name,
                related=((whole.name_location, "the first one"),),
            )
    yield from _check_order(reading)


def _date_problem(problem: DateProblem, date: Edtf | None) -> Diagnostic:
    rule = {
        "plain": rules.OTHER_FORM,
        "partial": rules.PARTLY_READ,
        "malformed": rules.MALFORMED_DATE,
    }[problem.kind]
    return rule.at(
        problem.field.location,
        value=excerpt(problem.field.value),
        name=problem.field.name,
        read=f"“{date.text}”" if date else "no date",
        reason=problem.reason,
        advice=problem.advice,
    )


def _check_order(reading: Reading) -> Iterator[Diagnostic]:
    """Yield dates of reading that lie before the whole date of publication."""
    published = reading.date()
    for name in ("urldate", "archivedate", "verificationdate"):
        at, read = reading.fields.get(name), reading.date(name.removesuffix("date"))
        if at is None or read is None or published is None:
            continue
        if read.latest and published.earliest and read.latest < published.earliest:
            yield rules.READ_BEFORE_PUBLISHED.at(
                at.location, name=name, read=read.display(), published=published.display()
            )


def _check_evidence(reading: Reading) -> Iterator[Diagnostic]:
    """Yield what is missing for others to find the text again that was read."""
    entry = reading.entry
    how = reading.raw("verification")
    is_dated = bool(reading.raw("urldate") or reading.raw("urlyear"))
    if how == "live" and not is_dated:
        yield rules.LIVE_WITHOUT_URLDATE.at(
            reading.fields["verification"].location, citekey=entry.citekey
        )
        is_dated = True
    if how == "as-cited" and not reading.raw("citedby"):
        yield rules.AS_CITED_WITHOUT_CITEDBY.at(
            reading.fields["verification"].location, citekey=entry.citekey
        )
    has_copy = bool(reading.raw("archiveurl"))
    if has_copy and not reading.raw("archivedate"):
        yield work_rules.ARCHIVE_WITHOUT_DATE.at(
            reading.fields["archiveurl"].name_location, citekey=entry.citekey
        )
    if reading.type != "online" or not reading.raw("url"):
        return
    was_read = is_dated or how == "as-cited" or bool(how and reading.raw("verificationdate"))
    if not was_read:
        yield work_rules.NO_ACCESS_DATE.at(entry.location, citekey=entry.citekey)
    if not has_copy and not reading.raw("archivenote"):
        yield work_rules.NO_ARCHIVE_COPY.at(entry.location, citekey=entry.citekey)


# Looked up once for each name: a bibliography has the same few unknown fields a thousand times.
@lru_cache(maxsize=1024)
def _nearest_field(name: str) -> str | None:
    return nearest(name[:80], KNOWN_FIELDS)


@lru_cache(maxsize=1024)
def _nearest_type(name: str) -> str | None:
    return nearest(name[:80], KNOWN_TYPES)
