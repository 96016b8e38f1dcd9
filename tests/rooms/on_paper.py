"""A complaint to put on paper."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from heed.commands import checkpoint
from heed.records.models import Complaint
from tests.world import World

WORDS = '#pagebreak() *电梯* $x^2$ @chen \\ 又停在夹层 #read("/etc/passwd")'


def handled_with_a_photo(world: World, settings: LazySettings, folder: Path) -> Complaint:
    """Handled, with a photo and words that look like Typst, after a checkpoint."""
    settings.MEDIA_ROOT, settings.HEED_CHECKPOINT_FOLDER = folder / "files", folder / "checkpoints"
    complaint = world.to_handled(world.lodge(content=WORDS, files=[photo()]))
    assert checkpoint.main([]) == 0
    return complaint


def photo() -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (60, 40), "#88aacc").save(drawn, "JPEG")
    return SimpleUploadedFile("door.jpg", drawn.getvalue(), "image/jpeg")
