"""`Asking`: questions on a terminal, and none where there is nobody to answer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

from sourcebook import SourcebookError
from sourcebook.diagnostics import reporters

T = TypeVar("T")


class AnswerError(SourcebookError):
    """An answer cannot be used; the text says why and what can."""


class NoAnswerError(SourcebookError):
    """Who was asked has left."""

    def __init__(self) -> None:
        super().__init__("Nothing was written.")


def is_terminal() -> bool:
    """Return whether somebody sits there who can read a question and type an answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, read: Callable[[str], T], default: str = "") -> T:
    """Ask until *read* takes the answer, and return what it makes of it.

    An empty answer is *default*. Raises `NoAnswerError` at the end of input.
    """
    shown = f"{question} [{default}]: " if default else f"{question}: "
    while True:
        say(shown, end="")
        line = sys.stdin.readline()
        if not line:
            say("")
            raise NoAnswerError
        try:
            return read(line.strip() or default)
        except AnswerError as error:
            say(f"  {error}")


def needed(answer: str) -> str:
    """Return *answer*; an empty one is asked for again."""
    if not answer:
        raise AnswerError("This is needed.")
    return answer


def say(text: str, end: str = "\n") -> None:
    """Write to the terminal, not into what the command puts out."""
    sys.stderr.write("\n".join(map(reporters.printable, text.split("\n"))) + end)
    sys.stderr.flush()
