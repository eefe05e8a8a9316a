"""`Preview`, `prepare`: what is different in `mkdocs serve`, where every save makes the site anew.

MkDocs empties the folder of the site first, and then all is written again. Here the folder keeps
its files, so that pages that did not change are taken from it (`outputs`) and exports that did not
change stay; a file that the new site has no more is removed at the end.
"""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from sourcebook.mkdocs_shell.saying import count_no_warnings
from sourcebook.project import BIBLIOGRAPHY, DATA, SETTINGS
from sourcebook.search_index import FOLDER as INDEX


class Preview:
    """The folder of a preview, from one save to the next."""

    def __init__(self) -> None:
        self._folder = ""
        self._texts: dict[str, bytes] = {}
        self._paths: set[str] = set()

    def hide(self, config: MkDocsConfig) -> None:
        """Show MkDocs another folder to empty. To be called before it does."""
        self._folder = config.site_dir
        config.site_dir = str(Path(self._folder) / ".emptied")
        # The index is made anew beside the preview; one that is there is up to date.
        shutil.rmtree(Path(self._folder) / INDEX, ignore_errors=True)

    def show(self, config: MkDocsConfig, files: Files) -> None:
        """Show the folder again, also to the files found meanwhile."""
        config.site_dir = self._folder
        for file in files:
            file.dest_dir = self._folder
            file.__dict__.pop("abs_dest_path", None)

    def is_there(self, path: str, content: bytes) -> bool:
        """Whether the file at *path* has this *content* since the last save; it has from now on."""
        before = self._texts.get(path)
        self._texts[path] = content
        return before == content

    def sweep(self, files: Files) -> None:
        """Remove what the former site had and this one has not."""
        now = {file.abs_dest_path for file in files if not is_excluded(file)}
        for path in self._paths - now:
            with contextlib.suppress(OSError):
                Path(path).unlink()
        self._paths = now
        self._texts = {
            file.src_uri: self._texts[file.src_uri] for file in files if file.src_uri in self._texts
        }


def prepare(config: MkDocsConfig, root: Path) -> None:
    """Watch what pages are made of, and let no mistake stop the preview."""
    for name in (BIBLIOGRAPHY, DATA, SETTINGS):
        path = str(root / name)
        if Path(path).exists() and path not in config.watch:
            config.watch.append(path)
    # In strict mode a rebuild with a warning aborts, and requests hang until the next good
    # one (MkDocs 1.6.1, livereload). The counter is attached before this event.
    config.strict = False
    # Links are made for it; that it is off is a finding, and has stopped a build.
    config.use_directory_urls = True
    count_no_warnings()


def is_excluded(file: File) -> bool:
    """Whether *file* is left out of the site."""
    return bool(file.inclusion.is_excluded())  # type: ignore[no-untyped-call]


class ExportedFile(File):
    """A file made by the engine. In a preview it is written when it changed."""

    preview: Preview | None = None

    @classmethod
    def of(
        cls, config: MkDocsConfig, path: str, content: bytes, preview: Preview | None
    ) -> ExportedFile:
        """Return the file at *path* of the site."""
        file = cls.generated(config, path, content=content)
        assert isinstance(file, cls)
        file.preview = preview
        return file

    def copy_file(self, dirty: bool = False) -> None:
        """Write the file."""
        if self.preview is None or not self.preview.is_there(self.src_uri, self.content_bytes):
            super().copy_file(dirty)
