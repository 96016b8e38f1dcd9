"""What an owner writes and sends on the secret page: words, photos, recordings (R74)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.photos import PNG
from tests.rooms.test_portal_follow import page_of, send
from tests.world import World


@pytest.fixture(autouse=True)
def _in_english(client: Client) -> None:
    client.cookies["heed_language"] = "en"


@pytest.mark.rule("R74")
def test_an_owner_writes_with_photos_at_any_time_and_once(client: Client, world: World) -> None:
    complaint = world.lodge()
    seen = complaint.version
    for _ in range(2):
        client.post(f"/f/{complaint.secret}/say/", {"version": seen, "words": "老人明天要去医院"})
    assert complaint.entries.filter(move="say").count() == 1
    photo = SimpleUploadedFile("门.png", PNG, content_type="image/png")
    send(client, complaint, "say", words="就是这道门", files=[photo])
    shown = complaint.attachments.get()
    assert f"/f/{complaint.secret}/files/{shown.pk}/" in page_of(client, complaint)
    world.verify(complaint, at=timezone.now())
    assert "老人明天要去医院" in page_of(client, complaint)


def test_a_photo_alone_is_a_message_and_one_that_comes_back_asks_for_its_photos_again(
    client: Client, world: World
) -> None:
    complaint = world.lodge()
    assert "A photo or a recording alone is enough." in page_of(client, complaint, "say/")
    assert "Write your message." in send(client, complaint, "say", words=" ").content.decode()
    send(client, complaint, "say", words="", files=[SimpleUploadedFile("门.png", PNG, content_type="image/png")])
    assert complaint.attachments.count() == 1
    assert "(photos or files, without words)" in page_of(client, complaint)
    again = SimpleUploadedFile("窗.png", PNG, content_type="image/png")
    back = send(client, complaint, "say", words="长" * 20_001, files=[again])
    assert back.status_code == 422
    assert "Please choose your photos again" in back.content.decode()
    assert complaint.attachments.count() == 1


def test_a_program_is_refused_and_the_words_stay(client: Client, world: World) -> None:
    complaint = world.lodge()
    program = SimpleUploadedFile("bill.exe", b"MZ\x90\x00", content_type="image/png")
    back = send(client, complaint, "say", words="看附件", files=[program])
    assert back.status_code == 422
    assert ("is a program" in back.content.decode(), "看附件" in back.content.decode()) == (True, True)
    assert not complaint.attachments.exists()


def test_a_file_of_the_owners_own_is_saved_and_never_runs(client: Client, world: World) -> None:
    complaint = world.lodge()
    page = SimpleUploadedFile("x.html", b"<script>alert(1)</script>", content_type="text/html")
    send(client, complaint, "say", words="看附件", files=[page])
    answer = client.get(f"/f/{complaint.secret}/files/{complaint.attachments.get().pk}/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
