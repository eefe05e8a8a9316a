"""Rules over a whole Site: one pass each, nothing changed. `check` runs them all."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.agreements import check_agreements
from sourcebook.checks.assets import check_assets
from sourcebook.checks.bibliography import check_bibliography
from sourcebook.checks.citations import check_citations
from sourcebook.checks.differences import check_differences
from sourcebook.checks.evidence import check_evidence
from sourcebook.checks.figures import check_figures
from sourcebook.checks.horizon import check_horizon
from sourcebook.checks.links import Places, check_links
from sourcebook.checks.names import check_names
from sourcebook.checks.observations import check_observations
from sourcebook.checks.outlets import check_outlets
from sourcebook.checks.pages import check_pages
from sourcebook.checks.quoting import check_quoting
from sourcebook.checks.records import check_records
from sourcebook.checks.register import check_register
from sourcebook.checks.resting import check_resting
from sourcebook.checks.texts import check_texts
from sourcebook.checks.told_states import check_told_states
from sourcebook.checks.typed_numbers import check_typed_numbers
from sourcebook.diagnostics import Diagnostic
from sourcebook.formats.host import read_host
from sourcebook.project import Sources
from sourcebook.site.model import Site


def check(site: Site, sources: Sources) -> Iterator[Diagnostic]:
    """Yield every problem of *sources* that shows only when they are seen together, linked."""
    host = read_host(sources.host)
    places = Places.of(site, host, sources.assets)
    yield from check_bibliography(site.works, site.aliases, site.broken_citekeys)
    yield from check_citations(site)
    yield from check_records(site)
    yield from check_agreements(site)
    yield from check_figures(site)
    yield from check_observations(site)
    yield from check_outlets(site)
    yield from check_pages(site)
    yield from check_links(places)
    yield from check_assets(places, sources)
    yield from check_texts(site, host)
    yield from check_evidence(site)
    yield from check_quoting(site)
    yield from check_typed_numbers(site)
    yield from check_differences(site)
    yield from check_told_states(site)
    yield from check_horizon(site)
    yield from check_resting(site)
    yield from check_names(site)
    yield from check_register(site)
