"""The papers for the owner as PDF: the sign-off slip, and the letter of reply in the form that the level asks for."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext as _
from pypdf import PdfReader

from heed.process.words import Method
from heed.records.models import Account, Complaint
from heed.seal.case_proof import pdf_is_signed
from tests.world import World


def pages(client: Client, complaint: Complaint, what: str, by: Account) -> PdfReader:
    client.force_login(by)
    answer = client.get(f"/complaints/{complaint.number}/print/{what}.pdf")
    assert answer.status_code == 200
    assert pdf_is_signed(answer.content)
    return PdfReader(BytesIO(answer.content))


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


@pytest.mark.rule("R54")
def test_the_sign_off_slip_is_one_page_in_the_owners_language_without_a_secret(world: World, client: Client) -> None:
    complaint = world.to_handled(world.lodge(language="en"))
    reader = pages(client, complaint, "sign-off", world.zhou)
    assert len(reader.pages) == 1
    text = text_of(reader)
    for part in ("Opinion of satisfaction", "当日更换门刀并留守", "Owner's signature", "Taken by 周晓"):
        assert part in text
    assert "✓" not in text, "what the owner thinks is the owner's to tick"
    assert complaint.secret not in text


@pytest.mark.rule("R54")
def test_the_slip_of_what_was_settled_ticks_the_owners_opinion(world: World, client: Client) -> None:
    complaint = world.verify(world.lodge(language="en"))
    world.make("settle", complaint, by=world.zhou, solution="当场复位", responsibility="none", satisfaction="fair",
               confirmation="就这样吧", money=Decimal(50), proof="SJ-18")  # fmt: skip
    text = text_of(pages(client, complaint, "sign-off", world.zhou))
    assert text.count("✓") == 1
    for part in ("Fairly satisfied", "就这样吧", "on 138", "2207, 2026-11-21", "SJ-18", "50"):
        assert part in text


@pytest.mark.rule("R22")
def test_the_letter_tells_the_answer_with_the_apology_as_it_was_made(world: World, client: Client) -> None:
    complaint = world.to_handled(world.lodge(language="en"))
    text = text_of(pages(client, complaint, "letter", world.lin))
    for part in (
        "Dear 陈美玲,", "On 21 Nov 2026 you told us", "很抱歉，让您和老人受惊了", "By telephone", "门刀漏换",
        "当日更换门刀并留守", "门刀已换，运行正常", "林秋 · Case owner",
    ):  # fmt: skip
        assert part in text, part
    assert "13800002207" not in text
    assert complaint.secret not in text


@pytest.mark.rule("R22")
def test_a_grave_level_takes_no_letter_before_an_apology_in_person(world: World, client: Client) -> None:
    complaint = world.lodge(language="en")
    world.verify(complaint)
    world.make("investigate", complaint, account=world.lin)
    world.make("apologise", complaint, apology="很抱歉", method=Method.ONLINE)
    world.make("propose", complaint, findings="门刀漏换", responsibility="management", solution="当日更换",
               method=Method.PHONE)  # fmt: skip
    client.force_login(world.lin)
    address = f"/complaints/{complaint.number}/print/letter.pdf"
    assert client.get(address).status_code == 200, "the general level takes any form"
    world.make("reassess", complaint, level="major", category="lift_stopped", nature="harm", emotion="calm",
               validity="valid", reason="老人被困")  # fmt: skip
    answer = client.get(address)
    assert answer.status_code == 409
    with translation.override("zh-hans"):
        assert _("At this level the apology must be made in person or by telephone.") in answer.content.decode()
    world.make("apologise", complaint, apology="登门致歉", method=Method.HOME)
    text = text_of(pages(client, complaint, "letter", world.lin))
    assert "登门致歉" in text
    assert "At home" in text


def test_there_is_no_letter_before_an_answer_and_none_for_others(world: World, client: Client) -> None:
    complaint = world.verify(world.lodge())
    client.force_login(world.lin)
    assert client.get(f"/complaints/{complaint.number}/print/letter.pdf").status_code == 409
    world.to_handled(handled := world.lodge())
    for account in (world.wu, world.sun, world.wang):
        client.force_login(account)
        assert client.get(f"/complaints/{handled.number}/print/letter.pdf").status_code == 404


def test_a_letter_to_an_anonymous_owner_names_nobody(world: World, client: Client) -> None:
    complaint = world.lodge(person=None, place=None, anonymous=True, contact="13911112222", language="en")
    world.to_handling(complaint)
    text = text_of(pages(client, complaint, "letter", world.lin))
    assert "Dear resident," in text
    assert "13911112222" not in text
