"""What people send is on the disk before they are told so."""

import errno
import os
import stat
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from heed.config.storage import DurableStorage, write_durably


def test_a_photo_and_the_folders_above_it_are_written_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    fsync = os.fsync

    def seen(descriptor: int) -> None:
        written.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", seen)
    DurableStorage(tmp_path).save("files/7/photo", ContentFile(b"photo"))
    names = ("files/7/photo", "files/7", "files", ".")
    assert written == [str(tmp_path / name) for name in names]


def test_a_photo_that_finds_no_room_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        DurableStorage(tmp_path).save("files/7/photo", ContentFile(b"photo"))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that were brought to the disk so far."""
    found: list[str] = []

    def fsync(descriptor: int) -> None:
        found.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))

    monkeypatch.setattr(os, "fsync", fsync)
    return found


def test_a_file_appears_whole_and_for_its_owner_alone(tmp_path: Path, synced: list[str]) -> None:
    file = tmp_path / "key"
    write_durably(file, b"one")
    write_durably(file, b"two")
    assert file.read_bytes() == b"two"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["key"]
    assert str(tmp_path) in synced


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "key"
    write_durably(file, b"one")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_durably(file, b"two")
    assert file.read_bytes() == b"one"
    assert [path.name for path in tmp_path.iterdir()] == ["key"]
