"""`Finds`: what a build finds after the check, at the severities of the project, each said once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mkdocs.structure.pages import Page as HostPage

from sourcebook.diagnostics import Diagnostic, Location, rules_txt
from sourcebook.mkdocs_shell.placing import HostSaid
from sourcebook.mkdocs_shell.saying import report
from sourcebook.pages.frame.edition import Rendered
from sourcebook.project import DOCS
from sourcebook.settings import Settings

_QUOTED = re.compile("“(.*?)”")
_LONGEST = 160


class Finds:
    """The finds of one build."""

    def __init__(self) -> None:
        self.all: list[Diagnostic] = []
        self._told = 0
        self._settings = Settings()
        self._known: set[tuple[str, str]] = set()
        self._stopped: frozenset[str] = frozenset()
        self._host = HostSaid()

    def begin(
        self,
        settings: Settings,
        known: Sequence[Diagnostic],
        stopping: Iterable[Diagnostic],
        pages: dict[str, Rendered],
    ) -> None:
        """Begin with what the check found; from here on MkDocs is listened to.

        A file with what is *stopping* a build is not looked at again: no build comes so far, and
        what a preview would find there follows from it.
        """
        self.all, self._told = [], 0
        self._settings = settings
        self._known = {_what(one) for one in known}
        self._stopped = frozenset(one.location.file for one in stopping)
        self._host.listen(pages, self._hear)

    def end(self) -> None:
        self._host.end()

    def add(self, found: Iterable[Diagnostic]) -> None:
        """Add what was not known."""
        for one in self._settings.apply(found):
            if _what(one) not in self._known and one.location.file not in self._stopped:
                self._known.add(_what(one))
                self.all.append(one)

    def failed(self, page: HostPage, done: str, error: Exception) -> None:
        """Add that *page* could not be “converted”, “printed” …, which *error* is the reason of."""
        said = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(".: ")
        at = Location(f"{DOCS}/{page.file.src_uri}")
        self.add([rules_txt.PAGE_FAILED.at(at, done=done, reason=said[:_LONGEST])])

    def tell(self) -> None:
        """Give to the log what was not told yet."""
        for one in self.all[self._told :]:
            report(one)
        self._told = len(self.all)

    def _hear(self, found: Diagnostic) -> None:
        # At once: a page about which something is said is not kept (`converted`).
        self.add([found])
        self.tell()


def _what(found: Diagnostic) -> tuple[str, str]:
    """Return the file of *found* and what it is about: one thing is not said in two ways."""
    quoted = _QUOTED.search(found.message)
    return found.location.file, quoted[1] if quoted else found.message
