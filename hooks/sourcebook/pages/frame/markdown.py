"""`escape_markdown`, `heading`: plain text as Markdown that reads back the same."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[^\w\s]|_")
_SPACE = re.compile(r"\s+")


def escape_markdown(text: str) -> str:
    """Return *text* so that Markdown shows it as it is, on one line.

    Every punctuation mark of ASCII becomes a numeric character reference, which no rule of
    Markdown looks into; letters of all scripts and typographic marks stay readable.
    """
    return _SPECIAL.sub(
        lambda match: f"&#{ord(match[0])};" if ord(match[0]) < 128 else match[0],
        _SPACE.sub(" ", text).strip(),
    )


def heading(level: int, text: str, anchor: str = "", kind: str = "") -> str:
    """Return an ATX heading of plain *text*, with an id and a class of its own where given."""
    own = " ".join(filter(None, (anchor and f"#{anchor}", kind and f".{kind}")))
    suffix = f" {{ {own} }}" if own else ""
    return f"\n\n{'#' * level} {escape_markdown(text)}{suffix}\n\n"
