"""`Slots`: places in Markdown that are filled with HTML of ours after Markdown has run.

An author's Markdown is cleaned after conversion, so HTML of our own cannot go through it. A slot
is an empty element that Markdown and the cleaner leave alone; `fill` sets the HTML in. Every slot
must come back exactly once: that is how the scanner of citations and Markdown check each other
at every build.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from sourcebook.cache import digest
from sourcebook.diagnostics import Location
from sourcebook.pages.frame.packing import pack, unpack


@dataclass(frozen=True, slots=True)
class Slot:
    """HTML for one place, and the source text that it replaced (for a slot that is lost)."""

    kept: str | bytes
    """Packed where it is long."""
    written: str = ""
    location: Location | None = None

    @property
    def markup(self) -> Markup:
        """The HTML."""
        return Markup(unpack(self.kept))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list that is too long for its page: a page of its own (`frame.parts`)."""

    uri: str
    title: str
    """Beside that of the page, such as “1990s”."""
    description: str
    markdown: str
    slots: Mapping[str, Slot]


@dataclass(slots=True)
class Slots:
    """The slots of one page, numbered in the order in which they are made."""

    seed: str
    """Anything that names the page: slots of another page cannot be mistaken for these."""
    parts: list[Part] = field(default_factory=list)
    """Of the lists on the page."""
    _slots: dict[str, Slot] = field(default_factory=dict)

    def inline(self, markup: Markup, written: str, location: Location) -> str:
        """Return the Markdown that stands for *markup* in running text, where *written* stood."""
        return f'<span data-slot="{self._add(Slot(pack(markup), written, location))}"></span>'

    def block(self, markup: Markup) -> str:
        """Return the Markdown that stands for *markup* as a block of its own, or "" for none."""
        return f'\n\n<div data-slot="{self._add(Slot(pack(markup)))}"></div>\n\n' if markup else ""

    def made(self) -> Mapping[str, Slot]:
        """Return the slots made so far, by number."""
        return dict(self._slots)

    def _add(self, slot: Slot) -> str:
        number = f"{digest(self.seed)[:12]}-{len(self._slots)}"
        self._slots[number] = slot
        return number


_SLOT = re.compile(r'<(span|div) data-slot="([0-9a-f]{12}-\d+)"></\1>')
_ESCAPED_SLOT = re.compile(
    r'&lt;span data-slot=(?:"|&quot;)([0-9a-f]{12}-\d+)(?:"|&quot;)&gt;&lt;/span&gt;'
)


def fill(page: str, slots: Mapping[str, Slot]) -> tuple[str, tuple[Slot, ...]]:
    """Return the HTML *page* with its slots filled, and the slots that did not come back once.

    A slot that Markdown put into code is restored there to the text the author wrote.
    """
    seen: dict[str, int] = {}

    def set_in(match: re.Match[str]) -> str:
        slot = slots.get(match[2])
        if slot is None:
            return ""
        seen[match[2]] = seen.get(match[2], 0) + 1
        return str(slot.markup)

    def restore(match: re.Match[str]) -> str:
        slot = slots.get(match[1])
        return html.escape(slot.written, quote=False) if slot else ""

    filled = _ESCAPED_SLOT.sub(restore, _SLOT.sub(set_in, page))
    lost = tuple(slot for number, slot in slots.items() if seen.get(number, 0) != 1)
    return filled, lost
