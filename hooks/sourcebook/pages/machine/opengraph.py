"""`properties`: what programs show of a link to a page (ogp.me)."""

from __future__ import annotations

from sourcebook.pages.machine.imprint import Imprint
from sourcebook.site.works import Work


def properties(imprint: Imprint, work: Work | None) -> dict[str, str]:
    """Return the properties that are not everywhere the same; "" takes one away.

    Zotero takes the type of Open Graph before ours, the name of the site for the newspaper and
    the description for the abstract: the page of a work gives none of these.
    """
    if work is not None:
        return {"og:site_name": "", "og:description": ""}
    return {"og:type": "website", "og:locale": imprint.language.replace("-", "_")}
