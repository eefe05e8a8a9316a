"""The rules of the house: floors, doors, sizes, purity, rules with their cases, the lock.

CONTRIBUTING says why each holds. Most are read from the source text with `ast`, so they also
see imports inside functions and under ``TYPE_CHECKING``.
"""

from __future__ import annotations

import ast
import functools
import importlib
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from string import Formatter

import pytest
import yaml
from mkdocs.plugins import EVENTS
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from building import ROOT, environment
from sourcebook.diagnostics import Rule

HOOKS = ROOT / "hooks"
PACKAGE = HOOKS / "sourcebook"
HOOK = HOOKS / "sourcebook_hook.py"
CASES = ROOT / "tests" / "cases"

FLOORS = {
    "diagnostics": 1,
    "cache": 1,
    "output": 1,
    "progress": 1,
    "revision": 1,
    "settings": 2,
    "formats": 2,
    "project": 3,
    "citeproc": 3,
    "search_index": 3,
    "records": 4,
    "works": 4,
    "site": 5,
    "checks": 6,
    "pages": 6,
    "compilation": 7,
    "publication": 8,
    "cli": 9,
    "markdown_extension": 9,
    "mkdocs_shell": 9,
}
"""Room → floor. A room imports from its own and from floors below; neighbours do not meet."""

DOORS = {
    "bibtexparser": ("formats.bibtex",),
    "click": ("mkdocs_shell.progress",),
    "jinja2": ("pages.frame.render", "mkdocs_shell.outputs"),
    "markdown": ("markdown_extension",),
    "markupsafe": ("pages", "mkdocs_shell", "citeproc"),
    "material": ("mkdocs_shell",),
    "mkdocs": ("mkdocs_shell",),
    "nh3": ("formats.html",),
    "pagefind_bin": ("search_index",),
    "pydantic": ("records",),
    "pydantic_core": ("records.fields",),
    "pypandoc": ("citeproc.pandoc",),
    "vl_convert": ("pages.drawn.charts", "pages.pictures.png"),
    "yaml": ("formats.yaml",),
}
"""Outside library → the modules or packages of the house that may import it."""

STARTERS = ("citeproc.pandoc", "revision", "search_index")
"""The modules that start a program: pandoc, git, pagefind."""

IMPURE_MODULES = {
    "asyncio", "ctypes", "http", "locale", "logging", "multiprocessing", "os", "random", "secrets",
    "shutil", "socket", "tempfile", "threading", "time", "urllib.request", "uuid",
}  # fmt: skip
IMPURE_NAMES = {"open", "print", "input", "eval", "exec"}
IMPURE_ATTRIBUTES = {
    "environ", "getenv", "now", "read_bytes", "read_text", "today", "utcnow", "write_bytes",
    "write_text",
}  # fmt: skip
SHELLS = (
    "cache", "output", "revision", "search_index", "settings", "project", "citeproc", "cli",
    "markdown_extension", "mkdocs_shell", "__main__",
)  # fmt: skip
"""Rooms that may touch files, the clock and the environment."""

SILENCERS = {"formats.bibtex.splitting": ["logging"]}
"""Module → what it may import only to keep a library from talking past the diagnostics."""

WITHOUT_A_CASE: dict[str, str] = {
    "CIT005": "tests/site/test_builds.py",
    "REC018": "tests/unit/test_records.py",
    "SRC001": "tests/unit/test_unreadable.py",
    "SRC002": "tests/unit/test_unreadable.py",
    "SRC004": "tests/unit/test_unreadable.py",
    "SRC005": "tests/unit/test_unreadable.py",
}
"""Rules that no case file can show → the tests that do.

CIT005 needs Markdown to run first; REC018 is the net below all other rules on records; what is
not text, or is a link, cannot stand in a case file.
"""


