"""The estate with something of everything that a page may show, for walks through all addresses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.base import ContentFile

from heed.actions.community import announcements, bulletins
from heed.actions.complaints.held import hold_report
from heed.actions.incidents import making
from heed.actions.privacy.requests import take_request
from heed.actions.procedures.publishing import publish_procedure
from heed.actions.reception import meetings
from heed.actions.reception_days import holding
from heed.actions.setup import founding
from heed.actions.setup.place_codes import make_place_codes
from heed.actions.surveys.answering import answer_survey
from heed.actions.surveys.opening import open_survey
from heed.actions.surveys.planning import plan_survey
from heed.process.announcing import CODES
from heed.process.words import Asker, HeldReason, IdentityCheck, RequestKind, RequestWay, Role
from heed.records.models import (
    Absence,
    LegalHold,
    ReceptionDay,
    Region,
    Survey,
)
from tests.actions.reception_days.days import come, invited
from tests.photos import PNG
from tests.rebuilding import rebuilt
from tests.world import MORNING, World, build_world

LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def lived(db: None, nobody_is_drawn: None) -> Iterator[World]:
    """The estate an hour after the morning of `build_lived`."""
    cache.clear()
    world = rebuilt(build_lived)
    with time_machine.travel(LATER, tick=False):
        yield world


def build_lived() -> World:
    """The estate with a complaint in hand, an order, a file, notices, leave, a call and a visit."""
    world = build_world()
    with time_machine.travel(LATER, tick=False):
        complaint = world.to_handling(world.lodge(client_key="k-first"))
        due_at = MORNING + timedelta(hours=6)
        world.make("attach", complaint, files=[ContentFile(PNG, name="a.png")])
        world.make("order", complaint, department=world.engineering, account=world.wang, work="更换", due_at=due_at)
        world.lodge(client_key="k-second", content="走廊的灯坏了")
        for role in (Role.FOLLOW_UP, Role.IN_CHARGE):
            founding.give_duty(founding.add_account(role.value, role.label, language="en"), role, world.project)
        Absence.objects.create(
            account=world.liu, starts_at=MORNING, ends_at=due_at, planned_until_at=due_at, reason="leave",
            made_by=world.lin, made_at=MORNING,
        )  # fmt: skip
        Region.objects.create(name="南区")
        keeping = {"project": world.project, "reason": "诉讼", "until_on": MORNING.date(), "set_by": world.lin}
        LegalHold.objects.create(complaint=complaint, set_at=MORNING, **keeping)
        for kind in RequestKind:
            take_request(
                world.chen, world.project, by=world.lin, kind=kind, way=RequestWay.COUNTER, asker=Asker.SELF,
                identity=IdentityCheck.KNOWN, words="电话换了", at=MORNING,
            )  # fmt: skip
        held(world)
        for content in ("广告一", "广告二", "广告三", "广告四"):  # one is taken in, one refused, one read, one followed
            hold_report(
                world.project, [HeldReason.LINKS], content=content, name="王先生", unit="5-801", language="en",
                contact="13900008123", files=[ContentFile(PNG, name="a.png")],
            )  # fmt: skip
        announce(world)
        publish_procedure(
            None, by=world.lin, project=world.project, roles=["receptionist"], title="困人处置",
            text="五分钟内到场", read_by_on=due_at.date(),
        )  # fmt: skip
        survey = open_survey(a_survey(world), by=world.lin)
        answer_survey(survey.invitations.get(), {survey.questions.get(kind="open").pk: "漏水"}, wants_contact=True)
        make_place_codes([world.lift], by=world.lin)
        other = world.neighbour(client_key="k-third")
        making.make(complaint, [other], cause="门刀漏换", told="今晚修好", words="同一部电梯", by=world.lin)
        meetings.ring(world.project, by=world.zhou, number="13800002207")
    return world


def held(world: World) -> None:
    """A reception day that began a while ago, with two owners who signed up and what one of them raised."""
    day = invited(world)
    come(day)
    guest = come(day, "黄志强")
    hours = {"begins_at": MORNING, "ends_at": MORNING + timedelta(hours=4), "sign_up_until": MORNING}
    ReceptionDay.objects.filter(pk=day.pk).update(**hours)
    holding.raise_matter(day, "二号电梯又停了", by=world.zhou, sign_up=guest)


def announce(world: World) -> None:
    """An announcement that stands, with its correction being written, and a bulletin for owners and the director."""
    on = (MORNING + timedelta(hours=1)).date()
    written = announcements.AnnouncementTexts(
        "电梯维修公示", dict.fromkeys(CODES, "已处理"), on, on + timedelta(days=9)
    )
    version = announcements.draft(world.project, on, on, written, by=world.zhao)
    sent = announcements.send(version, written, by=world.zhao, seen=1)
    announcements.approve(sent, by=world.lin, seen=sent.edit)
    announcements.correct(version.announcement, by=world.zhao)
    said = {"zh_hans": {"title": "停水通知", "text": "周四停水。"}}
    until_at = MORNING + timedelta(days=3)
    bulletins.write(world.project, said, ["owner", "director"], MORNING, until_at, by=world.lin)


def a_survey(world: World) -> Survey:
    """A survey of the estate that runs in the week of the test."""
    on = MORNING.date()
    texts = {"en": {"title": "Satisfaction survey", "intro": ""}}
    return plan_survey(world.project, by=world.lin, year=2026, texts=texts, starts_on=on, ends_on=on)
