"""`Located`: plain values that know where in a file each of them stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from sourcebook.diagnostics import Location, Source

Path = tuple[str | int, ...]
"""Keys and 0-based positions from the root to a value."""


NO_KEYS: Mapping[str, tuple[int, int]] = MappingProxyType({})


class Node(NamedTuple):
    """One value with its place: offsets into the whole file's text, ends exclusive."""

    value: object
    start: int
    end: int
    children: Mapping[str, Node] | tuple[Node, ...] = ()
    keys: Mapping[str, tuple[int, int]] = NO_KEYS
    text: str | None = None
    """A scalar's own characters, whatever it means."""
    is_plain: bool = False
    """A scalar without quotation marks, tag or block sign."""
    size: int = 1
    """Nodes in it, those repeated by aliases included."""
    is_broken: bool = False
    """Something in it was reported and left out."""

    def child(self, step: str | int) -> Node | None:
        if isinstance(self.children, tuple):
            inside = isinstance(step, int) and 0 <= step < len(self.children)
            return self.children[int(step)] if inside else None
        return self.children.get(str(step))


@dataclass(frozen=True, slots=True)
class Located:
    """A YAML value and the places of its parts."""

    value: object
    """Dictionaries with text keys, tuples, text, int, float, bool, ``None``; nothing else."""
    source: Source
    root: Node = field(repr=False)

    def location(self, path: Path = ()) -> Location:
        """Return where the value at *path* stands; for a missing or empty one, the key above it.

        A value reached through an alias is where its anchor is.
        """
        node, steps = self._descend(path)
        if steps < len(path):
            return self.key_location(path[:steps])
        if node.start == node.end and path:
            # Nothing after the colon: only the key can be seen.
            return self.key_location(path)
        return self.source.locate(node.start, node.end)

    def key_location(self, path: Path) -> Location:
        """Return where the key of the value at *path* stands; in a list, the value itself."""
        parent, steps = self._descend(path[:-1])
        if not path or steps < len(path) - 1:
            return self.key_location(path[:steps]) if steps else self._opening
        last = path[-1]
        if isinstance(last, str) and last in parent.keys:
            return self.source.locate(*parent.keys[last])
        node = parent.child(last)
        if node is None:
            return self.key_location(path[:-1]) if path[:-1] else self._opening
        return self.source.locate(node.start, node.end)

    def scalar_span(self, path: Path) -> tuple[int, int] | None:
        """Return the offsets of the text at *path* if the file holds it letter for letter.

        So for plain and quoted texts of one line without escapes; then every position in the
        value is a position in the file. ``None`` for all others.
        """
        node, steps = self._descend(path)
        if steps < len(path) or node.text is None:
            return None
        for start, end in ((node.start, node.end), (node.start + 1, node.end - 1)):
            if end - start == len(node.text) and self.source.text[start:end] == node.text:
                return start, end
        return None

    def is_broken(self, path: Path = ()) -> bool:
        """Return whether part of the value at *path* was reported and left out."""
        node, steps = self._descend(path)
        return steps == len(path) and node.is_broken

    def nodes(self) -> Iterator[Node]:
        """Yield every node once, in no promised order; an alias is the node that it names."""
        stack = [self.root]
        seen: set[int] = set()
        while stack:
            node = stack.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            yield node
            inner = node.children
            stack += inner if isinstance(inner, tuple) else inner.values()

    def plain_scalars(self) -> Iterator[tuple[str, Location]]:
        """Yield every key and scalar written without quotation marks, in no promised order."""
        for node in self.nodes():
            if node.is_plain and node.text is not None:
                yield node.text, self.source.locate(node.start, node.end)
            for key, (start, end) in node.keys.items():
                if end - start == len(key):
                    yield key, self.source.locate(start, end)

    @property
    def _opening(self) -> Location:
        """The first key or sign of the whole: where something is missing at the root."""
        first = min(self.root.keys.values(), default=(self.root.start, self.root.start))
        return self.source.locate(*first)

    def _descend(self, path: Path) -> tuple[Node, int]:
        """Return the deepest node on *path* and the number of steps to it."""
        node = self.root
        for steps, step in enumerate(path):
            below = node.child(step)
            if below is None:
                return node, steps
            node = below
        return node, len(path)
