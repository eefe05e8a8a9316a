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
from collections.abc import Callable, Collection, Iterable, Iterator
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
    "progress": 1,
    "revision": 1,
    "writing": 1,
    "output": 2,
    "formats": 2,
    "settings": 3,
    "citeproc": 3,
    "search_index": 3,
    "project": 4,
    "records": 5,
    "works": 5,
    "site": 6,
    "checks": 7,
    "pages": 7,
    "compilation": 8,
    "publication": 9,
    "cli": 10,
    "markdown_extension": 10,
    "mkdocs_shell": 10,
}
"""Room → floor. A room imports from its own and from floors below; neighbours do not meet."""

DOORS = {
    "PIL": ("pages.pictures.drawing", "pages.pictures.faces"),
    "anyascii": ("formats.latin",),
    "bibtexparser": ("formats.bibtex",),
    "click": ("mkdocs_shell.progress",),
    "jinja2": ("pages.frame.render", "mkdocs_shell.outputs"),
    "markdown": ("markdown_extension", "mkdocs_shell.snippets"),
    "markupsafe": ("pages", "mkdocs_shell", "citeproc"),
    "material": ("mkdocs_shell",),
    "mkdocs": ("mkdocs_shell",),
    "nh3": ("formats.html",),
    "pagefind_bin": ("search_index",),
    "pydantic": ("records", "settings"),
    "pydantic_core": ("records.fields", "settings.form"),
    "pypandoc": ("citeproc.pandoc",),
    "vl_convert": ("pages.drawn.charts",),
    "yaml": ("formats.yaml",),
}
"""Outside library → the modules or packages of the house that may import it."""

STARTERS = ("citeproc.pandoc", "revision", "search_index")
"""The modules that start a program: pandoc, git, pagefind."""

WRITERS = ("cache", "citeproc.pandoc", "cli.diff", "search_index", "writing")
"""The modules that write files: where nothing is lost, where they are thrown away, and the one that
the commands write with."""

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
    "cache", "output", "revision", "search_index", "project", "citeproc", "cli",
    "markdown_extension", "mkdocs_shell", "writing", "__main__",
)  # fmt: skip
"""Rooms that may touch files, the clock and the environment."""

SILENCERS = {"formats.bibtex.splitting": ["logging"]}
"""Module → what it may import only to keep a library from talking past the diagnostics."""

WITHOUT_A_CASE: dict[str, str] = {
    "CIT005": "tests/site/test_builds.py",
    "CIT008": "tests/site/test_finished_pages.py",
    "REC018": "tests/unit/test_records.py",
    "SRC001": "tests/unit/test_unreadable.py",
    "SRC002": "tests/unit/test_unreadable.py",
    "SRC004": "tests/unit/test_unreadable.py",
    "SRC005": "tests/unit/test_unreadable.py",
    "SRC009": "tests/unit/test_unreadable.py",
    "TXT007": "tests/site/test_finished_pages.py",
    "TXT008": "tests/site/test_finished_pages.py",
}
"""Rules that no case file can show → the tests that do.

CIT005, CIT008, TXT007 and TXT008 need Markdown to run first; REC018 is the net below all other
rules on records; what is not text, or is a link, cannot stand in a case file.
"""


