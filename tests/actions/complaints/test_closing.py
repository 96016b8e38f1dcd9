"""Return visits, exemptions, the silent week, reopening."""

from datetime import timedelta
from typing import Any

import pytest

from heed.actions.complaints.intake import lodge
from heed.actions.engine.errors import Refused
from heed.process.words import ClosingCode, Stage
from heed.queries.actor import CLOCKWORK, OWNER
from tests.world import MORNING, World

WEEK = 7 * 24 * 60
DECLINED = {"outcome": "declined", "method": "phone"}


@pytest.mark.rule("R93")
def test_a_declined_visit_closes_seven_silent_days_after_completion_and_not_before(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    assert complaint.handled_at is not None
    done = (complaint.handled_at - MORNING).total_seconds() / 60
    world.make("visit", complaint, by=world.zhou, minutes=done + 3 * 24 * 60, **DECLINED)
    with pytest.raises(Refused):
        world.make("silence", complaint, by=CLOCKWORK, minutes=done + WEEK - 1)
    closed = world.make("silence", complaint, by=CLOCKWORK, minutes=done + WEEK)
    assert (closed.stage, closed.closing_code) == (Stage.CLOSED, ClosingCode.SILENT_WEEK)


@pytest.mark.rule("R93", "R10")
def test_a_repeat_in_the_silent_week_opens_the_matter_again_in_a_new_round(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    world.make("visit", complaint, by=world.zhou, minutes=100, **DECLINED)
    again = world.lodge(repeat_of=complaint, at=MORNING + timedelta(days=3), content="电梯又停了")
    complaint.refresh_from_db()
    assert (complaint.stage, complaint.round) == (Stage.INVESTIGATING, 2)
    assert again.repeat_of == complaint
    assert (again.stage, again.merged_into) == (Stage.MERGED, complaint), "one owner, one matter, one open case"
    with pytest.raises(Refused):
        world.make("silence", complaint, by=CLOCKWORK, minutes=100 + WEEK)


@pytest.mark.rule("R96", "C4")
def test_the_owners_own_yes_closes(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    closed = world.make("confirm", complaint, by=OWNER, rating_result=5)
    assert (closed.closing_code, closed.owner_verdict) == (ClosingCode.CONFIRMED, "satisfied")


@pytest.mark.rule("R66", "C4", "R100")
def test_the_owners_own_no_begins_again_whatever_the_staff_found(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    begun = world.make("contest", complaint, by=OWNER, owner_words="还在抖")
    assert (begun.stage, begun.round, begun.staff_verdict) == (Stage.INVESTIGATING, 2, "completed")
    assert begun.owner_verdict == "not_solved"


def test_an_attempt_that_reaches_nobody_leaves_the_visit_due(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    tried = world.make("visit", complaint, by=world.zhou, outcome="not_reached", method="phone")
    assert tried.stage == Stage.HANDLED
    assert tried.clocks.filter(kind="visit", stopped_at__isnull=True).exists()


@pytest.mark.rule("R94")
def test_a_sensitive_case_closes_without_a_visit_only_with_approval(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    facts: dict[str, Any] = {"code": "sensitive", "reason": "家庭纠纷，不宜回访"}
    with pytest.raises(Refused):
        world.make("exempt", complaint, **facts)
    world.make("ask_approval", complaint, subject="exempt", reason="家庭纠纷")
    world.make("approve", complaint, by=world.zhao, subject="exempt")
    assert world.make("exempt", complaint, **facts).closing_code == ClosingCode.SENSITIVE


@pytest.mark.rule("R94")
def test_an_exemption_is_not_claimed_for_an_owner_who_can_be_reached(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    with pytest.raises(Refused):
        world.make("exempt", complaint, code="anonymous", reason="匿名")


@pytest.mark.rule("C3")
def test_for_a_major_complaint_somebody_else_makes_the_return_visit(world: World) -> None:
    complaint = world.verify(world.lodge(), level="major")
    world.make("investigate", complaint, account=world.lin)
    world.make("apologise", complaint, apology="抱歉", method="phone")
    world.make("ask_approval", complaint, subject="propose", solution="y", reason="重大")
    world.make("approve", complaint, by=world.zhao, subject="propose")
    world.make("propose", complaint, findings="x", responsibility="management", solution="y", method="phone")
    world.make("agree", complaint, owner_words="好")
    world.make("complete", complaint, result="修好", method="phone")
    visit: dict[str, Any] = {"outcome": "satisfied", "method": "phone", "owner_words": "满意", "completed": True}
    with pytest.raises(Refused):
        world.make("visit", complaint, by=world.lin, **visit)
    assert world.make("visit", complaint, by=world.zhou, **visit).stage == Stage.CLOSED


def test_a_closed_matter_is_opened_again_only_within_the_window(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    closed = world.make("confirm", complaint, by=OWNER)
    days = 24 * 60
    with pytest.raises(Refused):
        world.make("reopen", closed, minutes=200 * days, reason="又坏了")
    opened = world.make("reopen", closed, minutes=3 * days, reason="又坏了")
    assert (opened.stage, opened.round, opened.closing_code) == (Stage.INVESTIGATING, 2, "")
    assert opened.next_due_at is not None


@pytest.mark.rule("R7", "R95")
def test_a_matter_outside_our_remit_is_followed_and_its_progress_told(world: World) -> None:
    complaint = world.verify(world.lodge(), remit="outside")
    outside = world.make("refer", complaint, body="市供电局", words="已转市供电局，我会继续跟进")
    assert outside.stage == Stage.OUTSIDE
    assert [clock.kind for clock in outside.clocks.filter(stopped_at__isnull=True)] == ["progress"]
    told = world.make("report_progress", outside, words="供电局周一来修", method="phone", minutes=90)
    assert told.stage == Stage.OUTSIDE
    assert told.clocks.filter(kind="progress").count() == 3, "lodged, referred, told: each begins another day"


@pytest.mark.rule("R3", "R6")
def test_without_a_name_and_a_contact_it_is_refused_unless_anonymous(world: World) -> None:
    told: dict[str, Any] = {"by": world.zhou, "channel": "phone", "content": "有人乱停车", "at": MORNING}
    with pytest.raises(Refused) as refused:
        lodge(world.project, **told)
    assert {refusal.fact for refusal in refused.value.refusals} == {"name", "unit", "contact"}
    assert lodge(world.project, anonymous=True, **told).anonymous


@pytest.mark.rule("R88", "R90", "R99")
def test_whoever_handled_a_general_matter_makes_the_visit_and_the_owner_judges_three_things(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    assert complaint.handler == world.lin
    ratings: dict[str, Any] = {"rating_reception": 4, "rating_measures": 5, "rating_result": 3}
    facts: dict[str, Any] = {"outcome": "satisfied", "method": "home", "owner_words": "挺好", "completed": True}
    world.make("visit", complaint, by=world.lin, **facts, **ratings)
    visit = complaint.visits.get()
    assert {name: getattr(visit, name) for name in ratings} == ratings


@pytest.mark.rule("R90")
@pytest.mark.parametrize("outcome", ["satisfied", "not_solved"])
def test_the_three_marks_are_asked_and_an_owner_may_refuse_one(world: World, outcome: str) -> None:
    complaint = world.to_handled(world.lodge())
    facts: dict[str, Any] = {"outcome": outcome, "method": "phone", "owner_words": "还行", "completed": True}
    for missing in (None, ""):
        with pytest.raises(Refused) as refused:
            world.make("visit", complaint, **facts, rating_reception=4, rating_measures=missing, rating_result=missing)
        assert {refusal.fact for refusal in refused.value.refusals} == {"rating_measures", "rating_result"}
    world.make("visit", complaint, **facts, rating_reception=4, rating_measures="unsaid", rating_result=2)
    visit = complaint.visits.get()
    assert (visit.rating_reception, visit.rating_measures, visit.rating_result) == (4, None, 2)
    assert visit.would_not_say == ["rating_measures"], "asked and refused; not forgotten"
    entry = complaint.entries.order_by("-seq")[0]
    assert entry.content.facts["rating_measures"] == "unsaid"


@pytest.mark.rule("R90")
def test_an_owner_who_was_not_reached_was_asked_for_no_mark(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    world.make("visit", complaint, outcome="not_reached", method="phone", rating_result="unsaid")
    visit = complaint.visits.get()
    assert (visit.rating_result, visit.would_not_say) == (None, [])
    world.make("confirm", complaint, by=OWNER, rating_result=5)
    online = complaint.visits.latest("pk")
    assert (online.rating_reception, online.would_not_say) == (None, []), "silence on the own page is no answer"
    with pytest.raises(Refused):
        world.make("confirm", world.to_handled(world.lodge()), by=OWNER, rating_result="unsaid")


@pytest.mark.rule("R91")
@pytest.mark.parametrize("method", ["phone", "home", "online", "questionnaire"])
def test_a_visit_is_made_by_telephone_at_home_online_or_by_questionnaire(world: World, method: str) -> None:
    complaint = world.to_handled(world.lodge())
    visit: dict[str, Any] = {"outcome": "satisfied", "owner_words": "满意", "completed": True}
    world.make("visit", complaint, by=world.zhou, method=method, **visit)
    assert complaint.visits.get().method == method
