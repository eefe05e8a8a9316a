"""`advise`: what a YAML parser's complaint means to someone who writes records by hand."""

from __future__ import annotations

from typing import NamedTuple


class Advice(NamedTuple):
    """A complaint in plain words."""

    reason: str
    """A clause that can follow a colon."""
    advice: str
    """A sentence that says what to do."""
    is_at_opening: bool = False
    """The place to show is where the list, mapping or text was opened, not where it failed."""


_QUOTE = "Put the whole value in quotation marks."

# (words of the context, words of the problem) as libyaml 0.2.5 and PyYAML 6.0.3 have them,
# first match counts. Both are matched, because PyYAML is built without libyaml on some platforms.
_KNOWN: tuple[tuple[str, str, Advice], ...] = (
    (
        "",
        "mapping values are not allowed",
        Advice("a colon stands where no field can begin", _QUOTE),
    ),
    (
        "quoted scalar",
        "end of stream",
        Advice("the quotation mark here is never closed", "Add the closing mark.", True),
    ),
    (
        "double-quoted scalar",
        "end of stream",
        Advice("the quotation mark here is never closed", "Add the closing mark.", True),
    ),
    (
        "quoted scalar",
        "escape",
        Advice(
            "a backslash in double quotation marks begins an escape that YAML does not know",
            "Use single quotation marks, or write the backslash twice.",
        ),
    ),
    (
        "double-quoted scalar",
        "expected",
        Advice(
            "a backslash in double quotation marks begins an escape that is not complete",
            "Use single quotation marks, or write the backslash twice.",
        ),
    ),
    (
        "flow sequence",
        "",
        Advice(
            "the list opened here by “[” is not closed, or a comma is missing in it",
            "Add the “]” or the comma; put texts that hold a colon, comma or bracket in "
            "quotation marks.",
            True,
        ),
    ),
    (
        "flow mapping",
        "",
        Advice(
            "the mapping opened here by “{” is not closed, or a comma is missing in it",
            "Add the “}” or the comma; put texts that hold a colon, comma or brace in "
            "quotation marks.",
            True,
        ),
    ),
    (
        "block scalar",
        "",
        Advice(
            "after “|” or “>” the text must begin on the next line",
            "Begin the text on a line of its own, indented; or put it in quotation marks.",
        ),
    ),
    (
        "simple key",
        "",
        Advice(
            "this line is neither a field nor part of a text",
            "Write “field: value” with a colon and a space, or indent the line as the text "
            "before it.",
        ),
    ),
    (
        "block mapping",
        "",
        Advice(
            "this is not where a field of the same mapping can stand",
            "Indent it exactly as the field above; put a value that holds quotation marks or "
            "other signs in quotation marks as a whole.",
        ),
    ),
    (
        "block collection",
        "",
        Advice(
            "this is not where the next “-” of the list can stand",
            "Indent all parts of the list alike.",
        ),
    ),
    (
        "",
        "sequence entries are not allowed",
        Advice("a “-” stands where no list can begin", "Begin the list on the next line."),
    ),
    (
        "",
        "cannot start any token",
        Advice("a value cannot begin with this sign", _QUOTE),
    ),
    (
        "",
        "document start",
        Advice(
            "this is not part of what stands above",
            "Indent it as the first field of the file.",
        ),
    ),
    ("directive", "", Advice("a line cannot begin with “%”", _QUOTE)),
    ("tag", "", Advice("“!” begins a tag, and this is none", _QUOTE, True)),
    ("", "tag handle", Advice("“!” begins a tag, and this is none", _QUOTE)),
    ("anchor", "", Advice("“&” begins a mark for repeated values, and this is none", _QUOTE, True)),
    ("alias", "", Advice("“*” repeats a marked value, and this names none", _QUOTE, True)),
)


def advise(context: str, problem: str) -> Advice:
    """Return the plain words for a parser's *context* and *problem* (either may be empty)."""
    for words, more, advice in _KNOWN:
        if words in context and more in problem:
            return advice
    return Advice(
        problem or "it ends in the middle of something",
        "Look at indentation, colons and quotation marks around this place.",
    )
