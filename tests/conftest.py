"""Fixtures of all tests: throw-away projects, the shipped site built once, a server, a browser."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext

from audit.chromium import NoBrowserError, launched
from audit.host import serve
from building import DECLARATION, ROOT, VISITS, Built, MakeProject, build, copy_shipped
from built_site import public_address
from watching import OpenPage, Watched, watch

FAILED = pytest.StashKey[bool]()

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci",
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture
def project(tmp_path: Path) -> MakeProject:
    """Return a function that writes files (path → text) into a throw-away project.

    The project holds these files, and the declaration of visits unless it has one of its own.
    """

    def make(files: Mapping[str, str]) -> Path:
        root = tmp_path / "project"
        root.mkdir(exist_ok=True)
        for name, text in {DECLARATION: VISITS, **files}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        return root

    return make


@pytest.fixture(scope="session")
def shipped_build(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The shipped site, built once, strictly, in a copy of the project. Tests only read it.

    Once for all processes of a run: the first that needs it builds, and the others wait.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    root, log = shared / "shipped" / "project", shared / "shipped.log"
    with (shared / "shipped.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not log.exists():
            log.write_text(build(copy_shipped(root), "--strict").output, encoding="utf-8")
    output = log.read_text(encoding="utf-8")
    # A strict build that fails leaves no site.
    assert (root / "site").is_dir(), output
    return Built(root, root / "site", 0, output)


@pytest.fixture(scope="session")
def shipped_site(shipped_build: Built) -> Path:
    """The folder of the built shipped site. Tests only read it."""
    return shipped_build.site


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[..., str]]:
    """Return a function that serves a folder on the loopback, by default as the whole host.

    It takes the folder and the path to serve it below, and gives the address (ends in a slash).
    """
    with ExitStack() as stack:
        yield lambda folder, below="/": stack.enter_context(serve(folder, below))


@pytest.fixture(scope="session")
def site_url(shipped_site: Path, serve_folder: Callable[..., str]) -> str:
    """The address of the built shipped site, below the path that it will have in public."""
    return serve_folder(shipped_site, urlsplit(public_address(shipped_site)).path)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium of the system; ``CHROMIUM`` names another one. Missing is a failure."""
    try:
        with launched() as browser:
            yield browser
    except NoBrowserError as error:
        pytest.fail(str(error))


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Return a function that opens an empty, watched page in a fresh context.

    Keyword arguments go to the context: ``java_script_enabled``, ``viewport``, ``color_scheme``.
    A picture of every page of a failed test is left in tests/artifacts/.
    """
    contexts: list[BrowserContext] = []

    def open_(**options: object) -> Watched:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        contexts.append(context)
        return watch(context)

    yield open_
    failed = request.node.stash.get(FAILED, False)
    for number, context in enumerate(contexts):
        if failed and context.pages:
            name = "".join(c if c.isalnum() else "-" for c in request.node.name)
            context.pages[0].screenshot(path=_artifacts() / f"{name}-{number}.png")
        context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if call.when == "call":
        item.stash[FAILED] = call.excinfo is not None
    return report  # type: ignore[return-value]


def _artifacts() -> Path:
    folder = ROOT / "tests" / "artifacts"
    folder.mkdir(exist_ok=True)
    return folder
