"""Beside a complaint and at the desk: a body's case, the owner's needs, the steward; each for those who need it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from heed.actions.residents import care
from heed.actions.residents.residents import change_person
from heed.actions.setup.stewards import name_steward
from heed.process.words import BodyEvent, Channel, ClockKind
from heed.records.models import BodyCase, Complaint
from tests.rooms.at_the_desk import told
from tests.rooms.at_the_page import shown, signed_in
from tests.world import MORNING, World, reveals

REASON = "独居，行动不便"


@pytest.fixture
def cared_for(world: World) -> World:
    """Chen needs special care, and her daughter speaks for her."""
    change_person(world.chen, by=world.lin, hard_of_hearing=True, call_time="下午三点后")
    care.mark_vulnerable(world.chen, REASON, by=world.lin)
    care.name_representative(
        world.chen, name="陈小雨", phone="13900001234", consent_on=date(2026, 11, 1), consent_form="phone",
        by=world.lin, at=MORNING,
    )  # fmt: skip
    return world


def typed_from_paper(world: World, **facts: object) -> dict[str, object]:
    """What the desk types of a case on the hotline's platform."""
    now = timezone.localtime()
    times = {"sign_by_at": now + timedelta(hours=2), "body_due_at": now + timedelta(days=5)}
    return told(world, channel="hotline", body_name="12345", body_number="JD-0815") | {
        name: f"{at:%Y-%m-%dT%H:%M}" for name, at in times.items()
    } | facts  # fmt: skip


@pytest.mark.rule("R2", "R14")
def test_the_desk_takes_in_a_hotline_s_case_with_its_number_and_times(client: Client, world: World) -> None:
    signed_in(client, world.zhou)
    page = client.get("/desk/?channel=hotline").content.decode()
    assert 'name="body_number"' in page
    assert 'name="body_number"' not in client.get("/desk/?channel=letter").content.decode()
    assert client.post("/desk/take/", typed_from_paper(world)).status_code == 302
    complaint = Complaint.objects.get()
    assert BodyCase.objects.get(complaint=complaint).number == "JD-0815"
    assert complaint.clocks.filter(kind=ClockKind.BODY_ANSWER).exists()
    again = client.post("/desk/take/", typed_from_paper(world, client_key="k2"))
    assert again.status_code == 409
    assert complaint.number in again.content.decode()
    late = {"client_key": "k3", "body_number": "2", "sign_by_at": "2099-01-01T10:00"}
    assert client.post("/desk/take/", typed_from_paper(world, **late)).status_code == 409
    assert Complaint.objects.count() == 1


def test_what_is_typed_of_a_body_counts_only_by_a_channel_of_one(client: Client, world: World) -> None:
    client.force_login(world.zhou)
    client.post("/desk/take/", typed_from_paper(world, channel="letter"))
    assert Complaint.objects.get().channel == Channel.LETTER
    assert not BodyCase.objects.exists()


@pytest.mark.rule("R14")
def test_the_page_shows_the_body_s_case_with_the_moves_that_answer_it(client: Client, world: World) -> None:
    complaint = world.lodge(
        channel=Channel.HOTLINE, body_name="12345", body_number="JD-0815",
        sign_by_at=MORNING + timedelta(hours=2), body_due_at=MORNING + timedelta(days=3),
    )  # fmt: skip
    signed_in(client, world.lin)
    page = shown(client, complaint)
    assert "JD-0815" in page
    assert f"/complaints/{complaint.number}/sign_for_body/" in page
    assert "Answer the body" in page
    complaint = world.make("sign_for_body", complaint)
    assert "/sign_for_body/" not in shown(client, complaint)
    typed = {"version": complaint.version, "body_event": "sent_back"}
    assert client.post(f"/complaints/{complaint.number}/record_body/", typed).status_code == 409
    typed |= {"body_reason": "缺照片", "body_due_at": "2026-11-29T10:00"}
    assert client.post(f"/complaints/{complaint.number}/record_body/", typed).status_code == 302
    assert "缺照片" in shown(client, complaint)
    outcome: dict[str, Any] = {"body_event": BodyEvent.RESULT, "body_resolved": "no"}
    world.make("record_body", complaint, **outcome)
    assert "It is resolved" in shown(client, complaint)
    assert "JD-0815" not in shown(client, world.lodge())
    why = complaint.clocks.filter(kind=ClockKind.BODY_ANSWER).latest("pk")
    said = client.get(f"/complaints/{complaint.number}/clocks/{why.pk}/").content.decode()
    assert "The body wants our answer by" in said


def test_the_owner_reads_nothing_of_the_body(client: Client, world: World) -> None:
    complaint = world.lodge(channel=Channel.HOTLINE, body_number="JD-0815", body_due_at=MORNING + timedelta(days=3))
    world.make("answer_body", complaint, body_answer="业主无理取闹")
    page = client.get(f"/f/{complaint.secret}/").content.decode()
    assert "JD-0815" not in page
    assert "业主无理取闹" not in page


@pytest.mark.rule("R3")
def test_the_desk_sees_the_needs_once_the_person_is_recognised_and_not_in_the_list(
    client: Client, cared_for: World
) -> None:
    signed_in(client, cared_for.zhou)
    hits = client.get("/desk/who/?q=陈美玲").content.decode()
    assert "陈美玲" in hits
    assert REASON not in hits
    card = client.get(f"/desk/person/{cared_for.chen.pk}/").content.decode()
    assert all(words in card for words in (REASON, "Hard of hearing", "下午三点后", "陈小雨"))
    assert "13900001234" not in card
    complaint = cared_for.lodge()
    assert REASON in client.get(f"/desk/{complaint.number}/").content.decode()


@pytest.mark.rule("R3")
def test_beside_the_complaint_the_reason_is_for_the_desk_and_not_for_an_operator(
    client: Client, cared_for: World
) -> None:
    world, complaint = cared_for, cared_for.to_handling(cared_for.lodge())
    due_at = complaint.received_at + timedelta(hours=8)
    world.make("order", complaint, department=world.engineering, account=world.wang, work="修", due_at=due_at)
    assert REASON in shown(signed_in(client, world.lin), complaint)
    page = shown(signed_in(client, world.wang), complaint)
    assert "Needs special care" in page
    assert REASON not in page
    page = shown(signed_in(client, world.he), complaint)
    assert "Needs special care" not in page, "who watches from afar need not know"
    client.force_login(world.zhou)
    address = f"/complaints/{complaint.number}/representative/"
    assert "13900001234" in client.post(address).content.decode()
    assert reveals().count() == 1
    client.force_login(world.he)
    assert client.post(address).status_code == 409


@pytest.mark.rule("R68")
def test_the_page_names_the_steward_of_the_place(client: Client, world: World) -> None:
    assert world.home.parent is not None
    name_steward(world.home.parent, world.sun, by=world.lin)
    assert "孙强" in shown(signed_in(client, world.lin), world.lodge())
