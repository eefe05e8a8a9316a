"""`explain_failure`: why a block failed, in plain words."""

from __future__ import annotations

import re

_CAUSES: tuple[tuple[str, str, str], ...] = (
    (
        r"Unexpected block start.*closing `\"`",
        "a quotation mark is still open where the next entry begins",
        "Close the value with a quotation mark, and the entry with a brace.",
    ),
    (
        r"Unexpected block start.*closing `}`",
        "a brace is still open where the next entry begins",
        "Close the brace of the last value, and the entry with a brace of its own.",
    ),
    (
        r"Unexpected block start",
        "its closing brace is missing where the next entry begins",
        "Look for a value whose brace is not closed; if there is none, close the entry.",
    ),
    (
        r"Unexpectedly reached end of file",
        "a brace or quotation mark is still open where the file ends",
        "Close every value, and the entry with a brace on a line of its own.",
    ),
    (
        r"Expected comma after entry key",
        "the comma after its citekey is missing",
        "Write a comma after the citekey.",
    ),
    (
        r"Expected a `=` after entry key `(?P<name>[^`]{1,60})`",
        "the field “{name}” has no value",
        "Write “{name} = {{…}}”, or delete the name.",
    ),
    (
        r"Expected a `=`",
        "a field has no “=”",
        "Write every field as “name = {{value}}”, with a comma after it.",
    ),
    (
        r"Expected either a `,`",
        "text follows the end of a value",
        "Write a comma after every value, and nothing else.",
    ),
    (
        r"Expected equals sign",
        "the @string has no “=”",
        "Write “@string{{name = {{text}}}}”.",
    ),
)
_READY = tuple((re.compile(form, re.DOTALL), cause, advice) for form, cause, advice in _CAUSES)


def explain_failure(abort_reason: str) -> tuple[str, str]:
    """Return the cause, as a clause, and the advice for a reason of bibtexparser 2.1.0."""
    for form, cause, advice in _READY:
        found = form.match(abort_reason)
        if found:
            names = found.groupdict()
            return cause.format(**names), advice.format(**names)
    return "its braces or quotation marks do not pair up", "Look for one that is missing."
