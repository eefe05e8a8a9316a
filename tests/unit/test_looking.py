"""Facts of the look at finished pages that no site in the tests is large enough to show."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.mkdocs_shell.looking import Content, Look, Looks, looked_at


def test_one_page_at_a_time_is_unpacked() -> None:
    """Converted pages are kept compressed; all of them unpacked would be the site in memory."""
    looked: list[str] = []

    def look(content: str, after: str) -> Look:
        looked.append(content)
        return looked_at(content, after)

    def contents() -> Iterator[Content]:
        for number in range(3):
            assert len(looked) == number
            yield Content(f"{number}.md", f"{number}/", f'<p id="n">{number}</p>', "")

    assert not list(Looks({}, contents(), (), (), look).problems())
    assert len(looked) == 3


def test_an_anchor_of_a_later_page_is_known() -> None:
    """Pages come once through, so anchors are judged when all of them were seen."""
    pages = [
        Content("a.md", "a/", '<a href="../b/#there">b</a> <a href="../b/#gone">b</a>', ""),
        Content("b.md", "b/", '<h2 id="there">There</h2>', ""),
    ]
    files = ("a/index.html", "b/index.html")
    found = [one.message for one in Looks({}, pages, files, (), looked_at).problems()]
    assert len(found) == 1 and "“gone”" in found[0]
