"""`Event`: a record of a collection whose records have a time, and what its roles say."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.formats.edtf import Edtf
from sourcebook.records.fields import Record
from sourcebook.records.records import Collection
from sourcebook.site.graph import Node


@dataclass(frozen=True, slots=True)
class Event:
    """A record of a collection whose records have a time."""

    node: Node
    collection: Collection
    record: Record
    dates: Edtf

    @property
    def order(self) -> tuple[object, ...]:
        """In order of time, then by id."""
        return self.dates.sort_key, self.node.id

    def ids(self, role: str) -> tuple[str, ...]:
        """Return the ids in the field of *role*."""
        return self.collection.ids_of(self.record, role)

    def word(self, role: str) -> str:
        """Return the choice in the field of *role*, or ""."""
        return self.collection.value_of(self.record, role) or ""

    @property
    def is_aside(self) -> bool:
        """Whether its scope is another than the usual."""
        return bool(self.collection.says(self.record, "scope"))

    @property
    def year(self) -> int | None:
        """The year in which it begins; ``None`` where only the decade, say, is known."""
        first = self.dates.earliest
        return first.year if first and self.dates.precision in ("day", "month", "year") else None
