"""Files of a complaint: to those who may see it, and never as something that runs."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse
from django.test import Client

from heed.records.models import Attachment, Complaint
from tests.photos import PNG
from tests.world import World

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def complaint(world: World) -> Complaint:
    return world.lodge()


def attached(world: World, complaint: Complaint, name: str, body: bytes, said: str) -> Attachment:
    """A file that its sender calls `name` and says to be `said`."""
    world.make("attach", complaint, files=[SimpleUploadedFile(name, body, said)])
    return Attachment.objects.latest("pk")


def fetched(client: Client, attachment: Attachment, query: str = "") -> FileResponse:
    answer: Any = client.get(f"/complaints/{attachment.complaint.number}/files/{attachment.pk}/{query}")
    assert answer.status_code == 200
    assert isinstance(answer, FileResponse)
    return answer


def test_a_picture_is_shown_in_the_page(world: World, client: Client, complaint: Complaint) -> None:
    client.force_login(world.lin)
    answer = fetched(client, attached(world, complaint, "轿厢.png", PNG, "image/png"))
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer.getvalue() == PNG
    assert fetched(client, Attachment.objects.get(), "?save")["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("a.html", HTML, "text/html"),
        ("a.png", HTML, "image/png"),
        ("a.svg", SVG, "image/svg+xml"),
        ("a.jpg", SVG, "image/jpeg"),
        ("a.xml", SVG, "text/xml"),
    ],
)
def test_what_could_run_is_only_ever_saved(
    world: World, client: Client, complaint: Complaint, name: str, body: bytes, said: str
) -> None:
    client.force_login(world.lin)
    answer = fetched(client, attached(world, complaint, name, body, said))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_type_that_the_record_claims_but_nobody_may_open_is_saved(
    world: World, client: Client, complaint: Complaint
) -> None:
    client.force_login(world.lin)
    attachment = attached(world, complaint, "a.html", HTML, "text/html")
    Attachment.objects.filter(pk=attachment.pk).update(mime="text/html")
    answer = fetched(client, attachment)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_file_belongs_to_its_complaint_and_to_those_who_see_it(
    world: World, client: Client, complaint: Complaint
) -> None:
    attachment = attached(world, complaint, "a.png", PNG, "image/png")
    own = f"/complaints/{complaint.number}/files/{attachment.pk}/"
    assert client.get(own).status_code == 302
    client.force_login(world.wu)
    assert client.get(own).status_code == 404
    client.force_login(world.lin)
    assert client.get(f"/complaints/{world.lodge().number}/files/{attachment.pk}/").status_code == 404


def test_an_unchanged_file_is_not_sent_twice(world: World, client: Client, complaint: Complaint) -> None:
    client.force_login(world.lin)
    attachment = attached(world, complaint, "a.png", PNG, "image/png")
    tag = fetched(client, attachment)["ETag"]
    again = client.get(f"/complaints/{complaint.number}/files/{attachment.pk}/", headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_a_file_that_is_gone_from_the_disk_is_404(world: World, client: Client, complaint: Complaint) -> None:
    client.force_login(world.lin)
    attachment = attached(world, complaint, "a.png", PNG, "image/png")
    attachment.file.storage.delete(attachment.file.name)
    assert client.get(f"/complaints/{complaint.number}/files/{attachment.pk}/").status_code == 404


def test_a_file_that_was_swapped_on_the_disk_is_shown_to_nobody(
    world: World, client: Client, complaint: Complaint
) -> None:
    client.force_login(world.lin)
    attachment = attached(world, complaint, "轿厢.png", PNG, "image/png")
    assert fetched(client, attachment).getvalue() == PNG
    Path(attachment.file.path).write_bytes(PNG + b"another")
    own = f"/complaints/{complaint.number}/files/{attachment.pk}/"
    answer = client.get(own)
    assert answer.status_code == 410
    assert "轿厢.png" in answer.content.decode()
    assert client.get(f"/f/{complaint.secret}/files/{attachment.pk}/").status_code == 404
    Path(attachment.file.path).write_bytes(PNG)
    assert client.get(own).status_code == 200
