"""The rules ``BIB020``–``BIB039``: the fields of one entry, each by itself."""

from __future__ import annotations

from sourcebook.diagnostics.rule import Rule, Severity

UNKNOWN_ENTRY_TYPE = Rule(
    code="BIB020",
    slug="unknown-entry-type",
    severity=Severity.ERROR,
    message="biblatex has no entry type “{type}”.",
    hint="Did you mean “{nearest}”?",
    why="The type decides which fields are needed and how the reference reads.",
    example="@artcle{smith2020, …}",
    instead="@article{smith2020, …}",
)

UNKNOWN_FIELD = Rule(
    code="BIB021",
    slug="unknown-field",
    severity=Severity.WARNING,
    message="Neither biblatex nor Sourcebook has a field “{name}”, so it is not used.",
    hint="Did you mean “{nearest}”?",
    why="A misspelt field is not printed, and nobody notices that something is missing.",
    example="@book{knuth1984,\n  tilte = {The TeXbook},\n}",
    instead="@book{knuth1984,\n  title = {The TeXbook},\n}",
)

MISSING_FIELD = Rule(
    code="BIB022",
    slug="missing-field",
    severity=Severity.ERROR,
    message="An entry of type {type} needs {wanted}, and “{citekey}” has none.",
    hint="{advice}",
    why="Without it readers cannot find the work. Where the work itself does not say, the entry "
    "must say that it does not.",
    example="@online{arabnews2021,\n  title = {…},\n  url = {https://…},\n}",
    instead="@online{arabnews2021,\n  title = {…},\n  organization = {Arab News},\n"
    "  date = {2021-04-06},\n  url = {https://…},\n}",
)

MALFORMED_DATE = Rule(
    code="BIB023",
    slug="malformed-date",
    severity=Severity.ERROR,
    message="“{value}” in “{name}” is no date that can be read: {reason}.",
    hint="{advice}",
    why="Dates sort the bibliography and the timelines; a date that a program cannot read is "
    "taken for none.",
    example="date = {1986/1984},",
    instead="date = {1984/1986},",
)

MALFORMED_DOI = Rule(
    code="BIB024",
    slug="malformed-doi",
    severity=Severity.WARNING,
    message="“{doi}” is no DOI, for it has not the form “10.number/name”, so it is not used.",
    hint="Write what follows “https://doi.org/” in the link of the publisher.",
    why="The DOI becomes a link; a wrong one leads nowhere or to another work.",
    example="doi = {doi-unknown},",
    instead="doi = {10.1000/182},",
)

MALFORMED_URL = Rule(
    code="BIB025",
    slug="malformed-url",
    severity=Severity.ERROR,
    message="“{url}” in “{name}” is no address of a page: {cause}.",
    hint="Copy the whole address from the address bar of a browser.",
    why="The address becomes a link, and it is how the work is found again.",
    example="url = {arabnews.pk/node/1838276},",
    instead="url = {https://www.arabnews.pk/node/1838276},",
)

DISALLOWED_SCHEME = Rule(
    code="BIB026",
    slug="disallowed-scheme",
    severity=Severity.ERROR,
    message="An address in “{name}” cannot begin with “{scheme}:”, so no link is made of it.",
    hint="Give an address that begins with “https://” or “http://”.",
    why="Other addresses may run a script in the reader's browser, or lead to a file that only "
    "one computer has.",
    example="url = {file:///home/me/brief.pdf},",
    instead="url = {https://example.org/brief.pdf},",
)

MALFORMED_ISBN = Rule(
    code="BIB027",
    slug="malformed-isbn",
    severity=Severity.WARNING,
    message="“{number}” is no ISBN: {cause}.",
    hint="Compare it with the number on the back of the title page.",
    why="The last digit proves the others; if it does not fit, one of them is wrong, and the "
    "number finds another book or none.",
    example="isbn = {978-0-201-13448-4},",
    instead="isbn = {978-0-201-13448-3},",
)

MALFORMED_ISSN = Rule(
    code="BIB028",
    slug="malformed-issn",
    severity=Severity.WARNING,
    message="“{number}” is no ISSN: {cause}.",
    hint="Compare it with the number on the journal.",
    why="The last digit proves the others; if it does not fit, one of them is wrong.",
    example="issn = {0317-8472},",
    instead="issn = {0317-8471},",
)

UNKNOWN_VALUE = Rule(
    code="BIB029",
    slug="unknown-value",
    severity=Severity.ERROR,
    message="“{value}” is no value of “{name}”, which has {values}.",
    hint="Did you mean “{nearest}”?",
    why="Readers filter by these words, and the pages explain each; another word would fall "
    "through.",
    example="verification = {storedcopy},",
    instead="verification = {stored-copy},",
)

