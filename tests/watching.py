"""What the browser tests hold in their hands: a page that may only speak to the loopback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Route


@dataclass
class Watched:
    """A page of the browser, and what it did that a page of ours must not do."""

    page: Page
    foreign: list[str] = field(default_factory=list)
    """Addresses at other hosts that were asked for (and refused)."""
    complaints: list[str] = field(default_factory=list)
    """Errors of scripts and of the console, and answers of 400 and more."""


OpenPage = Callable[..., Watched]


def watch(context: BrowserContext) -> Watched:
    """Return a new page of *context*, which reaches the loopback only."""
    watched = Watched(context.new_page())

    def decide(route: Route) -> None:
        if urlsplit(route.request.url).hostname in ("127.0.0.1", None):
            route.continue_()
        else:
            watched.foreign.append(route.request.url)
            route.abort()

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            watched.complaints.append(message.text)

    context.route("**/*", decide)
    watched.page.on("console", hear)
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    watched.page.on(
        "response",
        lambda answer: (
            watched.complaints.append(f"{answer.status} {answer.url}")
            if answer.status >= 400
            else None
        ),
    )
    return watched
