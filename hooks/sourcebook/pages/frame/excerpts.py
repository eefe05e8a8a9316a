"""`excerpts_of`, `telling_excerpt`: the words kept of a work, on its page and in lists."""

from __future__ import annotations

from markupsafe import Markup

from sourcebook.formats.quotations import words_of
from sourcebook.pages.frame.edition import Edition
from sourcebook.pages.frame.render import render
from sourcebook.pages.frame.views import rtl
from sourcebook.records.excerpts import Excerpt
from sourcebook.site.model import Page

_QUOTED = Markup('<q class="sb-excerpt"{language}>{text}</q>')

LEAST_SHARED = 4
"""Words of four letters or more that an excerpt must share with a sentence to be shown for it."""


def excerpts_of(edition: Edition, citekey: str) -> Markup:
    """Return all excerpts of a work. What an editor keeps one for is not shown: only the words
    themselves are the work's."""
    kept = [one.excerpt for one in edition.site.excerpts.get(citekey, ())]
    return render("excerpts", excerpts=kept, rtl=rtl) if kept else Markup()


def quoted(excerpt: Excerpt | None) -> Markup:
    """Return *excerpt* as a quotation in its own language, or nothing for none."""
    if excerpt is None:
        return Markup()
    language = (
        Markup(' lang="{}" dir="{}"').format(excerpt.lang, rtl(excerpt.lang))
        if (excerpt.lang)
        else Markup()
    )
    return _QUOTED.format(language=language, text=excerpt.text)


def telling_excerpt(edition: Edition, page: Page, citekey: str) -> Excerpt | None:
    """Return the excerpt nearest to what *page* says with the work, or ``None`` where none is near.

    Nearest is the one that shares most of its longer words with one sentence that cites the work;
    an excerpt in another script than the page is never near.
    """
    kept = [one.excerpt for one in edition.site.excerpts.get(citekey, ())]
    if not kept:
        return None
    covered = _covered(edition, page, citekey)
    best: tuple[int, Excerpt] | None = None
    for excerpt in kept:
        words = _longer(excerpt.text)
        shared = max((len(words & sentence) for sentence in covered), default=0)
        if shared >= LEAST_SHARED and (best is None or shared > best[0]):
            best = (shared, excerpt)
    return best[1] if best else None


def _covered(edition: Edition, page: Page, citekey: str) -> list[frozenset[str]]:
    return [
        _longer(page.texts[stretch.index].markdown[stretch.start : stretch.end])
        for stretch in page.stretches
        for citation in stretch.citations
        for cited in citation.works
        if (work := edition.site.work(cited.item.citekey)) is not None and work.citekey == citekey
    ]


def _longer(text: str) -> frozenset[str]:
    return frozenset(word for word in words_of(text) if len(word) >= 4)
