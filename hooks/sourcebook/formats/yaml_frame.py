"""`Frame`: a list or mapping of YAML while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from sourcebook.formats.located import NO_KEYS, Node


@dataclass(slots=True)
class Frame:
    """A list or mapping that is being read."""

    start: int
    anchor: str | None
    is_mapping: bool
    is_block: bool
    children: dict[str, Node] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    key: tuple[str | None, int, int] | None = None
    """The key that waits for its value; its text is ``None`` if the value is to be left out."""
    is_broken: bool = False
    """Something in it was reported and left out."""
    size: int = 1
    last: int = -1
    """Where the last of what it holds ends."""

    def put(self, node: Node) -> None:
        """Add *node*: to the list, or as the value of the key that waits."""
        if not self.is_mapping:
            self.items.append(node)
        else:
            assert self.key is not None
            key, start, end = self.key
            self.key = None
            if key is None:
                return
            self.children[key] = node
            self.keys[key] = (start, end)
            if end > self.last:
                self.last = end
        self.size += node.size
        if node.is_broken:
            self.is_broken = True
        # An alias stands for what was before.
        if node.end > self.last and node.start >= self.start:
            self.last = node.end

    def finish(self, end: int) -> Node:
        if self.is_block:
            # The parser ends a block where the next thing begins, after blank lines and comments.
            end = max(self.last, self.start)
        if self.is_mapping:
            values = {key: node.value for key, node in self.children.items()}
            return Node(
                values,
                self.start,
                end,
                self.children,
                self.keys,
                None,
                False,
                self.size,
                self.is_broken,
            )
        nodes = tuple(self.items)
        items = tuple([node.value for node in nodes])
        return Node(items, self.start, end, nodes, NO_KEYS, None, False, self.size, self.is_broken)
