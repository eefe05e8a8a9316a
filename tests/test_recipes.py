"""The recipes of CONTRIBUTING, followed step by step: what they promise is on the page."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import yaml

from building import ROOT, build, copy_small, environment
from sourcebook.diagnostics.catalogue import RULES

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


class Recipe:
    """A copy of the engine with a small site, edited only where the recipe says."""

    def __init__(self, title: str, root: Path) -> None:
        self.root = copy_small(root)
        text = CONTRIBUTING.partition(f"### {title}\n")[2].partition("\n#")[0]
        assert text, title
        self.places = set(re.findall(r"`((?:[a-z_]+/)+(?:\w+\.py)?)`", text))
        """The files and folders that the recipe names."""

    def write(self, path: str, text: str) -> None:
        """Write the new file *path*, which stands where the recipe says."""
        assert self._is_named(path), f"the recipe does not name {path}"
        assert not (self.root / path).exists()
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(dedent(text), encoding="utf-8")

    def edit(self, path: str, before: str, after: str) -> None:
        """Put *after* behind *before*, which stands once in the file *path*."""
        assert self._is_named(path), f"the recipe does not name {path}"
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{path} has not one {before!r}"
        (self.root / path).write_text(text.replace(before, before + after), encoding="utf-8")

    def _is_named(self, path: str) -> bool:
        inside = path.removeprefix("hooks/sourcebook/")
        return any(
            place in (path, inside) or (place.endswith("/") and path.startswith(place))
            or (place.endswith("/") and inside.startswith(place))
            for place in self.places
        )  # fmt: skip

    def run(self, module: str, *arguments: str, cwd: Path | None = None) -> tuple[int, str]:
        """Run a command with the engine of the copy; return its status and what it said."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=cwd or self.root,
            env=environment(PYTHONPATH=str(self.root / "hooks")),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return done.returncode, done.stdout

    def build(self) -> Path:
        built = build(self.root, "--strict", PYTHONPATH=str(self.root / "hooks"))
        assert built.exit_code == 0, built.output
        return built.site


def test_a_rule(tmp_path: Path) -> None:
    """The case fails, the rule is written and yielded: case, contracts and `explain` follow."""
    recipe = Recipe("Add a rule", tmp_path / "project")
    for folder in ("tests", ".github"):
        shutil.copytree(ROOT / folder, recipe.root / folder, ignore=lambda *_: ["artifacts"])
    family = [code for code in RULES if code.startswith("DIR")]
    code = f"DIR{int(max(family)[3:]) + 1:03}"
    told = f"docs/index.md:5:18: warning {code} The directive “counts” stands here a second time."
    case = f"tests/cases/{code}-second-directive.yml"
    page = "# Home\n\n<!-- sourcebook: counts -->\n\n<!-- sourcebook: counts -->\n"
    tests = ("tests/test_cases.py", "tests/test_contracts.py")
    chosen = ("-q", "-p", "no:cacheprovider", "-k", f"{code} or rules or catalogue or codes")

    recipe.write(case, yaml.safe_dump({"files": {"docs/index.md": page}, "diagnostics": [told]}))
    status, said = recipe.run("pytest", *tests, *chosen)
    assert status == 1, said
    assert f"test_the_report_of_a_project_is_exactly[{code}-second-directive]" in said

    recipe.edit(
        "hooks/sourcebook/diagnostics/rules_dir.py",
        "from sourcebook.diagnostics.rule import Rule, Severity\n",
        f'''
SECOND_DIRECTIVE = Rule(
    code="{code}",
    slug="second-directive",
    severity=Severity.WARNING,
    message="The directive “{{directive}}” stands here a second time.",
    hint="Remove one of the two.",
    why="Readers would meet the same list twice on one page.",
    example="<!-- sourcebook: counts -->\\n\\n<!-- sourcebook: counts -->",
    instead="<!-- sourcebook: counts -->",
)
''',
    )
    recipe.write(
        "hooks/sourcebook/checks/repeated.py",
        '''\
        """`check_repeated`: directives that stand twice on one page."""

        from collections.abc import Iterator

        from sourcebook.diagnostics import Diagnostic, rules_dir
        from sourcebook.site.model import Site


        def check_repeated(site: Site) -> Iterator[Diagnostic]:
            """Yield a warning for each directive that stood on its page before."""
            for page in site.pages.values():
                seen = set()
                for placed in page.directives:
                    name = placed.directive.name
                    if name in seen:
                        yield rules_dir.SECOND_DIRECTIVE.at(placed.location, directive=name)
                    seen.add(name)
        ''',
    )
    recipe.edit(
        "hooks/sourcebook/checks/__init__.py",
        "from sourcebook.checks.register import check_register\n",
        "from sourcebook.checks.repeated import check_repeated\n",
    )
    recipe.edit(
        "hooks/sourcebook/checks/__init__.py",
        "    yield from check_register(site)\n",
        "    yield from check_repeated(site)\n",
    )
    status, said = recipe.run("pytest", *tests, *chosen)
    assert status == 0, said
    assert "Readers would meet the same list twice" in recipe.run("sourcebook", "explain", code)[1]
    (recipe.root / "docs/index.md").write_text(page, encoding="utf-8")
    assert told in recipe.run("sourcebook", "check")[1]


