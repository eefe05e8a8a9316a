"""Front matter: what MkDocs accepts is accepted, what it swallows is reported."""

from __future__ import annotations

import pytest
from mkdocs.utils import meta

from sourcebook.diagnostics import Source
from sourcebook.formats.frontmatter import PageParts, split_page, unconvertible


def split(text: str) -> tuple[PageParts, list[str]]:
    parts, problems = split_page(Source("docs/a.md", text))
    found = [f"{p.location.line}:{p.location.column} {p.rule.code}" for p in problems]
    return parts, found


ACCEPTED = [
    pytest.param("---\ntitle: A\n---\n# B\n", id="plain"),
    pytest.param("---\ntitle: A\n...\n# B\n", id="closed-by-dots"),
    pytest.param("---  \ntitle: A\n---\t\n# B\n", id="spaces-after-the-fences"),
    pytest.param("---\ntitle: A\n---\n\n\n# B\n", id="empty-lines-after"),
    pytest.param("---\ntitle: A\n---\n", id="no-body"),
    pytest.param("---\ntitle: A\n\nlevel: x\n---\nB", id="empty-line-inside"),
    pytest.param("---\ntitle: A\n---\nText\n---\nMore\n", id="rule-in-the-body"),
    pytest.param("# A\n\nText\n", id="heading"),
    pytest.param("Text without a colon\n", id="text"),
    pytest.param("\n\n# A\n", id="empty-lines-first"),
    pytest.param("  \n    code\n", id="blank-line-first"),
    pytest.param("\nNote: text\n", id="metadata-look-alike-after-an-empty-line"),
    pytest.param("", id="empty-page"),
    pytest.param("---\n\nText below a rule\n", id="rule-first"),
    pytest.param("A sentence, note: not metadata\n", id="colon-later"),
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_bodies_begin_where_mkdocs_begins(text: str) -> None:
    """The body is what MkDocs hands to Markdown, and the fields are what it reads."""
    parts, problems = split(text)
    body, fields = meta.get_data(text)

    assert problems == []
    assert body == text[parts.body_start :]
    assert fields == (parts.front_matter.value if parts.front_matter else {})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("---\ntitle: a: b\n---\n# B\n", "2:9 SRC010", id="not-yaml"),
        pytest.param("---\ntitle: A\n\n# B\n", "1:1 SRC020", id="not-closed"),
        pytest.param("---\ntitle: A\n---", "1:1 SRC020", id="closed-without-line-end"),
        pytest.param("---\n---\n# B\n", "1:1 SRC021", id="empty"),
        pytest.param("---\n# comment\n---\n# B\n", "1:1 SRC021", id="comment-only"),
        pytest.param("---\njust text\n---\n# B\n", "1:1 SRC021", id="text"),
        pytest.param("---\n- a\n- b\n---\n# B\n", "1:1 SRC021", id="list"),
        pytest.param("Note: the talks were closed.\n", "1:1 SRC022", id="metadata"),
        pytest.param("  Note: the talks were closed.\n", "1:3 SRC022", id="metadata-indented"),
        pytest.param("https://example.org is a site\n", "1:1 SRC022", id="address"),
        pytest.param("\n---\ntitle: A\n---\n# B\n", "2:1 SRC023", id="second-line"),
        pytest.param("----\ntitle: A\n----\n# B\n", "1:1 SRC023", id="four-hyphens"),
        pytest.param(" ---\ntitle: A\n---\n# B\n", "1:1 SRC023", id="space-before"),
    ],
)
def test_what_mkdocs_swallows_is_reported(text: str, problem: str) -> None:
    """MkDocs builds each of these pages, strictly too, with text lost or printed by mistake."""
    _, fields = meta.get_data(text)
    parts, problems = split(text)

    assert [problem] == problems
    assert parts.front_matter is None
    assert fields == {} or "SRC022" in problem


@pytest.mark.parametrize(
    ("text", "body"),
    [
        pytest.param("---\ntitle: a: b\n---\n# B\n", "# B\n", id="not-yaml"),
        pytest.param("---\n- a\n---\n\n# B\n", "# B\n", id="list"),
        pytest.param("---\ntitle: A\n\n# B\n", "---\ntitle: A\n\n# B\n", id="not-closed"),
        pytest.param("Note: text\n", "Note: text\n", id="metadata"),
    ],
)
def test_bodies_of_broken_pages(text: str, body: str) -> None:
    """A preview does not print a broken block, and loses no sentence."""
    parts, _ = split(text)

    assert body == text[parts.body_start :]


def test_a_broken_block_is_known_as_one() -> None:
    """No front matter and unreadable front matter are two things."""
    assert [
        split(text)[0].is_broken for text in ("# A\n", "---\na: b: c\n---\n", "---\na: b\n---\n")
    ] == [False, True, False]


def test_front_matter_lies_between_its_fences() -> None:
    """The offsets cut the YAML out of the page."""
    text = "---\ntitle: A\n---\n# B\n"
    parts, _ = split(text)

    assert text[parts.meta_start : parts.meta_end] == "title: A\n"


@pytest.mark.parametrize(
    ("value", "is_lost"),
    [
        pytest.param("2024-02-30", True, id="day-that-does-not-exist"),
        pytest.param("2024-13-01", True, id="month-that-does-not-exist"),
        pytest.param("2024-2-30 10:00:00", True, id="with-a-time"),
        pytest.param("0000-01-01", True, id="year-zero"),
        pytest.param("=", True, id="value-sign"),
        pytest.param("0x_", True, id="no-digits"),
        pytest.param("9" * 4301, True, id="many-digits"),
        pytest.param("2024-02-28", False, id="day-that-exists"),
        pytest.param("2024-02-30/2024-03-01", False, id="interval"),
        pytest.param('"2024-02-30"', False, id="in-quotation-marks"),
        pytest.param("2024-02", False, id="month"),
        pytest.param("0b1", False, id="binary"),
    ],
)
def test_values_that_mkdocs_cannot_convert(value: str, is_lost: bool) -> None:
    """One value on which MkDocs fails costs all front matter, and that is reported."""
    text = f"---\nkey: {value}\n---\nB\n"
    parts, _ = split(text)
    _, fields = meta.get_data(text)

    assert parts.front_matter is not None
    assert is_lost == (fields == {})
    assert is_lost == bool(list(unconvertible(parts.front_matter)))
