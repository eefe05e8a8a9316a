"""Sourcebook: research microsites in which every statement can be followed to its source.

The floors, lowest first; a module imports only from floors below and from its own room
(CONTRIBUTING, "The house"):

`diagnostics`, `cache`  places in sources, rules, diagnostics and their reporters
`formats`, `project`    one reader a format; the fixed layout, the only reader of files
`site`                  works, records, pages, graph: Parsed → Site
`checks` · `pages`      rules over a whole Site · a Site becomes pages
`compilation`           parse, link, check in order
`cli` · `mkdocs_shell`  the two front doors
"""

__version__ = "0.1.0"


class SourcebookError(Exception):
    """What was asked for cannot be done; the text says why to the person who asked.

    What is wrong in the sources is no exception but a `Diagnostic`.
    """
