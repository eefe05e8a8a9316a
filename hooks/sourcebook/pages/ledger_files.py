"""`ledger_files`: the ledger for machines, as JSON and as CSV."""

from __future__ import annotations

import json

from sourcebook.formats.csv import csv_text
from sourcebook.pages.labels import locator_text
from sourcebook.pages.urls import url_of
from sourcebook.site.coverage import FIGURES, Coverage, coverage_of
from sourcebook.site.model import Site
from sourcebook.site.statement import Entered, Support

LEDGER_VERSION = 1
"""Of the form of ``ledger.json``: raised when a key changes its meaning or goes."""
LEDGER_FORMATS = (
    # (name, path below the root of the site, media type)
    ("JSON", "ledger.json", "application/json"),
    ("CSV", "ledger.csv", "text/csv"),
)
_COLUMNS = (
    "id",
    "page",
    "anchor",
    "section",
    "kind",
    "statement",
    "citekeys",
    "locators",
    "perspectives",
    "independent",
    "single_source",
    "archive",
    "last_checked",
    "quotations",
    "quotations_checked",
)


def ledger_files(site: Site) -> dict[str, str]:
    """Return the text of the files of the ledger by path below the root of the site."""
    if not site.ledger.entered:
        return {}
    texts = {"JSON": _json(site), "CSV": _csv(site)}
    return {path: texts[name] for name, path, _ in LEDGER_FORMATS}


def _json(site: Site) -> str:
    """Return an object with ``version``, ``coverage`` and ``statements``, one a line.

    A statement has ``id`` (null until registered), ``page`` (address below the root of the site),
    ``anchor``, ``section``, ``kind``, ``text``, ``works``, ``independent``, ``single_source``,
    ``last_checked`` (EDTF or null), ``quotations`` and ``quotations_checked``. A work has
    ``citekey``, ``locators``, ``perspective``, ``roots``, ``archive`` and ``last_checked``.
    """
    coverage = json.dumps(coverage_object(coverage_of(site.ledger)), ensure_ascii=False)
    lines = [json.dumps(_object(one), ensure_ascii=False) for one in site.ledger.entered]
    statements = ",\n".join(lines)
    return (
        f'{{"version": {LEDGER_VERSION},\n"coverage": {coverage},\n'
        f'"statements": [\n{statements}\n]}}\n'
    )


def coverage_object(coverage: Coverage) -> dict[str, object]:
    """Return the counts as an object: each share as ``count`` and ``of``."""
    shares = {one.name: {"count": one.count(coverage), "of": one.of(coverage)} for one in FIGURES}
    return {
        "statements": coverage.statements,
        "works": coverage.works,
        "single-source": coverage.single_source,
        **shares,
    }


def _object(entered: Entered) -> dict[str, object]:
    one = entered.statement
    return {
        "id": entered.id,
        "page": url_of(one.page),
        "anchor": one.anchor,
        "section": one.section,
        "kind": one.kind,
        "text": one.text,
        "works": [_work(work) for work in one.works],
        "independent": one.witnesses,
        "single_source": one.is_single_source,
        "last_checked": one.checked.text if one.checked else None,
        "quotations": one.quotations,
        "quotations_checked": one.checked_quotations,
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


def _csv(site: Site) -> str:
    """Return a line a statement; several values in one cell are set apart by “; ”."""
    rows = [_COLUMNS, *(_row(one) for one in site.ledger.entered)]
    return csv_text(rows)


def _row(entered: Entered) -> tuple[str, ...]:
    one = entered.statement
    return (
        entered.id or "",
        url_of(one.page),
        one.anchor,
        one.section,
        one.kind,
        one.text,
        "; ".join(one.citekeys),
        "; ".join(_located(work) for work in one.works if work.locators),
        "; ".join(work.side for work in one.works),
        str(one.witnesses),
        "yes" if one.is_single_source else "no",
        "; ".join(work.archive for work in one.works),
        one.checked.text if one.checked else "",
        str(one.quotations),
        str(one.checked_quotations),
    )


def _located(work: Support) -> str:
    return f"{work.citekey} {', '.join(locator_text(one) for one in work.locators)}"