def dotted(path: Path) -> str:
    """Return the name of a module inside the package: ``formats.bibtex``; "" for the package."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {dotted(path): path for path in sorted(PACKAGE.rglob("*.py"))}
every_module = pytest.mark.parametrize(
    "module", [pytest.param(m, id=m or "(top)") for m in MODULES]
)


@functools.cache
def syntax(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


@functools.cache
def imports(module: str) -> tuple[str, ...]:
    """Return the full dotted names that *module* imports, ours beginning with ``sourcebook``."""
    found: list[str] = []
    is_package = MODULES[module].name == "__init__.py"
    here = ["sourcebook", *filter(None, module.split("."))]
    for node in ast.walk(syntax(module)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level + is_package] if node.level else []
            origin = ".".join([*base, *filter(None, [node.module])])
            found += [_named(origin, alias.name) for alias in node.names]
    return tuple(found)


def _named(origin: str, name: str) -> str:
    """Return the module that ``from origin import name`` means: a submodule, or *origin*."""
    inner = f"{origin}.{name}".removeprefix("sourcebook.")
    return f"{origin}.{name}" if origin.startswith("sourcebook") and inner in MODULES else origin


def ours(module: str) -> list[str]:
    """Return the modules of the house that *module* imports, without the package's name."""
    return [
        name.removeprefix("sourcebook").removeprefix(".")
        for name in imports(module)
        if name.split(".")[0] == "sourcebook"
    ]


def outside(module: str) -> set[str]:
    """Return the top-level names of the libraries that *module* imports."""
    tops = {name.split(".")[0] for name in imports(module)}
    return tops - sys.stdlib_module_names - {"sourcebook", ""}


def within(module: str, rooms: tuple[str, ...]) -> bool:
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


# The floors


@every_module
def test_every_module_lives_in_a_room(module: str) -> None:
    """A new room is a decision: it is written into the table of floors."""
    assert module in ("", "__main__") or module.split(".")[0] in FLOORS


@every_module
def test_imports_go_down(module: str) -> None:
    """A module imports from its own room and from floors below."""
    room = module.split(".")[0]
    floor = {"": 0, "__main__": 10}.get(room) or FLOORS.get(room, 0)
    upward = [
        name
        for name in ours(module)
        if name and (other := name.split(".")[0]) != room and FLOORS.get(other, 10) >= floor
    ]

    assert upward == []


@pytest.mark.parametrize("room", FLOORS)
def test_a_room_has_an_order(room: str) -> None:
    """Within a room imports make no circle, so that the room can be read from first to last."""
    inside = [module for module in MODULES if within(module, (room,))]
    graph = {module: {n for n in ours(module) if within(n, (room,))} for module in inside}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"imports in a circle: {' → '.join(error.args[1])}")


@pytest.mark.parametrize("room", FLOORS)
def test_folders_have_an_order_too(room: str) -> None:
    """What holds for modules holds for folders: no two of them import each other, however far."""
    inside = [module for module in MODULES if within(module, (room,))]
    graph: dict[str, set[str]] = {}
    for module in inside:
        here = _folder(module)
        others = {_folder(name) for name in ours(module) if within(name, (room,))}
        graph.setdefault(here, set()).update(others - {here})
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"folders in a circle: {' → '.join(error.args[1])}")


def _folder(module: str) -> str:
    """Return the folder below a room that *module* stands in; a module beside folders is its own.

    >>> _folder("pages.frame.edition"), _folder("pages.compose")
    ('pages.frame', 'pages.compose')
    """
    return ".".join(module.split(".")[:2])


# The doors


@every_module
def test_libraries_have_one_door(module: str) -> None:
    """Each outside library is imported where the table says, and nowhere else."""
    wrong = {name for name in outside(module) if not within(module, DOORS.get(name, ()))}

    assert wrong == set()


def test_few_modules_start_programs() -> None:
    """The house starts pandoc, git and pagefind, each from one module."""
    starting = {m for m in MODULES if {"subprocess", "os"} & set(imports(m)) and _starts(m)}

    assert starting <= set(STARTERS)


