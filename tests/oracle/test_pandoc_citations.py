"""Our scanner and pandoc 3.9 read the same citations, but for the differences listed here."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oracle import pandoc_citations
from oracle.pandoc_citations import Found, Item, plain
from sourcebook.formats.citations import scan

INPUTS = Path(__file__).with_name("citation_inputs.txt")


def our_reading(text: str) -> Found:
    return tuple(
        tuple(
            Item(
                citekey=item.citekey,
                mode=item.mode,
                prefix=plain(item.prefix),
                label=item.locator.label if item.locator else "",
                value=plain(item.locator.value) if item.locator else "",
                suffix=plain(item.suffix),
            )
            for item in citation.items
        )
        for citation in scan(text)
    )


def read_inputs() -> list[str]:
    lines = INPUTS.read_text(encoding="utf-8").splitlines()
    return [line.replace("⏎", "\n") for line in lines if line and not line.startswith("%%")]


def _one(key: str, mode: str = "parenthetical", **parts: str) -> Item:
    return Item(key, mode, **({"prefix": "", "label": "", "value": "", "suffix": ""} | parts))


DIFFERENCES: dict[str, tuple[str, Found]] = {
    # Labels that treaties need, and times. Pandoc keeps the words as the suffix, so that a text
    # written for us can be read by pandoc, too.
    "[@a, art. 5]": ("our label", ((_one("a", label="article-locator", value="5"),),)),
    "[@a, arts. 5-7 and 9]": (
        "our label",
        ((_one("a", label="article-locator", value="5-7", suffix="and9"),),),
    ),
    "[@a, Article 5(2)(b) of the treaty]": (
        "our label",
        ((_one("a", label="article-locator", value="5(2)(b)", suffix="ofthetreaty"),),),
    ),
    # Words of the work, which are no suffix and no page.
    '[@a, "quoted; with a semicolon"]': ("our named words", ((_one("a"),),)),
    "[@a, p. 3, “signed on 28 May”]": (
        "our named words",
        ((_one("a", label="page", value="3"),),),
    ),
    # A figure of one work: a record link, though pandoc takes its label for a group.
    "[][series/trade/2020/@a]": ("our figure", ()),
    "[@a, annex II]": ("our label", ((_one("a", label="appendix", value="II"),),)),
    "[@a, annex A]": ("our label", ((_one("a", label="appendix", value="A"),),)),
    "[@a, app. 3]": ("our label", ((_one("a", label="appendix", value="3"),),)),
    "[@a, schedule 2, p. 4]": (
        "our label",
        ((_one("a", label="appendix", value="2", suffix=",p.4"),),),
    ),
    "[@a, table 4]": ("our label", ((_one("a", label="table", value="4"),),)),
    "[@a, tbl. 4.2]": ("our label", ((_one("a", label="table", value="4.2"),),)),
    "[@a, timestamp 12:30]": ("our label", ((_one("a", label="timestamp", value="12:30"),),)),
    "[@a, 00:12:30]": ("a time, not a page", ((_one("a", label="timestamp", value="00:12:30"),),)),
    "@a [art. 5]": (
        "our label",
        ((_one("a", "narrative", label="article-locator", value="5"),),),
    ),
    "[@a, number 3]": (
        "the manual's word, not in the locale",
        ((_one("a", label="issue", value="3"),),),
    ),
    # The host is Python-Markdown: a link's text, and what is code, are its own.
    "[see @a](page.md)": ("nothing cites in the text of a link", ()),
    "![from @a](chart.png)": ("nothing cites in the text of an image", ()),
    "[@a](page.md)": ("nothing cites in the text of a link", ()),
    "[see @a][label]": ("nothing cites in the text of a link", ()),
    "[@a][b][@c]": ("nothing cites in the text of a link", ((_one("c"),),)),
    r"\(@a\)": ("math in the host, escaped parentheses in pandoc", ()),
    # The host knows no math between single dollars, and two currencies are more likely.
    "$[@a]$": ("text in the host, math in pandoc", ((_one("a"),),)),
    "$5 and [@a] cost$": ("text in the host, math in pandoc", ((_one("a"),),)),
    "$x @a y$": ("text in the host, math in pandoc", ((_one("a", "narrative"),),)),
    # Addresses are no mentions, though pandoc without autolink_bare_uris takes them for one.
    "https://mastodon.example/@a": ("an address", ()),
    "mastodon.example/@a": ("an address", ()),
    "www.example.org/@a/1": ("an address", ()),
    "@someone@mastodon.example": ("an address of the fediverse", ()),
    "mailto:@a": ("an address", ()),
    # Pandoc's accidents.
    "@{}": ("an empty key names nothing", ()),
    "@*": ("the wild card of a nocite field, which we have not", ()),
    "[@a-@b]": ("pandoc's own text of a nested -@b has no hyphen", ((_one("a", suffix="-@b"),),)),
    "[@a -@b]": ("pandoc's own text of a nested -@b has no hyphen", ((_one("a", suffix="-@b"),),)),
    "[@a, p. 3*]": (
        "an asterisk without its pair swallows pandoc's bracket",
        ((_one("a", label="page", value="3"),),),
    ),
    "*word*@a": ("pandoc counts closing emphasis as a word", ((_one("a", "narrative"),),)),
    "@a [p. 4]@b]": (
        "a stray bracket joins pandoc's prefix",
        ((_one("a", "narrative", label="page", value="4"),), (_one("b", "narrative"),)),
    ),
    "@a [p. 3][^1]": (
        "a footnote mark behind does not part a locator from its key",
        ((_one("a", "narrative", label="page", value="3"),),),
    ),
}
"""Text → why we differ, and what we read; anything else that differs is a mistake."""


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    """What pandoc finds in the inputs and in the texts on which we differ, in one go."""
    texts = list(dict.fromkeys([*read_inputs(), *DIFFERENCES]))
    found = pandoc_citations.read(texts, tmp_path_factory.mktemp("pandoc"))
    return dict(zip(texts, found, strict=True))


def test_inputs_read_as_in_pandoc(theirs: dict[str, Found]) -> None:
    """Keys, modes, prefixes, locators and suffixes are pandoc's, over hundreds of inputs."""
    texts = [text for text in read_inputs() if text not in DIFFERENCES]
    expected = {text: theirs[text] for text in texts}
    found = {text: our_reading(text) for text in texts}

    assert len(texts) >= 600
    assert expected == found


