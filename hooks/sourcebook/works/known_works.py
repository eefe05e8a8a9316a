"""`KnownWorks`: whether the bibliography has a work already, by DOI, address or title.

The keys are those of the checks (BIB040, BIB041, BIB042), so what is let in here is not reported
there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sourcebook.formats.identifiers import SHORTEST_TITLE_KEY, doi_key, title_key, url_key
from sourcebook.works.works import Work


@dataclass(frozen=True, slots=True)
class Known:
    """An entry that says the same."""

    work: Work
    what: str
    """“DOI”, “address” or “title”."""


class KnownWorks:
    """The works that are there, to be asked for each new one."""

    def __init__(self, works: Iterable[Work]) -> None:
        self._by_key: dict[tuple[str, str], Work] = {}
        self._by_title: dict[str, list[Work]] = {}
        for work in works:
            self.add(work)

    def add(self, work: Work) -> None:
        """Take *work* among those that are there."""
        for key in _keys(work):
            self._by_key.setdefault(key, work)
        self._by_title.setdefault(title_key(work.title), []).append(work)

    def find(self, work: Work) -> Known | None:
        """Return the one that *work* repeats, by the surest sign; or ``None``."""
        for key in _keys(work):
            if (found := self._by_key.get(key)) is not None:
                return Known(found, key[0])
        title = title_key(work.title)
        if len(title) >= SHORTEST_TITLE_KEY:
            for other in self._by_title.get(title, ()):
                # Two years are two works of a yearly series.
                if not (work.date and other.date and work.date.year != other.date.year):
                    return Known(other, "title")
        return None


def _keys(work: Work) -> list[tuple[str, str]]:
    keys = [("DOI", doi_key(work.doi))] if work.doi else []
    return [*keys, ("address", url_key(work.url))] if work.url else keys
