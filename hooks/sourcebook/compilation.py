"""`compile_site`: parse, link, check, in order. What both doors call."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sourcebook.checks import check
from sourcebook.diagnostics import Diagnostic, Severity
from sourcebook.diagnostics.causes import causes_first
from sourcebook.project import Sources
from sourcebook.site.linking import link
from sourcebook.site.model import Site
from sourcebook.site.parsing import parse

THRESHOLD = Severity.WARNING
"""What stops: `sourcebook check`, a strict build and so every workflow ask this one question."""


@dataclass(frozen=True, slots=True)
class Compilation:
    """A linked site and everything that was found wrong on the way, in report order."""

    site: Site
    diagnostics: tuple[Diagnostic, ...]

    def at_least(self, severity: Severity) -> tuple[Diagnostic, ...]:
        """Return the diagnostics of *severity* or worse."""
        return tuple(found for found in self.diagnostics if found.severity >= severity)


def compile_site(sources: Sources, problems: tuple[Diagnostic, ...] = ()) -> Compilation:
    """Return the compilation of *sources*; *problems* are those met while reading them."""
    with _without_collection():
        parsed, found = parse(sources)
        site = link(parsed)
        checked = check(site, sources) if parsed.is_declared else ()
        diagnostics = (*problems, *found, *checked)
        return Compilation(site, causes_first(sources.settings.apply(diagnostics)))


@contextmanager
def _without_collection() -> Iterator[None]:
    """Keep Python's collector of garbage from going through the values as they are made.

    A compilation makes a million of them and no garbage: to look at all again and again costs a
    fifth of its time. At the end they count as old, so that they are not gone through at once.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        gc.enable()
