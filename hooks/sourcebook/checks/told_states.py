"""`check_told_states`: what pages say of the state of an agreement, against its record.

Only what is plain is compared: a cited sentence that links to the agreement or has its whole name,
with a word such as “signed” and none such as “not”, “would” or “draft”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sourcebook.diagnostics import Diagnostic, rules_evd_pages
from sourcebook.formats.edtf import Edtf
from sourcebook.formats.prose import plain_text
from sourcebook.formats.prose_dates import edtf_dates
from sourcebook.records.content import AGREEMENT_STATES, Agreement
from sourcebook.records.records import Loaded
from sourcebook.site.facts import disputes_of
from sourcebook.site.model import Page, Site, Stretch

_AGREEMENTS = "agreements"
_TOLD = {
    "signed": re.compile(r"\b(?:signed|ratified)\b"),
    "in-force": re.compile(r"\b(?:in(?:to)? force|took effect)\b"),
    "lapsed": re.compile(r"\b(?:lapsed|expired)\b"),
}
"""Words that tell a state; it is borne out by itself and by those that follow it."""
_NOT_PLAIN = re.compile(
    r"\b(?:not|no|never|nothing|nor|whether|if|unless|until|before|would|will|could|should|may"
    r"|might|to be|to sign|draft|expected|planned|due|hoped|ready|wanted)\b|n’t\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_LEAST_WORDS = 3
"""Of a name that stands in a sentence by more than chance."""


def check_told_states(site: Site) -> Iterator[Diagnostic]:
    """Yield the sentences that have an agreement in a state that its record does not know."""
    names = _names(site)
    for page in site.pages.values() if names else ():
        for stretch in page.stretches:
            words = page.texts[stretch.index].markdown[stretch.start : stretch.end]
            states = [state for state, told in _TOLD.items() if told.search(words)]
            is_fact = page.texts[stretch.index].kind == "fact"
            if states and stretch.citations and not is_fact and not _NOT_PLAIN.search(words):
                plain = plain_text(words, site.labels.by_id).casefold()
                meant = {*_named(names, plain), *_linked(page, stretch)}
                # Of two agreements in a sentence nobody can tell which was signed.
                if len(meant) == 1:
                    yield from _compared(site, page, stretch, meant.pop(), states)


def _names(site: Site) -> Mapping[str, list[tuple[str, str]]]:
    """Return the names of agreements with their ids, folded, by their first word."""
    names: dict[str, list[tuple[str, str]]] = {}
    for id, loaded in site.records.get(_AGREEMENTS, {}).items():
        for name in (getattr(loaded.record, "name", ""), *getattr(loaded.record, "variants", ())):
            words = _WORD.findall(name.casefold())
            if len(words) >= _LEAST_WORDS:
                names.setdefault(words[0], []).append((name.casefold(), id))
    return names


def _named(names: Mapping[str, list[tuple[str, str]]], plain: str) -> Iterator[str]:
    for word in _WORD.finditer(plain):
        yield from (
            id for name, id in names.get(word[0], ()) if plain.startswith(name, word.start())
        )


def _linked(page: Page, stretch: Stretch) -> Iterator[str]:
    for one in page.links:
        is_within = one.text == stretch.index and stretch.start <= one.link.start < stretch.end
        if is_within and one.link.collection == _AGREEMENTS:
            yield one.link.id


def _compared(
    site: Site, page: Page, stretch: Stretch, id: str, states: list[str]
) -> Iterator[Diagnostic]:
    text, loaded = page.texts[stretch.index], site.records[_AGREEMENTS].get(id)
    if loaded is None or not isinstance(loaded.record, Agreement):
        return
    dates = edtf_dates(text.markdown[stretch.start : stretch.end])
    for state in states:
        if known := _contradicts(loaded, loaded.record, state, dates):
            yield rules_evd_pages.OTHER_STATE.at(
                text.locate(stretch.start, stretch.end),
                related=((loaded.location(("history",)), "its states"),),
                name=loaded.record.name,
                told=state.replace("-", " "),
                known=known,
                file=loaded.source.path,
            )


def _contradicts(loaded: Loaded, agreement: Agreement, state: str, dates: Sequence[Edtf]) -> str:
    """Return what the record has instead of *state*, as a clause; "" where it bears it out."""
    order = AGREEMENT_STATES.index
    if all(order(one.state) < order(state) for one in agreement.history):
        last = agreement.history[-1].state if agreement.history else "no state"
        return f"ends with “{last}”"
    reached = [one.dates for one in agreement.history if one.state == state]
    # A second date may be that of anything.
    if len(dates) != 1 or not reached or disputes_of(loaded):
        return ""
    if any(one.overlaps(dates[0]) for one in reached):
        return ""
    return f"has that of {' and '.join(one.display() for one in reached)}"
