"""What holds for the ids of statements, whatever the statements are."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.diagnostics import Source
from sourcebook.site.graph import Node
from sourcebook.site.ledger import updated
from sourcebook.site.ledger_file import LEDGER, LedgerLine, ledger_text, outcome, read_ledger
from sourcebook.site.matching import Wording, match

PAGES = {f"visits/{id}.md": SimpleNamespace(node=Node("visits", id)) for id in ("x", "x-2", "y")}


@dataclass(frozen=True)
class Said:
    """As much of a statement as an id depends on."""

    page: str
    text: str
    citekeys: tuple[str, ...]


words = st.lists(
    st.sampled_from(["met", "in", "Moscow", "2021", "gas", "wheat", "talks", "the", "of", "no"]),
    min_size=1,
    max_size=7,
).map(" ".join)
said = st.builds(
    Said,
    page=st.sampled_from(sorted(PAGES)),
    text=words,
    citekeys=st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True).map(tuple),
)
states = st.lists(st.lists(said, max_size=12), min_size=1, max_size=4)


def update(lines: tuple[LedgerLine, ...], statements: list[Said]) -> tuple[LedgerLine, ...]:
    pages: Any = PAGES
    found: Any = statements
    return updated(lines, found, pages)


@given(states)
def test_an_update_says_what_the_pages_say(history: list[list[Said]]) -> None:
    """After an update the live lines are the statements, each once; a second changes nothing."""
    lines: tuple[LedgerLine, ...] = ()
    for statements in history:
        lines = update(lines, statements)
        live = [(row.page, row.text, row.works) for row in lines if row.state == "live"]

        assert sorted(live) == sorted((one.page, one.text, one.citekeys) for one in statements)
        assert update(lines, statements) == lines


@given(states)
def test_ids_are_for_ever(history: list[list[Said]]) -> None:
    """No id is lost, and none is given twice."""
    lines: tuple[LedgerLine, ...] = ()
    for statements in history:
        after = update(lines, statements)
        old, new = [row.id for row in lines], [row.id for row in after]

        assert len(set(new)) == len(new)
        assert set(old) <= set(new)
        lines = after


SUBJECTS = ("wheat harvest ships", "gas pipeline route", "rail bridge steel", "film prize jury")
WORDINGS = ("{0} {1} {2}", "{2} {1} {0}", "{0} {1}", "{1} {2} {0} {1}")
"""Each like the others of its subject, and no word of a subject is in another."""
topical = st.builds(
    lambda page, subject, wording: Said(page, wording.format(*subject.split()), ("a",)),
    page=st.sampled_from(sorted(PAGES)),
    subject=st.sampled_from(SUBJECTS),
    wording=st.sampled_from(WORDINGS),
)
contents = st.lists(topical, max_size=4)
steps = st.lists(
    st.tuples(st.sampled_from(["ours", "theirs", "ours in theirs", "theirs in ours"]), contents),
    max_size=8,
)


def subject(text: str) -> str:
    return next(one for one in SUBJECTS if text.split()[0] in one.split())


@given(steps, st.booleans())
def test_no_id_ever_names_another_statement(
    steps: list[tuple[str, list[Said]]], is_turned: bool
) -> None:
    """However two branches edit, give ids and merge, each id names what it was given for."""
    branches: dict[str, tuple[LedgerLine, ...]] = {"ours": (), "theirs": ()}
    named: dict[str, str] = {}
    for step, statements in steps:
        here, _, other = step.partition(" in ")
        if other:
            here, other = other, here
            # As git's union leaves them: the lines of both, in either order, equal ones once.
            both = (*branches[here], *branches[other])
            branches[here] = tuple(dict.fromkeys(reversed(both) if is_turned else both))
        branches[here] = update(branches[here], statements)
        ids = [row.id for row in branches[here]]

        assert len(set(ids)) == len(ids)
        for row in branches[here]:
            assert named.setdefault(row.id, subject(row.text)) == subject(row.text)


def test_a_line_of_before_does_not_take_the_statement_of_the_other_side() -> None:
    """Git leaves both lines of an id that one side reworded; the page says which is meant."""
    start = update((), [Said("visits/x.md", "The lion sits on the cover", ("a",))])
    ours = update(start, [Said("visits/x.md", "The lion waits on the cover", ("a",))])
    now = [
        Said("visits/x.md", "The lion waits on the cover", ("a",)),
        Said("visits/x.md", "The lion sits on the back cover", ("a",)),
    ]
    for both in ((*start, *ours), (*ours, *start)):
        (row,) = (row for row in update(both, now) if row.id == start[0].id)

        assert row.text == "The lion waits on the cover"


@given(states, states)
def test_branches_never_give_one_id_to_two(main: list[list[Said]], other: list[list[Said]]) -> None:
    """Two branches that both gave ids meet, in any order: no id is lost, each says one thing, and
    a second update changes nothing."""
    start = update((), main[0])
    ours, theirs = start, start
    for statements in main[1:]:
        ours = update(ours, statements)
    for statements in other:
        theirs = update(theirs, statements)
    here = [*main[-1], *other[-1]]
    for both in ((*ours, *theirs), (*theirs, *ours)):
        after = update(both, here)

        assert len({row.id for row in after}) == len(after)
        assert {row.id for row in both} <= {row.id for row in after}
        assert sorted((row.page, row.text) for row in after if row.is_live) == sorted(
            (one.page, one.text) for one in here
        )
        assert update(after, here) == after


@given(states)
def test_what_is_retired_leads_to_what_is_there(history: list[list[Said]]) -> None:
    """Merged and split statements end at live ones, or were cut on the way."""
    lines: tuple[LedgerLine, ...] = ()
    for statements in history:
        lines = update(lines, statements)
    by_id = {row.id: row for row in lines}

    assert all(set(row.into) <= by_id.keys() for row in lines)
    assert all(by_id[id].is_live for row in lines for id in outcome(by_id, row.id))


@given(states)
def test_the_register_reads_back(history: list[list[Said]]) -> None:
    """What is written is read: the file is the whole memory."""
    lines: tuple[LedgerLine, ...] = ()
    for statements in history:
        lines = update(lines, statements)

    assert read_ledger(Source(LEDGER, ledger_text(lines))) == (lines, ())


@given(st.text(max_size=200))
def test_any_register_is_read(text: str) -> None:
    """A ledger that people or a merge have changed never stops the reader."""
    rows, problems = read_ledger(Source(LEDGER, text.replace("\r", "\n")))

    assert len({row.id for row in rows}) == len(rows)
    assert all(problem.rule.code in {"EVD009", "EVD010"} for problem in problems)


wordings = st.lists(
    st.builds(Wording, page=st.sampled_from("pq"), text=words, works=st.just(("a",))), max_size=15
)


@given(wordings, wordings)
def test_matching_gives_nothing_twice(before: list[Wording], now: list[Wording]) -> None:
    """Each sentence of before is at most one of now, and equal ones are found first."""
    found = match(before, now).same
    given_ = [at for at in found if at is not None]

    assert len(found) == len(now)
    assert len(set(given_)) == len(given_)
    for text in {one.text for one in now}:
        exact = sum(
            1 for at, one in zip(found, now, strict=True)
            if at is not None and one.text == text == before[at].text
        )  # fmt: skip
        assert exact == min(
            sum(one.text == text for one in before), sum(one.text == text for one in now)
        )


@given(wordings)
def test_the_same_is_the_same(sentences: list[Wording]) -> None:
    """Nothing changed, nothing is found elsewhere."""
    found = match(sentences, sentences).same

    assert [sentences[at] for at in found if at is not None] == sentences
