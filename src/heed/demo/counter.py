"""The intake of a story: at the counter, on the telephone, by the owner's own form, or by letter and message."""

from collections.abc import Callable

from heed.actions.reception import called, called_notes, meetings, superior
from heed.demo.play import StoryPath
from heed.demo.steps import Story
from heed.process.words import Channel, Emotion, Role, Stage
from heed.process.words.counter import Manner
from heed.queries.actor import OWNER
from heed.queries.reception import Meeting
from heed.records.models import Account

#: Attempts to find a free receptionist: about a minute apart at the counter, a new call each on the telephone.
ATTEMPTS = 6
#: Why a superior is called, as the desk offers it.
REFUSED = "The demand cannot be met here"


def intake(story: Story, *, settle: bool = False, promise: bool = False) -> StoryPath:
    """From first contact to verified; then settled on the spot, or promised a reply, if asked for."""
    then = _then(story, settle=settle, promise=promise)
    if story.channel is Channel.VISIT and not story.circumstance:
        yield from at_the_counter(story, then)
    elif story.channel is Channel.PHONE and not story.circumstance:
        yield from on_the_telephone(story, then)
    else:
        yield from in_writing(story)
        yield from then()


def _then(story: Story, *, settle: bool, promise: bool) -> Callable[[], StoryPath]:
    """Return what follows the reading back, in the same conversation."""

    def then() -> StoryPath:
        if settle:
            yield story.soon(0.7, 1.6)
            story.settle()
        elif promise:
            yield story.soon(0.5, 1.1)
            story.promise(story.reply_time(90, 300))

    return then


def at_the_counter(story: Story, then: Callable[[], StoryPath]) -> StoryPath:
    """A visitor waits, is received, perhaps by a director as well, and leaves (R26 to R39)."""
    project, desk = story.scene.grounds.project, story.scene.desk
    visit = meetings.arrive(project, by=story.desk, person=story.resident.person, at=story.now)
    for _ in range(ATTEMPTS):
        who = desk.take()
        if who is not None:
            break
        yield story.soon(0.8, 1.2)
    else:
        meetings.end(visit, by=story.desk, at=story.now)  # leaves, and writes a message instead
        story.channel = Channel.MESSAGE
        yield from in_writing(story)
        yield from then()
        return
    story.desk = who
    yield story.soon(0.2, 0.7)
    visit = meetings.receive(visit, by=who, at=story.now)
    kept = story.chance.sample([manner.value for manner in Manner], k=story.chance.randint(2, 5))
    meetings.set_checklist(visit, kept, by=who)
    if story.emotion is Emotion.AGITATED:
        meetings.set_emotion(visit, story.emotion.value, by=who)
        if story.chance.random() < 0.55:
            yield from _superior_comes(story, visit, who)
    yield story.soon(0.8, 1.5)
    story.lodge()
    called_notes.link_complaint(visit, story.complaint, by=who, at=story.now)
    yield from _read_back(story, then)
    meetings.end(visit, by=who, at=story.now)
    desk.release(who)


def on_the_telephone(story: Story, then: Callable[[], StoryPath]) -> StoryPath:
    """A caller is answered within a few rings, or calls again later; and hangs up (R40 to R46)."""
    project, desk = story.scene.grounds.project, story.scene.desk
    number = story.resident.person.phone
    for _ in range(ATTEMPTS):
        call = meetings.ring(project, by=story.desk, number=number, at=story.now)
        who = desk.take()
        if who is not None:
            break
        yield story.soon(0.4, 0.8)
        meetings.end(call, by=story.desk, at=story.now)
        yield story.soon(4, 12)
    else:
        yield from in_writing(story)
        yield from then()
        return
    story.desk = who
    yield story.soon(0.05, 0.24)
    meetings.answer(call, by=who, at=story.now)
    yield story.soon(0.8, 2.5)
    story.lodge()
    called_notes.link_complaint(call, story.complaint, by=who, at=story.now)
    if story.emotion is Emotion.AGITATED and story.chance.random() < 0.25:
        summons = superior.call_superior(call, by=who, consent=False, reason=REFUSED, at=story.now)
        called.mark_seen(summons, by=summons.to, at=story.now)
    yield from _read_back(story, then)
    meetings.end(call, by=who, at=story.now)
    desk.release(who)


def in_writing(story: Story) -> StoryPath:
    """By form, letter, message or hotline, or through a guard; the desk calls back and reads it back."""
    if story.channel is Channel.WEB:
        story.lodge(by=OWNER)
    elif story.channel is Channel.PATROL:
        story.lodge(by=story.scene.holder(story.chance, Role.GUARD))
    else:
        story.lodge()
    late = story.chance.random() < 0.06
    yield from story.until(story.later(70, 130) if late else story.later(4, 25))
    if story.complaint.stage == Stage.RECEIVED:
        yield from _help(story)
        story.verify()


def _read_back(story: Story, then: Callable[[], StoryPath]) -> StoryPath:
    yield from _help(story)
    yield story.soon(0.6, 1.3)
    story.verify()
    yield from then()
    yield story.soon(0.1, 0.4)


def _help(story: Story) -> StoryPath:
    """Where people may be in danger: an order goes out at once, and is done before the reading back (R71)."""
    if not story.in_danger:
        return
    worker = story.worker()
    order = story.order(story.soon(28, 30), worker, by=story.desk)
    yield story.soon(0.5, 2)
    story.make("accept_order", by=worker, order=order.pk)
    yield story.soon(4, 11)
    story.make("arrive", by=worker, order=order.pk)
    yield story.soon(3, 8)
    story.finish_order(order, worker, photo=False)
    story.make("all_safe", by=story.desk)


def _superior_comes(story: Story, meeting: Meeting, who: Account) -> StoryPath:
    """The owner is still agitated after some minutes: a superior is called in front of them (R33 to R36)."""
    yield story.soon(2.2, 4.6)
    consent = story.chance.random() < 0.88
    summons = superior.call_superior(meeting, by=who, consent=consent, reason=story.texts.say("escalate"), at=story.now)
    yield story.soon(0.3, 1.4)
    called.mark_seen(summons, by=summons.to, at=story.now)
    if consent:
        yield story.soon(1, 4)
        called.mark_arrived(summons, by=summons.to, at=story.now)
