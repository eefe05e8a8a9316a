"""Prints how far we agree with pandoc: syntax, CSL-JSON, rendered text.

Run it with ``.venv/bin/python tests/oracle/report.py``. The figures are of the tests beside this
file, where each difference is listed with its reason.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(TESTS.parent / "hooks")]

from oracle import (  # noqa: E402
    pandoc_citations,
    pandoc_rendering,
    test_pandoc_biblatex,
    test_pandoc_citations,
    test_pandoc_citeproc,
)


def main() -> None:
    """Print a line for each of the three comparisons, and one for each style."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = test_pandoc_citations.read_inputs()
        theirs = pandoc_citations.read(texts, folder)
        same = sum(
            found == test_pandoc_citations.our_reading(text)
            for text, found in zip(texts, theirs, strict=True)
        )
        listed = len(test_pandoc_citations.DIFFERENCES)
        print(f"syntax: {same} of {len(texts)} texts read the same; {listed} differences listed")
        ours, pandocs = test_pandoc_biblatex._ours(), test_pandoc_biblatex._pandocs()
        variables = [(key, name) for key, item in ours.items() for name in item]
        meant = len(test_pandoc_biblatex.MEANT)
        adjusted = {key: test_pandoc_biblatex._adjusted(pandocs[key], ours[key]) for key in ours}
        same = sum(ours[key][name] == adjusted[key].get(name) for key, name in variables)
        print(
            f"CSL-JSON: {same} of {len(variables)} variables of {len(ours)} entries are the same; "
            f"{meant} differences listed"
        )
        pages = test_pandoc_citeproc.TEXTS
        for style in pandoc_rendering.STYLE_NAMES:
            made = test_pandoc_citeproc.made(style)
            printed = pandoc_rendering.pandocs(pages, made, style, folder)
            if style == pandoc_rendering.NUMERIC:
                both = [
                    (dict(pandoc_rendering.ours(made.pages[f"{page}.md"]).references), shown)
                    for page, shown in printed.items()
                ]
                pairs = [(found[k], text) for found, shown in both for k, text in shown.references]
                same = sum(one == other for one, other in pairs)
                print(f"{style}: {same} of {len(pairs)} references on {len(pages)} pages the same")
                continue
            found = test_pandoc_citeproc.compare(style, printed)
            total = found.citations + found.references
            print(
                f"{style}: {total - found.meant - len(found.wrong)} of {total} texts "
                f"({found.citations} citations, {found.references} references) on {len(pages)} "
                f"pages the same; {found.meant} differ as listed, {len(found.wrong)} otherwise"
            )


if __name__ == "__main__":
    main()
