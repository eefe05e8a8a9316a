"""`sourcebook init`: a new site on another subject that builds clean at once."""

from __future__ import annotations

import re
from importlib.metadata import requires
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from building import ROOT, build
from built_site import pages
from commands import converse, run, run_process
from sourcebook.cli.init import trimmed_lock

TITLE = 'Norway, “Sweden” & <Denmark>: a "test"'
OF_THE_FIRST = re.compile(r"(?i)pakistan|russia|islamabad|moscow|lavrov|qureshi")
"""What the site that the engine came with is about."""
STARTER = ROOT / "hooks/sourcebook/starter"


INDEXES = {
    "plain": set(),
    "collections": {"events/index.html", "topics/index.html"},
    "visits": {"visits/index.html", "sectors/index.html"},
}
"""The indexes that a profile begins with, beside that of the sources."""


@pytest.fixture(scope="module", params=INDEXES)
def profile(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory, profile: str) -> Path:
    """A site begun by the command; tests only read it."""
    root = tmp_path_factory.mktemp("init") / "site of norway"
    done = run(root.parent, "init", root.name, "--title", TITLE, "--profile", profile)

    assert (done.returncode, done.stdout) == (0, "site of norway\n"), done.stderr
    return root


def test_it_checks_clean_and_is_tidy(begun: Path) -> None:
    """Not a note is left, and the schemas are those of the engine."""
    for arguments in (("check",), ("tidy", "--check"), ("schema", "--check")):
        done = run(begun, *arguments)
        assert (done.returncode, done.stdout) == (0, ""), arguments


def test_it_builds_clean_with_the_engine_that_it_brings(begun: Path, profile: str) -> None:
    """The copied engine makes every page that there is something for, and leads to it."""
    built = build(begun, "--strict", PYTHONPATH=str(begun / "hooks"))

    assert built.exit_code == 0, built.output
    assert "WARNING" not in built.output
    home = (built.site / "index.html").read_text(encoding="utf-8")
    assert "Norway, “Sweden” &amp; &lt;Denmark&gt;: a" in home
    assert "<Denmark>" not in home
    assert "sources/macfarlane2025pandoc/" in home
    made = pages(built.site)
    assert {"sources/index.html", "about/rules/index.html"} <= set(made)
    other = {"people", "agreements", "visits", "sectors", "events", "topics", "series", "map"}
    assert INDEXES[profile] == {path for path in made if path.partition("/")[0] in other}
    for path in INDEXES[profile]:
        assert f'href="{path.removesuffix("index.html")}"' in home
    texts = {path: (built.site / path).read_text(encoding="utf-8") for path in made}
    naming = [path for path, text in texts.items() if OF_THE_FIRST.search(text)]
    assert naming == []


def test_nothing_of_another_subject_is_in_it(begun: Path) -> None:
    """It knows neither the countries nor the people of the site that the engine came with."""
    naming = [
        path.relative_to(begun).as_posix()
        for path in begun.rglob("*")
        if path.is_file()
        and path.relative_to(begun).parts[0] not in ("hooks", "site", ".cache")
        and path.suffix != ".woff2"
        and OF_THE_FIRST.search(path.read_text(encoding="utf-8"))
    ]

    assert naming == []


def test_every_substitute_is_in_its_place(begun: Path) -> None:
    """No sign of the starter is left, and what holds the title still reads."""
    texts = {
        path: path.read_text(encoding="utf-8")
        for path in begun.rglob("*")
        if path.suffix in (".md", ".yml", ".toml") and "hooks" not in path.parts
    }
    left = [path for path, text in texts.items() if re.search("«[a-z-]+»", text)]

    assert left == []
    front = texts[begun / "docs/index.md"].split("---")[1]
    assert yaml.safe_load(front)["title"] == TITLE


def test_its_settings_are_those_of_the_shipped_site() -> None:
    """Theme, extensions and validation do not drift apart."""
    ours = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    theirs = (STARTER / "mkdocs.yml").read_text(encoding="utf-8")

    for first, last in (("\ntheme:", "\nhooks:"), ("\nnot_in_nav:", "\nextra:")):
        parts = [text[text.index(first) : text.index(last)] for text in (ours, theirs)]
        assert parts[0] == parts[1]


MOVES_FILES = re.compile(r"\s*(?:git |if \[ |fi$|echo |$)")


def test_its_workflows_give_strangers_no_rights(begun: Path) -> None:
    """No secrets, no rights but to read where anything of the project runs.

    A job that may write publishes, or commits the ids that another made: it runs git alone.
    """
    for path in sorted((begun / ".github/workflows").glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        rights = [
            job["permissions"]
            for job in content["jobs"].values()
            if "uses" in job
            or any(
                not MOVES_FILES.match(line)
                for step in job["steps"]
                for line in step.get("run", "").splitlines()
            )
        ]
        assert content["permissions"] == {}
        assert [one for one in rights if one != {"contents": "read"}] == []


def test_its_lock_holds_what_the_engine_needs_and_no_more() -> None:
    """Everything that a dependency asks for here is fixed there; no tool of ours is."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    kept = trimmed_lock(lock, {"mkdocs-material", "pydantic", "hatchling"})
    names = {canonicalize_name(line.split("==")[0]) for line in re.findall(r"(?m)^[^ ].*", kept)}

    waiting, needed = ["mkdocs-material", "pydantic", "hatchling"], set()
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            asked = (Requirement(line) for line in requires(name) or ())
            waiting += [
                canonicalize_name(one.name)
                for one in asked
                if one.marker is None or one.marker.evaluate({"extra": ""})
            ]
    assert needed <= names
    assert (
        names & {"pytest", "mypy", "ruff", "hypothesis", "playwright", "pypandoc-binary"} == set()
    )
    assert set(re.findall(r"(?m)^.*==.*$", kept)) <= set(re.findall(r"(?m)^.*==.*$", lock))


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    """Nothing is overwritten; a fresh repository is empty enough."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full/a.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")

    for name, told in (("full", "full is not empty."), ("file", "file is no folder.")):
        done = run(tmp_path, "init", name, "--title", "T")
        assert (done.returncode, done.stderr) == (2, f"sourcebook: {told}\n")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["a.txt"]


@pytest.mark.parametrize("flag", ["--title", "--description", "--author"])
@pytest.mark.parametrize("sign", ["\x1b", "\u202e", "\udce9"])
def test_texts_of_every_page_are_seen(tmp_path: Path, flag: str, sign: str) -> None:
    """No sign that turns or hides text is written into a site, nor a byte that is no text."""
    texts = {"--title": "Nansen", "--description": "می\u200cخواهم", "--author": "Nansen"}
    given = {**texts, flag: f"Nansen{sign}"}
    done = run(tmp_path, "init", "new", *(part for pair in given.items() for part in pair))

    told = f"sourcebook: {flag} holds the character U+{ord(sign):04X}, which nobody sees.\n"
    assert (done.returncode, done.stderr, (tmp_path / "new").exists()) == (2, told, False)


def test_a_title_is_asked_for_where_somebody_is(tmp_path: Path) -> None:
    """On a terminal it is asked for; elsewhere the missing flag is named at once."""
    done = run_process(tmp_path, "init", "new")
    assert (done.returncode, (tmp_path / "new").exists()) == (2, False)
    assert done.stderr == "sourcebook: “init” needs --title: nobody is there to be asked.\n"

    status, _, shown = converse(tmp_path, "init", "new", answers=("", "Another subject"))
    assert status == 0, shown
    assert "# Another subject\n" in (tmp_path / "new/README.md").read_text(encoding="utf-8")
