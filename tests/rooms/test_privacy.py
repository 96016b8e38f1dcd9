"""What a person asks about the own data, from the search to the answer; consents, holds and notices."""

from __future__ import annotations

import json
import zipfile
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from heed.actions.reception import meetings
from heed.actions.reception_days.signing_up import sign_off
from heed.actions.residents.old_list import import_old_complaints
from heed.actions.residents.residents import move_out
from heed.clockwork.deliver import deliver_due
from heed.clockwork.rollups import count
from heed.insight.spreadsheets import OldRow
from heed.notices.deliver import CONSENT_WITHDRAWN
from heed.process.words import AuditKind, Channel, Method, VisitOutcome
from heed.queries.actor import OWNER
from heed.queries.record.integrity import verify_all
from heed.queries.residents.old_list_preview import old_list_plan
from heed.records.models import (
    Account,
    AuditEvent,
    Call,
    Complaint,
    Consent,
    DataRequest,
    LegalHold,
    Notice,
    Occupancy,
    OldComplaint,
    Person,
    PrivacyNotice,
    ReceptionDay,
    SignUp,
    Tally,
)
from tests.actions.reception_days.days import come, invited
from tests.actions.record.test_erase import everything
from tests.photos import PNG
from tests.world import MORNING, World

SECRET = "陈家私事"


@pytest.fixture
def lived(world: World) -> World:
    """Chen has a matter that was closed, one that goes on, a call about nothing, and one in an old list."""
    Person.objects.filter(pk=world.chen.pk).update(notes=SECRET, email="chen@example.org")
    done = world.to_handled(world.lodge(content=SECRET, course=SECRET, files=[ContentFile(PNG, name=f"{SECRET}.png")]))
    world.make(
        "visit", done, outcome=VisitOutcome.SATISFIED, method=Method.PHONE, completed=True, owner_words=SECRET
    )  # fmt: skip
    call = meetings.ring(world.project, by=world.zhou, number="13800002207", at=MORNING)
    Call.objects.filter(pk=call.pk).update(person=world.chen, about=SECRET, ended_at=MORNING + timedelta(minutes=5))
    row = OldRow(
        2, received_on=date(2024, 5, 1), content=SECRET, home=world.home.path, name="陈美玲", phone="13800002207",
        category="lift_stopped", result=SECRET, closed_on=date(2024, 5, 2), reference="T1",
    )  # fmt: skip
    import_old_complaints({world.project: old_list_plan(world.project, [row])}, "旧.xlsx", by=world.lin)
    OldComplaint.objects.update(person=world.chen)
    return world


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def ask(client: Client, world: World, kind: str, **more: Any) -> DataRequest:
    """Lin takes a request in at the counter."""
    usual = {
        "kind": kind,
        "asker": "self",
        "way": "counter",
        "identity": "document",
        "client_key": f"{kind}-0123456789abcdef",
    }
    answer = client.post(f"/personal-data/people/{world.chen.pk}/ask/", usual | more)
    assert answer.status_code == 302, answer.content.decode()
    return DataRequest.objects.get(pk=int(answer["Location"].rstrip("/").rpartition("/")[2]))


def tallies() -> list[tuple[Any, ...]]:
    count()
    rows = Tally.objects.exclude(count=0).order_by("project", "month_on", "measure", "key")
    return list(rows.values_list("project", "month_on", "measure", "key", "count"))


def test_those_with_the_duty_enter_and_another_estate_finds_nothing(lived: World) -> None:
    page = f"/personal-data/people/{lived.chen.pk}/"
    assert [signed_in(one).get(page).status_code for one in (lived.lin, lived.zhao)] == [200, 200]
    assert [signed_in(one).get(page).status_code for one in (lived.wu, lived.zhou, lived.wang, lived.admin)] == [
        404
    ] * 4
    assert signed_in(lived.admin).get("/personal-data/purposes/").status_code == 200
    assert signed_in(lived.zhou).get("/personal-data/").status_code == 404
    text = signed_in(lived.lin).get(page).content.decode()
    assert SECRET in text
    assert "13800002207" not in text, "the telephone is masked"


