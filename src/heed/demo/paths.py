"""The paths of a story after its intake, as its plan says. Each path is a generator of instants."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from heed.demo.play import StoryPath
from heed.demo.steps import Story
from heed.demo.texts import rounded
from heed.process.words import ApprovalSubject, Stage, VisitOutcome
from heed.queries.actor import CLOCKWORK, OWNER, staff
from heed.queries.complaints.case import case_of
from heed.records.models import Account

DONE, AGAIN, OFF, AWAY = (
    VisitOutcome.SATISFIED, VisitOutcome.NOT_SOLVED, VisitOutcome.DECLINED, VisitOutcome.NOT_REACHED,
)  # fmt: skip


@dataclass
class StoryPlan:
    """What happens in a story. `days` is the duration of the work; `pause` is one of the policy's reasons to pause."""

    promise: str = ""  # "", kept, reply, moved, broken
    declines: int = 0
    days: int = 0
    refused: bool = False
    pause: str = ""
    late: bool = False
    second_order: bool = False
    visits: tuple[VisitOutcome, ...] = (DONE,)
    by_owner: bool = False  # confirmed or contested on the owner's own page
    summary: bool = False


def to_the_end(story: Story, plan: StoryPlan) -> StoryPath:
    """From verified or promised to the owner's verdict."""
    yield from find_out(story, plan)
    yield from carry_out(story, plan)
    yield from ask_owner(story, plan)


def find_out(story: Story, plan: StoryPlan) -> StoryPath:
    """Investigate, keep or break the promise, propose until the owner agrees."""
    yield from story.until(story.later(10, 45))
    if story.complaint.stage in (Stage.VERIFIED, Stage.PROMISED):
        story.investigate()
    due_at = story.promised_until
    if due_at and plan.promise == "broken":
        yield from story.until(max(due_at, story.now) + timedelta(minutes=story.chance.uniform(25, 140)))
        story.apologise_for_the_miss()
        yield story.soon(2, 6)
        story.new_date(story.agreed_time(120, 360))
    elif due_at and plan.promise == "moved":
        yield story.soon(5, 25)
        story.new_date(story.agreed_time(120, 360))
        if story.owes:  # it came with too little notice (R72)
            yield story.soon(3, 12)
            story.apologise_for_the_miss()
    elif due_at and plan.promise == "reply":
        yield from story.until(max(due_at - timedelta(minutes=story.chance.uniform(8, 40)), story.soon(1, 3)))
        story.reply()
    yield from propose(story, plan.declines)


def propose(story: Story, declines: int = 0) -> StoryPath:
    """Propose, with apology and approval where needed, until the owner agrees (R51, R58, R66, C12)."""
    own = ""
    for attempt in range(declines + 1):
        yield from story.until(_before_the_promise(story))
        if story.fault.ours:
            story.apologise()
            yield story.soon(1, 4)
        if _needs_approval(story):
            yield from approval(story, ApprovalSubject.PROPOSE, own)
        story.propose(again=own)
        yield from story.until(story.soon(4, 50))
        if attempt == declines:
            story.agree()
        else:
            own = story.decline()


def _before_the_promise(story: Story) -> datetime:
    """When the solution is ready: before the promised time, if there is one."""
    ready = story.later(30, 120)
    if story.promised_until is None:
        return ready
    latest = story.promised_until - timedelta(minutes=story.chance.uniform(12, 30))
    return max(min(ready, latest), story.soon(1, 3))


def _needs_approval(story: Story) -> bool:
    expensive = (story.money or 0) > story.scene.policy.money_limit
    return expensive or story.scene.policy.level(story.complaint.level).needs_approval


def approval(story: Story, subject: ApprovalSubject, again: str = "") -> StoryPath:
    """Ask a superior for approval, who refuses once now and then (R65); `again`: see `Story.solution`."""
    refused = story.chance.random() < 0.08
    while True:
        if subject is ApprovalSubject.PROPOSE:
            story.ask_approval_of(story.solution(again))
        else:
            reason = story.texts.say("approve_ask", subject.value)
            story.make("ask_approval", by=story.lead, subject=subject, reason=reason)
        yield story.soon(4, 25)
        if not refused:
            break
        refused = False
        story.make("disapprove", by=story.approver, subject=subject, reason=story.texts.say("disapprove"))
        yield from story.until(story.later(20, 60))
    story.make("approve", by=story.approver, subject=subject, words=story.texts.say("approve"))
    yield story.soon(2, 8)


def carry_out(story: Story, plan: StoryPlan) -> StoryPath:
    """Send orders until the work is done, then inform the owner."""
    hour = story.scene.local(story.now).hour
    days = max(plan.days, 1 if hour >= 15 and story.level != "emergency" else 0)
    due_at = rounded(story.scene.at_hour(story.now, 17.5, days)) if days else _today(story)
    if days and not story.circumstance:
        yield story.soon(2, 8)
        story.new_date(due_at)
    if plan.refused:
        yield from _refused_order(story, due_at)
    worker = story.worker()
    order = story.order(due_at, worker if story.chance.random() < 0.7 else None)
    yield from _begin(story, order.pk, worker)
    meanwhile = plan.second_order and due_at - story.now > timedelta(hours=1) and story.chance.random() < 0.5
    if meanwhile:
        yield from _second_order(story, due_at)
    yield from _wait_for_the_end(story, plan, due_at, days)
    story.finish_order(story.complaint.orders.get(pk=order.pk), worker)
    if plan.second_order and not meanwhile:
        yield from _second_order(story)
    yield from story.until(story.later(6, 30))
    story.complete()


