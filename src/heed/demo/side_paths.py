"""The roads beside the straight one: outside, impossible, anonymous, withdrawn, merged, repeated, opened again."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from heed.demo.counter import take_in
from heed.demo.paths import AWAY, DONE, OFF, Plan, approval, ask_the_owner, carry_out, find_out, propose, to_the_end
from heed.demo.steps import Story
from heed.process.words import ApprovalSubject, Exemption, Method, Role, Stage
from heed.queries.actor import OWNER

Road = Iterator[datetime]


def settled(story: Story) -> Road:
    """Explained or solved on the spot."""
    yield from take_in(story, settle=True)


def straight(story: Story, plan: Plan) -> Road:
    """Taken in, then to the end."""
    yield from take_in(story, promise=bool(plan.promise))
    yield from to_the_end(story, plan)


def outside(story: Story, plan: Plan) -> Road:
    """Not ours: passed on and followed, until the other body has done something (R7, R95)."""
    yield from take_in(story)
    yield from story.until(story.later(20, 90))
    body = story.told.of("body")
    story.told.slots["body"] = body
    reference = f"{story.chance.choice('ABCD')}{story.chance.randint(10000, 99999)}"
    story.make("refer", by=story.lead, body=body, reference=reference, words=story.told.say("refer"))
    story.told_at = story.now
    days = story.chance.randint(2, 7)
    yield from story.until(story.scene.at_hour(story.now, story.chance.uniform(9.5, 16), days))
    if story.chance.random() < 0.2:
        story.make("return", by=story.lead, reason=story.told.say("return"))
        yield from propose(story)
        yield from carry_out(story, plan)
    else:
        story.complete()
    yield from ask_the_owner(story, plan)


def impossible(story: Story, plan: Plan) -> Road:
    """It cannot be done: explained with tact, with approval, the outside routes told (R59, C9)."""
    yield from take_in(story, promise=bool(plan.promise))
    yield from story.until(story.later(10, 60))
    story.investigate()
    yield from story.until(story.later(5, 30))
    yield from approval(story, ApprovalSubject.EXPLAIN)
    story.make(
        "explain", by=story.lead, findings=story.told.of("findings"), reason=story.told.of("hopeless"),
        routes=story.told.of("routes"), method=Method.PHONE,
    )  # fmt: skip
    story.promised_until = None
    yield from ask_the_owner(story, plan)


def exempt(story: Story, code: Exemption) -> Road:
    """Handled like any other, and closed without a visit (R94)."""
    yield from take_in(story)
    yield from find_out(story, Plan())
    yield from carry_out(story, Plan())
    yield from story.until(story.later(60, 500))
    if code is Exemption.SENSITIVE:
        yield from approval(story, ApprovalSubject.EXEMPT)
    story.make("exempt", by=story.lead, code=code, reason=story.told.say("exempt", code.value))


def withdrawn(story: Story) -> Road:
    """The owner thinks better of it."""
    yield from take_in(story)
    yield from story.until(story.later(30, 400))
    by = OWNER if story.chance.random() < 0.5 else story.desk
    how = {} if by is OWNER else {"method": Method.PHONE}
    story.make("withdraw", by=by, owner_words=story.told.say("withdraw"), **how)


def merged(story: Story, into: Story) -> Road:
    """The same thing from another home: followed together with the first (R10)."""
    yield from take_in(story)
    yield story.soon(6, 30)
    if into.record is None:
        return
    into.complaint.refresh_from_db()
    if into.complaint.is_open and story.complaint.stage == Stage.VERIFIED:
        story.make("merge", by=story.lead, other=into.complaint, reason=story.told.say("merge"))
    else:
        yield from to_the_end(story, Plan())


def silent(story: Story, plan: Plan) -> Road:
    """The visit is declined; seven days later the clockwork closes it (R93)."""
    yield from straight(story, Plan(promise=plan.promise, visits=(OFF,)))


def repeated(story: Story, again: Story) -> Road:
    """It happens again in the silent week: the first goes on in a new round, the second is followed with it (R10)."""
    yield from silent(story, Plan())
    yield story.soon(2 * 1440, 5 * 1440)
    if story.complaint.stage != Stage.WATCHING:
        return
    again.told.slots["matter"] = story.told.slots["matter"]
    again.given |= {"content": again.told.say("repeat"), "title": story.told.slots["matter"]}
    again.lodge(repeat_of=story.complaint)
    story.complaint.refresh_from_db()
    story.told_at = story.now
    yield again.soon(3, 9)
    again.verify()
    yield again.soon(10, 40)
    again.make("merge", by=again.lead, other=story.complaint, reason=again.told.say("merge"))
    yield from propose(story, declines=1)
    yield from carry_out(story, Plan())
    yield from ask_the_owner(story, Plan(visits=(DONE,), summary=True))


def reopened(story: Story, plan: Plan) -> Road:
    """Closed, and opened again some days later (R66)."""
    yield from straight(story, Plan(promise=plan.promise, visits=(DONE,)))
    yield story.soon(3 * 1440, 9 * 1440)
    if story.complaint.stage != Stage.CLOSED:
        return
    story.make("reopen", by=story.desk, reason=story.told.say("reopen"))
    story.told_at = story.now
    yield from propose(story)
    yield from carry_out(story, Plan())
    yield from ask_the_owner(story, Plan(visits=(AWAY, DONE), summary=True))


def graver(story: Story, plan: Plan) -> Road:
    """Judged again: graver than it seemed (R19, R22)."""
    story.level = "general"
    yield from take_in(story)
    yield from story.until(story.later(10, 60))
    story.level = "major"
    story.make("reassess", by=story.lead, level="major", category=story.category, nature="harm", validity="valid",
               emotion=story.emotion, reason=story.told.say("reassess"))  # fmt: skip
    yield from to_the_end(story, plan)


def handed_on(story: Story, plan: Plan) -> Road:
    """Another person answers for the case (R68, R79)."""
    yield from take_in(story)
    yield from story.until(story.later(15, 60))
    others = [*story.scene.staff.all(Role.IN_CHARGE, story.scene.code), story.scene.manager]
    story.make("reassign", by=story.scene.manager, account=others[0], reason=story.told.say("reassign"))
    yield from to_the_end(story, plan)


def chatty(story: Story, plan: Plan) -> Road:
    """The owner writes from the own page while it is under way (R74)."""
    road = straight(story, plan)
    wrote = noted = False
    for at in road:
        yield at
        if story.record is None:
            continue
        stage = story.complaint.stage
        if (
            stage == Stage.INVESTIGATING
            and not wrote
            and story.now - story.complaint.received_at > timedelta(minutes=20)
        ):
            wrote = True
            story.make("say", by=OWNER, words=story.told.say("say"))
        elif stage == Stage.HANDLING and not noted:
            noted = True
            story.make("note", by=story.lead, words=story.told.say("note"))
