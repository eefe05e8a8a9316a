"""CIT005: a citation that does not come back from Markdown stops the build and is named."""

from __future__ import annotations

from building import MakeProject, build

FILES = {
    "mkdocs.yml": "site_name: Small\nhooks: [hooks/sourcebook_hook.py, thief.py]\n",
    "hooks/sourcebook_hook.py": (
        "from sourcebook.mkdocs_shell import Shell\n\n_shell = Shell()\n"
        + "".join(
            f"{name} = _shell.{name}\n"
            for name in (
                "on_startup", "on_config", "on_pre_build", "on_files", "on_page_markdown",
                "on_page_content", "on_env", "on_page_context", "on_post_build", "on_build_error",
            )
        )
    ),
    "thief.py": (
        "import re\nfrom mkdocs.plugins import event_priority\n\n"
        "@event_priority(-100)\n"
        "def on_page_markdown(markdown, **_):\n"
        "    return re.sub('<span[^>]*></span>', '', markdown)\n"
    ),
    "bibliography/main.bib": (
        "@book{knuth1984, title = {The TeXbook}, author = {Knuth, Donald E.}, date = {1984}}\n"
    ),
    "docs/index.md": "# Home\n\nTeX came first [@knuth1984].\n",
}  # fmt: skip


def test_a_lost_citation_is_named_and_stops_the_build(project: MakeProject) -> None:
    """Scanner and Markdown must agree on every citation, or there is no site."""
    built = build(project(FILES))

    assert built.exit_code == 1
    assert "docs/index.md:3:16: CIT005 The citation “[@knuth1984]”" in built.output
    assert not built.site.exists()
