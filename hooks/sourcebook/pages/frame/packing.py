"""`pack`, `unpack`: HTML that waits for its turn, in a fifth of the room.

All pages of a site are made before the first is written, since they link to one another. Those of a
large site would be half a gigabyte.
"""

from __future__ import annotations

import zlib

_SHORT = 1000
"""Characters; a shorter text would not get much smaller."""


def pack(text: str) -> str | bytes:
    """Return what `unpack` makes *text* of again."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1) if len(text) > _SHORT else text


def unpack(packed: str | bytes) -> str:
    """Return the text that was packed."""
    if isinstance(packed, str):
        return packed
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")