def test_a_person_gets_everything_as_one_file_and_that_is_on_record(lived: World) -> None:
    lin = signed_in(lived.lin)
    asked = ask(lin, lived, "copy")
    assert asked.due_at - asked.asked_at == timedelta(days=15)
    assert ask(lin, lived, "copy").pk == asked.pk, "a second press is the same request"
    packed = zipfile.ZipFile(BytesIO(b"".join(lin.post(f"/personal-data/requests/{asked.pk}/copy/"))))
    data = json.loads(packed.read("data.json"))
    assert data["person"][0]["phone"] == "13800002207"
    assert data["complaints"][0]["content"] == SECRET
    assert data["complaints"][0]["visits"][0]["owner_words"] == SECRET
    assert data["calls"][0]["about"] == SECRET
    assert data["before"][0]["result"] == SECRET
    assert packed.read(data["files"][0]["file"]) == PNG
    assert SECRET in packed.read("data.html").decode()
    lin.post(f"/personal-data/requests/{asked.pk}/answer/", {"answer": "已当面交付"})
    asked.refresh_from_db()
    assert (asked.state, asked.answered_by) == ("answered", lived.lin)
    kinds = list(AuditEvent.objects.filter(person=lived.chen).order_by("pk").values_list("kind", flat=True))
    assert kinds == [AuditKind.DATA_ASKED, AuditKind.EXPORT, AuditKind.DATA_ANSWERED]
    assert lin.post(f"/personal-data/requests/{asked.pk}/answer/", {"answer": "又一次"}).status_code == 409


