"""A long list is cut into pages, each entry on one of them; a short one is not."""

from __future__ import annotations

import pytest

from sourcebook.pages.frame import parts
from sourcebook.pages.frame.parts import Place, by_name, in_parts, part_pages
from sourcebook.pages.frame.slots import Slots

MOST = 4


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page holds four entries."""
    monkeypatch.setitem(parts.MOST, "entries", MOST)


def shown(page: str, slots: Slots, entries: list[str]) -> str:
    return f"{' '.join(entries)}\n"


def in_year(entry: str) -> Place:
    year = int(entry.partition("-")[0])
    return Place((False, year // 10, ""), f"{year // 10 * 10}s", str(year))


def cut(entries: list[str], *, place: object = in_year) -> tuple[str, Slots, dict[str, list[str]]]:
    """Return what the page itself shows, its slots, and the entries of each part by its URI."""
    slots = Slots("visits/index.md")
    markdown = in_parts("visits/index.md", slots, entries, place, shown)  # type: ignore[arg-type]
    lines = {part.uri: part.markdown.split("</div>")[1] for part in slots.parts}
    return markdown, slots, {uri: line.partition("<div")[0].split() for uri, line in lines.items()}


def test_a_short_list_is_shown_whole() -> None:
    """As many entries as a page holds are shown as they are, and make no page."""
    entries = ["1991", "1985", "1999", "2001"]

    assert cut(entries) == ("1991 1985 1999 2001\n", Slots("visits/index.md"), {})


def test_what_has_a_time_is_cut_by_decades() -> None:
    """Each decade has a page, in order of time, and the page itself shows the newest."""
    markdown, _, found = cut(["1985", "1991", "1999", "2001", "2002-5"])

    assert found == {
        "visits/part/1980s.md": ["1985"],
        "visits/part/1990s.md": ["1991", "1999"],
        "visits/part/2000s.md": ["2001", "2002-5"],
    }
    assert markdown.endswith("2001 2002-5\n")


def test_a_full_decade_is_cut_by_whole_years() -> None:
    """Where a decade is too long itself, its parts are years that stand together."""
    entries = [f"{year}-{month}" for year in (1990, 1991, 1995, 1999) for month in (1, 2)]

    assert list(cut(entries)[2].items()) == [
        ("visits/part/1990-1991.md", ["1990-1", "1990-2", "1991-1", "1991-2"]),
        ("visits/part/1995-1999.md", ["1995-1", "1995-2", "1999-1", "1999-2"]),
    ]


def test_a_full_year_is_cut_by_numbers() -> None:
    """Where one year is too long itself, its parts are counted."""
    entries = [f"1990-{month}" for month in range(1, 7)]

    assert cut(entries)[2] == {
        "visits/part/1990-part-1.md": ["1990-1", "1990-2", "1990-3", "1990-4"],
        "visits/part/1990-part-2.md": ["1990-5", "1990-6"],
    }


def test_what_has_no_time_is_cut_by_first_letters() -> None:
    """Accents and capitals aside; what begins otherwise stands together; the first is shown."""
    markdown, _, found = cut(["Åland", "abc", "Ярославль", "9", "(x)"], place=by_name)

    assert list(found.values()) == [
        ["9", "(x)"],
        ["Åland", "abc"],
        ["Ярославль"],
    ]
    assert markdown.endswith("9 (x)\n")


def test_parts_lead_to_one_another() -> None:
    """A part links to all parts, and to the one before and the one after."""
    _, slots, _ = cut(["1985", "1991", "1999", "2001", "2002"])
    middle = slots.parts[1]
    above, below = (str(slot.markup) for slot in middle.slots.values())

    assert [above.count(f'href="{link}"') for link in ("../1980s/", ".", "../2000s/")] == [1, 1, 1]
    assert above.count('aria-current="page"') == 1
    assert '<a href="../1980s/">← 1980s</a>' in below
    assert '<a href="../2000s/">2000s →</a>' in below


def test_an_address_of_a_decade_still_leads_somewhere() -> None:
    """The anchor that a decade has in a whole list is on the link to its first part."""
    _, slots, _ = cut([*(f"1990-{month}" for month in range(6)), "1985", "2001"])
    (links,) = (str(slot.markup) for slot in slots.made().values())

    assert links.count('id="1990s"') == links.count('id="1980s"') == 1
    assert 'id="2000s"' not in links, "the heading of what is shown has it"


def test_lists_of_one_page_have_parts_of_their_own() -> None:
    """A list in a section is named in the addresses and titles of its parts."""
    slots = Slots("places/norway.md")
    entries = ["1985", "1991", "1999", "2001", "2002"]
    for section in (("visits", "Visits to"), ("visits-from", "Visits from")):
        in_parts("places/norway.md", slots, entries, in_year, shown, section=section)

    assert [(part.uri, part.title) for part in slots.parts[2:4]] == [
        ("places/norway/part/visits-2000s.md", "Visits to, 2000s"),
        ("places/norway/part/visits-from-1980s.md", "Visits from, 1980s"),
    ]


def test_a_part_is_a_page_that_says_what_it_is_of() -> None:
    """Its title is that of the list with its own; it belongs to the page that it is a part of."""
    from sourcebook.pages.frame.edition import Rendered

    _, slots, _ = cut(["1985", "1991", "1999", "2001", "2002"])
    whole = Rendered(
        *("visits/index.md", "Visits", "", "", slots.made(), "index", "visits/index.md"),
        parts=tuple(slots.parts),
    )
    first, *_ = part_pages(whole)

    assert (first.title, first.kind, first.section) == ("Visits: 1980s", "filter", whole.uri)
    assert first.description == "1 of 5, in 3 parts."
