"""`Labels`: the name of everything, for links with empty text and for lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sourcebook.records.records import Loaded
from sourcebook.site.figures import Figures, is_figure
from sourcebook.site.graph import SOURCES, Node
from sourcebook.works.works import Work


@dataclass(frozen=True, slots=True)
class Labels:
    """Names by node; the id stands for what does not exist."""

    records: Mapping[str, Mapping[str, Loaded]]
    works: Mapping[str, Work]
    figures: Figures = field(default_factory=Figures)

    def of(self, node: Node) -> str:
        """Return the label of a record, the short label of a work, or a figure in words."""
        if is_figure(node):
            return self.figures.label(node.id)
        if node.collection == SOURCES:
            work = self.works.get(node.id)
            return work.label if work else node.id
        loaded = self.records.get(node.collection, {}).get(node.id)
        return loaded.label if loaded else node.id

    def by_id(self, collection: str, id: str) -> str:
        """Return the label of the record *id* of *collection*."""
        return self.of(Node(collection, id))
