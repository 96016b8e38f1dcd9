"""What people send is on the disk before they are told so."""

import errno
import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from heed.config.storage import DurableStorage


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