def dotted(path: Path) -> str:
    """Return the name of a module inside the package: ``formats.bibtex``; "" for the package."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {dotted(path): path for path in sorted(PACKAGE.rglob("*.py"))}


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


def broken_by(
    things: Iterable[str], wrong: Callable[[str], Collection[object]]
) -> dict[str, Collection[object]]:
    """Return each of the *things* that breaks a contract, with what is *wrong* there."""
    return {thing: found for thing in things if (found := wrong(thing))}


# The floors


def test_every_module_lives_in_a_room() -> None:
    """A new room is a decision: it is written into the table of floors."""
    rooms = {module.split(".")[0] for module in MODULES}

    assert rooms == {"", "__main__", *FLOORS}


def test_imports_go_down() -> None:
    """A module imports from its own room and from floors below."""
    assert broken_by(MODULES, _upward) == {}


def _upward(module: str) -> list[str]:
    room = module.split(".")[0]
    floor = {"": 0, "__main__": 11}.get(room) or FLOORS.get(room, 0)
    return [
        name
        for name in ours(module)
        if name and (other := name.split(".")[0]) != room and FLOORS.get(other, 11) >= floor
    ]


def test_a_room_has_an_order() -> None:
    """Within a room imports make no circle, so that the room can be read from first to last."""
    assert broken_by(FLOORS, lambda room: _circle(room, lambda module: module)) == {}


def test_folders_have_an_order_too() -> None:
    """What holds for modules holds for folders: no two of them import each other, however far."""
    assert broken_by(FLOORS, lambda room: _circle(room, _folder)) == {}


def _circle(room: str, unit: Callable[[str], str]) -> list[str]:
    """Return a circle of imports between the units (modules or folders) of a *room*."""
    graph: dict[str, set[str]] = {}
    for module in (module for module in MODULES if within(module, (room,))):
        names = [name for name in ours(module) if within(name, (room,))]
        # A module that imports itself is a circle; one that imports from its folder is none.
        others = {unit(name) for name in names if unit(name) != unit(module) or name == module}
        graph.setdefault(unit(module), set()).update(others)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _folder(module: str) -> str:
    """Return the folder below a room that *module* stands in; a module beside folders is its own.

    >>> _folder("pages.frame.edition"), _folder("pages.compose")
    ('pages.frame', 'pages.compose')
    """
    return ".".join(module.split(".")[:2])


# The subject

OF_A_SUBJECT = re.compile(
    r"(?i)\b(?:visit(?!e\b|ed\b)(?:s|or|ors)?|sectors?|pakistan|russia|islamabad|moscow|lavrov"
    r"|third[- ]countries|between the two countries"
    r"|head-of-(?:state|government)|foreign-minister|parliament-speaker|military-chief"
    r"|special-envoy|senior-officials)\b"
)
"""The words of the site that came first, and of the profile that starts another such."""


def test_the_engine_knows_no_subject() -> None:
    """What a site is about, it declares: no module, template or script names it."""
    texts = {
        path.relative_to(HOOKS).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(HOOKS.rglob("*"))
        if path.suffix in (".py", ".jinja", ".js", ".html", ".css") and "profiles" not in path.parts
    }
    found = {
        f"{name}:{number}: {match[0]}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), start=1)
        for match in OF_A_SUBJECT.finditer(line.replace("a:visited", ""))
    }

    assert sorted(found) == []


# The doors


def test_libraries_have_one_door() -> None:
    """Each outside library is imported where the table says, and nowhere else."""
    assert broken_by(MODULES, _beside_the_door) == {}


def _beside_the_door(module: str) -> set[str]:
    return {name for name in outside(module) if not within(module, DOORS.get(name, ()))}


def test_few_modules_start_programs() -> None:
    """The house starts pandoc, git and pagefind, each from one module."""
    starting = {m for m in MODULES if {"subprocess", "os"} & set(imports(m)) and _starts(m)}

    assert starting <= set(STARTERS)


def test_files_have_one_writer() -> None:
    """A file that a person keeps is written by `writing`: whole, and through no link."""
    assert broken_by([module for module in MODULES if module not in WRITERS], _writing) == {}


def _writing(module: str) -> set[str]:
    making = {"copy", "copy2", "copyfile", "copytree", "move", "write_bytes", "write_text"}
    calls = (node.func for node in ast.walk(syntax(module)) if isinstance(node, ast.Call))
    return {call.attr for call in calls if isinstance(call, ast.Attribute)} & making


def _starts(module: str) -> bool:
    names = {node.attr for node in ast.walk(syntax(module)) if isinstance(node, ast.Attribute)}
    return "subprocess" in imports(module) or bool(
        {"system", "popen", "fork", "execv", "execvp", "posix_spawn"} & names
    )


def test_the_core_is_pure() -> None:
    """Between reading and writing nothing sees files, clock, environment, chance or a log."""
    core = [module for module in MODULES if not within(module, SHELLS)]

    assert broken_by(core, _impure) == {}


def _impure(module: str) -> list[str]:
    allowed = SILENCERS.get(module, [])
    impure = [name for name in imports(module) if name in IMPURE_MODULES and name not in allowed]
    for node in ast.walk(syntax(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            impure += [node.func.id] if node.func.id in IMPURE_NAMES else []
        elif isinstance(node, ast.Attribute) and node.attr in IMPURE_ATTRIBUTES:
            impure.append(node.attr)
    return impure


def test_modules_are_short() -> None:
    """No module is over 300 lines: a longer one holds two nouns."""
    lines = {
        module: len(path.read_text(encoding="utf-8").splitlines())
        for module, path in MODULES.items()
    }

    assert {module: number for module, number in lines.items() if number > 300} == {}


def test_modules_say_what_they_are() -> None:
    """Every module begins with a docstring."""
    assert [module for module in MODULES if not ast.get_docstring(syntax(module))] == []


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
RULES_BY_CODE = {rule.code: rule for rule in RULES}
CASE_FILES = sorted(CASES.glob("*.yml"))


def test_codes_and_slugs_are_unique() -> None:
    """A code or a slug names one rule for ever."""
    counts = Counter(name for rule in RULES for name in (rule.code, rule.slug))

    assert RULES
    assert [name for name, count in counts.items() if count > 1] == []


def test_the_catalogue_is_complete() -> None:
    """`explain` and the page of rules know every rule, under the family of its code."""
    catalogue = importlib.import_module("sourcebook.diagnostics.catalogue")

    assert catalogue.RULES == RULES_BY_CODE
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


def test_rules_explain_themselves() -> None:
    """Every rule has a code of a family, a slug, a message, a hint, a reason and both examples."""
    assert broken_by(RULES_BY_CODE, _unexplained) == {}


def _unexplained(code: str) -> list[str]:
    rule = RULES_BY_CODE[code]
    fields = ("message", "hint", "why", "example", "instead")
    missing = [name for name in fields if not getattr(rule, name).strip()]
    if not re.fullmatch(r"[A-Z]{3}[0-9]{3}", rule.code):
        missing.append("code")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.slug):
        missing.append("slug")
    if rule.code not in WITHOUT_A_CASE and rule.example == rule.instead:
        missing.append("instead differs from example")
    return missing


def test_rules_speak_plainly() -> None:
    """A message is one sentence without “Error:” or blame; the hint says what to do."""
    assert broken_by(RULES_BY_CODE, _unplain) == {}


def _unplain(code: str) -> list[str]:
    message, hint = RULES_BY_CODE[code].message, RULES_BY_CODE[code].hint
    is_plain = {
        "message begins a sentence": re.match(r"[A-Z“{‘0-9]|biblatex ", message),
        "message ends a sentence": message.endswith((".", "”", "}")),
        "hint ends a sentence": hint.endswith((".", "?", "}", "”", ")")),
        "no blame": not re.search(r"(?i)\berror:|\binvalid\b|\boops\b|please|[!]", message),
        "no unnamed {}": all(
            name != "" for text in (message, hint) for _, name, _, _ in Formatter().parse(text)
        ),
    }
    return [what for what, is_so in is_plain.items() if not is_so]


def test_rules_have_a_case() -> None:
    """Each rule is shown by a case file that bears its code and slug and reports it."""
    assert broken_by(RULES_BY_CODE, _unshown) == {}


def _unshown(code: str) -> list[str]:
    if code in WITHOUT_A_CASE:
        shown, mark = ROOT / WITHOUT_A_CASE[code], code
    else:
        shown, mark = CASES / f"{code}-{RULES_BY_CODE[code].slug}.yml", f" {code} "
    is_shown = shown.is_file() and mark in shown.read_text(encoding="utf-8")
    return [] if is_shown else [shown.name]


def test_cases_name_rules() -> None:
    """A case bears the code of a rule and expects only rules that exist."""
    cases = {path.stem: path for path in CASE_FILES}

    assert cases
    assert broken_by(cases, lambda case: _unknown_rules(cases[case])) == {}


def _unknown_rules(case: Path) -> list[str]:
    expected = yaml.safe_load(case.read_text(encoding="utf-8"))["diagnostics"]
    named = [re.search(r": (?:error|warning|note) ([A-Z]{3}\d{3}) ", line) for line in expected]
    codes = [case.stem[:6], *(m[1] if m else "no code" for m in named)]
    return [code for code in codes if code not in RULES_BY_CODE]


# The command

WITHOUT_THE_HOST = """
import runpy, sys

