"""The pictures that other programs show beside a link: title cards."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from building import ROOT, MakeProject
from publishing import FILES, VISIT, completed
from sourcebook.cache import Cache
from sourcebook.pages.pictures import HEIGHT, WIDTH, TitleCard, choosing, pieces_of, png_of
from sourcebook.pages.pictures.drawing import ACCENT, Dot, Text, ink
from sourcebook.pages.pictures.faces import SANS, SERIF, Face, wrapped
from sourcebook.pages.pictures.title_card import Year
from sourcebook.publication import PICTURES, draw

INK_AND_PAPER, PAPER_AND_ACCENT = range(11), range(10, 16)
"""The colours of a picture, by their numbers: 0 is ink, 10 is paper, 15 is the accent."""
YEARS = tuple(Year(1950 + n, 1 + n % 18, int(n == 70)) for n in range(76))
CARD = TitleCard(
    "A Sourcebook",
    "Визит · Minister",
    "Лавров in Šiauliai, and what “others” said of it, 2021",
    ("6–7 April 2021 · Town", "From There to Here"),
    YEARS,
)


def opened(png: bytes) -> Image.Image:
    picture = Image.open(BytesIO(png))
    picture.load()
    return picture


def box_of(picture: Image.Image, colours: range = range(16)) -> tuple[int, int, int, int] | None:
    """Return the box around all of *picture* that is in *colours* and is not paper."""
    return picture.point([255 * (n in colours and n != 10) for n in range(256)], "L").getbbox()


def dots_of(card: TitleCard) -> list[Dot]:
    """Return the dots of the years; that of the mark comes first."""
    return [piece for piece in pieces_of(card) if isinstance(piece, Dot)][1:]


def test_a_picture_is_a_png_in_the_colours_of_the_theme() -> None:
    """Of the size that Open Graph's readers expect, light, small, the same bytes each time."""
    png = png_of(pieces_of(CARD))
    picture = opened(png)
    tokens = (ROOT / "hooks/theme/assets/sourcebook/tokens.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--sb-(\w+): #([0-9a-f]{6});", tokens.partition("slate")[0]))
    palette = bytes(picture.getpalette() or [])

    assert (picture.format, picture.mode, picture.size) == ("PNG", "P", (WIDTH, HEIGHT))
    assert picture.info == {}
    assert palette[0:3].hex() == light["ink"]
    assert palette[30:33].hex() == light["paper"]
    assert palette[45:].hex() == light["accent"]
    assert len(png) < 25_000
    assert png == png_of(pieces_of(CARD))


def test_a_picture_has_the_same_bytes_on_every_machine() -> None:
    """Those of Pillow 13.0; with another, or another layout, look at pictures and renew this."""
    digest = hashlib.sha256(png_of(pieces_of(CARD))).hexdigest()

    assert digest == "5b67a1ba6e8e03587896eb6011837e48b4e593e5b88276bfca5d86ba110f679a"


def test_what_is_drawn_is_on_the_sheet() -> None:
    """Ink and accent keep to the margins, of which the labels of the years use a little."""
    picture = opened(png_of(pieces_of(CARD)))
    left, top, right, bottom = box_of(picture) or (0, 0, 0, 0)

    assert 60 < left < 90 and 1110 < right < 1140
    assert 50 < top < 60 and 570 < bottom < 600
    assert {0, 10, 15} <= {number for _, number in picture.getcolors() or ()}


def test_the_one_visit_is_a_dot_in_its_year() -> None:
    """In the accent colour and larger; all others are in faint ink."""
    meant = [one for one in dots_of(CARD) if one.level == ACCENT]
    others = [one for one in dots_of(CARD) if one.level == ink(0.3)]

    assert len(meant) == 1
    assert len(others) == sum(year.count for year in YEARS) - 1
    assert meant[0].radius > others[0].radius
    assert len({(one.x, one.y) for one in dots_of(CARD)}) == len(dots_of(CARD))


def test_a_dot_is_round_and_where_it_says() -> None:
    """As wide as high, around its middle."""
    picture = opened(png_of([Dot(100, 200, 4.5, ACCENT)]))

    assert box_of(picture, PAPER_AND_ACCENT) == (95, 195, 105, 205)
    assert box_of(picture, INK_AND_PAPER) is None


def test_dots_stand_for_more_where_there_are_many() -> None:
    """A year with a thousand visits stays on the picture; a thousand years have no dots."""
    many = TitleCard("S", "K", "Title", (), (Year(2000, 1000, 0), Year(2001, 1, 1)))
    long = TitleCard("S", "K", "Title", (), (Year(1000, 1, 0), Year(2001, 1, 1)))

    assert min(dot.y for dot in dots_of(many)) > 0
    assert len(dots_of(many)) < 100
    assert dots_of(long) == []
    png_of(pieces_of(many))
    png_of(pieces_of(long))


letters = "abcdefghij ЛавроџŠé–“”.,’123"
titles = st.text(letters, min_size=1, max_size=300).filter(lambda text: text.strip() != "")


