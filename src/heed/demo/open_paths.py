"""Paths of today's stories: most stop where staff have to act now. Times are minutes before the end of the play."""

from datetime import datetime, timedelta

from heed.demo.play import StoryPath
from heed.demo.steps import Story
from heed.demo.texts import rounded
from heed.process.words import ApprovalSubject, Channel, ReviewFinding, Role, VisitOutcome
from heed.queries.actor import CLOCKWORK, OWNER, Actor, staff
from heed.records.models import Account

DAY = 1440


def before(story: Story, minutes: float) -> datetime:
    """The instant so many minutes before the end of the play; after the end where `minutes` is negative."""
    return story.play.ends_at - timedelta(minutes=minutes)


def due(story: Story, minutes: float) -> datetime:
    """A round time, about so many minutes after the end of the play."""
    return rounded(before(story, -minutes), 5)


def received(story: Story, ago: float) -> StoryPath:
    """Recorded, and nothing more."""
    yield before(story, ago)
    if story.channel is Channel.WEB:
        story.lodge(by=OWNER)
    elif story.channel is Channel.PATROL:
        story.lodge(by=story.scene.holder(story.chance, Role.GUARD))
    else:
        story.lodge()


def told_again(story: Story, ago: float, first: Story) -> StoryPath:
    """The same owner calls again about the same: this complaint ends in the first one (R10)."""
    yield before(story, ago)
    story.lodge(repeat_of=first.complaint)


def verified(story: Story, ago: float) -> StoryPath:
    """Read back and assessed."""
    yield from received(story, ago)
    yield before(story, ago - min(4, ago * 0.4))
    story.verify()


def promised(story: Story, ago: float, due_in: float) -> StoryPath:
    """A reply is promised; where `due_in` is negative, it is late already."""
    yield from verified(story, ago)
    yield before(story, ago - 6)
    story.promise(due(story, due_in))


def investigated(story: Story, ago: float, due_in: float | None = None, replied: float | None = None) -> StoryPath:
    """Under investigation; the owner had a first reply `replied` minutes ago, if given."""
    yield from verified(story, ago) if due_in is None else promised(story, ago, due_in)
    yield from story.until(before(story, ago - 15))
    story.investigate()
    if replied is not None:
        yield from story.until(before(story, replied))
        story.reply()


def awaiting_approval(story: Story, ago: float, asked: float) -> StoryPath:
    """A solution waits for the manager's approval."""
    yield from investigated(story, ago)
    yield from story.until(before(story, asked + 4))
    story.apologise()
    yield before(story, asked)
    story.ask_approval_of(story.solution())


def proposed(story: Story, ago: float, *, declines: int = 0) -> StoryPath:
    """A solution is proposed to the owner, after `declines` others were declined."""
    yield from investigated(story, ago)
    own, at = "", ago - 30
    for attempt in range(declines + 1):
        yield from story.until(before(story, at))
        if story.fault.ours:
            story.apologise()
        if story.scene.policy.level(story.level).needs_approval:
            yield before(story, at - 2)
            story.ask_approval_of(story.solution(own))
            yield before(story, at - 8)
            words = story.texts.say("approve")
            story.make("approve", by=story.approver, subject=ApprovalSubject.PROPOSE, words=words)
        yield before(story, at - 12)
        story.propose(again=own)
        if attempt < declines:
            yield before(story, at - 18)
            own = story.decline()
            at -= 40


def declined(story: Story, ago: float, rounds: int = 1) -> StoryPath:
    """The owner declined the last proposal: back to investigating."""
    yield from proposed(story, ago, declines=rounds - 1)
    yield before(story, ago - 50 - 40 * (rounds - 1))
    story.decline()


def agreed(story: Story, ago: float, due_in: float | None = None) -> StoryPath:
    """The owner agreed; with `due_in`, completion is promised in so many minutes."""
    yield from proposed(story, ago)
    yield before(story, ago - 52)
    story.agree()
    if due_in is not None:
        yield before(story, ago - 55)
        story.new_date(due(story, due_in))


