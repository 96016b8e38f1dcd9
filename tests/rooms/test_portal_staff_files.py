"""What the staff add to a message for the owner: a photo without the place where it was taken, a recording, a paper."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from heed.records.models import Complaint
from tests.accessible import faults_of
from tests.rooms.test_complaint_recordings import wav
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MAKE, GPS = 0x010F, 0x8825


def taken_somewhere() -> bytes:
    """A photo that tells the maker of the camera and the place."""
    written, told = BytesIO(), Image.Exif()
    told[MAKE] = "Camera"
    told.get_ifd(GPS)[1] = "N"
    Image.new("RGB", (40, 30), (90, 120, 150)).save(written, "JPEG", exif=told)
    return written.getvalue()


@pytest.fixture
def complaint(world: World) -> Complaint:
    return world.verify(world.lodge(at=timezone.now() - timedelta(hours=2)))


def replied(client: Client, world: World, complaint: Complaint) -> Complaint:
    """Lin writes to the owner, with a photo and a recording, by the form."""
    client.force_login(world.lin)
    page = f"/complaints/{complaint.number}/reply/"
    assert 'type="file"' in client.get(page).content.decode()
    files = [SimpleUploadedFile("门刀.jpg", taken_somewhere(), "image/jpeg"),
             SimpleUploadedFile("留言.wav", wav(2), "audio/wav")]  # fmt: skip
    typed = {"words": "新门刀已到货，请看照片", "method": "online", "files": files, "version": complaint.version}
    assert client.post(page, typed).status_code == 302
    complaint.refresh_from_db()
    return complaint


@pytest.mark.rule("R76")
def test_the_owner_sees_the_photo_and_hears_the_recording_of_a_reply(
    client: Client, world: World, complaint: Complaint
) -> None:
    photo, recording = replied(client, world, complaint).attachments.order_by("pk")
    owner = Client()
    page = owner.get(f"/f/{complaint.secret}/").content.decode()
    assert f'<img class="file__thumb" src="/f/{complaint.secret}/files/{photo.pk}/"' in page
    assert f'src="/f/{complaint.secret}/files/{recording.pk}/"' in page
    assert "<audio controls" in page
    seen = owner.get(f"/f/{complaint.secret}/files/{photo.pk}/")
    assert dict(Image.open(BytesIO(seen.getvalue())).getexif()) == {}
    assert owner.get(f"/f/{complaint.secret}/files/{recording.pk}/")["Content-Type"] == "audio/wav"


def test_what_is_added_inside_stays_inside(world: World, complaint: Complaint) -> None:
    world.make("attach", complaint, files=[SimpleUploadedFile("会议.wav", wav(2), "audio/wav")])
    inside = complaint.attachments.get()
    owner = Client()
    assert "<audio" not in owner.get(f"/f/{complaint.secret}/").content.decode()
    assert owner.get(f"/f/{complaint.secret}/files/{inside.pk}/").status_code == 404


def test_a_report_of_progress_carries_files_too(world: World, complaint: Complaint) -> None:
    paper = SimpleUploadedFile("检测报告.pdf", b"%PDF-1.4 report", "application/pdf")
    world.make("report_progress", complaint, words="检测完成，报告见附件", method="online", files=[paper])
    assert "检测报告.pdf" in Client().get(f"/f/{complaint.secret}/").content.decode()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scripts", [True, False])
def test_the_page_with_them_fits_and_is_clean(
    chromium: Browser, client: Client, live_server: Any, world: World, complaint: Complaint, width: int, scripts: bool
) -> None:
    replied(client, world, complaint)
    context = chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{live_server.url}/f/{complaint.secret}/")
    expect(page.locator("audio")).to_be_visible()
    expect(page.locator("img.file__thumb")).to_have_js_property("naturalWidth", 40)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if scripts:
        assert faults_of(page) == []
    context.close()
