"""`place_of`, `HostSaid`: where in a source stands what was seen later, or said by MkDocs."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Callable, Mapping

from mkdocs.structure.pages import Page as HostPage

from sourcebook.diagnostics import Diagnostic, Location, rules_ref
from sourcebook.pages.frame.edition import Rendered
from sourcebook.project import DOCS

_OF_PAGE = re.compile(
    r"Doc file '(?P<uri>.+?)' contains an? .*?link '(?P<url>.*?)'(?P<why>.*)\Z", re.DOTALL
)


def place_of(rendered: Rendered | None, uri: str, *needles: str) -> Location:
    """Return where the first of *needles* that is found stands in the texts of a page.

    What nobody wrote there (a snippet, a docstring) is said of the file as a whole; so is what a
    page that nobody wrote shows.
    """
    page = rendered.page if rendered is not None else None
    for needle in needles:
        for text in reversed(page.texts) if page is not None and needle else ():
            at = text.markdown.find(needle)
            at = at if at != -1 else text.markdown.find(html.unescape(needle))
            if at != -1:
                return text.locate(at, at + len(needle))
    return Location(page.source.path if page and page.source else f"{DOCS}/{uri}")


class HostSaid(logging.Filter):
    """What MkDocs says of links becomes a finding with a place, said once."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: Mapping[str, Rendered] = {}
        self._tell: Callable[[Diagnostic], None] = lambda found: None
        self._logger = logging.getLogger(HostPage.__module__)

    def listen(self, pages: Mapping[str, Rendered], tell: Callable[[Diagnostic], None]) -> None:
        """Begin with a build of *pages*, and give *tell* what is found."""
        self._pages, self._tell = pages, tell
        self._logger.addFilter(self)

    def end(self) -> None:
        self._logger.removeFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Take what is a warning about a link, and let pass what else is said."""
        said = _OF_PAGE.match(record.getMessage()) if record.levelno >= logging.WARNING else None
        if said is None:
            return True
        uri, url = said["uri"], said["url"]
        place = place_of(self._pages.get(uri), uri, f"({url}", f"<{url}", url)
        if place.file == f"{DOCS}/{uri}" and place.end_column > place.column + len(url):
            place = place._replace(column=place.column + 1)
        why = said["why"].strip(" ,.").removeprefix("but ")
        self._tell(rules_ref.DEAD_LINK.at(place, url=url, why=f": {why}", hint=""))
        return False
