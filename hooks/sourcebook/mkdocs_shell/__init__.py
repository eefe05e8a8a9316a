"""The door to MkDocs 1.6 and to its fork ProperDocs: `Shell`, one method for each event.

`shell` is what happens at which event; `converted` and `outputs` keep what a build made, so that
the next one makes only what changed; `inputs` says what such a result depends on.
"""

from sourcebook.mkdocs_shell.shell import Shell

__all__ = ["Shell"]
