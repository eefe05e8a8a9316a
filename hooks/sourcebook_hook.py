"""Binds MkDocs' events to the shell; named in mkdocs.yml under `hooks:`. No logic here.

MkDocs takes every callable whose name begins with `on_` for an event, and loads this file once
for all rebuilds of `mkdocs serve`.
"""

from sourcebook.mkdocs_shell import Shell

_shell = Shell()

on_startup = _shell.on_startup
on_config = _shell.on_config
on_pre_build = _shell.on_pre_build
on_files = _shell.on_files
on_page_markdown = _shell.on_page_markdown
on_page_content = _shell.on_page_content
on_env = _shell.on_env
on_page_context = _shell.on_page_context
on_post_build = _shell.on_post_build
on_build_error = _shell.on_build_error
on_shutdown = _shell.on_shutdown
