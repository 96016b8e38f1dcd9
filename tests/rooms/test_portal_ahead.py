"""The owner's page: the calendar file of a promised time, who looks after it, and no call about the result."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from heed.process.words import ClockKind, Stage, VisitOutcome
from heed.records.models import Visit
from tests.world import MORNING, World


@pytest.mark.rule("R68", "R76")
def test_a_promised_time_goes_into_the_owners_calendar(client: Client, world: World) -> None:
    complaint = world.verify(world.lodge())
    due_at = MORNING + timedelta(hours=5)
    promise: dict[str, Any] = {"words": "我下午三点前给您回电", "due_at": due_at, "consent": True, "way": "phone"}
    world.make("promise", complaint, **promise)
    with time_machine.travel(MORNING + timedelta(hours=1), tick=False):
        page = client.get(f"/f/{complaint.secret}/").content.decode()
        assert f"/f/{complaint.secret}/calendar.ics" in page
        assert world.lin.name in page
        answer = client.get(f"/f/{complaint.secret}/calendar.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    text = answer.content.decode()
    assert "DTSTART:20261121T070000Z" in text
    assert complaint.number in text
    assert "SUMMARY:11月21日 15:00 前" in text, "who reads a calendar reads it on another day"
    with time_machine.travel(due_at + timedelta(hours=1), tick=False):
        assert client.get(f"/f/{complaint.secret}/calendar.ics").status_code == 404, "a time that is past is no promise"


def test_what_is_due_at_the_end_of_a_day_stands_on_that_day(client: Client, world: World) -> None:
    complaint = world.verify(world.lodge())
    midnight = MORNING + timedelta(hours=14)
    world.make("promise", complaint, words="我今天之内给您回电", due_at=midnight, consent=True, way="phone")
    with time_machine.travel(MORNING + timedelta(hours=1), tick=False):
        text = client.get(f"/f/{complaint.secret}/calendar.ics").content.decode()
    assert "DTSTART:20261121T153000Z" in text
    assert "DTEND:20261121T160000Z" in text


@pytest.mark.rule("R93")
def test_an_owner_who_wants_no_call_is_not_asked_and_it_closes_after_the_silent_week(
    client: Client, world: World
) -> None:
    complaint = world.to_handled(world.lodge())
    with time_machine.travel(MORNING + timedelta(hours=2), tick=False):
        page = client.get(f"/f/{complaint.secret}/").content.decode()
        assert f"/f/{complaint.secret}/decline_visit/" in page
        asked = client.get(f"/f/{complaint.secret}/decline_visit/")
        sent = {"version": asked.context["form"]["version"].value()}
        assert client.post(f"/f/{complaint.secret}/decline_visit/", sent).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.stage, complaint.owner_verdict) == (Stage.WATCHING, ""), "no answer is no verdict"
    visit = Visit.objects.get()
    assert (visit.outcome, visit.account) == (VisitOutcome.DECLINED, None)
    assert complaint.clocks.filter(kind=ClockKind.SILENCE, stopped_at=None).exists(), "the silent week runs"