MALFORMED_NAME = Rule(
    code="BIB030",
    slug="malformed-name",
    severity=Severity.ERROR,
    message="The names in “{name}” cannot be told apart: {cause}.",
    hint="{advice}",
    why="Names are sorted, shortened and searched by their parts; a list read wrongly makes people "
    "who do not exist.",
    example="author = {Gul, Ayaz, Khan, Amir},",
    instead="author = {Gul, Ayaz and Khan, Amir},",
)

NOT_NFC = Rule(
    code="BIB031",
    slug="not-nfc",
    severity=Severity.WARNING,
    message="“{name}” holds letters that are put together from several characters (not in NFC).",
    hint="Save the text in the normal form NFC; most editors have a command for it.",
    why="“é” in two characters looks like “é” in one, but search and sorting take them for "
    "different letters.",
    example="title = {Visite a\u0300 Moscou},",
    instead="title = {Visite à Moscou},",
)

HTML_IN_FIELD = Rule(
    code="BIB032",
    slug="html-in-field",
    severity=Severity.WARNING,
    message="“{markup}” is HTML, and readers would see it as it stands.",
    hint="Write the character itself, or leave the tag out.",
    why="A bibliography is text: whatever looks like HTML is shown, never carried out.",
    example="title = {Trade &amp; transit},",
    instead="title = {Trade \\& transit},",
)

SINGLE_HYPHEN = Rule(
    code="BIB033",
    slug="single-hyphen",
    severity=Severity.NOTE,
    message="The pages “{pages}” are joined by one hyphen, which other programs print as a hyphen.",
    hint="Write two hyphens or a dash: “12--19”.",
    why="Pages are a range, and a range is printed with a dash.",
    example="pages = {12-19},",
    instead="pages = {12--19},",
)

SAME_FIELD_TWICE = Rule(
    code="BIB034",
    slug="same-field-twice",
    severity=Severity.WARNING,
    message="“{name}” and “{other}” are one field under two names, and only “{name}” is used.",
    hint="Keep the right one of the two and delete the other.",
    why="Programs disagree about which of the two counts.",
    example="journal = {Dawn},\njournaltitle = {The Dawn},",
    instead="journaltitle = {Dawn},",
)

LIVE_WITHOUT_URLDATE = Rule(
    code="BIB035",
    slug="live-without-urldate",
    severity=Severity.ERROR,
    message="“{citekey}” was read at its address (verification “live”), but no “urldate” says "
    "when.",
    hint="Write the day on which it was read: “urldate = {{2026-11-21}}”.",
    why="A page changes; what was read is what stood there on that day.",
    example="verification = {live},",
    instead="verification = {live},\nurldate = {2026-11-21},",
)

AS_CITED_WITHOUT_CITEDBY = Rule(
    code="BIB036",
    slug="as-cited-without-citedby",
    severity=Severity.ERROR,
    message="“{citekey}” is known only as another work cites it (“as-cited”), but no “citedby” "
    "says which.",
    hint="Write the citekey of that work: “citedby = {{seed001}}”.",
    why="What rests on a work at second hand rests on the work that was seen.",
    example="verification = {as-cited},",
    instead="verification = {as-cited},\ncitedby = {seed001},",
)

READ_BEFORE_PUBLISHED = Rule(
    code="BIB037",
    slug="read-before-published",
    severity=Severity.WARNING,
    message="By “{name}” the work was read before it was published: {read}, against {published}.",
    hint="One of the two dates is wrong, or the work was published again later.",
    why="An access date before the date of publication shows a slip in one of them.",
    example="date = {2021-04-06},\nurldate = {2012-04-07},",
    instead="date = {2021-04-06},\nurldate = {2021-04-07},",
)

OTHER_FORM = Rule(
    code="BIB038",
    slug="other-form",
    severity=Severity.NOTE,
    message="“{value}” in “{name}” is read as {read}.",
    hint="{advice}",
    why="What it means is plain, so it is shown and compared in the form that biblatex asks for; "
    "other programs may not read it.",
    example="date = {6 April 2021},\ndoi = {https://doi.org/10.1000/182},",
    instead="date = {2021-04-06},\ndoi = {10.1000/182},",
)

PARTLY_READ = Rule(
    code="BIB039",
    slug="partly-read",
    severity=Severity.WARNING,
    message="“{value}” in “{name}” is read as {read}, for {reason}.",
    hint="{advice}",
    why="What is sure of a date is kept; what is not would have to be guessed, and is left out.",
    example="date = {06/04/2021},",
    instead="date = {2021-04-06},",
)
