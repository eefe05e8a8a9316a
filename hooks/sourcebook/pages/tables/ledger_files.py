"""`ledger_files`, `ledger_table`, `retired_table`: the ledger for machines, JSON and tables (CSV).

One schema for both kinds of statement: `kind` tells a figure from a sentence of a summary, a note,
a fact or the body of a page; what only figures have is empty for sentences.
"""

from __future__ import annotations

import json

from sourcebook.formats.csv import csv_text
from sourcebook.pages.frame.labels import locator_text
from sourcebook.pages.frame.urls import url_of
from sourcebook.pages.tables.columns import Column
from sourcebook.pages.tables.tables import Table
from sourcebook.site.coverage import FIGURES, SENTENCES, Coverage, Share, coverage_of
from sourcebook.site.model import Site
from sourcebook.site.statement import Entered, Retired, Support

LEDGER_VERSION = 2
"""Of the form of ``ledger.json``: raised when a key changes its meaning or goes."""
LEDGER_FORMATS = (
    # (name, path below the root of the site, media type)
    ("JSON", "ledger.json", "application/json"),
    ("CSV", "ledger.csv", "text/csv"),
    ("CSV of retired ids", "ledger-retired.csv", "text/csv"),
)
LEDGER_CSV = LEDGER_FORMATS[1][1]
RETIRED_CSV = LEDGER_FORMATS[2][1]
KINDS = ("summary", "note", "fact", "body", "figure")

_SEVERAL = "with “; ” between them"
_COLUMNS = (
    Column("id", "string", "Permanent id; empty until the statement is published"),
    Column(
        "kind",
        "string",
        "figure, or what a sentence stands in: a summary, a note, a fact of a record, the body of "
        "a page",
        is_required=True,
        choices=KINDS,
    ),
    Column("page", "string", "Address of its page below the root of the site"),
    Column("anchor", "string", "Of it on the page: made of its id", is_required=True),
    Column("section", "string", "The heading above it"),
    Column("statement", "string", "Its text, without citations", is_required=True),
    Column("period", "string", "Of a figure: the time that it is of"),
    Column("value", "number", "Of a figure: the number"),
    Column("unit", "string", "Of a figure: the unit of the number"),
    Column("citekeys", "string", f"The works that it rests on, {_SEVERAL}", is_required=True),
    Column("locators", "string", f"Citekeys and places in the works, {_SEVERAL}"),
    Column("perspectives", "string", f"Who speaks in the works, by id, {_SEVERAL}"),
    Column(
        "independent",
        "integer",
        "How many of its works repeat none of the others; of a figure, how many independent works "
        "state the same value for the period",
        is_required=True,
    ),
    Column(
        "single_source", "string", "Whether that is one", is_required=True, choices=("yes", "no")
    ),
    Column(
        "archive",
        "string",
        f"Of each work: copy, reason (why there is none), none, offline; {_SEVERAL}",
        is_required=True,
    ),
    Column("last_checked", "string", "The oldest day on which one of its works was, as EDTF"),
    Column(
        "words_kept",
        "string",
        "Whether words of one of its works are kept; of a figure, whether its own are, word for "
        "word",
        is_required=True,
        choices=("yes", "no"),
    ),
    Column("words", "string", "Of a figure: the words of the work that state it"),
    Column("value_in_words", "string", "Of a figure: whether they show it", choices=("yes", "no")),
    Column("history", "string", "Of a sentence: when it changed its meaning, and how"),
    Column("quotations", "integer", "Quotations of three words or more in a sentence", True),
    Column("quotations_checked", "integer", "Of these, those that stand in an excerpt kept", True),
)


_RETIRED_COLUMNS = (
    Column("id", "string", "Permanent id, given to no other", is_required=True),
    Column(
        "became",
        "string",
        "What became of it: its words stand in another statement, in several, or nowhere",
        is_required=True,
        choices=("merged", "split", "cut"),
    ),
    Column("into", "string", f"Ids of the statements that have its words now, {_SEVERAL}"),
    Column("page", "string", "Address of the page where it stood last"),
    Column("statement", "string", "Its text", is_required=True),
    Column("citekeys", "string", f"The works that it rested on, {_SEVERAL}", is_required=True),
    Column("history", "string", "When it changed its meaning or went, and why, if that is known"),
)


def ledger_files(site: Site) -> dict[str, str]:
    """Return the text of the files of the ledger by path below the root of the site."""
    if not site.ledger.entered:
        return {}
    texts = (_json(site), _csv(ledger_table(site)), _csv(retired_table(site)))
    return {path: text for (_, path, _), text in zip(LEDGER_FORMATS, texts, strict=True)}


def ledger_table(site: Site) -> Table:
    """Return the ledger as a table; its key is the id, once every statement has one."""
    return Table(
        name="ledger",
        title="Ledger: statements and figures",
        key=("id",) if not site.ledger.new else (),
        columns=_COLUMNS,
        rows=tuple(map(_row, site.ledger.entered)),
        is_main=False,
    )


