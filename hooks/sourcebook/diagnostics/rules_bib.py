"""The rules ``BIB001``–``BIB019``: reading the files of ``bibliography/``.

Rules on the fields of one entry are in `rules_bib_fields`, rules on works in `rules_bib_works`.
"""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

UNREADABLE_ENTRY = Rule(
    code="BIB001",
    slug="unreadable-entry",
    severity=Severity.ERROR,
    message="The entry “{name}” cannot be read: {cause}.",
    hint="{advice}",
    why="An entry that cannot be read is missing from the bibliography, and with it every work "
    "that was meant to be cited by it.",
    example="@book{knuth1984,\n  title = {The TeXbook,\n}",
    instead="@book{knuth1984,\n  title = {The TeXbook},\n}",
)

DUPLICATE_CITEKEY = Rule(
    code="BIB002",
    slug="duplicate-citekey",
    severity=Severity.ERROR,
    message="The citekey “{citekey}” is already taken, so {consequence}.",
    hint="Give one of the two another citekey, or delete the one that repeats the other.",
    why="A citation must lead to one work. Of two entries with one citekey, or with a citekey that "
    "another entry lists in “ids”, only the first is used.",
    example="@book{knuth1984, title = {The TeXbook}}\n@misc{knuth1984, title = {Notes}}",
    instead="@book{knuth1984, title = {The TeXbook}}\n@misc{knuth1984notes, title = {Notes}}",
)

DUPLICATE_FIELD = Rule(
    code="BIB003",
    slug="duplicate-field",
    severity=Severity.ERROR,
    message="The field “{name}” stands twice in this entry, so the second one is not used.",
    hint="Keep the right one of the two and delete the other.",
    why="Programs disagree about which of two fields counts, so the reference would depend on the "
    "program.",
    example="@book{knuth1984,\n  title = {The TeXbook},\n  title = {TeXbook},\n}",
    instead="@book{knuth1984,\n  title = {The TeXbook},\n}",
)

LOST_ENTRY = Rule(
    code="BIB004",
    slug="lost-entry",
    severity=Severity.ERROR,
    message="“{start}” looks like the start of an entry, but no “{{” follows, so it is a comment.",
    hint="Write the entry with braces, or put “%” before it if it is a comment.",
    why="Text outside entries is skipped in BibTeX files. An entry that begins with a slip would "
    "vanish without a word.",
    example="@misc knuth1984,\n  title = {The TeXbook}",
    instead="@misc{knuth1984,\n  title = {The TeXbook},\n}",
)

NO_CITEKEY = Rule(
    code="BIB005",
    slug="no-citekey",
    severity=Severity.ERROR,
    message="This {type} entry has no citekey, so nothing can cite it.",
    hint="Write one after the brace: “@{type}{{name2021word,”.",
    why="The citekey is the name by which pages cite the work.",
    example="@book{,\n  title = {The TeXbook},\n}",
    instead="@book{knuth1984,\n  title = {The TeXbook},\n}",
)

UNDEFINED_STRING = Rule(
    code="BIB006",
    slug="undefined-string",
    severity=Severity.WARNING,
    message="“{name}” stands without braces, so it must be the name of an @string, but {cause}; "
    "the name itself is shown.",
    hint="{advice}",
    why="Text without braces is the name of an abbreviation. Without its definition the bare name "
    "is what readers see.",
    example="publisher = AddisonWesley,",
    instead="publisher = {Addison-Wesley},",
)

UNUSABLE_CITEKEY = Rule(
    code="BIB007",
    slug="unusable-citekey",
    severity=Severity.ERROR,
    message="“{citekey}” cannot be a citekey: {cause}.",
    hint="Call it “{usable}”.",
    why="A citekey is written into pages after “@” and becomes part of an address; spaces, braces, "
    "quotes and backslashes end it or mean something else there.",
    example="@book{knuth tex, title = {The TeXbook}}",
    instead="@book{knuth-tex, title = {The TeXbook}}",
)

