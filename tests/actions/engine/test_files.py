"""Files that come with a move: pictures are kept upright, without the place, before anything is written."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from heed.actions.engine.errors import Refused
from heed.actions.engine.files import PROGRAM
from heed.process.words import FileKind
from heed.records.models import Attachment, Complaint
from tests.insight.test_pictures import taken
from tests.photos import PNG
from tests.world import World


def upload(name: str, body: bytes, said: str = "") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body, said)


def test_a_photo_is_kept_upright_and_without_where_it_was_taken(world: World) -> None:
    world.lodge(files=[upload("IMG_1.jpg", taken("JPEG", turned=6), "image/jpeg")])
    kept = Attachment.objects.get()
    body = kept.file.read()
    assert b"TestPhone" not in body
    assert Image.open(BytesIO(body)).size == (40, 60)
    assert (kept.mime, kept.name, kept.size) == ("image/jpeg", "IMG_1.jpg", len(body))


def test_a_photo_of_an_iphone_becomes_one_that_every_browser_shows_whatever_the_form_calls_it(world: World) -> None:
    complaint = world.lodge()
    world.make("attach", complaint, files=[upload("IMG_2.HEIC", taken("HEIF"), "application/octet-stream")])
    kept = Attachment.objects.get()
    assert (kept.mime, kept.name, kept.kind) == ("image/jpeg", "IMG_2.jpg", FileKind.PHOTO)


def test_what_is_no_picture_stays_as_it_is(world: World) -> None:
    world.lodge(files=[upload("protocol.pdf", b"%PDF-1.7 x", "application/pdf"), upload("a.png", b"no picture")])
    assert [one.file.read() for one in Attachment.objects.order_by("pk")] == [b"%PDF-1.7 x", b"no picture"]


def test_a_program_is_named_and_nothing_is_written(world: World) -> None:
    program = upload("photo.jpg", b"MZ\x90\x00", "image/jpeg")
    with pytest.raises(Refused) as refused:
        world.lodge(files=[upload("good.png", PNG, "image/png"), program])
    assert [(refusal.text, refusal.params["name"]) for refusal in refused.value.refusals] == [(PROGRAM, "photo.jpg")]
    assert not Complaint.objects.exists()


def test_pictures_that_cannot_be_opened_are_named_and_nothing_is_written(world: World) -> None:
    broken = [upload(name, taken("JPEG")[:300], "image/jpeg") for name in ("one.jpg", "two.jpg")]
    with pytest.raises(Refused) as refused:
        world.lodge(files=[upload("good.png", PNG, "image/png"), *broken])
    assert [refusal.params["name"] for refusal in refused.value.refusals] == ["one.jpg", "two.jpg"]
    assert {refusal.fact for refusal in refused.value.refusals} == {"files"}
    assert not Complaint.objects.exists()
    assert not Attachment.objects.exists()
