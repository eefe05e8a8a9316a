"""`require_layout`, `hand_over`, `unreadable`: what the host must bring, and what it is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

from sourcebook.diagnostics import Diagnostic
from sourcebook.mkdocs_shell.preview import ExportedFile, Preview
from sourcebook.pages.frame.edition import Rendered
from sourcebook.project import DOCS


def require_layout(config: MkDocsConfig, root: Path) -> None:
    """Raise `PluginError` where the settings are not those that links are made for."""
    if Path(config.docs_dir).resolve() != (root / DOCS).resolve():
        raise PluginError(f"docs_dir must be {DOCS}: the layout of a project is fixed.")
    if not config.use_directory_urls:
        raise PluginError("use_directory_urls must be true: links are made for it.")


def unreadable(problems: Iterable[Diagnostic]) -> set[str]:
    """Return what in the folder of pages could not be read, by *problems*, as URIs."""
    paths = (problem.location.file for problem in problems)
    return {path.removeprefix(f"{DOCS}/") for path in paths if path.startswith(f"{DOCS}/")}


def hand_over(
    files: Files,
    config: MkDocsConfig,
    pages: Mapping[str, Rendered],
    exported: Mapping[str, bytes],
    preview: Preview | None,
) -> None:
    """Add the pages and the other files that nobody wrote to *files*."""
    for uri, page in pages.items():
        if files.get_file_from_path(uri) is None:
            made = File.generated(
                config, uri, content=page.markdown, inclusion=InclusionLevel.NOT_IN_NAV
            )
            files.append(made)
    for path, content in exported.items():
        if files.get_file_from_path(path) is None:
            files.append(ExportedFile.of(config, path, content, preview))
