"""What is done at the estates once a complaint is closed: its summary, and the director's check where it was drawn."""

from datetime import timedelta

from heed.demo.play import StoryPath
from heed.demo.steps import Story
from heed.process.facts import WOULD_NOT_SAY
from heed.process.words import ClockKind, Method, Stage, VisitOutcome

#: A silent week closes by itself; its story waits for that.
_SILENT = timedelta(days=7, hours=1)
#: So many of a hundred are done in time; the others wait in the lists.
_DONE = 0.97


def followed(story: Story, path: StoryPath) -> StoryPath:
    """The path of a story, and what is still to do after it closed (R105, C3)."""
    yield from path
    if story.record is None:
        return
    if story.complaint.stage == Stage.WATCHING:
        yield story.now + _SILENT
    yield story.later(60, 900)
    story.complaint.refresh_from_db()  # the clockwork may have closed it
    if story.complaint.stage != Stage.CLOSED or story.chance.random() > _DONE:
        return
    waiting = set(story.complaint.clocks.filter(stopped_at__isnull=True).values_list("kind", flat=True))
    if ClockKind.SUMMARY in waiting:
        story.summarise()
    if ClockKind.CHECK in waiting:
        manager = story.scene.manager
        by = story.approver if story.complaint.handler == manager else manager
        words = story.texts.say("satisfied")
        marks = {"rating_reception": 5, "rating_measures": 4, "rating_result": WOULD_NOT_SAY}
        story.make("check", by=by, outcome=VisitOutcome.SATISFIED, method=Method.PHONE, owner_words=words, **marks)
