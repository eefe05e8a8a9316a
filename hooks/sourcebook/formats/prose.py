"""Prose in Markdown: `sentences`, `headings`, `record_links`, `directives`, `plain_text`.

All of them work on the source text with offsets (0-based code points, ends exclusive) and take
the text that `citations.mask` returns, where everything that is not prose is NUL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sourcebook.formats.citations import MASKED, Citation, mask, scan
from sourcebook.formats.marks import without_marks

LONGEST_LINK_TEXT = 500
"""Characters looked back for the bracket that opens a link: bounds the work on hostile text."""


@dataclass(frozen=True, slots=True)
class RecordLink:
    """``[text][collection/id]``: a reference-style link to a record or a work."""

    collection: str
    id: str
    """"" where the author forgot it."""
    text: str
    """The text as written; empty asks for the record's own label."""
    start: int
    end: int
    target_start: int
    """Where ``collection/id`` begins; it ends at ``end - 1``."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading outside code: “# Title”, or a title above a line of “=”."""

    level: int
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Directive:
    """``<!-- sourcebook: name argument … -->``"""

    name: str
    arguments: tuple[str, ...]
    start: int
    end: int
    name_start: int


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a text, in order."""

    spans: tuple[tuple[int, int], ...]
    blocks: tuple[int, ...]
    """For each a number that those of one paragraph, list entry or table row share, rising; a
    heading, and words in bold before a sentence, which are one, have their own."""


_BLOCK_START = re.compile(
    r"[ \t>]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\||!!!|\?\?\?|:[ \t])"
)
LEAD_IN = re.compile(r"[ \t]*(?:[-*+] )?\*\*[^*]+\*\*[ \t]*\n?")
"""A line or a beginning in bold: a heading within a section."""
# Python-Markdown wants no space behind the signs, and takes a line above “===” or “---” where a
# block begins with it.
_HEADING = re.compile(
    r"^(?:(?P<signs>#{1,6})(?P<text>.*)"
    r"|(?:(?<![\s\S])|(?<=\n\n))(?P<line>[^\s#].*)\n(?P<under>=+|-+)[ ]*$)",
    re.MULTILINE,
)
_DIRECTIVE = re.compile(r"<!--[ \t]*sourcebook:[ \t]*([^\s>]*)[ \t]*([^\n>]*?)[ \t]*-->")
_ESCAPED = re.compile(r"(?<!\\)\\[@$]")
_TARGET = re.compile(r"\]\[([a-z][a-z-]*)/([^\]\[\s]{0,200})\]")

# A sentence ends at a mark, closing quotes and brackets, and the citations that follow it (NUL
# here), before a space and something that can begin a sentence. Possessive, one NUL at a time: with
# a plus inside, each NUL would double the ways to try, and code behind a full stop hang the build.
_SENTENCE_END = re.compile(
    r"[.!?…۔؟][\"'”’»)\]*_]*(?:[ \t\n]*\0)*+(?=[ \t\n]+[\"'“‘«(\[*_]*[A-ZÀ-ÖØ-ÞЀ-ЯА-Я؀-ۿ\d])"
)
_ABBREVIATIONS = frozenset(
    (
        *("adm", "amb", "brig", "c", "ca", "capt", "cf", "col", "dr", "e.g", "ed", "eds", "etc"),
        *("gen", "gov", "hon", "i.e", "jr", "lt", "maj", "messrs", "mr", "mrs", "ms", "prof"),
        *("rev", "sen", "sgt", "sr", "st", "u.k", "u.n", "u.s", "vs"),
    )
)
_BEFORE_NUMBERS = frozenset(
    (
        *("art", "arts", "ch", "chap", "fig", "figs", "n", "no", "nos", "p", "para", "paras"),
        *("pp", "rs", "sec", "v", "vol", "vols"),
    )
)
_INITIALS = re.compile(r"(?:[A-ZÀ-ÖØ-ÞА-ЯЁ]\.)*(?:[A-ZÀ-ÖØ-ÞА-ЯЁ]|Y[aeou]|Ts|[CKSZ]h)")
"""“J.”, “U.S.”, and “Yu.”, which writes one letter of another script."""
_WORD_BEFORE = re.compile(r"[\w.]+$")


def sentences(text: str, citations: Sequence[Citation], masked: str) -> Sentences:
    """Return the sentences of Markdown *text*.

    A block (paragraph, list entry, table row, heading) bounds its sentences. A citation after the
    full stop belongs to the sentence before it. Abbreviations and initials do not end one.
    """
    # Citations are opaque here: the dots of “p. 3” end nothing. A mention begins as a name does.
    pieces: list[str] = []
    at = 0
    for citation in citations:
        filler = "A" if citation.is_narrative else MASKED
        pieces += (masked[at : citation.start], filler * (citation.end - citation.start))
        at = citation.end
    blank = "".join(pieces) + masked[at:]
    spans: list[tuple[int, int]] = []
    blocks: list[int] = []
    block = 0
    for start, end in _blocks(text):
        block += 1
        begin = start
        for until in (*_ends(blank, start, end), end):
            if begin < until:
                spans.append((begin, until))
                blocks.append(block)
                block += LEAD_IN.fullmatch(text, begin, until) is not None
            begin = until
            while begin < end and text[begin] in " \t\n":
                begin += 1
    return Sentences(tuple(spans), tuple(blocks))


def _ends(blank: str, start: int, end: int) -> Iterator[int]:
    for match in _SENTENCE_END.finditer(blank, start, end):
        if not _is_abbreviation(blank, start, match.start()):
            yield match.end()


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    begin: int | None = None
    offset = 0
    for line in text.splitlines(keepends=True):
        if not line.strip(" \t\n>"):
            if begin is not None:
                yield begin, offset
            begin = None
        elif _BLOCK_START.match(line):
            if begin is not None:
                yield begin, offset
            begin = offset
        elif begin is None:
            begin = offset
        offset += len(line)
    if begin is not None:
        yield begin, offset


def _is_abbreviation(text: str, block: int, mark: int) -> bool:
    if text[mark] in ".…" and text[mark + 1 : mark + 2] == "]":
        return text[max(block, mark - 3) : mark + 1].endswith(("[…", "[..."))
    if text[mark] != ".":
        return False
    word = _WORD_BEFORE.search(text[max(block, mark - 12) : mark])
    if word is None:
        return False
    letters = word.group()
    if text[mark + 1 : mark + 2] not in {" ", "\n"}:
        # A closing quote or bracket follows: “He said: ‘No.’ She left.”
        return False
    if _INITIALS.fullmatch(letters):
        return True
    if letters.lower() in _BEFORE_NUMBERS:
        return text[mark + 1 : mark + 4].lstrip()[:1].isdigit()
    return letters.lower() in _ABBREVIATIONS


def headings(markdown: str, masked: str) -> tuple[Heading, ...]:
    """Return the headings outside code, in order."""
    found = []
    for match in _HEADING.finditer(markdown):
        at = match.start()
        if match["signs"]:
            text = match["text"].strip()
            bare = text.rstrip("#")
            text = text if bare.endswith("\\") else bare.rstrip()
            if masked[at] == "#" and text:
                found.append(Heading(len(match["signs"]), text, at))
        elif masked[match.start("under")] in "=-":
            found.append(Heading(1 if match["under"][0] == "=" else 2, match["line"].strip(), at))
    return tuple(found)


def record_links(text: str, masked: str) -> tuple[RecordLink, ...]:
    """Return the links ``[text][collection/id]`` outside code, in order."""
    links = []
    for match in _TARGET.finditer(text):
        # The label of a link may be masked (it is a destination); the bracket before it is prose.
        if masked[match.start()] == "\0":
            continue
        opening = _opening_bracket(text, match.start())
        if opening is None or (opening and text[opening - 1] == "\\"):
            continue
        links.append(
            RecordLink(
                collection=match[1],
                id=match[2],
                text=text[opening + 1 : match.start()],
                start=opening,
                end=match.end(),
                target_start=match.start(1),
            )
        )
    return tuple(links)


def _opening_bracket(text: str, closing: int) -> int | None:
    furthest = max(0, closing - LONGEST_LINK_TEXT + 1)
    last = text.rfind("[", furthest, closing)
    if last == -1 or text.find("]", last, closing) == -1:
        return None if last == -1 else last
    depth = 0
    for offset in range(closing, furthest - 1, -1):
        if text[offset] == "]":
            depth += 1
        elif text[offset] == "[":
            depth -= 1
            if depth == 0:
                return offset
    return None


def directives(text: str) -> tuple[Directive, ...]:
    """Return the directives of *text*, those in code left out, in order."""
    return tuple(
        Directive(match[1], tuple(match[2].split()), match.start(), match.end(), match.start(1))
        for match in outside_code(_DIRECTIVE, text)
    )


def escaped_signs(text: str) -> tuple[int, ...]:
    r"""Return the offsets of ``\@`` and ``\$`` outside code, in order.

    Pandoc takes the stroke away; Python-Markdown does not know these two among its escapes.
    """
    if "\\@" not in text and "\\$" not in text:
        return ()
    return tuple(match.start() for match in outside_code(_ESCAPED, text))


def outside_code(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Return the matches of *pattern* that are not in code.

    Comments and escapes are masked as code is, so they are told apart by masking the text with
    letters in their place.
    """
    found = list(pattern.finditer(text))
    if not found:
        return []
    bare = mask(pattern.sub(lambda match: "x" * len(match[0]), text))
    return [match for match in found if bare[match.start()] == "x"]


