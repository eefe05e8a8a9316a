"""The first load of a visit: bytes as sent, how much of them ours, layout shift, other hosts."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Browser, Request

from audit.chromium import settle
from audit.kinds import KINDS, VISIT
from audit.table import Figure

MOST = 300_000
MOST_OURS = 100_000
THEIRS = ("/assets/stylesheets/main.", "/assets/javascripts/")
"""Files of Material; all else is ours, the page and the fonts too."""
_SHIFT = """() => new Promise((tell) => {
    let sum = 0;
    const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += entry.value;
    });
    observer.observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => setTimeout(() => tell(sum), 300));
})"""


def figures(browser: Browser, site_url: str) -> list[Figure]:
    """Return the weight of a visit; shift and foreign requests of every page type."""
    context = browser.new_context(viewport={"width": 412, "height": 823})
    page = context.new_page()
    sent: dict[str, int] = {}

    def weigh(request: Request) -> None:
        sizes = request.sizes()
        sent[urlsplit(request.url).path] = sizes["responseBodySize"] + sizes["responseHeadersSize"]

    page.on("requestfinished", weigh)
    settle(page, site_url + VISIT)
    context.close()
    theirs = sum(size for path, size in sent.items() if any(part in path for part in THEIRS))
    total = sum(sent.values())
    largest = sorted(((size, path) for path, size in sent.items()), reverse=True)
    below = urlsplit(site_url).path
    notes = tuple(f"{size:>7,}  {path.removeprefix(below)}" for size, path in largest)
    made = [
        Figure("weight", "first load of a visit, bytes", f"{total:,}", f"{MOST:,}", total <= MOST),
        Figure(
            "weight",
            "of these ours, fonts included",
            f"{total - theirs:,}",
            f"{MOST_OURS:,}",
            total - theirs <= MOST_OURS,
            notes,
        ),
    ]
    return made + _quiet(browser, site_url)


def _quiet(browser: Browser, site_url: str) -> list[Figure]:
    shifts: dict[str, float] = {}
    foreign: list[str] = []
    host = urlsplit(site_url).netloc
    for width in (412, 1440):
        context = browser.new_context(viewport={"width": width, "height": 823})
        for kind, path in KINDS.items():
            page = context.new_page()
            page.on(
                "request",
                lambda request, kind=kind: (
                    foreign.append(f"{kind}: {request.url}")
                    if urlsplit(request.url).netloc not in ("", host)
                    else None
                ),
            )
            # What a search finds appears because somebody asked: no shift of the page.
            if "?" not in path:
                settle(page, site_url + path)
                shifts[f"{kind}, {width} px"] = page.evaluate(_SHIFT)
            page.close()
        context.close()
    moved = tuple(f"{where}: {shift:.4f}" for where, shift in shifts.items() if shift > 0)
    worst = max(shifts.values())
    what = f"layout shift, worst of {len(shifts)} views"
    return [
        Figure("weight", what, f"{worst:.4f}", "0", worst == 0, moved),
        Figure(
            "weight", "requests to other hosts", str(len(foreign)), "0", not foreign, tuple(foreign)
        ),
    ]
