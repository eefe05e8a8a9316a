"""`control_characters`, `unseen`, `pathological_paragraphs`: texts that would do harm.

The limits are far above anything that people write. Measured with Python-Markdown 3.11.3: 3,000
times “[” in one paragraph take 1.7 s, “![” 5.7 s, “<a ” 1.5 s, each four times as long for twice
as many; 3,000 nested list marks end in a RecursionError.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.diagnostics import Diagnostic, Source, rules_src

MOST: dict[str, int] = {"[": 600, "<": 600, "*[": 400}
"""The most often that a sign may stand in one paragraph."""
MOST_NESTED = 60
"""The most list or quote marks that may open one line."""

_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_UNSEEN = re.compile(r"[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_PARAGRAPH = re.compile(r"(?:^(?=.*\S).*\n?)+", re.MULTILINE)
_NESTED = re.compile(
    rf"^[ \t]*(?:(?:[-+*]|\d{{1,9}}[.)])[ \t]+|>[ \t]*){{{MOST_NESTED + 1},}}", re.MULTILINE
)


def control_characters(source: Source) -> Iterator[Diagnostic]:
    """Yield a problem for the first control character of each line that has one."""
    line = 0
    for match in _CONTROL.finditer(source.text):
        at = source.locate(match.start(), match.end())
        if at.line != line:
            line = at.line
            yield rules_src.CONTROL_CHARACTER.at(at, name=f"U+{ord(match[0]):04X}")


def unseen(line: str) -> str:
    """Return the name of the first sign in *line* that nobody sees, ``U+202E``, or "".

    Beside signs of control it is those that turn the direction of all that follows: in a name
    that stands on every page they could make other text read otherwise.
    """
    found = _UNSEEN.search(line)
    return f"U+{ord(found[0]):04X}" if found else ""


def pathological_paragraphs(source: Source, start: int) -> Iterator[Diagnostic]:
    """Yield a problem for every paragraph after *start* that could keep Markdown for minutes."""
    # What a whole page does not hold so often, no paragraph of it does.
    can_have = any(source.text.count(sign, start) > most for sign, most in MOST.items())
    for paragraph in _PARAGRAPH.finditer(source.text, start) if can_have else ():
        for sign, most in MOST.items():
            count = paragraph[0].count(sign)
            if count > most:
                at = source.locate(paragraph.start(), paragraph.start() + 1)
                yield rules_src.PATHOLOGICAL_PAGE.at(at, sign=sign, count=count, most=most)
    offset = start
    for line in source.text[start:].split("\n"):
        match = _NESTED.match(source.text, offset) if len(line) > MOST_NESTED else None
        offset += len(line) + 1
        if match is None:
            continue
        marks = match[0].strip()
        yield rules_src.PATHOLOGICAL_PAGE.at(
            source.locate(match.start(), match.start() + 1),
            sign=marks[0],
            count=len(re.findall(r"[-+*>]|\d+[.)]", marks)),
            most=MOST_NESTED,
        )
