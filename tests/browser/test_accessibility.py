"""axe-core on one page of every page type: WCAG 2.2 AA and its best practices."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from audit.axe import OF_COLOUR, WAYS, violations
from audit.chromium import settle
from audit.kinds import KINDS

pytestmark = pytest.mark.browser

MOST = 12
"""Entries of a list that are looked at; `make audit` looks at all, in narrow windows too."""


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    """One window for all page types: a new one for each would cost as much as the looking."""
    context = browser.new_context(**WAYS["light"])  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(kind: str, reader: Page, site_url: str) -> None:
    """Nothing in the light; and what colours can change, in the dark once more."""
    reader.emulate_media(color_scheme="light")
    settle(reader, site_url + KINDS[kind])
    light = violations(reader, most=MOST)
    reader.emulate_media(color_scheme="dark")
    dark = violations(reader, OF_COLOUR)

    assert light == []
    assert dark == []
