"""Photos as telephones send them, through the pages of owners and staff (R14, R57)."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from heed.records.models import Attachment, Complaint
from tests.insight.test_pictures import BLUE, RED, near, opened, taken
from tests.photos import PNG
from tests.rooms.at_the_desk import told as told_at_the_desk
from tests.rooms.test_portal import report, told
from tests.world import World


@pytest.fixture(autouse=True)
def _nothing_was_sent_before(db: None) -> None:
    cache.clear()


def sent(name: str, body: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


@pytest.mark.parametrize(
    ("name", "body", "size"),
    [
        ("rotated_gps.jpg", taken("JPEG", turned=6), (40, 60)),
        ("cmyk.jpg", taken("JPEG", mode="CMYK"), (60, 40)),
        ("photo.heic", taken("HEIF"), (60, 40)),
    ],
)
def test_a_photo_is_shown_upright_in_its_colours_and_without_its_place(
    client: Client, world: World, name: str, body: bytes, size: tuple[int, int]
) -> None:
    complaint = report(client, files=[sent(name, body)])
    kept = Attachment.objects.get(complaint=complaint)
    answer = client.get(f"/f/{complaint.secret}/files/{kept.pk}/")
    assert answer["Content-Type"] == "image/jpeg"
    shown = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    picture = opened(shown).convert("RGB")
    assert picture.size == size
    assert near(picture.getpixel((5, 5)), RED)
    assert near(picture.getpixel((size[0] - 5, size[1] - 5)), BLUE)
    assert dict(opened(shown).getexif()) == {}
    assert b"TestPhone" not in shown


def test_an_empty_photo_among_good_ones_is_named_and_nothing_is_taken_in(client: Client, world: World) -> None:
    def photos() -> list[SimpleUploadedFile]:
        return [sent("good.png", PNG), sent("empty.jpg", b"")]

    answers = [client.post("/p/cuihu/", told(files=photos()), headers={"Accept-Language": "en"})]
    client.force_login(world.zhou)
    client.post("/desk/arrive/")
    answers.append(client.post("/desk/take/", told_at_the_desk(world, files=photos())))
    assert not Complaint.objects.exists()
    complaint = world.lodge()
    form = {"version": complaint.version, "files": photos(), "words": "照片"}
    answers.append(client.post(f"/complaints/{complaint.number}/attach/", form))
    for answer in answers:
        assert answer.status_code == 422
        said = " ".join(answer.context["form"].errors["files"])
        assert "empty.jpg" in said
        assert "good.png" not in said
    assert not Attachment.objects.exists()
