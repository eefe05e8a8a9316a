"""A small project with everything that is published, for the tests of data, feeds and metadata."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

from building import DECLARATION, VISITS, MakeProject
from sourcebook.citeproc import Formatted
from sourcebook.compilation import compile_site
from sourcebook.pages.complete import Complete, complete
from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.imprint import Imprint
from sourcebook.pages.publish import publish
from sourcebook.project import read
from sourcebook.settings import LICENCES
from sourcebook.site.model import Site

VISIT = """\
---
title: {title}
visit:
  dates: {dates}
  from: there
  to: here
  level: minister
  setting: bilateral
  status: {status}
  places: [town, here]
  visitors: [{{person: alpha-beta, office: minister}}]
  sectors: [type]
  summary: She came to [][places/town], and stayed [@knuth1984].
---

She came [@knuth1984; @lamport1994].
"""
FILES = {
    DECLARATION: VISITS,
    "bibliography/main.bib": """\
@book{knuth1984,
  ids = {texbook},
  author = {Knuth, Donald E.},
  title = {The TeXbook},
  publisher = {Addison-Wesley},
  date = {1984},
}
@article{lamport1994,
  author = {Lamport, Leslie},
  title = {How to write <a> proof & more},
  journaltitle = {Monthly},
  date = {1995-08},
  langid = {english},
}
""",
    "data/places.yml": """\
here: {name: Here, kind: country, variants: ["=1+1", "Here; also"]}
there: {name: There, kind: country, names: {ru: Там}}
town: {name: "Town, the", kind: city, country: here}
""",
    "data/offices.yml": "minister: {name: Minister of There, country: there}\n",
    "data/people.yml": """\
alpha-beta:
  name: Alpha Beta
  country: there
  names: {ru: Альфа Бета, ur: الفا}
  offices: [{office: minister, dates: 1984-05, sources: [texbook, lamport1994]}]
""",
    "docs/index.md": "# Home\n",
    "docs/sectors/type.md": """\
---
title: Type
sector: {label: Type, summary: "It is set [@lamport1994]."}
---
""",
    "docs/visits/trip-1984.md": VISIT.format(
        title="A trip, 1984", dates="1984-05-30/1984-06-01", status="held"
    ),
    "docs/visits/plan-1985.md": VISIT.format(
        title='A plan <b>&amp; "more"', dates="1985~", status="cancelled"
    ),
}
EPOCH = 1_700_000_000
IMPRINT = Imprint(
    "A <small> Sourcebook",
    "What it is & is not.",
    "https://example.org/small/",
    author="The contributors",
    text_licence=LICENCES["CC-BY-4.0"],
    data_licence=LICENCES["CC0-1.0"],
    epoch=EPOCH,
    revisions={"docs/visits/trip-1984.md": 1_600_000_000},
)


def edition_of(root: Path) -> Edition:
    """Return the edition of the project at *root*, each reference formatted as its citekey."""
    sources, problems = read(root)
    compilation = compile_site(sources, problems)
    site = compilation.site
    return Edition(site, Formatted({key: Markup.escape(key) for key in site.works}, {}))


def site_of(project: MakeProject, files: Mapping[str, str] = FILES) -> Site:
    return edition_of(project(files)).site


def completed(
    project: MakeProject, files: Mapping[str, str] = FILES, imprint: Imprint = IMPRINT
) -> Complete:
    """Return all that a project of *files* publishes."""
    edition = edition_of(project(files))
    pages = publish(edition.site, edition.formatted, edition.mode)
    return complete(edition, pages, imprint)
