"""`Proof`, `proof_of`: what the words of an observation prove of its value.

The words must stand in an excerpt kept of the work, and one of their numbers must be the value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from sourcebook.formats.numbers import can_be_read, numbers_in, scale_of
from sourcebook.formats.quotations import fits, likeness
from sourcebook.records.content import Observation
from sourcebook.records.excerpts import KeptExcerpt

LEAST_LIKE = 0.6
"""Of its words, in order, that an excerpt shares with one that is nearly the same."""

Kept = Literal["no-words", "kept", "altered", "not-kept"]
"""Of the words of an observation: it has none; they stand in an excerpt kept of the work; one
excerpt has nearly these words, but not these; none has."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known of the words of one observation."""

    kept: Kept
    nearest: KeptExcerpt | None
    """The excerpt that has nearly these words, for `altered`."""
    shows_value: bool | None
    """Whether a number in the words is the value; ``None`` where that cannot be said."""


def proof_of(observation: Observation, excerpts: Sequence[KeptExcerpt]) -> Proof:
    """Return what the words of *observation* prove; *excerpts* are those kept of its work."""
    words = observation.excerpt
    if words is None:
        return Proof("no-words", None, None)
    shows = shows_value(observation, words)
    if any(fits(words, one.excerpt.text) for one in excerpts):
        return Proof("kept", None, shows)
    nearest = max(excerpts, key=lambda one: likeness(words, one.excerpt.text), default=None)
    if nearest is None or likeness(words, nearest.excerpt.text) < LEAST_LIKE:
        return Proof("not-kept", None, shows)
    return Proof("altered", nearest, shows)


def shows_value(observation: Observation, words: str) -> bool | None:
    """Return whether one of the numbers in *words* is the value.

    Compared are sizes in full: 790 of “million US dollars” is 790,000,000, as are “$790 million”
    and “0.79 billion”. They must be equal to the last digit, since a value is entered as the work
    states it. Signs are not compared (“down 12 percent”), nor are units: that “680 miles” is no
    value in kilometres is for the editor to see. ``None``: the words spell numbers out in a script
    whose numerals are not known.
    """
    if not can_be_read(words):
        return None
    return abs(Decimal(observation.value)).scaleb(scale_of(observation.unit)) in numbers_in(words)
