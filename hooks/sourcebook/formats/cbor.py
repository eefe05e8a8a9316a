"""`read_cbor`, `write_cbor`: the part of CBOR (RFC 8949) that Pagefind's index files are made of.

Whole numbers from 0, text, and arrays of a stated length; anything else is a `ValueError`, so a
Pagefind that writes more than that is noticed.

>>> read_cbor(write_cbor(["year", [["2021", [3, 500]]]]))
['year', [['2021', [3, 500]]]]
"""

from __future__ import annotations

from collections.abc import Iterator

Cbor = int | str | list["Cbor"]

_NUMBER, _TEXT, _ARRAY = 0, 3, 4
_SIZES = {24: 1, 25: 2, 26: 4, 27: 8}
"""Additional information → bytes of the number that follows."""


def read_cbor(encoded: bytes) -> Cbor:
    """Return the one value that *encoded* holds. Raises `ValueError`."""
    value, end = _read(encoded, 0, 0)
    if end != len(encoded):
        raise ValueError(f"{len(encoded) - end} bytes follow the value")
    return value


def _read(encoded: bytes, start: int, depth: int) -> tuple[Cbor, int]:
    if start >= len(encoded) or depth > 16:
        raise ValueError("the value ends early or is nested too deep")
    kind, number = encoded[start] >> 5, encoded[start] & 31
    start += 1
    if number >= 24:
        size = _SIZES.get(number)
        if size is None:
            raise ValueError(f"additional information {number}")
        number = int.from_bytes(encoded[start : start + size], "big")
        start += size
    if kind == _NUMBER:
        return number, start
    if kind == _TEXT:
        return encoded[start : start + number].decode("utf-8"), start + number
    if kind == _ARRAY:
        values: list[Cbor] = []
        for _ in range(number):
            value, start = _read(encoded, start, depth + 1)
            values.append(value)
        return values, start
    raise ValueError(f"major type {kind}")


def write_cbor(value: Cbor) -> bytes:
    """Return *value* in the shortest form."""
    return b"".join(_write(value))


def _write(value: Cbor) -> Iterator[bytes]:
    if isinstance(value, int):
        yield _head(_NUMBER, value)
    elif isinstance(value, str):
        text = value.encode("utf-8")
        yield _head(_TEXT, len(text))
        yield text
    else:
        yield _head(_ARRAY, len(value))
        for one in value:
            yield from _write(one)


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    code, size = next((code, size) for code, size in _SIZES.items() if number < 256**size)
    return bytes([kind << 5 | code]) + number.to_bytes(size, "big")
