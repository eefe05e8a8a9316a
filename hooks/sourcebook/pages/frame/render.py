"""`render`: a template and its values to HTML. The only door to Jinja.

Autoescape is on and undefined names are errors: every value is text unless it is `Markup`.
Templates loop and print; choosing, sorting and wording happen before.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )


def render(template: str, **values: object) -> Markup:
    """Return *template* (a file in ``templates/``, without ``.html.jinja``) with its values."""
    return Markup(_template(template).render(**values).strip())


@cache
def _template(name: str) -> Template:
    # Jinja would look at each asking whether the file is still the same.
    return _environment().get_template(f"{name}.html.jinja")
