"""`Tell`, `told`: how far a long step is, said to whoever shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Tell = Callable[[str, int, int], None]
"""Takes what is being done, how much of it is done, and of how much."""

Thing = TypeVar("Thing")


def tell_nobody(what: str, done: int, total: int) -> None:
    """Say nothing: a check, an export and a test are quiet."""


def told(tell: Tell, what: str, things: Sequence[Thing]) -> Iterator[Thing]:
    """Yield *things*, saying before each how many are done, and at the end that all are."""
    for done, thing in enumerate(things):
        tell(what, done, len(things))
        yield thing
    tell(what, len(things), len(things))