CITEKEY_CASE = Rule(
    code="BIB008",
    slug="citekey-case",
    severity=Severity.ERROR,
    message="The citekeys “{citekey}” and “{other}” differ only in capital letters.",
    hint="Give one of them another citekey, or delete it if both are one work.",
    why="They are easily mistaken for one another, and on some computers their pages would be one "
    "file.",
    example="@book{Knuth1984, title = {The TeXbook}}\n@book{knuth1984, title = {METAFONT}}",
    instead="@book{knuth1984tex, title = {The TeXbook}}\n@book{knuth1984mf, title = {METAFONT}}",
)

REDEFINED_STRING = Rule(
    code="BIB009",
    slug="redefined-string",
    severity=Severity.WARNING,
    message="The @string “{name}” is defined before with another text, and the first one counts.",
    hint="Delete one of the definitions, or give it another name.",
    why="An abbreviation with two meanings prints the wrong text somewhere.",
    example="@string{cup = {Cambridge University Press}}\n@string{cup = {Columbia}}",
    instead="@string{cup = {Cambridge University Press}}\n@string{columbia = {Columbia}}",
)

UNKNOWN_MACRO = Rule(
    code="BIB010",
    slug="unknown-macro",
    severity=Severity.WARNING,
    message="The LaTeX macro “{name}” is not known, so it is shown as written.",
    hint="Write the character itself: the files are UTF-8.",
    why="A macro in a title or name is shown to readers with its backslash.",
    example="title = {The \\mysymbol{} of Kazan},",
    instead="title = {The ☾ of Kazan},",
)

UNKNOWN_PARENT = Rule(
    code="BIB011",
    slug="unknown-parent",
    severity=Severity.ERROR,
    message="The field “{field}” names “{citekey}”, but no entry has this citekey.",
    hint="Did you mean “{nearest}”?",
    why="An entry takes fields over from the entry that it names; without it they are missing.",
    example="@inbook{chapter, crossref = {colection}}\n@book{collection, title = {Papers}}",
    instead="@inbook{chapter, crossref = {collection}}\n@book{collection, title = {Papers}}",
)

PARENT_CYCLE = Rule(
    code="BIB012",
    slug="parent-cycle",
    severity=Severity.ERROR,
    message="The entry “{citekey}” takes over its fields from itself: {path}.",
    hint="Take the “crossref” or “xdata” out of one of them.",
    why="Fields can only be taken over from an entry that does not wait for them in turn; some "
    "programs never end on such a circle.",
    example="@book{a, crossref = {b}}\n@book{b, crossref = {a}}",
    instead="@book{a, title = {Papers}}\n@inbook{b, crossref = {a}}",
)

VALUE_TOO_LONG = Rule(
    code="BIB013",
    slug="value-too-long",
    severity=Severity.ERROR,
    message="The text of “{name}” grows beyond {largest} characters, so it is cut.",
    hint="Write the text itself instead of joining @strings.",
    why="A few @strings that double one another grow without limit and would stop every build.",
    example="@string{a = b # b}\n@string{b = c # c}",
    instead="@string{a = {the text}}",
)

MALFORMED_VALUE = Rule(
    code="BIB014",
    slug="malformed-value",
    severity=Severity.ERROR,
    message="The value of “{name}” cannot be read: {cause}.",
    hint="{advice}",
    why="What follows a slip in a value is easily taken for a part of it, or lost.",
    example="title = {The TeXbook}\nyear = {1984},",
    instead="title = {The TeXbook},\nyear = {1984},",
)

TEXT_AFTER_ENTRY = Rule(
    code="BIB015",
    slug="text-after-entry",
    severity=Severity.ERROR,
    message="The entry “{citekey}” ends before this text, so the text is not read.",
    hint="Look for a closing brace too many in the entry.",
    why="A brace too many closes the entry early, and the fields after it are lost without a word.",
    example="@book{knuth1984,\n  title = {The TeXbook}},\n  year = {1984},\n}",
    instead="@book{knuth1984,\n  title = {The TeXbook},\n  year = {1984},\n}",
)
