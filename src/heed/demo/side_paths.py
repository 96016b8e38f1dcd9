"""Whole paths, from intake to the end: the straight one, and outside, exempt, withdrawn, merged, reopened …"""

from datetime import timedelta

from heed.demo.counter import intake
from heed.demo.paths import AWAY, DONE, OFF, StoryPlan, approval, ask_owner, carry_out, find_out, propose, to_the_end
from heed.demo.play import StoryPath
from heed.demo.steps import Story
from heed.process.words import BEFORE_HANDLED, ApprovalSubject, Exemption, Method, RaisedBy, Role, Stage
from heed.queries.actor import OWNER


def settled(story: Story) -> StoryPath:
    """Explained or solved on the spot."""
    yield from intake(story, settle=True)


def straight(story: Story, plan: StoryPlan) -> StoryPath:
    """Intake, handling, the owner's verdict."""
    yield from intake(story, promise=bool(plan.promise))
    yield from to_the_end(story, plan)


def outside(story: Story, plan: StoryPlan) -> StoryPath:
    """Outside the remit: referred and followed, until the other body has acted or returned it (R7, R95)."""
    yield from intake(story)
    yield from story.until(story.later(20, 90))
    body = story.texts.of("body")
    story.texts.slots["body"] = body
    reference = f"{story.chance.choice('ABCD')}{story.chance.randint(10000, 99999)}"
    story.make("refer", by=story.lead, body=body, reference=reference, words=story.texts.say("refer"))
    story.informed_at = story.now
    days = story.chance.randint(2, 7)
    yield from story.until(story.scene.at_hour(story.now, story.chance.uniform(9.5, 16), days))
    if story.chance.random() < 0.2:
        story.make("return", by=story.lead, reason=story.texts.say("return"))
        yield from propose(story)
        yield from carry_out(story, plan)
    else:
        story.complete()
    yield from ask_owner(story, plan)


def impossible(story: Story, plan: StoryPlan) -> StoryPath:
    """Cannot be solved: explained with approval, with the outside routes (R59, C9)."""
    yield from intake(story, promise=bool(plan.promise))
    yield from story.until(story.later(10, 60))
    story.investigate()
    yield from story.until(story.later(5, 30))
    yield from approval(story, ApprovalSubject.EXPLAIN)
    story.make(
        "explain", by=story.lead, findings=story.texts.of("findings"), reason=story.texts.of("hopeless"),
        routes=story.texts.of("routes"), **story.told_how,
    )  # fmt: skip
    story.promised_until = None
    yield from ask_owner(story, plan)


def exempt(story: Story, code: Exemption) -> StoryPath:
    """Handled, then closed without a return visit (R94)."""
    yield from intake(story)
    yield from find_out(story, StoryPlan())
    yield from carry_out(story, StoryPlan())
    yield from story.until(story.later(60, 500))
    if code is Exemption.SENSITIVE:
        yield from approval(story, ApprovalSubject.EXEMPT)
    story.make("exempt", by=story.lead, code=code, reason=story.texts.say("exempt", code.value))


def withdrawn(story: Story) -> StoryPath:
    """The owner withdraws the complaint."""
    yield from intake(story)
    yield from story.until(story.later(30, 400))
    by = OWNER if story.chance.random() < 0.5 else story.desk
    how = {} if by is OWNER else {"method": Method.PHONE}
    story.make("withdraw", by=by, owner_words=story.texts.say("withdraw"), **how)


def merged(story: Story, into: Story) -> StoryPath:
    """The same matter from another home: merged with the first complaint, and visited on its own (R10)."""
    yield from intake(story)
    yield story.soon(6, 30)
    if into.record is None:
        return
    into.complaint.refresh_from_db()
    if into.complaint.stage in BEFORE_HANDLED and story.complaint.stage == Stage.VERIFIED:
        into.shared = True
        story.make("merge", by=story.lead, other=into.complaint, reason=story.texts.say("merge"))
        while story.complaint.stage in BEFORE_HANDLED:  # the result of the first complaint reaches this owner, too
            yield story.soon(60, 240)
            story.complaint.refresh_from_db()
        yield from ask_owner(story, StoryPlan(visits=(DONE,)))
    else:
        yield from to_the_end(story, StoryPlan())


def silent(story: Story, plan: StoryPlan) -> StoryPath:
    """The visit is declined; after seven silent days the clockwork closes it (R93)."""
    yield from straight(story, StoryPlan(promise=plan.promise, visits=(OFF,)))


def repeated(story: Story, again: Story) -> StoryPath:
    """It happens again in the silent days: the first complaint goes on in a new round, the second ends in it (R10)."""
    yield from silent(story, StoryPlan())
    yield story.soon(2 * 1440, 5 * 1440)
    if story.complaint.stage != Stage.WATCHING:
        return
    again.texts.slots["matter"] = story.texts.slots["matter"]
    again.given |= {"content": again.texts.say("repeat"), "title": story.texts.slots["matter"]}
    again.lodge(repeat_of=story.complaint)
    story.complaint.refresh_from_db()
    story.informed_at = story.now
    yield from propose(story, declines=1)
    yield from carry_out(story, StoryPlan())
    yield from ask_owner(story, StoryPlan(visits=(DONE,), summary=True))


def reopened(story: Story, plan: StoryPlan) -> StoryPath:
    """Closed, and reopened some days later (R66)."""
    yield from straight(story, StoryPlan(promise=plan.promise, visits=(DONE,)))
    yield story.soon(3 * 1440, 9 * 1440)
    if story.complaint.stage != Stage.CLOSED:
        return
    story.make(
        "reopen", by=story.desk, raised_by=RaisedBy.OWNER, reason=story.texts.say("reopen"),
        words=story.texts.say("reopened"),
    )  # fmt: skip
    story.informed_at = story.now
    yield from propose(story)
    yield from carry_out(story, StoryPlan())
    yield from ask_owner(story, StoryPlan(visits=(AWAY, DONE), summary=True))


def reassessed(story: Story, plan: StoryPlan) -> StoryPath:
    """Reassessed as more serious (R19, R22)."""
    story.level = "general"
    yield from intake(story)
    yield from story.until(story.later(10, 60))
    story.level = "major"
    story.make("reassess", by=story.lead, level="major", category=story.category, nature="harm", validity="valid",
               emotion=story.emotion, reason=story.texts.say("reassess"))  # fmt: skip
    yield from to_the_end(story, plan)


def reassigned(story: Story, plan: StoryPlan) -> StoryPath:
    """Reassigned to another case owner (R68, R79)."""
    yield from intake(story)
    yield from story.until(story.later(15, 60))
    others = [*story.scene.staff.all(Role.IN_CHARGE, story.scene.code), story.scene.manager]
    story.make("reassign", by=story.scene.manager, account=others[0], reason=story.texts.say("reassign"))
    yield from to_the_end(story, plan)


def discussed(story: Story, plan: StoryPlan) -> StoryPath:
    """The owner writes from their own page while the case is under way (R74)."""
    path = straight(story, plan)
    wrote = noted = False
    for at in path:
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
            story.make("say", by=OWNER, words=story.texts.say("say"))
        elif stage == Stage.HANDLING and not noted:
            noted = True
            story.make("note", by=story.lead, words=story.texts.say("note"))