def _wait_for_the_end(story: Story, plan: StoryPlan, due_at: datetime, days: int) -> StoryPath:
    """Wait until the work is done, perhaps after a pause; where it is late, apologise and promise another date."""
    if plan.pause:
        yield from wait_for(story, plan.pause)
    yield from story.until(_finishing(story, due_at, days, late=plan.late))
    if plan.late and story.promised_until and story.now > story.promised_until:
        story.apologise_for_the_miss()
        story.new_date(story.agreed_time(60, 240))
        yield from story.until(story.later(20, 50))


def _today(story: Story) -> datetime:
    if story.level == "emergency":
        return rounded(story.now + timedelta(hours=3))
    return rounded(story.scene.worked(story.now, 180))


def _finishing(story: Story, due_at: datetime, days: int, *, late: bool) -> datetime:
    if late:
        return due_at + timedelta(hours=story.chance.uniform(1, 4))
    ready = story.later(25, 90)
    return max(ready, due_at - timedelta(hours=story.chance.uniform(1, 6))) if days else ready


def _begin(story: Story, order_id: int, worker: Account) -> StoryPath:
    """Accept the order and arrive, mostly in time."""
    slow = story.chance.random()
    yield from story.until(story.later(25, 60) if slow < 0.06 else story.later(1, 8))
    story.make("accept_order", by=worker, order=order_id)
    yield from story.until(story.later(70, 150) if slow > 0.95 else story.later(8, 35))
    story.make("arrive", by=worker, order=order_id)


def _refused_order(story: Story, due_at: datetime) -> StoryPath:
    """Send an order to a worker who refuses it with a reason (R67, R79)."""
    worker = story.worker()
    order = story.order(due_at, worker)
    yield story.soon(3, 12)
    story.make("refuse_order", by=worker, order=order, reason=story.texts.say("refuse_order"))
    yield from story.until(story.later(4, 20))


def _second_order(story: Story, due_at: datetime | None = None) -> StoryPath:
    """Send the cleaners too: with a deadline while the work goes on, otherwise after it."""
    worker = story.worker("cleaning")
    order = story.order(
        due_at or story.agreed_time(60, 180), worker, department="cleaning", work=story.texts.say("clean_after")
    )
    yield from _begin(story, order.pk, worker)
    yield from story.until(story.later(15, 40))
    story.finish_order(story.complaint.orders.get(pk=order.pk), worker)


def wait_for(story: Story, reason: str) -> StoryPath:
    """Pause the clocks, with a reason, for a day or two (R56); not where the reason would stop none of them."""
    if reason in case_of(story.complaint, staff(story.lead), story.now)[0].idle_pauses:
        return
    story.make("pause", by=story.lead, pause=reason, reason=story.texts.say("pause", reason))
    yield from story.until(story.scene.at_hour(story.now, story.chance.uniform(9, 11), story.chance.randint(1, 2)))
    story.make("resume", by=story.lead, reason=story.texts.say("resume"))


def ask_owner(story: Story, plan: StoryPlan) -> StoryPath:
    """Return visits, round after round, until the owner's answer ends the matter."""
    for outcome in plan.visits:
        if plan.by_owner and outcome in (DONE, AGAIN):
            yield from _on_own_page(story, satisfied=outcome is DONE)
        else:
            yield from story.until(story.later(60, 420))
            story.visit(outcome)
        if outcome is AGAIN:
            yield from propose(story)
            yield from carry_out(story, StoryPlan())
        elif outcome in (DONE, OFF):
            break
    if plan.summary and story.complaint.stage == Stage.CLOSED:
        yield story.later(30, 400)
        story.summarise()


def _on_own_page(story: Story, *, satisfied: bool) -> StoryPath:
    """The owner answers on the own page; every third that a message can reach is asked by questionnaire (R91)."""
    in_writing = not story.circumstance and story.complaint.serial % 3 == 0
    if in_writing:
        story.make("send_questionnaire", by=CLOCKWORK)
    yield story.soon(60, 900)
    _owners_answer(story, satisfied=satisfied, in_writing=in_writing)


def _owners_answer(story: Story, *, satisfied: bool, in_writing: bool) -> None:
    """The owner confirms or contests on their own page, or answers the questions there (R91, R96)."""
    stars = story.chance.randint(3, 5) if satisfied else 2
    words = story.texts.say("confirm" if satisfied else "contest")
    marks = {"rating_reception": stars, "rating_measures": stars, "rating_result": stars}
    if in_writing:
        story.make("answer_questionnaire", by=OWNER, outcome=DONE if satisfied else AGAIN, owner_words=words, **marks)
    elif satisfied:
        story.make("confirm", by=OWNER, owner_words=words, **marks)
    else:
        story.make("contest", by=OWNER, owner_words=words)
    if not satisfied:
        story.informed_at = story.now
