"""`PYTHONPATH=tests python -m comparing BEFORE AFTER`: what differs between two built sites.

Pages are compared by what readers and programs get (`page_contents`), JSON and CSV by value, all
other files by their bytes. Differences of one kind are one line with their number, the places
where they are, and three examples, so that one change of two thousand pages is read at a glance.

Exit 0 when nothing differs, 1 when something does.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from page_contents import contents

SHOWN = 160
"""Of a value in an example, code points."""

NAMES = ("@id", "id", "citekey", "path", "name")
"""Keys that name an object of a list: it is compared with the one of the same name."""


class Difference(NamedTuple):
    what: str
    """``gone``, ``added``, ``changed`` or ``in another order``."""
    kind: str
    """Where in a value: keys, and ``[]`` for any place of a list."""
    name: str = ""
    """The named object that it is in, if there is one."""
    before: Any = ""
    after: Any = ""


Kind = dict[str, list[Difference]]
"""The differences of one kind by the file that they are in."""


def compare(before: Path, after: Path) -> dict[tuple[str, str], Kind]:
    """Return (kind, what) → the differences of two folders; what most files have comes first."""
    kinds: dict[tuple[str, str], Kind] = defaultdict(lambda: defaultdict(list))
    old, new = _files(before), _files(after)
    for path in sorted(old | new):
        for difference in _between(path, old.get(path), new.get(path)):
            kinds[difference.kind, difference.what][path].append(difference)
    return dict(sorted(kinds.items(), key=lambda entry: (-len(entry[1]), entry[0])))


def differences(before: Any, after: Any, kind: str, name: str = "") -> Iterator[Difference]:
    """Yield what differs between two values of JSON, each difference as deep as it lies."""
    if _key(before) == _key(after):
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(before.keys() | after.keys()):
            yield from _in_field(before, after, key, f"{kind} {key}", name)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _in_lists(before, after, kind, name)
    else:
        yield Difference("changed", kind, name, before, after)


def _in_field(
    before: dict[str, Any], after: dict[str, Any], key: str, kind: str, name: str
) -> Iterator[Difference]:
    if isinstance(before.get(key) or after.get(key), list):
        # A list that is not there holds nothing, and so one value less is one kind of difference.
        before, after = {key: [], **before}, {key: [], **after}
    if key not in after:
        yield Difference("gone", kind, name, before=before[key])
    elif key not in before:
        yield Difference("added", kind, name, after=after[key])
    else:
        yield from differences(before[key], after[key], kind, name)


def _in_lists(before: list[Any], after: list[Any], kind: str, name: str) -> Iterator[Difference]:
    """Yield what differs between two lists; what both have is only asked for its order.

    The rest is compared in pairs, by name or by place between the values that stayed. The time
    grows with the length of the lists, not with its square.
    """
    stayed = Counter(map(_key, before)) & Counter(map(_key, after))
    kept, left = _parted(before, stayed)
    kept_after, left_after = _parted(after, stayed)
    for one, other in zip(kept, kept_after, strict=True):
        if one != other:
            yield Difference("in another order", kind, name, one, other)
            break
    for place in {**left, **left_after}:
        gone, come = left.get(place, []), left_after.get(place, [])
        for one, other in zip(gone, come, strict=False):
            yield from differences(one, other, f"{kind}[]", _name(one) or name)
        for one in gone[len(come) :]:
            yield Difference("gone", f"{kind}[]", name, before=one)
        for other in come[len(gone) :]:
            yield Difference("added", f"{kind}[]", name, after=other)


def _parted(
    values: list[Any], stayed: Counter[str]
) -> tuple[list[str], dict[str | int, list[Any]]]:
    """Return the values that stay; the others by name, or by how many stay before them."""
    due = stayed.copy()
    kept: list[str] = []
    left: dict[str | int, list[Any]] = defaultdict(list)
    for value in values:
        key = _key(value)
        if due[key]:
            due[key] -= 1
            kept.append(key)
        else:
            left[_name(value) or len(kept)].append(value)
    return kept, left


def _key(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _name(value: Any) -> str:
    if isinstance(value, dict):
        return next((str(value[key]) for key in NAMES if value.get(key)), "")
    return ""


def _files(folder: Path) -> dict[str, Path]:
    return {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}


def _between(path: str, before: Path | None, after: Path | None) -> Iterator[Difference]:
    suffix = Path(path).suffix
    if before is None or after is None:
        what = "page" if suffix == ".html" else f"file *{suffix}"
        yield Difference("added" if before is None else "gone", f"{what} in {_room(path)}")
        return
    old, new = before.read_bytes(), after.read_bytes()
    if old == new:
        return
    match suffix:
        case ".html":
            pages = contents(path, old.decode()), contents(path, new.decode())
            yield from differences(*pages, "page")
        case ".json":
            yield from differences(json.loads(old), json.loads(new), Path(path).name)
        case ".csv":
            yield from differences(_rows(old), _rows(new), Path(path).name)
        case _:
            yield Difference("changed", f"file *{suffix}", "", _digest(old), _digest(new))


def _room(path: str) -> str:
    first, slash, _ = path.partition("/")
    return first + slash


def _rows(text: bytes) -> list[list[str]] | list[dict[str, str]]:
    """Return the columns and then the rows of a CSV file."""
    table = csv.DictReader(io.StringIO(text.decode(), newline=""))
    rows = list(table)
    return [{"columns": table.fieldnames}, *rows]


def _digest(content: bytes) -> str:
    return f"{len(content):,} bytes, SHA-256 {hashlib.sha256(content).hexdigest()[:12]}"


def report(kinds: dict[tuple[str, str], Kind]) -> Iterator[dict[str, Any]]:
    """Yield each kind of difference with its number, its files and three examples."""
    for (kind, what), files in kinds.items():
        # Three examples from three files say more than three from one.
        rounds = zip_longest(*([(path, one) for one in found] for path, found in files.items()))
        examples = islice((pair for turn in rounds for pair in turn if pair), 3)
        yield {
            "kind": kind,
            "what": what,
            "number": sum(map(len, files.values())),
            "files": list(files),
            "examples": [
                {"file": path, "name": one.name, "before": one.before, "after": one.after}
                for path, one in examples
            ],
        }


def printed(kinds: dict[tuple[str, str], Kind]) -> Iterator[str]:
    """Yield the lines of the report for people."""
    for found in report(kinds):
        files = found["files"]
        rooms = Counter(map(_room, files)).most_common()
        where = ", ".join(f"{room} {number:,}" for room, number in rooms)
        yield (
            f"{found['kind']} {found['what']}: {found['number']:,} in {len(files):,} files: {where}"
        )
        for example in found["examples"]:
            sides = (example["before"], example["after"])
            values = " → ".join(_short(value) for value in sides if value != "")
            parts = (example["file"], example["name"], values)
            yield "    " + ": ".join(part for part in parts if part)
    yield f"{len(kinds):,} kinds of difference." if kinds else "No difference."


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else _key(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def main() -> int:
    parser = argparse.ArgumentParser(prog="comparing", description=__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--json", action="store_true", help="for programs, with whole values")
    given = parser.parse_args()
    for folder in (given.before, given.after):
        if not folder.is_dir():
            parser.error(f"There is no folder {folder}.")
    kinds = compare(given.before, given.after)
    if given.json:
        print(json.dumps(list(report(kinds)), ensure_ascii=False, indent=1))
    else:
        print("\n".join(printed(kinds)))
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())
