"""The return visit by questionnaire: sent by staff, by policy or by the owner's wish, answered on the owner's page."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.setup.policy import publish
from heed.clockwork.tick import tick
from heed.notices.messages import to_owner
from heed.process.words import ClockKind, ClockOutcome, Method, Stage, VisitOutcome
from heed.queries.policies import current_policy
from heed.records.models import Clock, Complaint, Notice, Person, Visit
from heed.records.models.notice import OWNER_CHANNEL
from tests.rooms.at_the_page import signed_in
from tests.world import World

ANSWERS = {"outcome": "satisfied", "rating_reception": "5", "rating_measures": "4", "rating_result": "unsaid",
           "key": "0123456789abcdef0123456789abcdef"}  # fmt: skip


@pytest.fixture
def complaint(world: World) -> Complaint:
    return world.lodge(at=timezone.now() - timedelta(hours=2))


def messages(complaint: Complaint) -> list[str]:
    """What the owner is told of the last thing that happened, as short messages."""
    found = Notice.objects.filter(complaint=complaint, channel=OWNER_CHANNEL).order_by("pk")
    last = [notice for notice in found if notice.about in ("complete", "send_questionnaire")]
    for notice in last:
        notice.complaint = Complaint.objects.select_related("project").get(pk=complaint.pk)
        notice.complaint.language = "en"
    return [to_owner(notice).short for notice in last]


def in_english() -> Client:
    """The owner's browser, set to English."""
    browser = Client()
    browser.cookies["heed_language"] = "en"
    return browser


def visit_clock(complaint: Complaint) -> Clock:
    return complaint.clocks.get(kind=ClockKind.VISIT, stopped_at__isnull=True)


@pytest.mark.rule("R91", "R90")
def test_staff_send_a_questionnaire_and_the_owner_answers_it_in_four_questions(
    client: Client, world: World, complaint: Complaint
) -> None:
    world.to_handled(complaint)
    desk = signed_in(client, world.zhou)
    assert (
        f"/complaints/{complaint.number}/send_questionnaire/" in desk.get(f"/care/{complaint.number}/").content.decode()
    )
    version = Complaint.objects.get(pk=complaint.pk).version
    assert desk.post(f"/complaints/{complaint.number}/send_questionnaire/", {"version": version}).status_code == 302
    complaint.refresh_from_db()
    assert complaint.stage == Stage.HANDLED
    assert "Please tell us in four short questions" in messages(complaint)[-1]
    link = f"/f/{complaint.secret}/answer_questionnaire/"
    assert link in messages(complaint)[-1]
    assert "until" in desk.get(f"/care/{complaint.number}/").content.decode()
    owner = in_english()
    assert link in owner.get(f"/f/{complaint.secret}/").content.decode()
    silent = owner.post(link, {"outcome": "satisfied", "rating_reception": "5"})
    assert (silent.status_code, Visit.objects.count()) == (422, 0), "silence is not an answer"
    assert "say that you would rather not" in silent.content.decode()
    assert owner.post(link, ANSWERS).status_code == 302
    complaint.refresh_from_db()
    visit = Visit.objects.get()
    assert (visit.method, visit.outcome, visit.account) == (Method.QUESTIONNAIRE, VisitOutcome.SATISFIED, None)
    assert (visit.rating_measures, visit.rating_result, visit.would_not_say) == (4, None, ["rating_result"])
    assert (complaint.stage, complaint.closing_code, complaint.staff_verdict) == ("closed", "confirmed", "completed")
    assert owner.post(link, ANSWERS).status_code == 302, "a second click changes nothing"
    assert Visit.objects.count() == 1


@pytest.mark.rule("R66", "R91")
def test_an_owner_who_is_not_satisfied_begins_the_next_round_and_says_why(world: World, complaint: Complaint) -> None:
    world.to_handled(complaint)
    world.make("send_questionnaire", complaint, by=world.zhou)
    owner, link = in_english(), f"/f/{complaint.secret}/answer_questionnaire/"
    answers = ANSWERS | {"outcome": "not_solved"}
    wordless = owner.post(link, answers)
    assert (wordless.status_code, "Tell us what is still wrong." in wordless.content.decode()) == (422, True)
    assert owner.post(link, answers | {"owner_words": "今早又停了十分钟"}).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.stage, complaint.round, complaint.owner_verdict) == ("investigating", 2, "not_solved")
    assert complaint.questionnaire_until is None
    assert Notice.objects.filter(complaint=complaint, about="answer_questionnaire", account=world.lin).exists()
    assert not complaint.visits.exclude(method=Method.QUESTIONNAIRE).exists()


@pytest.mark.rule("R91", "C3")
def test_a_silent_owner_is_called_once_the_days_are_over_and_nothing_closes_by_itself(
    client: Client, world: World, complaint: Complaint
) -> None:
    world.to_handled(complaint)
    world.make("send_questionnaire", complaint, by=world.zhou)
    complaint.refresh_from_db()
    until, clock = complaint.questionnaire_until, visit_clock(complaint)
    assert until is not None
    assert clock.limit_at == until + timedelta(days=1), "a call is due a day after the days to answer are over"
    assert complaint.clocks.filter(kind=ClockKind.VISIT, outcome=ClockOutcome.DROPPED).count() == 1
    with pytest.raises(Refused, match="already in this round"):
        world.make("send_questionnaire", complaint, by=world.zhou)
    with time_machine.travel(clock.limit_at + timedelta(minutes=1)):
        tick()
        complaint.refresh_from_db()
        assert complaint.stage == Stage.HANDLED
        assert Notice.objects.filter(complaint=complaint, about="breached", account=world.lin).exists()
        page = signed_in(client, world.zhou).get("/care/").content.decode()
        assert "Questionnaire not answered" in page
        world.make("visit", complaint, by=world.zhou, outcome="satisfied", method="phone", owner_words="好了",
                   completed=True, at=timezone.now())  # fmt: skip
    assert Complaint.objects.get(pk=complaint.pk).stage == Stage.CLOSED


@pytest.mark.rule("R91")
@pytest.mark.parametrize("wish", ["policy", "owner"])
def test_where_policy_or_owner_prefer_it_the_questionnaire_follows_the_work_in_the_one_message(
    world: World, wish: str, settings: Any
) -> None:
    settings.HEED_DEMO = True  # messages go out without a gateway
    if wish == "owner":
        Person.objects.filter(pk=world.chen.pk).update(asked_in_writing=True)
    else:
        given = current_policy().model_dump(mode="json")
        given["levels"][0]["by_questionnaire"] = True
        publish(given, by=world.admin, seen=1)
    complaint = world.to_handled(world.lodge(at=timezone.now() - timedelta(hours=2)))
    assert complaint.questionnaire_until is not None
    assert complaint.entries.order_by("seq").last().actor == "clockwork"  # type: ignore[union-attr]
    assert len(messages(complaint)) == 1
    assert "four short questions" in messages(complaint)[0]
