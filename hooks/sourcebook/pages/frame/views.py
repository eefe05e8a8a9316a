"""What templates print: `Chip`, `Card`, `Fact`, … Plain text, ready to be escaped.

Only `Markup` fields hold HTML, and only HTML that this package made.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Chip:
    """A word about a record: its topic, place, level, status."""

    text: str
    kind: str
    """Suffix of the class ``sb-chip--…``."""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One record in a list."""

    title: str
    url: str
    meta: str = ""
    summary: str = ""
    chips: tuple[Chip, ...] = ()
    tokens: str = ""
    """What the filters of the page know of it: tokens of `pages.facets`, a space between two."""
    links: tuple[Value, ...] = ()
    """What it stands for, where it has no page."""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a fact."""

    text: str
    url: str = ""
    gloss: str = ""
    datetime: str = ""
    """Machine-readable form for ``<time>``, where there is one."""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a fact box."""

    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a timeline."""

    when: str
    datetime: str
    title: str
    url: str
    meta: str
    """Who took part, and where."""
    marks: tuple[Chip, ...]
    """What is not usual: that it was not held, say."""
    summary: str
    """With the chips shown on demand."""
    chips: tuple[Chip, ...]
    is_related: bool
    tokens: str = ""
    """As of a `Card`."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One passage as a source page, or a record page, shows it."""

    sentence: str
    url: str
    """Of the marker in the page that holds the passage."""
    where: str
    locator: str
    borne: tuple[BorneOut, ...] = ()


@dataclass(frozen=True, slots=True)
class BorneOut:
    """Words of a work, and what they bear out."""

    quoted: Markup
    anchors: tuple[str, ...]
    """Of the markers whose citations they bear out."""
    url: str
    """Leads into the work at these words; or ""."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of a page's reference list."""

    number: int
    anchor: str
    formatted: Markup
    backlinks: tuple[str, ...]
    """Anchors of the markers on this page, in order."""
    url: str
    """Of the work's own page."""
    passages: int
    """How many passages of the whole site cite the work."""
    archive: str = ""
    """Address of a copy in an archive."""
    voice: str = ""
    """Who speaks in it."""
    borne: tuple[BorneOut, ...] = ()
    """The words of the work that bear out what the page says with it."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file of references."""

    text: str
    """Name of the format."""
    url: str
    name: str
    """Under which a browser saves it."""
    media_type: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A value by which a list can be narrowed, and how many entries have it."""

    text: str
    count: int
    url: str
    """"" where no page shows just these."""
    token: str
    is_current: bool = False
    anchor: str = ""
    """By which links find it."""


@dataclass(frozen=True, slots=True)
class FilterLine:
    """The values of one facet; *more* leads to all of them where not all are shown."""

    label: str
    filters: tuple[Filter, ...]
    more: Value | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands above a list that can be narrowed."""

    label: str
    lines: tuple[FilterLine, ...]
    folded: tuple[FilterLine, ...] = ()
    """Shown on demand."""
    ways: tuple[Value, ...] = ()
    """Links to wider lists."""
    combine: str = ""
    """Address of the index in which the browser combines filters; there is none without scripts."""
    noun: str = ""
    """On the index itself: what is counted, singular and plural, a bar between them."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its noun, for the home page."""

    number: int
    noun: str
    url: str


@dataclass(frozen=True, slots=True)
class Step:
    """A neighbour in a sequence."""

    when: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """The voyage before and the voyage after, in one line of voyages."""

    label: str
    before: Step | None
    after: Step | None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One statement in the ledger."""

    id: str
    """"" where it has none yet."""
    anchor: str
    """The id as it can stand in an address."""
    text: str
    url: str
    """Of it on its page."""
    works: tuple[Value, ...]
    """The gloss is the locator."""
    witnesses: str
    sides: str
    archived: str
    checked: str
    words: str = ""
    """Of a figure: whether the words of the work are kept, and show the value."""
    history: str = ""


@dataclass(frozen=True, slots=True)
class RetiredRow:
    """A statement that is gone."""

    id: str
    anchor: str
    text: str
    fate: str
    into: tuple[Value, ...]
    history: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """The counts of a page or of a group of pages."""

    title: str
    url: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """A share with both its sides in words."""

    label: str
    share: str
    counts: str
    numerator: str
    denominator: str
    limits: str
    """What the share does not say; or ""."""


def rtl(lang: str) -> str:
    """Return the direction in which the script of language tag *lang* runs."""
    return "rtl" if lang.split("-")[0] in {"ar", "fa", "he", "ps", "sd", "ug", "ur"} else "ltr"