def test_erasing_leaves_no_word_the_record_whole_and_every_number_as_it_was(
    lived: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    poor = lived.lodge(content="电梯", course="", at=MORNING - timedelta(days=2))  # not recorded clearly
    lived.verify(poor)
    lived.make("withdraw", poor, by=OWNER, owner_words="不用了")
    before, lin = tallies(), signed_in(lived.lin)
    move_out(Occupancy.objects.get(), by=lived.lin, until_on=date(2026, 11, 1))
    asked = ask(lin, lived, "erase")
    url = f"/personal-data/requests/{asked.pk}/erase/"
    assert lin.post(url, {"reason": "业主要求"}).status_code == 422, "it has to be read first"
    assert SECRET in everything()
    with django_capture_on_commit_callbacks(execute=True):
        assert lin.post(url, {"reason": "业主要求", "read": "on"}).status_code == 302
    left = everything()
    assert not any(word in left for word in (SECRET, "13800002207", "陈美玲", "chen@example.org"))
    assert tallies() == before
    assert [batch for _, batch in verify_all({}) if batch] == []
    asked.refresh_from_db()
    assert asked.state == "answered"
    assert lin.get(f"/personal-data/requests/{asked.pk}/").status_code == 200
    assert AuditEvent.objects.filter(kind=AuditKind.DATA_ERASED.value).count() == 1


def test_what_goes_on_or_is_held_stays_and_the_answer_says_why(lived: World) -> None:
    going_on, lin = lived.lodge(content="门禁坏了"), signed_in(lived.lin)
    done = Complaint.objects.get(content=SECRET)
    answer = lin.post("/personal-data/holds/", {"number": done.number, "reason": "诉讼", "until_on": "2030-01-01"})
    assert answer.status_code == 302
    asked = ask(lin, lived, "erase")
    page = lin.get(f"/personal-data/requests/{asked.pk}/").content.decode()
    assert done.number in page
    assert going_on.number in page
    lin.post(f"/personal-data/requests/{asked.pk}/erase/", {"reason": "业主要求", "read": "on"})
    asked.refresh_from_db()
    assert done.number in asked.answer
    assert f"仍在处理中：{going_on.number}。" in asked.answer, "in the signs of the language"
    assert Complaint.objects.filter(erased_at__isnull=False).count() == 0
    lived.chen.refresh_from_db()
    assert (lived.chen.name, lived.chen.notes) == ("陈美玲", ""), "who lives here stays on record, the notes go"
    hold = LegalHold.objects.get()
    assert lin.post(f"/personal-data/holds/{hold.pk}/lift/", {"because": "已结案"}).status_code == 302
    lin.post(f"/personal-data/requests/{ask(lin, lived, 'erase', client_key='x' * 20).pk}/erase/",
             {"reason": "业主要求", "read": "on"})  # fmt: skip
    done.refresh_from_db()
    assert done.erased_at is not None


def test_a_correction_reaches_the_matters_that_go_on(lived: World) -> None:
    going_on, lin = lived.lodge(content="门禁坏了"), signed_in(lived.lin)
    asked = ask(lin, lived, "correct", words="电话换了")
    facts = {"name": "陈美玲", "honorific": "女士", "phone": "13800009999", "language": "zh-hans"}
    assert lin.post(f"/personal-data/requests/{asked.pk}/correct/", facts).status_code == 302
    going_on.refresh_from_db()
    lived.chen.refresh_from_db()
    assert (lived.chen.phone, lived.chen.email, going_on.contact) == ("13800009999", "chen@example.org", "13800009999")
    assert [batch for _, batch in verify_all({}) if batch] == []
    asked.refresh_from_db()
    assert going_on.number in asked.answer


def test_signing_up_to_a_reception_day_is_found_handed_over_and_erased(lived: World) -> None:
    page = f"/personal-data/people/{lived.chen.pk}/"
    with time_machine.travel(MORNING, tick=False):
        lin = signed_in(lived.lin)
        day = invited(lived, seats=9)
        by_phone = come(day, "陈女士", contact="+86 138-0000-2207", about="电梯", unit="3-1502")
        by_mail = come(day, contact="Chen@Example.org", about="停车", unit="3-1502")
        at_desk = come(day, contact="", about="绿化", unit="3栋1502", channel=Channel.VISIT)
        come(day, contact="", about="别人家", unit="9-901", channel=Channel.VISIT)
        come(day, "李敏", contact="13900006611", about="别人家")
        text = lin.get(page).content.decode()
        assert all(word in text for word in ("电梯", "停车", "绿化"))
        assert "别人家" not in text
        asked = ask(lin, lived, "copy")
        packed = zipfile.ZipFile(BytesIO(b"".join(lin.post(f"/personal-data/requests/{asked.pk}/copy/"))))
        contacts = [one["contact"] for one in json.loads(packed.read("data.json"))["days"] if "contact" in one]
        assert contacts == ["Chen@Example.org", "+86 138-0000-2207"]
        sign_off(by_mail)
        asked = ask(lin, lived, "erase")
        lin.post(f"/personal-data/requests/{asked.pk}/erase/", {"reason": "业主要求", "read": "on"})
        asked.refresh_from_db()
        assert day.theme in asked.answer, "a seat that is still kept stays, and the answer says so"
        states = [SignUp.objects.get(pk=one.pk).name for one in (by_phone, by_mail, at_desk)]
        assert states == ["陈女士", "", "陈美玲"]
    with time_machine.travel(day.ends_at + timedelta(days=1), tick=False):
        lin = signed_in(lived.lin)
        asked = ask(lin, lived, "erase", client_key="x" * 20)
        lin.post(f"/personal-data/requests/{asked.pk}/erase/", {"reason": "业主要求", "read": "on"})
    names = SignUp.objects.order_by("pk").values_list("name", "contact", "about", "found_by", "people")
    assert list(names)[:3] == [("", "", "", "", 1)] * 3
    assert SignUp.objects.filter(about="别人家").count() == 2


def test_a_corrected_telephone_reaches_the_seats_at_days_to_come(lived: World) -> None:
    lin = signed_in(lived.lin)
    with time_machine.travel(MORNING, tick=False):
        over = come(invited(lived), unit="3-1502")
        ReceptionDay.objects.update(begins_at=MORNING - timedelta(hours=3), ends_at=MORNING - timedelta(hours=1),
                                    sign_up_until=MORNING - timedelta(hours=9))  # fmt: skip
        coming = come(invited(lived), unit="3-1502")
        asked = ask(lin, lived, "correct", words="电话换了")
        facts = {"name": "陈美玲", "honorific": "女士", "phone": "13800009999", "language": "en"}
        assert lin.post(f"/personal-data/requests/{asked.pk}/correct/", facts).status_code == 302
        over.refresh_from_db()
        coming.refresh_from_db()
        assert (over.contact, coming.contact, coming.language) == ("13800002207", "13800009999", "en")
        assert coming.about in lin.get(f"/personal-data/people/{lived.chen.pk}/").content.decode()
        assert coming.found_by == "13800009999", "it is found by the new number"
        asked.refresh_from_db()
        assert coming.day.theme in asked.answer


def test_a_withdrawn_consent_holds_at_once_also_for_what_waits(lived: World) -> None:
    going_on = lived.lodge(content="门禁坏了")
    lived.verify(going_on)
    lived.make("promise", going_on, words="明早回电", consent=True, due_at=MORNING + timedelta(hours=20))
    assert Notice.objects.filter(complaint=going_on, channel="owner", sent_at=None).exists()
    lin, url = signed_in(lived.lin), f"/personal-data/people/{lived.chen.pk}/consent/"
    lin.post(url, {"kind": "sms", "given": "no"})
    lin.post(url, {"kind": "sms", "given": "no"})
    deliver_due(MORNING + timedelta(hours=1))
    errors = set(Notice.objects.filter(complaint=going_on, channel="owner").values_list("error", flat=True))
    assert errors == {CONSENT_WITHDRAWN}
    assert Consent.objects.count() == 1, "a second press adds nothing"


def test_the_notice_is_published_in_versions_and_read_by_everybody(world: World) -> None:
    lin, visitor = signed_in(world.lin), Client()
    facts = {"contact_name": "赵建国", "contact_phone": "0755-88880000", "contact_email": "", "note": ""}
    assert visitor.get("/p/cuihu/privacy/").status_code == 200
    assert lin.post("/personal-data/notices/CH/", facts | {"contact_phone": ""}).status_code in (409, 422)
    assert lin.post("/personal-data/notices/CH/", facts).status_code == 302
    assert lin.post("/personal-data/notices/CH/", facts).status_code == 409, "nothing is new"
    assert lin.post("/personal-data/notices/CH/", facts | {"contact_name": "林晓"}).status_code == 302
    assert PrivacyNotice.objects.count() == 2
    assert "林晓" in visitor.get("/p/cuihu/privacy/").content.decode()
    assert "赵建国" in visitor.get("/p/cuihu/privacy/?version=1").content.decode()
    for language, words in (("en", "60 months"), ("zh-hans", "60"), ("zh-hant", "60")):
        assert words in visitor.get("/p/cuihu/privacy/", headers={"accept-language": language}).content.decode()
    assert "/p/cuihu/privacy/" in visitor.get("/p/cuihu/").content.decode()


def test_the_page_of_a_person_costs_the_same_for_many_matters(
    lived: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lin = signed_in(lived.lin)
    page = f"/personal-data/people/{lived.chen.pk}/"
    with time_machine.travel(MORNING):
        lin.get(page)
        with django_assert_num_queries(27):
            lin.get(page)
        for minute in range(6):
            lived.lodge(content=f"灯坏了 {minute}", at=MORNING + timedelta(minutes=minute))
        with django_assert_num_queries(27):
            lin.get(page)
