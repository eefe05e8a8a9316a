"""`growth`: how processor time grows with what is read."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable

LINEAR = 3
"""Twice as much takes twice as long where time is linear, four times where it is quadratic."""

NOISE = 0.01
"""Seconds that do not count: what takes less has no growth that could be measured."""


def growth(work: Callable[[str], object], text: Callable[[int], str], size: int) -> float:
    """Return how many times longer *work* takes on ``text(2 * size)`` than on ``text(size)``.

    The best of three times each: another program can only make them longer.
    """
    small, large = text(size), text(2 * size)
    # In turns, since machines change their speed.
    times = [(_seconds(work, small), _seconds(work, large)) for _ in range(3)]
    least = [min(column) for column in zip(*times, strict=True)]
    return max(least[1] - NOISE, 0) / least[0]


def _seconds(work: Callable[[str], object], text: str) -> float:
    # What is kept from the time before would make the second reading free.
    for name, module in list(sys.modules.items()):
        if name.startswith("sourcebook"):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
    # Looking through what other tests of the session keep (whole sites) is not the time of this.
    gc.disable()
    begin = time.process_time()
    work(text)
    spent = time.process_time() - begin
    gc.enable()
    return spent
