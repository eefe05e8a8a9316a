"""`check_register`: whether the register of statements says what the pages say."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.diagnostics import Diagnostic, Location, rules_evd
from sourcebook.site.model import Site
from sourcebook.site.register import REGISTER


def check_register(site: Site) -> Iterator[Diagnostic]:
    """Yield a note where the register is stale; a project without one keeps no ids."""
    if site.register is None:
        return
    new, lost = len(site.ledger.new), len(site.ledger.lost)
    if new or lost:
        counted = f"{new} statement{'' if new == 1 else 's'}"
        yield rules_evd.STALE_REGISTER.at(Location(REGISTER), new=counted, lost=lost)
