"""A record to verify."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from heed.commands import checkpoint
from heed.records.models import Complaint
from tests.world import World


@pytest.fixture
def complaint(world: World, settings: LazySettings, tmp_path: Path) -> Complaint:
    """The first of two complaints, with a file and a second entry, after a checkpoint."""
    settings.MEDIA_ROOT, settings.HEED_CHECKPOINT_FOLDER = tmp_path / "files", tmp_path / "checkpoints"
    lodged = world.lodge(files=[SimpleUploadedFile("note.txt", b"on the door blade")])
    world.verify(lodged)
    world.lodge()
    assert checkpoint.main([]) == 0
    return lodged
