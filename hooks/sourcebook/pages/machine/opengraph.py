"""`properties`, `picture_tags`: what programs show of a link to a page (ogp.me).

The picture is for them alone: no page shows it, so no reader pays for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.pages.frame.imprint import Imprint
from sourcebook.pages.machine.tags import Tag
from sourcebook.pages.pictures import HEIGHT, WIDTH, Pictured
from sourcebook.works.works import Work


def properties(imprint: Imprint, work: Work | None, pictured: Pictured | None) -> dict[str, str]:
    """Return the properties that are not everywhere the same; "" takes one away.

    Zotero takes the type of Open Graph before ours, the name of the site for the newspaper and
    the description for the abstract: the page of a work gives none of these.
    """
    if work is not None:
        found = {"og:site_name": "", "og:description": ""}
    else:
        found = {"og:type": "website", "og:locale": imprint.language.replace("-", "_")}
    if pictured is not None:
        found |= {
            "og:image": imprint.url + pictured.path,
            "og:image:type": "image/png",
            "og:image:width": str(WIDTH),
            "og:image:height": str(HEIGHT),
            "og:image:alt": pictured.card.words(),
        }
    return found


def picture_tags(pictured: Pictured | None) -> Iterator[Tag]:
    """Yield the tag that asks for the whole picture instead of a small square of it.

    X and those that follow it read Open Graph for the rest, but have no other word for this.
    """
    if pictured is not None:
        yield "twitter:card", "summary_large_image"
