"""`check_agreements`: the states of each agreement: in order, each proven, its successor named."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.diagnostics import Diagnostic, rules_agr
from sourcebook.records.content import AGREEMENT_STATES, Agreement, StateReached
from sourcebook.records.records import Loaded
from sourcebook.site.model import Site

_ENDS = {"lapsed", "superseded"}


def check_agreements(site: Site) -> Iterator[Diagnostic]:
    """Yield the problems of every agreement, in the order of the file."""
    for loaded in site.records.get("agreements", {}).values():
        if isinstance(loaded.record, Agreement):
            yield from _history(loaded, loaded.record)
            yield from _successor(loaded, loaded.record)


def _history(loaded: Loaded, agreement: Agreement) -> Iterator[Diagnostic]:
    if not agreement.history:
        yield rules_agr.NO_HISTORY.at(loaded.location(("history",)), id=loaded.id)
    earlier: StateReached | None = None
    for position, reached in enumerate(agreement.history):
        at = loaded.location(("history", position, "state"))
        if not reached.sources:
            yield rules_agr.STATE_WITHOUT_SOURCE.at(at, state=reached.state, id=loaded.id)
        if earlier is not None and (reason := _disorder(earlier, reached)):
            yield rules_agr.STATE_OUT_OF_ORDER.at(
                at,
                related=((loaded.location(("history", position - 1, "state")), "the one before"),),
                state=reached.state,
                date=reached.dates.display(),
                earlier=earlier.state,
                earlier_date=earlier.dates.display(),
                reason=reason,
            )
        earlier = reached


def _disorder(earlier: StateReached, later: StateReached) -> str:
    """Return why *later* cannot follow *earlier*, or ""."""
    if earlier.state in _ENDS:
        return "nothing follows the end of an agreement"
    before, after = earlier.dates.earliest, later.dates.latest
    if before is not None and after is not None and after < before:
        return "its date is earlier"
    order = AGREEMENT_STATES.index
    if earlier.state == "suspended":
        # What was suspended may be resumed, from its signature on.
        is_backward = order(later.state) < order("signed")
    else:
        is_backward = order(later.state) < order(earlier.state)
    return "an agreement does not go back to a state it has passed" if is_backward else ""


def _successor(loaded: Loaded, agreement: Agreement) -> Iterator[Diagnostic]:
    is_superseded = any(reached.state == "superseded" for reached in agreement.history)
    if is_superseded and agreement.superseded_by is None:
        reason = "is superseded, and nothing says by what"
        at = loaded.location(("history", len(agreement.history) - 1, "state"))
        yield rules_agr.SUCCESSOR_MISSING.at(at, id=loaded.id, reason=reason)
    elif agreement.superseded_by is not None and not is_superseded:
        reason = "names a successor, and no state says that it was superseded"
        at = loaded.location(("superseded_by",))
        yield rules_agr.SUCCESSOR_MISSING.at(at, id=loaded.id, reason=reason)
