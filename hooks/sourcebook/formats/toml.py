"""`load_toml`: TOML as plain values with the place of every key: `Toml`.

Python's own reader gives no places, and no other that is kept up does. So it reads, and the walk
below, which relies on the text being right, finds the keys.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sourcebook.diagnostics import Diagnostic, Location, Source, rules_src
from sourcebook.formats.located import Path

DEEPEST = 40
"""Levels of nesting, and parts of a dotted key. Python's reader needs a frame for each level, and
time that grows with the square of the parts."""

_TOKEN = re.compile(
    r"""
    (?P<blank>[^\S\n]+|\#[^\n]*)
    |(?P<text>"{3}(?:[^"\\]+|\\.|"(?!""))*+"{0,5}|'{3}(?:[^']+|'(?!''))*+'{0,5}
        |"(?:[^"\\\n]|\\[^\n])*+"?|'[^'\n]*'?)
    |(?P<sign>[\[\]{}=,.\n])
    |(?P<word>[^\s\[\]{}=,.\#"']+)
    """,
    re.DOTALL | re.VERBOSE,
)
_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_LONG_NUMBER = re.compile(r"[0-9_]{4300,}")


@dataclass(frozen=True, slots=True)
class Toml:
    """The value of a TOML file, and where its keys stand."""

    value: Mapping[str, object]
    source: Source
    keys: Mapping[Path, tuple[int, int]]
    """Offsets by path; of what stands in a list, those of the whole value."""

    def key_location(self, path: Path) -> Location:
        """Return where the key at *path* stands first; for a missing one, the key above it."""
        while path and path not in self.keys:
            path = path[:-1]
        return self.source.locate(*self.keys.get(path, (0, 0)))


def load_toml(source: Source) -> tuple[Toml | None, tuple[Diagnostic, ...]]:
    """Return the TOML of *source*, or ``None`` and why it cannot be read as such. Never raises."""
    walk = _Walk(source.text)
    try:
        walk.measure()
        value = tomllib.loads(source.text)
        walk.document()
    except _TooDeepError as error:
        return None, (_syntax(source, *error.span, f"it has more than {DEEPEST} levels"),)
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.fullmatch(str(error))
        reason = found[1] if found else str(error)
        end = len(source.text.rstrip())
        start = source.offset(int(found[2]), int(found[3])) if found and found[2] else end
        # Python's words for it name a tuple.
        twice = "something is said here that was said before"
        reason = twice if reason.startswith("Cannot ") else reason[:1].lower() + reason[1:]
        return None, (_syntax(source, start, start + 1, reason),)
    except ValueError:
        number = _LONG_NUMBER.search(source.text)
        span = number.span() if number else (0, 0)
        return None, (_syntax(source, *span, "a number has too many digits"),)
    return Toml(value, source, walk.keys), ()


def _syntax(source: Source, start: int, end: int, reason: str) -> Diagnostic:
    return rules_src.TOML_SYNTAX.at(source.locate(start, end), reason=reason)


class _TooDeepError(Exception):
    def __init__(self, token: re.Match[str]) -> None:
        self.span = token.span()


class _Walk:
    """Goes through the tokens of a text and writes down where the keys stand."""

    def __init__(self, text: str) -> None:
        self.keys: dict[Path, tuple[int, int]] = {}
        self._text = text
        self._tokens: list[re.Match[str]] = []
        self._next = 0
        self._tables: Counter[Path] = Counter()
        """How many tables an array of tables has."""

    def measure(self) -> None:
        """Raise `_TooDeepError` where a text, right or wrong, would be too much for the reader."""
        depth = dots = 0
        before = ""
        for token in _TOKEN.finditer(self._text):
            if token.lastgroup == "blank":
                continue
            sign = token[0] if token.lastgroup == "sign" else ""
            depth = max(0, depth + (sign in ("[", "{")) - (sign in ("]", "}")))
            # A dotted key is words and dots in turns.
            dots = dots + 1 if sign == "." else 0 if sign or before != "." else dots
            before = sign
            if depth + dots > DEEPEST:
                raise _TooDeepError(token)

    def document(self) -> None:
        """Walk through a text that is known to be right."""
        found = _TOKEN.finditer(self._text)
        self._tokens = [token for token in found if token.lastgroup != "blank"]
        table: Path = ()
        while self._next < len(self._tokens):
            if self._take("\n"):
                continue
            if self._take("["):
                is_array = self._take("[")
                table = self._key((), is_array)
                self._next += 2 if is_array else 1
            else:
                self._pair(table)

    def _pair(self, table: Path) -> None:
        path = self._key(table)
        self._next += 1
        self._value(path)

    def _key(self, path: Path, is_array: bool = False) -> Path:
        """Take a key of one or more parts and return its path below *path*."""
        while True:
            token = self._tokens[self._next]
            self._next += 1
            is_bare = token.lastgroup == "word"
            path = (*path, token[0] if is_bare else next(iter(tomllib.loads(f"{token[0]}=0"))))
            if len(path) > DEEPEST:
                raise _TooDeepError(token)
            self.keys.setdefault(path, token.span())
            is_last = not self._take(".")
            self._tables[path] += is_array and is_last
            if self._tables[path]:
                # What follows belongs to the last table so far.
                path = (*path, self._tables[path] - 1)
                self.keys.setdefault(path, token.span())
            if is_last:
                return path

    def _value(self, path: Path) -> None:
        first = self._next
        position = 0
        if self._take("["):
            while not self._take("]"):
                if not (self._take(",") or self._take("\n")):
                    self._value((*path, position))
                    position += 1
        elif self._take("{"):
            while not self._take("}"):
                if not (self._take(",") or self._take("\n")):
                    self._pair(path)
        else:
            while not self._is_at(",", "]", "}", "\n"):
                self._next += 1
        last = self._tokens[self._next - 1]
        self.keys.setdefault(path, (self._tokens[first].start(), last.end()))

    def _take(self, sign: str) -> bool:
        """Return whether *sign* comes next, and step over it."""
        found = self._next < len(self._tokens) and self._is_at(sign)
        self._next += found
        return found

    def _is_at(self, *signs: str) -> bool:
        """Return whether one of *signs* comes next, or the end of the text."""
        return self._next >= len(self._tokens) or self._tokens[self._next][0] in signs
