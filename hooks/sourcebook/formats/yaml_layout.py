"""`tidy_yaml`: a YAML file without blanks at line ends and without heaps of blank lines.

More cannot be done without losing comments and the author's own alignment. Lines inside a text of
several lines stay as they are: there, blanks may be the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.diagnostics import Source
from sourcebook.formats.located import Located
from sourcebook.formats.tidied import Tidied
from sourcebook.formats.yaml import load_yaml


def tidy_yaml(source: Source) -> Tidied:
    """Return the text of *source*, tidied; a file with problems is left alone. Never raises."""
    located, problems = load_yaml(source)
    if located is None or problems:
        return Tidied(source.text, trouble="it cannot be read without problems")
    kept = _lines_of_texts(located)
    lines: list[str] = []
    stripped = dropped = 0
    for number, line in enumerate(source.text.split("\n"), 1):
        if number in kept:
            lines.append(line)
            continue
        plain = line.rstrip(" \t")
        if not plain and (not lines or (not lines[-1] and number - 1 not in kept)):
            dropped += 1
            continue
        stripped += plain != line
        lines.append(plain)
    if lines and not lines[-1]:
        lines.pop()
        dropped -= 1
    text = "".join(f"{line}\n" for line in lines)
    if text == source.text:
        return Tidied(text)
    again, problems = load_yaml(Source(source.path, text))
    # repr tells 1 from 1.0 and true.
    if again is None or problems or repr(again.value) != repr(located.value):
        return Tidied(source.text, trouble="it would not read as before")
    done = ["blanks at line ends"] if stripped else []
    return Tidied(text, (*done, "blank lines") if dropped > 0 or not done else tuple(done))


def _lines_of_texts(located: Located) -> frozenset[int]:
    """Return the 1-based lines on which a text of several lines stands, and blank ones after."""
    source = located.source
    found: set[int] = set()
    for start, end in _spans(located):
        first, last = source.position(start)[0], source.position(end)[0]
        if first == last and source.text[start : start + 1] not in ("|", ">"):
            continue
        while last < source.position(len(source.text))[0] and not source.line(last + 1).strip():
            if last + 1 in found:
                break
            last += 1
        found.update(range(first, last + 1))
    return frozenset(found)


def _spans(located: Located) -> Iterator[tuple[int, int]]:
    """Yield the places of all scalars and keys, each once."""
    for node in located.nodes():
        if node.text is not None:
            yield node.start, node.end
        yield from node.keys.values()
