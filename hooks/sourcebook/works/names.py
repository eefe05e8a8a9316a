"""`parse_names`: the people and bodies of a name field.

The grammar is BibTeX's as biblatex applies it (*Tame the BeaST* §11, biblatex manual §2.3.3 and
§3.14): ``First von Last``, ``von Last, First``, ``von Last, Jr, First``, a body in braces of its
own, and the extended form ``family=…, given=…``. Own parser: bibtexparser's is superlinear
(100,000 authors 24 s with 2.1.0).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sourcebook.formats.latex import to_unicode
from sourcebook.formats.name import Name
from sourcebook.works.name_problems import NameProblem, Written, name_problems
from sourcebook.works.name_words import OTHERS, SUFFIX

_TOKEN = re.compile(r"\\.|[{}]|[ \t\n\r\f~\u00a0]+|,|[^\\{} \t\n\r\f~\u00a0,]+", re.DOTALL)
_GROUP_EDGE = re.compile(r"\\.|[{}]", re.DOTALL)
_NAMELESS_AND = re.compile(r"(?:^|\s)and(?:\s+and)+(?=\s|$)", re.IGNORECASE)
_DESCRIPTION = re.compile(
    r"(?:b\. |d\. |ca?\. |active )?[0-9]{4}\??(?:[-–](?:[0-9]{4}\??)?)?\.?"
    r"|(?:author|editor|translator|compiler|verfasser(?:in)?|herausgeber(?:in)?)\.?",
    re.IGNORECASE,
)
"""“1938-”, “1835–1910”, “author”: what a catalogue says of a person, after the last comma."""
_EXTENDED = re.compile(r"(family|given|prefix|suffix|useprefix|id|hash|[a-z]+-i)\s*=", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    """As written, with its braces."""
    start: int
    end: int


# One field is asked for by the CSL item, by the work and by the checks.
@lru_cache(maxsize=1024)
def parse_names(
    value: str, *, use_prefix: bool = False
) -> tuple[tuple[Name, ...], tuple[NameProblem, ...]]:
    """Return the names in *value*, in order, and what is wrong with it. Linear in *value*."""
    names: list[Name] = []
    written: list[Written] = []
    problems: list[NameProblem] = []
    if not value.strip():
        return (), ()
    for parts in _names(value):
        words = [word for part in parts for word in part]
        if not words:
            right = re.sub(r"\s+", " ", _NAMELESS_AND.sub(" and ", value)).removesuffix(" and")
            problems.append(
                NameProblem(
                    "an “and” has no name on one side",
                    f"Write “{right.strip().removeprefix('and ')}”.",
                    *(0, len(value)),
                )
            )
            continue
        start, end = words[0].start, words[-1].end
        parts, is_short = _without_others(parts)
        parts, is_described = _without_description(parts)
        parts, is_turned = _with_suffix_inside(parts)
        if not _EXTENDED.match(words[0].text):
            texts = tuple(tuple(word.text for word in part) for part in parts)
            last = max((word.end for part in parts for word in part), default=start)
            written += [Written(texts, start, last)] if any(texts) else []
        if name := _name(parts, use_prefix) if any(parts) else None:
            names += [name] if name != Name() else []
        if is_short:
            names.append(Name(literal="others"))
        if (is_short and value[start:end] != "others") or is_turned or is_described:
            read = name.display() if name and not is_short else "others"
            problems.append(NameProblem(read, _put_right(value, start, parts, is_short), start, end,
                                        "plain"))  # fmt: skip
    return tuple(names), (*problems, *name_problems(value, written))


def _without_others(parts: list[list[_Word]]) -> tuple[list[list[_Word]], bool]:
    """Return a name without the “et al.” at its end, and whether there was one."""
    last = parts[-1]
    for count in (2, 1):
        ending = _text([word.text for word in last[-count:]]).strip("[]().").lower()
        if len(last) >= count and (ending in OTHERS or (ending == "al" and last[-1].text != "al")):
            left = [*parts[:-1], last[:-count]]
            while left and all(word.text.isdecimal() for word in left[-1]):
                left.pop()  # Nothing is left of “3 others”.
            return left, True
    return parts, False


def _without_description(parts: list[list[_Word]]) -> tuple[list[list[_Word]], bool]:
    """Return a name without the dates or the role that libraries put after it, and whether any."""
    kept = list(parts)
    while len(kept) > 1 and _DESCRIPTION.fullmatch(" ".join(word.text for word in kept[-1])):
        kept.pop()
    return kept, len(kept) < len(parts)


def _with_suffix_inside(parts: list[list[_Word]]) -> tuple[list[list[_Word]], bool]:
    """Return “King, Martin Luther, Jr.” in the order of BibTeX, and whether it was in another."""
    suffixes = [bool(SUFFIX.fullmatch(" ".join(word.text for word in part))) for part in parts]
    if len(parts) == 3 and suffixes[2] and not suffixes[1]:
        return [parts[0], parts[2], parts[1]], True
    return parts, False


def _put_right(value: str, start: int, parts: list[list[_Word]], is_short: bool) -> str:
    before = value[:start].removesuffix(" and ")
    name = ", ".join(" ".join(word.text for word in part) for part in parts)
    listed = (before, name, "others" if is_short else "")
    return f"Write “{' and '.join(filter(None, listed))}”."


def split_list(value: str) -> tuple[str, ...]:
    """Return the members of a literal list (publisher, location …): “and” outside braces parts."""
    if "and" not in value.lower():
        return (value,) if value else ()
    words = [
        [value[part[0].start : part[-1].end] for part in [[w for p in parts for w in p]] if part]
        for parts in _names(value)
    ]
    return tuple(text for group in words for text in group)


def _names(value: str) -> Iterator[list[list[_Word]]]:
    """Yield each name as its parts (between commas), each part as its words."""
    parts: list[list[_Word]] = [[]]
    for word in _words(value):
        if word.text == ",":
            parts.append([])
        elif word.text.lower() == "and":
            yield parts
            parts = [[]]
        else:
            parts[-1].append(word)
    yield parts


def _words(value: str) -> Iterator[_Word]:
    """Yield words and commas outside braces; what is in braces belongs to its word."""
    depth = 0
    start: int | None = None
    for match in _TOKEN.finditer(value):
        sign = match[0]
        if depth == 0 and (sign == "," or sign[0] in " \t\n\r\f~\u00a0"):
            if start is not None:
                yield _Word(value[start : match.start()], start, match.start())
                start = None
            if sign == ",":
                yield _Word(",", match.start(), match.end())
            continue
        start = match.start() if start is None else start
        depth = max(0, depth + (sign == "{") - (sign == "}"))
    if start is not None:
        yield _Word(value[start:], start, len(value))


def _name(parts: list[list[_Word]], use_prefix: bool) -> Name:
    words = [word.text for word in parts[0]]
    if len(parts) == 1 and len(words) == 1 and _is_one_group(words[0]):
        return Name(literal=_text([words[0]]))
    if words and _EXTENDED.match(words[0]):
        return _extended(parts, use_prefix)
    suffix: list[str] = []
    if len(parts) == 1:
        capitals = 0
        while capitals < len(words) and _is_capital(words[capitals]):
            capitals += 1
        # Without a lower-case word the last one is the family name.
        first = capitals - 1 if capitals == len(words) else capitals
        given, family = words[:first], words[first:]
    elif len(parts) == 2:
        given, family = [word.text for word in parts[1]], words
    else:
        given = [word.text for word in parts[2]]
        family, suffix = words, [word.text for word in parts[1]]
    particles = 0
    while particles < len(family) - 1 and not _is_capital(family[particles]):
        particles += 1
    return Name(
        family=_text(family[particles:]),
        given=_spaced_initials(_text(given)),
        particle=_text(family[:particles]),
        suffix=_text(suffix),
        keeps_particle=use_prefix and particles > 0,
    )


def _extended(parts: list[list[_Word]], use_prefix: bool) -> Name:
    """Return a name written as ``family=…, given=…, prefix=…, useprefix=true``."""
    found: dict[str, str] = {}
    for part in parts:
        label, _, text = " ".join(word.text for word in part).partition("=")
        label = label.strip()
        if label in found:
            text = f"{found[label]} {text.strip()}"
        found[label] = text.strip().strip('"')
    particle = _text([found.get("prefix", "")])
    use_prefix = found.get("useprefix", "true" if use_prefix else "") == "true"
    return Name(
        family=_text([found.get("family", "")]),
        given=_spaced_initials(_text([found.get("given", "")])),
        particle=particle,
        suffix=_text([found.get("suffix", "")]),
        keeps_particle=use_prefix and bool(particle),
    )


def _text(words: list[str]) -> str:
    return to_unicode(" ".join(words))[0].strip()


def _is_one_group(word: str) -> bool:
    """Whether *word* is one pair of braces from end to end, and no accented letter (``{\\'E}``)."""
    if not (word.startswith("{") and word.endswith("}")) or word.startswith("{\\"):
        return False
    depth = 0
    for match in _GROUP_EDGE.finditer(word):
        depth += (match[0] == "{") - (match[0] == "}")
        if depth == 0:
            return match.end() == len(word)
    return False


def _is_capital(word: str) -> bool:
    """Whether *word* is no particle: its first letter, if it has case, is a capital.

    Letters without case (Arabic, Urdu, Chinese) make no particles, as against pandoc, which
    takes all but the last word of such a name for one.
    """
    if word.startswith("{") and not word.startswith("{\\"):
        return True
    text = to_unicode(word)[0].lstrip("0123456789'’‘`-")
    return not text or not text[0].islower()


def _spaced_initials(given: str) -> str:
    """Return “J. G.” for “J.G.”, so that both spellings are one name."""
    pieces = given.split(".")
    if len(pieces) < 3:
        return given
    texts = [pieces[0]]
    for before, after in pairwise(pieces):
        is_tight = len(after) == 1 and after.isupper() and before[-1:].isupper()
        texts.append((" " if is_tight and len(before.strip()) == 1 else "") + after)
    return ".".join(texts)
