"""`expanded`: a page with the files that pymdownx.snippets would set into it while it converts.

Set in before the page is composed, they cite like any other text; while Markdown runs it is too
late for that.
"""

from __future__ import annotations

from typing import Any

from markdown import Markdown

_NAME = "pymdownx.snippets"
_MARK, _ESCAPED = "--8<--", ";--8<--"


def expanded(markdown: str, extensions: list[str], options: dict[str, dict[str, Any]]) -> str:
    """Return *markdown* with its snippets, where the extension is among *extensions*.

    Raises what the extension raises where a file is missing.
    """
    if _NAME not in extensions or _MARK not in markdown or _ESCAPED in markdown:
        return markdown
    # What is appended to every page is left to the run of the host.
    own = {name: value for name, value in options.get(_NAME, {}).items() if name != "auto_append"}
    md = Markdown(extensions=[_NAME], extension_configs={_NAME: own})
    return "\n".join(md.preprocessors["snippet"].run(markdown.split("\n")))
