"""Voice recordings and videos: played in the page, sent in parts, limited in size, and never run."""

import io
import wave
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from heed.actions.engine.errors import Refused
from heed.process.words import FileKind
from heed.records.models import Attachment, Complaint
from tests.rooms.at_the_page import shown, signed_in
from tests.world import World

MP4 = b"\x00\x00\x00\x20ftypisom" + b"\0" * 600


def wav(seconds: float = 1) -> bytes:
    """Silence of this length."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(b"\0\0" * round(8000 * seconds))
    return file.getvalue()


def attached(world: World, complaint: Complaint, body: bytes, name: str = "留言.wav", said: str = "text/html") -> str:
    """The address of a file that its sender says to be something else."""
    world.make("attach", complaint, files=[SimpleUploadedFile(name, body, said)])
    return reverse("complaint:file", args=[complaint.number, Attachment.objects.latest("pk").pk])


@pytest.mark.rule("R14")
@pytest.mark.parametrize(
    ("body", "mime", "tag", "kind"),
    [(wav(), "audio/wav", "<audio controls", FileKind.AUDIO), (MP4, "video/mp4", "<video controls", FileKind.VIDEO)],
)
def test_a_recording_is_played_in_the_page_and_can_be_saved(
    world: World, client: Client, body: bytes, mime: str, tag: str, kind: FileKind
) -> None:
    complaint = world.lodge()
    address = attached(world, complaint, body)
    page = shown(signed_in(client, world.lin), complaint)
    assert f'{tag} preload="metadata"' in page
    assert f'src="{address}"' in page
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, mime)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Accept-Ranges"] == "bytes"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].startswith("inline")
    assert client.get(f"{address}?save")["Content-Disposition"].startswith("attachment")
    assert Attachment.objects.get().kind == kind


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-", 0, 16043),
        ("bytes=100-199", 100, 199),
        ("bytes=-44", 16000, 16043),
        ("bytes=16000-99999", 16000, 16043),
    ],
)
def test_a_player_gets_the_part_it_asks_for(world: World, client: Client, asked: str, first: int, last: int) -> None:
    client.force_login(world.lin)
    body = wav()
    answer = client.get(attached(world, world.lodge(), body), headers={"Range": asked})
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/{len(body)}"
    assert answer["Content-Length"] == str(last - first + 1)
    assert answer.getvalue() == body[first : last + 1]
    assert answer["Content-Type"] == "audio/wav"


def test_a_part_beyond_the_end_is_refused_and_what_is_no_single_part_gets_the_whole(
    world: World, client: Client
) -> None:
    client.force_login(world.lin)
    body = wav()
    address = attached(world, world.lodge(), body)
    beyond = client.get(address, headers={"Range": "bytes=99999-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(body)}")
    for asked in ("bytes=0-1,5-6", "bytes=9-3", "bytes=-", "lines=1-2", "bytes=" + "9" * 40 + "-"):
        assert client.get(address, headers={"Range": asked}).status_code == 200, asked
    stale = client.get(address, headers={"Range": "bytes=0-9", "If-Range": '"another"'})
    assert stale.status_code == 200
    same = client.get(address, headers={"Range": "bytes=0-9", "If-Range": stale["ETag"]})
    assert same.status_code == 206


def test_nobody_from_elsewhere_hears_a_recording(world: World, client: Client) -> None:
    address = attached(world, world.lodge(), wav())
    client.force_login(world.wu)
    assert client.get(address, headers={"Range": "bytes=0-9"}).status_code == 404


@pytest.mark.rule("R14")
def test_recordings_have_a_limit_of_their_own_by_their_bytes_not_their_name(world: World, settings: Any) -> None:
    settings.HEED_UPLOAD_MB, settings.HEED_MEDIA_MB = 1, 2
    complaint, more = world.lodge(), b"\0" * (3 * 2**19)
    attached(world, complaint, MP4 + more)
    for body, limit in ((more, 1), (MP4 + more + more, 2)):
        with pytest.raises(Refused) as refused:
            attached(world, complaint, body, "留言.mp4", "video/mp4")
        assert refused.value.refusals[0].params == {"size": limit}


@pytest.mark.rule("R14", "R74")
def test_an_owner_sends_a_recording_with_the_report_and_hears_it_on_the_own_page(world: World, client: Client) -> None:
    typed = {
        "content": "半夜水泵响", "name": "陈美玲", "unit": "3-1502", "contact": "13800002207",
        "files": [SimpleUploadedFile("水泵.wav", wav(), "audio/wav")],
    }  # fmt: skip
    assert client.post("/p/cuihu/", typed).status_code == 302
    complaint = Complaint.objects.latest("pk")
    page = client.get(f"/f/{complaint.secret}/").content.decode()
    address = reverse("portal:file", args=[complaint.secret, Attachment.objects.get().pk])
    assert f'<audio controls preload="metadata" src="{address}"' in page
    part = client.get(address, headers={"Range": "bytes=0-9"})
    assert (part.status_code, part["X-Content-Type-Options"]) == (206, "nosniff")


def test_an_operator_hears_it_with_the_order_and_sends_a_video_of_the_work(world: World, client: Client) -> None:
    complaint = world.to_handling(world.lodge(files=[SimpleUploadedFile("留言.wav", wav(), "audio/wav")]))
    due_at = complaint.entries.latest("seq").at.replace(hour=23)
    world.make("order", complaint, department=world.engineering, account=world.wang, work="修", due_at=due_at)
    order = complaint.orders.get()
    world.make("accept_order", complaint, by=world.wang, order=order)
    client.force_login(world.wang)
    assert "<audio controls" in client.get(f"/field/{order.pk}/").content.decode()
    video = SimpleUploadedFile("修好.mp4", MP4, "video/mp4")
    complaint.refresh_from_db()
    typed = {"order": order.pk, "version": complaint.version, "result": "修好了", "files": [video]}
    assert client.post(f"/field/{order.pk}/finish_order/", typed).status_code == 302
    assert Attachment.objects.latest("pk").mime == "video/mp4"
