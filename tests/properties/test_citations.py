"""What holds for the citations of any text."""

from __future__ import annotations

import re

import markdown
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.formats.citations import MASKED, mask, scan, suspicious

PIECES = st.sampled_from(
    [
        *("[", "]", "@a", "-@b", "@{c:d}", "[@e, p. 3]", "; ", ", ", " ", "\n", "\n\n", "    "),
        *("`", "```\n", "$", "<", ">", "<!--", "-->", "> ", "- ", "\\", "](", "x.md)", "^", "{}"),
        *("*", "_", '"', "'", "|", "|-|\n", "!!! note\n", "word", "é", "https://e.org/@x", "\t"),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=60))


@given(TEXTS)
def test_spans_name_their_citekeys(text: str) -> None:
    """The span of an item cuts its citekey out of the source, inside the span of its citation."""
    for citation in scan(text):
        for item in citation.items:
            written = text[item.start : item.end]

            assert citation.start <= item.start < item.end <= citation.end
            assert written.removeprefix("-") in (f"@{item.citekey}", f"@{{{item.citekey}}}")


@given(TEXTS)
def test_citations_stand_in_order_and_apart(text: str) -> None:
    """No citation overlaps another, and their order is that of the text."""
    ends = [0]
    for citation in scan(text):
        assert ends[-1] <= citation.start < citation.end <= len(text)
        assert citation.items
        ends.append(citation.end)


@given(TEXTS, st.integers(min_value=0, max_value=10**6))
def test_start_moves_every_offset(text: str, start: int) -> None:
    """A text in the middle of a file is read as by itself, with offsets into the file."""

    def spans(first: int) -> list[tuple[int, ...]]:
        cited = scan(text, first)
        spans = [(c.start, c.end, *(o for i in c.items for o in (i.start, i.end))) for c in cited]
        return [*spans, *((s.start, s.end) for s in suspicious(text, first))]

    assert [tuple(offset + start for offset in span) for span in spans(0)] == spans(start)


@given(TEXTS)
def test_mask_keeps_length_lines_and_prose(text: str) -> None:
    """A masked text differs only where it is NUL or a quote marker became a space."""
    masked = mask(text)

    assert len(text) == len(masked)
    for before, after in zip(text, masked, strict=True):
        assert (
            before == after
            or (after == MASKED and before != "\n")
            or (before, after) == (*(">", " "),)
        )


@st.composite
def blocks(draw: st.DrawFn, depth: int = 0) -> str:
    """Well-formed Markdown of nested blocks, with ``[@kN]`` in prose and ``[@x]`` in code."""
    made = []
    kinds = ["text", "fence"] + (["list", "box", "quote", "table"] if depth < 3 else [])
    for kind in draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=3)):
        inner = draw(blocks(depth + 1)) if kind in ("list", "box", "quote") else ""
        indented = "\n".join(f"    {line}" if line else "" for line in inner.split("\n"))
        made.append(
            {
                "text": "Text [@k] `[@x]`\nlazy [@k]",
                "fence": "Text [@k]\n\n```\n[@x]\n```",
                "list": f"Text [@k]\n\n- Item [@k]\n\n{indented}",
                "box": f'Text [@k]\n\n!!! note "Title [@k]"\n{indented}',
                "quote": "Text [@k]\n\n" + "\n".join(f"> {line}" for line in inner.split("\n")),
                "table": "Text [@k]\n\n| [@k] | `[@x]` |\n|---|---|\n| b | [@k] |",
            }[kind]
        )
    # A paragraph before the code: behind a list the same four columns are its next paragraph.
    return "\n\n".join(made) + "\n\nText [@k]\n\n    code [@x]\n\nText [@k]"


@settings(max_examples=40, deadline=None)
@given(blocks())
def test_the_host_shows_every_citation_once(text: str) -> None:
    """However blocks nest, our notion of code is the host's: none is lost and none is missed."""
    pieces, at = [], 0
    for number, citation in enumerate(scan(text)):
        pieces += [text[at : citation.start], f'<i class="slot{number}e"></i>']
        at = citation.end
    converted = markdown.markdown(
        "".join([*pieces, text[at:]]),
        extensions=["admonition", "tables", "pymdownx.superfences"],
    )
    visible = re.sub(r"(?s)<(pre|code)\b.*?</\1>", "", converted)

    assert text.count("[@k]") == len(scan(text))
    assert [f"slot{n}e" for n in range(len(scan(text)))] == re.findall(r"slot\d+e", visible)
    assert "[@" not in visible
