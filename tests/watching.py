"""What the browser tests hold in their hands: a page that may only speak to the loopback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page


@dataclass
class Watched:
    """A page of the browser, and what it did that a page of ours must not do."""

    page: Page
    foreign: list[str] = field(default_factory=list)
    """Addresses at other hosts that were asked for (and refused)."""
    complaints: list[str] = field(default_factory=list)
    """Errors of scripts and of the console, and answers of 400 and more."""


OpenPage = Callable[..., Watched]