def forbid(event, arguments):
    if event == "subprocess.Popen" and arguments[1][:1] + arguments[1][3:4] == ["git", "ls-files"]:
        return  # What git holds, only git knows.
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
    """`sourcebook check` needs neither MkDocs nor Material, starts no program but git, which it
    asks what is in its index, and asks no network.

    A note stops nobody, here as elsewhere.
    """
    done = command("check")

    assert done.returncode == 0, done.stdout + done.stderr


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


MOVES_FILES = re.compile(r"\s*(?:git |if \[ |fi$|echo |$)")
"""A line of a script that runs nothing of ours: such a job may write."""


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
        if "uses" in job
        or any(
            not MOVES_FILES.match(line)
            for step in job["steps"]
            for line in step.get("run", "").splitlines()
        )
    }

    assert triggers <= {"pull_request", "push", "workflow_call", "workflow_dispatch"}
    assert "secrets." not in text
    assert content["permissions"] == {}
    assert set(map(str, rights.values())) == {"{'contents': 'read'}"}
    ours = {name: job for name, job in content["jobs"].items() if "uses" not in job}
    assert [name for name, job in ours.items() if "timeout-minutes" not in job] == []


def test_contents_are_judged_in_minutes_and_the_engine_by_all_tests() -> None:
    """Check, build and diff always run; the suite, unless only contents are known to differ."""
    text = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    runs = {
        name: [step["run"] for step in job["steps"] if "run" in step] for name, job in jobs.items()
    }
    needing = {name: job.get("if") for name, job in jobs.items() if "needs" in job}

    assert runs["contents"][:2] == ['.ci/scope "$BASE" | tee -a "$GITHUB_OUTPUT"', "make site"]
    assert [re.sub(".*sourcebook ", "", run) for run in runs["contents"][2:]] == [
        "check --format github",
        'diff "$BASE" HEAD >> "$GITHUB_STEP_SUMMARY"',
        'make walk BASE="$BASE"',
    ]
    assert runs["suite"] == [".ci/run"]
    is_engine = "${{ !cancelled() && needs.contents.outputs.engine != 'false' }}"
    assert needing == {"suite": is_engine, "audit": is_engine}


