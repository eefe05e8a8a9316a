"""The rules ``EVD…``: what statements rest on: excerpts, quotations, citations."""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

MISQUOTATION = Rule(
    code="EVD001",
    slug="misquotation",
    severity=Severity.ERROR,
    message="The quotation is not in the excerpts kept of “{citekey}”; the nearest differs: {diff}",
    hint="Quote the words as they stand ([-yours-] {{+the excerpt's+}}), mark what you left out "
    "with […], or keep the passage meant in {path}.",
    why="A wrong quotation is the worst mistake that a page can make, and the cheapest to find: "
    "the words of the work are kept beside it.",
    example="The manual says: “one should not expect perfect translations” [@pandoc2025].",
    instead="The manual says: “one should not expect perfect conversions” [@pandoc2025].",
)

QUOTATION_WITHOUT_EXCERPT = Rule(
    code="EVD002",
    slug="quotation-without-excerpt",
    severity=Severity.WARNING,
    message="No excerpt is kept of “{citekey}”, so the quotation cannot be checked.",
    hint="Keep the words quoted, at most {most} of them, in {path}.",
    why="A reader should be able to see the words where the statement stands, also when the page "
    "they came from is gone.",
    example="She said: “we have a great deal to discuss today” [@nowhere2021].",
    instead="# nowhere2021.yml\n- text: we have a great deal to discuss today",
)

UNCITED_STATEMENT = Rule(
    code="EVD003",
    slug="uncited-statement",
    severity=Severity.NOTE,
    message="The sentence holds {what} and no citation.",
    hint="Put the citation of the work that says so before its full stop, or cut the sentence.",
    why="A date, an amount, a quotation or a claim to be the first can be checked only where its "
    "source is named. On a page that asks for strict evidence this is an error.",
    example="The voyage began on 6 April 2021.",
    instead="The voyage began on 6 April 2021 [@arabnews2021].",
)

EXCERPTS_WITHOUT_WORK = Rule(
    code="EVD004",
    slug="excerpts-without-work",
    severity=Severity.ERROR,
    message="The file keeps excerpts of “{citekey}”, and no bibliography entry has this citekey.",
    hint="Did you mean “{nearest}”?",
    why="An excerpt is evidence only together with the work it is taken from.",
    example="bibliography/excerpts/knuth1948.yml",
    instead="bibliography/excerpts/knuth1984.yml",
)

EXCERPT_TOO_LONG = Rule(
    code="EVD005",
    slug="excerpt-too-long",
    severity=Severity.ERROR,
    message="The excerpt has {count} words; at most {most} are kept of a passage.",
    hint="Keep the words that prove the statement, and mark what is left out with […].",
    why="Short excerpts are quotation; long ones copy somebody else's text.",
    example="A whole paragraph of an article.",
    instead="The one clause that a statement of the site rests on.",
)

OFFICE_ON_OTHER_DATES = Rule(
    code="EVD006",
    slug="office-on-other-dates",
    severity=Severity.WARNING,
    message="{person} is shown as “{office}” on {dates}, and the record of the person has this "
    "office only for {known}.",
    hint="Add the dates to the person's offices with the work that shows them, or give the office "
    "held on that day.",
    why="Titles are wrong more often than dates: a former minister is easily named as one.",
    example="members: [{person: fridtjof-nansen, office: ambassador}]",
    instead="members: [{person: fridtjof-nansen, office: high-commissioner}]",
)

OFFICE_UNATTESTED = Rule(
    code="EVD007",
    slug="office-unattested",
    severity=Severity.NOTE,
    message="{person} is shown as “{office}”, and the record of the person does not have this "
    "office.",
    hint="Add it to the person's offices with its dates and the work that shows it.",
    why="An office on a voyage should be as well sourced as the voyage itself.",
    example="members: [{person: fridtjof-nansen, office: high-commissioner}]",
    instead="offices: [{office: high-commissioner, dates: 2021-04, sources: [arabnews2021]}]",
)

STALE_LEDGER = Rule(
    code="EVD008",
    slug="stale-register",
    severity=Severity.NOTE,
    message="The ledger is not up to date: {new} without an id, {lost} of its "
    "lines without a statement.",
    hint="Run `sourcebook ledger --update` and commit the file with the pages.",
    why="A statement is found again under its id after it was reworded or moved, because its id "
    "was written down before.",
    example="nansen-geneva-1921.12\tlive\tvisits/nansen-geneva-1921.md\tseed001\tHe came.",
    instead="nansen-geneva-1921.12\tlive\tvisits/nansen-geneva-1921.md\tseed001\tHe left.",
)

UNREADABLE_LEDGER_LINE = Rule(
    code="EVD009",
    slug="unreadable-register",
    severity=Severity.ERROR,
    message="The line of the ledger cannot be used: {reason}.",
    hint="Restore the line from the history, or remove it and run `sourcebook ledger --update`.",
    why="Without its line a statement loses its id, and what others cite by it is gone. The file "
    "is written by the command; a merge is the usual cause.",
    example="<<<<<<< HEAD",
    instead="nansen-geneva-1921.12\tlive\tvisits/nansen-geneva-1921.md\tseed001\tHe left.",
)

DUPLICATE_STATEMENT_ID = Rule(
    code="EVD010",
    slug="duplicate-statement-id",
    severity=Severity.ERROR,
    message="The id “{id}” stands in the ledger twice, so it names two statements.",
    hint="Keep the line that others know (the older one), remove the other, and run "
    "`sourcebook ledger --update`, which gives its statement a new id.",
    why="An id that was given once means one statement for ever. Two branches that both took the "
    "next number of a page make this when they are merged.",
    example="nansen.7\tlive\tvisits/nansen.md\tseed001\tHe came.\n"
    "nansen.7\tlive\tvisits/nansen.md\tseed001\tHe left.",
    instead="nansen.7\tlive\tvisits/nansen.md\tseed001\tHe came.\n"
    "nansen.8\tlive\tvisits/nansen.md\tseed001\tHe left.",
)

UNPROVED_CLAIM = Rule(
    code="EVD020",
    slug="unproved-claim",
    severity=Severity.ERROR,
    message="The {what} “{words}” stands in no cited statement of the page.",
    hint="Say and cite it in the text, cite it here, or leave it out.",
    why="A lead, a title, a heading and a description need no citation, because they say in "
    "short what the page proves. What the page does not prove they cannot say.",
    example="## The pipeline of 2017\n\nThey agreed on it in 2015 [@arabnews2021].",
    instead="## The pipeline of 2015\n\nThey agreed on it in 2015 [@arabnews2021].",
)

UNPROVED_FACT = Rule(
    code="EVD021",
    slug="unproved-fact",
    severity=Severity.WARNING,
    message="No cited statement of the page speaks of {label}, which “{field}” names.",
    hint="Link or name it in a sentence that cites, or take it out of the front matter.",
    why="Facts stand in a box above the page, lead to others and are counted; they are claims as "
    "any sentence is.",
    example="places: [geneva]\n---\n\nThey met [@arabnews2021].",
    instead="places: [geneva]\n---\n\nThey met in [Geneva][places/geneva] [@arabnews2021].",
)
