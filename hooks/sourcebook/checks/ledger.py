"""`check_ledger`: whether the ledger says what the pages say."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.diagnostics import Diagnostic, Location, rules_evd
from sourcebook.site.ledger_file import LEDGER
from sourcebook.site.model import Site


def check_ledger(site: Site) -> Iterator[Diagnostic]:
    """Yield a note where the ledger is stale; a project without one keeps no ids."""
    if site.ledger_lines is None:
        return
    new, lost = len(site.ledger.new), len(site.ledger.lost)
    if new or lost:
        counted = f"{new} statement{'' if new == 1 else 's'}"
        yield rules_evd.STALE_LEDGER.at(Location(LEDGER), new=counted, lost=lost)