def ordered(story: Story, ago: float, due_in: float, sent: float, state: str, to: Account | None = None) -> StoryPath:
    """An order was sent `sent` minutes ago and is now in this state."""
    yield from agreed(story, ago, due_in)
    yield from story.until(before(story, sent))
    worker = to or story.worker()
    order = story.order(max(due(story, due_in), story.soon(30, 30)), None if state == "open" else worker)
    if state in ("sent", "open"):
        return
    acting: Actor | Account = staff(worker, by_link=True) if worker.by_link else worker
    if state == "refused":
        yield before(story, sent - min(9, sent * 0.4))
        story.make("refuse_order", by=acting, order=order, reason=story.texts.say("refuse_order"))
        return
    yield before(story, sent - min(5, sent * 0.1))
    story.make("accept_order", by=acting, order=order)
    if state == "accepted":
        return
    yield before(story, sent - min(32, sent * 0.45))
    story.make("arrive", by=acting, order=order)
    if state == "paused":
        yield before(story, sent - min(50, sent * 0.6))
        reason = story.texts.say("pause", "awaiting_parts")
        story.make("pause", by=story.lead, pause="awaiting_parts", reason=reason)
        yield from story.until(before(story, 0.5))
    if state == "done":
        yield from story.until(before(story, sent - min(110, sent * 0.9)))
        story.finish_order(story.complaint.orders.get(pk=order.pk), acting)


def handled(story: Story, done: float, away: int = 0) -> StoryPath:
    """Completed `done` minutes ago; the return visit is due, after `away` attempts that did not reach the owner."""
    yield from ordered(story, done + 260, 60 - done, done + 140, "done")
    yield from story.until(before(story, done))
    story.complete()
    for attempt in range(away):
        yield before(story, done * (0.6 - 0.25 * attempt))
        story.visit(VisitOutcome.NOT_REACHED)


def asked_in_writing(story: Story, done: float) -> StoryPath:
    """Completed `done` minutes ago; the owner has a questionnaire, and has not answered yet (R91)."""
    yield from handled(story, done)
    story.make("send_questionnaire", by=CLOCKWORK)


def visit_agreed(
    story: Story, done: float, agreed: float, at: float, *, moved: float | None = None, visited: bool = False
) -> StoryPath:
    """Completed `done` minutes ago; `agreed` minutes ago the return visit was agreed for `at` minutes from now.

    `moved`: so many minutes ago for another time, an hour later. `visited`: it was made at the time agreed.
    """
    yield from handled(story, done)
    yield before(story, agreed)
    story.arrange_visit(due(story, at))
    if moved is not None:
        yield before(story, moved)
        story.arrange_visit(due(story, at + 60))
    if visited:
        yield due(story, at) + timedelta(minutes=1)
        story.visit(VisitOutcome.SATISFIED)


def looked_again(story: Story, done: float, asked: float, found: float | None = None) -> StoryPath:
    """Completed `done` minutes ago; `asked` minutes ago the owner asked for a second look, which waits.

    `found`: so many minutes ago the manager, who had no part in it, told that the owner is right in part.
    """
    yield from handled(story, done)
    yield before(story, asked)
    story.make("ask_review", by=OWNER, owner_words=story.texts.say("ask_review"))
    if found is not None:
        yield before(story, found)
        told = {name: story.texts.say("review", name) for name in ("findings", "remedy", "lesson")}
        story.make("review", by=story.scene.manager, finding=ReviewFinding.PARTLY, **told, **story.told_how)


def watched(story: Story, days: float) -> StoryPath:
    """Completed so many days ago, and the visit was declined soon after: the seven silent days run."""
    yield from handled(story, days * DAY)
    yield before(story, days * DAY - 220)
    story.visit(VisitOutcome.DECLINED)


def outside(story: Story, days: float) -> StoryPath:
    """Referred to another body so many days ago, and followed since (R95)."""
    yield from verified(story, days * DAY)
    yield before(story, days * DAY - 50)
    body = story.texts.slots["body"] = story.texts.of("body")
    words = story.texts.say("refer")
    story.make("refer", by=story.lead, body=body, reference=f"A{story.chance.randint(10000, 99999)}", words=words)
    story.informed_at = story.now
    yield from story.until(before(story, 0.5))


def withdrawn(story: Story, ago: float) -> StoryPath:
    """The owner withdrew the complaint."""
    yield from verified(story, ago)
    yield before(story, ago * 0.4)
    story.make("withdraw", by=OWNER, owner_words=story.texts.say("withdraw"))


def merged(story: Story, ago: float, into: Story) -> StoryPath:
    """Merged with another complaint about the same matter."""
    yield from verified(story, ago)
    yield before(story, ago * 0.5)
    into.shared = True
    story.make("merge", by=story.lead, other=into.complaint, reason=story.texts.say("merge"))
