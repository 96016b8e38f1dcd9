"""The roads a story may take after it was taken in. A plan says which; each road is a generator of instants."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from heed.demo.steps import Story
from heed.demo.texts import rounded
from heed.process.words import ApprovalSubject, Role, Stage, VisitOutcome
from heed.queries.actor import OWNER
from heed.records.models import Account

Road = Iterator[datetime]
DONE, AGAIN, OFF, AWAY = (
    VisitOutcome.SATISFIED, VisitOutcome.NOT_SOLVED, VisitOutcome.DECLINED, VisitOutcome.NOT_REACHED,
)  # fmt: skip


@dataclass
class Plan:
    """What will happen in a story. `days` is how long the work takes; `pause` a reason of the policy to wait."""

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


def to_the_end(story: Story, plan: Plan) -> Road:
    """From verified or promised to the owner's word."""
    yield from find_out(story, plan)
    yield from carry_out(story, plan)
    yield from ask_the_owner(story, plan)


def find_out(story: Story, plan: Plan) -> Road:
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


def propose(story: Story, declines: int = 0) -> Road:
    """Solutions, with apology and approval where they are needed, until the owner agrees (R51, R58, R66, C12)."""
    own = ""
    for attempt in range(declines + 1):
        yield from story.until(_before_the_promise(story))
        if story.fault.ours:
            story.apologise()
            yield story.soon(1, 4)
        if _needs_approval(story):
            yield from approval(story, ApprovalSubject.PROPOSE)
        story.propose(again=own)
        yield from story.until(story.soon(4, 50))
        if attempt == declines:
            story.agree()
        else:
            own = story.decline()


def _before_the_promise(story: Story) -> datetime:
    """When the solution is ready: in time for what was promised, if anything was."""
    ready = story.later(30, 120)
    if story.promised_until is None:
        return ready
    latest = story.promised_until - timedelta(minutes=story.chance.uniform(12, 30))
    return max(min(ready, latest), story.soon(1, 3))


def _needs_approval(story: Story) -> bool:
    dear = (story.money or 0) > story.scene.policy.money_limit
    return dear or story.scene.policy.level(story.complaint.level).needs_approval


def approval(story: Story, subject: ApprovalSubject) -> Road:
    """Ask a superior, who looks once more now and then (R65)."""
    refused = story.chance.random() < 0.08
    while True:
        reason = story.told.say("approve_ask", subject.value)
        story.make("ask_approval", by=story.lead, subject=subject, reason=reason, money=story.money)
        yield story.soon(4, 25)
        if not refused:
            break
        refused = False
        story.make("disapprove", by=story.approver, subject=subject, reason=story.told.say("disapprove"))
        yield from story.until(story.later(20, 60))
    story.make("approve", by=story.approver, subject=subject, words=story.told.say("approve"))
    yield story.soon(2, 8)


def carry_out(story: Story, plan: Plan) -> Road:
    """Orders until the work is done, and the owner is told."""
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
    helped = plan.second_order and due_at - story.now > timedelta(hours=1) and story.chance.random() < 0.5
    if helped:
        yield from _second_order(story, due_at)
    if plan.pause:
        yield from wait_for(story, plan.pause)
    yield from story.until(_finishing(story, due_at, days, late=plan.late))
    if plan.late and story.promised_until and story.now > story.promised_until:
        story.apologise_for_the_miss()
        story.new_date(story.agreed_time(60, 240))
        yield from story.until(story.later(20, 50))
    story.finish_order(story.complaint.orders.get(pk=order.pk), worker)
    if plan.second_order and not helped:
        yield from _second_order(story)
    yield from story.until(story.later(6, 30))
    story.complete()


def _today(story: Story) -> datetime:
    if story.level == "emergency":
        return rounded(story.now + timedelta(hours=3))
    return rounded(story.scene.worked(story.now, 180))


def _finishing(story: Story, due_at: datetime, days: int, *, late: bool) -> datetime:
    if late:
        return due_at + timedelta(hours=story.chance.uniform(1, 4))
    ready = story.later(25, 90)
    return max(ready, due_at - timedelta(hours=story.chance.uniform(1, 6))) if days else ready


def _begin(story: Story, order_id: int, worker: Account) -> Road:
    """Accepted and arrived: mostly in time."""
    slow = story.chance.random()
    yield from story.until(story.later(25, 60) if slow < 0.06 else story.later(1, 8))
    story.make("accept_order", by=worker, order=order_id)
    yield from story.until(story.later(70, 150) if slow > 0.95 else story.later(8, 35))
    story.make("arrive", by=worker, order=order_id)


def _refused_order(story: Story, due_at: datetime) -> Road:
    """Sent to somebody who has a reason not to take it (R67, R79)."""
    worker = story.worker()
    order = story.order(due_at, worker)
    yield story.soon(3, 12)
    story.make("refuse_order", by=worker, order=order, reason=story.told.say("refuse_order"))
    yield from story.until(story.later(4, 20))


def _second_order(story: Story, due_at: datetime | None = None) -> Road:
    """The cleaners come after the work or, under its deadline, beside it."""
    worker = story.worker("cleaning")
    order = story.order(
        due_at or story.agreed_time(60, 180), worker, department="cleaning", work=story.told.say("clean_after")
    )
    yield from _begin(story, order.pk, worker)
    yield from story.until(story.later(15, 40))
    story.finish_order(story.complaint.orders.get(pk=order.pk), worker)


def wait_for(story: Story, reason: str) -> Road:
    """The clocks wait, with a reason, for a day or two (R56)."""
    story.make("pause", by=story.lead, pause=reason, reason=story.told.say("pause", reason))
    yield from story.until(story.scene.at_hour(story.now, story.chance.uniform(9, 11), story.chance.randint(1, 2)))
    story.make("resume", by=story.lead, reason=story.told.say("resume"))


def ask_the_owner(story: Story, plan: Plan) -> Road:
    """Return visits until the owner has said something that ends it, round after round."""
    for outcome in plan.visits:
        if plan.by_owner and outcome in (DONE, AGAIN):
            yield story.soon(60, 900)
            _own_page(story, satisfied=outcome is DONE)
        else:
            yield from story.until(story.later(60, 420))
            story.visit(outcome)
        if outcome is AGAIN:
            yield from propose(story)
            yield from carry_out(story, Plan())
        elif outcome in (DONE, OFF):
            break
    if plan.summary and story.complaint.stage == Stage.CLOSED:
        yield story.later(30, 400)
        story.summarise()


def _own_page(story: Story, *, satisfied: bool) -> None:
    """The owner's own yes or no (R96)."""
    if satisfied:
        stars = story.chance.randint(3, 5)
        words = story.told.say("confirm")
        story.make(
            "confirm", by=OWNER, owner_words=words, rating_reception=stars, rating_measures=stars, rating_result=stars
        )
    else:
        story.make("contest", by=OWNER, owner_words=story.told.say("contest"))
        story.told_at = story.now


def superior_of(story: Story) -> Account:
    """The director of the estate."""
    return story.scene.staff.all(Role.DIRECTOR, story.scene.code)[0]