_MAY_HIDE_BRACKETS = re.compile(r"[`$<\\^~\t]|\]\(|\]:|/@|    ")


def _links_in(sentence: str) -> Iterator[RecordLink]:
    """Return the record links of *sentence*, the last first."""
    # To find out what is prose is dear, and in nearly every sentence all of it is.
    masked = mask(sentence) if _MAY_HIDE_BRACKETS.search(sentence) else sentence
    return reversed(record_links(sentence, masked))


def plain_text(
    text: str,
    label_of: Callable[[str, str], str] = lambda collection, id: id,
    citations: Sequence[Citation] | None = None,
    offset: int = 0,
) -> str:
    """Return inline Markdown *text* as one line of plain text, without citations and marks.

    *label_of* gives the label of a record for ``[][collection/id]``. Where the *citations* of the
    text are known, they need not be found again; *text* begins at *offset* of what they count in.
    """
    if citations is None:
        citations = scan(text) if "@" in text else ()
    pieces: list[str] = []
    end = 0
    for citation in citations:
        before = text[end : citation.start - offset]
        named = label_of("sources", citation.items[0].citekey) if citation.is_narrative else ""
        pieces.append(before + named if named else before.rstrip(" "))
        end = citation.end - offset
    bare = "".join([*pieces, text[end:]])
    for link in _links_in(bare) if "][" in bare else ():
        shown = link.text or label_of(link.collection, link.id)
        bare = bare[: link.start] + shown + bare[link.end :]
    return without_marks(bare)
