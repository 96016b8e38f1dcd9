"""What the policy keeps no longer goes by itself; what is held, owed or going on stays."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks

from heed.actions.complaints.held import hold_report, refuse_report
from heed.actions.privacy.holds import lift_hold, set_hold
from heed.actions.privacy.retention import MONTH, Forgotten, erase_what_is_due
from heed.actions.reception import meetings
from heed.actions.record.erase import ERASED
from heed.actions.residents.residents import move_out
from heed.clockwork.rollups import count
from heed.process.words import HeldReason, Method, VisitOutcome
from heed.queries.policies import current_policy
from heed.queries.record.integrity import verify_all
from heed.records.models import Call, Complaint, HeldReport, Occupancy, PolicyVersion, Tally
from tests.actions.reception_days.days import come, invited
from tests.photos import PNG
from tests.world import MORNING, World

HOUR = timedelta(hours=1)


def closed(world: World, **facts: object) -> Complaint:
    complaint = world.to_handled(world.lodge(**facts))
    return world.make(
        "visit", complaint, outcome=VisitOutcome.SATISFIED, method=Method.PHONE, completed=True, owner_words="好"
    )  # fmt: skip


def after_months(months: int) -> datetime:
    return MORNING + MONTH * months + timedelta(days=2)


def test_each_kind_goes_when_its_time_has_passed_and_no_figure_changes(world: World) -> None:
    terms, done, going_on = current_policy().retention, closed(world), world.lodge(content="门禁坏了")
    call = meetings.ring(world.project, by=world.zhou, number="13800002207", at=MORNING)
    Call.objects.filter(pk=call.pk).update(person=world.chen, about="问停车费", ended_at=MORNING + timedelta(minutes=3))
    came = come(invited(world, begins_at=MORNING + HOUR, ends_at=MORNING + 2 * HOUR, sign_up_until=MORNING + HOUR / 2))
    count()
    before = set(Tally.objects.exclude(count=0).values_list("month_on", "measure", "key", "count"))
    assert not erase_what_is_due(MORNING + MONTH * terms.talk_months - timedelta(days=1)).any
    assert erase_what_is_due(after_months(terms.talk_months)) == Forgotten(talks=2)
    call.refresh_from_db()
    assert (call.about, call.number, call.person) == ("", "", None)
    came.refresh_from_db()
    assert (came.name, came.unit, came.contact, came.people) == ("", "", "", 1)
    assert erase_what_is_due(after_months(terms.matter_months)) == Forgotten(complaints=1)
    done.refresh_from_db()
    going_on.refresh_from_db()
    assert (done.title, done.contact, done.person, going_on.content) == (ERASED, "", None, "门禁坏了")
    count()
    assert set(Tally.objects.exclude(count=0).values_list("month_on", "measure", "key", "count")) == before
    assert [batch for _, batch in verify_all({}) if batch] == []
    assert not erase_what_is_due(after_months(terms.matter_months)).any, "it is erased once"


def test_a_hold_stops_it_and_its_end_lets_it_go_on(world: World) -> None:
    done, at = closed(world), after_months(current_policy().retention.matter_months)
    hold = set_hold(
        project=world.project, complaint=done, by=world.lin, reason="诉讼", until_on=date(2040, 1, 1), at=MORNING
    )  # fmt: skip
    assert not erase_what_is_due(at).any
    lift_hold(hold, by=world.lin, because="结案", at=MORNING)
    assert erase_what_is_due(at) == Forgotten(complaints=1)


def test_a_sign_up_of_who_is_held_stays_until_the_hold_ends(world: World) -> None:
    at = after_months(current_policy().retention.talk_months)
    hours = {"begins_at": MORNING + HOUR, "ends_at": MORNING + 2 * HOUR, "sign_up_until": MORNING + HOUR / 2}
    day = invited(world, **hours)
    held, other = come(day, unit="3-1502"), come(day, "李敏", contact="13900006611")
    hold = set_hold(
        project=world.project, person=world.chen, by=world.lin, reason="诉讼", until_on=date(2040, 1, 1), at=MORNING
    )  # fmt: skip
    assert erase_what_is_due(at) == Forgotten(talks=1)
    held.refresh_from_db()
    other.refresh_from_db()
    assert (held.name, other.name) == ("陈美玲", "")
    lift_hold(hold, by=world.lin, because="结案", at=MORNING)
    assert erase_what_is_due(at) == Forgotten(talks=1)


def test_a_refused_report_loses_its_words_and_files_and_keeps_its_reason(
    world: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    def held(**facts: Any) -> HeldReport:
        given: dict[str, Any] = {
            "content": "低价办证",
            "name": "王",
            "files": [ContentFile(PNG, name="证.png")],
            "language": "en",
        }
        return hold_report(world.project, [HeldReason.LINKS], at=MORNING, **(given | facts))

    refused, waiting, of_chen = held(), held(), held(person=world.chen)
    for one in (refused, of_chen):
        refuse_report(one, by=world.zhou, reason="广告", at=MORNING)
    stored = Path(refused.files.get().file.path)
    until = date(2040, 1, 1)
    set_hold(project=world.project, person=world.chen, by=world.lin, reason="诉讼", until_on=until, at=MORNING)
    terms = current_policy().retention
    assert not erase_what_is_due(MORNING + MONTH * terms.talk_months).any
    with django_capture_on_commit_callbacks(execute=True):
        assert erase_what_is_due(after_months(terms.talk_months)) == Forgotten(talks=1)
    refused.refresh_from_db()
    assert (refused.facts, refused.reason, refused.files.count(), stored.exists()) == ({}, "广告", 0, False)
    for kept in (waiting, of_chen):
        kept.refresh_from_db()
        assert (kept.facts["content"], kept.files.count()) == ("低价办证", 1), "undecided, or under a legal hold"
    assert not erase_what_is_due(after_months(terms.talk_months)).any, "it is erased once"


def test_who_moved_out_is_forgotten_after_the_last_matter(world: World) -> None:
    done, terms = closed(world), current_policy().retention
    move_out(Occupancy.objects.get(person=world.chen), by=world.lin, until_on=date(2026, 12, 1))
    assert not erase_what_is_due(after_months(terms.resident_months + 1)).any, "a matter of theirs is kept longer"
    assert erase_what_is_due(after_months(terms.matter_months)) == Forgotten(complaints=1, people=1)
    world.chen.refresh_from_db()
    assert (world.chen.name, world.chen.phone, world.chen.erased_at is None) == (ERASED, "", False)
    assert not Occupancy.objects.exists()
    assert done.pk


def test_a_look_costs_the_same_however_much_is_kept(world: World) -> None:
    erase_what_is_due(MORNING)
    few = _statements()
    for hour in range(3):
        closed(world, at=MORNING + timedelta(days=hour))
    locks = 4 if connection.vendor == "postgresql" else 0  # one for each step
    assert (few, _statements()) == (22 + locks, 22 + locks)


def _statements() -> int:
    with CaptureQueriesContext(connection) as asked:
        erase_what_is_due(MORNING)
    return len(asked)


def test_before_anything_is_set_up_nothing_is_due(db: None) -> None:
    assert not PolicyVersion.objects.exists()
    assert not erase_what_is_due(MORNING).any
