"""`sourcebook new source`: a record from elsewhere becomes a tidy entry of the bibliography."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from sourcebook.cli.asking import is_terminal, say
from sourcebook.cli.frame import Project, add_root, report
from sourcebook.diagnostics import Diagnostic, Severity, Source, nearest, rules_bib_works
from sourcebook.formats.bibtex import parse_bibliography
from sourcebook.formats.bibtex.citekeys import citekey_problem, usable_citekey
from sourcebook.formats.bibtex.datamodel import KNOWN_FIELDS, OWN_FIELDS
from sourcebook.formats.bibtex.writing import entry_text
from sourcebook.formats.csl_item import Fault
from sourcebook.project import BIBLIOGRAPHY, ProjectError, Sources, read_file
from sourcebook.site.graph import SOURCES
from sourcebook.site.register import REGISTER, read_register
from sourcebook.works.citekeys import Citekeys
from sourcebook.works.drafts import Draft
from sourcebook.works.known_works import KnownWorks
from sourcebook.works.new_entries import FORMS, Shelf, form_of, read_drafts, with_entry, work_of
from sourcebook.works.works import Work, interpret

_FIRST_FILE = f"{BIBLIOGRAPHY}/sources.bib"
_STANDARD_INPUT = "-"
_MOST_FAULTS = 10
_EXPECTED = {rules_bib_works.NO_ACCESS_DATE.code, rules_bib_works.NO_ARCHIVE_COPY.code}
"""What hardly any record from elsewhere has; the report says it shorter."""

HELP = "add a work to the bibliography"
DESCRIPTION = (
    "Add works that another program describes in RIS, CSL-JSON or BibTeX, from a file or from what "
    "is typed or piped in. Each gets a citekey in the manner of the others. A work that is there "
    "already, by DOI, address or title, is not added. Exits 0, 1 where a work was not added, 2 "
    "where nothing could be read or written."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to *parser*."""
    add_root(parser)
    parser.add_argument(
        "file", nargs="?", default=_STANDARD_INPUT, metavar="FILE", help="default: standard input"
    )
    parser.add_argument(
        "--into", metavar="FILE", help="the .bib file (default: where its like stands)"
    )
    parser.add_argument("--format", choices=FORMS, help="of what is read (default: as it looks)")
    parser.add_argument("--citekey", metavar="KEY", help="its citekey (default: made for it)")
    parser.add_argument(
        "--field",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a field of the entry, such as verification=live; may be given again",
    )
    parser.add_argument(
        "--other-work", action="store_true", help="add it although one of the same title is there"
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing; show the entry")


def run(options: argparse.Namespace) -> int:
    """Read, compare and write; return the exit status."""
    project = Project.at(options.root)
    sources = project.sources
    into = _wanted_path(options.into) if options.into else ""
    fields = _fields(options.field)
    drafts = _drafts(options)
    if not drafts:
        return 2
    if options.citekey and len(drafts) > 1:
        raise ProjectError(f"One citekey cannot be that of {len(drafts)} works.")
    bibliography, _ = parse_bibliography(tuple(sources.bibliography.values()))
    works = {entry.citekey: interpret(entry)[0] for entry in bibliography.entries}
    citekeys = Citekeys(works, {*bibliography.aliases, *bibliography.broken, *_registered(sources)})
    known, shelf = KnownWorks(works.values()), Shelf(works.values(), sources.bibliography)
    texts = {path: source.text for path, source in sources.bibliography.items()}
    added: list[tuple[str, str, Draft, tuple[Diagnostic, ...]]] = []
    is_refused = False
    for draft in drafts:
        filled = draft.with_fields(fields)
        work, _ = work_of(filled, "new")
        there = known.find(work)
        if there is not None and not (options.other_work and there.what == "title"):
            is_refused = True
            _refuse(work, there.work, there.what)
            continue
        citekey = _citekey(options.citekey, citekeys, work)
        work, found = work_of(filled, citekey)
        problems = sources.settings.apply(found)
        if any(one.severity == Severity.ERROR for one in problems):
            is_refused = True
            _refuse_faulty(work, problems)
            continue
        path = into or _found_path(shelf.path_for(work), texts, work)
        if path not in texts:
            texts[path] = project.text(path) or ""
        entry = entry_text(filled.type, citekey, filled.fields)
        texts[path] = with_entry(texts[path], citekey, entry)
        citekeys.take(citekey)
        known.add(work)
        added.append((path, citekey, filled, problems))
        if options.dry_run:
            sys.stdout.write(entry)
    if not options.dry_run:
        project.write({path: texts[path] for path, *_ in added})
    for path, citekey, draft, problems in added:
        _report(Source(path, texts[path]), citekey, draft, problems)
    return 1 if is_refused else 0


def _drafts(options: argparse.Namespace) -> tuple[Draft, ...]:
    """Return the works that are described; say what cannot be read. Raises `ProjectError`."""
    source = _source(options.file)
    form = options.format or form_of(source.text)
    if form is None:
        raise ProjectError(f"{source.path} is neither RIS nor CSL-JSON nor BibTeX.")
    drafts, problems = read_drafts(source, form)
    for problem in problems[:_MOST_FAULTS]:
        if isinstance(problem, Fault):
            say(f"sourcebook: {source.path}:{problem.line}: {problem.reason}")
        else:
            report([problem], {source.path: source}, sys.stderr)
    if not drafts and not problems:
        raise ProjectError(f"{source.path} describes no work.")
    # What is half read may lack its half: nothing is written of a file with problems.
    return () if problems else drafts


def _source(name: str) -> Source:
    if name != _STANDARD_INPUT:
        return read_file(Path(name))
    if is_terminal():
        say("Paste RIS, CSL-JSON or BibTeX, then press Ctrl-D on a line of its own.")
    content = sys.stdin.buffer.read()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProjectError(f"standard input is not UTF-8 text (byte {error.start}).") from error
    return Source("standard input", text.replace("\r\n", "\n").replace("\r", "\n"))


def _fields(written: Iterable[str]) -> Mapping[str, str]:
    """Return the fields given by ``--field``. Raises `ProjectError`."""
    fields = {}
    for pair in written:
        name, sign, value = pair.partition("=")
        name = name.strip().lower()
        if not sign or not value.strip():
            raise ProjectError(f"--field takes NAME=VALUE, not “{pair}”.")
        if name not in KNOWN_FIELDS:
            near = nearest(name, KNOWN_FIELDS)
            raise ProjectError(f"There is no field “{name}”." + (f" “{near}”?" if near else ""))
        values = next((own.values for own in OWN_FIELDS if own.name == name), ())
        if values and value.strip() not in values:
            raise ProjectError(f"“{name}” is one of {', '.join(values)}, not “{value.strip()}”.")
        fields[name] = " ".join(value.split())
    return fields


def _registered(sources: Sources) -> Iterable[str]:
    """Return the citekeys that were ever published: none is given to another work."""
    register = sources.id_files.get(REGISTER)
    lines = read_register(register)[0] if register else ()
    return [line.node.id for line in lines if line.node.collection == SOURCES]


def _citekey(wanted: str | None, citekeys: Citekeys, work: Work) -> str:
    if not wanted:
        return citekeys.proposed(work)
    if problem := citekey_problem(wanted):
        usable = usable_citekey(wanted)
        hint = f" Write “{usable}”." if usable else ""
        raise ProjectError(f"“{wanted}” cannot be a citekey: {problem}.{hint}")
    if citekeys.is_taken(wanted):
        raise ProjectError(f"The citekey “{wanted}” is or was that of another work.")
    return wanted


def _wanted_path(wanted: str) -> str:
    """Return the path of the file that ``--into`` names. Raises `ProjectError`."""
    path = PurePosixPath(Path(wanted).as_posix())
    path = path if path.parts[:1] == (BIBLIOGRAPHY,) else PurePosixPath(BIBLIOGRAPHY, path)
    if path.suffix != ".bib" or ".." in path.parts or path.is_absolute():
        raise ProjectError(f"{wanted} is no .bib file in {BIBLIOGRAPHY}/.")
    return str(path)


def _found_path(found: str | None, paths: Iterable[str], work: Work) -> str:
    """Return the file where the like of *work* stands. Raises `ProjectError` where none is."""
    known = list(paths) or [_FIRST_FILE]
    if found or len(known) == 1:
        return found or known[0]
    files = ", ".join(known)
    raise ProjectError(
        f"Nothing tells where “{work.title or work.label}” belongs. Say --into FILE, one of "
        f"{files}, or --field perspective=…, by which entries stand together."
    )


def _refuse(work: Work, there: Work, what: str) -> None:
    """Say that a work is there already, and where."""
    told = f"{there.entry.location}: “{there.citekey}” has the {what} of “{work.title}” already."
    if what == "title":
        told += " If it is another work, say --other-work."
    say(f"sourcebook: {told}")


def _refuse_faulty(work: Work, problems: tuple[Diagnostic, ...]) -> None:
    """Say why a work is not added: what the next check would stop at is not written."""
    say(f"sourcebook: “{work.title or work.label}” is not added, since a check would refuse it:")
    for problem in problems:
        if problem.severity == Severity.ERROR:
            say(f"  {problem.severity.word} {problem.rule.code} {problem.message} {problem.hint}")
    say("  Say what the work shows with --field NAME=VALUE, or put the record right.")


def _report(source: Source, citekey: str, draft: Draft, problems: tuple[Diagnostic, ...]) -> None:
    """Say where the entry stands, and what is left to a person."""
    start = source.text.find(f"{{{citekey},")
    print(f"{source.locate(max(start, 0) + 1)}: {citekey}", flush=True)
    for problem in problems:
        if problem.rule.code not in _EXPECTED:
            say(f"  {problem.severity.word} {problem.rule.code} {problem.message}")
    if draft.left_out:
        say(f"  left out: {', '.join(draft.left_out)}")
    own = {field.name: field for field in OWN_FIELDS}
    if not draft.value("perspective"):
        say(f"  to fill in: “perspective”, {own['perspective'].holds}")
    if not draft.value("verification"):
        ways = ", ".join(own["verification"].values)
        say(f"  to fill in: “verification”, how the text was seen: {ways}")
    if draft.value("url") and not (draft.value("archiveurl") or draft.value("archivenote")):
        say("  to fill in: “archiveurl” and “archivedate”, or “archivenote”: why there is no copy")
    say(f"  to cite it: [@{citekey}]")
