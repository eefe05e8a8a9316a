"""`KINDS`: one page of the shipped site for each page type, by the name of the type."""

from __future__ import annotations

VISIT = "visits/lavrov-islamabad-2021/"
MISSING = "no-such-page/"

KINDS = {
    "home": "",
    "visits": "visits/",
    "visits with": "visits/by/level/minister/sector/energy/",
    "visit": VISIT,
    "sectors": "sectors/",
    "sector": "sectors/energy/",
    "people": "people/",
    "person": "people/sergey-lavrov/",
    "organisations": "organisations/",
    "organisation": "organisations/gazprom/",
    "places": "places/",
    "place": "places/islamabad/",
    "agreements": "agreements/",
    "agreement": "agreements/pipeline-protocol-2021/",
    "figures": "series/",
    "series": "series/bilateral-trade/",
    "conflicts": "conflicts/",
    "timeline": "timeline/",
    "matrix": "matrix/",
    "map": "map/",
    "sources": "sources/",
    "facet": "sources/by/publisher/",
    "filter": "sources/by/year/2021/",
    "source": "sources/seed001/",
    "evidence": "evidence/",
    "ledger": "ledger/",
    "ledger of a page": f"ledger/{VISIT}",
    "ledger of figures": "ledger/series/bilateral-trade/",
    "data": "data/",
    "about": "about/",
    "method": "about/method/",
    "writing": "about/citing-in-pages/",
    "rules": "about/rules/",
    "search": "search/",
    "results": "search/?q=Lavrov",
    "missing": MISSING,
}
"""Type → path below the site's address. A record that is gone has a page of the type “missing”
with other words; tests/site looks at it in a project that has one."""