def _starts(module: str) -> bool:
    names = {node.attr for node in ast.walk(syntax(module)) if isinstance(node, ast.Attribute)}
    return "subprocess" in imports(module) or bool(
        {"system", "popen", "fork", "execv", "execvp", "posix_spawn"} & names
    )


@every_module
def test_the_core_is_pure(module: str) -> None:
    """Between reading and writing nothing sees files, clock, environment, chance or a log."""
    if within(module, SHELLS):
        return
    allowed = SILENCERS.get(module, [])
    impure = [name for name in imports(module) if name in IMPURE_MODULES and name not in allowed]
    for node in ast.walk(syntax(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            impure += [node.func.id] if node.func.id in IMPURE_NAMES else []
        elif isinstance(node, ast.Attribute) and node.attr in IMPURE_ATTRIBUTES:
            impure.append(node.attr)

    assert impure == []


@every_module
def test_modules_are_short(module: str) -> None:
    """No module is over 300 lines: a longer one holds two nouns."""
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= 300


@every_module
def test_modules_say_what_they_are(module: str) -> None:
    """Every module begins with a docstring."""
    assert ast.get_docstring(syntax(module))


def test_the_hook_only_binds() -> None:
    """Every ``on_…`` of the hook file is an event of MkDocs (another name would be a KeyError)."""
    tree = ast.parse(HOOK.read_text(encoding="utf-8"))
    names = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    names |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    names |= {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    handlers = {name.removeprefix("on_") for name in names if name.startswith("on_")}

    assert handlers
    assert handlers - set(EVENTS) == set()
    assert len(HOOK.read_text(encoding="utf-8").splitlines()) <= 300


# The rules


def _rules() -> Iterator[Rule]:
    for path in sorted((PACKAGE / "diagnostics").glob("rules_*.py")):
        module = importlib.import_module(f"sourcebook.diagnostics.{path.stem}")
        yield from (value for value in vars(module).values() if isinstance(value, Rule))


RULES = sorted({id(rule): rule for rule in _rules()}.values(), key=lambda rule: rule.code)
CASE_FILES = sorted(CASES.glob("*.yml"))
every_rule = pytest.mark.parametrize("rule", [pytest.param(r, id=r.code) for r in RULES])


def test_codes_and_slugs_are_unique() -> None:
    """A code or a slug names one rule for ever."""
    counts = Counter(name for rule in RULES for name in (rule.code, rule.slug))

    assert RULES
    assert [name for name, count in counts.items() if count > 1] == []


def test_the_catalogue_is_complete() -> None:
    """`explain` and the page of rules know every rule, under the family of its code."""
    catalogue = importlib.import_module("sourcebook.diagnostics.catalogue")

    assert {rule.code: rule for rule in RULES} == catalogue.RULES
    assert {rule.code[:3] for rule in RULES} == set(catalogue.FAMILIES)


def test_rules_are_made_in_the_catalogue() -> None:
    """A rule is data in diagnostics/rules_….py, so that `explain` and the page of rules see it."""
    makers = {
        module
        for module in MODULES
        for node in ast.walk(syntax(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Rule"
    }

    assert [m for m in makers if not m.startswith("diagnostics.rules_")] == []


@every_rule
def test_rules_explain_themselves(rule: Rule) -> None:
    """Every rule has a code of a family, a slug, a message, a hint, a reason and both examples."""
    fields = ("message", "hint", "why", "example", "instead")

    assert re.fullmatch(r"[A-Z]{3}[0-9]{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.slug)
    assert [name for name in fields if not getattr(rule, name).strip()] == []
    assert rule.code in WITHOUT_A_CASE or rule.example != rule.instead


@every_rule
def test_rules_speak_plainly(rule: Rule) -> None:
    """A message is one sentence without “Error:” or blame; the hint says what to do."""
    assert re.match(r"[A-Z“{‘0-9]|biblatex ", rule.message)
    assert rule.message.endswith((".", "”", "}"))
    assert rule.hint.endswith((".", "?", "}", "”", ")"))
    assert not re.search(r"(?i)\berror:|\binvalid\b|\boops\b|please|[!]", rule.message)
    for text in (rule.message, rule.hint):
        assert all(name != "" for _, name, _, _ in Formatter().parse(text)), "unnamed {}"


@every_rule
def test_rules_have_a_case(rule: Rule) -> None:
    """Each rule is shown by a case file that bears its code and slug and reports it."""
    if rule.code in WITHOUT_A_CASE:
        shown = ROOT / WITHOUT_A_CASE[rule.code]
        assert rule.code in shown.read_text(encoding="utf-8")
        return
    case = CASES / f"{rule.code}-{rule.slug}.yml"

    assert case.is_file()
    assert f" {rule.code} " in case.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", [pytest.param(c, id=c.stem) for c in CASE_FILES])
def test_cases_name_rules(case: Path) -> None:
    """A case bears the code of a rule and expects only rules that exist."""
    codes = {rule.code for rule in RULES}
    expected = yaml.safe_load(case.read_text(encoding="utf-8"))["diagnostics"]
    named = [re.search(r": (?:error|warning|note) ([A-Z]{3}\d{3}) ", line) for line in expected]

    assert case.stem[:6] in codes
    assert [m.group(1) if m else None for m in named if m is None or m.group(1) not in codes] == []


# The command

WITHOUT_THE_HOST = """
import runpy, sys

def forbid(event, arguments):
    if event in {"subprocess.Popen", "os.fork", "os.posix_spawn", "os.exec", "socket.connect"}:
        raise RuntimeError(f"check must not: {event} {arguments}")

for name in ("mkdocs", "material", "pymdownx", "markdown", "pypandoc", "nh3", "pagefind_bin"):
    sys.modules[name] = None
sys.addaudithook(forbid)
sys.argv = ["sourcebook", *sys.argv[1:]]
runpy.run_module("sourcebook", run_name="__main__")
"""


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``sourcebook`` without the host: no MkDocs, no Markdown, no pandoc, no network."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_THE_HOST, *arguments],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_the_shipped_site_checks_clean_without_the_host() -> None:
    """`sourcebook check` needs neither MkDocs nor Material, starts no program, asks no network."""
    done = command("check")

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout == ""
    assert done.stderr == "No problems found.\n"


def test_every_option_of_check_is_in_the_readme() -> None:
    """An option that the README does not show does not exist for most people."""
    options = set(re.findall(r"--[a-z][a-z-]+", command("check", "--help").stdout)) - {"--help"}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert options >= {"--root", "--format", "--fail-on"}
    assert [option for option in sorted(options) if option not in readme] == []


# The files


MADE = {
    ".cache", ".git", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".venv",
    "__pycache__", "artifacts", "dist",
}  # fmt: skip
"""Folders that no commit holds."""


def repository_files() -> list[Path]:
    """Return the files of the repository, those not yet committed included.

    Where there is no git (an unpacked archive), every file is one of the repository.
    """
    listed = subprocess.run(
        [
            *("git", "-c", "safe.directory=*", "ls-files"),
            *("--cached", "--others", "--exclude-standard", "-z"),
        ],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.split("\0") if name]
    return [
        path
        for top in ROOT.iterdir()
        if top.name not in {"site", *MADE}
        for path in ([top] if top.is_file() else top.rglob("*"))
        if path.is_file() and not MADE & set(path.relative_to(ROOT).parts)
    ]


@functools.cache
def repository_texts() -> dict[str, str]:
    """Return the text files of the repository by path."""
    texts = {}
    for path in repository_files():
        if path.is_file() and b"\0" not in (content := path.read_bytes()):
            texts[path.relative_to(ROOT).as_posix()] = content.decode("utf-8")
    return texts


def test_no_file_names_a_registry() -> None:
    """Where packages come from is the business of the machine that installs them."""
    registries = re.compile(
        r"(?:pypi|test\.pypi)\.(?:org|python)|python" + r"hosted\.org|registry\.npm"
        r"|--(?:extra-)?index-" + r"url[ =]+\S*:|--find-" + r"links[ =]+\S*[:/]"
    )
    naming = [name for name, text in repository_texts().items() if registries.search(text)]

    assert naming == []


def test_no_file_holds_a_path_of_a_machine() -> None:
    """A checkout works wherever it stands."""
    homes = re.compile(r"(?<![\w.:/<)*-])/(?:home|root|work|Users|private)/[\w.]")
    holding = [name for name, text in repository_texts().items() if homes.search(text)]

    assert holding == []


def test_text_files_end_their_lines() -> None:
    """LF, a newline at the end, no blanks before it (Markdown means something by two blanks)."""
    bad = [
        name
        for name, text in repository_texts().items()
        if text
        and not name.endswith((".svg", ".min.js", ".min.css"))
        and (
            "\r" in text
            or not text.endswith("\n")
            or (not name.endswith(".md") and re.search(r"[ \t]$", text, re.MULTILINE))
        )
    ]

    assert bad == []


# The lock


def locked() -> dict[str, list[str]]:
    """Return the requirements of the lock: ``name==version; marker`` → its hashes."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
    return {
        line.split(" --hash=")[0].strip(): re.findall(r"--hash=(sha256:[0-9a-f]{64})\b", line)
        for line in filter(str.strip, lines)
    }


def test_the_lock_has_hashes_and_no_addresses() -> None:
    """Every package is fixed by version and hash; none says where to get it."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert "://" not in text
    assert "index" + "-url" not in text
    assert [line for line, hashes in locked().items() if "==" not in line or not hashes] == []


def test_the_lock_holds_what_the_project_asks_for() -> None:
    """`make lock` was run after the last change of dependencies in pyproject.toml."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*settings["dependencies"], *settings["optional-dependencies"]["dev"]]
    pinned = [Requirement(line) for line in locked()]
    versions = {canonicalize_name(p.name): next(iter(p.specifier)).version for p in pinned}
    wanted = [Requirement(line) for line in asked]
    wrong = [
        str(requirement)
        for requirement in wanted
        if not requirement.specifier.contains(
            versions.get(canonicalize_name(requirement.name), "0"), prereleases=True
        )
    ]

    assert wrong == []


# Continuous integration

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
every_workflow = pytest.mark.parametrize(
    "workflow", [pytest.param(path, id=path.stem) for path in WORKFLOWS]
)


@every_workflow
def test_strangers_run_without_rights(workflow: Path) -> None:
    """No secrets, no `pull_request_target`; a job that runs code of ours may only read."""
    text = workflow.read_text(encoding="utf-8")
    content = yaml.safe_load(text)
    # YAML 1.1 takes the key `on` for true.
    triggers = set(content[True])
    rights = {
        name: job["permissions"]
        for name, job in content["jobs"].items()
        if any("run" in step for step in job["steps"])
    }

    assert triggers <= {"pull_request", "push", "workflow_dispatch"}
    assert "secrets." not in text
    assert content["permissions"] == {}
    assert set(map(str, rights.values())) == {"{'contents': 'read'}"}
    assert [name for name, job in content["jobs"].items() if "timeout-minutes" not in job] == []


def test_what_integration_runs() -> None:
    """`.ci/run` runs the two commands of the README, the tests last, and asks nobody anything."""
    script = ROOT / ".ci" / "run"
    text = script.read_text(encoding="utf-8")

    assert script.stat().st_mode & 0o111
    assert re.findall(r"\bmake (\w+) </dev/null$", text, re.MULTILINE) == ["site", "test"]
    assert "set -euo pipefail" in text


def test_versions_agree() -> None:
    """pyproject.toml, the package and CITATION.cff name one version and one licence."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    package = importlib.import_module("sourcebook").__version__

    assert (project["version"], project["version"]) == (package, citation["version"])
    assert project["license"] == citation["license"]