def retired_table(site: Site) -> Table:
    """Return what became of the ids that no statement has any more."""
    rows = (
        (
            *(line.id, one.became, "; ".join(one.into), url_of(line.page), line.text),
            "; ".join(line.works),
            line.history,
        )
        for one in site.ledger.retired.values()
        for line in (one.line,)
    )
    return Table(
        name="ledger-retired",
        title="Ledger: retired ids",
        key=("id",),
        columns=_RETIRED_COLUMNS,
        rows=tuple(rows),
        is_main=False,
    )


def _csv(table: Table) -> str:
    return csv_text([[column.name for column in table.columns], *table.rows])


def _json(site: Site) -> str:
    """Return an object with ``version``, ``coverage``, ``statements`` and ``retired``, one a line.

    A statement has ``id`` (null until registered), ``kind``, ``page`` (address below the root of
    the site), ``anchor``, ``section``, ``text``, ``works``, ``independent``, ``single_source``,
    ``last_checked`` (EDTF or null), ``words_kept``, ``quotations``, ``quotations_checked`` and
    ``figure`` (null, or ``period``, ``value``, ``unit``, ``words``, ``value_in_words``). A work
    has ``citekey``, ``locators``, ``perspective``, ``roots``, ``archive`` and ``last_checked``.
    What is retired has the columns of its table, citekeys and the ids that it went ``into`` as
    lists.
    """
    covered = {
        "sentences": coverage_object(coverage_of(site.ledger, "sentences"), SENTENCES),
        "figures": coverage_object(coverage_of(site.ledger, "figures"), FIGURES),
    }
    lines = [json.dumps(_object(one), ensure_ascii=False) for one in site.ledger.entered]
    statements = ",\n".join(lines)
    gone = map(_retired, site.ledger.retired.values())
    retired = ",\n".join(json.dumps(one, ensure_ascii=False) for one in gone)
    return (
        f'{{"version": {LEDGER_VERSION},\n"coverage": {json.dumps(covered, ensure_ascii=False)},\n'
        f'"statements": [\n{statements}\n],\n"retired": [\n{retired}\n]}}\n'
    )


def coverage_object(coverage: Coverage, shares: tuple[Share, ...]) -> dict[str, object]:
    """Return the counts as an object: each share as ``count`` and ``of``."""
    return {
        "statements": coverage.statements,
        "works": coverage.works,
        "single-source": coverage.single_source,
        **{one.name: {"count": one.count(coverage), "of": one.of(coverage)} for one in shares},
    }


def _object(entered: Entered) -> dict[str, object]:
    one = entered.statement
    stated = one.figure
    return {
        "id": entered.id,
        "kind": one.kind,
        "page": url_of(one.page),
        "anchor": entered.anchor,
        "section": one.section,
        "text": one.text,
        "works": [_work(work) for work in one.works],
        "independent": one.witnesses,
        "single_source": one.is_single_source,
        "last_checked": one.checked.text if one.checked else None,
        "words_kept": one.has_excerpt,
        "history": entered.history or None,
        "quotations": one.quotations,
        "quotations_checked": one.checked_quotations,
        "figure": {
            "period": stated.period,
            # As text: no digit is lost.
            "value": stated.value,
            "unit": stated.unit,
            "words": stated.words or None,
            "value_in_words": stated.proof.shows_value,
        }
        if stated is not None
        else None,
    }


def _retired(one: Retired) -> dict[str, object]:
    return {
        "id": one.line.id,
        "became": one.became,
        "into": list(one.into),
        "page": url_of(one.line.page),
        "statement": one.line.text,
        "citekeys": list(one.line.works),
        "history": one.line.history or None,
    }


def _work(work: Support) -> dict[str, object]:
    return {
        "citekey": work.citekey,
        "locators": [{"label": one.label, "value": one.value} for one in work.locators],
        "perspective": work.side or None,
        "roots": sorted(work.roots),
        "archive": work.archive,
        "last_checked": work.checked.text if work.checked else None,
    }


def _row(entered: Entered) -> tuple[str, ...]:
    one = entered.statement
    stated = one.figure
    shows = stated.proof.shows_value if stated is not None else None
    return (
        entered.id or "",
        one.kind,
        url_of(one.page),
        entered.anchor,
        one.section,
        one.text,
        *((stated.period, stated.value, stated.unit) if stated is not None else ("", "", "")),
        "; ".join(one.citekeys),
        "; ".join(_located(work) for work in one.works if work.locators),
        "; ".join(work.side for work in one.works),
        str(one.witnesses),
        _yes(one.is_single_source),
        "; ".join(work.archive for work in one.works),
        one.checked.text if one.checked else "",
        _yes(one.has_excerpt),
        stated.words if stated is not None else "",
        "" if shows is None else _yes(shows),
        entered.history,
        str(one.quotations),
        str(one.checked_quotations),
    )


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"


def _located(work: Support) -> str:
    return f"{work.citekey} {', '.join(locator_text(one) for one in work.locators)}"