@pytest.mark.parametrize("text", DIFFERENCES)
def test_differences_are_as_stated(text: str, theirs: dict[str, Found]) -> None:
    """Where we differ from pandoc on purpose, we do what is written down, and still differ."""
    _, expected = DIFFERENCES[text]

    assert expected == our_reading(text)
    assert expected != theirs[text], "pandoc agrees by now: take the text into the inputs"


PIECES = st.sampled_from(
    [
        *("@a", "@b", "-@c", "@{d;e}", "[@a]", "[see @b, p. 3]", "[-@c; @a, 4]", "[@a; @b]"),
        *("[", "[", "]", "]", "p. 3", "pp. 3-4", "chap. iv", "§ 2(a)", "{p. 5}", "{}", "[x]"),
        *("see", "and", "word", "(3)", "iv", "3", "*such*", "`code @b`", '"so; it is"', "'it'"),
    ]
)
BETWEEN = st.sampled_from([" ", " ", "; ", ", ", ",", ": ", ". "])


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """One paragraph of pieces of citations in any order; every ``]`` has its ``[``."""
    text = "Text"
    for piece in draw(st.lists(PIECES, min_size=2, max_size=8)):
        # A stray bracket joins pandoc's prefix: see DIFFERENCES.
        if piece != "]" or text.count("[") > text.count("]"):
            text += draw(BETWEEN) + piece
    return text + " text."


@settings(max_examples=5, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(paragraphs(), min_size=80, max_size=80))
def test_pieces_read_as_in_pandoc(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    """Pieces of citations in any order are read as pandoc reads them."""
    found = pandoc_citations.read(texts, tmp_path_factory.mktemp("pandoc"))

    assert dict(zip(texts, found, strict=True)) == {text: our_reading(text) for text in texts}
