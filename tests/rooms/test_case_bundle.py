"""The file for an authority or a court: one ZIP with everything."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import LazySettings
from django.test import Client

from heed.commands import verify
from heed.process.words import AuditKind
from heed.records.models import AuditEvent, Complaint
from heed.rooms.complaint.papers import proof
from tests.rooms.on_paper import handled_with_a_photo
from tests.world import World


@pytest.fixture
def handled(world: World, settings: LazySettings, tmp_path: Path) -> Complaint:
    return handled_with_a_photo(world, settings, tmp_path)


def bundled(client: Client, complaint: Complaint, folder: Path) -> list[str]:
    """The ZIP for a court, unpacked: the names of what is in it."""
    answer = client.get(f"/complaints/{complaint.number}/print/case.zip?language=en")
    assert answer.status_code == 200
    with ZipFile(BytesIO(answer.getvalue())) as packed:
        packed.extractall(folder)
        return packed.namelist()


@pytest.mark.rule("R101")
def test_a_court_gets_everything_in_one_file_and_verifies_it(
    world: World, client: Client, handled: Complaint, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(proof, "LARGEST", 10)  # the photo does not fit into the PDF
    client.force_login(world.lin)
    folder = tmp_path / "unpacked"
    names = bundled(client, handled, folder)
    pdf = f"{handled.number}.pdf"
    assert sorted(names) == sorted([pdf, "record.jsonl", "proof.txt", "files/01-door.jpg", "README.txt", "SHA256SUMS"])
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert "Taken by 林秋" in (folder / "README.txt").read_text()
    assert AuditEvent.objects.latest("pk").kind == AuditKind.REVEAL.value
    files = ["--files", str(folder / "files")]
    assert verify.main([str(folder / pdf)]) == 0
    assert "1 files of the record are not in the PDF, and were not read" in capsys.readouterr().out
    assert verify.main([str(folder / pdf), *files]) == 0
    assert "not read" not in capsys.readouterr().out
    (folder / "files" / "01-door.jpg").write_bytes(b"another photo")
    assert verify.main([str(folder / pdf), *files]) == 1
    assert "A file of an entry was changed or is missing" in capsys.readouterr().out


def test_others_take_nothing_for_a_court(world: World, client: Client, handled: Complaint) -> None:
    for account in (world.wu, world.sun, world.wang):
        client.force_login(account)
        assert client.get(f"/complaints/{handled.number}/print/case.zip").status_code == 404
