"""`cache`: what is kept is taken only where this user kept it on this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sourcebook.cache import SECRET, Cache, read_ordinary
from sourcebook.citeproc import formatting
from sourcebook.mkdocs_shell import converted, outputs
from sourcebook.publication import PICTURES

ROOMS = (formatting._ROOM, converted.ROOM, outputs.ROOM, PICTURES)
KEY, TEXT = "ab12", '{"content": "<p>Kept</p>"}'


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of what this machine remembers; it is not there yet."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def kept_in(root: Path, room: str) -> Path:
    """Keep a text in *room* and return the file of its entry."""
    Cache(root).put(room, KEY, TEXT)
    return root / room / KEY[:2] / KEY


def edited(entry: Path, change: Callable[[bytes], bytes]) -> None:
    entry.write_bytes(change(entry.read_bytes()))


def in_its_place(entry: Path, put: Callable[[Path], object]) -> None:
    entry.unlink()
    put(entry)


def as_link(entry: Path) -> None:
    moved = entry.rename(entry.with_name("moved"))
    entry.symlink_to(moved)


def as_linked_folder(folder: Path) -> None:
    moved = folder.rename(folder.with_name(f"{folder.name}-moved"))
    folder.symlink_to(moved)


def under_another_key(entry: Path) -> None:
    other = entry.with_name("abcd")
    Cache(entry.parents[2]).put(entry.parents[1].name, other.name, TEXT)
    other.replace(entry)


def in_another_room(entry: Path) -> None:
    shutil.copyfile(kept_in(entry.parents[2], "another"), entry)


DAMAGE = [
    pytest.param(lambda entry: edited(entry, lambda kept: b""), id="empty"),
    pytest.param(lambda entry: edited(entry, lambda kept: kept[:-9]), id="cut"),
    pytest.param(lambda entry: edited(entry, lambda kept: kept[:64]), id="cut-to-its-seal"),
    pytest.param(lambda entry: edited(entry, lambda kept: kept.replace(b"K", b"k")), id="edited"),
    pytest.param(lambda entry: edited(entry, lambda kept: TEXT.encode()), id="without-a-seal"),
    pytest.param(lambda entry: edited(entry, lambda kept: b"\xff" + kept), id="no-text"),
    pytest.param(lambda entry: edited(entry, lambda kept: b"\n[1, 2]"), id="of-another-type"),
    pytest.param(under_another_key, id="of-another-key"),
    pytest.param(in_another_room, id="of-another-room"),
    pytest.param(lambda entry: in_its_place(entry, os.mkfifo), id="pipe"),
    pytest.param(lambda entry: in_its_place(entry, Path.mkdir), id="folder"),
    pytest.param(as_link, id="link"),
    pytest.param(lambda entry: as_linked_folder(entry.parent), id="linked-folder"),
    pytest.param(lambda entry: as_linked_folder(entry.parents[1]), id="linked-room"),
    pytest.param(lambda entry: as_linked_folder(entry.parents[2]), id="linked-store"),
    pytest.param(lambda entry: as_linked_folder(entry.parents[3]), id="linked-folder-above"),
]


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_no_entry_of_ours_is_absent(
    damage: Callable[[Path], None], room: str, tmp_path: Path
) -> None:
    """Damaged, moved or no file at all: it is as if it were not there, and nothing waits for it."""
    root = tmp_path / ".cache/sourcebook"
    damage(kept_in(root, room))

    assert Cache(root).get(room, KEY) is None


@pytest.mark.parametrize("room", ROOMS)
def test_an_entry_of_another_machine_is_absent(
    room: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another user kept, whole and right, is not taken, and comes back for that user."""
    kept_in(tmp_path, room)
    mine = os.environ["XDG_STATE_HOME"]
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "theirs"))
    taken_by_another = Cache(tmp_path).get(room, KEY)
    monkeypatch.setenv("XDG_STATE_HOME", mine)

    assert (taken_by_another, Cache(tmp_path).get(room, KEY)) == (None, TEXT)


@pytest.mark.parametrize("room", ROOMS)
def test_a_store_through_a_link_is_neither_filled_nor_swept(room: str, tmp_path: Path) -> None:
    """A link in a branch does not lead our hands to files that are no entries."""
    outside = tmp_path / "outside" / "letters"
    outside.mkdir(parents=True)
    for number in range(9):
        (outside / f"letter-{number}").write_text("Dear all", encoding="utf-8")
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / room).symlink_to(outside.parent)
    cache = Cache(tmp_path / "store")
    cache.put(room, KEY, TEXT)
    cache.sweep(room, {KEY})

    assert len(list(outside.parent.rglob("*"))) == 10


def test_the_secret_is_private_and_stays(state: Path, tmp_path: Path) -> None:
    """It is made at first use, outside the project, readable by its owner alone."""
    kept_in(tmp_path / "one", "pictures")
    first = read_ordinary(state / SECRET)
    kept_in(tmp_path / "other", "pictures")

    assert (len(first), read_ordinary(state / SECRET)) == (32, first)
    assert (state / SECRET).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda secret: secret.chmod(0o644), id="readable-by-others"),
        pytest.param(lambda secret: edited(secret, lambda kept: kept[:7]), id="cut"),
        pytest.param(as_link, id="link"),
        pytest.param(lambda secret: in_its_place(secret, os.mkfifo), id="pipe"),
    ],
)
def test_a_secret_that_others_may_know_is_replaced(
    spoil: Callable[[Path], None], state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was kept under it is made again, and the next secret is whole."""
    kept_in(tmp_path, "pictures")
    # A process asks once: the next one sees the same file under another name of its folder.
    monkeypatch.setenv("XDG_STATE_HOME", f"{state}/.")
    spoil(state / SECRET)
    before = Cache(tmp_path).get("pictures", KEY)
    kept_in(tmp_path, "pictures")

    assert (before, Cache(tmp_path).get("pictures", KEY)) == (None, TEXT)
    assert (state / SECRET).lstat().st_mode & 0o777 == 0o600


def test_without_a_place_for_the_secret_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine without a home builds as ever, without a store."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))

    assert not kept_in(tmp_path / "cache", "pictures").exists()
    assert Cache(tmp_path / "cache").get("pictures", KEY) is None
