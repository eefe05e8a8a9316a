"""What looks like markup and is read as text, or otherwise than it looks: one function a slip.

Offsets are 0-based code points into the text, ends exclusive. Code and comments are left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from sourcebook.diagnostics import Diagnostic, Source, rules_src
from sourcebook.formats.citations.mask import read_prose
from sourcebook.formats.links import TAG
from sourcebook.formats.prose import outside_code

_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?=[ \n]|\Z).*", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:?[ \t]*[.#][A-Za-z][^{}\n]*$", re.MULTILINE)
_TAGS = re.compile(rf"{TAG.pattern}|</(?P<closed>[A-Za-z][\w-]*)\s*>")
_MARKED = re.compile(r"<!\[(?!CDATA\[)")
_COMMENT = re.compile(r"<!--")
_LABELLED = re.compile(r"\[([^\[\]\0]+)\]\[([^\[\]\0@/^]+)\]")
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    )
)
_CLOSE_THEMSELVES = frozenset(
    (
        *("p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "option"),
        *("rp", "rt", "html", "head", "body", "optgroup", "caption"),
    )
)
"""Elements whose end HTML knows without being told (HTML Standard, “Optional tags”)."""


def conflict_markers(source: Source) -> Iterator[Diagnostic]:
    """Yield a problem for every conflict that git left in *source*: once, where it begins."""
    if "<<<<<<<" not in source.text and ">>>>>>>" not in source.text:
        return
    is_page = source.path.endswith(".md")
    found = outside_code(_CONFLICT, source.text) if is_page else _CONFLICT.finditer(source.text)
    is_open = False
    for marker in found:
        begins = marker[0].startswith("<")
        if begins or not is_open:
            yield rules_src.CONFLICT_MARKER.at(
                source.locate(*marker.span()), marker=marker[0][:40].rstrip()
            )
        is_open = not marker[0].startswith(">")


def unclosed_attributes(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches ``{.name`` and ``{: #id`` that no brace closes on their line."""
    if "{" in text:
        for found in outside_code(_ATTRIBUTES, text):
            yield found.span()


def unbalanced_elements(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the tags that are not closed, and (then with true) those that close nothing."""
    if "<" not in text:
        return
    opened: list[re.Match[str]] = []
    names: Counter[str] = Counter()
    for tag in outside_code(_TAGS, text):
        name = (tag["name"] or tag["closed"]).lower()
        if name in _VOID or name in _CLOSE_THEMSELVES or tag[0].endswith("/>"):
            continue
        if tag["name"]:
            opened.append(tag)
            names[name] += 1
        elif not names[name]:
            yield *tag.span(), True
        else:
            # What was opened inside and is not closed there is never closed.
            while (inner := opened.pop())["name"].lower() != name:
                names[inner["name"].lower()] -= 1
                yield *inner.span(), False
            names[name] -= 1
    yield from ((*one.span(), False) for one in opened)
    # Python's html.parser, which Markdown asks, fails on what is no CDATA.
    yield from ((*one.span(), False) for one in outside_code(_MARKED, text))
    last = text.rfind("-->")
    unclosed = (one.span() for one in outside_code(_COMMENT, text) if one.start() > last)
    yield from ((*span, False) for span in islice(unclosed, 1))


def undefined_labels(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield start, end, text and label of links ``[text][label]`` whose label is not defined."""
    if "][" not in text:
        return
    prose = read_prose(text)
    for found in _LABELLED.finditer(prose.masked):
        label = " ".join(found[2].split())
        before = prose.masked[found.start() - 1 : found.start()]
        is_link = before not in ("]", "\\", "!") and not before.isalnum()
        if is_link and not label[:1].isdigit() and label.casefold() not in prose.definitions:
            yield *found.span(), found[1], label
