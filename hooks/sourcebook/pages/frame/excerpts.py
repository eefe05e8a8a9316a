"""`excerpts_of`, `borne_out`, `voice_of`: the words kept of a work, and who speaks in it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from markupsafe import Markup

from sourcebook.formats.html import is_harmless_url
from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.views import BorneOut, rtl
from sourcebook.site.bearing import Bearing, bearing_of
from sourcebook.site.graph import Node
from sourcebook.site.model import Passage
from sourcebook.works.works import Work

_QUOTED = Markup('<q class="sb-excerpt"{language}>{text}</q>')
_LEFT_OUT = ("[…]", "[...]")


def excerpts_of(edition: Edition, citekey: str) -> Markup:
    """Return all excerpts of a work. What an editor keeps one for is not shown: only the words
    themselves are the work's."""
    kept = [one.excerpt for one in edition.site.excerpts.get(citekey, ())]
    return render("excerpts", excerpts=kept, rtl=rtl) if kept else Markup()


def voice_of(edition: Edition, work: Work) -> str:
    """Return who speaks in *work*, as readers see it, or ""."""
    return edition.label(Node("perspectives", work.perspective)) if work.perspective else ""


def borne_out(edition: Edition, work: Work, passages: Iterable[Passage]) -> tuple[BorneOut, ...]:
    """Return the words that bear out *passages*, which cite *work*, each once, with their markers.

    A passage that no words bear out is in none: nothing is shown for it.
    """
    found: dict[Bearing, list[str]] = {}
    for passage in passages:
        bearing = bearing_of(edition.site, passage)
        if bearing.kept is not None:
            found.setdefault(bearing, []).append(passage.cited.anchor)
    return tuple(
        BorneOut(_quoted(bearing), tuple(anchors), at_words(work.url or "", bearing.words))
        for bearing, anchors in found.items()
    )


def _quoted(bearing: Bearing) -> Markup:
    """Return the words of *bearing* as a quotation in their own language."""
    lang = bearing.kept.excerpt.lang if bearing.kept else None
    language = Markup(' lang="{}" dir="{}"').format(lang, rtl(lang)) if lang else Markup()
    return _QUOTED.format(language=language, text=bearing.words)


def at_words(url: str, words: str) -> str:
    """Return *url* with a text fragment that leads a browser to *words*, or "" for no address.

    What the words leave out between dots in brackets becomes a range from its first words to its
    last. Commas, ampersands and hyphens have a meaning there (WICG, “Text Fragments”, “Syntax”),
    so they are encoded like all else.

    >>> at_words("https://a.example/b#c", "Geneva-born, he […] left")
    'https://a.example/b#c:~:text=Geneva%2Dborn%2C%20he,left'
    """
    if not is_harmless_url(url):
        return ""
    for mark in _LEFT_OUT:
        words = words.replace(mark, "\0")
    pieces = [piece.strip() for piece in words.split("\0") if piece.strip()]
    ends = [pieces[0], pieces[-1]] if len(pieces) > 1 else pieces
    directive = ",".join(quote(end, safe="").replace("-", "%2D") for end in ends)
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}" if ends else url
