"""`read`: the fixed layout of a project, and the only reader of its files.

``docs/`` Markdown pages and assets · ``bibliography/`` *.bib and styles/ · ``data/`` *.yml, *.csv ·
``pyproject.toml`` the table [tool.sourcebook]. Symbolic links are refused: what a link points to
may lie outside the tree, and would be published.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sourcebook import SourcebookError
from sourcebook.diagnostics import Diagnostic, Location, Source, rules_src
from sourcebook.revision import tracked
from sourcebook.settings import Settings, read_settings

DOCS = "docs"
BIBLIOGRAPHY = "bibliography"
DATA = "data"
STYLES = "bibliography/styles"
EXCERPTS = "bibliography/excerpts"
SETTINGS = "pyproject.toml"
HOST = "mkdocs.yml"
CACHE = ".cache/sourcebook"
MADE = (".cache", "site")
"""What builds make beside the sources."""

_KINDS = ("md", "bib", "yml", "csl", "excerpts", "tsv", "svg")

LARGEST = {"md": 2_000_000, "markdown": 2_000_000, "toml": 1_000_000}
"""Bytes by ending: Python-Markdown is quadratic in places, and settings are few. What our own
readers read, in time that is linear, is as large as memory allows."""
_HIDDEN = frozenset((f"{DOCS}/.htaccess",))
"""What begins with a full stop is no source, but this lies there only in order to be published."""
_OTHER_ENDINGS = frozenset(("md", "markdown", "mdown", "mkdn", "mkd"))
"""What MkDocs takes for a page, in any case (``utils.markdown_extensions``)."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything a compilation reads, by path relative to the root, in path order."""

    pages: Mapping[str, Source] = field(default_factory=dict)
    """``docs/**/*.md``"""
    bibliography: Mapping[str, Source] = field(default_factory=dict)
    """``bibliography/**/*.bib``"""
    data: Mapping[str, Source] = field(default_factory=dict)
    """``data/**/*.yml`` and ``data/**/*.csv``"""
    excerpts: Mapping[str, Source] = field(default_factory=dict)
    """``bibliography/excerpts/*.yml``"""
    id_files: Mapping[str, Source] = field(default_factory=dict)
    """``data/*.tsv``: ids once given, as the command writes them"""
    styles: Mapping[str, Source] = field(default_factory=dict)
    """``bibliography/styles/*.csl``"""
    assets: frozenset[str] = frozenset()
    """Other files below ``docs/``."""
    drawings: Mapping[str, Source] = field(default_factory=dict)
    """``docs/**/*.svg``, which are assets, too"""
    tracked: tuple[str, ...] = ()
    """Files that git has of what builds make."""
    settings: Settings = field(default_factory=Settings)
    settings_file: Source | None = None
    """``pyproject.toml``"""
    host: Source | None = None
    """mkdocs.yml: what decides how the host reads a page."""

    @property
    def style(self) -> str | None:
        """The text of the CSL style that the settings choose; ``None`` where it is not there."""
        found = self.styles.get(f"{STYLES}/{self.settings.style}.csl")
        return found.text if found else None

    def all(self) -> dict[str, Source]:
        """Return every text source by path, for reports that show lines."""
        found = {**self.pages, **self.bibliography, **self.data, **self.excerpts, **self.id_files}
        others = (one for one in (self.settings_file, self.host) if one is not None)
        return found | {one.path: one for one in others}


class ProjectError(SourcebookError):
    """The project cannot be read at all (no such folder): exit status 2."""


def read(root: Path) -> tuple[Sources, tuple[Diagnostic, ...]]:
    """Return the sources of the project at *root* and what could not be read of them."""
    if not root.is_dir():
        raise ProjectError(f"There is no folder {root}.")
    if not (root / DOCS).is_dir():
        raise ProjectError(f"{root} has no folder {DOCS}/, so it is not a Sourcebook project.")
    found: dict[str, dict[str, Source]] = {kind: {} for kind in _KINDS}
    assets: set[str] = set()
    diagnostics: list[Diagnostic] = []
    for path in _files(root, diagnostics):
        kind = _kind(path)
        if kind in (None, "svg"):
            assets.add(path)
        if kind is not None and (source := _read_text(root, path, diagnostics)) is not None:
            found[kind][path] = source
    toml = _read_text(root, SETTINGS, diagnostics) if (root / SETTINGS).exists() else None
    styles = {path.removeprefix(f"{STYLES}/").removesuffix(".csl") for path in found["csl"]}
    settings, problems = read_settings(toml, styles)
    sources = Sources(
        pages=found["md"],
        bibliography=found["bib"],
        data=found["yml"],
        excerpts=found["excerpts"],
        id_files=found["tsv"],
        styles=found["csl"],
        assets=frozenset(path for path in assets if path.startswith(f"{DOCS}/")),
        drawings=found["svg"],
        tracked=tracked(root, *MADE),
        settings=settings,
        settings_file=toml,
        host=_read_text(root, HOST, diagnostics) if (root / HOST).is_file() else None,
    )
    return sources, (*diagnostics, *problems)


