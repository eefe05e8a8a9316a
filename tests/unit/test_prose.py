"""`formats.prose`: sentences, headings, record links, directives, plain text."""

from __future__ import annotations

import pytest

from sourcebook.formats.citations import mask, scan
from sourcebook.formats.prose import (
    directives,
    escaped_signs,
    headings,
    plain_text,
    record_links,
    sentences,
)


def sentence_with(text: str, needle: str) -> str:
    found = sentences(text, scan(text), mask(text)).spans
    (whole,) = [text[start:end] for start, end in found if start <= text.index(needle) < end]
    return whole.strip()


@pytest.mark.parametrize(
    ("text", "needle", "expected"),
    [
        pytest.param("One. Two [@a]. Three.", "@a", "Two [@a].", id="middle"),
        pytest.param("One. Two. [@a] Three.", "@a", "Two. [@a]", id="after-the-full-stop"),
        pytest.param("One [@a, p. 3]. Two.", "@a", "One [@a, p. 3].", id="dot-in-a-locator"),
        pytest.param("Gen. Bajwa met him [@a]. Two.", "@a", "Gen. Bajwa met him [@a].", id="title"),
        pytest.param("The U.S. Army left [@a]. Two.", "@a", "The U.S. Army left [@a].", id="u-s"),
        pytest.param("S. Lavrov came [@a].\nTwo.", "@a", "S. Lavrov came [@a].", id="initial"),
        pytest.param("A. N. Tupolev came [@a]. Two.", "@a", "A. N. Tupolev came [@a].", id="two"),
        pytest.param("Yu. A. Gagarin flew [@a]. Two.", "@a", "Yu. A. Gagarin flew [@a].", id="yu"),
        pytest.param("“He […] Then left” [@a]. Two.", "@a", "“He […] Then left” [@a].", id="cut"),
        pytest.param("See n. 3 [@a]. Art. 4 too.", "@a", "See n. 3 [@a].", id="before-numbers"),
        pytest.param("He said: “No.” She left [@a].", "@a", "She left [@a].", id="quoted-stop"),
        pytest.param(
            "It cost $3.5 million [@a]. Two.", "@a", "It cost $3.5 million [@a].", id="number"
        ),
        pytest.param("One\ntwo [@a].\n\nThree.", "@a", "One\ntwo [@a].", id="line-in-a-paragraph"),
        pytest.param("- One [@a]\n- Two", "@a", "- One [@a]", id="list-entry"),
        pytest.param("| One | Two [@a] |\n| x | y |", "@a", "| One | Two [@a] |", id="table-row"),
        pytest.param(
            "Приехал Лавров [@a]. Потом уехал.", "@a", "Приехал Лавров [@a].", id="cyrillic"
        ),
        pytest.param("He came [@a; @b]. Then he left.", "@b", "He came [@a; @b].", id="group"),
    ],
)
def test_sentences(text: str, needle: str, expected: str) -> None:
    """A sentence is whole and alone, with the citations that it carries."""
    assert sentence_with(text, needle) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("A *b* **c** `d`.", "A b c d.", id="emphasis"),
        pytest.param("Trade grew [@a, p. 3].", "Trade grew.", id="citation"),
        pytest.param("@a says so.", "a says so.", id="narrative"),
        pytest.param("See [Lavrov][people/lavrov] there.", "See Lavrov there.", id="record-link"),
        pytest.param("See [][people/lavrov] there.", "See lavrov there.", id="own-label"),
        pytest.param('See [x](https://e.org/a_b "t").', "See x.", id="link"),
        pytest.param("- One[^1] two", "One two", id="list-and-footnote"),
        pytest.param("snake_case \\* star", "snake_case * star", id="underscore-and-escape"),
        pytest.param("A <b>bold</b> word{: .x }", "A bold word", id="tags-and-attributes"),
    ],
)
def test_plain_text_keeps_the_words_only(markdown: str, expected: str) -> None:
    """Passages and summaries are shown without marks."""
    assert plain_text(markdown) == expected


def test_record_links_tell_target_and_text() -> None:
    """A reference-style link whose label is `collection/id` links a record."""
    text = "See [Sergey [S.] Lavrov][people/sergey-lavrov] and [][series/trade/2020]."

    found = record_links(text, mask(text))

    assert [(one.collection, one.id, one.text) for one in found] == [
        ("people", "sergey-lavrov", "Sergey [S.] Lavrov"),
        ("series", "trade/2020", ""),
    ]
    for one in found:
        assert text[one.target_start : one.end - 1] == f"{one.collection}/{one.id}"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("`[a][people/x]`", id="code"),
        pytest.param("    [a][people/x]", id="indented-code"),
        pytest.param("<!-- [a][people/x] -->", id="comment"),
        pytest.param("[a](people/x)", id="inline-link"),
        pytest.param("[a][X/y]", id="capital"),
    ],
)
def test_what_is_no_record_link(text: str) -> None:
    """Code, comments and other links stay as they are."""
    assert record_links(text, mask(text)) == ()


def test_headings_outside_code() -> None:
    """A comment in a shell example is no heading."""
    text = "# One\n\n```sh\n# not\n```\n\n## Two ##\n"

    assert [(one.level, one.text) for one in headings(text, mask(text))] == [(1, "One"), (2, "Two")]


def test_directives_outside_code() -> None:
    """A directive is a comment; one in a code block is an example."""
    text = "<!-- sourcebook: visits core -->\n\n```\n<!-- sourcebook: people -->\n```\n"

    assert [(one.name, one.arguments) for one in directives(text)] == [("visits", ("core",))]


def test_escaped_at_signs_outside_code() -> None:
    """The stroke before an at sign goes where Markdown reads prose, and stays in code."""
    text = "a \\@b `\\@c` \\\\@d\n\n    \\@e\n"

    assert [text[at:][:3] for at in escaped_signs(text)] == ["\\@b"]


CODE = f"end. `{'x' * 60}` word "
"""Code behind a full stop is masked: a long run of one character."""


@pytest.mark.parametrize("sign", ["[", "][", "a. A", "*", "@a ", "| ", "<!-- ", "[x][a/b]", CODE])
def test_long_texts_take_linear_time(sign: str) -> None:
    """A hostile page of 100 KB is read; quadratic work would take minutes here."""
    text = sign * (100_000 // len(sign))

    masked = mask(text)
    assert sentences(text, scan(text), masked).spans[0][0] == 0
    assert len(record_links(text, masked)) <= 100_000
    assert len(directives(text)) <= 100_000
