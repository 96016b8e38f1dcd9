"""Roads that stop where somebody has to act now: every instant is so many minutes before the end of the play."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from heed.demo.steps import Story
from heed.demo.texts import rounded
from heed.process.words import ApprovalSubject, Channel, Role, VisitOutcome
from heed.queries.actor import OWNER
from heed.records.models import Account

Road = Iterator[datetime]
DAY = 1440


def before(story: Story, minutes: float) -> datetime:
    """So many minutes before the end of the play; after it, where they are fewer than none."""
    return story.play.ends_at - timedelta(minutes=minutes)


def due(story: Story, minutes: float) -> datetime:
    """A time that people would agree on, about so many minutes after the end of the play."""
    return rounded(before(story, -minutes), 5)


def received(story: Story, ago: float) -> Road:
    """Taken in, and nothing more yet."""
    yield before(story, ago)
    if story.channel is Channel.WEB:
        story.lodge(by=OWNER)
    elif story.channel is Channel.PATROL:
        story.lodge(by=story.scene.holder(story.chance, Role.GUARD))
    else:
        story.lodge()


def verified(story: Story, ago: float) -> Road:
    """Read back and assessed."""
    yield from received(story, ago)
    yield before(story, ago - min(4, ago * 0.4))
    story.verify()


def promised(story: Story, ago: float, due_in: float) -> Road:
    """A reply is promised; `due_in` below nothing: it is late already."""
    yield from verified(story, ago)
    yield before(story, ago - 6)
    story.promise(due(story, due_in))


def looked_into(story: Story, ago: float, due_in: float | None = None, replied: float | None = None) -> Road:
    """Somebody investigates; perhaps the owner has had a first reply."""
    yield from verified(story, ago) if due_in is None else promised(story, ago, due_in)
    yield from story.until(before(story, ago - 15))
    story.investigate()
    if replied is not None:
        yield from story.until(before(story, replied))
        story.reply()


def asking(story: Story, ago: float, asked: float) -> Road:
    """A solution waits for the manager's approval."""
    yield from looked_into(story, ago)
    yield from story.until(before(story, asked + 4))
    story.apologise()
    yield before(story, asked)
    reason = story.told.say("approve_ask", "propose")
    story.make("ask_approval", by=story.lead, subject=ApprovalSubject.PROPOSE, reason=reason, money=story.money)


def offered(story: Story, ago: float, *, declined: int = 0) -> Road:
    """A solution is with the owner, perhaps after others were refused."""
    yield from looked_into(story, ago)
    own, at = "", ago - 30
    for attempt in range(declined + 1):
        yield from story.until(before(story, at))
        if story.fault.ours:
            story.apologise()
        if story.scene.policy.level(story.level).needs_approval:
            yield before(story, at - 2)
            reason = story.told.say("approve_ask", "propose")
            story.make("ask_approval", by=story.lead, subject=ApprovalSubject.PROPOSE, reason=reason)
            yield before(story, at - 8)
            words = story.told.say("approve")
            story.make("approve", by=story.approver, subject=ApprovalSubject.PROPOSE, words=words)
        yield before(story, at - 12)
        story.propose(again=own)
        if attempt < declined:
            yield before(story, at - 18)
            own = story.decline()
            at -= 40


def refused(story: Story, ago: float, rounds: int = 1) -> Road:
    """The owner did not agree: back to looking for another way."""
    yield from offered(story, ago, declined=rounds - 1)
    yield before(story, ago - 50 - 40 * (rounds - 1))
    story.decline()


def agreed(story: Story, ago: float, due_in: float | None = None) -> Road:
    """The owner agrees; `due_in`: and was promised when it will be done."""
    yield from offered(story, ago)
    yield before(story, ago - 52)
    story.agree()
    if due_in is not None:
        yield before(story, ago - 55)
        story.new_date(due(story, due_in))


def ordered(story: Story, ago: float, due_in: float, sent: float, state: str, to: Account | None = None) -> Road:
    """Work is on its way: `sent` so many minutes ago, and now in this state."""
    yield from agreed(story, ago, due_in)
    yield from story.until(before(story, sent))
    worker = to or story.worker()
    order = story.order(max(due(story, due_in), story.soon(30, 30)), None if state == "open" else worker)
    if state in ("sent", "open"):
        return
    if state == "refused":
        yield before(story, sent - min(9, sent * 0.4))
        story.make("refuse_order", by=worker, order=order, reason=story.told.say("refuse_order"))
        return
    yield before(story, sent - min(5, sent * 0.1))
    story.make("accept_order", by=worker, order=order)
    if state == "accepted":
        return
    yield before(story, sent - min(32, sent * 0.45))
    story.make("arrive", by=worker, order=order)
    if state == "paused":
        yield before(story, sent - min(50, sent * 0.6))
        reason = story.told.say("pause", "awaiting_parts")
        story.make("pause", by=story.lead, pause="awaiting_parts", reason=reason)
        yield from story.until(before(story, 0.5))
    if state == "done":
        yield from story.until(before(story, sent - min(110, sent * 0.9)))
        story.finish_order(story.complaint.orders.get(pk=order.pk), worker)


def handled(story: Story, done: float, away: int = 0) -> Road:
    """Done and told `done` minutes ago; the owner is still to be asked, perhaps was not reached."""
    yield from ordered(story, done + 260, 60 - done, done + 140, "done")
    yield from story.until(before(story, done))
    story.complete()
    for attempt in range(away):
        yield before(story, done * (0.6 - 0.25 * attempt))
        story.visit(VisitOutcome.NOT_REACHED)


def watched(story: Story, days: float) -> Road:
    """Done so many days ago, and the visit declined soon after: the silent week runs."""
    yield from handled(story, days * DAY)
    yield before(story, days * DAY - 220)
    story.visit(VisitOutcome.DECLINED)


def outside(story: Story, days: float) -> Road:
    """With another body for so many days, followed all the same."""
    yield from verified(story, days * DAY)
    yield before(story, days * DAY - 50)
    body = story.told.slots["body"] = story.told.of("body")
    words = story.told.say("refer")
    story.make("refer", by=story.lead, body=body, reference=f"A{story.chance.randint(10000, 99999)}", words=words)
    story.told_at = story.now
    yield from story.until(before(story, 0.5))


def withdrawn(story: Story, ago: float) -> Road:
    """The owner thought better of it."""
    yield from verified(story, ago)
    yield before(story, ago * 0.4)
    story.make("withdraw", by=OWNER, owner_words=story.told.say("withdraw"))


def merged(story: Story, ago: float, into: Story) -> Road:
    """Followed with another of the same matter."""
    yield from verified(story, ago)
    yield before(story, ago * 0.5)
    story.make("merge", by=story.lead, other=into.complaint, reason=story.told.say("merge"))
