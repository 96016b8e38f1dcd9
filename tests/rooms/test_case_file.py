"""The case file as PDF: all of a complaint in three languages, for those who may see it, with the record as proof."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader, PdfWriter

from heed.actions.record.erase import erase
from heed.commands import verify
from heed.process.words import AuditKind
from heed.queries.actor import OWNER
from heed.records.models import Account, AuditEvent, Complaint
from heed.records.seal_key import seal_keys
from tests.rooms.on_paper import WORDS, handled_with_a_photo
from tests.world import MORNING, World, reveals

Verified = Callable[[bytes], tuple[int, str]]
Edit = Callable[[dict[str, bytes]], None]


@pytest.fixture
def handled(world: World, settings: LazySettings, tmp_path: Path) -> Complaint:
    return handled_with_a_photo(world, settings, tmp_path)


@pytest.fixture
def verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verified:
    """Runs `heed verify` on a PDF: how it ends, and what it says."""

    def run(pdf: bytes) -> tuple[int, str]:
        file = tmp_path / "case.pdf"
        file.write_bytes(pdf)
        capsys.readouterr()
        code = verify.main([str(file)])
        heard = capsys.readouterr()
        return code, heard.out + heard.err

    return run


def taken(client: Client, complaint: Complaint, by: Account, language: str = "en") -> bytes:
    client.force_login(by)
    answer = client.get(f"/complaints/{complaint.number}/print/case.pdf?language={language}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return bytes(answer.content)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.rule("R101")
def test_the_case_file_holds_words_clocks_and_reasons_in_three_languages(
    world: World, client: Client, handled: Complaint
) -> None:
    said = {
        "en": ("Every minute counts, day and night", "Limit after", "Escalated"),
        "zh-hans": ("全天候计时", "最后期限", "时限"),
        "zh-hant": ("全天候計時", "最後期限", "時限"),
    }
    for language, (*reasons, word) in said.items():
        text = text_of(taken(client, handled, world.lin, language))
        for part in (
            handled.number,
            "更换门刀",
            "很抱歉，让您和老人受惊了",
            "可以，今天一定要修好",
            "2026-11-21 10:00",
            *reasons,
        ):
            assert part in text, (language, part)
        assert word in text


def test_what_looks_like_typst_stays_text(world: World, client: Client, handled: Complaint) -> None:
    assert WORDS in text_of(taken(client, handled, world.lin)).replace("\n", " ")


@pytest.mark.once
def test_chinese_is_drawn_with_the_fonts_that_come_with_heed(world: World, client: Client, handled: Complaint) -> None:
    reader = PdfReader(BytesIO(taken(client, handled, world.lin)))
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    inside = [one["/DescendantFonts"][0]["/FontDescriptor"] for one in fonts]
    assert any("NotoSansSC" in one["/FontName"] for one in inside)
    assert all("/FontFile2" in one or "/FontFile3" in one for one in inside)


def test_every_page_says_who_took_it_and_the_audit_log_too(world: World, client: Client, handled: Complaint) -> None:
    reader = PdfReader(BytesIO(taken(client, handled, world.lin)))
    assert all("Taken by 林秋 on 20" in page.extract_text() for page in reader.pages)
    event = AuditEvent.objects.filter(kind=AuditKind.EXPORT.value).latest("pk")
    assert (event.by, event.complaint) == (world.lin, handled)
    assert json.loads(event.facts) == {"data": "case_file"}
    assert reveals().filter(by=world.lin, complaint=handled).count() == 1, "the record inside holds the number in full"
    assert "13800002207" not in "".join(page.extract_text() for page in reader.pages)


def test_others_take_no_case_file(world: World, client: Client, handled: Complaint) -> None:
    for account in (world.wu, world.sun, world.liu):
        client.force_login(account)
        assert client.get(f"/complaints/{handled.number}/print/case.pdf").status_code == 404


def test_who_need_not_know_the_owner_gets_masked_pages_without_the_record(
    world: World, client: Client, handled: Complaint, verified: Verified
) -> None:
    pdf = taken(client, handled, world.wang)
    assert "陈美玲" not in text_of(pdf)
    assert not PdfReader(BytesIO(pdf)).attachments
    assert not reveals().exists()
    code, heard = verified(pdf)
    assert code == 0, heard
    assert "It holds no record" in heard


def test_an_anonymous_owner_stays_anonymous(world: World, client: Client) -> None:
    complaint = world.lodge(person=None, place=None, anonymous=True, contact="13911112222")
    pdf = taken(client, complaint, world.lin)
    assert not PdfReader(BytesIO(pdf)).attachments
    assert "would say who the anonymous owner is" in text_of(pdf).replace("\n", " ")


@pytest.mark.rule("R101")
def test_a_third_party_verifies_it_with_one_command(
    world: World, client: Client, handled: Complaint, verified: Verified
) -> None:
    code, heard = verified(taken(client, handled, world.lin))
    assert code == 0, heard
    assert f"Complaint {handled.number}: {handled.version} entries and 1 files, as they were written" in heard
    assert "in checkpoint 1" in heard
    assert "The pages are a drawing of the record" in heard


def test_an_erased_entry_shows_as_erased_and_the_file_still_verifies(
    world: World, client: Client, handled: Complaint, verified: Verified
) -> None:
    erase(handled, reason="the owner asked for it", by=None)
    pdf = taken(client, handled, world.lin)
    assert "The text of this entry was erased." in text_of(pdf)
    assert "pagebreak" not in text_of(pdf)
    assert b"pagebreak" not in PdfReader(BytesIO(pdf)).attachments["record.jsonl"][0]
    code, heard = verified(pdf)
    assert code == 0, heard


def anew(pdf: bytes, edit: Edit) -> bytes:
    """The same pages in a PDF of another hand, with other attachments."""
    inside = {name: content[0] for name, content in PdfReader(BytesIO(pdf)).attachments.items()}
    edit(inside)
    writer = PdfWriter()
    for page in PdfReader(BytesIO(pdf)).pages:
        writer.add_page(page)
    for name, content in inside.items():
        writer.add_attachment(name, content)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def other_words(inside: dict[str, bytes]) -> None:
    inside["record.jsonl"] = inside["record.jsonl"].replace("更换门刀".encode(), "一切都好".encode())


def other_time(inside: dict[str, bytes]) -> None:
    inside["record.jsonl"] = inside["record.jsonl"].replace(b"2026-11-21 02:05:00", b"2026-11-21 02:04:00")


def other_photo(inside: dict[str, bytes]) -> None:
    name = next(name for name in inside if name.startswith("files/"))
    inside[name] = b"another photo"


def no_photo(inside: dict[str, bytes]) -> None:
    del inside[next(name for name in inside if name.startswith("files/"))]


def one_more(inside: dict[str, bytes]) -> None:
    inside["files/" + "0" * 64] = b"never sent"


def other_taker(inside: dict[str, bytes]) -> None:
    inside["proof.txt"] = inside["proof.txt"].replace("林秋".encode(), "吴敏".encode())


def no_record(inside: dict[str, bytes]) -> None:
    del inside["record.jsonl"]


EDITS: tuple[tuple[Edit, str], ...] = (
    (other_words, "The text of an entry was changed"),
    (other_time, "The entries differ from a checkpoint"),
    (other_time, "The record in the file is another than the one that was signed"),
    (other_photo, "entry 1: A file of an entry was changed or is missing"),
    (no_photo, "entry 1: A file of an entry was changed or is missing"),
    (one_more, "is none of the record's"),
    (other_taker, "The proof of the record is not as it was signed"),
    (no_record, "Missing in the PDF: record.jsonl"),
)


@pytest.mark.once
def test_what_was_changed_inside_is_found(world: World, client: Client, handled: Complaint, verified: Verified) -> None:
    pdf = taken(client, handled, world.lin)
    for edit, words in EDITS:
        code, heard = verified(anew(pdf, edit))
        assert code == 1, edit
        assert words in heard, (edit, heard)


@pytest.mark.once
def test_a_file_that_another_program_saved_is_proved_by_its_record_alone(
    world: World, client: Client, handled: Complaint, verified: Verified
) -> None:
    code, heard = verified(anew(taken(client, handled, world.lin), lambda inside: None))
    assert code == 1
    assert "The PDF has no signature" in heard
    assert "Wrong: 1." in heard, "the record inside is still as it was signed"


def test_one_changed_byte_of_the_pages_is_found(
    world: World, client: Client, handled: Complaint, verified: Verified
) -> None:
    pdf = taken(client, handled, world.lin)
    place = pdf.index(b"stream") + 40
    code, heard = verified(pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :])
    assert code == 1
    assert "The PDF is not as it was signed" in heard


def test_a_file_of_another_key_is_not_taken_for_ours(
    world: World, client: Client, handled: Complaint, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "case.pdf"
    file.write_bytes(taken(client, handled, world.lin))
    assert verify.main([str(file), "--public-key", seal_keys().current.public]) == 0
    assert verify.main([str(file), "--public-key", "0" * 64]) == 1
    assert "another key signed it" in capsys.readouterr().out


def test_checkpoints_that_were_kept_elsewhere_are_compared(
    world: World, client: Client, handled: Complaint, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "case.pdf"
    file.write_bytes(taken(client, handled, world.lin))
    kept = tmp_path / "checkpoints"
    key = tmp_path / "key"
    key.write_text("\n".join(one.secret for one in seal_keys().keys))
    assert verify.main([str(file), "--checkpoints", str(kept), "--key", str(key)]) == 0, capsys.readouterr().out


def test_a_clock_that_runs_says_when_it_is_due_as_a_paper_is_read_later(world: World, client: Client) -> None:
    complaint = world.verify(world.lodge())
    due_at = MORNING + timedelta(hours=3)
    world.make("promise", complaint, by=world.zhou, words="下午回电", consent=True, due_at=due_at)
    text = text_of(taken(client, complaint, world.lin)).split("Clocks, and why they were due")[1]
    assert f"Promise due {timezone.localtime(due_at):%Y-%m-%d %H:%M}" in " ".join(text.split())
    for state in (" left", " overdue", " to target", "past the target"):
        assert state not in text


def test_a_visit_that_the_owners_own_answer_ended_is_not_said_to_be_made_on_time(world: World, client: Client) -> None:
    complaint = world.to_handled(world.lodge())
    world.make("confirm", complaint, by=OWNER, owner_words="已经好了")
    text = text_of(taken(client, complaint, world.lin)).split("Clocks, and why they were due")[1]
    assert "Ended by the owner's answer" in text.replace("’", "'")
    assert "On time" not in text
