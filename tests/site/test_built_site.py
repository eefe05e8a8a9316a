"""Facts of the built shipped site: every page, every link, every citation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from building import Built
from built_site import NOT_PROSE, Element, Page, closed_up, pages

pytestmark = pytest.mark.site

RESOURCES = {
    "audio": "src", "embed": "src", "iframe": "src", "image": "href", "img": "src",
    "object": "data", "script": "src", "source": "src", "track": "src", "use": "href",
    "video": "src",
}  # fmt: skip
"""Element → the attribute by which a browser asks for something without being told to."""

FETCHING_LINKS = {
    "stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "prefetch", "modulepreload",
    "preconnect", "dns-prefetch", "prerender",
}  # fmt: skip

ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
SCHEMES = {"http", "https", "mailto"}


@pytest.fixture(scope="module")
def site(shipped_site: Path) -> dict[str, Page]:
    return pages(shipped_site)


def test_a_strict_build_warns_of_nothing(shipped_build: Built) -> None:
    """`mkdocs build --strict` ends well and says nothing but what it does."""
    assert re.findall(r"(?m)^(?:WARNING|ERROR|CRITICAL|Traceback).*", shipped_build.output) == []
    assert "Warning" not in shipped_build.output


def test_the_site_has_its_pages(site: dict[str, Page]) -> None:
    """The indexes, a page of each kind of record, and the two views of the whole are there."""
    wanted = [
        "index.html", "404.html", "visits/index.html", "sectors/index.html", "people/index.html",
        "organisations/index.html", "places/index.html", "sources/index.html",
        "visits/lavrov-islamabad-2021/index.html", "sectors/energy/index.html",
        "people/sergey-lavrov/index.html", "places/islamabad/index.html",
        "sources/seed001/index.html", "matrix/index.html", "about/index.html",
    ]  # fmt: skip

    assert [path for path in wanted if path not in site] == []


def test_every_internal_link_and_anchor_resolves(site: dict[str, Page], shipped_site: Path) -> None:
    """Every address within the site leads to a file of it, every fragment to an element there."""
    dead = []
    for page in site.values():
        for element in page.root.walk():
            for name in ("href", "src", "action", "data", "poster"):
                address = element.attributes.get(name)
                if address is None or (target := page.resolve(address)) is None:
                    continue
                path, fragment = target
                if path in site:
                    alive = fragment in site[path].anchors or ":~:" in fragment
                else:
                    alive = (shipped_site / path).is_file()
                if not alive:
                    dead.append((page.path, address))

    assert dead == []


def test_links_have_harmless_schemes(site: dict[str, Page]) -> None:
    """A link leads to the web or to a letter box: no javascript:, data: or others."""
    odd = []
    for page in site.values():
        for element in page.root.walk():
            for name in ("href", "src", "action", "xlink:href", "formaction"):
                if name not in element.attributes:
                    continue
                # A browser drops control characters and blanks before it reads the scheme.
                address = re.sub(r"[\x00-\x20]", "", element.attributes[name])
                scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", address)
                if scheme and scheme.group(1).lower() not in SCHEMES:
                    odd.append((page.path, element.tag, address[:80]))

    assert odd == []


def test_no_page_asks_another_host(site: dict[str, Page], shipped_site: Path) -> None:
    """Scripts, styles, fonts and pictures come from the site itself."""
    asked = []
    for page in site.values():
        for element in page.root.walk():
            address = element.attributes.get(RESOURCES.get(element.tag, ""), "")
            if element.tag == "link" and FETCHING_LINKS & set(
                element.attributes.get("rel", "").lower().split()
            ):
                address = element.attributes.get("href", "")
            candidates = [address, *element.attributes.get("srcset", "").split(",")]
            asked += [(page.path, c.strip()) for c in candidates if ELSEWHERE.match(c.strip())]
    for sheet in shipped_site.rglob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        asked += [
            (sheet.name, address)
            for address in re.findall(r"""(?:url\(|@import)\s*["']?([^"')\s;]+)""", text)
            if ELSEWHERE.match(address)
        ]

    assert asked == []


def test_no_mark_is_left(site: dict[str, Page]) -> None:
    """Every mark that stood in for a citation or a slot was filled."""
    left = [
        (page.path, element.tag, name)
        for page in site.values()
        for element in page.root.walk()
        for name in element.attributes
        if name in ("data-citation", "data-slot")
    ]

    assert left == []


def test_no_citation_is_left_as_text(site: dict[str, Page]) -> None:
    """Outside code no text has the shape of a citation, a record link or a directive."""
    left = []
    for page in site.values():
        text = page.root.text(without=NOT_PROSE)
        left += [
            (page.path, found.group())
            for found in re.finditer(r"\[[^\]\[]{0,80}@[\w{][^\]]{0,40}|\]\[[a-z]+/|<!--", text)
        ]

    assert left == []


def test_no_template_is_left_as_text(site: dict[str, Page]) -> None:
    """No page shows a brace of a template, an undefined value or Python's own words."""
    words = re.compile(r"\{\{|\}\}|\{%|%\}|^\s*None\s*$|\bUndefined\b|<[a-z_.]+ object at ")
    left = [
        (page.path, node.strip())
        for page in site.values()
        for element in page.root.walk()
        for node in element.children
        if element.tag not in NOT_PROSE and isinstance(node, str) and words.search(node)
    ]

    assert left == []


def test_ids_are_unique_on_a_page(site: dict[str, Page]) -> None:
    """An id names one element of its page."""
    twice = [
        (page.path, name)
        for page in site.values()
        for name, count in Counter(page.ids).items()
        if count > 1
    ]

    assert twice == []


def test_every_page_has_a_title_of_its_own(site: dict[str, Page]) -> None:
    """Each page has one ``h1``, and no two pages share a ``title``."""
    titles: dict[str, list[str]] = {}
    for page in site.values():
        titles.setdefault(next(page.root.all("title")).text().strip(), []).append(page.path)
    headless = [page.path for page in site.values() if len([*page.root.all("h1")]) != 1]

    assert headless == []
    assert {title: paths for title, paths in titles.items() if len(paths) > 1 or not title} == {}


def _marker_of(element: Element) -> Element | None:
    return next((e for e in element.ancestors() if "sb-cite" in e.classes), None)


def test_markers_and_references_link_both_ways(site: dict[str, Page]) -> None:
    """Each citation marker leads to a reference of its page, which leads back to that marker."""
    broken, markers = [], 0
    for page in site.values():
        by_id = {e.attributes["id"]: e for e in page.root.walk() if "id" in e.attributes}
        for link in page.root.all("a"):
            if (marker := _marker_of(link)) is None:
                continue
            markers += 1
            address = link.attributes.get("href", "")
            reference = by_id.get(address.removeprefix("#"))
            here = {e.attributes["id"] for e in marker.walk() if "id" in e.attributes}
            back = {
                a.attributes.get("href", "").removeprefix("#")
                for box in (reference.all(css_class="sb-backlinks") if reference else ())
                for a in box.all("a")
            }
            if reference is None or reference.tag != "li" or not back & here:
                broken.append((page.path, address))

    assert markers > 100
    assert broken == []


def test_no_citation_is_unknown(site: dict[str, Page]) -> None:
    """The shipped site shows no mark of an unknown citekey and no panel of problems."""
    shown = [
        (page.path, css_class)
        for page in site.values()
        for css_class in ("sb-cite--unknown", "sb-problems")
        if any(page.root.all(css_class=css_class))
    ]

    assert shown == []


def test_every_reference_is_cited_on_its_page(site: dict[str, Page]) -> None:
    """A reference list holds the works that the page cites, each once, numbered from 1."""
    for page in site.values():
        for reflist in page.root.all("ol", "sb-reflist"):
            references = [*reflist.all("li")]
            uncited = [r.attributes.get("id") for r in references if not [*r.all("a")]]

            assert (page.path, uncited) == (page.path, [])
            assert [r.attributes.get("value") for r in references] == [
                str(number) for number in range(1, len(references) + 1)
            ]


def test_source_pages_list_every_passage(site: dict[str, Page]) -> None:
    """A source's page leads to each marker that cites it, on any page, and to no other."""
    cited: dict[str, set[tuple[str, str]]] = {}
    for page in site.values():
        if page.path.startswith("about/"):
            continue  # Pages about the site make no statements.
        source_of = {
            f"#{reference.attributes.get('id')}": target[0]
            for reflist in page.root.all("ol", "sb-reflist")
            for reference in reflist.all("li")
            for link in reference.all("a", "sb-sourcelink")
            if (target := page.resolve(link.attributes.get("href", "")))
        }
        for link in page.root.all("a"):
            source = source_of.get(link.attributes.get("href", ""))
            if source is not None and (marker := _marker_of(link)) is not None:
                anchor = link.attributes.get("id") or marker.attributes["id"]
                cited.setdefault(source, set()).add((page.path, anchor))
    listed = {
        path: {
            target
            for passage in page.root.all("li", "sb-passage")
            for link in passage.all("a")
            if (target := page.resolve(link.attributes.get("href", ""))) and target[1]
        }
        for path, page in site.items()
        if re.fullmatch(r"sources/[^/]+/index\.html", path)
    }

    assert sum(map(len, cited.values())) > 100
    assert cited == {path: targets for path, targets in listed.items() if targets}


def test_names_in_other_scripts_say_so(site: dict[str, Page]) -> None:
    """Cyrillic and Arabic letters stand in an element that names their language."""
    bare = []
    for page in site.values():
        for element in page.root.walk():
            own = "".join(child for child in element.children if isinstance(child, str))
            # The title of a page is in the language of the page, whatever it quotes.
            is_prose = element.tag not in (*NOT_PROSE, "title")
            if not is_prose or not re.search(r"[\u0400-\u04ff\u0600-\u06ff]", own):
                continue
            around = [element, *element.ancestors()]
            language = next((e.attributes["lang"] for e in around if "lang" in e.attributes), "")
            if language.split("-")[0] in ("", "en"):
                bare.append((page.path, own.strip()[:40]))

    assert bare == []


def test_generated_pages_stay_out_of_the_navigation(site: dict[str, Page]) -> None:
    """The navigation of a page does not grow with the records of the site."""
    crowded = []
    for page in site.values():
        for nav in page.root.all("nav"):
            if {"md-nav--primary", "md-tabs"} & nav.classes:
                crowded += [
                    (page.path, a.attributes["href"])
                    for a in nav.all("a")
                    if (target := page.resolve(a.attributes.get("href", "")))
                    and re.match(r"(?:people|organisations|places|sources)/[^/]+/", target[0])
                    and target[0] != page.path
                ]

    assert crowded == []


def test_no_path_of_the_machine_is_published(shipped_build: Built) -> None:
    """No file of the site holds the path of the folder in which it was built."""
    here = str(shipped_build.root).encode()
    files = [path for path in shipped_build.site.rglob("*") if path.is_file()]

    assert [path.name for path in files if here in path.read_bytes()] == []


def test_the_site_can_be_published(shipped_site: Path) -> None:
    """All may read every file, and none is a link: what GitHub Pages asks of an upload."""
    everything = [shipped_site, *shipped_site.rglob("*")]

    assert [path for path in everything if path.is_symlink()] == []
    assert [path for path in everything if path.stat().st_mode & 0o004 == 0] == []


def test_where_sources_differ_is_whole(site: dict[str, Page]) -> None:
    """Every line that a page has under that heading stands on the page of all, or in its parts."""
    lists = [page for path, page in site.items() if path.startswith("conflicts/")]
    listed = "\n".join(closed_up(page.root.text(("sup",))) for page in lists)
    told = [
        (path, closed_up(line))
        for path, page in site.items()
        if path.startswith(("visits/", "sectors/"))
        for block in below(page, "Where the sources differ")
        for line in block.text(("sup",)).splitlines()
    ]

    assert len({path for path, _ in told}) == 98
    assert len(told) > 600
    assert [(path, line) for path, line in told if line.rstrip(".") not in listed] == []


def below(page: Page, title: str) -> Iterator[Element]:
    """Yield the paragraphs and lists of *page* between the heading *title* and the next."""
    for heading in page.root.all("h2"):
        if heading.text(("a",)).strip() == title and heading.parent is not None:
            beside = heading.parent.children
            for one in beside[beside.index(heading) + 1 :]:
                if isinstance(one, Element) and one.tag == "h2":
                    break
                if isinstance(one, Element) and one.tag in ("p", "ul", "ol"):
                    yield one
