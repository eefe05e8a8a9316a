"""The pictures that other programs show beside a link: title cards."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import ROOT, MakeProject
from publishing import FILES, VISIT, completed
from sourcebook.cache import Cache
from sourcebook.pages.pictures import HEIGHT, WIDTH, TitleCard, choosing, pieces_of, png_of
from sourcebook.pages.pictures.drawing import ACCENT, PAPER, Placed, dot_piece, ink
from sourcebook.pages.pictures.faces import SANS, SERIF, wrapped
from sourcebook.pages.pictures.title_card import Year
from sourcebook.publication import draw

YEARS = tuple(Year(1950 + n, 1 + n % 18, int(n == 70)) for n in range(76))
CARD = TitleCard(
    "A Sourcebook",
    "Визит · Minister",
    "Лавров in Šiauliai, and what “others” said of it, 2021",
    ("6–7 April 2021 · Town", "From There to Here"),
    YEARS,
)


def chunks(png: bytes) -> dict[bytes, bytes]:
    """Return the chunks of *png* by name; each is there once, with the right checksum."""
    found: dict[bytes, bytes] = {}
    place = 8
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        name, content = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        assert struct.unpack_from(">I", png, place + 8 + length)[0] == zlib.crc32(name + content)
        assert name not in found
        found[name] = content
        place += 12 + length
    return found


def pixels(png: bytes) -> list[list[int]]:
    """Return the levels of *png*, line by line."""
    lines = zlib.decompress(chunks(png)[b"IDAT"])
    step = 1 + WIDTH
    found = []
    for start in range(0, len(lines), step):
        assert lines[start] == 1
        level, line = 0, []
        for difference in lines[start + 1 : start + step]:
            level = (level + difference) % 256
            line.append(level)
        found.append(line)
    return found


def is_dot(placed: Placed) -> bool:
    return placed.piece.width == placed.piece.height < 20


def test_a_picture_is_a_png_in_the_colours_of_the_theme() -> None:
    """Of the size that Open Graph's readers expect, light, the same bytes each time."""
    png = png_of(pieces_of(CARD))
    found = chunks(png)
    tokens = (ROOT / "hooks/theme/assets/sourcebook/tokens.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--sb-(\w+): #([0-9a-f]{6});", tokens.partition("slate")[0]))
    palette = found[b"PLTE"]

    assert struct.unpack(">IIBBBBB", found[b"IHDR"]) == (WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    assert palette[:3].hex() == light["ink"]
    assert palette[3 * PAPER : 3 * PAPER + 3].hex() == light["paper"]
    assert palette[3 * ACCENT :].hex() == light["accent"]
    assert len(png) < 40_000
    assert png == png_of(pieces_of(CARD))


def test_what_is_drawn_is_on_the_sheet() -> None:
    """Every line begins and ends in paper; there is ink, and there is accent."""
    lines = pixels(png_of(pieces_of(CARD)))
    levels = {level for line in lines for level in line}

    assert (len(lines), {len(line) for line in lines}) == (HEIGHT, {WIDTH})
    assert {(line[0], line[-1]) for line in lines} == {(PAPER, PAPER)}
    assert {0, PAPER, ACCENT} <= levels


def test_the_one_visit_is_a_dot_in_its_year() -> None:
    """In the accent colour and larger; all others are in faint ink."""
    named = [one for one in pieces_of(CARD) if is_dot(one)]
    meant = [one for one in named if one.piece.shapes[0].level == ACCENT]
    others = [one for one in named if one.piece.shapes[0].level == ink(0.3)]

    assert len(meant) == 1
    assert len(others) == sum(year.count for year in YEARS) - 1
    assert meant[0].piece.width > others[0].piece.width
    assert len({(one.x, one.y) for one in named}) == len(named)


def test_dots_stand_for_more_where_there_are_many() -> None:
    """A year with a thousand visits stays on the picture; a thousand years have no dots."""
    many = TitleCard("S", "K", "Title", (), (Year(2000, 1000, 0), Year(2001, 1, 1)))
    long = TitleCard("S", "K", "Title", (), (Year(1000, 1, 0), Year(2001, 1, 1)))

    tops = [one.y for one in pieces_of(many)]
    assert min(tops) >= 0
    assert len(tops) < 100
    assert not any(is_dot(one) for one in pieces_of(long))
    png_of(pieces_of(many))
    png_of(pieces_of(long))


letters = "abcdefghij ЛавроџŠé–“”.,’123"
titles = st.text(letters, min_size=1, max_size=300).filter(lambda text: text.strip() != "")


@given(titles, st.sampled_from([SERIF, SANS]), st.integers(19, 88), st.integers(1, 3))
def test_lines_have_room(text: str, face: object, size: int, most: int) -> None:
    """No line is wider than its room, there are not too many, and no word is lost unsaid."""
    assert face in (SERIF, SANS)
    lines = wrapped(text, face, size, 1032, most)  # type: ignore[arg-type]

    assert 1 <= len(lines) <= most
    assert all(face.width(line, size) <= 1032 for line in lines)  # type: ignore[attr-defined]
    assert " ".join(lines) == " ".join(text.split()) or any("…" in line for line in lines)


@given(titles, st.lists(titles, max_size=2), st.integers(0, 40))
def test_any_title_fits(title: str, lines: list[str], years: int) -> None:
    """Whatever a page is called, each piece lies on the sheet, and text keeps off the dots."""
    strip = tuple(Year(1980 + year, 1 + year, 1) for year in range(years))
    placed = list(pieces_of(TitleCard("Site", "Kind", title, tuple(lines), strip)))

    for one in placed:
        assert one.x >= 0 and one.x + one.piece.width <= WIDTH
        assert one.y >= 0 and one.y + one.piece.height <= HEIGHT
    dots = [one.y for one in placed if is_dot(one)]
    texts = [one for one in placed if one.y < 440 and not is_dot(one)]
    baseline = max(one.y + one.piece.shapes[-1].y for one in texts)
    assert not dots or min(dots) > baseline


def test_kerning_and_width_are_those_of_the_letters() -> None:
    """“AV” is narrower than “A” and “V”; a text is as wide as its outline places the last."""
    apart = SERIF.width("A", 100) + SERIF.width("V", 100)

    assert SERIF.width("AV", 100) < apart - 5
    assert SERIF.width("", 100) == 0
    assert SERIF.outline("A A").count("M") == 2


def test_a_letter_that_is_not_there_is_not_drawn(project: MakeProject) -> None:
    """A title in Urdu has the picture of the site: no empty boxes."""
    files = FILES | {
        "docs/visits/trip-1984.md": VISIT.format(title="سفر", dates="1984-05-30", status="held")
    }
    whole = completed(project, files)

    assert "visits/trip-1984/picture.png" not in whole.pictures
    og = whole.surroundings["visits/trip-1984.md"].og
    assert og["og:image"] == "https://example.org/small/picture.png"


def test_so_many_records_share_the_picture_of_the_site(
    project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a collection with more records than that none has a picture of its own."""
    monkeypatch.setattr(choosing, "MOST", 1)
    whole = completed(project)

    assert list(whole.pictures) == ["picture.png", "sectors/type/picture.png"]


def test_a_picture_says_what_the_record_says(project: MakeProject) -> None:
    """Its kind and status, day, places, direction; a visit of which the decade is known has no
    year of its own."""
    vague = VISIT.format(title="Some day", dates="198X", status="held")
    whole = completed(project, FILES | {"docs/visits/vague.md": vague})
    plan = whole.pictures["visits/plan-1985/picture.png"]
    sector = whole.pictures["sectors/type/picture.png"]

    assert plan == TitleCard(
        "A <small> Sourcebook",
        "Bilateral visit · Minister · Cancelled",
        'A plan <b>&amp; "more"',
        ("about 1985 · Town, the, Here", "From There to Here"),
        (Year(1984, 1, 0), Year(1985, 1, 1)),
    )
    assert (sector.kind, sector.title) == ("Sector", "Type")
    assert sector.lines == ("3 visits and meetings", "1984–1985")
    assert sector.years == (Year(1984, 1, 1), Year(1985, 1, 1))
    some = whole.pictures["visits/vague/picture.png"]
    assert some.years == (Year(1984, 1, 0), Year(1985, 1, 0))


def test_what_was_drawn_is_not_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A warm build has the same bytes without drawing; a changed title is drawn."""
    cards = {"a/picture.png": TitleCard("S", "K", "A title")}
    cold = draw(cards, Cache(tmp_path))
    drawn: list[object] = []
    monkeypatch.setattr(
        "sourcebook.publication.png_of", lambda placed: drawn.append(placed) or b"new"
    )

    assert draw(cards, Cache(tmp_path)) == cold
    assert drawn == []
    assert draw({"a/picture.png": TitleCard("S", "K", "Other")}, Cache(tmp_path)) == {
        "a/picture.png": b"new"
    }


def test_vl_convert_writes_differences() -> None:
    """“png.py reads lines of the filters 0 and 1 of vl-convert 1.9; look there if this fails.”"""
    import vl_convert

    for size, wanted in ((6, 0), (200, 1)):
        path = f'<path d="M1 1h{size // 2}v{size // 2}H1z" fill="#800000"/>'
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">{path}</svg>'
        found = chunks(vl_convert.svg_to_png(svg))
        lines = zlib.decompress(found[b"IDAT"])
        assert set(lines[:: 1 + 4 * size]) == {wanted}
    assert dot_piece(3, ACCENT, 10, 10).piece.width < 15
