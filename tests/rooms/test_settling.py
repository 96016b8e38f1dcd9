"""Settling on the spot: it obeys what a proposal obeys, and what is on record of it is true."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.process.words import ApprovalSubject, CompensationState, Stage
from heed.records.models import Complaint, Notice
from tests.rooms.at_the_page import signed_in
from tests.world import World

SOLVED: dict[str, Any] = {"solution": "当场复位并说明原因", "responsibility": "none"}


def refused_for(world: World, complaint: Complaint, **facts: Any) -> set[str]:
    """The facts that the refusal of settling names."""
    with pytest.raises(Refused) as refused:
        world.make("settle", complaint, **({"by": world.zhou} | SOLVED | facts))
    return {refusal.fact for refusal in refused.value.refusals}


@pytest.mark.rule("C12")
def test_a_grave_matter_is_settled_on_the_spot_only_with_anothers_consent_and_the_director_hears(world: World) -> None:
    complaint = world.verify(world.lodge(), level="major")
    refused_for(world, complaint)
    asked = {"subject": ApprovalSubject.PROPOSE, "solution": SOLVED["solution"], "reason": "业主在场"}
    world.make("ask_approval", complaint, by=world.zhou, **asked)
    with pytest.raises(Refused):
        world.make("approve", complaint, by=world.zhou, subject="propose")
    world.make("approve", complaint, by=world.zhao, subject="propose")
    assert refused_for(world, complaint, solution="另一个办法") == {"solution"}
    Notice.objects.all().delete()
    closed = world.make("settle", complaint, by=world.zhou, **SOLVED)
    assert closed.stage == Stage.CLOSED
    assert Notice.objects.filter(complaint=complaint, about="settle", account=world.lin).exists()


@pytest.mark.rule("R77", "R97")
def test_money_on_the_spot_is_paid_with_a_receipt_and_above_the_limit_only_with_approval(world: World) -> None:
    complaint = world.verify(world.lodge())
    refused_for(world, complaint, money=Decimal(5000), proof="SJ-18")
    assert refused_for(world, complaint, money=Decimal(50)) == {"proof"}
    world.make("settle", complaint, by=world.zhou, money=Decimal(50), proof="SJ-18", **SOLVED)
    paid = complaint.compensations.get()
    assert (paid.money, paid.state, paid.proof) == (Decimal(50), CompensationState.PAID, "SJ-18")


@pytest.mark.rule("C3")
def test_a_complaint_about_manner_is_not_settled_by_the_desk_that_may_be_meant(world: World) -> None:
    complaint = world.verify(world.lodge(), category="indifference")
    refused_for(world, complaint)
    world.make("name_accused", complaint, account=world.zhou)
    refused_for(world, complaint)
    assert world.make("settle", complaint, by=world.lin, **SOLVED).stage == Stage.CLOSED


@pytest.mark.rule("R54")
def test_an_owner_who_is_not_satisfied_settles_nothing(world: World) -> None:
    complaint = world.verify(world.lodge())
    assert refused_for(world, complaint, satisfaction="not") == {"satisfaction"}


@pytest.mark.rule("R54")
def test_by_telephone_the_words_and_the_number_are_on_record_and_the_number_is_masked(
    world: World, client: Client
) -> None:
    complaint = world.verify(world.lodge())
    assert refused_for(world, complaint, called_number="") == {"called_number"}
    assert refused_for(world, complaint, confirmation="") == {"confirmation"}
    world.make("settle", complaint, by=world.zhou, **SOLVED)
    assert complaint.entries.latest("seq").content.facts["called_number"] == "13800002207"
    page = signed_in(client, world.zhou).get(f"/complaints/{complaint.number}/").content.decode()
    assert "好的，我明白了" in page
    assert "13800002207" not in page


@pytest.mark.rule("R54")
def test_the_signed_slip_may_be_scanned(world: World, client: Client) -> None:
    complaint = world.verify(world.lodge(at=timezone.now() - timedelta(minutes=20)))
    scan = SimpleUploadedFile("slip.pdf", b"%PDF-1.7 signed", "application/pdf")
    given = SOLVED | {"version": complaint.version, "validity": "valid", "satisfaction": "satisfied",
                      "confirmed_by": "signature", "signature-scan": scan}  # fmt: skip
    answer = signed_in(client, world.zhou).post(f"/desk/{complaint.number}/settle/", given)
    assert answer.status_code == 302
    assert complaint.attachments.get().kind == "signature"


@pytest.mark.rule("R21")
def test_validity_is_decided_before_anything_is_answered(world: World) -> None:
    complaint = world.make("investigate", world.verify(world.lodge()), account=world.lin)
    found: dict[str, Any] = {"findings": "线路老化", "responsibility": "none", "solution": "更换", "method": "phone"}
    for validity in (None, "unknown"):
        with pytest.raises(Refused) as refused:
            world.make("propose", complaint, **found, validity=validity)
        assert refused.value.refusals[0].fact == "validity"
    assert world.make("propose", complaint, **found, validity="partly").validity == "partly"


@pytest.mark.rule("R24")
def test_judgements_that_contradict_each_other_are_asked_about(world: World, client: Client) -> None:
    complaint = world.make("investigate", world.verify(world.lodge(), nature="vent"), account=world.lin)
    complaint = world.make("apologise", complaint, apology="很抱歉", method="phone")
    zhou = signed_in(client, world.zhou)
    address = f"/complaints/{complaint.number}/propose/"
    assert "why_both" not in zhou.get(address).content.decode()
    found = {"version": complaint.version, "findings": "漏换", "responsibility": "management", "solution": "更换",
             "method": "phone", "validity": "invalid"}  # fmt: skip
    page = zhou.post(address, found).content.decode()
    assert "it did prove true" in page
    page = zhou.post(address, found | {"validity": "valid"}).content.decode()
    assert "Communication: vents" in page
    assert 'name="why_both"' in page
    label = re.search(r"<label[^>]*>Why both are right.*?</label>", page, re.DOTALL)
    assert label is not None
    assert "optional" not in label[0]
    answer = zhou.post(address, found | {"validity": "valid", "why_both": "业主主要是倾诉，零件由我们承担"})
    assert answer.status_code == 302


@pytest.mark.rule("R51", "R53")
def test_all_that_stands_against_it_is_said_at_once_and_nothing_typed_is_lost(world: World, client: Client) -> None:
    complaint = world.verify(world.lodge(at=timezone.now() - timedelta(minutes=20)))
    scan = SimpleUploadedFile("slip.exe", b"MZ not a picture", "application/x-msdownload")
    given = {"version": complaint.version, "solution": "当场复位并说明原因", "responsibility": "management",
             "validity": "invalid", "money": "50", "opinion": "加强巡检", "confirmed_by": "signature",
             "signature-scan": scan}  # fmt: skip
    answer = signed_in(client, world.zhou).post(f"/desk/{complaint.number}/settle/", given)
    assert answer.status_code == 422
    wrong = {"validity", "apology", "opinion_by", "proof", "satisfaction", "signature"}
    assert set(answer.context["form"].errors) == wrong
    page = answer.content.decode()
    assert "当场复位并说明原因" in page
    assert "加强巡检" in page
    assert "Please choose the files again" in page
    complaint.refresh_from_db()
    assert complaint.stage == Stage.VERIFIED


@pytest.mark.rule("R51", "R53")
def test_where_two_things_are_wrong_a_guard_that_reads_neither_speaks_and_one_that_reads_them_does_not(
    world: World,
) -> None:
    complaint = world.verify(world.lodge(), level="major")
    assert refused_for(world, complaint, solution="", responsibility="") == {"solution", "responsibility", ""}


@pytest.mark.rule("R51")
def test_the_words_of_apology_are_marked_as_needed_until_the_owner_has_heard_an_apology(
    world: World, client: Client
) -> None:
    complaint = world.verify(world.lodge(at=timezone.now() - timedelta(minutes=20)))
    zhou = signed_in(client, world.zhou)
    pages = (f"/desk/{complaint.number}/?step=settle", f"/complaints/{complaint.number}/settle/")

    def labels() -> list[bool]:
        found = (re.search(r"<label[^>]*>Words of apology.*?</label>", zhou.get(page).content.decode(), re.DOTALL)
                 for page in pages)  # fmt: skip
        return ["optional" in label[0] for label in found if label is not None]

    assert labels() == [False, False]
    world.make("apologise", complaint, by=world.zhou, apology="很抱歉，让您受惊了", method="phone")
    assert labels() == [True, True]


@pytest.mark.rule("R24")
def test_a_refusal_advises_what_the_reader_can_do_or_says_who_can(world: World, client: Client) -> None:
    complaint = world.verify(world.lodge(at=timezone.now() - timedelta(minutes=20)), nature="vent")
    given = SOLVED | {"version": complaint.version, "validity": "valid", "responsibility": "management"}
    address = f"/desk/{complaint.number}/settle/"
    page = signed_in(client, world.zhou).post(address, given).content.decode()
    assert "“Reassess” is done by: Customer-service director, Project manager" in page
    page = signed_in(client, world.lin).post(address, given).content.decode()
    assert "Reassess it, or say why both are right." in page
    assert "is done by" not in page


@pytest.mark.rule("R15")
def test_the_nature_is_never_chosen_beforehand(world: World, client: Client) -> None:
    complaint = world.lodge(at=timezone.now())
    page = signed_in(client, world.zhou).get(f"/desk/{complaint.number}/").content.decode()
    natures = [part.split(">")[0] for part in page.split("<input")[1:] if 'name="nature"' in part.split(">")[0]]
    assert natures
    assert not [field for field in natures if "checked" in field]
