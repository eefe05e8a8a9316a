"""`pictures_of`: which picture goes with which page.

A visit and a sector have their own; any other page has that of the site, and so has one whose
title has a letter that the fonts do not have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sourcebook.pages.evidence.gone import MOVED, REMOVED
from sourcebook.pages.frame.edition import Edition, Rendered
from sourcebook.pages.frame.imprint import Imprint
from sourcebook.pages.frame.labels import LEVELS, SETTINGS, STATUSES, counted
from sourcebook.pages.pictures.title_card import TitleCard, Year
from sourcebook.records.content import Agreement, Sector, Series, Visit
from sourcebook.site.graph import Node

NAME = "picture.png"
"""Of the file in the folder of a page; that of the site is at its root."""


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture, and where its file is."""

    path: str
    """Below the root of the site."""
    card: TitleCard


def pictures_of(
    edition: Edition, imprint: Imprint, pages: Mapping[str, Rendered]
) -> dict[str, Pictured]:
    """Return the picture of each page by URI.

    None where the site does not know its address, since a picture is named by a whole one.
    """
    if not imprint.url:
        return {}
    years = Counter(year for _, visit in edition.visits if (year := _year(visit)) is not None)
    whole = _site_card(imprint, years)
    shared = Pictured(NAME, whole) if whole.is_drawable() else None
    found: dict[str, Pictured] = {}
    for uri, rendered in pages.items():
        if rendered.kind in (MOVED, REMOVED):
            continue
        card = _card(edition, imprint, rendered, years)
        if card is not None and card.is_drawable():
            found[uri] = Pictured(f"{uri.removesuffix('.md')}/{NAME}", card)
        elif shared is not None:
            found[uri] = shared
    return found


def _site_card(imprint: Imprint, years: Counter[int]) -> TitleCard:
    lines = (imprint.description,) if imprint.description else ()
    return TitleCard("", "", imprint.name, lines, _years(years, years))


def _card(
    edition: Edition, imprint: Imprint, rendered: Rendered, years: Counter[int]
) -> TitleCard | None:
    loaded = rendered.page.record if rendered.page else None
    match loaded.record if loaded else None:
        case Visit() as visit:
            kind = f"{SETTINGS[visit.setting]} · {LEVELS[visit.level]}"
            if visit.status != "held":
                kind += f" · {STATUSES[visit.status]}"
            places = ", ".join(edition.label(Node("places", id)) for id in visit.places)
            when = " · ".join(part for part in (visit.dates.display(), places) if part)
            start, end = (edition.label(Node("places", id)) for id in (visit.from_, visit.to))
            meant = Counter([year] if (year := _year(visit)) is not None else [])
            told = (when, f"From {start} to {end}")
            return TitleCard(imprint.name, kind, rendered.title, told, _years(years, meant))
        case Sector():
            id = loaded.id if loaded else ""
            visits = [visit for _, visit in edition.visits if id in visit.sectors]
            meant = Counter(year for visit in visits if (year := _year(visit)) is not None)
            lines = tuple(filter(None, (_counts(edition, id, len(visits)), _span(meant))))
            return TitleCard(imprint.name, "Sector", rendered.title, lines, _years(years, meant))
    return None


def _counts(edition: Edition, sector: str, visits: int) -> str:
    """Return what the page of *sector* lists, in numbers; "" for nothing."""
    records = edition.site.records

    def count(collection: str, type: type[Agreement] | type[Series]) -> int:
        loaded = records.get(collection, {}).values()
        return sum(isinstance(one.record, type) and sector in one.record.sectors for one in loaded)

    counts = (
        (visits, "visit or meeting", "visits and meetings"),
        (count("agreements", Agreement), "agreement", "agreements"),
        (count("series", Series), "series of figures", "series of figures"),
    )
    return ", ".join(counted(*one) for one in counts if one[0])


def _span(years: Iterable[int]) -> str:
    known = sorted(years)
    if not known:
        return ""
    return f"{known[0]}" if known[0] == known[-1] else f"{known[0]}–{known[-1]}"


def _year(visit: Visit) -> int | None:
    """Return the year of a visit; ``None`` where only the decade, say, is known."""
    first = visit.dates.earliest
    return first.year if first and visit.dates.precision in ("day", "month", "year") else None


def _years(all_visits: Counter[int], meant: Counter[int]) -> tuple[Year, ...]:
    return tuple(Year(year, count, meant[year]) for year, count in sorted(all_visits.items()))