@given(titles, st.sampled_from([SERIF, SANS]), st.integers(19, 88), st.integers(1, 3))
def test_lines_have_room(text: str, face: Face, size: int, most: int) -> None:
    """No line is wider than its room, there are not too many, and no word is lost unsaid."""
    lines = wrapped(text, face, size, 1032, most)

    assert 1 <= len(lines) <= most
    assert all(face.width(line, size) <= 1032 for line in lines)
    assert " ".join(lines) == " ".join(text.split()) or any("…" in line for line in lines)


@given(titles, titles, titles, st.lists(titles, max_size=2), st.integers(0, 40))
def test_any_words_fit(site: str, kind: str, title: str, lines: list[str], years: int) -> None:
    """Whatever a page is called, no line is longer than the sheet, and text keeps off the dots."""
    strip = tuple(Year(1980 + year, 1 + year, 1) for year in range(years))
    card = TitleCard(site, kind, title, tuple(lines), strip)
    texts = [piece for piece in pieces_of(card) if isinstance(piece, Text)]

    assert all(one.x + one.face.width(one.line, one.size) <= WIDTH for one in texts)
    above = max(one.y for one in texts if one.size > 19)
    assert all(dot.y - dot.radius > above for dot in dots_of(card))
    assert above < 520


def test_long_words_end_in_an_ellipsis() -> None:
    """A title, a kind and the name of a site that have no room keep to the margin, and say so."""
    long = "Переговоры " * 40
    card = TitleCard(long, long, long, (long, long))
    texts = [piece for piece in pieces_of(card) if isinstance(piece, Text)]
    _, _, right, _ = box_of(opened(png_of(texts))) or (0, 0, 0, 0)

    assert 1000 < right <= WIDTH - 84
    assert [one.line.endswith("…") for one in texts] == [True, True, False, False, True, True, True]


@pytest.mark.parametrize("face", [SERIF, SANS], ids=["serif", "sans"])
@pytest.mark.parametrize("line", ["Ayub Khan in Tashkent, 1966", "Лавров", "ƏŠĞẒ", "f"])
def test_a_line_is_as_wide_as_it_was_measured(face: Face, line: str) -> None:
    """What is drawn of it, but for the little that letters have around them."""
    left, _, right, _ = box_of(opened(png_of([Text(84, 300, line, face, 64, 0)]))) or (0, 0, 0, 0)

    assert left == pytest.approx(84, abs=5)
    assert right == pytest.approx(84 + face.width(line, 64), abs=7)


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        pytest.param("Визит in Šiauliai – “İstanbul”, ŉ № 5 …", True, id="latin-and-cyrillic"),
        pytest.param("Qurʾān Oʻzbekiston", True, id="transliteration"),
        pytest.param("سفر", False, id="urdu"),
        pytest.param("北京", False, id="chinese"),
        # Set beside its letter it would be wrong.
        pytest.param("Лавро\u0301в", False, id="mark-over-a-letter"),
        pytest.param("a\nb", False, id="end-of-line"),
        pytest.param("\uffff", False, id="no-character"),
        pytest.param("", True, id="nothing"),
    ],
)
def test_the_letters_that_are_there(text: str, is_there: bool) -> None:
    """Those that the fonts of the theme have for Latin and Cyrillic, in both faces."""
    assert (SERIF.has(text), SANS.has(text)) == (is_there, is_there)


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


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda kept: b"", id="empty"),
        pytest.param(lambda kept: kept[:-40], id="cut"),
        pytest.param(lambda kept: kept[:900] + b"\0" * (len(kept) - 900), id="zeros-at-the-end"),
        pytest.param(lambda kept: kept.replace(b"A", b"B"), id="other-bytes"),
        pytest.param(lambda kept: base64.b64encode(b"no PNG"), id="no-picture"),
        pytest.param(lambda kept: b"\xff\xfe" + kept, id="no-text"),
    ],
)
def test_a_damaged_picture_is_drawn_again(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    """It neither breaks the build nor is published, and the next build finds a whole one."""
    cards = {"a/picture.png": TitleCard("S", "K", "A title")}
    cold = draw(cards, Cache(tmp_path))
    (entry,) = (path for path in (tmp_path / PICTURES).rglob("*") if path.is_file())
    whole = entry.read_bytes()
    entry.write_bytes(damage(whole))

    assert draw(cards, Cache(tmp_path)) == cold
    assert entry.read_bytes() == whole


def test_a_picture_of_another_page_is_not_taken_for_it(tmp_path: Path) -> None:
    """An entry that lies under the key of another is damage, too."""
    one, other = ({"a/picture.png": TitleCard("S", "K", title)} for title in ("One", "Other"))
    cold = [draw(one, Cache(tmp_path)), draw(other, Cache(tmp_path))]
    entries = [path for path in (tmp_path / PICTURES).rglob("*") if path.is_file()]
    entries[0].write_bytes(entries[1].read_bytes())

    assert [draw(one, Cache(tmp_path)), draw(other, Cache(tmp_path))] == cold
