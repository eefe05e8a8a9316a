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

UNREADABLE_LEDGER_LINE = Rule(
    code="EVD009",
    slug="unreadable-register",
    severity=Severity.ERROR,
    message="The line of the ledger cannot be used: {reason}.",
    hint="Restore the line from the history of the file.",
    why="Without its line a statement loses its id, and what others cite by it is gone. The file "
    "is written by the command; an editor that makes blanks of tabs is the usual cause.",
    example="nansen-geneva-1921.12 live voyages/nansen-geneva-1921.md seed001 He left.",
    instead="nansen-geneva-1921.12\tlive\tvisits/nansen-geneva-1921.md\tseed001\tHe left.\t-",
)

DUPLICATE_STATEMENT_ID = Rule(
    code="EVD010",
    slug="duplicate-statement-id",
    severity=Severity.ERROR,
    message="The id “{id}” stands in the ledger twice, so it names two statements.",
    hint="Run `sourcebook ids`: the first of the lines keeps it, and the statement of the other "
    "gets a new one.",
    why="An id that was given once means one statement for ever. Two branches that both took the "
    "next number of a page make this when they are merged.",
    example="nansen.7\tlive\tvisits/nansen.md\tseed001\tHe came.\t-\n"
    "nansen.7\tlive\tvisits/nansen.md\tseed001\tHe left.\t-",
    instead="nansen.7\tlive\tvisits/nansen.md\tseed001\tHe came.\t-\n"
    "nansen.8\tlive\tvisits/nansen.md\tseed001\tHe left.\t-",
)

WRONG_SPEAKER = Rule(
    code="EVD015",
    slug="wrong-speaker",
    severity=Severity.WARNING,
    message="The sentence has {said} speak, and the excerpt kept of “{citekey}” has {kept}.",
    hint="Name who speaks in the excerpt, or cite the work in which the other says this.",
    why="True words in the wrong mouth are as misleading as false ones.",
    example="Fridtjof Nansen said: “one should help” [@seed001].",
    instead="Jules Cambon said: “one should help” [@seed001].",
)

WORDS_NOT_KEPT = Rule(
    code="EVD016",
    slug="named-words-not-kept",
    severity=Severity.ERROR,
    message="The words named are not in the excerpts kept of “{citekey}”; the nearest differs: "
    "{diff}",
    hint="Name words as they stand ([-yours-] {{+the excerpt's+}}), or keep the passage meant, at "
    "most {most} words of it, in {path}.",
    why="The words in a citation say where in the work the statement is borne out, so they must "
    "be there.",
    example="[@seed001, “a manual on TeX”]",
    instead="[@seed001, “a handbook about TeX”]",
)

COMMON_WORDS = Rule(
    code="EVD017",
    slug="common-words",
    severity=Severity.WARNING,
    message="Excerpts of “{citekey}” and “{other}” have {count} words in a row in common: "
    "“{words}”.",
    hint="Where one repeats the other, say so with “basedon”; where both print what a third said, "
    "or each wrote for itself, give that reason in “commonwords”, beginning with the other "
    "citekey.",
    why="Two reports with the same sentence are often one report, and count as one witness until "
    "it is said why they are two.",
    example="@online{arabnews2021, …} and @online{dawn2021, …} with one sentence",
    instead="basedon = {arabnews2021}, or commonwords = {arabnews2021: both quote the communiqué}",
)

NUMBER_DIFFERS = Rule(
    code="EVD018",
    slug="number-differs",
    severity=Severity.WARNING,
    message="The sentence has “{shown}”, the excerpts kept of “{citekey}” have “{other}”, and no "
    "excerpt of the works cited has this number.",
    hint="Give the number of the excerpt, cite the work that has this one, or keep the words that "
    "state it.",
    why="A figure typed wrong looks like any other, and only the words kept can show it. That "
    "excerpts are silent about a number is no finding; that they have another is.",
    example="The ship carried 54 passengers [@thetimes1921].",
    instead="The ship carried 45 passengers [@thetimes1921].",
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
    severity=Severity.NOTE,
    message="No cited statement of the page speaks of {label}, which “{field}” names.",
    hint="Link or name it in a sentence that cites, or take it out of the front matter.",
    why="Facts stand in a box above the page, lead to others and are counted; they are claims as "
    "any sentence is.",
    example="places: [geneva]\n---\n\nThey met [@arabnews2021].",
    instead="places: [geneva]\n---\n\nThey met in [Geneva][places/geneva] [@arabnews2021].",
)