def read_file(path: Path) -> Source:
    """Return one file outside any project, under the name it was given.

    Raises `ProjectError` where it cannot be read or is not UTF-8.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ProjectError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ProjectError(f"{path} is not UTF-8 text (byte {error.start}).") from error
    return Source(str(path), _with_unix_lines(text))


def _files(root: Path, diagnostics: list[Diagnostic]) -> Iterator[str]:
    """Yield the files of the three folders in path order; nothing follows a symbolic link."""
    for top in (BIBLIOGRAPHY, DATA, DOCS):
        if (root / top).is_symlink():
            diagnostics.append(rules_src.SYMBOLIC_LINK.at(Location(top), path=top))
            continue
        # Folders that wait, the next one last: the files of a folder come before those below it.
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            folders = []
            for entry in _entries(root / folder):
                path = f"{folder}/{entry.name}"
                if entry.is_symlink():
                    diagnostics.append(rules_src.SYMBOLIC_LINK.at(Location(path), path=path))
                elif entry.name.startswith(".") and path not in _HIDDEN:
                    continue
                elif problem := _name_problem(path):
                    diagnostics.append(problem)
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                else:
                    yield path
            waiting += reversed(folders)


def _name_problem(path: str) -> Diagnostic | None:
    """Return why a file with the name of *path* cannot be used, if so."""
    shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    suffix = path.rpartition(".")[2]
    if shown != path:
        reason, advice = "its name is not UTF-8 text", "Give it a name in letters that are."
    elif path.startswith(f"{DOCS}/") and suffix != "md" and suffix.lower() in _OTHER_ENDINGS:
        reason = f"the host takes “.{suffix}” for a page, and pages end in “.md” here"
        advice = f"Call it “{path.rpartition('/')[2].rpartition('.')[0]}.md”."
    else:
        return None
    return rules_src.UNUSABLE_NAME.at(Location(shown), path=shown, reason=reason, advice=advice)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return what is in *folder* by name; nothing where it is not there or cannot be read."""
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError:
        return []


def _kind(path: str) -> str | None:
    top = path.partition("/")[0]
    suffix = path.rpartition(".")[2].lower()
    if top == DOCS:
        return suffix if suffix in ("md", "svg") else None
    if top == BIBLIOGRAPHY and suffix == "bib":
        return "bib"
    if top == BIBLIOGRAPHY and suffix == "csl" and path.startswith(f"{STYLES}/"):
        return "csl"
    if path.startswith(f"{EXCERPTS}/") and suffix in {"yml", "yaml"}:
        return "excerpts"
    if top == DATA and suffix in {"yml", "yaml", "csv"}:
        return "yml"
    if top == DATA and suffix == "tsv":
        return "tsv"
    return None


def _read_text(root: Path, path: str, diagnostics: list[Diagnostic]) -> Source | None:
    """Return the file as text with ``\\n`` line ends and no byte order mark."""
    place = root / path
    try:
        status = place.stat()
        if not stat.S_ISREG(status.st_mode):
            # Reading a pipe would wait for ever.
            raise OSError(errno.EINVAL, "it is not an ordinary file")
        largest = LARGEST.get(place.suffix.lower().removeprefix("."))
        if largest is not None and status.st_size > largest:
            diagnostics.append(
                rules_src.FILE_TOO_LARGE.at(Location(path), size=status.st_size, largest=largest)
            )
            return None
        content = place.read_bytes()
    except OSError as error:
        diagnostics.append(
            rules_src.UNREADABLE_FILE.at(Location(path), path=path, reason=error.strerror)
        )
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        at = Source(path, _with_unix_lines(before)).locate(len(_with_unix_lines(before)))
        diagnostics.append(rules_src.NOT_UTF8.at(at, byte=f"0x{content[error.start]:02X}"))
        return None
    return Source(path, _with_unix_lines(text))


def _with_unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