def test_a_directive(tmp_path: Path) -> None:
    """A name that was DIR001 puts on the page what its function draws."""
    recipe = Recipe("Add a directive", tmp_path / "project")
    page = "# About\n\n<!-- sourcebook: shelf -->\n"
    (recipe.root / "docs/about/index.md").write_text(page, encoding="utf-8")
    assert "docs/about/index.md:3:18: error DIR001" in recipe.run("sourcebook", "check")[1]

    recipe.edit(
        "hooks/sourcebook/records/directives.py",
        "DIRECTIVES: Mapping[str, str] = {\n",
        '    "shelf": "the number of works on the shelf",\n',
    )
    recipe.write(
        "hooks/sourcebook/pages/lists/shelf.py",
        '''\
        """`shelf`: how many works there are."""

        from sourcebook.pages.frame.edition import Edition
        from sourcebook.pages.frame.render import render
        from sourcebook.pages.frame.slots import Slots
        from sourcebook.pages.frame.urls import href
        from sourcebook.pages.frame.views import Count


        def shelf(edition: Edition, page: str, slots: Slots) -> str:
            """The number of works on the shelf."""
            works = len(edition.site.works)
            count = Count(works, "shelved work", href(page, "sources/index.md"))
            return slots.block(render("counts", counts=[count]))
        ''',
    )
    recipe.edit(
        "hooks/sourcebook/pages/lists/listings.py",
        "from sourcebook.pages.lists.source_index import sources_listing\n",
        "from sourcebook.pages.lists.shelf import shelf\n",
    )
    recipe.edit(
        "hooks/sourcebook/pages/lists/listings.py",
        "DIRECTIVES: Mapping[str, Listing] = {\n",
        '    "shelf": shelf,\n',
    )
    assert recipe.run("sourcebook", "check") == (0, "No problems found.\n")
    shown = (recipe.build() / "about/index.html").read_text(encoding="utf-8")

    assert re.search(r'<a [^>]*href="../sources/"><b>1</b> shelved work</a>', shown)


def test_an_export(tmp_path: Path) -> None:
    """The file is on the site, and the Data Package says what it is and how long."""
    recipe = Recipe("Add an export", tmp_path / "project")
    recipe.write(
        "hooks/sourcebook/pages/citekeys.py",
        '''\
        """`citekey_files`: the citekeys of the bibliography, one a line."""

        from sourcebook.site.model import Site

        CITEKEYS = "citekeys.txt"


        def citekey_files(site: Site) -> dict[str, str]:
            """Return the text by path below the root of the site."""
            return {CITEKEYS: "".join(f"{citekey}\\n" for citekey in sorted(site.works))}
        ''',
    )
    imported = "from sourcebook.pages.citekeys import"
    recipe.edit(
        "hooks/sourcebook/pages/complete.py",
        "from sourcebook.pages.evidence.gone import gone_pages\n",
        f"{imported} citekey_files\n",
    )
    recipe.edit(
        "hooks/sourcebook/pages/complete.py",
        "return export_files(site) | series_files(site) | ledger_files(site)",
        " | citekey_files(site)",
    )
    recipe.edit(
        "hooks/sourcebook/pages/tables/files.py",
        "from sourcebook.pages.exports import BIBLIOGRAPHY, FORMATS\n",
        f"{imported} CITEKEYS\n",
    )
    recipe.edit(
        "hooks/sourcebook/pages/tables/files.py",
        "    texts |= ledger\n",
        "    texts[CITEKEYS] = exports[CITEKEYS]\n"
        '    others[CITEKEYS] = ("Citekeys", "text/plain")\n',
    )
    site = recipe.build()
    package = json.loads((site / "datapackage.json").read_text(encoding="utf-8"))
    described = {one["path"]: one for one in package["resources"]}

    assert (site / "citekeys.txt").read_text(encoding="utf-8") == "arabnews2021newturn\n"
    assert (described["citekeys.txt"]["mediatype"], described["citekeys.txt"]["bytes"]) == (
        "text/plain",
        len("arabnews2021newturn\n"),
    )
