"""Facts of links in written pages: what is offered in the place of one that leads nowhere."""

from __future__ import annotations

import pytest

from building import MakeProject
from publishing import FILES, completed, site_of
from sourcebook.checks.links import Places
from sourcebook.compilation import compile_site
from sourcebook.formats.host import Host
from sourcebook.project import read

REGISTER = """\
collection	id	since	state	changed	label	note
places	old-town	1990-01-01	renamed-to town	1991-02-03	Old Town	-
"""


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        pytest.param("visits/trip-1986.md", "Name a file of docs/.", id="another-year"),
        pytest.param("visits/tripp-1984.md", "Did you mean “visits/trip-1984.md”?", id="slip"),
        pytest.param("places/old-town.md", "It was renamed: write “places/town.md”.", id="renamed"),
        pytest.param("visits/trip-1984/", "Did you mean “visits/trip-1984.md”?", id="address"),
        pytest.param("visits/trip-1984.html", "Did you mean “visits/trip-1984.md”?", id="html"),
    ],
)
def test_what_is_offered_for_a_dead_link(written: str, offered: str, project: MakeProject) -> None:
    """What was renamed is known from the register, and no visit of another year is offered."""
    page = f"# Home\n\nSee [this]({written}).\n"
    root = project({**FILES, "docs/index.md": page, "data/register.tsv": REGISTER})

    found = [one for one in compile_site(*read(root)).diagnostics if one.rule.code == "REF006"]

    assert [("docs/index.md:3:12", offered)] == [(str(one.location), one.hint) for one in found]


def test_a_renamed_record_is_offered_under_its_name(project: MakeProject) -> None:
    """A field that names a record by its former id is told the one that it has now."""
    visit = FILES["docs/visits/trip-1984.md"].replace("places: [town, here]", "places: [old-town]")
    root = project({**FILES, "docs/visits/trip-1984.md": visit, "data/register.tsv": REGISTER})

    hints = {one.hint for one in compile_site(*read(root)).diagnostics if one.rule.code == "REF001"}

    assert {"Did you mean “town”?"} == hints


def test_nothing_that_is_made_is_called_dead(project: MakeProject) -> None:
    """Whatever the engine publishes, a link to it from a written page passes the check."""
    whole = completed(project)
    places = Places(site_of(project), Host(), frozenset())

    assert [
        path
        for path in (*whole.pages, *whole.files)
        if not places.has(path) and not places.may_be_made(path)
    ] == []
