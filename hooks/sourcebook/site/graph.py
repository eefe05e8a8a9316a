"""`Graph`: who points at whom, from where, and the same seen from the target.

Works, records and written pages are nodes alike. Relations are the names of the fields that make
them (``members``, ``topics``), ``cites`` for a citation, ``links-to`` for a link in prose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sourcebook.diagnostics import Location

CITES = "cites"
LINKS_TO = "links-to"

SOURCES = "sources"
"""The collection whose ids are citekeys."""
PAGES = "pages"
"""The collection of written pages that are no record; the id is the page's URI."""


class Node(NamedTuple):
    """A thing that can be pointed at: ``people/fridtjof-nansen``, ``sources/seed001``."""

    collection: str
    id: str

    def __str__(self) -> str:
        return f"{self.collection}/{self.id}"


class Edge(NamedTuple):
    """One pointing, with the place where it is written."""

    source: Node
    target: Node
    relation: str
    location: Location


@dataclass(frozen=True, slots=True)
class Graph:
    """Edges by source and by target; in both, the order of the sources' files and places."""

    _out: Mapping[Node, tuple[Edge, ...]]
    _into: Mapping[Node, tuple[Edge, ...]]

    def out(self, node: Node, *relations: str) -> tuple[Edge, ...]:
        """Return the edges that leave *node*, of the given relations if any are given."""
        return _of(self._out.get(node, ()), relations)

    def into(self, node: Node, *relations: str) -> tuple[Edge, ...]:
        """Return the edges that reach *node*: the inverse of `out`."""
        return _of(self._into.get(node, ()), relations)

    def sources_of(self, node: Node, *relations: str) -> tuple[Node, ...]:
        """Return the nodes that point at *node*, each once, in order."""
        return tuple(dict.fromkeys(edge.source for edge in self.into(node, *relations)))

    def targets_of(self, node: Node, *relations: str) -> tuple[Node, ...]:
        """Return the nodes that *node* points at, each once, in order."""
        return tuple(dict.fromkeys(edge.target for edge in self.out(node, *relations)))


def graph_of(edges: Iterable[Edge]) -> Graph:
    """Return the graph of *edges*: one pass, whatever their number."""
    out: dict[Node, list[Edge]] = {}
    into: dict[Node, list[Edge]] = {}
    for edge in edges:
        out.setdefault(edge.source, []).append(edge)
        into.setdefault(edge.target, []).append(edge)
    return Graph(
        {node: tuple(leaving) for node, leaving in out.items()},
        {node: tuple(reaching) for node, reaching in into.items()},
    )


def _of(edges: tuple[Edge, ...], relations: tuple[str, ...]) -> tuple[Edge, ...]:
    return tuple(edge for edge in edges if edge.relation in relations) if relations else edges