@pytest.mark.parametrize("folder", [".github/workflows", "hooks/sourcebook/starter/workflows"])
def test_nothing_is_published_that_was_not_checked(folder: str) -> None:
    """The job that builds for the public waits for all of check.yml, which runs for it alone."""
    publish, check = (
        yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))
        for path in (".github/workflows/publish.yml", f"{folder}/check.yml")
    )

    assert publish["jobs"]["check"]["uses"] == "./.github/workflows/check.yml"
    before = ["build"]
    while (needed := publish["jobs"][before[-1]].get("needs")) is not None:
        before.append(needed)
    assert before == ["build", "commit", "ids", "check"]
    assert publish["jobs"]["deploy"]["needs"] == "build"
    assert set(check[True]) == {"pull_request", "workflow_call"}


def test_what_integration_runs() -> None:
    """`.ci/run` runs the two commands of the README, the tests last, and asks nobody anything."""
    script = ROOT / ".ci" / "run"
    text = script.read_text(encoding="utf-8")

    assert script.stat().st_mode & 0o111
    assert re.findall(r"^make (\w+) </dev/null$", text, re.MULTILINE) == ["site", "test"]
    assert text.rstrip().endswith("make test </dev/null")
    assert "set -euo pipefail" in text


def test_versions_agree() -> None:
    """pyproject.toml, the package and CITATION.cff name one version and one licence."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    package = importlib.import_module("sourcebook").__version__

    assert (project["version"], project["version"]) == (package, citation["version"])
    assert project["license"] == citation["license"]
