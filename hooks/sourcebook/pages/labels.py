"""Words for readers: levels, settings, statuses, locators."""

from __future__ import annotations

import re

from sourcebook.formats.citations import Locator

LEVELS = {
    "head-of-state": "Head of state",
    "head-of-government": "Head of government",
    "deputy-head-of-government": "Deputy head of government",
    "foreign-minister": "Foreign minister",
    "minister": "Minister",
    "parliament-speaker": "Speaker of parliament",
    "military-chief": "Military chief",
    "special-envoy": "Special envoy",
    "deputy-minister": "Deputy minister",
    "senior-officials": "Senior officials",
    "delegation": "Delegation",
}

SETTINGS = {
    "bilateral": "Bilateral visit",
    "multilateral": "Multilateral meeting",
    "sideline": "On the sidelines of another meeting",
    "transit": "Transit stop",
}

STATUSES = {
    "held": "Held",
    "postponed": "Postponed",
    "cancelled": "Cancelled",
    "not-held": "Not held",
    "unclear": "Unclear whether held",
}

ORGANISATION_KINDS = {
    "ministry": "Ministry",
    "government": "Government body",
    "armed-forces": "Armed forces",
    "company": "Company",
    "commission": "Commission",
    "intergovernmental": "Intergovernmental organisation",
    "parliament": "Parliament",
    "media": "News organisation",
    "research": "Research institution",
    "armed-group": "Armed group",
    "other": "Organisation",
}

PLACE_KINDS = {"country": "Country", "city": "City", "region": "Region", "site": "Site"}

VERIFICATIONS = {
    "document": "The text itself is in hand",
    "stored-copy": "Read in a stored copy of the page",
    "live": "Read at its address",
    "as-cited": "Not seen: known only as another work prints it",
}

TITLE_BASES = {
    "shown": "As the text shows it",
    "address": "Rebuilt from the page's address, not seen as a headline",
    "descriptive": "Our own description: the text shows no title",
    "as-cited": "As another work prints it",
}

DATE_BASES = {
    "shown": "As the text shows it",
    "inferred": "Inferred; the text does not show it",
    "as-cited": "As another work prints it",
    "unknown": "Not known",
}

_LOCATORS = {
    "act": ("act", "acts"),
    "appendix": ("annex", "annexes"),
    "article-locator": ("art.", "arts."),
    "book": ("bk.", "bks."),
    "canon": ("canon", "canons"),
    "chapter": ("chap.", "chaps."),
    "column": ("col.", "cols."),
    "figure": ("fig.", "figs."),
    "folio": ("fol.", "fols."),
    "issue": ("no.", "nos."),
    "line": ("l.", "ll."),
    "note": ("n.", "nn."),
    "opus": ("op.", "opp."),
    "page": ("p.", "pp."),
    "paragraph": ("para.", "paras."),
    "part": ("pt.", "pts."),
    "section": ("sec.", "secs."),
    "sub-verbo": ("s.v.", "s.vv."),
    "table": ("table", "tables"),
    "timestamp": ("", ""),
    "verse": ("v.", "vv."),
    "volume": ("vol.", "vols."),
}
"""Short forms, singular and plural, of CSL's locator terms (CSL 1.0.2, “Locators”)."""

_SEVERAL = re.compile(r"\d\s*[-–—,&;]\s*\d|[ivxlc]+\s*[-–—,&]\s*[ivxlc]+")


def locator_text(locator: Locator | None) -> str:
    """Return the locator as readers see it: “p. 3”, “pp. 3–5”, “art. 2”; "" for none."""
    if locator is None:
        return ""
    singular, plural = _LOCATORS.get(locator.label, (locator.label, locator.label))
    value = re.sub(r"(?<=\d)\s*--?\s*(?=\d)", "–", locator.value)
    return f"{plural if _SEVERAL.search(value) else singular} {value}".strip()


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return “1 visit”, “3 visits”."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def sentence_case(text: str) -> str:
    """Return *text* with its first letter in upper case and the rest as it is."""
    return text[:1].upper() + text[1:]
